"""The values whose code was split, for their coder to walk through."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from annotator.domain.events import Desk


@dataclass(frozen=True, slots=True)
class CodeToReview:
    """A value to be looked at again: where it is, and which code of it was split."""

    filler_id: int
    event_id: int
    article_id: int
    title: str  # of the article
    slot: str
    code: str  # the value's code as it is now
    split: str  # the code that was split
    quote: str  # the words marked for it, empty for none


def codes_to_review(connection: sqlite3.Connection, desk: Desk) -> list[CodeToReview]:
    """This coder's values that are to be looked at again, in the order of their articles."""
    rows = connection.execute(
        "SELECT f.id, e.id, a.id, a.title, f.slot, f.code, v.code,"
        " coalesce((SELECT s.quote FROM evidence x"
        "  JOIN mention_segment s ON s.mention_id = x.mention_id"
        "  WHERE x.filler_id = f.id ORDER BY x.position, s.position LIMIT 1), '')"
        " FROM code_review v JOIN filler f ON f.id = v.filler_id"
        " JOIN event e ON e.id = f.event_id JOIN coding c ON c.id = e.coding_id"
        " JOIN article a ON a.id = c.article_id"
        " WHERE v.settled IS NULL AND c.coder_id = ? AND c.round_id = ?"
        " ORDER BY a.id, e.position, e.id, f.position, v.id",
        (desk.coder.id, desk.round.id),
    ).fetchall()
    return [CodeToReview(*row) for row in rows]


def reviews_open(connection: sqlite3.Connection) -> int:
    """How many values are to be looked at again, of all coders."""
    query = "SELECT count(*) FROM code_review WHERE settled IS NULL"
    return int(connection.execute(query).fetchone()[0])
