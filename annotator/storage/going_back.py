"""The way back to an earlier point of a coder's work, as the undos and redos that lead there."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.events import Desk
from annotator.storage import journal
from annotator.storage.journal import Entry
from annotator.storage.moment import one_moment


class Standing(StrEnum):
    """What has become of an edit."""

    DONE = "done"
    UNDONE = "undone"
    SEALED = "sealed"  # done, and can no longer be taken back
    STEP = "step"  # no edit: an undo or a redo of one


@dataclass(frozen=True, slots=True)
class Past:
    """One entry of the journal, what has become of it, and why it stays where it does."""

    entry: Entry
    standing: Standing
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How the state right after an entry is reached from the present one.

    ``stays`` are the edits made since that can no longer be taken back. Not ``open``: other work
    was done since, so that what was undone cannot be done again.
    """

    undos: int = 0
    redos: int = 0
    stays: int = 0
    open: bool = True


def past(connection: sqlite3.Connection, desk: Desk, *, limit: int) -> list[Past]:
    """A coder's latest edits, undos and redos, newest first, with what has become of them."""
    with one_moment(connection):
        entries = journal.history(connection, desk, limit=limit)
        seals = _seals(connection, entries)
    latest: dict[int, str] = {}
    found = []
    for entry in entries:
        latest.setdefault(entry.target_id or entry.id, entry.kind)
        found.append(_past(entry, latest, seals))
    return found


def _past(entry: Entry, latest: dict[int, str], seals: dict[int, str]) -> Past:
    if entry.kind != "do":
        return Past(entry, Standing.STEP)
    if latest[entry.id] == "undo":
        return Past(entry, Standing.UNDONE)
    if entry.id in seals:
        return Past(entry, Standing.SEALED, seals[entry.id])
    return Past(entry, Standing.DONE)


def _seals(connection: sqlite3.Connection, entries: list[Entry]) -> dict[int, str]:
    """Why edits can no longer be undone, by their ids."""
    if not entries:
        return {}
    return dict(
        connection.execute(
            "SELECT edit_id, reason FROM edit_seal WHERE edit_id >= ?", (entries[-1].id,)
        ).fetchall()
    )


def way_to(connection: sqlite3.Connection, desk: Desk, entry_id: int) -> Way:
    """How to get to the state right after an entry of the coder's journal."""
    with one_moment(connection):
        since = connection.execute(
            "SELECT e.id, e.kind, coalesce(e.target_id, e.id), s.edit_id IS NOT NULL FROM edit e"
            " LEFT JOIN edit_seal s ON s.edit_id = coalesce(e.target_id, e.id)"
            " WHERE e.coder_id = ? AND e.round_id = ? AND e.id > ? ORDER BY e.id",
            (desk.coder.id, desk.round.id, entry_id),
        ).fetchall()
        redoable = journal.redoable(connection, desk)
    first: dict[int, str] = {}  # what happened to each edit first, and last, since then
    last: dict[int, str] = {}
    sealed: set[int] = set()
    for _, kind, edit_id, is_sealed in since:
        first.setdefault(edit_id, kind)
        last[edit_id] = kind
        if is_sealed:
            sealed.add(edit_id)
    was_done = {edit_id for edit_id, kind in first.items() if kind == "undo"}
    is_done = {edit_id for edit_id, kind in last.items() if kind != "undo"}
    undos, redos = is_done - was_done - sealed, was_done - is_done - sealed
    reachable = not redos or (not undos and set(redoable[: len(redos)]) == redos)
    return Way(len(undos), len(redos), len((is_done - was_done) & sealed), reachable)
