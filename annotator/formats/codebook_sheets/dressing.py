"""How the sheets of a codebook look: widths, wrapped text, colours, drop-downs, print setup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from annotator.formats.codebook_sheets.columns import CellKind, Column, From, Table

ROOM = 500
"""Rows behind the last that are ready for more: formats, drop-downs, shading."""

_INK, _BAND = "FF1F2F3F", "FFE3EAF2"
_FACE = "Calibri"
_HEAD_FONT = Font(_FACE, 11, bold=True, color=_INK)
_HEAD_FILL = PatternFill("solid", fgColor=_BAND)
_HEAD_ALIGNED = Alignment(vertical="center", wrap_text=True)
_LINE = Border(bottom=Side(style="thin", color="FF9AA9B8"))
_TEXT = Alignment(vertical="top", wrap_text=True)
_SHORT = Alignment(vertical="top")
_HEADING = DifferentialStyle(
    font=Font(bold=True), fill=PatternFill("solid", bgColor="FFF6EBCF", fgColor="FFF6EBCF")
)
_RETIRED = DifferentialStyle(font=Font(strike=True, color="FF808080"))
_TABS = {True: "FF0A67A8", False: "FF8A97A5"}
_HEAD_HEIGHT, _LINE_HEIGHT, _MOST_HEIGHT = 20, 15, 405  # points; Excel's own limit is 409

Columns = Mapping[tuple[str, str], str]
"""Where a column's cells are, by the title of its sheet and its key: ``'Slots'!$A$2:$A$90``."""


def head(sheet: Worksheet, table: Table, *, of_codes: bool) -> None:
    """The first row and everything about the columns that does not depend on the rows."""
    for at, column in enumerate(table.columns, start=1):
        cell = sheet.cell(1, at, column.name)
        cell.font, cell.fill, cell.border = _HEAD_FONT, _HEAD_FILL, _LINE
        cell.alignment = _HEAD_ALIGNED
        letter = get_column_letter(at)
        dimension = sheet.column_dimensions[letter]
        dimension.width = shown_width(column)
        dimension.number_format = _format(column)
        dimension.alignment = aligned(column)
    sheet.row_dimensions[1].height = _HEAD_HEIGHT
    sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}2"
    sheet.sheet_properties.tabColor = _TABS[of_codes]
    printed(sheet, across=3 if of_codes else 1)
    sheet.print_title_rows = "1:1"


def shown_width(column: Column) -> int:
    """The width of a column in characters; its title fits on one line with the filter's arrow."""
    return max(column.width, len(column.name) + 3) + 2


class _Fitting(RowDimension):
    """A row whose height is a proposal: a spreadsheet fits it again when its cells change."""

    customHeight = False  # openpyxl says so of every row with a height


def fit(sheet: Worksheet, row: int, texts: Iterable[tuple[str, int]]) -> None:
    """Make a row as high as its wrapped texts need in columns of so many characters."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    if lines > 1:
        height = min(lines * _LINE_HEIGHT, _MOST_HEIGHT)
        sheet.row_dimensions[row] = _Fitting(sheet, index=row, ht=height)


def _lines(text: str, width: int) -> int:
    return sum(-(-len(part) // width) or 1 for part in text.split("\n"))


def printed(sheet: Worksheet, *, across: int = 1) -> None:
    """Make a sheet print on so many pages side by side."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = across
    sheet.page_setup.fitToHeight = 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def explaining(cell: Cell, row: int, *, head: int, opens: bool) -> None:
    """Format one cell of the explaining sheet, which has a head in the middle.

    ``opens`` says that its row begins a paragraph or the columns of a sheet.
    """
    cell.alignment = _TEXT if row > 1 else _SHORT
    if row == 1:
        cell.font = Font(_FACE, 14, bold=True, color=_INK)
    elif row == head:
        cell.font, cell.fill, cell.border = _HEAD_FONT, _HEAD_FILL, _LINE
    elif opens and cell.column == 1:
        cell.font = _HEAD_FONT


EXPLAINING_WIDTHS = (30, 20, 26, 100)


