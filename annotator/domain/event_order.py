"""The orders that the events of an article can be brought into, and where their words are."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from annotator.domain.candidates import date_slot
from annotator.domain.events import Event, Filler, Mention, evidence_of
from annotator.domain.schema import Schema
from annotator.domain.values import CodeValue, DateValue

Key = tuple[bool, int, str]  # whether it is lacking, then what is compared
_LACKING: Key = (True, 0, "")


class Order(StrEnum):
    """By what the events of an article are sorted."""

    TEXT = "text"  # where their evidence stands
    DATE = "date"  # when they took place
    CODE = "code"
    MADE = "made"  # when they were coded


def ordered(schema: Schema, events: Sequence[Event], order: Order) -> tuple[Event, ...]:
    """The events in an order; those that are equal in it, or lack it, keep theirs."""
    keys = {
        Order.TEXT: _place,
        Order.DATE: _day,
        Order.CODE: _code,
        Order.MADE: _made,
    }
    return tuple(sorted(events, key=lambda event: keys[order](schema, event)))


def _place(schema: Schema, event: Event) -> Key:
    evidence = evidence_of(event, schema.code_slot)
    return (False, evidence[0].start, "") if evidence else _LACKING


def _day(schema: Schema, event: Event) -> Key:
    slot = date_slot(schema)
    values = [filler.value for filler in event.in_slot(slot.name)] if slot else []
    known = [day for v in values if isinstance(v, DateValue) and (day := v.start or v.end)]
    return (False, min(known).toordinal(), "") if known else _LACKING


def _code(schema: Schema, event: Event) -> Key:
    values = [filler.value for filler in event.in_slot(schema.code_slot)]
    codes = [value.code for value in values if isinstance(value, CodeValue)]
    return (False, 0, codes[0]) if codes else _LACKING


def _made(schema: Schema, event: Event) -> Key:  # noqa: ARG001 - as the others
    return (False, event.id, "")


# --- from the card to the text and back -----------------------------------------------------------


def values_at(events: Sequence[Event], offset: int) -> tuple[Filler, ...]:
    """The values that have the words at an offset as evidence, event by event."""
    return tuple(
        filler
        for event in events
        for filler in event.fillers
        if any(s.start <= offset <= s.end for m in filler.mentions for s in m.segments)
    )


def next_mention(filler: Filler, offset: int) -> Mention | None:
    """The mention of a value behind the one that holds an offset, else its first."""
    for at, mention in enumerate(filler.mentions):
        if any(s.start <= offset <= s.end for s in mention.segments):
            return filler.mentions[(at + 1) % len(filler.mentions)]
    return filler.mentions[0] if filler.mentions else None
