"""Tables of wording: a workbook or a .csv file with a column of codes and columns of words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotator.domain.errors import ImportFileError, SchemaError
from annotator.domain.language import tr
from annotator.domain.rewording import WordingRow
from annotator.formats.codebook_sheets.code_columns import WORDING
from annotator.formats.codebook_sheets.columns import Column, matched
from annotator.formats.codebook_sheets.findings import Findings
from annotator.formats.codebook_sheets.grid import Grid, grids
from annotator.formats.codebook_sheets.rows import read_rows
from annotator.formats.readers.delimited import open_delimited
from annotator.formats.readers.paths import KIND_BY_SUFFIX, Kind, SourceFile

_CODE = Column("code", "", required=True)
_LIST = Column("code_list", "", title="list", also=("code list",))
_COLUMNS = (_CODE, _LIST, *WORDING)
_UNTOUCHED = frozenset(
    {"parent", "label", "assignable", "mirror", "source", "retired", "successors", "id"}
)


@dataclass(frozen=True)
class Wording:
    """The rows of a table of wording, and whether it has a column of references."""

    rows: tuple[WordingRow, ...]
    has_references: bool
    notes: tuple[str, ...]


def read_wording(path: Path, *, code_lists: Collection[str] = ()) -> Wording:
    """Read a table of wording.

    In a workbook every sheet with codes and any wording is read; one that is called like one of
    ``code_lists`` is about that list, unless a column says otherwise.

    Raises:
        ImportFileError: the file cannot be read.
        SchemaError: it has no column of codes, no column of wording, or no rows, or cells that
            say nothing; all of it is listed.
    """
    kind = KIND_BY_SUFFIX.get(path.suffix.lower())
    if kind not in (Kind.WORKBOOK, Kind.DELIMITED):
        raise ImportFileError(
            tr("“{path}” is no table of wording. Give a workbook (.xlsx) or a .csv file.").format(
                path=path
            )
        )
    sheets = grids(path) if kind is Kind.WORKBOOK else (_delimited(path),)
    fitting = [sheet for sheet in sheets if _fits(sheet)]
    if not fitting:
        names = ", ".join(f"“{column.name}”" for column in WORDING)
        raise _refusal(
            path,
            (
                tr("It has no table with a column “code” and at least one of {names}.").format(
                    names=names
                ),
            ),
        )
    return _read(path, fitting, code_lists)


def _fits(grid: Grid) -> bool:
    found = matched(_COLUMNS, grid.head(_COLUMNS)[1])
    return "code" in found and bool(found.keys() - {"code", "code_list"})


def _read(path: Path, sheets: list[Grid], code_lists: Collection[str]) -> Wording:
    findings = Findings()
    rows: list[WordingRow] = []
    has_references = False
    for sheet in sheets:
        about = sheet.title if sheet.title in code_lists else ""
        read = read_rows(sheet, _COLUMNS, findings)
        has_references = has_references or "reference" in read.keys
        rows += [_row(str(place), entry, about) for entry, place in read.entries]
    problems = tuple(findings.problems)
    if problems or not rows:
        raise _refusal(path, problems or (tr("It has no rows."),))
    return Wording(tuple(rows), has_references, tuple(filter(_matters, findings.notes)))


def _matters(note: str) -> bool:
    """Whether a column that was left out may have been meant as wording."""
    return not any(f"column “{name}”" in note for name in _UNTOUCHED)


def _row(place: str, entry: Mapping[str, Any], about: str) -> WordingRow:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    row = WordingRow(place, **{"code": "", **fields})
    return row if row.code_list else replace(row, code_list=about)


@dataclass(frozen=True)
class _Text:
    """A cell of a .csv file."""

    value: str
    data_type: str = "s"


def _delimited(path: Path) -> Grid:
    """A .csv file as a sheet of that name; row numbers as a spreadsheet counts."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ImportFileError(
            tr(
                "“{path}” cannot be read ({reason}). Check the path and the right to read it."
            ).format(path=path, reason=error.strerror)
        ) from error
    try:
        return Grid(path.name, tuple(_lines(SourceFile(path, path.name, Kind.DELIMITED, size))))
    except ImportFileError as error:
        raise ImportFileError(
            tr("“{path}” cannot be read. {error}").format(path=path, error=error)
        ) from error


def _lines(file: SourceFile) -> Iterator[tuple[int, list[_Text]]]:
    with open_delimited(file, {}) as table:
        names = {str(n): column for n, column in enumerate(_unique(table.columns))}
        yield 1, [_Text(column) for column in table.columns]
        for number, cells in table.rows(names):
            if isinstance(cells, str):
                raise ImportFileError(
                    tr("Row {number}: {problem}.").format(number=number, problem=cells)
                )
            yield number, [_Text(str(cells[name])) for name in names]


def _unique(columns: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(columns)) < len(columns):
        raise ImportFileError(tr("Two of its columns have the same name. Give each its own."))
    return columns


def _refusal(path: Path, problems: tuple[str, ...]) -> SchemaError:
    lines = "\n".join(f"- {problem}" for problem in problems)
    return SchemaError(
        tr("“{path}” cannot be laid over a codebook.\n{lines}").format(path=path, lines=lines),
        problems=problems,
    )
