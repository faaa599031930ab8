"""One writer at a time: an OS lock beside the project, which says who holds it.

The lock file is ``PROJECT.db.lock``. The system frees the lock when its process dies, however it
dies. Windows locks the file's first byte against reading too, so the record of who writes stands
behind it.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import platform
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.errors import LockedError, ProjectError
from annotator.domain.language import tr
from annotator.storage.failures import reason

if TYPE_CHECKING:
    from filelock import BaseFileLock

_RECORD_BYTES = 1024
_RECORD_AT = 1  # behind the byte that is locked


@dataclass(frozen=True)
class Writer:
    """Who has a project open for writing."""

    coder: str
    host: str
    pid: int
    since: str  # UTC, ISO 8601

    def __str__(self) -> str:
        """“ann on office-pc since 2025-04-10 14:03 (process 4242)”."""
        since = dt.datetime.fromisoformat(self.since).astimezone()
        return tr("{coder} on {host} since {since:%Y-%m-%d %H:%M} (process {pid})").format(
            coder=self.coder, host=self.host, since=since, pid=self.pid
        )


class WriterLock:
    """The right to write to one project, until ``release`` or the end of the process."""

    def __init__(self, project: Path, lock: BaseFileLock, since: str) -> None:
        self.project = project
        self.since = since
        self._lock = lock

    def sign(self, coder: str) -> None:
        """Name the coder who writes, for whoever wants to open the project too."""
        name, host = (coder or user_name())[:60], platform.node()[:60]
        writer = Writer(name, host, os.getpid(), self.since)
        record = json.dumps(asdict(writer)).encode().ljust(_RECORD_BYTES)
        with suppress(OSError):  # the lock holds, signed or not
            _write_record(lock_path(self.project), record)

    def release(self) -> None:
        """Let others write; calling it twice does nothing more."""
        if not self._lock.is_locked:
            return
        if sys.platform != "win32":  # while it is held: whoever opened it meanwhile will notice
            with suppress(OSError):
                lock_path(self.project).unlink()
        self._lock.release()


def acquire(project: Path, *, coder: str = "") -> WriterLock:
    """Become the one writer of a project.

    Raises:
        LockedError: somebody is; the sentence says who, where and since when.
        ProjectError: no lock can be had in that folder.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only to write

    lock = FileLock(lock_path(project), timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise _locked(project) from error
    except (OSError, NotImplementedError) as error:
        raise ProjectError(
            tr(
                "“{project}” cannot be opened for writing, because its folder "
                "{folder} does not let a lock be set ({reason}). Open it for "
                "reading only, or move it to a folder of your own on this computer."
            ).format(project=project.name, folder=project.parent, reason=reason(error))
        ) from error
    held = WriterLock(project, lock, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    held.sign(coder)
    return held


def lock_path(project: Path) -> Path:
    """The lock file of a project."""
    return project.with_name(f"{project.name}.lock")


def writer_of(project: Path) -> Writer | None:
    """Who signed the lock last, None when nobody did; says nothing of whether it is held."""
    try:
        with lock_path(project).open("rb", buffering=0) as file:
            file.seek(_RECORD_AT)
            return Writer(**json.loads(file.read(_RECORD_BYTES)))
    except (OSError, ValueError, TypeError):
        return None


def user_name() -> str:
    """The name of the computer's user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def _locked(project: Path) -> LockedError:
    time.sleep(0.1)  # a writer that has just come signs within this time
    writer = writer_of(project)
    sentence = (
        tr("“{project}” is being written to by {writer}.")
        if writer
        else tr("“{project}” is being written to by somebody else.")
    )
    who = sentence.format(project=project.name, writer=writer)
    rest = tr("Close it there, or open it for reading only.")
    return LockedError(f"{who} {rest}", who=who)


def _write_record(path: Path, record: bytes) -> None:
    flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        os.lseek(handle, _RECORD_AT, os.SEEK_SET)
        os.write(handle, record)
    finally:
        os.close(handle)
