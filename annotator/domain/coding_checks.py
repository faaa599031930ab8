"""What a coder should look at again in the events of an article, each with where it stands.

Nothing here is forbidden: a finding is a quiet mark. What a schema's rule of severity CONFIRM
finds is also asked about when the article is marked done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from annotator.domain import composed, rules
from annotator.domain.accepting import Row
from annotator.domain.candidates import date_slot, due_slot
from annotator.domain.direction import isolated
from annotator.domain.events import Event, Filler
from annotator.domain.language import tr
from annotator.domain.schema import Schema, Severity, Slot
from annotator.domain.sentence import lowered
from annotator.domain.values import (
    CodeValue,
    DateKind,
    DateValue,
    PlaceValue,
    TextValue,
    Value,
    ValueKind,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: of which event, where on its card, and in a few words.

    ``field`` is a slot or an attribute, empty for the event as a whole; ``filler_id`` is the
    value meant, None for an empty slot. ``missing`` says that something is still to be given.
    """

    event_id: int
    field: str
    filler_id: int | None
    sentence: str
    severity: Severity = Severity.MARK
    missing: bool = False

    @property
    def row(self) -> Row:
        """The line of the card it is about, where ``field`` is a slot."""
        return Row(self.field, self.filler_id)


def of_event(schema: Schema, event: Event, published: dt.date | None = None) -> tuple[Finding, ...]:
    """What one event lacks or has that is odd, in the order of its rows."""
    found = [
        *_missing(schema, event),
        *_uncoded(schema, event),
        *_codes(schema, event),
        *_dates(schema, event, published),
        *_both_sides(schema, event),
        *_rules(schema, event),
    ]
    order = {entry.name: place for place, entry in enumerate(rules.fields_of(schema))}
    return tuple(sorted(dict.fromkeys(found), key=lambda f: order.get(f.field, len(order))))


Each = Callable[[Schema, Event, dt.date | None], tuple[Finding, ...]]


def findings(
    schema: Schema,
    events: Sequence[Event],
    published: dt.date | None = None,
    *,
    each: Each = of_event,
) -> tuple[Finding, ...]:
    """What there is to look at in all events of an article, event by event, row by row.

    ``published`` is the publication date; without one no date counts as too late. ``each`` may
    remember what it found of an event before.
    """
    repeated = {finding.event_id: finding for finding in repeats(schema, events)}
    found: list[Finding] = []
    for event in events:
        found += each(schema, event, published)
        found += [repeated[event.id]] if event.id in repeated else []
    return tuple(found)


