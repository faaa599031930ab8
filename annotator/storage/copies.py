"""Copies that were read back: made by SQLite's backup, opened, checked and compared, then named."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import NotSavedError, ProjectError
from annotator.storage import files

_PAGES_AT_ONCE = 256  # a step of the copy shuts out a commit for a few milliseconds at most
_ARTICLES_AT_ONCE = 200
_KEYS_AT_ONCE = 5_000
_TRIES = 3
_BUSY = "The project is being edited all the time. Try again in a moment."


class ChangedMeanwhileError(ProjectError):
    """The project was edited all the while it was copied."""


class StoppedError(ProjectError):
    """Whoever asked for the copy no longer wants it."""


@dataclass(frozen=True)
class Fingerprint:
    """What must be the same in a copy: rows of every table, and a hash over all texts."""

    rows: Mapping[str, int]
    texts: str


def copy_to(
    connection: sqlite3.Connection,
    target: Path,
    *,
    source: Path,
    replace: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Write a verified copy of an open project under a new name.

    The copy is made beside ``target`` and gets its name only after it was opened, its
    ``quick_check`` was read, and rows and texts were found equal. The project may be edited
    meanwhile through another connection.

    Raises:
        ProjectError: the project is damaged (then no copy of it is kept).
        ChangedMeanwhileError: it was edited each time it was being copied.
        StoppedError: ``stop`` said so.
        NotSavedError: the copy could not be written, or ``target`` exists.
    """
    if files.leftovers(target):
        raise NotSavedError(
            f"Beside “{target}” stands the journal of an earlier file of that name, which would"
            " spoil the copy. Choose another name, or move that file away."
        )
    temporary = files.temporary_beside(target)
    try:
        _demand_room(connection, target)
        _copy_unchanged(connection, temporary, source, stop)
        files.publish(temporary, target, replace=replace)
    except FileExistsError as error:
        raise NotSavedError(f"“{target}” exists already. Choose another name.") from error
    except OSError as error:
        raise files.saving_error(target, error) from error
    except sqlite3.Error as error:
        if files.is_damage(error):
            raise files.opening_error(source, error) from error
        raise files.saving_error(target, error) from error
    finally:
        files.discard(temporary)


def _copy_unchanged(
    connection: sqlite3.Connection, temporary: Path, source: Path, stop: Callable[[], bool]
) -> None:
    for _ in range(_TRIES):
        before = _data_version(connection)
        copy_pages(connection, temporary, stop)
        wanted = fingerprint(connection, source, stop=stop)
        if _data_version(connection) == before:
            _verify(temporary, source, wanted)
            return
        files.discard(temporary)
    raise ChangedMeanwhileError(_BUSY)


def copy_pages(
    connection: sqlite3.Connection, temporary: Path, stop: Callable[[], bool] = lambda: False
) -> None:
    """Copy every page of an open file, as it is at one moment, without looking at any.

    Raises:
        ChangedMeanwhileError: it was edited again and again, and each edit began it anew.
    """
    left, anew = sys.maxsize, 0

    def go_on(_status: int, remaining: int, _total: int) -> None:
        nonlocal left, anew
        _heed(stop)
        anew += remaining > left
        left = remaining
        if anew >= _TRIES:
            raise ChangedMeanwhileError(_BUSY)

    with closing(files.connect(temporary, "rwc")) as target:
        connection.backup(target, pages=_PAGES_AT_ONCE, progress=go_on, sleep=0.005)
        target.execute("PRAGMA journal_mode = DELETE")


def _verify(temporary: Path, source: Path, wanted: Fingerprint) -> None:
    with closing(files.connect(temporary, "ro")) as copy:
        demand_whole(copy, source)
        if fingerprint(copy, source) != wanted:
            raise NotSavedError(
                f"The copy of “{source}” did not read back as it was written, so it was thrown"
                " away. The disk it was written to may be failing: choose another."
            )


def demand_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Read SQLite's own check of every page and reference; ProjectError when they are not sound."""
    try:
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise files.opening_error(path, error) from error
    if answer != "ok":
        raise files.damaged(path, answer.splitlines()[-1])
    if broken:
        raise files.damaged(path, f"a row of table {broken[0]} points at nothing")


def fingerprint(
    connection: sqlite3.Connection, path: Path, *, stop: Callable[[], bool] = lambda: False
) -> Fingerprint:
    """Count every table's rows and hash every text, a little at a time.

    Raises:
        ProjectError: a text is not the one that was imported.
    """
    rows = row_counts(connection, stop=stop)
    texts = hashlib.sha256()
    for article_id, found, kept in text_hashes(connection):
        if found != kept:
            raise files.damaged(path, f"the text of article {article_id} has changed")
        texts.update(f"{article_id} {found}\n".encode())
        _heed(stop)
    return Fingerprint(rows, texts.hexdigest())


def row_counts(
    connection: sqlite3.Connection, *, stop: Callable[[], bool] = lambda: False
) -> dict[str, int]:
    """The rows of every table."""
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    rows = {}
    for (table,) in connection.execute(f"{names} ORDER BY name").fetchall():
        rows[table] = _count(connection, table)
        _heed(stop)
    return rows


def text_hashes(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """(id, hash of the text as it stands, hash it was imported with) of every article."""
    last = 0
    while True:
        page = connection.execute(
            "SELECT id, CAST(text AS BLOB), sha256 FROM article WHERE id > ? ORDER BY id LIMIT ?",
            (last, _ARTICLES_AT_ONCE),
        ).fetchall()
        for article_id, text, kept in page:
            yield article_id, hashlib.sha256(text).hexdigest(), kept
        if not page:
            return
        last = page[-1][0]


def _count(connection: sqlite3.Connection, table: str) -> int:
    """The rows of a table, counted by ranges of its first key so that no commit waits long."""
    key = connection.execute(
        "SELECT name FROM pragma_table_info(?) WHERE pk = 1 AND type = 'INTEGER'", (table,)
    ).fetchone()
    if key is None:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    low, high = connection.execute(f"SELECT min({key[0]}), max({key[0]}) FROM {table}").fetchone()
    if low is None:
        return 0
    count = f"SELECT count(*) FROM {table} WHERE {key[0]} BETWEEN ? AND ?"
    starts = range(low, high + 1, _KEYS_AT_ONCE)
    return sum(
        connection.execute(count, (start, start + _KEYS_AT_ONCE - 1)).fetchone()[0]
        for start in starts
    )


def _data_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _demand_room(connection: sqlite3.Connection, target: Path) -> None:
    pages, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    if shutil.disk_usage(target.parent).free < pages * size + 2**20:
        raise NotSavedError(
            f"There is no room for a copy of the project in {target.parent}. Free"
            f" {pages * size / 2**20:,.0f} MB there, or choose another folder."
        )


def _heed(stop: Callable[[], bool]) -> None:
    if stop():
        raise StoppedError("The copy was given up.")
