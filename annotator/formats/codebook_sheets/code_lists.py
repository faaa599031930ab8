"""The sheets of codes: which there are, and the codes in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from annotator.domain.code_ids import code_id
from annotator.domain.language import tr
from annotator.formats.codebook_sheets import tables
from annotator.formats.codebook_sheets.code_columns import CODES, ID, value_column, value_name
from annotator.formats.codebook_sheets.columns import Column
from annotator.formats.codebook_sheets.findings import Findings, Place
from annotator.formats.codebook_sheets.grid import Grid
from annotator.formats.codebook_sheets.rows import Entry, nested, read_rows
from annotator.formats.readers.fields import folded

_VALUE_NAME = re.compile("[a-z][a-z0-9_]*")

Sheets = dict[str, Grid]
"""Sheets that nothing else has claimed, by folded title; what is read is taken out."""


def read_code_lists(listing: Grid | None, sheets: Sheets, findings: Findings) -> list[Entry]:
    """Every code list with its codes, in the order of the listing.

    Without a listing every sheet with codes and labels is a list.
    """
    findings.places["code_lists",] = Place(listing.title if listing else tables.CODE_LISTS.title)
    listed = _listed(listing, sheets, findings) if listing else _found(sheets, findings)
    return list(listed)


def _listed(listing: Grid, sheets: Sheets, findings: Findings) -> Iterator[Entry]:
    rows = read_rows(listing, tables.CODE_LISTS.columns, findings)
    for number, (entry, place) in enumerate(rows.entries):
        findings.places["code_lists", number] = place
        title = str(entry.pop("sheet", entry.get("name", "")))
        grid = sheets.pop(folded(title), None)
        if grid is None:
            findings.problem(
                str(place),
                tr(
                    "there is no sheet “{title}” with its codes (or it is empty, or named twice)."
                ).format(title=title),
            )
            findings.named.add(f"{place}, column “codes”")
            yield entry
        else:
            yield entry | {"codes": _codes(grid, number, str(entry.get("name", "")), findings)}


def _found(sheets: Sheets, findings: Findings) -> Iterator[Entry]:
    holding = [key for key, grid in sheets.items() if _holds_codes(grid)]
    owned = {folded(table.title) for table in tables.TABLES}
    for number, key in enumerate(key for key in holding if key not in owned):
        grid = sheets.pop(key)
        name = re.sub(r"\W+", "_", grid.title.casefold()).strip("_")
        findings.places["code_lists", number] = Place(grid.title)
        codes = _codes(grid, number, name, findings)
        yield {"name": name, "label": grid.title.replace("_", " "), "codes": codes}


def _holds_codes(grid: Grid) -> bool:
    titles = {folded(title) for title in grid.head(CODES)[1]}
    return {"code", "label"} <= titles


def _codes(grid: Grid, number: int, name: str, findings: Findings) -> list[Entry]:
    columns = (*CODES, *_values(grid, findings), ID)
    rows = read_rows(grid, columns, findings).entries
    steps = ("code_lists", number, "codes")
    findings.places[steps] = Place(grid.title)
    for at, (_, place) in enumerate(rows):
        findings.places[*steps, at] = place
    return list(_with_ids(name, [nested(entry) for entry, _ in rows]))


def _values(grid: Grid, findings: Findings) -> list[Column]:
    """A column for each named value; what cannot be a name is named as a problem."""
    made: list[Column] = []
    for title in grid.head((*CODES, ID))[1]:
        name = value_name(title)
        if name is None:
            continue
        if not _VALUE_NAME.fullmatch(name):
            findings.problem(
                f"Sheet “{grid.title}”, column “{title}”",
                tr("behind “value:” stands a name of small letters, digits and _, a letter first."),
            )
        else:
            made.append(replace(value_column(name), also=(title,)))
    return made


def _with_ids(name: str, codes: list[Entry]) -> Iterator[Entry]:
    """The codes, each with the id it has or one that is the same whenever it is made."""
    taken = {str(code["id"]) for code in codes if "id" in code}
    for code in codes:
        made = code.get("id") or code_id(name, str(code.get("code", "")), taken=taken)
        taken.add(made)
        yield {"id": made, **code}
