"""What a coder chose before: the coder's own dictionary, and codes by their trigger.

Nothing of it is read on an article that more than one coder gets: there all see the same. Nor is
anything in a round of recoding that the first coding of the same article taught.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from annotator.domain.candidates import Habits
from annotator.domain.dictionary import Entry, EntryKind, by_form
from annotator.domain.events import Desk
from annotator.domain.schema import Schema
from annotator.storage import dictionaries

_LOOKED_BACK = 4_000  # latest values of the project among which a coder's choices are sought

Names = Mapping[str, tuple[Entry, ...]]


def habits(
    connection: sqlite3.Connection,
    desk: Desk,
    schema: Schema,
    article_id: int,
    *,
    names: Names | None = None,
) -> Habits:
    """What the coder chose in other articles, as far as it may speak on this one.

    ``names`` are those that ``own_names`` gave before, where they are known already.
    """
    if shared(connection, desk, article_id):
        return Habits()
    known = own_names(connection, desk) if names is None else names
    if desk.round.recodes:
        known = _without(known, _taught_by(connection, desk, article_id))
    return Habits(known, _codes(connection, desk, schema.code_slot, article_id))


def own_names(connection: sqlite3.Connection, desk: Desk) -> Names:
    """The actors of the coder's own dictionary by folded form."""
    entries = dictionaries.own(connection, desk)
    return by_form(entry for entry in entries if entry.kind is EntryKind.ACTOR)


def _taught_by(connection: sqlite3.Connection, desk: Desk, article_id: int) -> frozenset[int]:
    """The entries that the coder's other codings of an article taught, by id."""
    rows = connection.execute(
        "SELECT n.id FROM coding c JOIN event e ON e.coding_id = c.id"
        " JOIN filler f ON f.event_id = e.id JOIN dictionary_entry n ON n.filler_id = f.id"
        " WHERE c.article_id = ? AND c.coder_id = ? AND c.round_id <> ?",
        (article_id, desk.coder.id, desk.round.id),
    ).fetchall()
    return frozenset(entry_id for (entry_id,) in rows)


def _without(names: Names, hidden: frozenset[int]) -> Names:
    left = {
        form: tuple(entry for entry in entries if entry.id not in hidden)
        for form, entries in names.items()
    }
    return {form: entries for form, entries in left.items() if entries} if hidden else names


def shared(connection: sqlite3.Connection, desk: Desk, article_id: int) -> bool:
    """Whether an article is given to, or coded by, anybody besides this coder."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM assignment WHERE article_id = ? AND coder_id <> ?)"
        " OR EXISTS (SELECT 1 FROM coding WHERE article_id = ? AND coder_id <> ?)"
        " OR EXISTS (SELECT 1 FROM shared_article WHERE article_id = ?)",
        (article_id, desk.coder.id, article_id, desk.coder.id, article_id),
    ).fetchone()
    return bool(row[0])


def _codes(
    connection: sqlite3.Connection, desk: Desk, slot: str, article_id: int
) -> dict[str, dict[str, int]]:
    """How often each code was chosen for each trigger, in other articles than this one."""
    rows = connection.execute(
        "SELECT s.label, f.code, count(*) FROM"
        " (SELECT event_id, slot, code, suggestion_id FROM filler ORDER BY id DESC LIMIT ?) f"
        " JOIN event e ON e.id = f.event_id JOIN coding c ON c.id = e.coding_id"
        " JOIN suggestion s ON s.id = f.suggestion_id"
        " WHERE f.slot = ? AND f.code IS NOT NULL AND c.coder_id = ? AND c.article_id <> ?"
        "  AND s.label <> '' GROUP BY s.label, f.code",
        (_LOOKED_BACK, slot, desk.coder.id, article_id),
    ).fetchall()
    found: dict[str, dict[str, int]] = {}
    for label, code, times in rows:
        found.setdefault(label, {})[code] = times
    return found
