"""What an export holds, as a report on agreement takes it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from annotator import resources
from annotator.agreement.ranges import Range, Ranges, joined
from annotator.agreement.reporting.study import (
    Assigned,
    Study,
    StudyArticle,
    StudyCoding,
    StudyEvent,
    StudyValue,
)
from annotator.domain import schema_file
from annotator.domain.errors import ImportFileError
from annotator.domain.events import CodingStatus
from annotator.domain.language import tr
from annotator.domain.schema import Attribute, AttributeType, Code, Schema, Slot
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
from annotator.formats.readers.exported import ReadTable, Row
from annotator.formats.slot_cells import JOINT
from annotator.jobs.project_study import by_type, evidence_of, suggestion_key

_EVENTS = {"event_id", "coding_id", "evidence_segments"}
_MENTIONS = {"event_id", "filler_id", "mention_type", "segments"}
_CODINGS = {"coding_id", "unaided", "started_at"}
_ARTICLES = {"article_id", "characters", "sha256"}
_ASSIGNMENTS = {"article_id", "coder", "round", "coding_status", "given"}
_CODEBOOK = {"list", "code", "parent", "code_id"}


def is_export(tables: Sequence[ReadTable]) -> bool:
    """Whether tables are those of an export: at least its codings and events."""
    return bool(_find(tables, _EVENTS) and _find(tables, _CODINGS))


def study_of_export(
    tables: Sequence[ReadTable], schema: Schema | None = None, *, origin: str = ""
) -> Study:
    """Read what agreement is computed from out of the tables of an export.

    They are known by their columns, whatever they are called. Without ``schema`` it is the one
    that comes with the program whose columns the events have, with the codes of the codebook that
    was exported. Who was given what, and of what kind a round is, is known from the assignments
    alone.

    Raises:
        ImportFileError: codings or events are missing, the columns are of no known schema, or a
            cell holds what no export writes.
    """
    events, codings = _find(tables, _EVENTS), _find(tables, _CODINGS)
    if events is None or codings is None:
        raise ImportFileError(
            tr(
                "There are no codings and events: agreement is computed from an exported workbook,"
                " or from its rows of events, mentions, codings and articles as CSV files in one"
                " folder."
            )
        )
    known = schema or _with_codes(_guess(events), _find(tables, _CODEBOOK))
    by_coding: dict[str, list[Row]] = defaultdict(list)
    for row in events.rows:
        by_coding[row["coding_id"]].append(row)
    articles, given = _find(tables, _ARTICLES), _find(tables, _ASSIGNMENTS)
    try:
        reader = _Reader(known, _find(tables, _MENTIONS))
        read = [reader.coding(row, by_coding[row["coding_id"]]) for row in codings.rows]
        return Study(
            schema=reader.schema,
            articles=_articles(codings, articles),
            codings=(*read, *_unfinished(given, read)),
            assigned=_assigned(given),
            rounds={row["round"]: row["round_kind"] for row in given.rows} if given else {},
            origin=origin,
        )
    except KeyError as error:
        said = tr("A column “{column}” is missing, which every export has.")
        raise ImportFileError(said.format(column=error.args[0])) from error
    except (ValueError, IndexError) as error:
        said = tr("A cell holds what no export writes: {problem}.")
        raise ImportFileError(said.format(problem=error)) from error


def _find(tables: Sequence[ReadTable], columns: set[str]) -> ReadTable | None:
    """The table with these columns; the narrowest of several (dyads have those of events)."""
    found = [table for table in tables if columns <= set(table.columns)]
    dyads = [table for table in found if "dyad" in table.columns]
    return next((table for table in found if table not in dyads), None)


def _guess(events: ReadTable) -> Schema:
    columns = set(events.columns)
    fitting: list[tuple[int, Schema]] = []
    for name in resources.schema_names():
        schema = schema_file.load(resources.schema_path(name))
        needed = {slot.name for slot in schema.slots} | {a.name for a in schema.attributes}
        if needed <= columns:
            fitting.append((len(needed), schema))
    if not fitting:
        raise ImportFileError(
            tr(
                "The events have the columns of no schema that comes with the program. Name the"
                " schema file, or a project with this schema, with --schema."
            )
        )
    return max(fitting, key=lambda one: one[0])[1]


def _with_codes(schema: Schema, codebook: ReadTable | None) -> Schema:
    """The schema with the codes that were exported; choices of attributes have no identity."""
    by_list: dict[str, list[Code]] = defaultdict(list)
    for row in codebook.rows if codebook else ():
        if row.get("code_id"):
            by_list[row["list"]].append(_code(row))
    lists = [
        replace(codes, codes=tuple(by_list[codes.name])) if codes.name in by_list else codes
        for codes in schema.code_lists
    ]
    return replace(schema, code_lists=tuple(lists))


def _code(row: Row) -> Code:
    values = (entry.partition("=") for entry in row.get("values", "").split(JOINT) if entry)
    return Code(
        id=row["code_id"],
        code=row["code"],
        label=row.get("label", ""),
        parent=row.get("parent", ""),
        assignable=row.get("assignable") != "0",
        mirror=row.get("mirror", ""),
        values={name: value for name, _, value in values},
    )


def _assigned(given: ReadTable | None) -> frozenset[Assigned] | None:
    """Who was given what; None where that was not exported."""
    if given is None:
        return None
    return frozenset(
        Assigned(row["article_id"], row["coder"], row["round"])
        for row in given.rows
        if row["given"] == "1"
    )


def _unfinished(given: ReadTable | None, read: Sequence[StudyCoding]) -> Iterator[StudyCoding]:
    """Codings that were begun, where only finished ones were exported with their events."""
    known = {(coding.article, coding.coder, coding.round) for coding in read}
    for row in given.rows if given else ():
        key = row["article_id"], row["coder"], row["round"]
        if row["coding_status"] == CodingStatus.IN_PROGRESS and key not in known:
            yield StudyCoding(*key, CodingStatus.IN_PROGRESS, unaided=row["unaided"] == "1")


def _articles(codings: ReadTable, articles: ReadTable | None) -> tuple[StudyArticle, ...]:
    if articles is not None:
        return tuple(
            StudyArticle(row["article_id"], row.get("article_title", ""), int(row["characters"]))
            for row in articles.rows
        )
    titles = {row["article_id"]: row.get("article_title", "") for row in codings.rows}
    return tuple(StudyArticle(uuid, title) for uuid, title in titles.items())


class _Reader:
    """Reads codings with their events and mentions."""

    def __init__(self, schema: Schema, mentions: ReadTable | None) -> None:
        self.schema = schema
        self._mentions: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
        self._of_event: dict[str, list[Row]] = defaultdict(list)
        for row in mentions.rows if mentions else ():
            self._mentions[row["event_id"], row["slot"], int(row["filler"])].append(row)
            self._of_event[row["event_id"]].append(row)

    def coding(self, row: Row, events: Sequence[Row]) -> StudyCoding:
        """One coding with all that is in it."""
        mentions = [m for event in events for m in self._of_event.get(event["event_id"], ())]
        return StudyCoding(
            article=row["article_id"],
            coder=row["coder"],
            round=row["round"],
            status=CodingStatus(row["coding_status"]),
            codebook=int(row.get("codebook_version") or 1),
            unaided=row.get("unaided") == "1",
            finished=row.get("finished_at", "")[:10],
            events=tuple(self._event(event) for event in events),
            marked=by_type((m["mention_type"], _segments(m["segments"])) for m in mentions),
        )

    def _event(self, row: Row) -> StudyEvent:
        values = [value for slot in self.schema.slots for value in self._values(row, slot)]
        attributes = {
            entry.name: held for entry in self.schema.attributes if (held := _held(row, entry))
        }
        return StudyEvent(
            uuid=row["event_id"],
            position=int(row.get("event") or 1) - 1,
            values=tuple(values),
            attributes=attributes,
            reciprocal=row.get("reciprocal") == "1",
            evidence=evidence_of(values, self.schema.code_slot)
            or _segments(row["evidence_segments"]),
        )

    def _values(self, row: Row, slot: Slot) -> list[StudyValue]:
        how = row.get(f"{slot.name}_provenance", "")
        number = len(how.split(JOINT)) if how else 0
        return [self._value(row, slot, at, number) for at in range(number)]

    def _value(self, row: Row, slot: Slot, at: int, number: int) -> StudyValue:
        mentions = self._mentions.get((row["event_id"], slot.name, at + 1), [])
        first = _segments(mentions[0]["segments"]) if mentions else ()
        provenance, pipeline = (
            (mentions[0]["provenance"], mentions[0]["pipeline"]) if mentions else ("", "")
        )
        return StudyValue(
            slot.name,
            _value_of(slot, _Cells(row, slot.name, at, number)),
            joined(part for mention in mentions for part in _segments(mention["segments"])),
            suggestion_key(provenance, pipeline, first),
        )


class _Cells:
    """The cells of one of the values of a slot."""

    def __init__(self, row: Row, name: str, at: int, number: int) -> None:
        self._row, self._name, self._at, self._number = row, name, at, number

    def __getitem__(self, ending: str) -> str:
        cell = self._row.get(f"{self._name}{ending}", "")
        if self._number == 1 or not cell:
            return cell
        return cell.split(JOINT)[self._at]


def _value_of(slot: Slot, cells: _Cells) -> Value | None:
    match slot.kind:
        case ValueKind.CODE | ValueKind.COMPOSED:
            return CodeValue(cells[""]) if cells[""] else None
        case ValueKind.TEXT:
            return TextValue(cells[""]) if cells[""] else None
        case ValueKind.DATE:
            return _date(cells)
        case ValueKind.PLACE:
            return _place(cells)


def _date(cells: _Cells) -> DateValue | None:
    if not cells["_kind"]:
        return None
    return DateValue(
        _day(cells["_start"]),
        _day(cells["_end"]),
        Bound(cells["_start_state"]),
        Bound(cells["_end_state"]),
        DateKind(cells["_kind"]),
    )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _place(cells: _Cells) -> PlaceValue | None:
    if not any(cells[ending] for ending in ("", "_country", "_latitude", "_gazetteer_id")):
        return None
    latitude, longitude = (
        float(cell) if (cell := cells[ending]) else None for ending in ("_latitude", "_longitude")
    )
    return PlaceValue(
        cells[""], cells["_country"], cells["_admin1"], latitude, longitude, cells["_gazetteer_id"]
    )


def _held(row: Mapping[str, str], attribute: Attribute) -> tuple[str, ...]:
    cell = row.get(attribute.name, "")
    if cell and attribute.type is AttributeType.SEVERAL_OF:
        return tuple(cell.split(JOINT))
    return (cell,) if cell else ()


def _segments(text: str) -> Ranges:
    return joined(_range(part) for part in text.split(JOINT)) if text else ()


def _range(text: str) -> Range:
    start, _, end = text.partition("-")
    return int(start), int(end)
