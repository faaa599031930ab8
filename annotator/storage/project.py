"""A project file: made, opened, checked, and edited one transaction at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.domain.changes import Changes, Kind, Op, UndoState
from annotator.domain.errors import EditRefusedError, ReadOnlyError
from annotator.domain.events import Desk
from annotator.domain.schema import Schema, decode
from annotator.storage import journal

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA fullfsync = ON",
    "PRAGMA busy_timeout = 5000",
)


@dataclass
class EditInProgress(journal.Transaction):
    """A transaction that also says what it is about, for the report that goes up."""

    kinds: set[Kind] = field(default_factory=set)
    article_id: int | None = None
    event_id: int | None = None
    filler_id: int | None = None
    changes: Changes | None = None  # set when the edit was committed


class Project:
    """One open project file.

    Reads go through ``connection``; every change of coded data goes through ``transact``.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, read_only: bool = False
    ) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the object cannot be used afterwards."""
        self.connection.close()

    @cached_property
    def schema(self) -> Schema:
        """The schema in force."""
        query = "SELECT c.schema FROM codebook c JOIN project p ON p.codebook_id = c.id"
        return decode(json.loads(self.connection.execute(query).fetchone()[0]))

    @property
    def codebook_id(self) -> int:
        """The codebook version in force."""
        row = self.connection.execute("SELECT codebook_id FROM project").fetchone()
        return int(row[0])

    @contextmanager
    def transact(self, op: Op, label: str, *, desk: Desk) -> Iterator[EditInProgress]:
        """Make one edit: all of its rows and its journal entry are durable, or nothing is.

        ``changes`` of the yielded object holds the report afterwards; its ``edit_id`` is 0 when
        the edit changed no row (then nothing is journalled either).

        Raises:
            ReadOnlyError: the project is open for reading only.
            NotSavedError: the file could not take the edit.
        """
        with self._immediate():
            edit = EditInProgress(self.connection)
            yield edit
            changes = Changes(
                op, label, frozenset(edit.kinds), edit.article_id, edit.event_id, edit.filler_id
            )
            if edit.rows:
                edit_id = journal.record(self.connection, edit.rows, changes, desk=desk)
                changes = replace(changes, edit_id=edit_id)
        edit.changes = changes

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Write outside an edit (imports, suggestions): one transaction, no undo step.

        Whoever changes or deletes rows here calls ``journal.seal`` on them first.
        """
        with self._immediate():
            yield self.connection

    @contextmanager
    def _immediate(self) -> Iterator[None]:
        if self.read_only:
            raise ReadOnlyError("This project is open for reading only; nothing was changed.")
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def undo_state(self, desk: Desk) -> UndoState:
        """What undo and redo would do now for this coder."""
        return journal.undo_state(self.connection, desk.coder.id)

    def undo(self, desk: Desk) -> Changes:
        """Take back the coder's latest edit; EditRefusedError when there is none."""
        return self._step(desk, backwards=True)

    def redo(self, desk: Desk) -> Changes:
        """Do again what was undone last; EditRefusedError when there is nothing."""
        return self._step(desk, backwards=False)

    def _step(self, desk: Desk, *, backwards: bool) -> Changes:
        find, kind = (journal.next_undo, "undo") if backwards else (journal.next_redo, "redo")
        with self._immediate():
            target = find(self.connection, desk.coder.id)
            if target is None:
                raise EditRefusedError(f"There is nothing to {kind}.")
            entry = journal.entry(self.connection, target)
            rows = journal.replay(self.connection, target, backwards=backwards)
            report = entry.changes(0)
            edit_id = journal.record(
                self.connection, rows, report, desk=desk, kind=kind, target_id=target
            )
        return replace(report, edit_id=edit_id)
