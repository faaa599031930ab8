"""What a coder decided on suggestions, carried over to those of a newer run."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from annotator.domain.events import Segment, Segments


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a coding; ``superseded`` when the suggestion is of an older run."""

    id: int
    suggestion_id: int
    decision: str  # "accepted" or "rejected"
    superseded: bool
    type: str
    segments: Segments

    def holds_for(self, kind: str, segments: Segments) -> bool:
        """Whether it also decides a newer suggestion of the same characters and type."""
        return self.superseded and (self.type, self.segments) == (kind, segments)


def decisions_of(connection: sqlite3.Connection, coding_id: int) -> list[Decision]:
    """All decisions of a coding, in the order they were made."""
    rows = connection.execute(
        "SELECT d.id, d.suggestion_id, d.decision, s.superseded_at IS NOT NULL, s.type,"
        " p.start, p.end FROM decision d JOIN suggestion s ON s.id = d.suggestion_id"
        " JOIN suggestion_segment p ON p.suggestion_id = s.id"
        " WHERE d.coding_id = ? ORDER BY d.id, p.position",
        (coding_id,),
    ).fetchall()
    found: dict[int, tuple[tuple[int, str, int, str], list[Segment]]] = {}
    for decision_id, *about, start, end in rows:
        found.setdefault(decision_id, (tuple(about), []))[1].append(Segment(start, end))
    return [
        Decision(key, about[0], about[1], bool(about[2]), about[3], tuple(segments))
        for key, (about, segments) in found.items()
    ]
