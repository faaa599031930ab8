"""The columns that each slot of a schema has in an export, by the kind of its values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.domain.schema import CodeList, DerivedColumn, DerivedKind, Schema, Slot
from annotator.domain.values import ValueKind
from annotator.formats.picking import Picks, picked


class ColumnType(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column with its explanation; ``width`` is in characters, for a spreadsheet."""

    name: str
    help: str
    type: ColumnType = ColumnType.TEXT
    width: int = 14


_NUMBER, _DATE = ColumnType.NUMBER, ColumnType.DATE
_DERIVED_NOTE = "Computed from the code on export."
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


@dataclass(frozen=True, slots=True)
class SlotColumns:
    """The columns of one slot: its value, computed ones, quoted words, provenance, in order.

    ``derived`` says what each computed column is computed by; None is whether the one before it
    was inherited from an ancestor.
    """

    slot: Slot
    value: tuple[Column, ...]
    derived: tuple[tuple[Column, DerivedColumn | None], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them, left to right."""
        name, label = self.slot.name, self.slot.label
        quoted = Column(
            f"{name}_text",
            f"{label}: the words marked in the text, of the first mention where there are several;"
            " of a date without any the words it was given in.",
            width=24,
        )
        provenance = Column(f"{name}_provenance", f"{label}: how the value came about.")
        first, *rest = self.value
        return (first, quoted, *rest, *(column for column, _ in self.derived), provenance)


def slot_columns(schema: Schema, slot: Slot, picks: Picks | None = None) -> SlotColumns:
    """The columns that a slot has in Events and Dyads, by the kind of its values."""
    value = [
        column if not slot.several else replace(column, type=ColumnType.TEXT)
        for column in _VALUE[slot.kind](slot)
    ]
    return SlotColumns(slot, tuple(value), tuple(_derived_columns(schema, slot, picks or {})))


def _code_columns(slot: Slot) -> Iterator[Column]:
    yield Column(slot.name, f"{slot.label}: code. {slot.help}".strip(), width=12)


def _text_columns(slot: Slot) -> Iterator[Column]:
    yield Column(slot.name, f"{slot.label}: in words. {slot.help}".strip(), width=24)


def _date_columns(slot: Slot) -> Iterator[Column]:
    x, label = slot.name, slot.label
    yield Column(
        x,
        f"{label}: one day, or first/last day with “..” for an open and nothing for an unknown"
        f" end (ISO 8601-2); empty when it was not resolved. {slot.help}".strip(),
        width=22,
    )
    yield Column(f"{x}_start", f"{label}: first day.", _DATE, 12)
    yield Column(f"{x}_end", f"{label}: last day.", _DATE, 12)
    yield Column(f"{x}_start_state", f"{label}: whether the first day is known, open or unknown.")
    yield Column(f"{x}_end_state", f"{label}: whether the last day is known, open or unknown.")
    yield Column(
        f"{x}_kind",
        f"{label}: stated (by the text or the coder), reported (the publication date"
        " taken), unresolved (only the words are kept).",
    )
    yield Column(f"{x}_days", f"{label}: length in days; 1 is a single day.", _NUMBER, 8)
    yield Column(
        f"{x}_date_prec",
        f"{label}: UCDP's precision from 1 (a day) to 5 (a year); empty when"
        " longer, open, reported or unresolved.",
        _NUMBER,
        8,
    )
    yield Column(
        f"{x}_time_precision",
        f"{label}: ACLED's precision from 1 (a day) to 3 (a month); empty likewise.",
        _NUMBER,
        8,
    )
    yield Column(
        f"{x}_relative_to",
        f"{label}: publication date that the words were counted from; empty when they needed none.",
        _DATE,
        12,
    )


def _place_columns(slot: Slot) -> Iterator[Column]:
    x, label = slot.name, slot.label
    yield Column(x, f"{label}: name of the place. {slot.help}".strip(), width=20)
    yield Column(f"{x}_country", f"{label}: country (ISO 3166-1, three letters).")
    yield Column(f"{x}_admin1", f"{label}: first-order division.")
    yield Column(f"{x}_latitude", f"{label}: degrees north (WGS 84).", _NUMBER, 10)
    yield Column(f"{x}_longitude", f"{label}: degrees east (WGS 84).", _NUMBER, 10)
    yield Column(f"{x}_gazetteer_id", f"{label}: id in the gazetteer.")
    yield Column(
        f"{x}_where_prec",
        f"{label}: UCDP's precision from 1 (exactly there) to 7 (outside any country).",
        _NUMBER,
        8,
    )
    yield Column(
        f"{x}_geo_precision",
        f"{label}: ACLED's precision from 1 to 3, mapped from where_prec.",
        _NUMBER,
        8,
    )


_VALUE = {
    ValueKind.CODE: _code_columns,
    ValueKind.COMPOSED: _code_columns,
    ValueKind.TEXT: _text_columns,
    ValueKind.DATE: _date_columns,
    ValueKind.PLACE: _place_columns,
}


def _derived_columns(
    schema: Schema, slot: Slot, picks: Picks
) -> Iterator[tuple[Column, DerivedColumn | None]]:
    if slot.kind not in (ValueKind.CODE, ValueKind.COMPOSED):
        return
    own = [e for e in schema.derived if e.slot == slot.name and picked(e, picks)]
    if not any(entry.kind is DerivedKind.LABEL and not entry.argument for entry in own):
        help_text = f"{slot.label}: the code in words."
        label = DerivedColumn(f"{slot.name}_label", slot.name, DerivedKind.LABEL, help=help_text)
        own.insert(0, label)
    for entry in own:
        help_text = f"{entry.help or entry.name} {_DERIVED_NOTE}"
        wide = 30 if entry.kind is DerivedKind.LABEL else 12
        numbers = entry.kind is DerivedKind.VALUE and not slot.several
        numbers = numbers and _numeric(schema.code_list(slot.code_list), entry.argument)
        kind = ColumnType.NUMBER if numbers else ColumnType.TEXT
        yield Column(entry.name, help_text, kind, wide), entry
        if entry.kind is DerivedKind.VALUE and _inherits(
            schema.code_list(slot.code_list), entry.argument
        ):
            inherited = (
                f"1: {entry.name} is that of a code above, since the code has none; 0: its own."
            )
            flag = ColumnType.TEXT if slot.several else ColumnType.NUMBER
            yield Column(f"{entry.name}_inherited", inherited, flag, 9), None


def _inherits(codes: CodeList, name: str) -> bool:
    """Whether some code lacks a value of that name and has that of a code above."""
    return any(codes.value(code.code, name)[1] for code in codes.codes)


def _numeric(codes: CodeList, name: str) -> bool:
    """Whether every value of that name is a number, and none a code such as 010."""
    given = [code.values[name] for code in codes.codes if code.values.get(name, "") != ""]
    return all(_PLAIN_NUMBER.fullmatch(value) for value in given)
