"""Rows of a table, and plain texts, become articles, or bad rows with their reason."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from annotator.domain.errors import ImportFileError, TextError
from annotator.domain.incoming import BadRow, FileRead, Incoming, Origin, new_article
from annotator.domain.language import tr
from annotator.domain.text import normalise
from annotator.formats.readers import encodings, fields
from annotator.formats.readers.days import DayReader, NoDayError
from annotator.formats.readers.delimited import open_delimited
from annotator.formats.readers.header import take_apart
from annotator.formats.readers.json_lines import open_json_lines
from annotator.formats.readers.paths import Kind, SourceFile
from annotator.formats.readers.table import Cells, Table
from annotator.formats.readers.workbook import open_workbook

Item = Incoming | BadRow | FileRead
_LARGEST_TEXT = 64 << 20  # bytes; a plain text that is larger holds more than one article


@dataclass
class FileItems:
    """What one file gives, and how far its reading is."""

    file: SourceFile
    mapping: Mapping[str, str] = field(default_factory=dict)
    published: dt.date | None = None  # for articles without a date
    looking: bool = False  # only a look at its beginning: dates are left alone
    columns: tuple[str, ...] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)  # column by field, once known
    _table: Table | None = None

    @property
    def reached(self) -> float:
        """The share of the file that was read, 0 to 1; while it is read."""
        return self._table.reached if self._table else 0.0

    def of_table(self) -> Iterator[Item]:
        """The articles and bad rows of a table.

        Raises:
            ImportFileError: it is no table, or no column of it holds the text.
        """
        name = self.file.name
        cleaned = Cleaned()
        with open_table(self.file, self.mapping, whole=not self.looking) as table:
            self._table, self.columns = table, table.columns
            self.chosen = _chosen(table, self.mapping)
            days = DayReader(lambda: dates_of(self.file, self.mapping, self.chosen))
            for number, cells in table.rows(self.chosen):
                origin = Origin(name, number, table.unit)
                yield self._item(cells, origin, days, cleaned, clean=table.clean)
            yield FileRead(name, table.encoding, (*table.notes, *cleaned.notes))

    def of_text(self, days: DayReader) -> Iterator[Item]:
        """The one article of a plain text; ``days`` knows the dates of the texts beside it.

        Raises:
            ImportFileError: it is no text.
        """
        if self.file.size > _LARGEST_TEXT:
            raise ImportFileError(tr("It is too large for one article (more than 64 MB)."))
        encoding = encodings.detect(self.file.path)
        found = normalise(encodings.read_text(self.file.path, encoding))
        parts = take_apart(found.text)
        cells: Cells = {**parts.fields, "title": parts.title, "text": parts.body or parts.title}
        cleaned = Cleaned()
        cleaned.add(Origin(self.file.name), found.notes)
        yield self._item(cells, Origin(self.file.name), days, cleaned, clean=True)
        dropped = tuple(
            tr("“{line}” of its header block is kept nowhere").format(line=line)
            for line in parts.dropped
        )
        noted = (encoding.note,) if encoding.note else ()
        yield FileRead(self.file.name, encoding.words, (*noted, *cleaned.notes, *dropped))

    def _item(
        self,
        cells: Cells | str,
        origin: Origin,
        days: DayReader,
        cleaned: Cleaned,
        *,
        clean: bool,
    ) -> Incoming | BadRow:
        if isinstance(cells, str):
            return BadRow(origin, cells)
        try:
            words = {name: _words(name, value) for name, value in cells.items() if name != "date"}
            given = None if self.looking else cells.get("date")
            day = days.read(given, language=words.get("language", ""))
            article, notes = new_article(
                title=words.get("title", ""),
                body=_demand_body(words["text"]),
                source=words.get("source", ""),
                published=day or self.published,
                url=words.get("url", ""),
                language=words.get("language", ""),
                external_id=words.get("id", ""),
                clean=clean,
            )
        except (NoDayError, TextError) as error:
            return BadRow(origin, str(error))
        cleaned.add(origin, notes)
        return Incoming(article, origin)


@dataclass
class Cleaned:
    """Counts what had to be cleaned in the texts of one file."""

    rows: int = 0
    first: str = ""

    def add(self, origin: Origin, notes: Sequence[str]) -> None:
        """Count one text."""
        if notes:
            self.first = self.first or _at_row(origin, ", ".join(notes))
            self.rows += 1

    @property
    def notes(self) -> tuple[str, ...]:
        """What was cleaned, in words."""
        if self.rows < 2:
            return (self.first,) if self.rows else ()
        sentence = tr("{note} (and in {count} more)")
        return (sentence.format(note=self.first, count=self.rows - 1),)


def _at_row(origin: Origin, note: str) -> str:
    if origin.row is None:
        return note
    sentence = tr("line {row}: {note}") if origin.unit == "line" else tr("row {row}: {note}")
    return sentence.format(row=origin.row, note=note)


def open_table(
    file: SourceFile, mapping: Mapping[str, str], *, whole: bool = True
) -> AbstractContextManager[Table]:
    """Open a file of rows; ``whole=False`` judges its encoding by its beginning."""
    if file.kind is Kind.DELIMITED:
        return open_delimited(file, mapping, whole=whole)
    if file.kind is Kind.WORKBOOK:
        return open_workbook(file, mapping)
    return open_json_lines(file, whole=whole)


def _chosen(table: Table, mapping: Mapping[str, str]) -> dict[str, str]:
    try:
        return fields.find_columns(table.columns, mapping)
    except fields.NoTextColumnError as error:
        raise ImportFileError(
            tr("{problem} Name the one that does, such as --map text=Body.").format(problem=error)
        ) from error


def dates_of(
    file: SourceFile, mapping: Mapping[str, str], chosen: Mapping[str, str]
) -> Iterator[object]:
    """Everything that stands in the column of dates."""
    with open_table(file, mapping) as table:
        for _, cells in table.rows({"date": chosen["date"]}):
            if not isinstance(cells, str):
                yield cells["date"]


def text_dates(files: Sequence[SourceFile]) -> Iterator[object]:
    """The dates in the header blocks of plain texts."""
    for file in files:
        try:
            text = encodings.read_text(file.path, encodings.detect(file.path))
        except (ImportFileError, OSError):
            continue  # reported when its turn comes
        yield take_apart(normalise(text[:4000]).text).fields.get("date")


def _words(name: str, value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list | dict):
        sentence = (
            tr("its {field} is a list, not text")
            if isinstance(value, list)
            else tr("its {field} is a nested object, not text")
        )
        raise NoDayError(sentence.format(field=name))
    return str(value)


def _demand_body(body: str) -> str:
    if not any(unicodedata.category(character)[0] not in "ZC" for character in body):
        raise TextError(tr("its text is empty"))
    return body
