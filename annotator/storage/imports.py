"""Articles as they come in: stored outside any edit, each text once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from annotator.domain.events import NewArticle
from annotator.domain.incoming import Duplicate, Incoming, Origin, file_of
from annotator.domain.text import text_hash
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.project import Project

_INSERT = (
    "INSERT INTO article (uuid, title, source, published, url, language, external_id,"
    " imported_at, imported_from, sha256, characters, text)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING"
)


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


def add_articles(project: Project, articles: Iterable[Incoming], *, batch: int = 500) -> AddReport:
    """Add articles to the project; a text that is there already is left out and reported.

    Each batch is one transaction: durable as a whole, or not there at all. No edit names a new
    article, so that nothing that can be undone is touched.

    Raises:
        ReadOnlyError: the project is open for reading only.
        NotSavedError: the file could not take a batch; those before it are kept.
    """
    ids: list[int] = []
    duplicates: list[Duplicate] = []
    source = iter(articles)
    while part := list(islice(source, batch)):
        with project.write() as connection:
            added = list(_add(connection, part))
        ids += [entry for entry in added if isinstance(entry, int)]
        duplicates += [entry for entry in added if isinstance(entry, Duplicate)]
    return AddReport(tuple(ids), tuple(duplicates))


def _add(connection: sqlite3.Connection, articles: Iterable[Incoming]) -> Iterator[int | Duplicate]:
    now = utc_now()
    cursor = connection.cursor()
    for incoming in articles:
        row = _row(incoming.article, incoming.origin, now)
        cursor.execute(_INSERT, row)
        if cursor.rowcount:
            assert cursor.lastrowid is not None
            yield cursor.lastrowid
        else:
            article_id, known_from = connection.execute(
                "SELECT id, imported_from FROM article WHERE sha256 = ?", (row[9],)
            ).fetchone()
            yield Duplicate(incoming.origin, article_id, known_from)


def _row(article: NewArticle, origin: Origin, now: str) -> tuple[str | int | None, ...]:
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
        text_hash(article.text),
        len(article.text),
        article.text,
    )


def imported_files(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """The articles by id, with the name of the file each came from (without its row)."""
    rows = connection.execute("SELECT id, imported_from FROM article ORDER BY id").fetchall()
    return [(article_id, file_of(imported_from)) for article_id, imported_from in rows]
