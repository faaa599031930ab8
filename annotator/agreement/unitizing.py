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
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from annotator.agreement.figures import Figure, undefined
from annotator.domain.language import tr


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """A stretch of text that one coder marked, with its value."""

    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Continuum:
    """A text and the units of its coders; None: that coder did not work on it.

    A coder's units neither overlap nor leave the text; ``layers`` parts those that overlap.
    """

    begin: int
    end: int
    units: Mapping[str, Sequence[Unit] | None]


class UnfitUnitsError(ValueError):
    """Units that do not cut a text into pieces; the message says which and why."""


def u_alpha_nominal(texts: Iterable[Continuum]) -> Figure:
    """Agreement on where units lie and on their values, gaps included (eq. 34).

    ``n`` is the number of units. Undefined where no text has two coders, where all text has one
    value (or none) so that nothing varies, or where a coder's units overlap.
    """
    return _figure(texts, lambda found: _alpha(found.lengths(), found.own))


def u_alpha_binary(texts: Iterable[Continuum]) -> Figure:
    """Agreement on where units lie, whatever their values (eq. 35).

    The coincidences of all values are added up to those of units and gaps. ``n`` and the
    undefined cases are those of ``u_alpha_nominal``.
    """
    return _figure(texts, lambda found: _alpha(_as_marked(found.lengths()), found.own))


def cu_alpha_nominal(texts: Iterable[Continuum]) -> Figure:
    """Agreement on the values of units where units of two coders overlap (eq. 36 and 37).

    Gaps do not count. Of a unit, as much is comparable as overlaps with the units of the other
    coders, averaged over these m - 1. Undefined also where no units overlap, or those that do
    have one value only.
    """
    return _figure(texts, lambda found: _alpha(found.valued(), found.pairable()))


def ku_alpha_nominal(texts: Iterable[Continuum], value: str) -> Figure:
    """Agreement on one value of units, where units of two coders overlap (eq. 38).

    Of the overlaps of units of that value, the share with units of other values, against the
    share expected. ``n`` is the number of units with the value. Undefined also where no unit of
    that value overlaps with another coder's unit, or where all overlaps have that value.
    """
    return _figure(texts, lambda found: _alpha_of(value, found.valued(), found.pairable()), value)


def ku_coverage(texts: Iterable[Continuum], value: str) -> Figure:
    """How much of the text marked with one value the other coders marked too, with any value.

    The share of its coincidences that are not with gaps: what ``ku_alpha_nominal`` rests on.
    Undefined where nobody gave that value.
    """
    return _figure(texts, lambda found: _coverage(value, found), value)


def layers(texts: Iterable[Continuum]) -> dict[str, list[Continuum]]:
    """One layer of the texts for each value, so that units of different values may overlap.

    Within a layer, units of one coder that share characters become one, whose boundaries are
    then compared; units that only touch stay two.
    """
    kept = list(texts)
    values = {u.value for text in kept for units in text.units.values() for u in units or ()}
    return {
        value: [
            Continuum(
                text.begin,
                text.end,
                {
                    coder: None if units is None else _merged(units, value)
                    for coder, units in text.units.items()
                },
            )
            for text in kept
        ]
        for value in sorted(values)
    }


def _merged(units: Sequence[Unit], value: str) -> list[Unit]:
    """A coder's units of one value; those with characters in common are one."""
    merged: list[Unit] = []
    for unit in sorted(unit for unit in units if unit.value == value):
        if merged and unit.start < merged[-1].end:
            merged[-1] = Unit(merged[-1].start, max(unit.end, merged[-1].end), value)
        else:
            merged.append(unit)
    return merged


# --- sums over the texts -------------------------------------------------------------------------

Value = str | None
"""What a coder gave a stretch of text; None is a gap."""
Lengths = Mapping[tuple[Value, Value], Fraction]


@dataclass(frozen=True, slots=True)
class _Coincidences:
    """Sums over texts, in whole characters, apart for each number of other coders (m - 1)."""

    pairs: dict[int, dict[tuple[Value, Value], int]] = field(default_factory=dict)
    own: dict[Value, int] = field(default_factory=lambda: defaultdict(int))
    shared: dict[int, dict[Value, int]] = field(default_factory=dict)
    units: dict[Value, int] = field(default_factory=lambda: defaultdict(int))

    def lengths(self) -> Lengths:
        """The observed coincidences of values, gaps among them."""
        found: dict[tuple[Value, Value], Fraction] = defaultdict(Fraction)
        for others, pairs in self.pairs.items():
            for values, length in pairs.items():
                found[values] += Fraction(length, others)
        return found

    def valued(self) -> Lengths:
        """The observed coincidences of units with units."""
        return {values: length for values, length in self.lengths().items() if None not in values}

    def pairable(self) -> dict[Value, Fraction]:
        """For each value, the squares of what of its units is comparable, added up."""
        found: dict[Value, Fraction] = defaultdict(Fraction)
        for others, squares in self.shared.items():
            for value, square in squares.items():
                found[value] += Fraction(square, others * others)
        return found


