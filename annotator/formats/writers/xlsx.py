"""Sheets as an Excel workbook, streamed: openpyxl makes the frame, the rows are written here.

openpyxl's own write-only mode takes some 12 microseconds a cell and as much again to read it
back; the rows of a large export are several times faster as plain text of the same XML, and no
table of shared strings grows with them. What needs knowledge of the format (styles, parts,
relations, frozen header, filter) still comes from openpyxl.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from annotator.domain.errors import ExportError
from annotator.domain.language import tr
from annotator.formats import safe_text
from annotator.formats.sheets import Chunk, Sheet
from annotator.formats.slot_cells import Cells
from annotator.formats.slot_columns import ColumnType
from annotator.formats.writers.excel_days import serial_of
from annotator.formats.writers.pace import Pace
from annotator.formats.writers.written import Written
from annotator.formats.writers.xlsx_check import verify
from annotator.formats.writers.xlsx_frame import Frame, frame, sheet_part

MOST_ROWS = 1_048_576
"""Rows of an Excel sheet, the header included."""

_LARGE = 4_000_000  # cells that may need more than the 2 GiB a plain zip member can have
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?([eE][-+]?\d+)?")
_MARKUP = re.compile("[&<]|_x|]>")


def write_xlsx(path: Path, sheets: Sequence[Sheet], pace: Pace, done: dict[str, Written]) -> None:
    """Write sheets in order and read them back.

    ``done`` gets what was written, by sheet, as soon as the sheet is, so that the last one may
    tell of the others.

    Raises:
        ExportError: a sheet has too many rows, a cell is too long, or what was read back is not
            what was written.
    """
    around = frame([(sheet.name, sheet.columns) for sheet in sheets])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for number, sheet in enumerate(sheets, start=1):
            done[sheet.name] = _write_sheet(archive, sheet_part(number), sheet, around, pace)
        parts = around.others([written.rows for written in done.values()])
        for name, content in parts.items():
            archive.writestr(name, content)
    verify(path, done, pace)


def refuse_too_many(name: str, rows: int) -> None:
    """Raise ExportError when a sheet cannot hold so many rows beside its header."""
    if rows >= MOST_ROWS:
        raise ExportError(
            tr(
                "The sheet {name} would have {rows:,} rows, and an Excel sheet holds "
                "{most:,}. Nothing was written. Export CSV files instead, one for "
                "each kind of rows: --rows {rows_name} with a name that ends in .csv."
            ).format(name=name, rows=rows, most=MOST_ROWS - 1, rows_name=name.lower())
        )


def _write_sheet(
    archive: zipfile.ZipFile, part: str, sheet: Sheet, around: Frame, pace: Pace
) -> Written:
    count = sheet.count()
    refuse_too_many(sheet.name, count)
    head, tail = around.around(part, count)
    rows = _Rows(sheet, around)
    large = count * len(sheet.columns) > _LARGE
    with archive.open(part, "w", force_zip64=large) as member:
        member.write(head)
        for chunk in sheet.chunks():
            member.write(rows.encoded(chunk))
            pace.advance(len(chunk))
        member.write(tail)
    return rows.written


class _Rows:
    """Turns rows into the XML of one sheet."""

    def __init__(self, sheet: Sheet, around: Frame) -> None:
        self._sheet = sheet
        self.written = Written(sheet.columns)
        self._next = 2  # number of the next row; the header is 1
        self._cells = [
            (f'<c r="{letters(at)}', column.type) for at, column in enumerate(sheet.columns, 1)
        ]
        self._text = f'" s="{around.text}" t="inlineStr"><is><t xml:space="preserve">'
        self._number = f'" s="{around.number}"><v>'
        self._date = f'" s="{around.date}"><v>'

    def encoded(self, rows: Chunk) -> bytes:
        """The bytes of some rows; characters that no cell can hold are replaced and counted."""
        joined = [safe_text.SEPARATOR.join(row) for row in rows]
        if self._is_suspicious(joined, len(self._cells)):
            rows = [self._cleaned(row) for row in rows]
            joined = [safe_text.SEPARATOR.join(row) for row in rows]
        pieces: list[str] = []
        for line, row in zip(joined, rows, strict=True):
            if len(line) > safe_text.SURELY_SHORT:
                safe_text.refuse_long(self._sheet.name, self._sheet.columns, row)
            self.written.fingerprint.add(line)
            self._write(pieces, row, plain=not _MARKUP.search(line))
        return "".join(pieces).encode()

    @staticmethod
    def _is_suspicious(joined: Sequence[str], width: int) -> bool:
        try:
            encoded = "\n".join(joined).encode()
        except UnicodeEncodeError:  # a lone surrogate
            return True
        separator = safe_text.SEPARATOR.encode()
        bare = encoded.replace(separator, b"")
        # a separator too many stands in a cell
        too_many = len(encoded) - len(bare) != len(joined) * (width - 1)
        return too_many or safe_text.suspicious(bare)

    def _cleaned(self, row: Cells) -> Cells:
        cells = [safe_text.clean(cell) for cell in row]
        self.written.replaced += sum(number for _, number in cells)
        return tuple(text for text, _ in cells)

    def _write(self, pieces: list[str], row: Cells, *, plain: bool) -> None:
        number = self._next
        self._next += 1
        pieces.append(f'<row r="{number}">')
        for (opening, kind), cell in zip(self._cells, row, strict=True):
            if not cell:
                continue
            if kind is ColumnType.TEXT:
                text = cell if plain else _escaped(cell)
                pieces.append(f"{opening}{number}{self._text}{text}</t></is></c>")
            else:
                pieces.append(self._typed(f"{opening}{number}", kind, cell))
        pieces.append("</row>")

    def _typed(self, opening: str, kind: ColumnType, cell: str) -> str:
        """A number or a date as such; what is none after all (several values) as text."""
        if kind is ColumnType.NUMBER and _is_number(cell):
            return f"{opening}{self._number}{cell}</v></c>"
        serial = serial_of(cell) if kind is ColumnType.DATE else None
        if serial is not None:
            return f"{opening}{self._date}{serial}</v></c>"
        return f"{opening}{self._text}{_escaped(cell)}</t></is></c>"


@lru_cache(maxsize=100_000)
def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe_text.literal(text)


@lru_cache(maxsize=1024)
def letters(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
