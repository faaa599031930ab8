"""The states a coding went through, so that the later of two can be told from the earlier.

Every edit by its coder makes a new state of a coding, named by the edit's identity. A state knows
all states before it. Of two files that hold the same coding, the one whose state knows the
other's is later; where neither knows the other, the chain has two ends.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """One state of a coding: its identity, those before it, and when its last edit was made."""

    name: str
    past: frozenset[str]
    made_at: str  # UTC, ISO 8601

    @property
    def known(self) -> frozenset[str]:
        """It and all that came before."""
        return self.past | {self.name}

    @property
    def order(self) -> tuple[str, str]:
        """What ends of one chain are put in order by, whichever file they come from."""
        return self.made_at, self.name


def state_of(connection: sqlite3.Connection, coding_id: int) -> State:
    """The present state of a coding, by what is kept of it and its coder's edits in this file."""
    article, coder, which, uuid, started, finished = connection.execute(
        "SELECT article_id, coder_id, round_id, uuid, started_at, finished_at FROM coding"
        " WHERE id = ?",
        (coding_id,),
    ).fetchone()
    kept = connection.execute(
        "SELECT state, past, made_at, edit_id FROM coding_state"
        " WHERE coding_id = ? AND standing = 'live'",
        (coding_id,),
    ).fetchone()
    name, past, made_at, since = kept or (uuid, "[]", finished or started, 0)
    edits = connection.execute(
        "SELECT uuid, created_at FROM edit WHERE article_id = ? AND coder_id = ?"
        " AND round_id = ? AND id > ? ORDER BY id",
        (article, coder, which, since),
    ).fetchall()
    known = [*json.loads(past), uuid, name, *(edit for edit, _ in edits)]
    if edits:
        name, made_at = edits[-1]
    return State(name, frozenset(known) - {name}, made_at)


def newest_edit(connection: sqlite3.Connection) -> int:
    """The id of the newest entry of the journal, 0 while there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM edit").fetchone()[0])


def past_text(state: State) -> str:
    """The states before one, as column ``past`` keeps them."""
    return json.dumps(sorted(state.past))