def _coincidences(texts: Iterable[Continuum]) -> _Coincidences:
    found = _Coincidences()
    for text in texts:
        codings = [sorted(units) for units in text.units.values() if units is not None]
        if len(codings) < 2:
            continue
        _check(text, codings)
        _add_own(found, text, codings)
        _add_pairs(found, text, codings)
    return found


def _check(text: Continuum, codings: Iterable[Sequence[Unit]]) -> None:
    for units in codings:
        before = text.begin
        for unit in units:
            if unit.start >= unit.end or unit.start < text.begin or unit.end > text.end:
                said = tr("A unit from {} to {} does not lie in the text.")
                raise UnfitUnitsError(said.format(unit.start, unit.end))
            if unit.start < before:
                said = tr("Two units of one coder overlap at {}.")
                raise UnfitUnitsError(said.format(unit.start))
            before = unit.end


def _add_own(found: _Coincidences, text: Continuum, codings: Iterable[Sequence[Unit]]) -> None:
    """What cannot meet itself: a unit with all its length, of a gap each character apart."""
    for units in codings:
        marked = 0
        for unit in units:
            length = unit.end - unit.start
            marked += length
            found.own[unit.value] += length * length
            found.units[unit.value] += 1
        found.own[None] += text.end - text.begin - marked


def _add_pairs(found: _Coincidences, text: Continuum, codings: Sequence[Sequence[Unit]]) -> None:
    """The lengths over which two coders gave two values, and how much of each unit is shared."""
    others = len(codings) - 1
    pairs = found.pairs.setdefault(others, defaultdict(int))
    shared: dict[tuple[int, Unit], int] = defaultdict(int)
    for length, row in _pieces(text, codings):
        present = [(coder, unit) for coder, unit in enumerate(row) if unit is not None]
        for coder, unit in present:
            shared[coder, unit] += length * (len(present) - 1)
        counts: dict[Value, int] = (
            {None: len(row) - len(present)} if len(present) < len(row) else {}
        )
        for _, unit in present:
            counts[unit.value] = counts.get(unit.value, 0) + 1
        for one, times in counts.items():
            for other, more in counts.items():
                pairs[one, other] += length * times * (more - (one == other))
    squares = found.shared.setdefault(others, defaultdict(int))
    for (_, unit), length in shared.items():
        squares[unit.value] += length * length


def _pieces(
    text: Continuum, codings: Sequence[Sequence[Unit]]
) -> Iterator[tuple[int, tuple[Unit | None, ...]]]:
    """The text cut wherever a unit begins or ends: each piece's length and its units by coder."""
    bounds = {text.begin, text.end}
    bounds.update(bound for units in codings for u in units for bound in (u.start, u.end))
    cuts = sorted(bounds)
    rows = zip(*(_covering(units, cuts) for units in codings), strict=True)
    for start, end, row in zip(cuts, cuts[1:], rows, strict=False):
        yield end - start, row


def _covering(units: Sequence[Unit], cuts: Sequence[int]) -> Iterator[Unit | None]:
    """For each place where the text is cut, the unit that holds the character after it."""
    at = 0
    for cut in cuts:
        while at < len(units) and units[at].end <= cut:
            at += 1
        yield units[at] if at < len(units) and units[at].start <= cut else None


# --- alpha from the sums -------------------------------------------------------------------------


def _figure(
    texts: Iterable[Continuum],
    statistic: Callable[[_Coincidences], Fraction],
    value: str | None = None,
) -> Figure:
    """The statistic of the texts, or why there is none."""
    try:
        found = _coincidences(texts)
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


def _as_marked(lengths: Lengths) -> Lengths:
    """Coincidences of units and gaps, all values of units being one."""
    found: dict[tuple[Value, Value], Fraction] = defaultdict(Fraction)
    for (one, other), length in lengths.items():
        found[one if one is None else "", other if other is None else ""] += length
    return found


def _rows(lengths: Lengths) -> dict[Value, Fraction]:
    """The coincidences of each value with any value."""
    found: dict[Value, Fraction] = defaultdict(Fraction)
    for (one, _), length in lengths.items():
        found[one] += length
    return found


def _alpha(lengths: Lengths, own: Mapping[Value, Fraction | int]) -> Fraction:
    """1 - observed / expected disagreement."""
    rows = _rows(lengths)
    total = _total(rows)
    observed = sum((length for (one, other), length in lengths.items() if one != other), Fraction())
    different = total**2 - sum(row**2 for row in rows.values())
    if not different:
        raise _UndefinedError(tr("All that is compared has one value: nothing varies."))
    expected = total * different / (total**2 - sum(own.values()))
    return 1 - observed / expected


def _alpha_of(value: str, lengths: Lengths, own: Mapping[Value, Fraction | int]) -> Fraction:
    """1 - the observed share of disagreement in one value's row / the expected share."""
    rows = _rows(lengths)
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


def _coverage(value: str, found: _Coincidences) -> Fraction:
    every = _rows(found.lengths())
    return _rows(found.valued()).get(value, Fraction()) / every[value]
