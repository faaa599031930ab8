"""The undo journal: every edit's rows before and after, append-only, per coder.

A coder's undo reaches her own work of the round she sits in: what she coded in another round, say
before she codes the same articles again, is neither shown nor touched.

An undo or redo is itself an entry that points at the edit it is about; what is undone at the
moment follows from the order of the entries, so nothing is ever rewritten.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from annotator.domain import edit_labels
from annotator.domain.changes import Changes, Kind, Op, UndoState
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk
from annotator.domain.language import tr

Row = dict[str, Any]

# Columns that never change and are too large to be written again with each edit.
_LEFT_OUT = {"article": ("text",)}


_dated: ContextVar[dt.datetime | None] = ContextVar("dated", default=None)


@contextmanager
def dated(moment: dt.datetime) -> Iterator[None]:
    """Let everything written meanwhile bear this time: what is made up was not done today."""
    before = _dated.set(moment)
    try:
        yield
    finally:
        _dated.reset(before)


def utc_now() -> str:
    """The time as it is stored: UTC, ISO 8601, with milliseconds."""
    now = _dated.get() or dt.datetime.now(dt.UTC)
    return now.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def new_uuid() -> str:
    """A fresh identity."""
    return str(uuid.uuid4())


@dataclass
class Transaction:
    """The rows of one edit while it is being made; every change goes through it."""

    connection: sqlite3.Connection
    rows: list[tuple[str, int, str | None, str | None]] = field(default_factory=list)

    def insert(self, table: str, **values: object) -> int:
        """Add a row and return its id."""
        marks = ", ".join("?" * len(values))
        row_id = self.connection.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
        ).lastrowid
        assert row_id is not None
        # read back and not RETURNING, which gives 40 for what a REAL column holds as 40.0
        self.rows.append((table, row_id, None, _text(self._row(table, row_id))))
        return row_id

    def update(self, table: str, row_id: int, **values: object) -> None:
        """Set columns of a row; a row that stays as it was is neither written nor journalled."""
        before = self._row(table, row_id)
        if all(before[name] == value for name, value in values.items()):
            return
        sets = ", ".join(f"{name} = ?" for name in values)
        self.connection.execute(
            f"UPDATE {table} SET {sets} WHERE id = ?", (*values.values(), row_id)
        )
        after = self._row(table, row_id)
        self.rows.append((table, row_id, _text(before), _text(after)))

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row; its dependants must have been removed before."""
        before = self._row(table, row_id)
        self.connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        self.rows.append((table, row_id, _text(before), None))

    def _row(self, table: str, row_id: int) -> Row:
        row = _find(self.connection, table, row_id)
        if row is None:
            raise EditRefusedError(
                tr("The {table} no longer exists. Nothing was changed.").format(table=table)
            )
        return row


def _find(connection: sqlite3.Connection, table: str, row_id: int) -> Row | None:
    cursor = connection.execute(
        f"SELECT {_written(connection, table)} FROM {table} WHERE id = ?", (row_id,)
    )
    values = cursor.fetchall()
    if not values:
        return None
    return dict(zip([column[0] for column in cursor.description], values[0], strict=True))


def _written(connection: sqlite3.Connection, table: str) -> str:
    """The columns of a table that the journal writes, as SQL."""
    if table not in _LEFT_OUT:
        return "*"
    names = [row[1] for row in connection.execute(f"PRAGMA table_info ({table})").fetchall()]
    return ", ".join(name for name in names if name not in _LEFT_OUT[table])


def _text(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False)


def read_row(connection: sqlite3.Connection, table: str, row_id: int) -> str | None:
    """A row as the journal writes it: JSON, without the columns that never change."""
    row = _find(connection, table, row_id)
    return None if row is None else _text(row)


@dataclass(frozen=True)
class Entry:
    """One edit, undo or redo of the journal."""

    id: int
    op: Op
    label: str
    kind: str  # "do", "undo" or "redo"
    target_id: int | None
    article_id: int | None
    event_id: int | None
    filler_id: int | None
    kinds: frozenset[Kind]
    created_at: str

    def changes(self, edit_id: int) -> Changes:
        """The report of this entry, or of undoing it in entry ``edit_id``."""
        return Changes(
            self.op,
            self.label,
            self.kinds,
            self.article_id,
            self.event_id,
            self.filler_id,
            edit_id,
        )


_ENTRY = (
    "SELECT id, op, label, kind, target_id, article_id, event_id, filler_id, kinds, created_at"
    " FROM edit"
)


def _entry(row: tuple[Any, ...]) -> Entry:
    kinds = frozenset(map(Kind, json.loads(row[8])))
    return Entry(
        id=row[0],
        op=Op(row[1]),
        label=row[2],
        kind=row[3],
        target_id=row[4],
        article_id=row[5],
        event_id=row[6],
        filler_id=row[7],
        kinds=kinds,
        created_at=row[9],
    )


def entry(connection: sqlite3.Connection, edit_id: int) -> Entry:
    """The entry of that id."""
    return _entry(connection.execute(f"{_ENTRY} WHERE id = ?", (edit_id,)).fetchone())


def history(connection: sqlite3.Connection, desk: Desk, *, limit: int) -> list[Entry]:
    """A coder's latest entries in a round, newest first."""
    query = f"{_ENTRY} WHERE coder_id = ? AND round_id = ? ORDER BY id DESC LIMIT ?"
    rows = connection.execute(query, (desk.coder.id, desk.round.id, limit)).fetchall()
    return [_entry(row) for row in rows]


