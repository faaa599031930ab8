"""A project as it was at one moment, for long reads that no edit has to wait for.

What was coded is copied into temporary tables, a few thousand rows at a time, so that the lock
on the file is held for milliseconds. What edits change meanwhile the journal tells: at the end
the rows they touched are copied again, in one short read that fixes the moment. SQLite's own
backup was tried and is no way here: it begins again with every commit of another connection,
never ends while somebody codes, and copies the journal, the largest part of a project.

The temporary tables have the names of the project's, so every query reads the copy; the one
thing that is not copied is the text of the articles, which never changes.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.dataset import Cancelled
from annotator.domain.errors import CancelledError, ExportError, ProjectError
from annotator.domain.language import tr
from annotator.storage import failures, files

LONGEST_READ = 0.006  # seconds a chunk should hold the lock; the promise is 20 ms
_FEWEST, _MOST = 64, 16384  # rows of a chunk
FEW = 2000  # touched rows that one short read can take


@dataclass(frozen=True)
class _Table:
    """A table that is copied row by row; the journal names its rows by ``id``."""

    name: str
    columns: str
    key: str  # what the copy is ordered by, so that reading needs no index


_TABLES = (
    _Table("coding", "*", "article_id, id"),
    _Table("event", "*", "coding_id, position, id"),
    _Table("event_attribute", "*", "event_id, name, position, id"),
    _Table("filler", "*", "event_id, position, id"),
    _Table("evidence", "*", "filler_id, position, id"),
    _Table("mention", "*", "coding_id, id"),
    _Table("mention_segment", "*", "mention_id, position, id"),
    _Table("comment", "*", "coding_id, id"),
    _Table("assignment", "*", "article_id, coder_id, round_id, id"),
    _Table(
        "article",
        "id, uuid, title, source, published, url, language, external_id, collection, imported_at,"
        " imported_from, sha256, characters",
        "id",
    ),
)
_SMALL = ("project", "setting", "codebook", "coder", "round", "pipeline")


@contextmanager
def snapshot(path: Path, *, cancelled: Cancelled = lambda: False) -> Iterator[sqlite3.Connection]:
    """Read the coded data of a project as it is now, for as long as the block lasts.

    The connection may be used in the thread that made it. Nothing is left behind, even when the
    process is killed.

    Raises:
        CancelledError: ``cancelled`` said so.
        ExportError: the disk for temporary files is full.
        ProjectError: the project cannot be read.
    """
    connection = files.connect(path, "ro")
    try:
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("PRAGMA temp.cache_size = -16384")
        connection.execute("PRAGMA temp.journal_mode = OFF")
        _copy(connection, cancelled)
        yield connection
    except sqlite3.DatabaseError as error:
        raise _sentence(path, error) from error
    finally:
        connection.close()


def _sentence(path: Path, error: sqlite3.DatabaseError) -> ExportError | ProjectError:
    """The project itself is only read: what cannot be written is the copy."""
    if getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE):
        return ExportError(
            tr(
                "The disk is full: a temporary copy of what is coded in “{path}” does not "
                "fit. Free some space, or let the environment variable SQLITE_TMPDIR (on "
                "Windows TMP) name a folder on a larger disk, and try again."
            ).format(path=path.name)
        )
    return failures.opening_error(path, error)


def _copy(connection: sqlite3.Connection, cancelled: Cancelled) -> None:
    since = _newest_edit(connection)
    for table in _TABLES:
        _prepare(connection, table)
        _copy_table(connection, table, cancelled)
    _copy_seconds(connection, cancelled)
    _catch_up(connection, since, cancelled)


def _newest_edit(connection: sqlite3.Connection) -> int:
    query = "SELECT coalesce(max(id), 0) FROM main.edit"
    return int(connection.execute(query).fetchone()[0])


def _table_info(connection: sqlite3.Connection, table: _Table) -> list[tuple[int, str, str]]:
    return connection.execute(f"PRAGMA main.table_info({table.name})").fetchall()


def _columns(connection: sqlite3.Connection, table: _Table) -> str:
    if table.columns != "*":
        return table.columns
    return ", ".join(row[1] for row in _table_info(connection, table))


def _prepare(connection: sqlite3.Connection, table: _Table) -> None:
    types = {row[1]: row[2] for row in _table_info(connection, table)}
    columns = ", ".join(f"{name} {types[name]}" for name in _columns(connection, table).split(", "))
    connection.execute(
        f"CREATE TEMP TABLE {table.name} ({columns}, PRIMARY KEY ({table.key})) WITHOUT ROWID"
    )


def _copy_table(connection: sqlite3.Connection, table: _Table, cancelled: Cancelled) -> None:
    columns = _columns(connection, table)
    query = (
        f"INSERT INTO temp.{table.name} ({columns}) SELECT {columns} FROM main.{table.name}"
        " WHERE id > ? AND id <= ?"
    )
    _in_chunks(connection, query, table.name, "id", cancelled)


def _copy_seconds(connection: sqlite3.Connection, cancelled: Cancelled) -> None:
    """Active time changes by the minute and outside of edits: summed up, as it is just now."""
    connection.execute(
        "CREATE TEMP TABLE active_time (article_id INTEGER, coder_id INTEGER, round_id INTEGER,"
        " seconds REAL, PRIMARY KEY (article_id, coder_id, round_id)) WITHOUT ROWID"
    )
    query = (
        "INSERT INTO temp.active_time SELECT article_id, coder_id, round_id, sum(seconds)"
        " FROM main.active_time WHERE article_id > ? AND article_id <= ?"
        " GROUP BY article_id, coder_id, round_id"
    )
    _in_chunks(connection, query, "active_time", "article_id", cancelled)


def _in_chunks(
    connection: sqlite3.Connection, query: str, table: str, column: str, cancelled: Cancelled
) -> None:
    """Run a query on one range of ids after another, each as wide as the last one's time allows."""
    low, high = connection.execute(
        f"SELECT coalesce(min({column}), 1) - 1, coalesce(max({column}), 0) FROM main.{table}"
    ).fetchone()
    width = _FEWEST
    while low < high:
        _stop_if(cancelled)
        took = _hold(connection, query, (low, low + width))
        low += width
        if took < LONGEST_READ / 2:
            width = min(_MOST, width * 2)
        elif took > LONGEST_READ:
            width = max(_FEWEST, width // 2)


def _hold(connection: sqlite3.Connection, query: str, limits: tuple[int, int]) -> float:
    """Run a query and say for how many seconds it held the file, not how long it waited for it."""
    connection.execute("BEGIN")
    connection.execute("SELECT 1 FROM main.project").fetchone()  # here it waits
    begun = time.perf_counter()
    connection.execute(query, limits)
    connection.execute("COMMIT")
    return time.perf_counter() - begun


def _stop_if(cancelled: Cancelled) -> None:
    """Raise CancelledError when the user stopped the export."""
    if cancelled():
        raise CancelledError(tr("The export was stopped; nothing was written."))


def _catch_up(connection: sqlite3.Connection, since: int, cancelled: Cancelled) -> None:
    """Copy again what edits have touched since, until one short read can take the rest."""
    connection.execute("CREATE TEMP TABLE touched (name, id, PRIMARY KEY (name, id)) WITHOUT ROWID")
    for table in _TABLES:
        connection.execute(
            f"CREATE TEMP TABLE fresh_{table.name} AS"
            f" SELECT {_columns(connection, table)} FROM main.{table.name} WHERE 0"
        )
    while True:
        connection.execute("DELETE FROM touched")
        connection.execute("BEGIN")
        newest = _newest_edit(connection)
        few = _find_touched(connection, since, newest) <= FEW
        if not few:
            connection.execute("COMMIT")
        for table in _TABLES:
            _read_again(connection, table, cancelled, at_once=few)
        if few:
            _copy_small(connection)
            connection.execute("COMMIT")
        for table in _TABLES:
            _put_in_place(connection, table)
        if few:
            return
        since = newest


def _find_touched(connection: sqlite3.Connection, since: int, newest: int) -> int:
    found = connection.execute(
        "INSERT OR IGNORE INTO touched SELECT table_name, row_id FROM main.edit_row"
        " WHERE edit_id > ? AND edit_id <= ?",
        (since, newest),
    )
    return found.rowcount


def _read_again(
    connection: sqlite3.Connection, table: _Table, cancelled: Cancelled, *, at_once: bool
) -> None:
    query = (
        f"INSERT INTO fresh_{table.name} SELECT {_columns(connection, table)}"
        f" FROM main.{table.name} WHERE id IN (SELECT id FROM touched WHERE name = ?"
    )
    if at_once:
        connection.execute(f"{query})", (table.name,))
        return
    names = connection.execute(
        "SELECT id FROM touched WHERE name = ? ORDER BY id", (table.name,)
    ).fetchall()
    for at in range(0, len(names), FEW):
        _stop_if(cancelled)
        chunk = names[at : at + FEW]
        limits = (table.name, chunk[0][0], chunk[-1][0])
        connection.execute(f"{query} AND id BETWEEN ? AND ?)", limits)


def _put_in_place(connection: sqlite3.Connection, table: _Table) -> None:
    connection.execute(
        f"DELETE FROM temp.{table.name} WHERE id IN (SELECT id FROM touched WHERE name = ?)",
        (table.name,),
    )
    connection.execute(f"INSERT INTO temp.{table.name} SELECT * FROM fresh_{table.name}")
    connection.execute(f"DELETE FROM fresh_{table.name}")


def _copy_small(connection: sqlite3.Connection) -> None:
    for name in _SMALL:
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM main.{name}")
