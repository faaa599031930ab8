"""A project file: made, opened, checked, and edited one transaction at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.domain import edit_labels
from annotator.domain.changes import Changes, Kind, Op, UndoState
from annotator.domain.errors import EditRefusedError, NotSavedError, ProjectError, ReadOnlyError
from annotator.domain.events import Desk
from annotator.domain.language import tr
from annotator.domain.rules import fields_of
from annotator.domain.schema import Schema
from annotator.domain.schema_text import decode
from annotator.storage import copies, failures, files, journal, lock, opening
from annotator.storage.creation import create
from annotator.storage.lending import Lender
from annotator.storage.opening import Opened
from annotator.storage.turns import Turns

__all__ = ["EditInProgress", "Project", "create", "open_project"]


def open_project(path: Path | str, *, read_only: bool = False, coder: str = "") -> Project:
    """Open an existing project; ``coder`` is whom others are told about while it is open.

    Raises:
        LockedError: somebody else writes to it; it can still be opened for reading only.
        ProjectError: it is missing, no project, damaged, or from a newer program. The file is as
            it was before.
    """
    if read_only:
        return Project(opening.open_to_read(path))
    return Project(opening.open_to_write(path, coder=coder))


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

    def __init__(self, opened: Opened) -> None:
        self._beside = ""  # why others have to wait while this one writes
        self._take(opened)

    def _take(self, opened: Opened) -> None:
        self._turns = Turns()
        self.path = opened.path
        self.connection = opened.connection
        self.read_only = opened.lock is None
        self.verified = opened.verified
        self._lock = opened.lock
        self._lender = Lender(opened.path, opened.connection) if opened.lock else None
        self._identity = files.identity(opened.path)
        self._schema: Schema | None = None
        self._codebook_id = 0  # whose schema it is

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
        """Close the file and let others write; the object cannot be used afterwards."""
        if self._beside:
            self._turns.rows_beside += self.connection.total_changes
        else:
            self._turns.end()
        if self._lender is not None:
            self._lender.end()
        self.connection.close()
        if self._lock is not None:
            self._lock.release()

    def beside(self, why: str) -> Project:
        """The project once more, for a long edit in a thread of its own.

        Reading goes on meanwhile; an edit here is refused with ``why`` while one is written there.
        """
        connection = files.connect(self.path, "rw")
        files.make_durable(connection)
        connection.execute("PRAGMA cache_spill = OFF")  # nobody waits to read before the commit
        other = Project(Opened(self.path, connection, None, self.verified))
        other.read_only, other._turns, other._beside = self.read_only, self._turns, why
        return other

    def sign(self, coder: str) -> None:
        """Name the coder who writes, for whoever tries to open the project meanwhile."""
        if self._lock is not None:
            self._lock.sign(coder)

    @property
    def changes_made(self) -> int:
        """How many rows were written since the file was opened, for ``backup.CopySchedule``."""
        return self.connection.total_changes + self._turns.rows_beside

    @cached_property
    def uuid(self) -> str:
        """The identity of the project."""
        return str(self.connection.execute("SELECT uuid FROM project").fetchone()[0])

    @property
    def title(self) -> str:
        """The project's title."""
        return str(self.connection.execute("SELECT title FROM project").fetchone()[0])

    def save_copy(self, target: Path | str, *, replace: bool = False) -> Path:
        """Write a verified copy of the project under another name; this one stays open.

        Raises:
            NotSavedError: it could not be written, or exists and may not be replaced.
            ProjectError: ``target`` is a project that is open, or this project is damaged.
        """
        path = files.resolve(target)
        if not path.exists():
            copies.copy_to(self.path, path, connection=self.connection)
            return path
        if files.is_connected(path):
            raise ProjectError(
                tr("“{path}” is the project that is open. Choose another name.").format(path=path)
            )
        if not replace:
            raise NotSavedError(
                tr("“{path}” exists already. Choose another name.").format(path=path)
            )
        held = lock.acquire(path)
        try:
            copies.copy_to(self.path, path, connection=self.connection, replace=True)
        finally:
            held.release()
        return path

    def save_elsewhere(self, target: Path | str, *, coder: str = "") -> None:
        """Go on in a verified copy under a new name, so that an edit that failed can be run again.

        Works while the project's own file is moved away or its disk is full. ``connection`` is
        another one afterwards.

        Raises:
            NotSavedError: the copy could not be written there, or the file exists.
            ProjectError: the project is damaged.
        """
        path = files.resolve(target)
        copies.copy_to(self.path, path, connection=self.connection)
        opened = opening.open_to_write(path, coder=coder)
        self.close()
        self._take(opened)

    @property
    def schema(self) -> Schema:
        """The schema in force; another object after the codebook was changed."""
        if self._schema is None:
            query = "SELECT c.schema FROM codebook c JOIN project p ON p.codebook_id = c.id"
            self._codebook_id = self.codebook_id
            self._schema = decode(json.loads(self.connection.execute(query).fetchone()[0]))
        return self._schema

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
        self._forget_schema(changes)
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
            raise ReadOnlyError(tr("This project is open for reading only; nothing was changed."))
        with self._turns.taken(self._beside):
            self._demand_in_place()
            yield from self._one_transaction()

    def _one_transaction(self) -> Iterator[None]:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            if not failures.is_storage_failure(error):
                raise
            raise failures.saving_error(self.path, error) from error
        except BaseException:
            self._roll_back()
            raise

    def _demand_in_place(self) -> None:
        """Refuse to write to a file that no longer stands under the project's name."""
        try:
            found = files.identity(self.path)
        except OSError as error:
            raise failures.moved_error(self.path) from error
        if found != self._identity:
            raise failures.moved_error(self.path)

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            with suppress(sqlite3.Error):  # the next BEGIN says what is the matter
                self.connection.execute("ROLLBACK")

    def undo_state(self, desk: Desk) -> UndoState:
        """What undo and redo would do now for this coder."""
        return journal.undo_state(self.connection, desk)

    def undo(self, desk: Desk) -> Changes:
        """Take back the coder's latest edit; EditRefusedError when there is none."""
        return self._step(desk, backwards=True)

    def redo(self, desk: Desk) -> Changes:
        """Do again what was undone last; EditRefusedError when there is nothing."""
        return self._step(desk, backwards=False)

    def _step(self, desk: Desk, *, backwards: bool) -> Changes:
        find, kind = (journal.next_undo, "undo") if backwards else (journal.next_redo, "redo")
        nothing = tr("There is nothing to undo.") if backwards else tr("There is nothing to redo.")
        with self._immediate():
            target = find(self.connection, desk)
            if target is None:
                raise EditRefusedError(nothing)
            entry = journal.entry(self.connection, target)
            rows = journal.replay(self.connection, target, backwards=backwards)
            if Kind.CODEBOOK in entry.kinds:
                self._demand_readable(entry.label, backwards=backwards)
            report = entry.changes(0)
            edit_id = journal.record(
                self.connection, rows, report, desk=desk, kind=kind, target_id=target
            )
        self._forget_schema(report)
        return replace(report, edit_id=edit_id)

    def _demand_readable(self, label: str, *, backwards: bool) -> None:
        """Refuse to go back to a codebook that lacks slots or attributes which are coded now."""
        self._schema = None
        known = {entry.name for entry in fields_of(self.schema)}
        self._schema = None
        query = "SELECT DISTINCT slot FROM filler UNION SELECT DISTINCT name FROM event_attribute"
        coded = {name for (name,) in self.connection.execute(query).fetchall()}
        if lacking := ", ".join(sorted(coded - known)):
            sentence = (
                tr(
                    "“{edit}” cannot be undone: {lacking} is coded since, and the other "
                    "version of the codebook does not have it. Nothing was changed."
                )
                if backwards
                else tr(
                    "“{edit}” cannot be redone: {lacking} is coded since, and the other "
                    "version of the codebook does not have it. Nothing was changed."
                )
            )
            raise EditRefusedError(sentence.format(edit=edit_labels.label(label), lacking=lacking))

    def look_again(self) -> None:
        """Read the codebook anew where another program has put another one in force."""
        if self.codebook_id != self._codebook_id:
            self._schema = None

    def _forget_schema(self, changes: Changes) -> None:
        """Read the schema anew after an edit that changed the codebook."""
        if Kind.CODEBOOK in changes.kinds:
            self._schema = None
