"""Conditions and modalities that name a code, when it is written otherwise or replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.domain.conditions import Clause, parse, written
from annotator.domain.schema import Attribute, Modality, Rule, Schema, Slot

Rewrite = Callable[[tuple[str, ...]], tuple[str, ...]]


def rename_in_conditions(schema: Schema, code_list: str, old: str, new: str) -> Schema:
    """Let conditions on slots of a list, and modalities, name a code by its new text."""
    made = _rewritten(
        schema, code_list, lambda values: tuple(new if v == old else v for v in values)
    )
    return _renamed_in_modalities(made, code_list, old, new)


def _renamed_in_modalities(schema: Schema, code_list: str, old: str, new: str) -> Schema:
    if schema.slot(schema.code_slot).code_list != code_list:
        return schema

    def text(code: str) -> str:
        return new if code == old else code

    def modality(entry: Modality) -> Modality:
        pairs = tuple(f"{text(before)} > {text(after)}" for before, after in entry.pairs.items())
        return replace(entry, under=tuple(map(text, entry.under)), becomes=pairs)

    return replace(schema, modalities=tuple(map(modality, schema.modalities)))


def extend_conditions(schema: Schema, code_list: str, code: str, heirs: Sequence[str]) -> Schema:
    """Let conditions that name a code name those that take its place as well.

    An event that gets one of them is then asked and offered what it was before.
    """

    def extended(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*values, *heirs))) if code in values else values

    made = _rewritten(schema, code_list, extended)
    return _renamed_in_modalities(made, code_list, code, heirs[0]) if code not in heirs else made


def _rewritten(schema: Schema, code_list: str, rewrite: Rewrite) -> Schema:
    fields = {slot.name for slot in schema.slots if slot.code_list == code_list}

    def clause(test: Clause) -> Clause:
        return replace(test, values=rewrite(test.values)) if test.field in fields else test

    def text(condition: str) -> str:
        parsed = parse(condition)
        made = tuple(map(clause, parsed))
        return written(made) if made != parsed else condition

    def slot(entry: Slot) -> Slot:
        return replace(entry, when=text(entry.when))

    def attribute(entry: Attribute) -> Attribute:
        choices = tuple(replace(choice, when=text(choice.when)) for choice in entry.choices)
        return replace(entry, when=text(entry.when), choices=choices)

    def rule(entry: Rule) -> Rule:
        return replace(entry, when=text(entry.when), demand=text(entry.demand))

    return replace(
        schema,
        slots=tuple(map(slot, schema.slots)),
        attributes=tuple(map(attribute, schema.attributes)),
        rules=tuple(map(rule, schema.rules)),
    )
