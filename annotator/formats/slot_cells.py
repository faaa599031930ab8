"""The cells of one slot of one event: values, computed columns, quoted words, provenance.

The same values come again and again, so what is computed from a value is computed once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from annotator.domain.composed import explain
from annotator.domain.dataset import PARTED, FillerRow
from annotator.domain.dates import date_prec, time_precision
from annotator.domain.dates.iso import to_iso
from annotator.domain.derived import derive, inherited
from annotator.domain.places import geo_precision
from annotator.domain.schema import DerivedColumn, DerivedKind, Schema, Slot
from annotator.domain.values import Bound, DateKind, DateValue, ValueKind
from annotator.formats.slot_columns import SlotColumns

Cells = tuple[str, ...]
Filled = list[FillerRow]  # the rows of one filler, one for each segment of its mentions
Key = tuple[object, ...]

JOINT = "; "
_REMEMBERED = 50_000  # values of a slot whose cells are kept at a time
_KIND, _BEHIND = map(FillerRow._fields.index, ("kind", "mention_id"))


def quote_of(rows: Sequence[FillerRow]) -> str:
    """The words of the first of some mentions, its segments joined by “ … ”."""
    first = rows[0]
    if len(rows) == 1 or rows[1].mention_id != first.mention_id:
        return first.quote or ""
    return " … ".join(row.quote or "" for row in rows if row.mention_id == first.mention_id)


class SlotCells:
    """Makes the cells of one slot under one version of the codebook."""

    def __init__(self, columns: SlotColumns, schema: Schema) -> None:
        self.slot = columns.slot
        self.empty: Cells = ("",) * len(columns.columns)
        self._derived = tuple(entry for _, entry in columns.derived)
        self._schema = schema
        self._known: dict[Key, tuple[str, Cells]] = {}
        self._kind, self._value_cells = self._by_kind()
        self._width = len(columns.value) + len(columns.derived)

    def of(self, fillers: Sequence[Filled]) -> Cells:
        """The cells of all values of the slot in one event, several joined by “; ”."""
        if not fillers:
            return self.empty
        if len(fillers) == 1:
            return self.one(fillers[0])
        return tuple(map(_join, zip(*map(self.one, fillers), strict=True)))

    def merged(self, fillers: Sequence[Filled]) -> Cells:
        """The cells of values that have the same code: told once, with the words of all."""
        if not fillers:
            return self.empty
        cells = self.one(fillers[0])
        if len(fillers) == 1:
            return cells
        words = dict.fromkeys(self.one(filled)[1] for filled in fillers)
        return (cells[0], _join(tuple(words)), *cells[2:])

    def value(self, filler: FillerRow) -> str:
        """The value in one cell."""
        return (self._known.get(filler[_KIND:_BEHIND]) or self._new(filler))[0]

    def one(self, filled: Filled) -> Cells:
        """The cells of one value."""
        filler = filled[0]
        value, rest = self._known.get(filler[_KIND:_BEHIND]) or self._new(filler)
        if filler.mention_id is None:
            return (value, _own_words(filler), *rest, filler.provenance)
        quote = filler.quote if len(filled) == 1 else quote_of(filled)
        return (value, quote or "", *rest, filler.provenance)

    def _new(self, filler: FillerRow) -> tuple[str, Cells]:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        if filler.kind == self._kind and filler.value is not None:
            cells = self._value_cells(filler)
        else:  # not coded yet, or coded when the slot was of another kind
            cells = (filler.value or "", *[""] * (self._width - 1))
        self._known[filler[_KIND:_BEHIND]] = found = (cells[0], cells[1:])
        return found

    def _by_kind(self) -> tuple[str, Callable[[FillerRow], Cells]]:
        match self.slot.kind:
            case ValueKind.CODE | ValueKind.COMPOSED:
                return "code", self._code_cells
            case ValueKind.DATE:
                return "date", _date_cells
            case ValueKind.PLACE:
                return "place", _place_cells
            case ValueKind.TEXT:
                return "text", _text_cells

    def _computed(self, entry: DerivedColumn, slot: Slot, code: str) -> str:
        if slot.kind is ValueKind.COMPOSED and entry.kind is DerivedKind.LABEL:
            composition = self._schema.composition(slot.composition)
            parts = explain(self._schema, composition, code).parts
            return " · ".join(part.label or part.element for part in parts)
        return derive(self._schema, entry, code)

    def _code_cells(self, filler: FillerRow) -> Cells:
        code = filler.value or ""
        slot = own_slot(self._schema, self.slot)
        cells = [code]
        last: DerivedColumn | None = None
        for entry in self._derived:
            if slot is None or not code:
                cells.append("")
            elif entry is not None:
                cells.append(self._computed(entry, slot, code))
                last = entry
            elif last is not None:
                cells.append(_flag(cells[-1], inherited(self._schema, last, code)))
        return tuple(cells)


def _own_words(filler: FillerRow) -> str:
    """The words that a date without a mention was given in."""
    return filler.value.rpartition(PARTED)[2] if filler.kind == "date" and filler.value else ""


def own_slot(schema: Schema, slot: Slot) -> Slot | None:
    """The slot of that name in another version of the schema; None when it was another kind."""
    found = next((entry for entry in schema.slots if entry.name == slot.name), None)
    return found if found is not None and found.kind is slot.kind else None


def _flag(value: str, flag: bool) -> str:  # noqa: FBT001 - the fact itself
    return "" if value == "" else str(int(flag))


def _text_cells(filler: FillerRow) -> Cells:
    return (filler.value or "",)


def _date_cells(filler: FillerRow) -> Cells:
    assert filler.value is not None
    kind, start, start_state, end, end_state, relative_to, _ = filler.value.split(PARTED, 6)
    date = DateValue(_day(start), _day(end), Bound(start_state), Bound(end_state), DateKind(kind))
    return (
        to_iso(date),
        start,
        end,
        start_state,
        end_state,
        kind,
        number_text(date.days),
        number_text(date_prec(date)),
        number_text(time_precision(date)),
        relative_to,
    )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _place_cells(filler: FillerRow) -> Cells:
    assert filler.value is not None
    name, country, admin1, gazetteer_id, where_prec = filler.value.split(PARTED, 4)
    return (
        name,
        country,
        admin1,
        number_text(filler.latitude),
        number_text(filler.longitude),
        gazetteer_id,
        where_prec,
        number_text(geo_precision(int(where_prec))) if where_prec else "",
    )


def number_text(value: float | None) -> str:
    """A number in a cell, whole ones without decimals; nothing for None."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)


def _join(cells: tuple[str, ...]) -> str:
    """Parallel values in one cell; a “;” inside one becomes “,” so that they can be parted again.

    Empty when none of them says anything.
    """
    if not any(cells):
        return ""
    joined = JOINT.join(cells)
    if joined.count(";") >= len(cells):
        joined = JOINT.join(cell.replace(";", ",") for cell in cells)
    return joined
