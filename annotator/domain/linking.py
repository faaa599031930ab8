"""The same event told in several articles: which of a coder's events may be the one meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.candidates import day_of_event
from annotator.domain.events import Event, LinkedEvent
from annotator.domain.folding import fold
from annotator.domain.schema import Schema
from annotator.domain.sentence import plain, sentence
from annotator.domain.values import CodeValue

_NEAR = ((0, 4), (1, 3), (3, 2), (14, 1))  # days apart at most, and what that speaks for


@dataclass(frozen=True, slots=True)
class LinkCandidate:
    """One of the coder's own events in another article."""

    event: Event
    place: LinkedEvent  # what it is known by
    linked: bool = False  # it is linked already


def ranked(
    schema: Schema, event: Event, published: dt.date | None, candidates: Sequence[LinkCandidate]
) -> tuple[LinkCandidate, ...]:
    """Those already linked, then by same code, same actors and near dates, latest coded first."""
    day = day_of_event(schema, event, published)
    newest = sorted(candidates, key=lambda candidate: -candidate.event.id)
    fits = {c.event.id: _fit(schema, event, day, c) for c in newest}
    return tuple(sorted(newest, key=lambda c: (not c.linked, -fits[c.event.id])))


def _fit(schema: Schema, event: Event, day: dt.date | None, candidate: LinkCandidate) -> int:
    """How much speaks for two events being one."""
    other = candidate.event
    same = _codes(event, schema.code_slot) & _codes(other, schema.code_slot)
    fit = 4 if same else 2 * bool(_roots(schema, event) & _roots(schema, other))
    sides = (schema.dyad.source, schema.dyad.target) if schema.dyad else schema.identifying
    for slot in sides:
        if slot != schema.code_slot:
            fit += 2 * len(_codes(event, slot) & _codes(other, slot))
    then = day_of_event(schema, other, candidate.place.published)
    if day is not None and then is not None:
        apart = abs((day - then).days)
        fit += next((points for most, points in _NEAR if apart <= most), 0)
    return fit


def _codes(event: Event, slot: str) -> frozenset[str]:
    values = (filler.value for filler in event.in_slot(slot))
    return frozenset(value.code for value in values if isinstance(value, CodeValue))


def _roots(schema: Schema, event: Event) -> frozenset[str]:
    codes = schema.code_list(schema.slot(schema.code_slot).code_list)
    return frozenset(codes.at_depth(code, 0) for code in _codes(event, schema.code_slot))


def matching(
    schema: Schema, candidates: Sequence[LinkCandidate], typed: str
) -> tuple[LinkCandidate, ...]:
    """The candidates in whose sentence, codes or title words begin with all that was typed."""
    wanted = [f" {word}" for word in fold(typed).split()]
    return tuple(c for c in candidates if all(word in _text(schema, c) for word in wanted))


def _text(schema: Schema, candidate: LinkCandidate) -> str:
    codes = [f.value.code for f in candidate.event.fillers if isinstance(f.value, CodeValue)]
    published = candidate.place.published
    day = published.isoformat() if published else ""
    words = plain(sentence(schema, candidate.event))
    return f" {fold(' '.join((words, *codes, candidate.place.title, day)))}"
