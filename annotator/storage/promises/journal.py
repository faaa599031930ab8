"""Promises about the undo journal: what it says happened is what the rows show."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from annotator.domain.language import later, tr
from annotator.storage.journal import read_row
from annotator.storage.promises import Case, Finding, Findings, Promise


class _Step(NamedTuple):
    """What one entry did to one row."""

    table: str
    row_id: int
    edit_id: int
    before: str | None
    after: str | None
    sealed: bool  # something outside the journal changed rows of this entry since


_STEPS = (
    "SELECT r.table_name, r.row_id, r.edit_id, r.before, r.after,"
    " EXISTS (SELECT 1 FROM edit_seal s WHERE s.edit_id = coalesce(e.target_id, e.id))"
    " FROM edit_row r JOIN edit e ON e.id = r.edit_id"
    " ORDER BY r.table_name, r.row_id, r.edit_id, r.position"
)


def _rows(case: Case) -> Findings:
    """Every row's history hangs together and ends in what the row is now."""
    steps: Iterator[_Step] = map(_Step._make, case.connection.execute(_STEPS))
    for (table, row_id), history in groupby(steps, key=lambda step: (step.table, step.row_id)):
        last: _Step | None = None
        for step in history:
            if last is not None and not last.sealed and not _alike(last.after, step.before):
                yield Finding(
                    f"edit {step.edit_id}",
                    tr(
                        "it found {table} {row_id} otherwise than edit {edit_id} had left it"
                    ).format(table=table, row_id=row_id, edit_id=last.edit_id),
                )
            last = step
        assert last is not None
        if not last.sealed and not _alike(last.after, _present(case.connection, table, row_id)):
            yield Finding(
                f"{table} {row_id}",
                tr("it is not as the last edit of it (edit {edit_id}) left it").format(
                    edit_id=last.edit_id
                ),
            )


def _present(connection: sqlite3.Connection, table: str, row_id: int) -> str | None:
    if not table.isidentifier():
        return None
    return read_row(connection, table, row_id)


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two states of a row are the same, as far as both know its columns."""
    if one == other:
        return True
    if one is None or other is None:
        return False
    first: dict[str, Any] = json.loads(one)
    second: dict[str, Any] = json.loads(other)
    return all(first[name] == second[name] for name in first.keys() & second.keys())


def _order(case: Case) -> Findings:
    """Undo and redo take turns, each about an edit of the same coder."""
    rows = case.connection.execute(
        "SELECT e.id, e.kind, e.coder_id, e.target_id, t.kind, t.coder_id FROM edit e"
        " LEFT JOIN edit t ON t.id = e.target_id ORDER BY e.id"
    )
    latest: dict[int, str] = {}
    for edit_id, kind, coder_id, target_id, target_kind, target_coder in rows:
        where = f"edit {edit_id}"
        if (kind == "do") != (target_id is None):
            yield Finding(where, tr("it is undone or redone without saying what"))
        elif target_id is not None:
            if target_kind != "do" or target_coder != coder_id or target_id >= edit_id:
                what = tr("edit {edit_id} is nothing that this coder could undo or redo")
                yield Finding(where, what.format(edit_id=target_id))
            if kind == latest.get(target_id, "redo"):
                what = tr("edit {edit_id} was undone or redone twice in a row")
                yield Finding(where, what.format(edit_id=target_id))
            latest[target_id] = kind


PROMISES = (
    Promise("journal", later("every row is as the last edit of it left it"), _rows),
    Promise("undo", later("undo and redo take turns"), _order),
)
