"""Did they mark the same text: Krippendorff's alphas for coders who cut a text into units.

The family of coefficients of Krippendorff, Mathet, Bouvry and Widlöcher (2016), On the
reliability of unitizing textual continua: further developments, Quality & Quantity 50; also in
Krippendorff (2019), Content Analysis, 4th ed., section 12.6, whose equations are named below.

What is compared is every character. Let m coders cut one text of length L into units, each with a
value, and gaps between them. The observed coincidence of two values is the length over which one
coder has the one and another the other, over all ordered pairs of coders, divided by m - 1, so
that all coincidences add up to m·L (eq. 32). The expected one lets every character of all coders
meet every other, but no unit itself; gaps are no units, in them only a character does not meet
itself (eq. 33). Alpha is 1 - observed / expected disagreement (eq. 34). Several texts are laid
end to end, which for these sums is the same as adding them up.

Every figure takes the texts, or their sums (``unit_sums``) where several figures are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from annotator.agreement.figures import Figure, undefined
from annotator.agreement.same_text.unit_sums import (
    Continuum,
    Lengths,
    Own,
    UnfitUnitsError,
    UnitSums,
    Value,
    as_marked,
    by_value,
    coincidences,
    unit_sums,
    units_only,
)
from annotator.domain.language import tr

Texts = Iterable[Continuum] | UnitSums


def u_alpha_nominal(texts: Texts) -> Figure:
    """Agreement on where units lie and on their values, gaps included (eq. 34).

    ``n`` is the number of units. Undefined where no text has two coders, where all text has one
    value (or none) so that nothing varies, or where a coder's units overlap.
    """
    return _figure(texts, lambda found: _alpha(coincidences(found.pairs), found.own))


def u_alpha_binary(texts: Texts) -> Figure:
    """Agreement on where units lie, whatever their values (eq. 35).

    The coincidences of all values are added up to those of units and gaps. ``n`` and the
    undefined cases are those of ``u_alpha_nominal``.
    """
    return _figure(texts, lambda found: _alpha(coincidences(as_marked(found.pairs)), found.own))


def cu_alpha_nominal(texts: Texts) -> Figure:
    """Agreement on the values of units where units of two coders overlap (eq. 36 and 37).

    Gaps do not count. Of a unit, as much is comparable as overlaps with the units of the other
    coders, averaged over these m - 1. Undefined also where no units overlap, or those that do
    have one value only.
    """
    return _figure(texts, lambda found: _alpha(_of_units(found), found.pairable()))


def ku_alpha_nominal(texts: Texts, value: str) -> Figure:
    """Agreement on one value of units, where units of two coders overlap (eq. 38).

    Of the overlaps of units of that value, the share with units of other values, against the
    share expected. ``n`` is the number of units with the value. Undefined also where no unit of
    that value overlaps with another coder's unit, or where all overlaps have that value.
    """
    return _figure(
        texts,
        lambda found: _alpha_of(value, coincidences(units_only(found.pairs)), found.pairable()),
        value,
    )


def ku_coverage(texts: Texts, value: str) -> Figure:
    """How much of the text marked with one value the other coders marked too, with any value.

    The share of its coincidences that are not with gaps: what ``ku_alpha_nominal`` rests on.
    Undefined where nobody gave that value.
    """
    return _figure(texts, lambda found: _coverage(value, found), value)


# --- alpha from the sums -------------------------------------------------------------------------


def _figure(
    texts: Texts,
    statistic: Callable[[UnitSums], Fraction],
    value: str | None = None,
) -> Figure:
    """The statistic of the texts, or why there is none."""
    try:
        found = texts if isinstance(texts, UnitSums) else unit_sums(texts)
    except UnfitUnitsError as error:
        return undefined(str(error))
    number = found.units.get(value, 0) if value is not None else sum(found.units.values())
    if not found.pairs:
        return undefined(tr("No article has two coders."))
    if not number:
        nobody = tr("None of the coders marked anything.")
        return undefined(nobody if value is None else tr("No coder gave this value to a unit."))
    try:
        return Figure(float(statistic(found)), number)
    except _UndefinedError as why:
        return undefined(str(why), number)


class _UndefinedError(Exception):
    """Why the sums give no figure."""


def _of_units(found: UnitSums) -> Lengths:
    """The coincidences of units with units."""
    return coincidences(units_only(found.pairs))


def _alpha(lengths: Lengths, own: Own) -> Fraction:
    """1 - observed / expected disagreement."""
    rows = by_value(lengths)
    total = _total(rows)
    observed = sum((length for (one, other), length in lengths.items() if one != other), Fraction())
    different = total**2 - sum(row**2 for row in rows.values())
    if not different:
        raise _UndefinedError(tr("All that is compared has one value: nothing varies."))
    expected = total * different / (total**2 - sum(own.values()))
    return 1 - observed / expected


def _alpha_of(value: str, lengths: Lengths, own: Own) -> Fraction:
    """1 - the observed share of disagreement in one value's row / the expected share."""
    rows = by_value(lengths)
    total, row = _total(rows), rows.get(value, Fraction())
    if not row:
        raise _UndefinedError(tr("No unit with this value overlaps with another coder's."))
    if row == total:
        raise _UndefinedError(tr("All that is compared has one value: nothing varies."))
    observed = 1 - lengths.get((value, value), Fraction()) / row
    expected = row * (total - row) / (row * total - own.get(value, 0))
    return 1 - observed / expected


def _total(rows: Mapping[Value, Fraction]) -> Fraction:
    total = sum(rows.values(), Fraction())
    if not total:
        raise _UndefinedError(tr("No units of two coders overlap."))
    return total


def _coverage(value: str, found: UnitSums) -> Fraction:
    every = by_value(coincidences(found.pairs))
    return by_value(_of_units(found)).get(value, Fraction()) / every[value]
