"""Lend the connection of an open project to a thread that copies it beside the work.

SQLite begins a copy anew whenever another connection commits, so that one of a large project
would never end while somebody codes. Edits through the very connection that is copied are taken
along instead. The borrower only copies pages; the lender goes on working and can have the
connection back at any moment.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.storage import files

_lenders: dict[tuple[int, int], Lender] = {}


@dataclass(frozen=True)
class Borrowed:
    """A connection to copy from."""

    connection: sqlite3.Connection
    shared: bool  # True: somebody edits through it meanwhile
    wanted_back: Callable[[], bool]


class Lender:
    """One open project whose connection can be borrowed, until ``end``."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._key = files.identity(path)
        self._connection = connection
        self._borrowing = threading.Lock()
        self._ending = threading.Event()
        if sqlite3.threadsafety == 3:  # else SQLite was built for one thread at a time
            _lenders[self._key] = self

    def end(self) -> None:
        """Have the connection back for good; waits until the borrower has let go."""
        self._ending.set()
        if _lenders.get(self._key) is self:
            del _lenders[self._key]
        with self._borrowing:
            pass

    @contextmanager
    def lend(self) -> Iterator[Borrowed | None]:
        """The connection for the length of the block, None when the project is being closed."""
        with self._borrowing:
            if self._ending.is_set():
                yield None
            else:
                yield Borrowed(self._connection, shared=True, wanted_back=self._ending.is_set)


@contextmanager
def borrowed(path: Path) -> Iterator[Borrowed]:
    """A connection to copy a file from: that of the project open here, else one of its own."""
    lender = _lenders.get(files.identity(path))
    if lender is not None:
        with lender.lend() as lent:
            if lent is not None:
                yield lent
                return
    with closing(files.connect(path, "ro")) as connection:
        yield Borrowed(connection, shared=False, wanted_back=lambda: False)
