"""A schema as sheets: which there are, under which titles, and the entries in their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.domain.schema import CodeList, Schema
from annotator.domain.schema_text import encode
from annotator.formats.codebook_sheets import tables
from annotator.formats.codebook_sheets.code_columns import code_table
from annotator.formats.codebook_sheets.columns import Table
from annotator.formats.codebook_sheets.read_me import TITLE as READ_ME
from annotator.formats.codebook_sheets.rows import Entry, flat

_LONGEST_TITLE = 31  # characters of a sheet's title in Excel
_RESERVED = (READ_ME, "History")  # the second is Excel's own


@dataclass(frozen=True)
class FilledTable:
    """A sheet and its entries; ``depths`` says how deep each code stands in its tree."""

    table: Table
    entries: tuple[Entry, ...]
    depths: tuple[int, ...] = ()
    is_codes: bool = False


def filled(schema: Schema) -> tuple[FilledTable, ...]:
    """Every sheet of a schema's codebook but the explaining one, in order."""
    data = encode(schema)
    titles = sheet_titles([code_list.name for code_list in schema.code_lists])
    data["code_lists"] = [
        entry | ({"sheet": title} if title != entry["name"] else {})
        for entry, title in zip(data["code_lists"], titles, strict=True)
    ]
    owned = {table.key: table for table in tables.TABLES if table.owners}
    made = [FilledTable(tables.SCHEMA, tuple(_settings(data)))]
    for table in tables.TABLES:
        listed = _owned(table, data) if table.key in owned else data.get(table.key, ())
        made.append(FilledTable(table, tuple(map(flat, listed))))
    made += [_codes(schema, number, title) for number, title in enumerate(titles)]
    return tuple(made)


def _settings(data: Mapping[str, Any]) -> Iterator[Entry]:
    values = flat(data)
    for column in tables.SETTINGS:
        yield {"setting": column.name, "value": values.get(column.key), "meaning": column.help}


def _owned(table: Table, data: Mapping[str, Any]) -> Iterator[Entry]:
    """The entries of a sheet out of those that own them."""
    for owner in data.get(table.owners, ()):
        for entry in owner.get(table.key, ()):
            yield {table.owner: owner["name"], **entry}
        if table is tables.CHOICES:
            for word in owner.get("words", ()):
                yield {table.owner: owner["name"], "value": word["word"], **word}


def _codes(schema: Schema, number: int, title: str) -> FilledTable:
    code_list = schema.code_lists[number]
    codes = encode(schema)["code_lists"][number]["codes"]
    values = dict.fromkeys(name for code in codes for name in code.get("values", ()))
    table = code_table(title, tuple(values), f"The codes of the list “{code_list.label}”.")
    return FilledTable(table, tuple(map(flat, codes)), _depths(code_list), is_codes=True)


def _depths(code_list: CodeList) -> tuple[int, ...]:
    """How deep each code stands; a root is at 0."""
    depths = {"": -1}
    pending = [""]
    while pending:
        above = pending.pop()
        for code in code_list.children.get(above, ()):
            if code.code not in depths:
                depths[code.code] = depths[above] + 1
                pending.append(code.code)
    return tuple(depths[code.code] for code in code_list.codes)


def sheet_titles(names: Sequence[str]) -> list[str]:
    """A title for the sheet of each code list that Excel takes and that nothing else has."""
    taken = {title.casefold() for title in (*_RESERVED, tables.SCHEMA.title)}
    taken |= {table.title.casefold() for table in tables.TABLES}
    made = []
    for name in names:
        title, number = name[:_LONGEST_TITLE], 2
        while title.casefold() in taken:
            end = f"_{number}"
            title, number = name[: _LONGEST_TITLE - len(end)] + end, number + 1
        taken.add(title.casefold())
        made.append(title)
    return made