def explaining_sheet(sheet: Worksheet) -> None:
    """Format the explaining sheet as a whole."""
    for letter, width in zip("ABCD", EXPLAINING_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    printed(sheet)


def aligned(column: Column) -> Alignment:
    """How the cells of a column stand; long texts are wrapped."""
    return _TEXT if column.width >= 18 else _SHORT


def _format(column: Column) -> str:
    return "General" if column.kind is CellKind.NUMBER else "@"


def text_cell(sheet: Worksheet, row: int, at: int, text: str) -> Cell:
    """Write a text that stays one, whatever it begins with."""
    cell = sheet.cell(row, at)
    assert isinstance(cell, Cell)
    cell.value, cell.data_type = text, "s"
    return cell


def number_cell(sheet: Worksheet, row: int, at: int, number: int) -> Cell:
    """Write a whole number."""
    cell = sheet.cell(row, at)
    assert isinstance(cell, Cell)
    cell.value = number
    return cell


def dress(cell: Cell, column: Column, *, depth: int = 0) -> None:
    """Format one cell; ``depth`` moves a label to the right."""
    cell.number_format = _format(column)
    cell.alignment = aligned(column)
    if depth:
        cell.alignment = Alignment("left", "top", wrap_text=True, indent=min(2 * depth, 20))


def colour(cell: Cell) -> None:
    """Show a colour in the cell that names it, with letters that can be read on it."""
    named = str(cell.value).removeprefix("#")
    if len(named) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in named):
        red, green, blue = (int(named[at : at + 2], 16) for at in (0, 2, 4))
        dark = 0.299 * red + 0.587 * green + 0.114 * blue < 140
        cell.fill = PatternFill("solid", fgColor=f"FF{named}")
        cell.font = Font(_FACE, 11, color="FFFFFFFF" if dark else "FF000000")


def shade(sheet: Worksheet, table: Table, last: int) -> None:
    """Shade headings and strike out what is retired, as the cells say it at any time."""
    width = get_column_letter(len(table.columns))
    letters = {c.key: get_column_letter(at) for at, c in enumerate(table.columns, start=1)}
    area = f"A2:{width}{last + ROOM}"
    for key, word, look in (("assignable", "no", _HEADING), ("retired", "yes", _RETIRED)):
        if key in letters:
            rule = Rule(type="expression", formula=[f'${letters[key]}2="{word}"'], dxf=look)
            sheet.conditional_formatting.add(area, rule)


def place_of(table: Table, key: str, last: int) -> str:
    """The cells of a column as a drop-down names them."""
    at = next(n for n, column in enumerate(table.columns, start=1) if column.key == key)
    letter = get_column_letter(at)
    return f"{quote_sheetname(table.title)}!${letter}$2:${letter}${last + ROOM}"


def drop_downs(sheet: Worksheet, table: Table, columns: Columns, last: int) -> None:
    """A drop-down for each column that offers something."""
    for at, column in enumerate(table.columns, start=1):
        letter = get_column_letter(at)
        drop_down(sheet, table, column, columns, f"{letter}2:{letter}{last + ROOM}")


def drop_down(sheet: Worksheet, table: Table, column: Column, columns: Columns, cells: str) -> None:
    """A drop-down in some cells, where the column offers something."""
    offered = _offered(table, column, columns)
    if not offered:
        return
    rule = DataValidation("list", formula1=offered, allow_blank=True)
    # names can be written before they are defined, several of them in one cell
    rule.errorStyle = "warning" if isinstance(column.offers, From) else "stop"
    rule.showErrorMessage = column.kind is not CellKind.NAMES
    rule.errorTitle = column.name[:32]
    rule.error = "This is not one of the choices in the list."
    rule.add(cells)
    sheet.add_data_validation(rule)


def _offered(table: Table, column: Column, columns: Columns) -> str:
    if isinstance(column.offers, From):
        return columns.get((column.offers.sheet or table.title, column.offers.key), "")
    offers: Sequence[str] = ("yes", "no") if column.kind is CellKind.YES_NO else column.offers
    return f'"{",".join(offers)}"' if offers else ""
