"""Reading a workbook back, cell by cell, past everything that wrote it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO

from annotator.domain.errors import ExportError
from annotator.domain.language import tr
from annotator.formats import safe_text
from annotator.formats.fingerprint import Fingerprint
from annotator.formats.slot_columns import Column, ColumnType
from annotator.formats.writers.excel_days import day_of
from annotator.formats.writers.pace import Pace
from annotator.formats.writers.written import Written
from annotator.formats.writers.xlsx_frame import sheet_part

_STEP = 1 << 18  # bytes


def verify(path: Path, sheets: Mapping[str, Written], pace: Pace) -> None:
    """Open a workbook as any program would and compare every cell with what was written.

    Raises:
        ExportError: it does not open, or a cell differs.
    """
    if _names(path) != list(sheets):
        raise _bad(tr("the list of its sheets"))
    with zipfile.ZipFile(path) as archive:
        for number, (name, written) in enumerate(sheets.items(), start=1):
            with archive.open(sheet_part(number)) as member:
                difference = _difference(member, written, pace)
            if difference:
                raise _bad(tr("{sheet}, {difference}").format(sheet=name, difference=difference))


def _bad(where: str) -> ExportError:
    return ExportError(
        tr(
            "The workbook was not kept as it was written ({where}), so it was thrown "
            "away. What was there before is unchanged. Export to another disk."
        ).format(where=where)
    )


def _names(path: Path) -> list[str]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy; not for a starting window

    with path.open("rb") as file:
        book = load_workbook(file, read_only=True)
        names = list(book.sheetnames)
        book.close()
    return names


def _difference(member: IO[bytes], written: Written, pace: Pace) -> str:
    found = Fingerprint()
    header = safe_text.SEPARATOR.join(column.name for column in written.columns)
    rows = read_rows(member, written.columns)
    if safe_text.SEPARATOR.join(next(rows, [])) != header:
        return tr("its header")
    for row in rows:
        found.add(safe_text.SEPARATOR.join(row))
        if found.rows % 1000 == 0:
            pace.advance(1000)
    return found.difference(written.fingerprint)


def read_rows(member: IO[bytes], columns: Sequence[Column]) -> Iterator[list[str]]:
    """The rows of a sheet's XML as text, dates as ISO; a number in a text column shows as such."""
    from xml.parsers import expat  # noqa: PLC0415 - only while a workbook is checked

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    reader = _Reader([column.type for column in columns])
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    while data := member.read(_STEP):
        parser.Parse(data)
        yield from reader.rows
        reader.rows.clear()
    parser.Parse(b"", True)  # this is the end
    yield from reader.rows


class _Reader:
    """Collects the cells that a parser meets."""

    def __init__(self, types: Sequence[ColumnType]) -> None:
        self.rows: list[list[str]] = []
        self._types = types
        self._row: list[str] = []
        self._at = 0
        self._inline = False
        self._inside = False
        self._parts: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._at = _column(attributes["r"].rstrip("0123456789"))
            self._inline = attributes.get("t") == "inlineStr"
        elif name in ("t", "v"):
            self._inside = True
            self._parts = []
        elif name == "row":
            self._row = [""] * len(self._types)

    def text(self, data: str) -> None:
        if self._inside:
            self._parts.append(data)

    def end(self, name: str) -> None:
        if name in ("t", "v"):
            self._inside = False
        elif name == "c":
            self._row[self._at] = self._value("".join(self._parts))
        elif name == "row":
            self.rows.append(self._row)

    def _value(self, text: str) -> str:
        if self._inline:
            return text.replace("_x005F_", "_") if "_x005F_" in text else text
        match self._types[self._at]:
            case ColumnType.NUMBER:
                return text
            case ColumnType.DATE:
                return day_of(text)
            case ColumnType.TEXT:
                return f"number {text}"  # a code that lost its type differs from what was written


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
