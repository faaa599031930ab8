"""Articles as they come in: stored outside any edit, each text once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice

from annotator.domain.events import NewArticle
from annotator.domain.incoming import Duplicate, Incoming, Origin, file_of
from annotator.domain.text import text_hash
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.project import Project

_CACHE = 64 * 1024  # KiB
_INSERT = (
    "INSERT INTO article (uuid, title, source, published, url, language, external_id,"
    " imported_at, imported_from, sha256, characters, text)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_TOGETHER = 32  # articles read, then written: taking turns for each costs a fifth more


@dataclass(frozen=True)
class AddReport:
    """The articles that were added, in order, and those whose text was there already."""

    ids: tuple[int, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()

    @property
    def added(self) -> int:
        """How many were added."""
        return len(self.ids)

    def __add__(self, other: AddReport) -> AddReport:
        return AddReport(self.ids + other.ids, self.duplicates + other.duplicates)


@contextmanager
def many_articles(project: Project) -> Iterator[None]:
    """Take the memory that adding many articles is faster with, for as long as the block runs.

    Each new article goes to random places of two indexes; with the little memory SQLite takes by
    itself they are written out again and again within one transaction.
    """
    connection = project.connection
    (before,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = {-_CACHE}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {before}")


def add_articles(
    project: Project, articles: Iterable[Incoming], *, batch: int = 10_000
) -> AddReport:
    """Add articles to the project; a text that is there already is left out and reported.

    Each batch is one transaction: durable as a whole, or not there at all. No edit names a new
    article, so that nothing that can be undone is touched. Short batches cost time: with 500 in
    each it takes nearly three times as long as with 10,000.

    Raises:
        ReadOnlyError: the project is open for reading only.
        NotSavedError: the file could not take a batch; those before it are kept.
    """
    return sum(add_in_batches(project, articles, batch=batch), AddReport())


def add_in_batches(
    project: Project, articles: Iterable[Incoming], *, batch: int
) -> Iterator[AddReport]:
    """Add articles as ``add_articles`` does, and report each batch once it is durable.

    The articles are gone through within the transactions, so that none of them is kept waiting
    in memory.
    """
    source = iter(articles)
    for first in source:
        rest = chain((first,), islice(source, batch - 1))
        report = AddReport()
        with project.write() as connection:
            while part := list(islice(rest, _TOGETHER)):
                report += _add(connection, part)
        yield report


def _add(connection: sqlite3.Connection, part: Sequence[Incoming]) -> AddReport:
    hashes = [text_hash(incoming.article.text) for incoming in part]
    known = _known(connection, hashes)
    new: dict[str, Incoming] = {}
    for sha256, incoming in zip(hashes, part, strict=True):
        if sha256 not in known:
            new.setdefault(sha256, incoming)
    now = utc_now()
    rows = [_row(incoming.article, incoming.origin, sha, now) for sha, incoming in new.items()]
    connection.executemany(_INSERT, rows)
    (last,) = connection.execute("SELECT last_insert_rowid()").fetchone()
    ids = range(last - len(rows) + 1, last + 1)
    if len(new) == len(part):
        return AddReport(tuple(ids))
    for article_id, (sha256, incoming) in zip(ids, new.items(), strict=True):
        known[sha256] = article_id, str(incoming.origin)
    twice = [
        (sha256, i) for sha256, i in zip(hashes, part, strict=True) if new.get(sha256) is not i
    ]
    return AddReport(tuple(ids), tuple(Duplicate(i.origin, *known[sha]) for sha, i in twice))


def _known(connection: sqlite3.Connection, hashes: Sequence[str]) -> dict[str, tuple[int, str]]:
    """The texts that are there already: id and origin by hash."""
    marks = ", ".join("?" * len(hashes))
    query = f"SELECT sha256, id, imported_from FROM article WHERE sha256 IN ({marks})"
    return {sha: (key, origin) for sha, key, origin in connection.execute(query, hashes).fetchall()}


def _row(
    article: NewArticle, origin: Origin, sha256: str, now: str
) -> tuple[str | int | None, ...]:
    return (
        new_uuid(),
        article.title,
        article.source,
        article.published.isoformat() if article.published else None,
        article.url,
        article.language,
        article.external_id,
        now,
        str(origin),
        sha256,
        len(article.text),
        article.text,
    )


def imported_files(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """The articles by id, with the name of the file each came from (without its row)."""
    rows = connection.execute("SELECT id, imported_from FROM article ORDER BY id").fetchall()
    return [(article_id, file_of(imported_from)) for article_id, imported_from in rows]
