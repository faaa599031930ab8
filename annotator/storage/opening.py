"""Open a project file safely: look at it, lock it, recover it, check it, bring it up to date.

A file up to ``CHECKED_AT_ONCE`` bytes is checked whole before anybody reads it: every page
(``quick_check``), every reference, every text's hash. A larger one would make the window wait, so
its header, layout and version are checked at once and the rest while work goes on: the first
verified copy (``backup.keep_copy``) reads every page and hash, and says when something is wrong.
``annotator check`` always does everything.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import LockedError, ProjectError
from annotator.domain.language import tr
from annotator.storage import copies, failures, files, lock, migrations
from annotator.storage.lock import WriterLock
from annotator.storage.migrations import Steps
from annotator.storage.tables import MIGRATIONS

CHECKED_AT_ONCE = 8 * 2**20


@dataclass(frozen=True)
class Opened:
    """A connection to a project file that was found sound."""

    path: Path
    connection: sqlite3.Connection
    lock: WriterLock | None  # None: for reading only
    verified: bool  # False: a large file, of which pages and hashes are still to be checked


def open_to_write(path: Path | str, *, coder: str = "", steps: Steps = MIGRATIONS) -> Opened:
    """Open a project as its one writer; a crashed write is taken back first, under the lock."""
    path = files.resolve(path)
    refuse_newer(path, files.inspect(path).user_version, steps)
    held = lock.acquire(path, coder=coder)
    try:
        connection = files.connect(path, "rw", shared=True)
        try:
            verified = _make_ready(connection, path, steps)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        held.release()
        raise failures.opening_error(path, error) from error
    except BaseException:
        held.release()
        raise
    return Opened(path, connection, held, verified)


def _make_ready(connection: sqlite3.Connection, path: Path, steps: Steps) -> bool:
    _settle(connection, path)
    verified = demand_sound(connection, path, steps)
    files.make_durable(connection)
    if migrations.pending(connection, steps):
        _bring_up_to_date(connection, path, steps)
    return verified


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, steps: Steps) -> None:
    from annotator.storage import backup  # noqa: PLC0415 - it opens files by this module

    kept = backup.keep_before_migration(path, migrations.newest(steps))
    try:
        migrations.apply(connection, steps)
    except sqlite3.Error as error:
        raise ProjectError(
            tr(
                "“{path}” was made by an older program and could not be brought up to date "
                "({error}). It is as it was before, and a copy of it is kept as "
                "{copy}. Open it with the program that made it, and report this."
            ).format(path=path, error=error, copy=kept.path)
        ) from error


def open_to_read(path: Path | str, *, steps: Steps = MIGRATIONS) -> Opened:
    """Open a project for reading only; somebody else may be writing to it."""
    path = files.resolve(path)
    for _ in range(2):
        refuse_newer(path, files.inspect(path).user_version, steps)
        recover_leftovers(path)
        connection = files.connect(path, "ro")
        try:
            verified = demand_sound(connection, path, steps)
            _refuse_older(connection, path, steps)
        except sqlite3.Error as error:
            connection.close()
            if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise failures.opening_error(path, error) from error
        except BaseException:
            connection.close()
            raise
        else:
            return Opened(path, connection, None, verified)
    raise ProjectError(
        tr("“{path}” is being recovered from a crash. Try again in a moment.").format(path=path)
    )


def recover_leftovers(path: Path) -> None:
    """Take back what a crashed writer left unfinished, where the file shows that one did."""
    if files.inspect(path).write_ahead or files.leftovers(path):
        recover(path)


def recover(path: Path) -> None:
    """Take back what a crashed writer left unfinished, unless a living one is at work."""
    with suppress(LockedError):
        held = lock.acquire(path)
        try:
            take_back(path)
        except sqlite3.Error as error:
            raise failures.opening_error(path, error) from error
        finally:
            held.release()


def take_back(path: Path) -> None:
    """Undo a crashed write of a file whose lock the caller holds."""
    with closing(files.connect(path, "rw")) as connection:
        _settle(connection, path)
        files.make_durable(connection)


def _settle(connection: sqlite3.Connection, path: Path) -> None:
    """Take back a crashed write; raises where nothing can be written."""
    connection.execute("BEGIN IMMEDIATE")  # here SQLite plays a journal back and removes it
    try:
        # one that is still there had not got so far as to hold anything, and only confuses
        files.journal_of(path).unlink(missing_ok=True)
    finally:
        connection.execute("ROLLBACK")


def refuse_newer(path: Path, version: int, steps: Steps = MIGRATIONS) -> None:
    """Refuse a file that a newer program laid out, naming the version that reads it."""
    if version <= migrations.newest(steps):
        return
    needed = ""
    with suppress(sqlite3.Error), closing(files.connect(path, "ro")) as connection:
        row = connection.execute("SELECT needs_version FROM project").fetchone()
        needed = row[0] if row else ""
    sentence = (
        tr(
            "“{path}” was made by a newer program: it needs annotator {version} or later. Bring "
            "annotator up to date and open it again; nothing was changed."
        )
        if needed
        else tr(
            "“{path}” was made by a newer program: it needs annotator of a later version. Bring "
            "annotator up to date and open it again; nothing was changed."
        )
    )
    raise ProjectError(sentence.format(path=path, version=needed))


def _refuse_older(connection: sqlite3.Connection, path: Path, steps: Steps) -> None:
    if migrations.pending(connection, steps):
        raise ProjectError(
            tr(
                "“{path}” was made by an older program and must be brought up to date "
                "before it can be read. Open it for writing once."
            ).format(path=path)
        )


def demand_sound(connection: sqlite3.Connection, path: Path, steps: Steps = MIGRATIONS) -> bool:
    """Check a file before it is used; False when pages and hashes were left for later.

    Raises:
        ProjectError: it is damaged, not laid out as ours, or from a newer program.
    """
    version = migrations.version_of(connection)
    refuse_newer(path, version, steps)
    problems = [tr("it holds no tables")] if version < 1 else []
    problems = problems or migrations.layout_problems(connection, steps)
    if problems:
        raise failures.damaged(path, problems[0])
    foreign = migrations.foreign_parts(connection, steps)
    if foreign:
        raise ProjectError(
            tr(
                "“{path}” holds what annotator did not make: {foreign}. That could change "
                "what you code, so the file was not opened. Remove it with the tool that "
                "made it, or restore a kept copy."
            ).format(path=path, foreign=", ".join(foreign))
        )
    _demand_project(connection, path)
    if path.stat().st_size > CHECKED_AT_ONCE:
        return False
    demand_verified(connection, path)
    return True


def _demand_project(connection: sqlite3.Connection, path: Path) -> None:
    query = "SELECT count(*) FROM project p JOIN codebook c ON c.id = p.codebook_id"
    if connection.execute(query).fetchone()[0] != 1:
        raise failures.damaged(path, tr("the row that describes the project is missing"))


def demand_verified(connection: sqlite3.Connection, path: Path) -> None:
    """Check every page, every reference and every text's hash of a file."""
    copies.demand_whole(connection, path)
    copies.demand_texts(connection, path)
