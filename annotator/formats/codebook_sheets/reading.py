"""A workbook to a schema, with every problem by sheet and row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.domain import schema_file
from annotator.domain.errors import SchemaError
from annotator.domain.language import tr
from annotator.domain.schema import Schema
from annotator.domain.schema_text import decode
from annotator.formats.codebook_sheets import tables
from annotator.formats.codebook_sheets.code_lists import read_code_lists
from annotator.formats.codebook_sheets.columns import Table
from annotator.formats.codebook_sheets.findings import Findings, Place
from annotator.formats.codebook_sheets.grid import Grid, grids
from annotator.formats.codebook_sheets.places import Locator
from annotator.formats.codebook_sheets.read_me import TITLE as READ_ME
from annotator.formats.codebook_sheets.rows import Entry, nested, read_rows
from annotator.formats.codebook_sheets.settings import read_settings
from annotator.formats.readers.fields import folded


@dataclass(frozen=True)
class Codebook:
    """What a workbook holds: ``data`` as a schema file has it, broken where ``problems`` says so.

    ``notes`` are about what was left out. ``locate`` turns a sentence that begins with a JSON path
    of ``data`` into one that begins with sheet and row.
    """

    path: Path
    data: Mapping[str, Any]
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    locate: Callable[[str], str]

    @property
    def schema(self) -> Schema:
        """The schema; SchemaError with every problem when there is any."""
        if self.problems:
            number = len(self.problems)
            sentence = (
                tr("“{path}” has one problem. Mend the workbook and try again.\n{lines}")
                if number == 1
                else tr(
                    "“{path}” has {count:,} problems. Mend the workbook and try again.\n{lines}"
                )
            )
            lines = "\n".join(f"- {problem}" for problem in self.problems)
            raise SchemaError(
                sentence.format(path=self.path, count=number, lines=lines),
                problems=self.problems,
            )
        return decode(self.data)


def read_codebook(path: Path) -> Codebook:
    """Read a workbook of sheets as ``write_codebook`` makes them, in any order.

    Raises:
        ImportFileError: it cannot be read, is locked, no workbook, or damaged.
        SchemaError: no sheet of it is one of a codebook.
    """
    reader = _Reader(grids(path))
    if not reader.sheets or not reader.known:
        raise _no_codebook(path)
    data = reader.data()
    findings = reader.findings
    locator = Locator(data, findings.places)
    problems = [*findings.problems, *_found(data, findings, locator)]
    order = {grid.title: number for number, grid in enumerate(reader.all_sheets)}
    return Codebook(
        path,
        data,
        tuple(sorted(problems, key=lambda problem: _standing(problem, order))),
        tuple(findings.notes),
        lambda problem: locator.located(problem)[1],
    )


def _found(data: Mapping[str, Any], findings: Findings, locator: Locator) -> Iterator[str]:
    """The problems of what was read, but for cells and columns already named."""
    for problem in schema_file.problems(data):
        places, sentence = locator.located(problem)
        if not any(map(findings.knows, places)):
            yield sentence


_STANDING = re.compile(r"Sheet “(.*?)”(?:, row (\d+))?")


def _standing(problem: str, order: Mapping[str, int]) -> tuple[int, int]:
    """Where in the workbook a problem stands, so that it can be read from top to bottom."""
    match = _STANDING.match(problem)
    return (order.get(match[1], -1), int(match[2] or 0)) if match else (-1, 0)


def _no_codebook(path: Path) -> SchemaError:
    names = ", ".join(f"“{table.title}”" for table in (tables.SCHEMA, *tables.TABLES[:2]))
    sentence = tr(
        "“{path}” holds no codebook: it has no sheets {names} and so on. "
        "“annotator schema to-xlsx” writes one to begin with."
    ).format(path=path, names=names)
    return SchemaError(sentence, problems=(sentence,))


@dataclass
class _Reader:
    """Goes through the sheets of one workbook."""

    all_sheets: tuple[Grid, ...]
    findings: Findings = field(default_factory=Findings)
    sheets: dict[str, Grid] = field(init=False)  # those with anything in them, by folded title

    def __post_init__(self) -> None:
        self.sheets = {folded(grid.title): grid for grid in self.all_sheets if grid.rows}
        self.known = [t for t in (tables.SCHEMA, *tables.TABLES) if folded(t.title) in self.sheets]
        self.sheets.pop(folded(READ_ME), None)

    def data(self) -> Entry:
        """The whole schema."""
        data = self._settings()
        owned = [table for table in tables.TABLES if table.owners]
        for table in tables.TABLES:
            if table not in owned and table is not tables.CODE_LISTS:
                data |= self._entries(table)
        data |= self._code_lists()
        for table in owned:
            self._hand_out(table, data)
        for grid in self.sheets.values():
            self.findings.note(f"Sheet “{grid.title}”", tr("not part of the codebook, left out."))
        return data

    def _take(self, table: Table) -> Grid | None:
        return self.sheets.pop(folded(table.title), None)

    def _settings(self) -> Entry:
        grid = self._take(tables.SCHEMA)
        return read_settings(grid, self.findings)

    def _entries(self, table: Table) -> Entry:
        """The rows of a sheet under their key; nothing where there is no such sheet."""
        grid = self._take(table)
        self.findings.places[(table.key,)] = Place(grid.title if grid else table.title)
        if grid is None:
            return {}
        rows = read_rows(grid, table.columns, self.findings)
        for number, (_, place) in enumerate(rows.entries):
            self.findings.places[table.key, number] = place
        return {table.key: [nested(entry) for entry, _ in rows.entries]}

    def _code_lists(self) -> Entry:
        listing = self._take(tables.CODE_LISTS)
        made = read_code_lists(listing, self.sheets, self.findings)
        return {"code_lists": made} if made else {}

    def _hand_out(self, table: Table, data: Entry) -> None:
        """Give the rows of a sheet to the entries that own them."""
        grid = self._take(table)
        if grid is None:
            return
        owners = {e.get("name"): (n, e) for n, e in enumerate(data.get(table.owners, ()))}
        rows = read_rows(grid, table.columns, self.findings)
        for entry, place in rows.entries:
            name = entry.pop(table.owner, None)
            if name in owners:
                self._hand_over(table, entry, place, owners[name])
            elif table.owner in rows.keys and not self.findings.knows(place.at(table.owner)):
                self._nobody(table, place, name, [str(owner) for owner in owners if owner])

    def _hand_over(
        self, table: Table, entry: Entry, place: Place, owner: tuple[int, Entry]
    ) -> None:
        number, owning = owner
        key = table.key
        if table is tables.CHOICES and owning.get("type") == "number_or_word":
            key, entry = "words", self._word(entry, place)
        listed = owning.setdefault(key, [])
        steps = (table.owners, number, key)
        self.findings.places.setdefault(steps, Place(place.sheet))
        self.findings.places[*steps, len(listed)] = place
        listed.append(entry)

    def _word(self, entry: Entry, place: Place) -> Entry:
        """A choice as a word that stands for a number."""
        for key in entry.keys() - {"value", "least", "most"}:
            self.findings.problem(
                place.at(key), tr("a word that stands for a number has none; empty the cell.")
            )
        renamed = {"word": entry["value"]} if "value" in entry else {}
        return renamed | {key: entry[key] for key in ("least", "most") if key in entry}

    def _nobody(self, table: Table, place: Place, name: str | None, known: list[str]) -> None:
        if not name:
            self.findings.problem(place.at(table.owner), tr("nothing stands here; fill it in."))
            return
        what = table.column(table.owner).name
        names = ", ".join(sorted(known)) or tr("none is defined")
        self.findings.problem(
            place.at(table.owner),
            tr("the {column} “{name}” does not exist (known: {names}).").format(
                column=what, name=name, names=names
            ),
        )
