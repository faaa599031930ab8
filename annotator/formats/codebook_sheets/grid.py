"""One sheet as it stands in a workbook: its titles and its rows, whatever they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from annotator.formats import workbooks
from annotator.formats.codebook_sheets.cells import Cell, is_blank, text_of
from annotator.formats.codebook_sheets.columns import Column, matched

if TYPE_CHECKING:
    from openpyxl import Workbook

_HEAD_WITHIN = 10  # rows; a title or a remark may stand above the head

Row = Sequence[Cell]


@dataclass(frozen=True)
class Grid:
    """The rows of a sheet that hold anything, each with its number, counted from 1."""

    title: str
    rows: tuple[tuple[int, Row], ...]

    def head(self, columns: Sequence[Column]) -> tuple[int, tuple[str, ...]]:
        """Position and titles of the row near the top that names most of the columns.

        (-1, ()) where none names any.
        """
        best, at = 0, -1
        for position, (_, row) in enumerate(self.rows[:_HEAD_WITHIN]):
            named = len(matched(columns, titles(row)))
            if named > best:
                best, at = named, position
        return (at, titles(self.rows[at][1])) if best else (-1, ())


def titles(row: Row) -> tuple[str, ...]:
    """The texts of a head; what is no text is none."""
    return tuple(map(_title, row))


def _title(cell: Cell) -> str:
    try:
        return " ".join(text_of(cell).split())
    except ValueError:
        return ""


def grids(path: Path) -> tuple[Grid, ...]:
    """Every sheet of a workbook.

    Raises:
        ImportFileError: it cannot be read, is locked, no workbook or damaged.
    """
    with workbooks.opened(path) as book:
        try:
            return tuple(_grids(book))
        except Exception as error:  # whatever a broken file makes openpyxl raise
            raise workbooks.damaged(path, error) from error


def _grids(book: Workbook) -> Iterator[Grid]:
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # some programs write a wrong size, and rows would be missed
        rows = cast("Iterator[Row]", sheet.iter_rows())
        filled = ((n, row) for n, row in enumerate(rows, 1) if not all(map(is_blank, row)))
        yield Grid(sheet.title.strip(), tuple(filled))
