"""Texts that coders cut into units, and the lengths over which they agree, added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

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


Value = str | None
"""What a coder gave a stretch of text; None is a gap."""
Pairs = Mapping[int, Mapping[tuple[Value, Value], int]]
"""Over how many characters one coder gave the one value and another the other, summed over ordered
pairs of coders; apart for each number of other coders (m - 1), by which it is to be divided."""

Lengths = Mapping[tuple[Value, Value], Fraction]
"""The coincidences of values: ``Pairs`` divided and added up."""

Own = Mapping[Value, int] | Mapping[Value, Fraction]
"""For each value, what cannot meet itself, in pairs of characters."""


@dataclass(frozen=True, slots=True)
class UnitSums:
    """Sums over texts, in whole characters, apart for each number of other coders (m - 1)."""

    pairs: dict[int, dict[tuple[Value, Value], int]] = field(default_factory=dict)
    own: dict[Value, int] = field(default_factory=lambda: defaultdict(int))
    shared: dict[int, dict[Value, int]] = field(default_factory=dict)
    units: dict[Value, int] = field(default_factory=lambda: defaultdict(int))

    def pairable(self) -> dict[Value, Fraction]:
        """For each value, the squares of what of its units is comparable, added up."""
        found: dict[Value, Fraction] = defaultdict(Fraction)
        for others, squares in self.shared.items():
            for value, square in squares.items():
                found[value] += Fraction(square, others * others)
        return found


def unit_sums(texts: Iterable[Continuum]) -> UnitSums:
    """The sums of texts, once for all figures; raises UnfitUnitsError with a sentence."""
    found = UnitSums()
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


def _add_own(found: UnitSums, text: Continuum, codings: Iterable[Sequence[Unit]]) -> None:
    """What cannot meet itself: a unit with all its length, of a gap each character apart."""
    for units in codings:
        marked = 0
        for unit in units:
            length = unit.end - unit.start
            marked += length
            found.own[unit.value] += length * length
            found.units[unit.value] += 1
        found.own[None] += text.end - text.begin - marked


def _add_pairs(found: UnitSums, text: Continuum, codings: Sequence[Sequence[Unit]]) -> None:
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


def as_marked(pairs: Pairs) -> Pairs:
    """Pairs of units and gaps, all values of units being one."""
    found: dict[int, dict[tuple[Value, Value], int]] = {}
    for others, lengths in pairs.items():
        merged = found.setdefault(others, defaultdict(int))
        for (one, other), length in lengths.items():
            merged[one if one is None else "", other if other is None else ""] += length
    return found


def units_only(pairs: Pairs) -> Pairs:
    """Pairs of units with units."""
    return {
        others: {values: length for values, length in lengths.items() if None not in values}
        for others, lengths in pairs.items()
    }


def coincidences(pairs: Pairs) -> Lengths:
    """The pairs, divided by the number of other coders and added up."""
    found: dict[tuple[Value, Value], Fraction] = defaultdict(Fraction)
    for others, lengths in pairs.items():
        for values, length in lengths.items():
            found[values] += Fraction(length, others)
    return found


def by_value(lengths: Lengths) -> dict[Value, Fraction]:
    """The coincidences of each value with any value."""
    found: dict[Value, Fraction] = defaultdict(Fraction)
    for (one, _), length in lengths.items():
        found[one] += length
    return found


# --- units that overlap --------------------------------------------------------------------------


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
