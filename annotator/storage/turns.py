"""Whose turn it is to write to an open project: the window's edits, or a long one in a thread.

SQLite would let the second one wait until the first is done. The window never waits: an edit that
is made while a long one is written is refused with a sentence.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from annotator.domain.errors import CancelledError, NotYetError


class Turns:
    """One for all connections through which one process writes to a project."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._why = ""
        self._over = False
        self.rows_beside = 0  # written through other connections than the window's

    @contextmanager
    def taken(self, why: str = "") -> Iterator[None]:
        """Nobody else writes during the block.

        With a reason it waits for its turn, and whoever comes meanwhile is told the reason.

        Raises:
            NotYetError: a long edit is being written.
            CancelledError: the project was closed before it came to that.
        """
        if why:
            self._why = why
        if not self._lock.acquire(blocking=bool(why)):
            raise NotYetError(self._why)
        try:
            if self._over:
                raise CancelledError
            yield
        finally:
            self._lock.release()

    def end(self) -> None:
        """Let nobody write any more, once whoever does is done."""
        with self._lock:
            self._over = True
