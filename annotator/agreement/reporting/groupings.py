"""The events of all articles compared, matched and grouped: whose values meet in which unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from annotator.agreement.ratings import Integers
from annotator.agreement.reporting.comparison import ComparedArticle, Comparison
from annotator.agreement.reporting.slot_values import compared_slots, identity_of, said_in, sides_of
from annotator.agreement.reporting.study import StudyEvent
from annotator.agreement.same_events.grouping import Group, group
from annotator.agreement.same_events.identity import CodedEvent, Field, Identity, aligned
from annotator.agreement.same_events.matching import Article, ArticleMatching, Match
from annotator.domain.schema import Schema
from annotator.domain.values import Value

EVIDENCE, BOTH = 1, 2
"""Matched by evidence alone, and by both stages."""


@dataclass(frozen=True, eq=False)
class Grouping:
    """Which events are one event, told by the number of their unit.

    ``unit`` has an entry for each event, ``article`` and ``number`` one for each unit: the place of
    its article, and its number there in the order of the text. ``turned`` gives the two sides of
    events that are read the other way, as they are reciprocal.
    """

    unit: Integers
    article: Integers
    number: Integers
    turned: Mapping[int, tuple[Field, Field]]

    def members(self, unit: int) -> list[int]:
        """The events of a unit."""
        start, end = np.searchsorted(self._units, [unit, unit + 1])
        found: list[int] = self._order[start:end].tolist()
        return found

    @cached_property
    def _order(self) -> Integers:
        return np.argsort(self.unit, kind="stable")

    @cached_property
    def _units(self) -> Integers:
        return self.unit[self._order]


@dataclass(eq=False)
class Events:
    """All events of the articles compared, one after the other, and how they are matched."""

    schema: Schema
    comparison: Comparison
    events: list[StudyEvent] = field(default_factory=list)
    coded: list[CodedEvent] = field(default_factory=list)
    rater: Integers = field(init=False)
    article: Integers = field(init=False)
    identity: Identity = field(init=False)
    matchings: list[ArticleMatching] = field(default_factory=list)
    _place: dict[int, int] = field(default_factory=dict)  # of a coded event, by its id()
    _known: dict[tuple[int, str | None], Grouping] = field(default_factory=dict)
    _by_evidence: list[list[Group]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.identity = identity_of(self.schema)
        make = _Maker(self.schema)
        raters = {name: at for at, name in enumerate(self.comparison.raters)}
        whose: list[int] = []
        where: list[int] = []
        for at, compared in enumerate(self.comparison.articles):
            article = self._add(compared, make)
            for name, events in article.codings.items():
                whose += [raters[name]] * len(events)
                where += [at] * len(events)
            matching = ArticleMatching(article, self.identity)
            self.matchings.append(matching)
            self._by_evidence.append(group(article, matching.by_evidence))
        self.rater = np.array(whose, np.int64)
        self.article = np.array(where, np.int64)

    def _add(self, compared: ComparedArticle, make: _Maker) -> Article:
        """Make the events of an article ready to be matched, and number them in that order."""
        known: dict[int, StudyEvent] = {}
        codings: dict[str, list[CodedEvent]] = {}
        for name, coding in compared.codings.items():
            codings[name] = [make.coded(event) for event in coding.events]
            known.update(zip(map(id, codings[name]), coding.events, strict=True))
        article = Article.of(compared.key, codings)
        for events in article.codings.values():
            for event in events:
                self._place[id(event)] = len(self.coded)
                self.coded.append(event)
                self.events.append(known[id(event)])
        return article

    def matches(self, at: int, *, stages: int, leaving_out: str | None = None) -> list[Match]:
        """The matches in the article at a place."""
        return self.matchings[at].matches(leaving_out=leaving_out, stages=stages)

    def grouping(self, stages: int, leaving_out: str | None = None) -> Grouping:
        """The events in groups; matched by fields without the one that is reported."""
        key = (stages, leaving_out if stages == BOTH else None)
        if key not in self._known:
            self._known[key] = self._group(*key)
        return self._known[key]

    def _group(self, stages: int, leaving_out: str | None) -> Grouping:
        unit = np.full(len(self.events), -1, np.int64)
        article: list[int] = []
        number: list[int] = []
        turned: dict[int, tuple[Field, Field]] = {}
        for at in range(len(self.matchings)):
            for ordinal, found in enumerate(self._groups(at, stages, leaving_out), start=1):
                for event in found.events.values():
                    unit[self._place[id(event)]] = len(article)
                article.append(at)
                number.append(ordinal)
                turned |= self._turned(found)
        return Grouping(unit, np.array(article, np.int64), np.array(number, np.int64), turned)

    def _groups(self, at: int, stages: int, leaving_out: str | None) -> Sequence[Group]:
        matching = self.matchings[at]
        more = matching.by_fields(leaving_out) if stages == BOTH else []
        if not more:
            return self._by_evidence[at]
        return group(matching.article, [*matching.by_evidence, *more])

    def _turned(self, found: Group) -> dict[int, tuple[Field, Field]]:
        """The sides of a group's events, where any of them is reciprocal."""
        sides = self.identity.sides
        if sides is None or not any(event.reciprocal for event in found.events.values()):
            return {}
        fields = aligned(found.events, self.identity)
        return {
            self._place[id(event)]: (fields[coder][sides[0]], fields[coder][sides[1]])
            for coder, event in found.events.items()
        }


class _Maker:
    """Makes events ready to be compared."""

    def __init__(self, schema: Schema) -> None:
        self._sides = sides_of(schema) or ()
        self._slots = compared_slots(schema)

    def coded(self, event: StudyEvent) -> CodedEvent:
        """An event with what identifies it."""
        by_slot: dict[str, list[Value]] = {}
        for filled in event.values:
            if filled.value is not None:
                by_slot.setdefault(filled.slot, []).append(filled.value)
        said = said_in(self._slots, self._sides, by_slot)
        return CodedEvent(event.uuid, said, event.evidence, event.reciprocal)
