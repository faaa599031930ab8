"""Search in the titles and texts of a project, by SQLite's own index of words (FTS5).

The index is no part of the project: it is made from the articles when somebody searches, in a
temporary file that vanishes with the connection. So a project stays as large as its articles, is
imported, opened, copied and mailed as fast, can be searched while it is open for reading only, and
opens with an SQLite that lacks FTS5. Whoever searches gets what is indexed so far, and how far
that is; 1,000 articles take a third of a second, in the order of the coder's queue.

All of it is for one thread that is not the window's. No read of the project holds it for more than
a few milliseconds: texts are fetched some at a time and indexed after the lock was let go.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.domain.errors import KnownError
from annotator.domain.language import tr
from annotator.domain.searching import Term, first_place, snippet, spaced
from annotator.domain.text import headline_of
from annotator.storage import failures, files

TOGETHER = 24  # articles read at once, then indexed
_SEEN = 50_000  # characters of a text in which a snippet is looked for
_ENGINE = "fts5"
_TOKENS = "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\""


class SearchError(KnownError):
    """Search is not to be had here; the sentence says why."""


class SearchIndex:
    """The words of a project's articles, as far as they were added."""

    def __init__(self, path: Path) -> None:
        self._connection = files.connect(path, "ro")
        try:
            self._make()
        except sqlite3.OperationalError as error:
            self._connection.close()
            if "no such module" not in str(error):
                raise failures.opening_error(path, error) from error
            raise SearchError(
                tr(
                    "Articles cannot be searched here: this computer's SQLite lacks FTS5. "
                    "Everything else works; python.org's Python brings it."
                )
            ) from error
        self._known: set[int] = set()
        self._seen_edit = self._newest_edit()
        self._retitled = 0  # articles whose title is not the first line of their text

    def _make(self) -> None:
        run = self._connection.execute
        run("PRAGMA temp_store = FILE")
        run("PRAGMA temp.cache_size = -16384")
        run("PRAGMA temp.journal_mode = OFF")
        run(
            "CREATE VIRTUAL TABLE temp.words"
            f" USING {_ENGINE} (text, content = '', columnsize = 0, {_TOKENS})"
        )
        run(f"CREATE VIRTUAL TABLE temp.titles USING {_ENGINE} (title, {_TOKENS})")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    @property
    def size(self) -> int:
        """How many articles can be found."""
        return len(self._known)

    def __contains__(self, article_id: int) -> bool:
        return article_id in self._known

    def add(self, ids: Sequence[int]) -> None:
        """Make some more articles findable; those that are already stay so."""
        new = [article_id for article_id in ids if article_id not in self._known]
        for at in range(0, len(new), TOGETHER):
            self._add(new[at : at + TOGETHER])
        self._known.update(new)

    def _add(self, ids: Sequence[int]) -> None:
        rows = self._articles(ids)
        run = self._connection
        run.execute("BEGIN")  # the project is not read inside it, and so not held
        run.executemany(
            "INSERT INTO temp.words (rowid, text) VALUES (?, ?)",
            ((article_id, spaced(text)) for article_id, _, text in rows),
        )
        run.execute("COMMIT")
        for article_id, title, text in rows:
            self._take_title(article_id, title, text)

    def _articles(self, ids: Sequence[int]) -> list[tuple[int, str, str]]:
        marks = ", ".join("?" * len(ids))
        query = f"SELECT id, title, text FROM main.article WHERE id IN ({marks})"
        return self._connection.execute(query, list(ids)).fetchall()

    def _take_title(self, article_id: int, title: str, text: str) -> None:
        """Index a title apart where it is not in the text anyway."""
        if title != headline_of(text):
            self._connection.execute(
                "INSERT INTO temp.titles (rowid, title) VALUES (?, ?)", (article_id, spaced(title))
            )
            self._retitled += 1

    def catch_up(self) -> None:
        """Follow the titles that edits, undo and redo have changed since."""
        newest = self._newest_edit()
        if newest == self._seen_edit:
            return
        changed = self._connection.execute(
            "SELECT DISTINCT row_id FROM main.edit_row WHERE table_name = 'article'"
            " AND edit_id > ? AND edit_id <= ?",
            (self._seen_edit, newest),
        ).fetchall()
        self._seen_edit = newest
        for article_id, title, text in self._articles(
            [row_id for (row_id,) in changed if row_id in self._known]
        ):
            self._connection.execute("DELETE FROM temp.titles WHERE rowid = ?", (article_id,))
            self._take_title(article_id, title, text)

    def _newest_edit(self) -> int:
        query = "SELECT coalesce(max(id), 0) FROM main.edit"
        return int(self._connection.execute(query).fetchone()[0])

    def find(self, terms: Sequence[Term]) -> frozenset[int]:
        """The articles that have every term in their title or text; all for no term."""
        if not terms:
            return frozenset(self._known)
        texts = [_match(term) for term in terms]
        if not self._retitled:
            return self._ids("SELECT rowid FROM temp.words WHERE words MATCH ?", [" ".join(texts)])
        either = (
            "SELECT rowid FROM (SELECT rowid FROM temp.words WHERE words MATCH ?"
            " UNION SELECT rowid FROM temp.titles WHERE titles MATCH ?)"
        )
        query = " INTERSECT ".join([either] * len(texts))
        return self._ids(query, [text for text in texts for _ in range(2)])

    def _ids(self, query: str, values: Sequence[str]) -> frozenset[int]:
        joined = f"SELECT json_group_array(rowid) FROM ({query})"
        return frozenset(json.loads(self._connection.execute(joined, values).fetchone()[0]))


def _match(term: Term) -> str:
    """A term as FTS5 reads it; words hold letters and digits alone, so nothing can go wrong."""
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def in_order(ids: array[int], found: frozenset[int]) -> array[int]:
    """What was found, in the order of the queue."""
    return array("q", (article_id for article_id in ids if article_id in found))


def snippet_of(connection: sqlite3.Connection, article_id: int, terms: tuple[Term, ...]) -> str:
    """The line of an article's text where a term stands, empty when it is in the title.

    Of a very long text only the beginning is looked at.
    """
    row = connection.execute(
        "SELECT title, substr(text, 1, ?) FROM article WHERE id = ?", (_SEEN, article_id)
    ).fetchone()
    if row is None or all(first_place(row[0], (term,)) for term in terms):
        return ""
    headline = len(headline_of(row[1]))
    body = row[1][headline:]
    missing = tuple(term for term in terms if not first_place(row[0], (term,)))
    place = first_place(body, missing) or first_place(body, terms)
    return snippet(body, place) if place else ""
