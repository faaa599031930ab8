"""The suggestions of an article in the file, read part by part as its text is reached.

What a run proposed never changes, so it is read once; only the coder's decisions are read anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Self

from annotator.domain.events import Segment, Segments
from annotator.domain.suggestion_parts import PART, Suggestions
from annotator.domain.suggestions import Standing, Suggestion
from annotator.storage.decisions import Decision, decisions_of

_STANDINGS = {standing.value: standing for standing in Standing}
_ROWS = (
    "SELECT s.id, s.type, s.label, p.start, p.end, p.quote, s.standing, s.confidence"
    " FROM suggestion s JOIN suggestion_segment p ON p.suggestion_id = s.id"
    " WHERE {} AND s.article_id = ? AND s.pipeline_id = ? AND s.superseded_at IS NULL"
    "  AND s.kind = 'mention' ORDER BY s.id, p.position"
)
_Row = tuple[int, str, str, int, int, str, str, float | None]


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a pipeline proposed on an article: its rows have ids in a row."""

    article_id: int
    pipeline_id: int
    first: int
    last: int
    length: int  # characters of the article


def run_of(connection: sqlite3.Connection, article_id: int, pipeline_id: int) -> Run | None:
    """The newest run of a pipeline on an article, None when it proposed no words."""
    query = (
        "SELECT id FROM suggestion WHERE article_id = ? AND pipeline_id = ?"
        " AND superseded_at IS NULL {} LIMIT 1"
    )
    key = (article_id, pipeline_id)
    of_words = "AND kind = 'mention' ORDER BY ordinal"
    first = connection.execute(query.format(of_words), key).fetchone()
    if first is None:
        return None
    (last,) = connection.execute(query.format("ORDER BY ordinal DESC"), key).fetchone()
    (length,) = connection.execute(
        "SELECT characters FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    return Run(*key, first[0], last, length)


class _Proposed:
    """What a run proposed, without anybody's decisions, each part read once."""

    def __init__(self, connection: sqlite3.Connection, run: Run) -> None:
        self._connection, self._run = connection, run
        self.parts = max(1, -(-run.length // PART))
        self._read: dict[int, list[Suggestion]] = {}
        self._by_id: dict[int, Suggestion] = {}
        self._wide: list[int] | None = None

    def part(self, number: int) -> list[Suggestion]:
        if number not in self._read:
            found = self._read[number] = self._assembled(*self._where(number))
            self._by_id |= {suggestion.id: suggestion for suggestion in found}
        return self._read[number]

    def get(self, suggestion_id: int | None) -> Suggestion | None:
        if suggestion_id is not None and suggestion_id not in self._by_id:
            for found in self._assembled("s.id = ?", [suggestion_id]):
                self._by_id[suggestion_id] = found
        return None if suggestion_id is None else self._by_id.get(suggestion_id)

    def _assembled(self, which: str, values: list[int]) -> list[Suggestion]:
        """In text order."""
        key = (*values, self._run.article_id, self._run.pipeline_id)
        rows = self._connection.execute(_ROWS.format(which), key).fetchall()
        found = [_suggestion(*parts) for _, parts in groupby(rows, key=itemgetter(0))]
        return sorted(found, key=attrgetter("start", "end", "id"))

    def _where(self, number: int) -> tuple[str, list[int]]:
        """Which suggestions have a character in a part, or may have one on both sides of it."""
        run = self._run
        if self.parts == 1:
            return "s.id BETWEEN ? AND ?", [run.first, run.last]
        end = run.length if number + 1 == self.parts else (number + 1) * PART
        which = (
            "s.id IN (SELECT suggestion_id FROM suggestion_segment"
            " WHERE suggestion_id BETWEEN ? AND ? AND start < ? AND end > ?)"
        )
        values = [run.first, run.last, end, number * PART]
        wide = self._wide_ones()
        if wide:
            which = f"({which} OR s.id IN ({', '.join('?' * len(wide))}))"
        return which, values + wide

    def _wide_ones(self) -> list[int]:
        """Those with a gap between two segments that a whole part may lie in."""
        if self._wide is None:
            rows = self._connection.execute(
                "SELECT DISTINCT b.suggestion_id FROM suggestion_segment b"
                " JOIN suggestion_segment a ON a.suggestion_id = b.suggestion_id"
                "  AND a.position = b.position - 1 WHERE b.suggestion_id BETWEEN ? AND ?"
                "  AND b.position > 0 AND b.start - a.end >= ?",
                (self._run.first, self._run.last, PART),
            ).fetchall()
            self._wide = [suggestion_id for (suggestion_id,) in rows]
        return self._wide


class StoredSuggestions(Suggestions):
    """What a run proposed on an article, with what one coder decided on it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        run: Run,
        coding: tuple[int, int, int],
        *,
        proposed: _Proposed | None = None,
        decided: Sequence[Decision] | None = None,
    ) -> None:
        """``coding`` is article, coder and round; what is known already is handed in."""
        super().__init__()
        self._connection, self._run, self._coding = connection, run, coding
        self._proposed = proposed or _Proposed(connection, run)
        self._decided = decided_on(connection, coding) if decided is None else decided
        self._own = {decision.suggestion_id: decision.decision for decision in self._decided}
        self._carried = {
            (old.type, old.segments): old.decision for old in self._decided if old.superseded
        }
        self._parts: dict[int, list[Suggestion]] = {}

    @property
    def parts(self) -> int:
        """How many parts there are, one at least."""
        return self._proposed.parts

    def reaching(self, part: int) -> Sequence[Suggestion]:
        """Those that have a character in a part, or on both sides of one, in text order."""
        if part not in self._parts:
            found = self._proposed.part(part)
            self._parts[part] = list(map(self._decided_one, found)) if self._decided else found
        return self._parts[part]

    def get(self, suggestion_id: int | None) -> Suggestion | None:
        """The suggestion of that id, None when there is none."""
        found = self._proposed.get(suggestion_id)
        return None if found is None else self._decided_one(found)

    def again(self) -> Self:
        """The same with what the coder decided since; the very same where that is nothing."""
        decided = decided_on(self._connection, self._coding)
        if decided == self._decided:
            return self
        known = self._connection, self._run, self._coding
        return type(self)(*known, proposed=self._proposed, decided=decided)

    def __bool__(self) -> bool:
        return True

    def _decided_one(self, suggestion: Suggestion) -> Suggestion:
        decision = self._own.get(suggestion.id, "")
        if self._carried and not decision:
            decision = self._carried.get((suggestion.type, suggestion.segments), "")
        return replace(suggestion, decision=decision) if decision else suggestion


def decided_on(connection: sqlite3.Connection, coding: tuple[int, int, int]) -> list[Decision]:
    """What was decided in the coding of an article by a coder in a round."""
    row = connection.execute(
        "SELECT id FROM coding WHERE article_id = ? AND coder_id = ? AND round_id = ?", coding
    ).fetchone()
    return [] if row is None else decisions_of(connection, row[0])


def _suggestion(first: _Row, *others: _Row) -> Suggestion:
    suggestion_id, kind, label, start, end, quote, standing, sure = first
    segments: Segments = (Segment(start, end),)
    if others:
        segments += tuple(Segment(row[3], row[4]) for row in others)
        quote = " … ".join([quote, *(row[5] for row in others)])
    return Suggestion(suggestion_id, kind, segments, quote, label, "", _STANDINGS[standing], sure)
