"""Articles from files into a project: read by a thread if need be, written in short batches."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from annotator.domain.errors import NotSavedError
from annotator.domain.incoming import BadRow, Duplicate, FileRead, Incoming, Origin, new_article
from annotator.domain.language import later, tr
from annotator.formats.readers import Item, read_articles
from annotator.storage.imports import AddReport, add_articles, add_in_batches, many_articles
from annotator.storage.project import Project

Progress = Callable[[int, int], object]  # so many read, of about so many

AT_ONCE = 10_000  # articles in one transaction where nobody waits for the window
_SHORT = 8  # ... and where a window does: it stays below 20 ms
_SHORT_TEXT = 100_000  # code points of the texts in such a batch
_PASTED = "clipboard"
_FEW = 3  # files named in a note
_IMPORTED = later("Imported {count:,} articles.")
_DUPLICATE = later("1 text was there already; each is kept once.")
_DUPLICATES = later("{count:,} texts were there already; each is kept once.")
_BAD = later("1 row or file could not be imported.")
_SEVERAL_BAD = later("{count:,} rows or files could not be imported.")


@dataclass(frozen=True)
class Batch:
    """Articles to be stored at once, and what was met between them."""

    articles: tuple[Incoming, ...] = ()
    bad: tuple[BadRow, ...] = ()
    read: tuple[FileRead, ...] = ()
    done: int = 0  # rows read so far
    total: int = 0  # about so many there are


@dataclass(frozen=True)
class ImportReport:
    """What came of an import."""

    imported: int = 0
    duplicates: tuple[Duplicate, ...] = ()
    bad: tuple[BadRow, ...] = ()
    notes: tuple[str, ...] = ()  # encodings, what was cleaned
    cancelled: bool = False
    plain: bool = True  # all of it was read as UTF-8 and taken as it was

    @property
    def uneventful(self) -> bool:
        """Whether everything went in as it was: nothing bad, twice, cleaned or guessed."""
        return self.plain and not (self.bad or self.duplicates or self.cancelled)

    def sentences(self) -> tuple[str, ...]:
        """What happened, for people."""
        one = self.imported == 1
        said = [_count(tr("Imported 1 article.") if one else tr(_IMPORTED), self.imported)]
        if number := len(self.duplicates):
            one = number == 1
            said.append(_count(tr(_DUPLICATE) if one else tr(_DUPLICATES), number))
        if number := len(self.bad):
            one = number == 1
            said.append(_count(tr(_BAD) if one else tr(_SEVERAL_BAD), number))
        if self.cancelled:
            said.append(tr("It was stopped; what had been imported by then is kept."))
        return tuple(said)

    def details(self) -> tuple[str, ...]:
        """Line by line: what is bad and why, what was there already, how files were read."""
        return tuple(map(str, chain(self.bad, self.duplicates, self.notes)))


@dataclass
class ReportInProgress:
    """Adds up what the batches brought."""

    imported: int = 0
    duplicates: list[Duplicate] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    _encodings: Counter[str] = field(default_factory=Counter)
    _files: dict[str, list[str]] = field(default_factory=dict)  # the first by encoding
    _notes: list[str] = field(default_factory=list)

    def articles(self, items: Iterable[Item]) -> Iterator[Incoming]:
        """The articles among what was read; the rest is noted."""
        for item in items:
            if isinstance(item, Incoming):
                yield item
            elif isinstance(item, BadRow):
                self.bad.append(item)
            else:
                self._note(item)

    def add(self, batch: Batch, stored: AddReport) -> None:
        """Count a batch that was stored."""
        self.count(stored)
        self.bad += batch.bad
        for file in batch.read:
            self._note(file)

    def count(self, stored: AddReport) -> None:
        """Count articles that were stored."""
        self.imported += stored.added
        self.duplicates += stored.duplicates

    def _note(self, file: FileRead) -> None:
        self._notes += [f"{file.file}: {note}" for note in file.notes]
        if file.encoding:
            self._encodings[file.encoding] += 1
            if self._encodings[file.encoding] <= _FEW:
                self._files.setdefault(file.encoding, []).append(file.file)

    def report(self, *, cancelled: bool = False) -> ImportReport:
        """What came of it so far."""
        notes = (*map(self._encoding_note, self._encodings), *self._notes)
        return ImportReport(
            self.imported,
            tuple(self.duplicates),
            tuple(self.bad),
            notes,
            cancelled=cancelled,
            plain=not self._notes and set(self._encodings) <= {"UTF-8"},
        )

    def _encoding_note(self, encoding: str) -> str:
        number = self._encodings[encoding]
        if number > _FEW:
            sentence = tr("read as {encoding}: {count:,} files")
            return sentence.format(encoding=encoding, count=number)
        files = ", ".join(self._files[encoding])
        return tr("read as {encoding}: {files}").format(encoding=encoding, files=files)


def _count(sentence: str, count: int) -> str:
    return sentence.format(count=count)


def batches(
    paths: Sequence[Path],
    *,
    mapping: Mapping[str, str] | None = None,
    published: dt.date | None = None,
    size: int = _SHORT,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Batch]:
    """Read files in batches small enough to be stored by ``store`` between two frames.

    For a thread: it touches no project. The last batch has ``done == total``.

    Raises:
        ImportFileError: as ``formats.readers.read_articles``, before the first batch.
    """
    reached = [0, 0]

    def note(done: int, total: int) -> None:
        reached[:] = done, total

    items = read_articles(
        paths, mapping=mapping, published=published, progress=note, cancelled=cancelled
    )
    return _parts(items, size, reached)


def _parts(items: Iterator[Item], size: int, reached: list[int]) -> Iterator[Batch]:
    taken: list[Item] = []
    characters = done = 0
    for item in items:
        taken.append(item)
        done += not isinstance(item, FileRead)
        characters += len(item.article.text) if isinstance(item, Incoming) else 0
        if len(taken) >= size or characters >= _SHORT_TEXT:
            yield _batch(taken, done, max(done, reached[1]))
            taken, characters = [], 0
    yield _batch(taken, done, done)


def _batch(taken: Sequence[Item], done: int, total: int) -> Batch:
    return Batch(
        articles=tuple(item for item in taken if isinstance(item, Incoming)),
        bad=tuple(item for item in taken if isinstance(item, BadRow)),
        read=tuple(item for item in taken if isinstance(item, FileRead)),
        done=done,
        total=total,
    )


def store(project: Project, batch: Batch) -> AddReport:
    """Store a batch in one transaction.

    Raises:
        ReadOnlyError: the project is open for reading only.
        NotSavedError: the file could not take it.
    """
    return add_articles(project, batch.articles, batch=max(1, len(batch.articles)))


def import_paths(
    project: Project,
    paths: Sequence[Path],
    *,
    mapping: Mapping[str, str] | None = None,
    published: dt.date | None = None,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Import files and folders; bad rows are left out and reported, the good ones are kept.

    Raises:
        ImportFileError: a path cannot be read at all; nothing was imported then.
        NotSavedError: the file could not take a batch; it says how many it had taken before.
        ReadOnlyError: the project is open for reading only.
    """
    found = ReportInProgress()
    items = read_articles(
        paths, mapping=mapping, published=published, progress=progress, cancelled=cancelled
    )
    adding = add_in_batches(project, found.articles(items), batch=AT_ONCE)
    with many_articles(project):
        try:
            for stored in adding:
                found.count(stored)
        except NotSavedError as error:
            raise NotSavedError(
                tr("{problem} {imported}").format(problem=error, imported=_kept(found.imported))
            ) from error
    return found.report(cancelled=cancelled())


def _kept(imported: int) -> str:
    if not imported:
        return tr("No article was imported.")
    sentence = (
        tr(
            "1 article had been imported by then and stays; import the files again for the rest,"
            " no text is taken twice."
        )
        if imported == 1
        else tr(
            "{count:,} articles had been imported by then and stay; import the files again"
            " for the rest, no text is taken twice."
        )
    )
    return _count(sentence, imported)


def add_one(
    project: Project,
    *,
    title: str,
    body: str,
    source: str = "",
    published: dt.date | None = None,
    url: str = "",
    language: str = "",
) -> tuple[int, bool]:
    """Add an article typed or pasted; its id, and whether it is new (else its text was there).

    Raises:
        TextError: it holds no visible text.
        ReadOnlyError: the project is open for reading only.
        NotSavedError: the file could not take it.
    """
    article, _ = new_article(
        title=title, body=body, source=source, published=published, url=url, language=language
    )
    report = add_articles(project, [Incoming(article, Origin(_PASTED))])
    if report.duplicates:
        return report.duplicates[0].article_id, False
    return report.ids[0], True
