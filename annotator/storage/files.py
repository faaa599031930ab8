"""A project file seen from outside: is it one, is it whole, and how to connect to it.

While a connection is open nothing but SQLite may open the file: closing any other handle in the
same process drops SQLite's POSIX locks, and a second writer gets in. So every connection is made
here and counted, and the header is read from the bytes only while this process has none.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import stat
import struct
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from annotator.domain.errors import ProjectError
from annotator.domain.language import tr
from annotator.storage import failures
from annotator.storage.tables import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_WAL = 2  # read and write version of a file in write-ahead mode

_connected: Counter[tuple[int, int]] = Counter()
_guard = threading.RLock()


@dataclass(frozen=True)
class Header:
    """What the first bytes of a project file say."""

    user_version: int
    write_ahead: bool  # some other tool left the file in WAL mode


class _Connection(sqlite3.Connection):
    """A connection that is counted for as long as it is open."""

    counted: tuple[int, int] | None = None

    def close(self) -> None:
        super().close()
        with _guard:
            if self.counted is not None:
                _connected[self.counted] -= 1
                self.counted = None


def identity(path: Path) -> tuple[int, int]:
    """What tells this file from any other: device and inode; OSError when there is none."""
    status = path.stat()
    return status.st_dev, status.st_ino


def is_connected(path: Path) -> bool:
    """Whether this process has a connection to an existing file."""
    with _guard:
        return _connected[identity(path)] > 0


def connect(path: Path, mode: str, *, shared: bool = False) -> sqlite3.Connection:
    """Connect to a file; ``mode`` is "ro", "rw" (must exist) or "rwc" (made when missing).

    Transactions are begun and ended by hand; tables are not trusted to run functions. ``shared``
    allows another thread to copy from the connection (``lending``).
    """
    posix = path.absolute().as_posix()
    address = quote(os.fsencode(posix if posix.startswith("/") else f"/{posix}"))
    with _guard:
        connection = sqlite3.connect(
            f"file://{address}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=5,
            check_same_thread=not shared,
            factory=_Connection,
        )
        connection.counted = identity(path) if path.exists() else None
        if connection.counted is not None:
            _connected[connection.counted] += 1
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def make_durable(connection: sqlite3.Connection) -> None:
    """Let every commit reach the disk before it returns, and keep the one file whole between."""
    mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    if mode not in ("delete", "memory"):
        raise ProjectError(
            tr(
                "The project is kept in SQLite's “{mode}” mode by another program that has "
                "it open. Close that program and open the project again."
            ).format(mode=mode)
        )
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA fullfsync = ON")


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what a crashed write has to be taken back with."""
    return path.with_name(f"{path.name}-journal")


def leftovers(path: Path) -> list[Path]:
    """Journals that stand beside a path and that SQLite would apply to whatever file is there."""
    beside = (path.with_name(path.name + end) for end in ("-journal", "-wal"))
    return [file for file in beside if file.exists()]


def resolve(path: Path | str) -> Path:
    """The one name of a file, so that two ways to write it meet the same lock."""
    try:
        return Path(path).expanduser().resolve()
    except (OSError, RuntimeError) as error:  # a loop of links, a home that is not known
        raise ProjectError(
            tr("“{path}” cannot be reached: {reason}.").format(
                path=path, reason=failures.reason(error)
            )
        ) from error


def inspect(path: Path) -> Header:
    """Read the header of a file without connecting to it, locking or changing anything.

    Raises:
        ProjectError: it is missing, a folder, not readable, empty, cut off, or no project.
    """
    _demand_file(path)
    with _guard:
        if is_connected(path):
            return Header(0, write_ahead=False)  # it was inspected when that connection was made
        header = _read_header(path)
    if not header:
        raise ProjectError(
            tr(
                "“{path}” is empty (0 bytes), so it holds no project. Restore a copy of "
                "it, or make a new project under another name."
            ).format(path=path)
        )
    if not header.startswith(_MAGIC):
        raise ProjectError(
            tr(
                "“{path}” is not an annotator project but another kind of file. Choose a "
                "project file; articles are brought into one with “annotator import”."
            ).format(path=path)
        )
    if len(header) < _HEADER_BYTES:
        raise _cut_off(path)
    user_version, application_id = (struct.unpack_from(">i", header, at)[0] for at in (60, 68))
    if application_id != APPLICATION_ID:
        raise ProjectError(
            tr(
                "“{path}” is a database of another program, not an annotator project. "
                "Choose a project file, or make one with “annotator new”."
            ).format(path=path)
        )
    _demand_all_pages(path, header)
    return Header(user_version, write_ahead=header[18] == _WAL)


def _demand_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise ProjectError(
            tr(
                "There is no file “{path}”. Check the name and the folder, or make a new "
                "project with “annotator new {name}”."
            ).format(path=path, name=path.name)
        ) from error
    except OSError as error:
        raise ProjectError(
            tr("“{path}” cannot be reached: {reason}.").format(
                path=path, reason=failures.reason(error)
            )
        ) from error
    if stat.S_ISDIR(mode):
        raise ProjectError(
            tr("“{path}” is a folder. Give the project file inside it.").format(path=path)
        )
    if not stat.S_ISREG(mode):
        raise ProjectError(
            tr("“{path}” is not an ordinary file, so it cannot be a project.").format(path=path)
        )


def _read_header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES)
    except OSError as error:
        raise ProjectError(
            tr(
                "“{path}” cannot be read: {reason}. Ask whoever owns the file to let you read it."
            ).format(path=path, reason=failures.reason(error))
        ) from error


def _demand_all_pages(path: Path, header: bytes) -> None:
    """Refuse a file that is shorter than its header says, unless a write is under way."""
    for attempt in range(3):
        (size,) = struct.unpack_from(">H", header, 16)
        page_size = 65536 if size == 1 else size
        (pages,) = struct.unpack_from(">I", header, 28)
        if path.stat().st_size >= pages * page_size or journal_of(path).exists():
            return
        time.sleep(0.02 * attempt)
        with _guard:
            header = _read_header(path)
    raise _cut_off(path, pages * page_size)


def _cut_off(path: Path, expected: int = 0) -> ProjectError:
    length = path.stat().st_size
    sentence = (
        tr(
            "“{path}” is cut off: only {length:,} of {expected:,} bytes of it are there, as after "
            "a broken download or copy. Copy it again from where it came, or restore a "
            "kept copy; nothing was written to it."
        )
        if expected
        else tr(
            "“{path}” is cut off: only {length:,} bytes of it are there, as after "
            "a broken download or copy. Copy it again from where it came, or restore a "
            "kept copy; nothing was written to it."
        )
    )
    return ProjectError(sentence.format(path=path, length=length, expected=expected))


def temporary_beside(target: Path) -> Path:
    """A name in the same folder for a file that is not finished yet."""
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")


def discard(temporary: Path) -> None:
    """Remove an unfinished file with its journal, if they are there."""
    for file in (temporary, journal_of(temporary)):
        with suppress(OSError):
            file.unlink()


def publish(temporary: Path, target: Path, *, replace: bool = False) -> None:
    """Give a finished file its name in one step; FileExistsError unless it may replace."""
    if replace:
        temporary.replace(target)
    elif sys.platform == "win32":
        temporary.rename(target)
    else:
        _name_once(temporary, target)
    sync_folder(target.parent)


def _name_once(temporary: Path, target: Path) -> None:
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: reserve the name, then take it
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        temporary.replace(target)
    else:
        temporary.unlink()


def sync(path: Path) -> None:
    """Bring a finished file, to which nothing is connected, to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Let a new or changed name in a folder survive a power cut, where the system can."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
