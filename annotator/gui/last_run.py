"""How the program ended last time: each run leaves a file beside the settings until it ends well.

While a run lives it holds a lock on its file, which the system frees however the process dies. A
hard crash writes its trace there (files, lines and functions; no text). A file that nobody holds
is that of a run that ended unexpectedly; it is read once and taken away.
"""

from __future__ import annotations

import datetime as dt
import faulthandler
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QObject, QTimer

from annotator.gui import crash
from annotator.log import get_logger

if TYPE_CHECKING:
    from filelock import BaseFileLock

_FOLDER = "runs"
_SIGN_EVERY = 60_000  # milliseconds between signs of life
_MOST = 20_000  # characters of a trace that a report holds
_FILE = re.compile(r'File "([^"]*)"')


@dataclass(frozen=True)
class UnexpectedEnd:
    """A run that did not end by closing the window."""

    at: dt.datetime  # when it crashed, or gave its last sign of life
    trace: str

    @property
    def sentence(self) -> str:
        """What is said of it at the next start."""
        at = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(int(self.at.timestamp())), "d MMMM yyyy, HH:mm"
        )
        return QCoreApplication.translate(
            "crash", "The program ended unexpectedly on {}. Every edit shown as saved is there."
        ).format(at)

    @property
    def report(self) -> str:
        """A report to send: versions, when, and where in the program; no text of any article."""
        return "\n".join([crash.system(), f"ended {self.at:%Y-%m-%d %H:%M}", "", self.trace, ""])


class Run:
    """This run, until ``end``; a folder that cannot be written to only costs the report."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[str] | None = None
        self._lock: BaseFileLock | None = None
        try:
            self._begin(folder / _FOLDER)
        except OSError as error:
            get_logger("gui").warning("no crash report can be kept: %s", error)

    def _begin(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}-{os.getpid()}.log"
        self._lock = _lock_of(path)
        self._lock.acquire(timeout=0)
        self._file = path.open("w", encoding="utf-8")
        self._file.write(f"{crash.system()}\n")
        self._file.flush()
        faulthandler.enable(self._file)

    def give_signs(self, owner: QObject) -> None:
        """Keep the time of the file near the present, for the sentence at the next start."""
        timer = QTimer(owner, interval=_SIGN_EVERY)
        timer.timeout.connect(self._sign)
        timer.start()

    def _sign(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                os.utime(self._file.name)

    def end(self) -> None:
        """Leave nothing behind: this run ended well."""
        if self._file is not None and self._lock is not None:
            faulthandler.disable()
            self._file.close()
            _take_away(Path(self._file.name), self._lock)


def unexpected_end(folder: Path) -> UnexpectedEnd | None:
    """How the latest run that ended unexpectedly did so; all such files are taken away."""
    ended = [_read(path) for path in sorted((folder / _FOLDER).glob("*.log"))]
    return max(filter(None, ended), key=lambda end: end.at, default=None)


def _read(path: Path) -> UnexpectedEnd | None:
    """The end of one run; None while it goes on."""
    from filelock import Timeout  # noqa: PLC0415 - only where there is a file to look at

    lock = _lock_of(path)
    try:
        lock.acquire(timeout=0)
        at = dt.datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - the user's own clock
        text = path.read_text(encoding="utf-8", errors="replace")[:_MOST]
    except (Timeout, OSError):
        return None
    finally:
        if lock.is_locked:
            _take_away(path, lock)
    return UnexpectedEnd(at, _without_folders(text) or "no trace")


def _without_folders(text: str) -> str:
    return _FILE.sub(lambda found: f'File "{crash.inside(found[1])}"', text).strip()


def _lock_of(path: Path) -> BaseFileLock:
    from filelock import FileLock  # noqa: PLC0415 - beside the reading of other runs

    return FileLock(path.with_suffix(".lock"))


def _take_away(path: Path, lock: BaseFileLock) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
    lock.release()
    with suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)
