"""Where a mention would go: the slot that accepting fills, always shown before it is filled."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.events import Event, Filler
from annotator.domain.rules import applies, facts_of
from annotator.domain.schema import Schema, Slot


@dataclass(frozen=True, slots=True)
class Target:
    """A slot and what happens there: ``replace`` names the filler that would give way."""

    slot: Slot
    replace: int | None = None


def accept_target(schema: Schema, event: Event | None, mention_type: str) -> Target | None:
    """The slot that accepting a mention of this type fills in an event.

    The first empty slot among those a sentence about the event names; when none is empty, the
    last of them that may hold several gets another filler. None: no event, or no slot is free.
    """
    if event is None:
        return None
    facts = facts_of(schema, event)
    slots = [
        slot
        for slot in schema.slots_for(mention_type)
        if slot.name in schema.summary and applies(schema, slot, facts)
    ]
    empty = [slot for slot in slots if not event.in_slot(slot.name)]
    several = [slot for slot in slots if slot.several]
    chosen = empty[:1] or several[-1:]
    return Target(chosen[0]) if chosen else None


def letter_target(slot: Slot, event: Event, focused: Filler | None) -> Target:
    """What a slot's letter does: fill it, or replace the filler in focus there.

    Without one in focus, the slot's last filler gives way.
    """
    fillers = event.in_slot(slot.name)
    if not fillers:
        return Target(slot)
    held = focused if focused in fillers else fillers[-1]
    assert held is not None
    return Target(slot, replace=held.id)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an event's card: a filler, or a slot that holds none yet."""

    slot: str
    filler_id: int | None


def rows_of(schema: Schema, event: Event) -> list[Row]:
    """The lines of an event's card in schema order, empty slots that apply included."""
    rows: list[Row] = []
    facts = facts_of(schema, event)
    for slot in schema.slots:
        fillers = event.in_slot(slot.name)
        rows += [Row(slot.name, filler.id) for filler in fillers]
        if not fillers and applies(schema, slot, facts):
            rows.append(Row(slot.name, None))
    return rows
