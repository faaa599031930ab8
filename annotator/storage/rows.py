"""Values, mentions and codes as the rows they are kept in, and back."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator.domain.events import Mention, Segment, Segments
from annotator.domain.schema import Schema, Slot
from annotator.domain.suggestions import Candidate
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

Columns = dict[str, Any]

VALUE_COLUMNS = (
    "kind",
    "code",
    "text",
    "date_kind",
    "date_start",
    "date_start_state",
    "date_end",
    "date_end_state",
    "date_relative_to",
    "place_name",
    "place_country",
    "place_admin1",
    "latitude",
    "longitude",
    "gazetteer_id",
    "where_prec",
)
_EMPTY: Columns = dict.fromkeys(VALUE_COLUMNS)


def value_columns(value: Value | None) -> Columns:
    """The columns of table ``filler`` that hold a value; those of other kinds are None."""
    return {**_EMPTY, **_filled(value)}


def _filled(value: Value | None) -> Columns:
    match value:
        case None:
            return {}
        case CodeValue():
            return {"kind": "code", "code": value.code}
        case TextValue():
            return {"kind": "text", "text": value.text}
        case DateValue():
            return {
                "kind": "date",
                "text": value.text,
                "date_kind": value.kind.value,
                "date_start": _iso(value.start),
                "date_start_state": value.start_state.value,
                "date_end": _iso(value.end),
                "date_end_state": value.end_state.value,
                "date_relative_to": _iso(value.relative_to),
            }
        case PlaceValue():
            return {
                "kind": "place",
                "place_name": value.name,
                "place_country": value.country or None,
                "place_admin1": value.admin1 or None,
                "latitude": value.latitude,
                "longitude": value.longitude,
                "gazetteer_id": value.gazetteer_id or None,
                "where_prec": value.where_prec,
            }


def value_of(columns: Mapping[str, Any]) -> Value | None:
    """The value that columns of table ``filler`` hold, None while it is not coded."""
    kind = columns["kind"]
    if kind is None:
        return None
    if kind == "code":
        return CodeValue(columns["code"])
    if kind == "text":
        return TextValue(columns["text"])
    return _date(columns) if kind == "date" else _place(columns)


def _date(columns: Mapping[str, Any]) -> DateValue:
    return DateValue(
        day_of(columns["date_start"]),
        day_of(columns["date_end"]),
        Bound(columns["date_start_state"]),
        Bound(columns["date_end_state"]),
        DateKind(columns["date_kind"]),
        columns["text"] or "",
        day_of(columns["date_relative_to"]),
    )


def _place(columns: Mapping[str, Any]) -> PlaceValue:
    return PlaceValue(
        columns["place_name"],
        columns["place_country"] or "",
        columns["place_admin1"] or "",
        columns["latitude"],
        columns["longitude"],
        columns["gazetteer_id"] or "",
        columns["where_prec"],
    )


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


CANDIDATE_COLUMNS = "c.value, c.label, c.reason, c.confidence, c.origin, c.valid_from, c.valid_to"


def day_of(text: str | None) -> dt.date | None:
    """The day of an ISO date column, None where it is empty."""
    return dt.date.fromisoformat(text) if text else None


def segment_rows(segments: Segments, quotes: Sequence[str]) -> list[Columns]:
    """The columns of the segments of one mention or suggestion, in order."""
    return [
        {"position": position, "start": segment.start, "end": segment.end, "quote": quote}
        for position, (segment, quote) in enumerate(zip(segments, quotes, strict=True))
    ]


def mentions_of(rows: Iterable[tuple[int, str, str, int, int, str]]) -> dict[int, Mention]:
    """Mentions by id, from rows (id, uuid, type, start, end, quote) with segments in order."""
    parts: dict[int, tuple[str, str, list[Segment], list[str]]] = {}
    for mention_id, uuid, kind, start, end, quote in rows:
        part = parts.setdefault(mention_id, (uuid, kind, [], []))
        part[2].append(Segment(start, end))
        part[3].append(quote)
    return {
        mention_id: Mention(mention_id, uuid, kind, tuple(segments), tuple(quotes))
        for mention_id, (uuid, kind, segments, quotes) in parts.items()
    }


def code_rows(
    connection: sqlite3.Connection, schema: Schema, slot: Slot, value: Value | None
) -> list[Columns]:
    """The columns of table ``filler_code`` for a value: its elements, each with the code it is.

    An element that the codebook does not know keeps its text and has no ``code_id``. An element
    of a composed code is the entry of the list that its position takes it from.
    """
    if not isinstance(value, CodeValue):
        return []
    return [
        {"position": at, "element": element, "code_id": _code_id(connection, code_list, code)}
        for at, (element, code_list, code) in enumerate(_elements(schema, slot, value.code))
    ]


def _elements(schema: Schema, slot: Slot, code: str) -> list[tuple[str, str, str]]:
    """(element as written, its list, the codebook's code) of each element of a code."""
    if slot.kind is ValueKind.CODE:
        return [(code, slot.code_list, code)]
    from annotator.domain.composed import explain  # noqa: PLC0415 - not needed by a start

    parts = explain(schema, schema.composition(slot.composition), code).parts
    return [(part.element, part.code_list, part.code) for part in parts]


def _code_id(connection: sqlite3.Connection, code_list: str, code: str) -> int | None:
    row = connection.execute(
        "SELECT id FROM code WHERE list = ? AND code = ? AND retired_in IS NULL", (code_list, code)
    ).fetchone()
    return row and int(row[0])


def candidate_of(row: Sequence[Any]) -> Candidate:
    """The candidate of a row of CANDIDATE_COLUMNS."""
    value, label, reason, confidence, origin, valid_from, valid_to = row
    days = day_of(valid_from), day_of(valid_to)
    return Candidate(value, label, reason, confidence, origin, *days)
