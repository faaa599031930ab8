"""Tables as text: cells between commas, semicolons, tabs or bars, quoted where need be."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from annotator.domain.errors import ImportFileError
from annotator.domain.language import tr
from annotator.formats.readers import encodings, fields
from annotator.formats.readers.cells import CellReader, Dialect
from annotator.formats.readers.paths import SourceFile
from annotator.formats.readers.table import Cells

_DELIMITERS = ",;\t|"
_NONE = "\x1f"  # for a file of one column, where every comma belongs to the text
_SAMPLE = 1 << 18  # characters looked at to find out how the file is written
_SAMPLE_ROWS = 50


@dataclass
class DelimitedTable:
    """An open .csv file."""

    columns: tuple[str, ...]
    encoding: str
    notes: tuple[str, ...]
    clean: bool
    _file: io.TextIOWrapper
    _reader: CellReader
    _size: int
    _number: int  # of the row read last, as a spreadsheet counts
    unit: str = field(default="row", init=False)

    @property
    def reached(self) -> float:
        """The share of the file that was read, 0 to 1."""
        return encodings.share_read(self._file, self._size)

    def rows(self, chosen: Mapping[str, str]) -> Iterator[tuple[int, Cells | str]]:
        """The rows below the head, each with its number; the head is row 1."""
        places = [(name, self.columns.index(column)) for name, column in chosen.items()]
        width = len(self.columns)
        while True:
            self._number += 1
            try:
                row = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield self._number, _broken(error)
                continue
            if len(row) > width and any(map(str.strip, row[width:])):
                yield self._number, _too_long(len(row), width)
            elif any(map(str.strip, row)):
                yield self._number, {n: row[at] if at < len(row) else "" for n, at in places}


def _broken(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return tr(
            "a quotation mark opens here and is never closed; the rest of the file was not read"
        )
    return tr("its quotation marks do not add up: one inside a quoted cell must be written twice")


def _too_long(cells: int, width: int) -> str:
    return tr(
        "it has {cells} cells under {width} columns: a cell with a delimiter or a "
        "line break in it must stand in quotation marks"
    ).format(cells=cells, width=width)


@contextmanager
def open_delimited(
    file: SourceFile, mapping: Mapping[str, str], *, whole: bool = True
) -> Iterator[DelimitedTable]:
    """Open a .csv file behind its head.

    Raises:
        ImportFileError: it is no text, or holds nothing.
    """
    encoding = encodings.detect(file.path, whole=whole)
    dialect = find_dialect(_sample(file.path, encoding), mapping)
    with encodings.open_text(file.path, encoding) as stream:
        reader = CellReader(encodings.lines_of(stream, encoding), dialect)
        number, head = _head(reader)
        yield DelimitedTable(
            columns=tuple(cell.strip() for cell in head),
            encoding=encoding.words,
            notes=(encoding.note,) if encoding.note else (),
            clean=encoding.clean,
            _file=stream,
            _reader=reader,
            _size=file.size,
            _number=number,
        )


def _head(reader: CellReader) -> tuple[int, list[str]]:
    try:
        for number, row in enumerate(reader, start=1):
            if any(map(str.strip, row)):
                return number, row
    except csv.Error as error:
        raise ImportFileError(
            tr("Its first row cannot be read: {error}.").format(error=_broken(error))
        ) from error
    raise ImportFileError(tr("It is empty."))


def _sample(path: Path, encoding: encodings.Encoding) -> str:
    with encodings.open_text(path, encoding) as stream:
        return stream.read(_SAMPLE)


def find_dialect(sample: str, mapping: Mapping[str, str]) -> Dialect:
    """How a file is written, by its beginning.

    The delimiter whose head has most of the columns we look for, then under which most rows have
    as many cells as the head, then the one that makes more columns.
    """
    best = max((_rated(sample, delimiter, mapping) for delimiter in _DELIMITERS), key=_rate)
    *_, width, delimiter = best
    if width < 2:
        return Dialect(_NONE)
    plain, escaped = Dialect(delimiter), Dialect(delimiter, "\\")
    if '\\"' in sample and _read(sample, plain)[1] and not _read(sample, escaped)[1]:
        return escaped
    return plain


def _rate(rated: tuple[int, float, int, str]) -> tuple[int, float, int]:
    return rated[:3]


def _rated(sample: str, delimiter: str, mapping: Mapping[str, str]) -> tuple[int, float, int, str]:
    rows = [row for row in _read(sample, Dialect(delimiter))[0] if any(map(str.strip, row))]
    if not rows:
        return 0, 0.0, 0, delimiter
    head, *others = rows
    fitting = sum(len(row) == len(head) for row in others) / len(others) if others else 1.0
    known = fields.recognised([cell.strip() for cell in head], mapping)
    return known, fitting if len(head) > 1 else 0.0, len(head), delimiter


def _read(sample: str, dialect: Dialect) -> tuple[list[list[str]], int]:
    """The first rows of a sample, and how many before them have quotes that do not add up."""
    rows: list[list[str]] = []
    broken = 0
    reader = CellReader(io.StringIO(sample, newline=""), dialect)
    while len(rows) < _SAMPLE_ROWS:
        try:
            rows.append(next(reader))
        except StopIteration:
            break
        except csv.Error as error:  # a sample may well end within quotes
            broken += "unexpected end" not in str(error)
    return rows, broken
