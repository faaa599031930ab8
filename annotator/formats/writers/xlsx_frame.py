"""Everything of a workbook but its rows, made by openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotator.formats.slot_columns import Column

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_STYLE = re.compile(rb'<c r="[A-C]2" s="(\d+)"')
_PROTOTYPES = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_FILTERED = re.compile(rb'<autoFilter ref="A1:([A-Z]+)\d+"')
_FILTER = re.compile(rb'(localSheetId="(\d+)"[^>]*>[^<]*\$)\d+(?=<)')
_ROWS_END = b"</sheetData>"
_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class Frame:
    """The parts of a workbook; ``text``, ``number`` and ``date`` number the styles of cells."""

    text: int
    number: int
    date: int
    parts: Mapping[str, bytes]  # by their name in the archive

    def around(self, name: str, rows: int) -> tuple[bytes, bytes]:
        """What stands before and behind so many rows of a sheet (its header is in the first)."""
        sheet = _PROTOTYPES.sub(b"", self.parts[name])
        found = _FILTERED.search(sheet)
        assert found is not None
        whole = b'ref="A1:%s%d"' % (found[1], rows + 1)
        sheet = _FILTERED.sub(b"<autoFilter " + whole, sheet)
        sheet = _DIMENSION.sub(b"<dimension " + whole, sheet)
        head, _, tail = sheet.partition(_ROWS_END)
        return head, _ROWS_END + tail

    def others(self, rows: Sequence[int]) -> Mapping[str, bytes]:
        """All parts but the sheets, which have so many rows."""
        others = {name: part for name, part in self.parts.items() if name not in self._sheets}
        others[_WORKBOOK] = _FILTER.sub(
            lambda found: b"%s%d" % (found[1], rows[int(found[2])] + 1), others[_WORKBOOK]
        )
        return others

    @property
    def _sheets(self) -> set[str]:
        return {name for name in self.parts if name.startswith("xl/worksheets/")}


def sheet_part(number: int) -> str:
    """The name of the part that holds a sheet; the first is 1."""
    return f"xl/worksheets/sheet{number}.xml"


def frame(sheets: Sequence[tuple[str, Sequence[Column]]]) -> Frame:
    """The frame of a workbook of some sheets, in order."""
    import openpyxl  # noqa: PLC0415 - heavy; a starting window has no use for it

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, columns in sheets:
        _fill(book.create_sheet(name), columns)
    parts = _saved(book)
    text, number, date = (int(style) for style in _STYLE.findall(parts[sheet_part(1)]))
    return Frame(text, number, date, parts)


def _saved(book: Workbook) -> dict[str, bytes]:
    """The parts that openpyxl writes.

    Its own ``save`` puts each sheet into a temporary file first and complains on standard error
    when the disk is too full even for that.
    """
    from openpyxl.worksheet._writer import WorksheetWriter  # noqa: PLC0415
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415

    file = io.BytesIO()
    archive = zipfile.ZipFile(file, "w")

    class InMemory(ExcelWriter):
        def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - its private parts
            writer: Any = WorksheetWriter(ws, io.BytesIO())
            writer.write()
            ws._drawing, ws._rels = None, writer._rels  # noqa: SLF001 - what save() sets
            archive.writestr(ws.path[1:], writer.read())
            self.manifest.append(ws)

    with archive:
        InMemory(book, archive).write_data()
        return {name: archive.read(name) for name in archive.namelist()}


def _fill(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """The header, and a row of prototypes that show the number of each style."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    bold, fill = Font(bold=True), PatternFill("solid", fgColor="FFE8EDF3")
    for at, column in enumerate(columns, start=1):
        cell = sheet.cell(1, at, column.name)
        cell.font, cell.fill = bold, fill
        sheet.column_dimensions[get_column_letter(at)].width = column.width + 2
    for at, style in enumerate(("@", "General", "yyyy-mm-dd"), start=1):
        prototype = sheet.cell(2, at, 1)
        prototype.number_format = style
        prototype.alignment = Alignment(vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}2"