def to_confirm(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that the schema wants asked about before an article is done."""
    return tuple(finding for finding in found if finding.severity is Severity.CONFIRM)


def remarks(schema: Schema, event: Event) -> tuple[str, ...]:
    """What is worth knowing of an event though nothing is to be done: how wide its dates are."""
    wide = (
        (filler.slot, _width(filler.value))
        for filler in event.fillers
        if isinstance(filler.value, DateValue)
    )
    return tuple(dict.fromkeys(width.format(_label(schema, slot)) for slot, width in wide if width))


def _label(schema: Schema, slot: str) -> str:
    return isolated(lowered(schema.slot(slot).label))


# --- what is not there yet -----------------------------------------------------------------------


def _missing(schema: Schema, event: Event) -> Iterator[Finding]:
    held = {filler.slot for filler in event.fillers}
    for entry in rules.missing(schema, rules.facts_of(schema, event)):
        if entry.name not in held:
            said = tr("no {} yet").format(isolated(lowered(entry.label)))
            yield Finding(event.id, entry.name, None, said, missing=True)


def _uncoded(schema: Schema, event: Event) -> Iterator[Finding]:
    for filler in event.fillers:
        if filler.value is None:
            coded = schema.slot(filler.slot).kind in (ValueKind.CODE, ValueKind.COMPOSED)
            words = tr("{} has no code yet") if coded else tr("{} has no value yet")
            said = words.format(_label(schema, filler.slot))
            yield Finding(event.id, filler.slot, filler.id, said, missing=True)


# --- codes ---------------------------------------------------------------------------------------


def _codes(schema: Schema, event: Event) -> Iterator[Finding]:
    for filler in event.fillers:
        if isinstance(filler.value, CodeValue):
            said = _odd_code(schema, schema.slot(filler.slot), filler.value.code)
            if said:
                yield Finding(event.id, filler.slot, filler.id, said)


def _odd_code(schema: Schema, slot: Slot, code: str) -> str:
    """What is odd about a code in its slot; empty when nothing is."""
    said = isolated(code)
    if slot.kind is ValueKind.CODE:
        codes = schema.code_list(slot.code_list)
        entry = codes.get(code)
        if entry is None:
            return tr("{} is not in the list “{}”").format(said, isolated(codes.label))
        heading = tr("{} is a heading: a code below it is meant").format(said)
        return "" if entry.assignable else heading
    if slot.kind is not ValueKind.COMPOSED:
        return ""
    composition = schema.composition(slot.composition)
    if code == composition.unspecified:
        return ""
    unknown = [p.element for p in composed.explain(schema, composition, code).parts if not p.known]
    words = ", ".join(map(isolated, unknown))
    return tr("{} in {} is in no list").format(words, said) if unknown else ""


# --- dates ---------------------------------------------------------------------------------------


def _dates(schema: Schema, event: Event, published: dt.date | None) -> Iterator[Finding]:
    when, due = date_slot(schema), due_slot(schema)
    start = _first_day(event, when)
    for filler in event.fillers:
        if not isinstance(filler.value, DateValue):
            continue
        label = _label(schema, filler.slot)
        if filler.value.kind is DateKind.UNRESOLVED:
            yield Finding(event.id, filler.slot, filler.id, tr("{} is not resolved").format(label))
        elif when is not None and filler.slot == when.name:
            if published is not None and (filler.value.start or dt.date.min) > published:
                said = tr("{} is after the publication date").format(label)
                yield Finding(event.id, filler.slot, filler.id, said)
        elif due is not None and filler.slot == due.name and when is not None:
            last = filler.value.end or filler.value.start
            if start is not None and last is not None and last < start:
                said = tr("{} is before the {}").format(label, _label(schema, when.name))
                yield Finding(event.id, filler.slot, filler.id, said)


def _first_day(event: Event, slot: Slot | None) -> dt.date | None:
    """The earliest day that an event's date is known to begin on."""
    fillers = event.in_slot(slot.name) if slot is not None else ()
    days = [f.value.start for f in fillers if isinstance(f.value, DateValue) and f.value.start]
    return min(days, default=None)


def _width(value: DateValue) -> str:
    days = value.days or 0
    spans = (
        (367, tr("{} spans more than a year")),
        (32, tr("{} spans months")),
        (28, tr("{} is a month")),
        (8, tr("{} spans weeks")),
    )
    return next((words for least, words in spans if days >= least), "")


# --- sides and rules -----------------------------------------------------------------------------


def _both_sides(schema: Schema, event: Event) -> Iterator[Finding]:
    """Values of the target that are a source too; somebody unspecified may be both."""
    if schema.dyad is None:
        return
    slot = schema.slot(schema.dyad.target)
    composed_of = slot.kind is ValueKind.COMPOSED
    nobody = schema.composition(slot.composition).unspecified if composed_of else ""
    acting = {_code(filler) for filler in event.in_slot(schema.dyad.source)}
    for filler in event.in_slot(slot.name):
        code = _code(filler)
        if code and code != nobody and code in acting:
            said = tr("{} is on both sides").format(isolated(code))
            yield Finding(event.id, slot.name, filler.id, said)


def _code(filler: Filler) -> str:
    return filler.value.code if isinstance(filler.value, CodeValue) else ""


def _rules(schema: Schema, event: Event) -> Iterator[Finding]:
    named = {entry.name for entry in rules.fields_of(schema)}
    for entry in rules.broken(schema, rules.facts_of(schema, event)):
        field = next((name for name in entry.fields if name in named), "")
        held = event.in_slot(field)
        said = lowered(entry.sentence).rstrip(".")
        yield Finding(event.id, field, held[0].id if held else None, said, entry.severity)


# --- the same event twice ------------------------------------------------------------------------


def repeats(schema: Schema, events: Sequence[Event]) -> Iterator[Finding]:
    """The events whose identifying values an earlier event of the article has already."""
    first: dict[tuple[object, ...], int] = {}
    for number, event in enumerate(events, start=1):
        if not any(filler.value for filler in event.in_slot(schema.code_slot)):
            continue
        before = first.setdefault(_identity(schema, event), number)
        if before != number:
            said = tr("says the same as event {}").format(before)
            held = event.in_slot(schema.code_slot)
            yield Finding(event.id, schema.code_slot, held[0].id, said)


def _identity(schema: Schema, event: Event) -> tuple[object, ...]:
    """What makes an event this one; the sides of a reciprocal event have no order."""
    sides = (schema.dyad.source, schema.dyad.target) if schema.dyad and event.reciprocal else ()
    fields: list[object] = [event.reciprocal]
    fields += [_values(event, name) for name in schema.identifying if name not in sides]
    return (*fields, frozenset().union(*(_values(event, name) for name in sides)))


def _values(event: Event, slot: str) -> frozenset[tuple[object, ...]]:
    return frozenset(_said(f.value) for f in event.in_slot(slot) if f.value is not None)


def _said(value: Value) -> tuple[object, ...]:
    """What of a value identifies an event: not the words it was read from."""
    match value:
        case CodeValue(code):
            return (code,)
        case DateValue():
            text = value.text if value.kind is DateKind.UNRESOLVED else ""
            return (value.start, value.end, value.start_state, value.end_state, text)
        case PlaceValue():
            return (value.name, value.country, value.admin1)
        case TextValue(text):
            return (text,)
