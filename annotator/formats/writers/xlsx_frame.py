"""Everything of a workbook but its rows, made by openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.formats.slot_columns import Column

_STYLE = re.compile(rb'<c r="[A-C]2" s="(\d+)"')
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_ROWS_END = b"</sheetData>"
_PROTOTYPES = re.compile(rb'<row r="2".*?</row>', re.DOTALL)


@dataclass(frozen=True)
class Frame:
    """The parts of a workbook. ``head`` and ``tail`` enclose the rows of its first sheet.

    ``text``, ``number`` and ``date`` are the numbers of the cells' styles.
    """

    head: bytes
    tail: bytes
    text: int
    number: int
    date: int
    parts: Mapping[str, bytes]  # all but the sheets, by their name in the archive


def frame(sheets: Sequence[tuple[str, Sequence[Column]]], rows: Mapping[str, int]) -> Frame:
    """The frame of a workbook of some sheets, in order, each with its number of rows."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy; a starting window has no use for it
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    bold, fill = Font(bold=True), PatternFill("solid", fgColor="FFE8EDF3")
    for name, columns in sheets:
        sheet = book.create_sheet(name)
        for at, column in enumerate(columns, start=1):
            cell = sheet.cell(1, at, column.name)
            cell.font, cell.fill = bold, fill
            cell.alignment = Alignment(vertical="top")
            sheet.column_dimensions[get_column_letter(at)].width = column.width + 2
        for at, style in enumerate(("@", "General", "yyyy-mm-dd"), start=1):
            prototype = sheet.cell(2, at, 1)
            prototype.number_format = style
            prototype.alignment = Alignment(vertical="top")
        sheet.freeze_panes = "A2"
        corner = f"{get_column_letter(len(columns))}{rows[name] + 1}"
        sheet.auto_filter.ref = f"A1:{corner}"
    file = io.BytesIO()
    book.save(file)
    return _apart(file, sheets[0], rows[sheets[0][0]])


def _apart(file: io.BytesIO, first: tuple[str, Sequence[Column]], rows: int) -> Frame:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    with zipfile.ZipFile(file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    sheet = content["xl/worksheets/sheet1.xml"]
    text, number, date = (int(style) for style in _STYLE.findall(sheet))
    sheet = _PROTOTYPES.sub(b"", sheet)
    corner = f"{get_column_letter(len(first[1]))}{rows + 1}".encode()
    sheet = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:' + corner + b'"', sheet)
    head, _, tail = sheet.partition(_ROWS_END)
    parts = {name: part for name, part in content.items() if not _SHEET.fullmatch(name)}
    return Frame(head, _ROWS_END + tail, text, number, date, parts)
