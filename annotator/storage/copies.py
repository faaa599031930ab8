"""Copies that were read back: made by SQLite's backup, opened, checked and compared, then named."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import NotSavedError, ProjectError
from annotator.domain.language import later, tr
from annotator.storage import failures, files
from annotator.storage.lending import Borrowed, borrowed

_PAGES_AT_ONCE = 64  # a step of the copy holds up an edit for a millisecond or two
_ARTICLES_AT_ONCE = 100
_KEYS_AT_ONCE = 250
_LONGEST_READ = 0.005  # seconds that counting may keep a commit waiting
_TRIES = 3
_LONGEST_WAIT = 10.0  # seconds without one page
_HELD = later("Another program keeps the file to itself. Close that program and try again.")
_BUSY = later("The project is being edited all the time. Try again in a moment.")


def never() -> bool:
    """The answer of whoever does not want a copy stopped."""
    return False


class ChangedMeanwhileError(ProjectError):
    """The project was edited all the while it was copied."""


class StoppedError(ProjectError):
    """Whoever asked for the copy no longer wants it."""


@dataclass(frozen=True)
class Fingerprint:
    """What must be the same in a copy: rows of every table, and the hashes of all texts."""

    rows: Mapping[str, int]
    texts: str  # hash over the hashes
    changes: int = 0  # rows that edits wrote while this was taken; no count is further off


def copy_to(
    source: Path,
    target: Path,
    *,
    connection: sqlite3.Connection | None = None,
    replace: bool = False,
    stop: Callable[[], bool] = never,
) -> None:
    """Write a verified copy of a project under a new name.

    The copy is made beside ``target`` and gets its name only after it was opened, its
    ``quick_check`` was read, and rows and texts were found equal. The project may be edited
    meanwhile. ``connection`` is one to copy from where the file has lost its name.

    Raises:
        ProjectError: the project is damaged (then no copy of it is kept).
        ChangedMeanwhileError: it was edited each time it was being copied.
        StoppedError: ``stop`` said so, or the project is being closed.
        NotSavedError: the copy could not be written, or ``target`` exists.
    """
    with _unfinished(target, source) as temporary:
        if connection is not None:
            wanted = _take_alone(connection, temporary, stop)
        else:
            with borrowed(source) as lent:
                wanted = _take(lent, temporary, source, stop)
        _verify(temporary, wanted, source)
        files.publish(temporary, target, replace=replace)


@contextmanager
def _unfinished(target: Path, source: Path) -> Iterator[Path]:
    """A name for the copy while it is made; what goes wrong in the block becomes a sentence."""
    if files.leftovers(target):
        raise NotSavedError(
            tr(
                "Beside “{target}” stands the journal of an earlier file of that name, "
                "which would spoil the copy. Choose another name, or move that file away."
            ).format(target=target)
        )
    temporary = files.temporary_beside(target)
    try:
        yield temporary
    except FileExistsError as error:
        raise NotSavedError(
            tr("“{target}” exists already. Choose another name.").format(target=target)
        ) from error
    except OSError as error:
        raise failures.saving_error(target, error) from error
    except sqlite3.Error as error:
        if failures.is_busy(error):
            raise ChangedMeanwhileError(tr(_BUSY)) from error
        if failures.is_damage(error):
            raise failures.opening_error(source, error) from error
        raise failures.saving_error(target, error) from error
    finally:
        files.discard(temporary)


def _take(lent: Borrowed, temporary: Path, source: Path, stop: Callable[[], bool]) -> Fingerprint:
    """Copy the pages of a project and say what must be found in the copy."""
    if not lent.shared:
        return _take_alone(lent.connection, temporary, stop)

    def stopped() -> bool:
        return stop() or lent.wanted_back()

    before = lent.connection.total_changes
    with closing(files.connect(source, "ro")) as reader:
        demand_room(reader, temporary)
        wanted = fingerprint(reader, stop=stopped)
    copy_pages(lent.connection, temporary, stopped)
    return dataclasses.replace(wanted, changes=lent.connection.total_changes - before)


def _take_alone(
    connection: sqlite3.Connection, temporary: Path, stop: Callable[[], bool]
) -> Fingerprint:
    """The same through a connection that nobody edits through; others may."""
    demand_room(connection, temporary)
    for _ in range(_TRIES):
        version = _data_version(connection)
        copy_pages(connection, temporary, stop)
        wanted = fingerprint(connection, stop=stop)
        if _data_version(connection) == version:
            return wanted
        files.discard(temporary)
    raise ChangedMeanwhileError(tr(_BUSY))


def copy_pages(
    connection: sqlite3.Connection, temporary: Path, stop: Callable[[], bool] = never
) -> None:
    """Copy every page of an open file, as it is at one moment, without looking at any.

    Raises:
        ChangedMeanwhileError: others edited it again and again, and each edit began it anew, or
            kept it to themselves for seconds.
    """
    left, anew, begun = sys.maxsize, 0, time.monotonic()

    def go_on(status: int, remaining: int, total: int) -> None:
        nonlocal left, anew, begun
        _heed(stop)
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() - begun > _LONGEST_WAIT:
                raise ChangedMeanwhileError(tr(_HELD))
            return
        begun = time.monotonic()
        anew += remaining > left and total - remaining <= _PAGES_AT_ONCE
        left = remaining
        if anew >= _TRIES:
            raise ChangedMeanwhileError(tr(_BUSY))

    with closing(files.connect(temporary, "rwc")) as target:
        target.execute("PRAGMA journal_mode = OFF")  # an unfinished copy is thrown away anyhow,
        target.execute("PRAGMA synchronous = OFF")  # and no edit waits for its way to the disk
        connection.backup(target, pages=_PAGES_AT_ONCE, progress=go_on, sleep=0.005)
        target.execute("PRAGMA journal_mode = DELETE")
    files.sync(temporary)


def _verify(temporary: Path, wanted: Fingerprint, source: Path) -> None:
    """Open a copy, read SQLite's check of it, and compare it with what it was made from."""
    with closing(files.connect(temporary, "ro")) as copy:
        demand_whole(copy, source)
        demand_texts(copy, source)
        found = fingerprint(copy)
    off = [abs(found.rows.get(table, 0) - count) for table, count in wanted.rows.items()]
    same = found.rows.keys() == wanted.rows.keys() and max(off) <= wanted.changes
    if not same or (found.texts != wanted.texts and not wanted.changes):
        raise NotSavedError(
            tr(
                "The copy of “{source}” did not read back as it was written, so it was "
                "thrown away. The disk it was written to may be failing: choose another."
            ).format(source=source)
        )


