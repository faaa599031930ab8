"""The sheet of settings: one row for each."""

from __future__ import annotations

from annotator.domain.language import tr
from annotator.formats.codebook_sheets import cells, tables
from annotator.formats.codebook_sheets.columns import Column
from annotator.formats.codebook_sheets.findings import Findings, Place
from annotator.formats.codebook_sheets.grid import Grid, Row
from annotator.formats.codebook_sheets.rows import Entry, nested
from annotator.formats.readers.fields import folded

_BY_NAME = {name: column for column in tables.SETTINGS for name in column.names}


def read_settings(grid: Grid | None, findings: Findings) -> Entry:
    """The settings as the top of a schema file."""
    sheet = grid.title if grid else tables.SCHEMA.title
    for column in tables.SETTINGS:
        findings.places[tuple(column.key.split("."))] = Place(sheet, name=column.name)
    findings.places["dyad",] = Place(sheet)
    if grid is None:
        return {}
    position, titles = grid.head(tables.SCHEMA.columns)
    at = [_position(titles, key) for key in ("setting", "value")]
    entry: Entry = {}
    for number, row in grid.rows[position + 1 :]:
        _read_row(entry, Place(grid.title, number), _cells(row, at), findings)
    return nested(entry)


def _position(titles: tuple[str, ...], key: str) -> int:
    """Where a column stands; without a head the first two are taken."""
    names = [folded(title) for title in titles]
    return names.index(key) if key in names else ("setting", "value").index(key)


def _cells(row: Row, at: list[int]) -> list[cells.Cell | None]:
    return [row[place] if place < len(row) else None for place in at]


def _read_row(
    entry: Entry, place: Place, pair: list[cells.Cell | None], findings: Findings
) -> None:
    name, cell = pair
    try:
        title = cells.text_of(name) if name is not None else ""
    except ValueError as error:
        findings.problem(str(place), str(error))
        return
    column = _BY_NAME.get(folded(title))
    if column is None:
        if title:
            findings.note(
                str(place), tr("the setting “{title}” is not known, left out.").format(title=title)
            )
        return
    _take(entry, column, Place(place.sheet, place.row, column.name), cell, findings)


def _take(
    entry: Entry, column: Column, place: Place, cell: cells.Cell | None, findings: Findings
) -> None:
    findings.places[tuple(column.key.split("."))] = place
    if column.key in entry:
        findings.problem(str(place), tr("this setting stands twice; keep one of them."))
        return
    try:
        value = cells.read(column, cell) if cell is not None else None
    except ValueError as error:
        findings.problem(str(place), str(error))
        return
    if value is not None:
        entry[column.key] = value
