"""The values of a field, unit by unit and rater by rater: what coefficients are computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from annotator.agreement.coefficients.set_distances import Truths
from annotator.agreement.ratings import MISSING, Integers, Ratings, Value, in_order
from annotator.agreement.reporting.fields import (
    ABSENT,
    RECIPROCAL,
    Measure,
    ReportedField,
    fields_of,
)
from annotator.agreement.reporting.groupings import BOTH, Events, Grouping
from annotator.agreement.reporting.slot_values import compared_slots, held, of_slot
from annotator.agreement.same_events.identity import Field
from annotator.domain.schema import Slot
from annotator.domain.values import ValueKind


@dataclass(frozen=True, slots=True)
class Variant:
    """Which events count as one: those matched by these stages.

    ``absent``: also events that only some coders saw count, as absent from the others' codings.
    """

    stages: int = BOTH
    absent: bool = False


@dataclass(frozen=True, eq=False)
class _Column:
    """The values of a slot or attribute: which there are, and which of them each event has."""

    values: list[Field]
    codes: Integers


Categories = tuple[Value, ...]
Raters = tuple[Hashable, ...]


@dataclass(frozen=True, eq=False)
class FieldRatings:
    """The ratings of a field; for each unit its number in the grouping, and its article's place."""

    ratings: Ratings
    unit: Integers
    article: Integers

    @classmethod
    def of(
        cls,
        categories: Categories,
        codes: Integers,
        raters: Raters,
        unit: Integers,
        article: Integers,
    ) -> FieldRatings:
        """Ratings from units × raters, with those categories alone that were given."""
        used = np.unique(codes[codes >= 0])
        moved = np.full(len(categories) + 1, MISSING, np.int64)
        moved[used] = np.arange(len(used))
        given = tuple(categories[at] for at in used.tolist())
        units = tuple(unit.tolist())
        return cls(Ratings(given, moved[codes], np.ones(len(codes)), units, raters), unit, article)

    def only(self, units: Truths) -> FieldRatings:
        """The same of some of the units."""
        old, kept = self.ratings, np.flatnonzero(units)
        unit, article = self.unit[kept], self.article[kept]
        return FieldRatings.of(old.categories, old.codes[kept], old.coders, unit, article)

    def count(self, value: Value) -> int:
        """How often a value was given."""
        if value not in self.ratings.categories:
            return 0
        return int((self.ratings.codes == self.ratings.categories.index(value)).sum())

    def between(self, raters: Sequence[str]) -> FieldRatings:
        """The same of some of the raters, in the units that these share."""
        old = self.ratings
        columns = [at for at, name in enumerate(old.coders) if name in raters]
        codes = old.codes[:, columns]
        names = tuple(old.coders[at] for at in columns)
        found = FieldRatings.of(old.categories, codes, names, self.unit, self.article)
        return found.only((codes >= 0).sum(1) > 1)

    def with_each_other(self, rater: str) -> FieldRatings:
        """The values of one rater beside those of each other in turn: two raters, pair by pair."""
        codes = self.ratings.codes
        at = self.ratings.coders.index(rater)
        row, other = np.nonzero((codes >= 0) & (codes[:, [at]] >= 0))
        row, other = row[other != at], other[other != at]
        pairs = np.stack([codes[row, at], codes[row, other]], axis=1)
        names = (rater, "")
        return FieldRatings.of(
            self.ratings.categories, pairs, names, self.unit[row], self.article[row]
        )


