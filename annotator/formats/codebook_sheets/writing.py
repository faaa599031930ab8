"""A schema to a workbook that people can change and ``read_codebook`` reads back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from annotator.domain.errors import ExportError
from annotator.domain.language import tr
from annotator.domain.schema import Schema
from annotator.domain.schema_text import encode
from annotator.formats import safe_text
from annotator.formats.codebook_sheets import cells, dressing, read_me, tables
from annotator.formats.codebook_sheets.columns import Column, From, Table
from annotator.formats.codebook_sheets.filled import FilledTable, filled
from annotator.formats.codebook_sheets.reading import read_codebook
from annotator.formats.writers.target import replacing

_MOST_NAMED = 20  # entries that could not be written exactly
_SETTING_ROWS = {column.key: row for row, column in enumerate(tables.SETTINGS, start=2)}


def write_codebook(path: Path, schema: Schema) -> tuple[str, ...]:
    """Write a workbook of a schema and read it back.

    Returns what the workbook could not hold exactly (blanks around a text, a line break within an
    example), in sentences; usually nothing.

    Raises:
        ExportError: it cannot be written there, or a text is too long for a cell. What was there
            before still is.
    """
    with replacing(path) as unfinished:
        _book(schema).save(unfinished)
        return tuple(_lost(schema, unfinished))


def _book(schema: Schema) -> Workbook:
    book = Workbook()
    first = book.worksheets[0]
    sheets = filled(schema)
    columns = _columns(sheets)
    _explain(first, schema, sheets)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.table.title), sheet, columns)
    return book


def _columns(sheets: tuple[FilledTable, ...]) -> Mapping[tuple[str, str], str]:
    """Where the cells are that drop-downs offer."""
    offered = {
        (column.offers.sheet or sheet.table.title, column.offers.key)
        for sheet in sheets
        for column in (*sheet.table.columns, *tables.SETTINGS)
        if isinstance(column.offers, From)
    }
    by_title = {sheet.table.title: sheet for sheet in sheets}
    return {
        (title, key): dressing.place_of(by_title[title].table, key, _last(by_title[title]))
        for title, key in offered
        if any(column.key == key for column in by_title[title].table.columns)
    }


def _last(sheet: FilledTable) -> int:
    return len(sheet.entries) + 1


def _fill(sheet: Worksheet, content: FilledTable, columns: Mapping[tuple[str, str], str]) -> None:
    table, last = content.table, _last(content)
    dressing.head(sheet, table, of_codes=content.is_codes)
    for row, entry in enumerate(content.entries, start=2):
        depth = content.depths[row - 2] if content.depths else 0
        dressing.fit(sheet, row, list(_write_row(sheet, row, table, entry, depth)))
    dressing.shade(sheet, table, last)
    if table is tables.SCHEMA:
        _setting_drop_downs(sheet, columns)
    else:
        sheet.auto_filter.ref = sheet.dimensions
        dressing.drop_downs(sheet, table, columns, last)


def _write_row(
    sheet: Worksheet, row: int, table: Table, entry: Mapping[str, Any], depth: int
) -> Iterator[tuple[str, int]]:
    """Write an entry; gives its texts that are wrapped, each with the width it has."""
    for at, column in enumerate(table.columns, start=1):
        written = cells.written(_of_setting(column, row, entry), entry.get(column.key))
        if written is None:
            continue
        if isinstance(written, str):
            _refuse_long(sheet.title, row, column, written)
            cell = dressing.text_cell(sheet, row, at, safe_text.clean(written)[0])
        else:
            cell = dressing.number_cell(sheet, row, at, written)
        dressing.dress(cell, column, depth=depth if column.key == "label" else 0)
        if column.key.startswith("color."):
            dressing.colour(cell)
        if dressing.aligned(column).wrap_text:
            yield str(written), dressing.shown_width(column)


def _of_setting(column: Column, row: int, entry: Mapping[str, Any]) -> Column:
    """The column itself, or the setting that the row is about."""
    is_setting = column.key == "value" and "setting" in entry
    return tables.SETTINGS[row - 2] if is_setting else column


def _setting_drop_downs(sheet: Worksheet, columns: Mapping[tuple[str, str], str]) -> None:
    for column in tables.SETTINGS:
        cell = f"B{_SETTING_ROWS[column.key]}"
        dressing.drop_down(sheet, tables.SCHEMA, column, columns, cell)


def _refuse_long(sheet: str, row: int, column: Column, text: str) -> None:
    if len(text) > safe_text.SURELY_SHORT and safe_text.units(text) > safe_text.LONGEST_CELL:
        raise ExportError(
            tr(
                "A text is too long for a spreadsheet: sheet “{sheet}”, row {row}, column "
                "“{column}” would hold {count:,} characters, and Excel holds "
                "{most:,}. Nothing was written. Shorten it in the schema."
            ).format(
                sheet=sheet,
                row=row,
                column=column.name,
                count=safe_text.units(text),
                most=safe_text.LONGEST_CELL,
            )
        )


def _explain(sheet: Worksheet, schema: Schema, sheets: tuple[FilledTable, ...]) -> None:
    sheet.title = read_me.TITLE
    rows: list[read_me.Line] = [(f"{schema.title}: {read_me.HEAD}", "", "", "")]
    rows += [(title, "", "", text) for title, text in read_me.PARAGRAPHS]
    rows.append(read_me.COLUMNS)
    head = len(rows)
    rows += read_me.lines([(content.table, content.is_codes) for content in sheets])
    for number, row in enumerate(rows, start=1):
        for at, text in enumerate(row, start=1):
            if text:
                clean = safe_text.clean(safe_text.literal(text))[0]
                cell = dressing.text_cell(sheet, number, at, clean)
                dressing.explaining(cell, number, head=head, opens=not row[1])
        if number > 1:
            dressing.fit(sheet, number, zip(row, dressing.EXPLAINING_WIDTHS, strict=True))
    dressing.explaining_sheet(sheet)


def _lost(schema: Schema, path: Path) -> Iterator[str]:
    """What is not in the workbook as it is in the schema."""
    codebook = read_codebook(path)
    yield from codebook.problems
    if not codebook.problems:
        changed = list(_changed(encode(schema), encode(codebook.schema), ""))
        for place in changed[:_MOST_NAMED]:
            yield (
                tr(
                    "A spreadsheet cannot hold {place} exactly as it is (blanks around it, a "
                    "line break, a comma or “;” within it, a character that no cell can hold)."
                ).format(place=place)
            )
        if len(changed) > _MOST_NAMED:
            yield tr("The same is so of {count:,} more entries.").format(
                count=len(changed) - _MOST_NAMED
            )


def _changed(old: object, new: object, path: str) -> Iterator[str]:
    """The paths of entries that differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old | new:
            yield from _changed(old.get(key), new.get(key), f"{path}.{key}" if path else key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _changed(before, after, f"{path}[{number}]")
    elif old != new:
        yield path
