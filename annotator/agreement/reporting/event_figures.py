"""Did they see the same events: F1 by what was matched, articles with events, their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from annotator.agreement.coefficients.set_distances import Truths
from annotator.agreement.ratings import Numbers, Value, from_matrix
from annotator.agreement.reporting.field_figures import FieldFigures, field_figures
from annotator.agreement.reporting.field_ratings import FieldRatings
from annotator.agreement.reporting.fields import Measure, ReportedField
from annotator.agreement.reporting.groupings import BOTH, EVIDENCE, Events
from annotator.agreement.reporting.levels import at_level, levels_of
from annotator.agreement.reporting.resampling import Estimate, Resampling
from annotator.agreement.same_events.identity import CodedEvent, Field
from annotator.agreement.scoring import Tally, pairs_of_coders
from annotator.domain.language import tr
from annotator.domain.schema import CodeList, Level, Schema
from annotator.domain.values import ValueKind

Placed = tuple[int, Tally]
"""What two raters found in the article at a place."""


@dataclass(frozen=True, slots=True)
class Strict:
    """F1 of events that say the same in all identifying fields, the code at one level."""

    level: str
    label: str
    f1: Estimate


@dataclass(frozen=True, slots=True)
class EventFigures:
    """How far raters saw the same events.

    ``by_evidence`` and ``by_both`` count the pairs matched by each way, ``pairs`` all pairs of
    raters and articles. ``relevance`` is whether an article has any event, ``number`` how many.
    """

    pairs: int
    by_evidence: int
    by_both: int
    f1_evidence: Estimate
    f1_both: Estimate
    strict: tuple[Strict, ...]
    relevance: FieldFigures
    number: FieldFigures


@dataclass(frozen=True, eq=False)
class EventTallies:
    """What figures on events are computed from, article by article."""

    evidence: Sequence[Placed]
    both: Sequence[Placed]
    strict: Sequence[tuple[str, str, Sequence[Placed]]]
    relevance: FieldRatings
    number: FieldRatings

    @classmethod
    def of(cls, events: Events) -> EventTallies:
        """Count what raters found and what of it is the same."""
        return cls(
            list(matched(events, EVIDENCE)),
            list(matched(events, BOTH)),
            list(_strict(events)),
            article_ratings(RELEVANCE, events),
            article_ratings(NUMBER, events),
        )

    def part(self, articles: Truths, raters: Sequence[str] = ()) -> EventTallies:
        """The same of some articles, and of some of the raters."""

        def kept(tallies: Sequence[Placed]) -> list[Placed]:
            return [
                placed
                for placed in tallies
                if articles[placed[0]] and (not raters or set(placed[1].coders) <= set(raters))
            ]

        ratings = [found.only(articles) for found in (self.relevance, self.number)]
        if raters:
            ratings = [found.between(raters) for found in ratings]
        strict = [(level, label, kept(tallies)) for level, label, tallies in self.strict]
        return EventTallies(kept(self.evidence), kept(self.both), strict, *ratings)


def event_figures(tallies: EventTallies, resampling: Resampling) -> EventFigures:
    """The figures on events."""
    return EventFigures(
        len(tallies.both),
        sum(tally.both for _, tally in tallies.evidence),
        sum(tally.both for _, tally in tallies.both),
        f1_estimate(tallies.evidence, resampling),
        f1_estimate(tallies.both, resampling),
        tuple(
            Strict(level, label, f1_estimate(found, resampling))
            for level, label, found in tallies.strict
        ),
        field_figures(RELEVANCE, tallies.relevance, resampling),
        field_figures(NUMBER, tallies.number, resampling),
    )


def seen_by(events: Events) -> tuple[tuple[int, int], ...]:
    """How many events so many raters saw, as (raters, events)."""
    unit = events.grouping(BOTH).unit
    return tuple(sorted(Counter(np.bincount(unit).tolist() if len(unit) else []).items()))


# --- F1 ------------------------------------------------------------------------------------------


def matched(events: Events, stages: int) -> Iterable[Placed]:
    """For each article and two raters, how many of their events are matched by these stages."""
    for at, matching in enumerate(events.matchings):
        pairs = Counter(match.coders for match in events.matches(at, stages=stages))
        for coders, left, right in pairs_of_coders(matching.article.codings):
            yield at, Tally(coders, pairs[coders], len(left), len(right))


def f1_estimate(tallies: Sequence[Placed], resampling: Resampling) -> Estimate:
    """F1 as ``scoring.f1`` computes it, with its interval: the mean over pairs of raters."""
    pairs = {coders: at for at, coders in enumerate(sorted({t.coders for _, t in tallies}))}
    entries = [
        entry
        for at, tally in tallies
        for place in (2 * pairs[tally.coders],)
        for entry in (
            (at, place, 2 * tally.both),
            (at, place + 1, tally.first + tally.second),
        )
    ]
    article, column, value = np.array(entries, np.int64).reshape(-1, 3).T
    return resampling.estimate(
        article,
        column,
        value.astype(float),
        2 * len(pairs),
        _mean_share,
        n=sum(tally.first + tally.second for _, tally in tallies),
        reason=tr("None of the coders found anything.")
        if tallies
        else tr("No article has two coders."),
    )


def _mean_share(drawn: Numbers) -> Numbers:
    """Of columns in twos (part, whole) the mean of the shares that have a whole."""
    parts, wholes = drawn[:, 0::2], drawn[:, 1::2]
    shares = np.where(wholes > 0, parts / np.where(wholes > 0, wholes, 1), 0)
    number = (wholes > 0).sum(1)
    return np.where(number > 0, shares.sum(1) / np.maximum(number, 1), np.nan)


def _strict(events: Events) -> Iterator[tuple[str, str, list[Placed]]]:
    """What agrees in all identifying fields, the code whole and at each level above."""
    said = {
        id(event): comparable.readings
        for matching in events.matchings
        for coder, coded in matching.article.codings.items()
        for event, comparable in zip(coded, matching.comparable[coder], strict=True)
    }
    for level, label, coarse in _coarsenings(events.schema):
        code = events.schema.code_slot
        at = events.identity.fields.index(code) if code in events.identity.fields else -1
        known: dict[Said, int] = {}
        numbers = {
            key: known.setdefault(_coarser(readings, at, coarse), len(known))
            for key, readings in said.items()
        }
        yield level, label, list(_alike(events, numbers))


Said = tuple[tuple[Field, ...], ...] | frozenset[tuple[Field, ...]]
"""What an event says in its identifying fields, in each way its sides can be read."""


def _alike(events: Events, numbers: Mapping[int, int]) -> Iterator[Placed]:
    """How many events of two raters say the same; each agrees with one of the other's at most."""
    for at, matching in enumerate(events.matchings):
        said = {
            rater: [(event.reciprocal, numbers[id(event)]) for event in found]
            for rater, found in matching.article.codings.items()
        }
        for coders, left, right in pairs_of_coders(said):
            rest = list(right)
            for one in left:
                if one in rest:
                    rest.remove(one)
            yield at, Tally(coders, len(right) - len(rest), len(left), len(right))