@dataclass(eq=False)
class Values:
    """Reads the fields of all events, each slot and attribute once."""

    events: Events
    fields: tuple[ReportedField, ...] = field(init=False)
    finished: Truths = field(init=False)  # articles × raters: who is through with it
    _columns: dict[str, _Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fields = fields_of(self.events.schema)
        comparison = self.events.comparison
        self.finished = np.array(
            [
                [rater in entry.codings for rater in comparison.raters]
                for entry in comparison.articles
            ],
            bool,
        ).reshape(len(comparison.articles), len(comparison.raters))

    def ratings(self, of: ReportedField, variant: Variant) -> FieldRatings:
        """The values of a field, of events that two raters or more have matched."""
        grouping = self.events.grouping(variant.stages, of.leaving_out)
        column = self._turned(of.column, grouping)
        read = [of.read(value) for value in column.values]
        absent = _absent(of) if variant.absent else None
        categories = in_order(value for value in [*read, absent] if value is not None)
        place = {value: at for at, value in enumerate(categories)}
        moved = np.array([MISSING if v is None else place[v] for v in read] or [0], np.int64)
        codes = self._unseen(grouping, MISSING if absent is None else place[absent])
        if len(column.codes):
            codes[grouping.unit, self.events.rater] = moved[column.codes]
        raters = self.events.comparison.raters
        kept = np.flatnonzero((codes >= 0).sum(1) > 1)
        return FieldRatings.of(categories, codes[kept], raters, kept, grouping.article[kept])

    def same_suggestion(self, of: ReportedField, variant: Variant) -> Truths:
        """For each unit, whether all its raters accepted the same suggestion in that slot."""
        grouping = self.events.grouping(variant.stages, of.leaving_out)
        if of.column not in self._accepted:
            return np.zeros(len(grouping.article), bool)
        codes = self._suggestions(of.column)
        highest = np.full(len(grouping.article), -2, np.int64)
        lowest = np.full(len(grouping.article), len(codes), np.int64)
        np.maximum.at(highest, grouping.unit, codes)
        np.minimum.at(lowest, grouping.unit, codes)
        same: Truths = (highest == lowest) & (lowest >= 0)
        return same

    def _unseen(self, grouping: Grouping, absent: int) -> Integers:
        """Units × raters before any event is put in: missing, or absent from a finished coding."""
        size = (len(grouping.article), len(self.events.comparison.raters))
        codes = np.full(size, MISSING, np.int64)
        if absent != MISSING and len(grouping.article):
            codes[self.finished[grouping.article]] = absent
        return codes

    def _column(self, name: str) -> _Column:
        if name not in self._columns:
            schema = self.events.schema
            slot = next((slot for slot in schema.slots if slot.name == name), None)
            self._columns[name] = _interned(
                self._of_slot(slot) if slot is not None else self._of_attribute(name)
            )
        return self._columns[name]

    def _of_slot(self, slot: Slot) -> list[Field]:
        if slot.kind is not ValueKind.PLACE and slot in compared_slots(self.events.schema):
            return [event.fields[slot.name] for event in self.events.coded]  # read already
        return [of_slot(slot, held(event, slot), as_set=False) for event in self.events.events]

    def _of_attribute(self, name: str) -> list[Field]:
        if name == RECIPROCAL:
            return [event.reciprocal for event in self.events.events]
        return [event.attributes.get(name, ()) for event in self.events.events]

    def _turned(self, name: str, grouping: Grouping) -> _Column:
        """A column with the sides of reciprocal events as they are read in this grouping."""
        column = self._column(name)
        sides = self.events.identity.sides or ()
        if name not in sides or not grouping.turned:
            return column
        which = sides.index(name)
        values, codes = list(column.values), column.codes.copy()
        place = {value: at for at, value in enumerate(values)}
        for event, both in grouping.turned.items():
            codes[event] = place.setdefault(both[which], len(place))
        return _Column([*place], codes)

    def _suggestions(self, name: str) -> Integers:
        """For each event, the suggestions accepted in a slot as a number; -1 where not all were."""
        codes = np.full(len(self.events.events), -1, np.int64)
        place: dict[frozenset[str], int] = {}
        for event, keys in self._accepted.get(name, {}).items():
            if all(keys):
                codes[event] = place.setdefault(frozenset(keys), len(place))
        return codes

    @cached_property
    def _accepted(self) -> Mapping[str, Mapping[int, Sequence[str]]]:
        """For each slot in which any was, the suggestions accepted in each event, "" for none."""
        found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for at, event in enumerate(self.events.events):
            for value in event.values:
                found[value.slot][at].append(value.suggestion)
        return {
            slot: by_event
            for slot, by_event in found.items()
            if any(any(keys) for keys in by_event.values())
        }


def _absent(of: ReportedField) -> Value | None:
    """What stands for an event that a coder does not have; a number stands for nothing."""
    if of.measure is Measure.SETS:
        return frozenset([ABSENT])
    return ABSENT if of.countable else None


def _interned(values: Sequence[Field]) -> _Column:
    place: dict[Field, int] = {}
    codes = np.array([place.setdefault(value, len(place)) for value in values], np.int64)
    return _Column([*place], codes)
