"""Tables of exported data read back: a workbook's sheets, a folder's CSV files, or one file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from annotator.domain.errors import ImportFileError
from annotator.domain.language import tr
from annotator.formats import workbooks
from annotator.formats.readers.delimited import open_delimited
from annotator.formats.readers.paths import Kind, SourceFile
from annotator.formats.readers.workbook import Sheet, plain_cell
from annotator.formats.safe_text import unguard

Row = dict[str, str]
_HEAD_WITHIN = 10  # rows; a title or a remark may stand above the head
_DAY_AT_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00(:00)?")


@dataclass(frozen=True)
class ReadTable:
    """A table as text: where it stands, its columns, its rows by column."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


def read_tables(path: Path) -> list[ReadTable]:
    """Every table of a workbook, of the CSV files in a folder, or the one of a CSV file.

    Raises:
        ImportFileError: it cannot be read, or holds no table.
    """
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in _DELIMITED)
        if not files:
            said = tr("The folder “{path}” holds no .csv file.")
            raise ImportFileError(said.format(path=path))
        return [_delimited(file) for file in files]
    if path.suffix.lower() in Kind.WORKBOOK.value:
        return list(_sheets(path))
    return [_delimited(path)]


_DELIMITED = Kind.DELIMITED.value


def _delimited(path: Path) -> ReadTable:
    try:
        file = SourceFile(path, path.name, Kind.DELIMITED, path.stat().st_size)
        with open_delimited(file, {}) as table:
            chosen = {column: column for column in table.columns}
            rows = [_cells(path, number, cells) for number, cells in table.rows(chosen)]
            return ReadTable(path.name, table.columns, rows)
    except OSError as error:
        said = tr("“{path}” cannot be read ({why}). Check the path and the right to read it.")
        raise ImportFileError(said.format(path=path, why=error.strerror)) from error


def _cells(path: Path, number: int, cells: dict[str, object] | str) -> Row:
    if isinstance(cells, str):
        said = tr("“{path}”, row {number}: {problem}. Mend it and try again.")
        raise ImportFileError(said.format(path=path, number=number, problem=cells))
    return {column: unguard(str(cell)) for column, cell in cells.items()}


def _sheets(path: Path) -> Iterator[ReadTable]:
    with workbooks.opened(path) as book:
        for sheet in cast("list[Sheet]", book.worksheets):
            sheet.reset_dimensions()  # some programs write a wrong size, and rows would be missed
            try:
                yield from _table(sheet)
            except ImportFileError:
                raise
            except Exception as error:  # whatever a broken file makes openpyxl raise
                raise workbooks.damaged(path, error) from error


def _table(sheet: Sheet) -> Iterator[ReadTable]:
    rows = sheet.iter_rows(values_only=True)
    for _, row in zip(range(_HEAD_WITHIN), rows, strict=False):
        columns = tuple("" if cell is None else str(cell).strip() for cell in row)
        if any(columns):
            yield ReadTable(sheet.title, columns, [_row(columns, more) for more in rows])
            return


def _row(columns: Sequence[str], cells: Sequence[object]) -> Row:
    pairs = list(zip(columns, cells, strict=False))
    return {column: _text(cell) for column, cell in reversed(pairs)}  # the first of a name


def _text(cell: object) -> str:
    """A cell as the CSV file would have it."""
    plain = plain_cell(cell)
    if plain is None:
        return ""
    if isinstance(plain, dt.datetime):
        return _DAY_AT_MIDNIGHT.sub(r"\1", plain.isoformat(sep=" "))
    return plain.isoformat() if isinstance(plain, dt.date) else str(plain)