def record(
    connection: sqlite3.Connection,
    rows: Iterable[tuple[str, int, str | None, str | None]],
    changes: Changes,
    *,
    desk: Desk,
    kind: str = "do",
    target_id: int | None = None,
) -> int:
    """Append one entry with its rows and return its id."""
    cursor = connection.execute(
        "INSERT INTO edit (uuid, coder_id, round_id, article_id, op, label, kind, target_id,"
        " kinds, event_id, filler_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new_uuid(),
            desk.coder.id,
            desk.round.id,
            changes.article_id,
            changes.op,
            changes.label,
            kind,
            target_id,
            json.dumps(sorted(changes.kinds)),
            changes.event_id,
            changes.filler_id,
            utc_now(),
        ),
    )
    edit_id = cursor.lastrowid
    assert edit_id is not None
    connection.executemany(
        "INSERT INTO edit_row (edit_id, position, table_name, row_id, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(edit_id, position, *row) for position, row in enumerate(rows)],
    )
    return edit_id


def _backwards(connection: sqlite3.Connection, desk: Desk) -> Iterator[tuple[int, str, int]]:
    """(id, kind, target) of a coder's entries in a round, newest first, read in short pages."""
    last = 1 << 62
    size = 32
    while True:
        page = connection.execute(
            "SELECT id, kind, target_id FROM edit WHERE coder_id = ? AND round_id = ? AND id < ?"
            " AND coalesce(target_id, id) NOT IN (SELECT edit_id FROM edit_seal)"
            " ORDER BY id DESC LIMIT ?",
            (desk.coder.id, desk.round.id, last, size),
        ).fetchall()
        yield from page
        if len(page) < size:
            return
        last, size = page[-1][0], size * 4


def next_undo(connection: sqlite3.Connection, desk: Desk) -> int | None:
    """The edit that undo would take back, or None."""
    latest: dict[int, str] = {}
    for edit_id, kind, target in _backwards(connection, desk):
        if kind != "do":
            latest.setdefault(target, kind)
        elif latest.get(edit_id) != "undo":
            return edit_id
    return None


def next_redo(connection: sqlite3.Connection, desk: Desk) -> int | None:
    """The edit that redo would do again, or None; a new edit ends what can be redone."""
    return next(_redoable(connection, desk), None)


def redoable(connection: sqlite3.Connection, desk: Desk) -> list[int]:
    """The edits that redo would do again, one after the other."""
    return list(_redoable(connection, desk))


def _redoable(connection: sqlite3.Connection, desk: Desk) -> Iterator[int]:
    seen: set[int] = set()
    for _, kind, target in _backwards(connection, desk):
        if kind == "do":
            return
        if target not in seen and kind == "undo":
            yield target
        seen.add(target)


def undo_state(connection: sqlite3.Connection, desk: Desk) -> UndoState:
    """What undo and redo would do now, in words."""
    targets = next_undo(connection, desk), next_redo(connection, desk)
    labels = [None if t is None else entry(connection, t).label for t in targets]
    return UndoState(*labels)


def replay(
    connection: sqlite3.Connection, edit_id: int, *, backwards: bool
) -> list[tuple[str, int, str | None, str | None]]:
    """Bring an edit's rows back to what they were before it (or after it, forwards).

    Returns the rows as this step changed them, in its order.

    Raises:
        EditRefusedError: when a row is not as the edit left it; nothing was changed then.
    """
    order = "DESC" if backwards else "ASC"
    rows = connection.execute(
        "SELECT table_name, row_id, before, after FROM edit_row WHERE edit_id = ?"
        f" ORDER BY position {order}",
        (edit_id,),
    ).fetchall()
    done = []
    for table, row_id, before, after in rows:
        expected, wanted = (after, before) if backwards else (before, after)
        if read_row(connection, table, row_id) != expected:
            raise _refusal(connection, edit_id, backwards=backwards)
        try:
            _write_row(connection, table, row_id, expected, wanted)
        except sqlite3.IntegrityError as error:  # a row of somebody else's hangs on this one
            raise _refusal(connection, edit_id, backwards=backwards) from error
        done.append((table, row_id, expected, wanted))
    return done


def _refusal(connection: sqlite3.Connection, edit_id: int, *, backwards: bool) -> EditRefusedError:
    sentence = (
        tr(
            "“{edit}” cannot be undone: what it changed has been changed again since by another "
            "edit. Nothing was changed."
        )
        if backwards
        else tr(
            "“{edit}” cannot be redone: what it changed has been changed again since by another "
            "edit. Nothing was changed."
        )
    )
    return EditRefusedError(
        sentence.format(edit=edit_labels.label(entry(connection, edit_id).label))
    )


def _write_row(
    connection: sqlite3.Connection, table: str, row_id: int, present: str | None, wanted: str | None
) -> None:
    if wanted is None:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        return
    row: Row = json.loads(wanted)
    if present is None:
        marks = ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )
        return
    # only what differs: naming a column that never changes would be refused by its trigger
    old: Row = json.loads(present)
    new = {name: value for name, value in row.items() if old[name] != value}
    sets = ", ".join(f"{name} = ?" for name in new)
    connection.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*new.values(), row_id))


def seal(connection: sqlite3.Connection, table: str, row_ids: Iterable[int], reason: str) -> None:
    """End the undoing of every edit that names one of these rows.

    For writes outside an edit, before they change or delete rows.
    """
    now = utc_now()
    for row_id in row_ids:
        connection.execute(
            "INSERT OR IGNORE INTO edit_seal (edit_id, reason, created_at)"
            " SELECT DISTINCT coalesce(e.target_id, e.id), ?, ? FROM edit_row r"
            " JOIN edit e ON e.id = r.edit_id WHERE r.table_name = ? AND r.row_id = ?",
            (reason, now, table, row_id),
        )
