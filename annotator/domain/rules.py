"""What a schema asks of an event: what applies to it, what it lacks, which rules it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.domain.attribute_values import quantity
from annotator.domain.conditions import Condition, Facts, holds, parse
from annotator.domain.dates.iso import to_iso
from annotator.domain.events import Event
from annotator.domain.language import tr
from annotator.domain.quantities import Quantity, read_quantity
from annotator.domain.schema import Attribute, Choice, Rule, Schema, Severity, Slot
from annotator.domain.values import (
    CodeValue,
    DateValue,
    PlaceValue,
    TextValue,
    Value,
    ValueKind,
)

RECIPROCAL = "reciprocal"
"""The field under which a condition asks whether an event is reciprocal: ``yes`` or ``no``."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that an event breaks, in words; ``fields`` are the slots and attributes it names."""

    sentence: str
    fields: tuple[str, ...]
    severity: Severity = Severity.MARK


Field = Slot | Attribute


def fields_of(schema: Schema) -> tuple[Field, ...]:
    """The slots, then the attributes."""
    return (*schema.slots, *schema.attributes)


def facts_of(schema: Schema, event: Event) -> dict[str, tuple[str, ...]]:
    """The values of an event's slots and attributes as text, those not coded yet left out."""
    facts: dict[str, tuple[str, ...]] = {}
    for filler in event.fillers:
        if filler.value is not None:
            facts[filler.slot] = (*facts.get(filler.slot, ()), _text(filler.value))
    facts |= {held.name: held.values for held in event.attributes if held.values}
    if schema.reciprocal:
        facts[RECIPROCAL] = ("yes" if event.reciprocal else "no",)
    return facts


def _text(value: Value) -> str:
    match value:
        case CodeValue(code):
            return code
        case DateValue():
            return to_iso(value)
        case PlaceValue():
            return value.country or value.name
        case TextValue(text):
            return text


def met(schema: Schema, condition: Condition, facts: Facts) -> bool:
    """Whether a condition holds of an event, by the schema's trees and number words."""

    def above(field: str, code: str) -> tuple[str, ...]:
        slot = next((s for s in schema.slots if s.name == field), None)
        if slot is None or slot.kind is not ValueKind.CODE:
            return (code,)
        return (code, *(entry.code for entry in schema.code_list(slot.code_list).path(code)))

    def number(field: str, value: str) -> Quantity | None:
        attribute = next((a for a in schema.attributes if a.name == field), None)
        return quantity(attribute, value) if attribute else read_quantity(value)

    return holds(condition, facts, ancestors=above, number=number)


def applies(schema: Schema, entry: Slot | Attribute | Choice, facts: Facts) -> bool:
    """Whether a slot, attribute or choice is offered on an event with these values."""
    return not entry.retired and (not entry.when or met(schema, parse(entry.when), facts))


def choices(schema: Schema, attribute: Attribute, facts: Facts) -> tuple[Choice, ...]:
    """The choices of an attribute that an event with these values can take.

    A value that is chosen already stays among them, whatever the others say.
    """
    offered = [choice for choice in attribute.choices if applies(schema, choice, facts)]
    values = {choice.value for choice in offered}
    held = [
        choice
        for choice in attribute.choices
        if choice.value in facts.get(attribute.name, ()) and choice.value not in values
    ]
    return tuple(choice for choice in attribute.choices if choice in offered or choice in held)


def missing(schema: Schema, facts: Facts) -> tuple[Field, ...]:
    """The slots and attributes that an event must have, and has not."""
    return tuple(
        entry
        for entry in fields_of(schema)
        if entry.required and entry.name not in facts and applies(schema, entry, facts)
    )


def broken(schema: Schema, facts: Facts) -> tuple[Broken, ...]:
    """What an event with these values breaks, apart from what it lacks."""
    found = [_out_of_place(schema, entry, facts) for entry in fields_of(schema)]
    found += [_unfitting(schema, attribute, facts) for attribute in schema.attributes]
    found += [_too_many(slot, facts) for slot in schema.slots]
    found += [_by_rule(schema, rule, facts) for rule in schema.rules]
    return tuple(entry for entry in found if entry is not None)


def to_confirm(schema: Schema, facts: Facts, name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """What to ask before ``values`` go into a field: rules of severity CONFIRM newly broken."""
    before = {b.sentence for b in broken(schema, facts)}
    changed: Mapping[str, tuple[str, ...]] = {k: v for k, v in facts.items() if k != name}
    after = broken(schema, {**changed, name: values} if values else changed)
    return tuple(
        b.sentence for b in after if b.severity is Severity.CONFIRM and b.sentence not in before
    )


def _out_of_place(schema: Schema, entry: Field, facts: Facts) -> Broken | None:
    if entry.name not in facts or not entry.when or met(schema, parse(entry.when), facts):
        return None
    return Broken(tr("{} is given only when {}").format(entry.label, entry.when), (entry.name,))


def _unfitting(schema: Schema, attribute: Attribute, facts: Facts) -> Broken | None:
    for value in facts.get(attribute.name, ()):
        known = [choice for choice in attribute.choices if choice.value == value]
        fits = any(not c.when or met(schema, parse(c.when), facts) for c in known)
        if known and not fits:
            when = " or ".join(choice.when for choice in known)
            sentence = tr("{} “{}” is chosen only when {}").format(
                attribute.label, known[0].label, when
            )
            return Broken(sentence, (attribute.name,))
    return None


def _too_many(slot: Slot, facts: Facts) -> Broken | None:
    number = len(facts.get(slot.name, ()))
    if not slot.most or number <= slot.most:
        return None
    said = tr("{} has {} values, at most {} are meant").format(slot.label, number, slot.most)
    return Broken(said, (slot.name,))


def _by_rule(schema: Schema, rule: Rule, facts: Facts) -> Broken | None:
    when, demand = parse(rule.when), parse(rule.demand)
    if not met(schema, when, facts) or met(schema, demand, facts):
        return None
    fields = tuple(dict.fromkeys(test.field for test in (*demand, *when)))
    return Broken(rule.message, fields, rule.severity)
