"""Several reads that see one state of the file, whoever writes meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


def file_version(connection: sqlite3.Connection) -> int:
    """A number that is another one after another program has changed the file."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the file still for the reads inside; for less than 20 ms, since edits wait."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
