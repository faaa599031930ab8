"""The columns and cells of an event's attributes in an export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.domain.attribute_values import quantity
from annotator.domain.schema import Attribute, AttributeType
from annotator.formats.slot_cells import JOINT
from annotator.formats.slot_columns import Column, ColumnType

_NUMBER = ColumnType.NUMBER


def attribute_columns(attribute: Attribute) -> tuple[Column, ...]:
    """The columns of one attribute: one, and the range of a number that may be a word."""
    chosen = ", ".join(dict.fromkeys(f"{c.value} ({c.label})" for c in attribute.choices))
    words = f"{attribute.label}. {attribute.help}".strip()
    if chosen:
        several = attribute.type is AttributeType.SEVERAL_OF
        words = f"{words} {'Some' if several else 'One'} of: {chosen}."
    kind = _NUMBER if attribute.type is AttributeType.INTEGER else ColumnType.TEXT
    first = Column(attribute.name, words, kind, 12)
    if attribute.type is not AttributeType.NUMBER_OR_WORD:
        return (first,)
    name, label = attribute.name, attribute.label
    return (
        first,
        Column(f"{name}_least", f"{label}: the lowest number it can be.", _NUMBER, 9),
        Column(
            f"{name}_most",
            f"{label}: the highest number it can be; empty where it is open upwards.",
            _NUMBER,
            9,
        ),
    )


def attribute_cells(
    attributes: Sequence[Attribute], values: Mapping[str, Sequence[str]]
) -> list[str]:
    """The cells of all attributes of one event; several values are joined by “; ”."""
    cells: list[str] = []
    for attribute in attributes:
        held = values.get(attribute.name, ())
        cells.append(held[0] if len(held) == 1 else JOINT.join(held))
        if attribute.type is AttributeType.NUMBER_OR_WORD:
            cells += _range(attribute, held)
    return cells


def _range(attribute: Attribute, held: Sequence[str]) -> tuple[str, str]:
    number = quantity(attribute, held[0]) if held else None
    if number is None:
        return "", ""
    return str(number.least), "" if number.most is None else str(number.most)
