"""Derived columns: what an export computes from a slot's code by the schema's own rules."""

from __future__ import annotations

from annotator.domain.composed import elements_from, explain, recoded
from annotator.domain.schema import CodeList, DerivedColumn, DerivedKind, Schema
from annotator.domain.values import ValueKind


def derive(schema: Schema, column: DerivedColumn, code: str) -> str:
    """The column's value for one code; empty where the codebook has none.

    Elements of a composed code are joined by a blank, in the order of the code.
    """
    if not code:
        return ""
    slot = schema.slot(column.slot)
    if slot.kind is ValueKind.COMPOSED:
        composition = schema.composition(slot.composition)
        if column.kind is DerivedKind.PART:
            return " ".join(elements_from(schema, composition, code, column.lists))
        if column.kind is DerivedKind.RECODED:
            return recoded(schema, composition, code, column.argument)
        return explain(schema, composition, code).label
    return _of_list(schema.code_list(slot.code_list), column, code)


def inherited(schema: Schema, column: DerivedColumn, code: str) -> bool:
    """Whether the value comes from an ancestor, because the code itself has none."""
    slot = schema.slot(column.slot)
    if column.kind is not DerivedKind.VALUE or slot.kind is not ValueKind.CODE:
        return False
    return schema.code_list(slot.code_list).value(code, column.argument)[1]


def _of_list(codes: CodeList, column: DerivedColumn, code: str) -> str:
    if codes.get(code) is None:
        return ""
    if column.kind is DerivedKind.VALUE:
        return codes.value(code, column.argument)[0]
    at_level = _at_level(codes, column.argument, code)
    if column.kind is DerivedKind.LEVEL:
        return at_level
    entry = codes.get(at_level)
    return entry.label if entry else ""


def _at_level(codes: CodeList, name: str, code: str) -> str:
    """The code's ancestor at a named level; the code itself without a level."""
    depth = next((level.depth for level in codes.levels if level.name == name), None)
    return code if depth is None else codes.at_depth(code, depth)
