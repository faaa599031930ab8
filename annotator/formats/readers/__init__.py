"""How articles get in: plain texts, tables, workbooks and JSON lines, one by one or by the folder.

Every reader streams: an article is handed on before the next is read, and nothing that is bad
about one row keeps the others out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from annotator.domain.errors import ImportFileError
from annotator.domain.incoming import BadRow, Incoming, Origin
from annotator.domain.language import tr
from annotator.formats.readers import fields
from annotator.formats.readers.days import DayReader
from annotator.formats.readers.header import Draft, from_text
from annotator.formats.readers.paths import Kind, SourceFile, collect, reason
from annotator.formats.readers.rows import FileItems, Item, text_dates

__all__ = ["Draft", "Item", "Preview", "from_text", "preview", "read_articles"]

Progress = Callable[[int, int], object]  # so many read, of about so many
_STEP = 64  # rows between two reports of progress


def read_articles(
    paths: Sequence[Path],
    *,
    mapping: Mapping[str, str] | None = None,
    published: dt.date | None = None,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Item]:
    """Read files and folders: articles with where they came from, bad rows, and each file's end.

    ``mapping`` gives the column of a field (text, title, date, source, url, id, language), "" for
    a field that no column holds; the others are found by their common names. ``published`` is the
    publication date of articles without one. The total that ``progress`` is told is an estimate
    until the end. The files are found, and what cannot be is refused, before this returns; they
    are read as the result is gone through, in any one thread.

    Raises:
        ImportFileError: a path is missing, cannot be read or is of no known kind, a folder holds
            no articles, or the mapping names no field.
    """
    fields.check_mapping(mapping or {})
    files, bad = collect(paths)
    return _read(files, bad, mapping or {}, published, progress, cancelled)


def _read(
    files: Sequence[SourceFile],
    bad: Sequence[BadRow],
    mapping: Mapping[str, str],
    published: dt.date | None,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Iterator[Item]:
    yield from bad
    texts = [file for file in files if file.kind is Kind.TEXT]
    days = DayReader(lambda: text_dates(texts))
    size, before, count = max(1, sum(file.size for file in files)), 0, 0
    for file in files:
        reading = FileItems(file, mapping, published)
        for item in _items(reading, days):
            if cancelled():
                return
            yield item
            count += isinstance(item, Incoming | BadRow)
            if count % _STEP == 0:
                share = (before + file.size * reading.reached) / size
                progress(count, max(count, round(count / share)) if share else count)
        before += file.size
    progress(count, count)


def _items(reading: FileItems, days: DayReader) -> Iterator[Item]:
    """What a file gives; when it cannot be read (any further), that is its last bad row."""
    file = reading.file
    try:
        yield from reading.of_text(days) if file.kind is Kind.TEXT else reading.of_table()
    except ImportFileError as error:
        yield BadRow(Origin(file.name), str(error))
    except OSError as error:
        yield BadRow(
            Origin(file.name), tr("it cannot be read: {reason}").format(reason=reason(error))
        )


@dataclass(frozen=True)
class Preview:
    """What a look into files finds: columns, how they are read, the first titles, trouble."""

    columns: tuple[str, ...] = ()  # of the first table among them
    mapping: Mapping[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    problem: str = ""  # a sentence about the first thing that keeps articles out


_TITLES = 5
_FILES_LOOKED_AT = 20


def preview(paths: Sequence[Path], mapping: Mapping[str, str]) -> Preview:
    """Look into the first of the files, for people to see how they would be read; never raises."""
    try:
        fields.check_mapping(mapping)
        files, _ = collect(paths)
    except ImportFileError as error:
        return Preview(problem=str(error))
    columns: tuple[str, ...] = ()
    chosen: Mapping[str, str] = {}
    problems: list[str] = []
    titles: list[str] = []
    for file in files[:_FILES_LOOKED_AT]:
        reading = FileItems(file, mapping, looking=True)
        for item in islice(_items(reading, DayReader()), _TITLES):
            if isinstance(item, Incoming):
                titles.append(item.article.title)
            elif isinstance(item, BadRow):
                problems.append(_problem(item, reading))
        if reading.columns and not columns:
            columns, chosen = reading.columns, reading.chosen
        if len(titles) >= _TITLES:
            break
    return Preview(columns, chosen, tuple(titles[:_TITLES]), "" if titles else problems[0])


def _problem(bad: BadRow, reading: FileItems) -> str:
    if reading.columns and "text" not in reading.chosen:
        return tr("{origin}: Choose the column that holds the text.").format(
            origin=bad.origin.words
        )
    return str(bad)
