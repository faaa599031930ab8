"""Dictionaries as tables (CSV): a name, its code, what it is, from when to when."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.dictionary import COUNTRY, Entry, EntryKind
from annotator.domain.language import tr
from annotator.formats import safe_text
from annotator.formats.dictionaries.codes import LONGEST, UnreadableError
from annotator.formats.dictionaries.discards import WHOLE_ARTICLE
from annotator.formats.dictionaries.findings import Findings
from annotator.formats.dictionaries.names import read_name
from annotator.formats.readers.cells import CellReader, Dialect
from annotator.formats.readers.days import DayReader, NoDayError
from annotator.formats.readers.fields import folded

_DELIMITERS = ",;\t|"
_NO_PLURAL = "-"
_NAMES: Mapping[str, str] = {  # of columns, without blanks, marks and capitals
    "surface": "surface name actor actorname term word words phrase string text entry form person"
    " pattern surfaceform nationality country nom nombre nome имя الاسم 名称",
    "code": "code actorcode countrycode alpha3code iso3 iso3c role codes value"
    " kod codigo код الرمز 代码",
    "kind": "kind type category class sort art",
    "from": "from validfrom start startdate datefrom begin begins begindate since fromdate von de"
    " desde",
    "to": "to validto end enddate dateto until ends till todate bis hasta",
    "plural": "plural plurals",
}
_COLUMN_OF = {name: field for field, names in _NAMES.items() for name in names.split()}
_WORDS_OF = {
    EntryKind.ACTOR: "actor actors name names person country",
    EntryKind.AGENT: "agent agents role roles title office",
    EntryKind.DISCARD: "discard discards ignore stop none",
}
_KINDS = {"": EntryKind.ACTOR} | {
    word: kind for kind, words in _WORDS_OF.items() for word in words.split()
}
HEAD = ("surface", "code", "kind", "valid_from", "valid_to", "plural")


@dataclass(frozen=True)
class Head:
    """The head of a table: how its cells are parted, and which column holds what."""

    row: int  # of the file, the first is 1
    delimiter: str
    columns: Mapping[str, int]


def find_head(lines: Sequence[str]) -> Head | None:
    """The head of a table; None where the first line names no name and code."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            found = (_head(number, line, delimiter) for delimiter in _DELIMITERS)
            return max(filter(None, found), key=lambda head: len(head.columns), default=None)
    return None


def _head(number: int, line: str, delimiter: str) -> Head | None:
    columns: dict[str, int] = {}
    for at, cell in enumerate(next(csv.reader([line], delimiter=delimiter), [])):
        field = _COLUMN_OF.get(folded(cell))
        if field is not None:
            columns.setdefault(field, at)
    return Head(number, delimiter, columns) if {"surface", "code"} <= columns.keys() else None


def read_table(lines: Sequence[str], head: Head, findings: Findings) -> None:
    """Read the rows below the head."""
    rows = _rows(lines, head, findings)
    days = _days(rows, head)
    for number, row in rows:
        cells = {
            field: safe_text.unguard(row[at].strip()) if at < len(row) else ""
            for field, at in head.columns.items()
        }
        try:
            findings.add([_entry(cells, days)])
        except (UnreadableError, NoDayError) as error:
            findings.refuse(number, _sentence(str(error)))


def _rows(lines: Sequence[str], head: Head, findings: Findings) -> list[tuple[int, list[str]]]:
    source = (f"{line}\n" for line in lines[head.row :])
    reader, number = CellReader(source, Dialect(head.delimiter)), head.row
    rows: list[tuple[int, list[str]]] = []
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return rows
        except csv.Error:
            findings.refuse(number, tr("Its quotation marks do not add up."))
            continue
        if any(map(str.strip, row)):
            rows.append((number, row))


def _days(rows: Sequence[tuple[int, list[str]]], head: Head) -> DayReader:
    """Reads the days of both columns; 03/04/2025 as the others of them are written."""
    places = [head.columns[field] for field in ("from", "to") if field in head.columns]

    def column() -> Iterable[object]:
        return (row[at] for _, row in rows for at in places if at < len(row))

    return DayReader(column)


def _entry(cells: Mapping[str, str], days: DayReader) -> Entry:
    name, code = read_name(cells["surface"]), cells["code"]
    kind = _kind(cells.get("kind", ""), code)
    first, last = days.read(cells.get("from", "")), _end(days.read(cells.get("to", "")))
    if first and last and last < first:
        raise UnreadableError(
            tr("It ends on {last}, before it begins on {first}.").format(last=last, first=first)
        )
    if kind is EntryKind.DISCARD:
        code = WHOLE_ARTICLE if code == WHOLE_ARTICLE else ""
        return Entry(name, code, kind)
    if not code or any(map(str.isspace, code)):
        raise UnreadableError(
            tr("“{code}” is no code.").format(code=code)
            if code
            else tr("“{name}” has no code.").format(name=name)
        )
    if len(code) > LONGEST:
        raise UnreadableError(
            tr("A code of {count:,} characters is no code.").format(count=len(code))
        )
    if kind is EntryKind.AGENT and COUNTRY not in code:
        code = COUNTRY + code
    return Entry(name, code, kind, first, last, _plural(cells.get("plural", ""), kind))


def _end(day: dt.date | None) -> dt.date | None:
    """The last day; the year 9999, which stands for "still" in many tables, is no end."""
    return None if day is None or day.year == dt.MAXYEAR else day


def _kind(given: str, code: str) -> EntryKind:
    kind = _KINDS.get(folded(given))
    if kind is None:
        raise UnreadableError(
            tr("“{given}” is no kind of entry: write actor, agent or discard.").format(
                given=given[:40]
            )
        )
    return EntryKind.AGENT if not given and COUNTRY in code else kind


def _plural(given: str, kind: EntryKind) -> str | None:
    if kind is not EntryKind.AGENT or not given:
        return None
    return "" if given == _NO_PLURAL else " ".join(given.replace("_", " ").split())


def _sentence(words: str) -> str:
    """Words as a sentence: in a capital and with a full stop."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def write_table(path: Path, entries: Iterable[Entry]) -> int:
    """Write entries as a table and return how many there were."""
    text, number = io.StringIO(newline=""), 0
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for number, entry in enumerate(entries, start=1):  # noqa: B007 - the last one is returned
        writer.writerow([safe_text.guard(cell) for cell in _cells(entry)])
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    return number


def _cells(entry: Entry) -> tuple[str, ...]:
    several = _NO_PLURAL if entry.plural == "" else entry.plural or ""
    days = (day.isoformat() if day else "" for day in (entry.valid_from, entry.valid_to))
    return (entry.surface, entry.code, entry.kind.value, *days, several)
