"""The values of a slot as they are compared: several of them as a set, days as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.agreement.reporting.study import StudyEvent
from annotator.agreement.same_events.identity import Field, Identity
from annotator.domain.folding import fold
from annotator.domain.schema import Schema, Slot
from annotator.domain.values import (
    Bound,
    CodeValue,
    DateKind,
    DateValue,
    PlaceValue,
    TextValue,
    Value,
    ValueKind,
)

UNRESOLVED = DateKind.UNRESOLVED.value


_TYPES: dict[ValueKind, type[CodeValue | TextValue | PlaceValue]] = {
    ValueKind.CODE: CodeValue,
    ValueKind.COMPOSED: CodeValue,
    ValueKind.TEXT: TextValue,
    ValueKind.PLACE: PlaceValue,
}


class Days(NamedTuple):
    """A date as it is compared: its days counted from year 1, and what is known of either end.

    A state is that of the end (known, open, unknown), or "unresolved" where only words are kept.
    """

    start: int | None
    end: int | None
    start_state: str
    end_state: str


class Spot(NamedTuple):
    """A place as it is compared; ``id`` is that of the gazetteer, else its name."""

    id: str
    country: str
    admin1: str
    latitude: float | None
    longitude: float | None


def held(event: StudyEvent, slot: Slot) -> tuple[Value, ...]:
    """The values of a slot that are coded."""
    return tuple(
        filled.value
        for filled in event.values
        if filled.slot == slot.name and filled.value is not None
    )


def of_slot(slot: Slot, values: Sequence[Value], *, as_set: bool) -> Field:
    """What is compared of a slot's values: one, or all as a set; None where it was left blank.

    Of several dates the first day and the last are taken.
    """
    if slot.kind is ValueKind.DATE:
        return _days([value for value in values if isinstance(value, DateValue)])
    found = frozenset(_plain(value) for value in values if isinstance(value, _TYPES[slot.kind]))
    found -= {""}
    if as_set or slot.several:
        return found
    return min(found, key=str) if found else None


def identifying(slot: Slot, value: Field) -> Field:
    """What of a compared value tells events apart: of a place its identity."""
    if slot.kind is ValueKind.PLACE:
        return _ids(value)
    return value


def sides_of(schema: Schema) -> tuple[str, str] | None:
    """The two slots that are the sides of an event, if the schema has dyads."""
    dyad = schema.dyad
    return (dyad.source, dyad.target) if dyad is not None else None


def identity_of(schema: Schema) -> Identity:
    """The fields that identify an event of a schema, and its sides."""
    return Identity(schema.identifying, sides_of(schema))


def said_in(
    slots: Iterable[Slot], sides: Sequence[str], values: Mapping[str, Sequence[Value]]
) -> dict[str, Field]:
    """What an event says in some slots, as it is compared; ``values`` are those of each slot."""
    return {
        slot.name: identifying(
            slot, of_slot(slot, values.get(slot.name, ()), as_set=slot.name in sides)
        )
        for slot in slots
    }


def compared_slots(schema: Schema) -> tuple[Slot, ...]:
    """The slots by which events are matched: those that identify one, and its sides."""
    names = {*schema.identifying, *(sides_of(schema) or ())}
    return tuple(slot for slot in schema.slots if slot.name in names)


def _plain(value: Value) -> Field:
    if isinstance(value, CodeValue):
        return value.code
    if isinstance(value, TextValue):
        return fold(value.text)
    assert isinstance(value, PlaceValue)
    name = value.gazetteer_id or fold(value.name)
    return Spot(name, value.country, value.admin1, value.latitude, value.longitude)


def _ids(value: Field) -> Field:
    if isinstance(value, frozenset):
        return frozenset(spot.id for spot in value if isinstance(spot, Spot))
    return value.id if isinstance(value, Spot) else value


def _days(values: Sequence[DateValue]) -> Days | None:
    if not values:
        return None
    if len(values) == 1:
        return _day_range(values[0])
    if all(value.kind is DateKind.UNRESOLVED for value in values):
        return Days(None, None, UNRESOLVED, UNRESOLVED)
    start, start_state = _end(((v.start, v.start_state) for v in values), first=True)
    end, end_state = _end(((v.end, v.end_state) for v in values), first=False)
    return Days(start, end, start_state, end_state)


def _day_range(value: DateValue) -> Days:
    if value.kind is DateKind.UNRESOLVED:
        return Days(None, None, UNRESOLVED, UNRESOLVED)
    return Days(
        value.start.toordinal() if value.start else None,
        value.end.toordinal() if value.end else None,
        value.start_state.value,
        value.end_state.value,
    )


def _end(ends: Iterable[tuple[object, Bound]], *, first: bool) -> tuple[int | None, str]:
    """The earliest or latest day of some ends, and its state."""
    found = list(ends)
    days = [day.toordinal() for day, _ in found if day is not None]  # type: ignore[attr-defined]
    if days:
        return (min(days) if first else max(days)), Bound.KNOWN.value
    return None, min(state.value for _, state in found)
