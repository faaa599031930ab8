"""Workbooks: the first sheet with a column of text, its values as they were last computed."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from annotator.domain.errors import ImportFileError
from annotator.domain.language import tr
from annotator.formats.readers import fields
from annotator.formats.readers.paths import SourceFile
from annotator.formats.readers.table import Cells

if TYPE_CHECKING:
    from openpyxl import Workbook

_HEAD_WITHIN = 10  # rows; a title or a remark may stand above the head


class Sheet(Protocol):
    """What is used of a sheet that is opened for reading only."""

    title: str
    max_row: int | None

    def reset_dimensions(self) -> None:
        """Forget the size that the file gives."""

    def iter_rows(
        self, *, min_row: int | None = None, values_only: bool
    ) -> Iterator[tuple[object, ...]]:
        """The values of the rows."""


@dataclass
class SheetTable:
    """One sheet of an open .xlsx file."""

    columns: tuple[str, ...]
    notes: tuple[str, ...]
    _sheet: Sheet
    _head: int  # row of the head, counted from 1
    _last: int  # row, as the file says; 0 where it does not
    _number: int = 0
    unit: str = field(default="row", init=False)
    encoding: str = field(default="", init=False)
    clean: bool = field(default=False, init=False)

    @property
    def reached(self) -> float:
        """The share of the sheet that was read, 0 to 1; 0 where the file does not say its size."""
        return min(1.0, self._number / self._last) if self._last else 0.0

    def rows(self, chosen: Mapping[str, str]) -> Iterator[tuple[int, Cells | str]]:
        """The rows below the head, each with its number in the sheet."""
        places = [(name, self.columns.index(column)) for name, column in chosen.items()]
        values = self._sheet.iter_rows(min_row=self._head + 1, values_only=True)
        for number, row in enumerate(_guarded(values), self._head + 1):
            self._number = number
            if any(_is_given(cell) for cell in row):
                yield number, {n: plain_cell(row[at]) if at < len(row) else "" for n, at in places}


def _guarded(rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """Rows as they come; what a damaged file makes the library raise becomes a sentence."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except Exception as error:  # whatever a broken file makes openpyxl raise
            raise _damaged(error) from error
        yield row


def _is_given(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or not cell.isspace())


def plain_cell(cell: object) -> object:
    """A cell as the other formats would write it: whole numbers without a point."""
    if isinstance(cell, str):
        return "" if cell in _ERRORS else _unescaped(cell)
    if isinstance(cell, dt.date) or cell is None:
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"})


def _unescaped(cell: str) -> str:
    """Excel writes a carriage return as _x000D_ and an underscore before such a mark as _x005F_."""
    if "_x" not in cell:
        return cell
    from openpyxl.utils.escape import unescape  # noqa: PLC0415 - slow to load

    return str(unescape(cell))


@contextmanager
def open_workbook(file: SourceFile, mapping: Mapping[str, str]) -> Iterator[SheetTable]:
    """Open the first sheet that has a column of text, else the first that holds anything.

    Formulas are not computed: a cell has the value that it had when the file was saved.

    Raises:
        ImportFileError: it is no workbook, or holds nothing.
    """
    with file.path.open("rb") as stream, closing(_load(stream)) as book:
        yield _find_table(book, mapping)


def _load(stream: BinaryIO) -> Workbook:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load

    # It warns of styles and rules that it does not keep; none of them is read here.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    if stream.read(4) == b"\xd0\xcf\x11\xe0":
        raise ImportFileError(
            tr("It is locked by a password, or an old .xls file. Save it anew as .xlsx, unlocked.")
        )
    try:
        return load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # whatever a broken file makes openpyxl raise
        raise _damaged(error) from error


def _damaged(error: Exception) -> ImportFileError:
    return ImportFileError(
        tr(
            "It is no workbook, or damaged ({error}). Open it in a spreadsheet program "
            "and save it anew as .xlsx."
        ).format(error=type(error).__name__)
    )


def _find_table(book: Workbook, mapping: Mapping[str, str]) -> SheetTable:
    first = None
    for position, sheet in enumerate(cast("list[Sheet]", book.worksheets)):
        last = sheet.max_row or 0
        for number, columns in _heads(sheet):
            notes = (
                (tr("read from its sheet “{sheet}”").format(sheet=sheet.title),) if position else ()
            )
            table = SheetTable(columns, notes, sheet, number, last)
            if fields.recognised(columns, mapping):
                return table
            first = first or table
    if first is None:
        raise ImportFileError(tr("It holds no table."))
    return first


def _heads(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows at the top of a sheet that could be its head."""
    sheet.reset_dimensions()  # some programs write a wrong size, and rows would be missed
    top = islice(_guarded(sheet.iter_rows(values_only=True)), _HEAD_WITHIN)
    for number, row in enumerate(top, start=1):
        columns = tuple("" if cell is None else str(cell).strip() for cell in row)
        if any(columns):
            yield number, columns
