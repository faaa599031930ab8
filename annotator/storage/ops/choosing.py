"""Choose between two ends of a coding's chain: one goes on, the others become history."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk
from annotator.domain.language import tr
from annotator.storage.coding_content import Content
from annotator.storage.coding_states import State
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.ops.chains import read_chain, settle
from annotator.storage.ops.codings import report
from annotator.storage.ops.packet_extras import put_links
from annotator.storage.ops.restoring import known_rows
from annotator.storage.project import Project


@dataclass(frozen=True, slots=True)
class End:
    """One of the states between which somebody has to choose."""

    state: str
    made_at: str  # UTC, ISO 8601
    present: bool  # it is what the tables hold
    content: Content


@dataclass(frozen=True, slots=True)
class Conflict:
    """A coding whose chain has several ends."""

    coding_id: int
    article_id: int
    title: str
    coder: str
    round: str


def conflicts(connection: sqlite3.Connection) -> list[Conflict]:
    """Every coding with more than one end, in the order of the articles."""
    rows = connection.execute(
        "SELECT DISTINCT c.id, a.id, a.title, k.name, r.name FROM coding_state s"
        " JOIN coding c ON c.id = s.coding_id JOIN article a ON a.id = c.article_id"
        " JOIN coder k ON k.id = c.coder_id JOIN round r ON r.id = c.round_id"
        " WHERE s.standing = 'conflict' ORDER BY a.id, k.name, r.name"
    ).fetchall()
    return [Conflict(*row) for row in rows]


def ends_of(connection: sqlite3.Connection, conflict: Conflict) -> tuple[End, ...]:
    """The states between which somebody has to choose, the one in force first."""
    chain = read_chain(connection, conflict.coding_id)
    return tuple(
        End(tip.state.name, tip.state.made_at, tip is chain.present, tip.content)
        for tip in chain.tips
    )


def count_conflicts(connection: sqlite3.Connection) -> int:
    """How many codings have more than one end."""
    row = connection.execute(
        "SELECT count(DISTINCT coding_id) FROM coding_state WHERE standing = 'conflict'"
    ).fetchone()
    return int(row[0])


def choose_state(project: Project, desk: Desk, coding_id: int, state: str) -> Changes:
    """Let one end of a coding's chain go on; the others are kept as history. One undo step.

    Raises:
        EditRefusedError: it is none of the ends, or there is nothing to choose.
    """
    chain = read_chain(project.connection, coding_id)
    chosen = next((tip for tip in chain.tips if tip.state.name == state), None)
    if chosen is None or not chain.others:
        raise EditRefusedError(
            tr("There is nothing to choose for this coding any more. Nothing was changed.")
        )
    known = chain.known | {chosen.state.name}
    name = new_uuid()
    after = replace(chosen, state=State(name, known, utc_now()))
    with project.transact(Op.CHOOSE_STATE, "choose a coding", desk=desk) as edit:
        edit.kinds |= {Kind.CODING, Kind.EVENT, Kind.COMMENT, Kind.SUGGESTION}
        settle(edit, known_rows(edit.connection), chain, over=list(chain.tips), ends=[after])
        put_links(edit, after.content)
    return report(edit)
