"""All that was marked in all texts, laid end to end as arrays: what is summed of it, quickly.

What is computed is the same; a project has some hundred thousand mentions, for which a loop over
each of them takes as long as all other figures together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from annotator.agreement.coefficients.set_distances import Truths
from annotator.agreement.ranges import Ranges
from annotator.agreement.ratings import Integers, Numbers, tally
from annotator.agreement.reporting.comparison import ComparedArticle, Comparison
from annotator.agreement.same_text.unit_sums import Value
from annotator.agreement.same_text.unit_tables import UnitTable


@dataclass(frozen=True, eq=False)
class Units:
    """The units of one rater in order, none overlapping: where, and which value (its place)."""

    start: Integers
    end: Integers
    value: Integers


Layer = list[Units]
"""The units of each rater."""


@dataclass(frozen=True, eq=False)
class _Marks:
    """Every segment that was marked: by which rater, of which type, from where to where."""

    rater: Integers
    type: Integers
    start: Integers
    end: Integers


@dataclass(eq=False)
class MarkedUnits:
    """What raters marked in the texts compared. ``lengths`` are those of the texts, if known.

    Segments of one type that share characters are one unit; those that touch are two.
    """

    comparison: Comparison
    lengths: Sequence[int]

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The mention types that anybody marked."""
        codings = (c for entry in self.comparison.articles for c in entry.codings.values())
        return tuple(sorted({name for c in codings for name, found in c.marked.items() if found}))

    @cached_property
    def begin(self) -> Integers:
        """Where each text begins, and behind the last where it ends, laid end to end."""
        ends = [
            max([length, *(found[-1][1] for found in _marked(entry))])
            for entry, length in zip(self.comparison.articles, self.lengths, strict=True)
        ]
        return np.concatenate([[0], np.cumsum(np.array(ends, np.int64))]).astype(np.int64)

    @cached_property
    def coded(self) -> Truths:
        """Texts × raters: who coded which."""
        raters = self.comparison.raters
        rows = [[name in entry.codings for name in raters] for entry in self.comparison.articles]
        return np.array(rows, bool).reshape(len(rows), len(raters))

    @cached_property
    def overlapping(self) -> Truths:
        """For each text, whether units of two types of one rater share characters in it."""
        found = np.zeros(len(self.comparison.articles), bool)
        for units in self.every:
            if len(units.start) > 1:
                reached = np.maximum.accumulate(units.end)[:-1]
                at = units.start[1:][units.start[1:] < reached]
                found[np.searchsorted(self.begin, at, "right") - 1] = True
        return found

    @cached_property
    def by_type(self) -> dict[str, Layer]:
        """The units of each type alone."""
        return {
            name: [self._merged(rater, at) for rater in range(len(self.comparison.raters))]
            for at, name in enumerate(self.types)
        }

    @cached_property
    def every(self) -> Layer:
        """The units of all types, in order; those of different types may overlap."""
        return [
            _in_order([layer[rater] for layer in self.by_type.values()])
            for rater in range(len(self.comparison.raters))
        ]

    @cached_property
    def as_one(self) -> Layer:
        """What was marked as whatever type: units that share characters are one."""
        return [_merge(units.start, units.end, 0) for units in self.every]

    def table(self, layer: Layer) -> UnitTable:
        """What each text adds to the sums of a layer, as ``unit_sums`` gives them."""
        return _Summing(self, layer).table()

    @cached_property
    def _marks(self) -> _Marks:
        types = {name: at for at, name in enumerate(self.types)}
        raters = {name: at for at, name in enumerate(self.comparison.raters)}
        rows = [
            (raters[rater], types[name], start + begin, end + begin)
            for entry, begin in zip(self.comparison.articles, self.begin.tolist(), strict=False)
            for rater, coding in entry.codings.items()
            for name, found in coding.marked.items()
            for segments in found
            for start, end in segments
        ]
        return _Marks(*np.array(rows, np.int64).reshape(-1, 4).T)

    def _merged(self, rater: int, kind: int) -> Units:
        marks = self._marks
        chosen = (marks.rater == rater) & (marks.type == kind)
        return _merge(marks.start[chosen], marks.end[chosen], kind)


def _marked(entry: ComparedArticle) -> list[Ranges]:
    return [
        segments
        for c in entry.codings.values()
        for found in c.marked.values()
        for segments in found
    ]