def demand_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Read SQLite's own check of every page and reference; ProjectError when they are not sound."""
    try:
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise failures.opening_error(path, error) from error
    if answer != "ok":
        raise failures.damaged(path, answer.splitlines()[-1])
    if broken:
        raise failures.damaged(
            path, tr("a row of table {broken} points at nothing").format(broken=broken[0])
        )


def demand_texts(connection: sqlite3.Connection, path: Path) -> None:
    """Hash every text; ProjectError when one is not the text that was imported."""
    for article_id, found, kept in text_hashes(connection):
        if found != kept:
            raise failures.damaged(
                path,
                tr("the text of article {article_id} has changed").format(article_id=article_id),
            )


def fingerprint(connection: sqlite3.Connection, *, stop: Callable[[], bool] = never) -> Fingerprint:
    """Count every table's rows and collect the texts' hashes, a little at a time."""
    rows = row_counts(connection, stop=stop)
    texts, last = hashlib.sha256(), 0
    query = "SELECT id, sha256 FROM article WHERE id > ? ORDER BY id LIMIT ?"
    while page := connection.execute(query, (last, _ARTICLES_AT_ONCE)).fetchall():
        for article_id, kept in page:
            texts.update(f"{article_id} {kept}\n".encode())
        last = page[-1][0]
        _heed(stop)
    return Fingerprint(rows, texts.hexdigest())


def row_counts(
    connection: sqlite3.Connection, *, stop: Callable[[], bool] = never
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
    low, high = (  # in one query they would read the whole table
        connection.execute(f"SELECT {most}({key[0]}) FROM {table}").fetchone()[0]
        for most in ("min", "max")
    )
    if low is None:
        return 0
    count = f"SELECT count(*) FROM {table} WHERE {key[0]} BETWEEN ? AND ?"
    total, width = 0, _KEYS_AT_ONCE
    while low <= high:
        begun = time.perf_counter()
        total += connection.execute(count, (low, low + width - 1)).fetchone()[0]
        low += width
        took = time.perf_counter() - begun
        width = max(_KEYS_AT_ONCE, width // 2) if took > _LONGEST_READ else width * 2
    return total


def _data_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def demand_room(connection: sqlite3.Connection, target: Path) -> None:
    """NotSavedError unless there is room for a copy of an open file beside ``target``."""
    pages, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    if shutil.disk_usage(target.parent).free < pages * size + 2**20:
        raise NotSavedError(
            tr(
                "There is no room for a copy of the project in {folder}. Free {megabytes:,.0f} "
                "MB there, or choose another folder."
            ).format(folder=target.parent, megabytes=pages * size / 2**20)
        )


def _heed(stop: Callable[[], bool]) -> None:
    if stop():
        raise StoppedError(tr("The copy was given up."))
