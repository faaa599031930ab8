"""The rows of a sheet as entries of a schema file, by the titles over their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from annotator.domain.language import tr
from annotator.formats.codebook_sheets import cells
from annotator.formats.codebook_sheets.columns import Column, matched
from annotator.formats.codebook_sheets.findings import Findings, Place
from annotator.formats.codebook_sheets.grid import Grid, Row

Entry = dict[str, Any]
"""An entry as a schema file writes it, with keys that may be dotted still."""


@dataclass(frozen=True)
class Rows:
    """The entries of one sheet, each with where it stands, and the keys that have a column."""

    entries: tuple[tuple[Entry, Place], ...]
    keys: frozenset[str]


def read_rows(
    grid: Grid, columns: Sequence[Column], findings: Findings, *, remarks: bool = True
) -> Rows:
    """Every row under the head of a sheet that says anything in a known column.

    Columns that are not known are left out; with ``remarks`` that is said.
    """
    position, titles = grid.head(columns)
    at = _positions(grid, columns, titles, findings)
    if remarks:
        _unknown(grid, columns, titles, findings)
    for column in columns:
        if column.required and column.key not in at:
            findings.lack(grid.title, column.name)
    known = [(column, at[column.key]) for column in columns if column.key in at]
    shown = {column.key: titles[place] for column, place in known}
    made = _entries(grid, grid.rows[position + 1 :], known, shown, findings)
    return Rows(tuple(made), frozenset(at))


def _positions(
    grid: Grid, columns: Sequence[Column], titles: Sequence[str], findings: Findings
) -> dict[str, int]:
    at: dict[str, int] = {}
    for key, found in matched(columns, titles).items():
        at[key] = found[0]
        if len(found) > 1:
            findings.problem(
                f"Sheet “{grid.title}”, column “{titles[found[1]]}”",
                tr("it stands {count} times; keep one of them.").format(count=len(found)),
            )
    return at


def _unknown(
    grid: Grid, columns: Sequence[Column], titles: Sequence[str], findings: Findings
) -> None:
    known = {place for places in matched(columns, titles).values() for place in places}
    names = {column.name: column.name for column in columns}
    for place, title in enumerate(titles):
        if title and place not in known:
            near = get_close_matches(title.casefold(), names, n=1, cutoff=0.8)
            said = (
                tr("not known here, left out. Did you mean “{near}”?").format(near=near[0])
                if near
                else tr("not known here, left out.")
            )
            findings.note(f"Sheet “{grid.title}”, column “{title}”", said)


def _entries(
    grid: Grid,
    rows: Sequence[tuple[int, Row]],
    columns: Sequence[tuple[Column, int]],
    shown: Mapping[str, str],
    findings: Findings,
) -> Iterator[tuple[Entry, Place]]:
    for number, row in rows:
        place = Place(grid.title, number, _name(row, columns), shown)
        filled = [(c, row[at]) for c, at in columns if at < len(row) and not _empty(row[at])]
        entry: Entry = {}
        for column, cell in filled:
            try:
                value = cells.read(column, cell)
            except ValueError as error:
                findings.problem(place.at(column.key), str(error))
            else:
                entry |= {column.key: value} if value is not None else {}
        if filled:
            yield entry, place


_empty = cells.is_blank
_NAMING = ("code", "name", "value", "setting")


def _name(row: Row, columns: Sequence[tuple[Column, int]]) -> str:
    """What a row is called, for people who look for it."""
    for column, at in columns:
        if column.key in _NAMING and at < len(row):
            try:
                return cells.text_of(row[at])
            except ValueError:
                return ""
    return ""


def nested(entry: Mapping[str, Any]) -> Entry:
    """The entry with dotted keys as objects in it."""
    made: Entry = {}
    for key, value in entry.items():
        outer, dot, inner = key.partition(".")
        if dot:
            made.setdefault(outer, {})[inner] = value
        else:
            made[key] = value
    return made


def flat(entry: Mapping[str, Any]) -> Entry:
    """The entry with the keys of objects in it dotted; the other way round."""
    made: Entry = {}
    for key, value in entry.items():
        if isinstance(value, Mapping):
            made |= {f"{key}.{inner}": content for inner, content in value.items()}
        else:
            made[key] = value
    return made