def _merge(start: Integers, end: Integers, value: int) -> Units:
    """Units of one value; those that share characters become one."""
    order = np.lexsort((end, start))
    start, end = start[order], end[order]
    if not len(start):
        return Units(start, end, start)
    reached = np.maximum.accumulate(end)
    first = np.flatnonzero(np.concatenate([[True], start[1:] >= reached[:-1]]))
    last = np.concatenate([first[1:] - 1, [len(start) - 1]])
    return Units(start[first], reached[last], np.full(len(first), value, np.int64))


def _in_order(layers: Sequence[Units]) -> Units:
    nothing = np.zeros(0, np.int64)
    start, end, value = (
        np.concatenate([nothing, *(getattr(units, name) for units in layers)])
        for name in ("start", "end", "value")
    )
    order = np.lexsort((value, end, start))
    return Units(start[order], end[order], value[order])


class _Summing:
    """One pass over all pieces into which units cut the texts."""

    def __init__(self, marked: MarkedUnits, layer: Layer) -> None:
        self._types: tuple[Value, ...] = (*marked.types, None)
        self._gap = len(marked.types)
        self._begin = marked.begin
        coders = marked.coded.sum(1)
        self._others = np.where(coders > 1, coders - 1, 0)
        self._coded = marked.coded & (self._others > 0)[:, None]
        self._layer = [self._of_coded(units, rater) for rater, units in enumerate(layer)]
        self._cut()

    def _of_coded(self, units: Units, rater: int) -> Units:
        kept = self._coded[self._text_of(units.start), rater]
        return Units(units.start[kept], units.end[kept], units.value[kept])

    def _text_of(self, at: Integers) -> Integers:
        return np.searchsorted(self._begin, at, "right") - 1

    def _cut(self) -> None:
        """Cut the texts wherever a unit begins or ends."""
        bounds = [self._begin, *(u.start for u in self._layer), *(u.end for u in self._layer)]
        cuts = np.unique(np.concatenate(bounds))
        at = cuts[:-1]
        self._length = np.diff(cuts)
        self._text = self._text_of(at)
        self._unit = [_covering(units, at) for units in self._layer]

    def table(self) -> UnitTable:
        """All that the texts add."""
        own, units = self._own()
        return UnitTable(self._types, self._others, self._pairs(), own, self._shared(), units)

    def _values(self, rater: int) -> Integers:
        """For each piece the value that a rater gave it, -1 where she did not code the text."""
        unit = self._unit[rater]
        value = np.full(len(unit), self._gap, np.int64)
        value[unit >= 0] = self._layer[rater].value[unit[unit >= 0]]
        value[~self._coded[self._text, rater]] = -1
        return value

    def _pairs(self) -> Numbers:
        size, texts = self._gap + 1, len(self._others)
        values = [self._values(rater) for rater in range(len(self._layer))]
        total = np.zeros(texts * size * size)
        for one, other in combinations(values, 2):
            both = (one >= 0) & (other >= 0)
            keys = (self._text[both] * size + one[both]) * size + other[both]
            total += tally(keys, self._length[both].astype(float), len(total))
        table = total.reshape(texts, size, size)
        both_ways: Numbers = table + table.transpose(0, 2, 1)
        return both_ways

    def _shared(self) -> Numbers:
        present = np.sum([unit >= 0 for unit in self._unit], axis=0)
        weight = (self._length * (present - 1)).astype(float)
        squares = self._nothing()
        for units, unit in zip(self._layer, self._unit, strict=True):
            inside = unit >= 0
            lengths = tally(unit[inside], weight[inside], len(units.start))
            squares += self._by_value(units, lengths**2)
        return squares

    def _own(self) -> tuple[Numbers, Numbers]:
        own, number = self._nothing(), self._nothing()
        own[:, self._gap] = self._coded.sum(1) * np.diff(self._begin)
        for units in self._layer:
            lengths = (units.end - units.start).astype(float)
            own[:, self._gap] -= self._by_value(units, lengths).sum(1)
            own += self._by_value(units, lengths**2)
            number += self._by_value(units, np.ones(len(lengths)))
        return own, number

    def _nothing(self) -> Numbers:
        return np.zeros((len(self._others), self._gap + 1))

    def _by_value(self, units: Units, numbers: Numbers) -> Numbers:
        """Numbers of units added up: texts × values."""
        size = self._gap + 1
        keys = self._text_of(units.start) * size + units.value
        added = tally(keys, numbers, len(self._others) * size)
        return added.reshape(-1, size)


def _covering(units: Units, at: Integers) -> Integers:
    """For each place the number of the unit that holds the character after it, else -1."""
    unit = np.searchsorted(units.start, at, "right") - 1
    inside = unit >= 0
    inside[inside] = at[inside] < units.end[unit[inside]]
    return np.where(inside, unit, -1)