def _coarser(
    readings: tuple[tuple[Field, ...], ...], at: int, by: Callable[[Field], Field]
) -> Said:
    """What an event says, its code made coarser."""
    if at < 0:
        return readings if len(readings) == 1 else frozenset(readings)
    made = tuple((*one[:at], by(one[at]), *one[at + 1 :]) for one in readings)
    return made if len(made) == 1 else frozenset(made)


def _coarsenings(schema: Schema) -> Iterator[tuple[str, str, Callable[[Field], Field]]]:
    """The levels of the code, from the whole one up, and what makes a code of each."""
    slot = schema.slot(schema.code_slot)
    codes = schema.code_list(slot.code_list) if slot.kind is ValueKind.CODE else None
    levels = levels_of(codes) if codes is not None else ()
    for level in reversed(levels):
        assert codes is not None
        yield level.name, level.label, cache(partial(_at_level, codes, level))
    if not levels:
        yield "whole", tr("whole code"), lambda value: value


def _at_level(codes: CodeList, level: Level, value: Field) -> Field:
    if isinstance(value, frozenset):
        return frozenset(at_level(codes, level, str(code)) for code in value)
    return None if value is None else at_level(codes, level, str(value))


# --- articles ------------------------------------------------------------------------------------


def _as_it_is(value: Field) -> Value | None:
    assert isinstance(value, str | float)
    return value


RELEVANCE = ReportedField("article.relevance", "Article has any event", "", Measure.SAME, _as_it_is)
NUMBER = ReportedField("article.events", "Number of events", "", Measure.NUMBERS, _as_it_is)
"""What is compared of articles as such."""


def article_ratings(of: ReportedField, events: Events) -> FieldRatings:
    """What each rater found in each article she finished: any event, or how many."""
    raters = events.comparison.raters
    articles = [matching.article for matching in events.matchings]
    found = from_matrix(
        [[_said(of, article.codings.get(rater)) for article in articles] for rater in raters]
    )
    every = np.arange(len(articles))
    return FieldRatings.of(found.categories, found.codes, raters, every, every)


def _said(of: ReportedField, coded: Sequence[CodedEvent] | None) -> str | float | None:
    if coded is None:
        return None
    return float(len(coded)) if of is NUMBER else ("yes" if coded else "no")
