"""Which whole events are still on offer in an article, and in what order they are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.domain.events import Coding, Segments
from annotator.domain.schema import Schema
from annotator.domain.suggestions import SuggestedEvent

MOST = 60  # offers shown at once; a very long article has thousands


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggested event nobody decided on; ``again`` are those that report it once more."""

    event: SuggestedEvent
    again: tuple[SuggestedEvent, ...] = ()


def offers(
    events: Iterable[SuggestedEvent], schema: Schema, coding: Coding | None = None
) -> tuple[Offer, ...]:
    """The suggested events that are still open, by place in the text, repeated ones folded.

    An event is decided with the one that it reports again. What the coder has coded by hand (the
    words of its action are evidence of an action already) is not offered as well.
    """
    by_id = {event.id: event for event in events}
    coded = _coded_actions(schema, coding)
    again: dict[int, list[SuggestedEvent]] = {}
    for event in by_id.values():
        first = _first(event, by_id)
        if first is not event and not event.decision:
            again.setdefault(first.id, []).append(event)
    open_ones = [
        event
        for event in by_id.values()
        if _first(event, by_id) is event
        and not event.decision
        and not any(_overlap(event.segments, segments) for segments in coded)
    ]
    ordered = sorted(open_ones, key=lambda event: (event.start, event.id))
    return tuple(Offer(event, tuple(again.get(event.id, ()))) for event in ordered)


def _first(event: SuggestedEvent, by_id: dict[int, SuggestedEvent]) -> SuggestedEvent:
    """The event that this one reports again, itself when it reports none."""
    seen = {event.id}
    while event.repeats in by_id and event.repeats not in seen:
        event = by_id[event.repeats]
        seen.add(event.id)
    return event


def _coded_actions(schema: Schema, coding: Coding | None) -> list[Segments]:
    return [
        mention.segments
        for event in (coding.events if coding else ())
        for filler in event.in_slot(schema.code_slot)
        for mention in filler.mentions
    ]


def _overlap(one: Segments, other: Segments) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)


def step(
    listed: Sequence[Offer], looked_at: int | None, by: int, *, caret: int = 0
) -> Offer | None:
    """The next offer (1) or the previous one (-1), round at the ends; None when there is none.

    Where none is looked at, the search begins at the caret.
    """
    if not listed:
        return None
    ids = [offer.event.id for offer in listed]
    if looked_at in ids:
        return listed[(ids.index(looked_at) + by) % len(ids)]
    behind = next((n for n, offer in enumerate(listed) if offer.event.start >= caret), len(ids))
    return listed[(behind if by > 0 else behind - 1) % len(ids)]


def page_of(listed: Sequence[Offer], looked_at: int | None, before: int = 0) -> int:
    """The first of at most ``MOST`` offers to show: those around the one looked at.

    Where none is looked at, the page shown ``before`` stays as far as there is one.
    """
    ids = [offer.event.id for offer in listed]
    at = ids.index(looked_at) if looked_at in ids else min(before, max(0, len(ids) - 1))
    return at // MOST * MOST
