"""What the machine proposes on an article, as one coder sees it."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from operator import itemgetter

from annotator.domain.events import Desk, Segment, Segments
from annotator.domain.suggestions import Candidate, Suggestion
from annotator.storage.decisions import Decision, decisions_of
from annotator.storage.moment import one_moment

# the newest run that brought anything; a later one that failed leaves its suggestions standing
NEWEST_RUN = (
    "(SELECT pipeline_id FROM highlight WHERE article_id = ? AND failure = ''"
    " ORDER BY created_at DESC, pipeline_id DESC LIMIT 1)"
)


def suggestions(
    connection: sqlite3.Connection, desk: Desk, article_id: int
) -> tuple[Suggestion, ...]:
    """What the newest run proposes on an article, in text order, with the coder's decisions.

    A decision on a suggestion of an older run also holds for a newer one of the same characters
    and mention type. Empty where the article was given to the coder unaided.
    """
    with one_moment(connection):
        coding_id, unaided = _coding(connection, desk, article_id)
        if unaided:
            return ()
        rows = connection.execute(
            "SELECT s.id, s.type, s.label, p.start, p.end, p.quote"
            " FROM suggestion s JOIN suggestion_segment p ON p.suggestion_id = s.id"
            f" WHERE s.article_id = ? AND s.pipeline_id = {NEWEST_RUN}"
            "  AND s.superseded_at IS NULL AND s.kind = 'mention'"
            " ORDER BY s.id, p.position",
            (article_id, article_id),
        ).fetchall()
        candidates = _candidates(connection, article_id)
        decided = [] if coding_id is None else decisions_of(connection, coding_id)
    return tuple(_assemble(rows, candidates, decided))


def _coding(connection: sqlite3.Connection, desk: Desk, article_id: int) -> tuple[int | None, bool]:
    """The coder's coding of an article, if there is one, and whether it is done unaided."""
    where = "WHERE article_id = ? AND coder_id = ? AND round_id = ?"
    key = (article_id, desk.coder.id, desk.round.id)
    row = connection.execute(f"SELECT id, unaided FROM coding {where}", key).fetchone()
    if row is not None:
        return row[0], bool(row[1])
    row = connection.execute(f"SELECT unaided FROM assignment {where}", key).fetchone()
    return None, bool(row and row[0])


def _candidates(connection: sqlite3.Connection, article_id: int) -> dict[int, list[Candidate]]:
    rows = connection.execute(
        "SELECT c.suggestion_id, c.value, c.label, c.reason, c.confidence"
        " FROM suggestion s JOIN suggestion_candidate c ON c.suggestion_id = s.id"
        " WHERE s.article_id = ? AND s.superseded_at IS NULL ORDER BY c.suggestion_id, c.rank",
        (article_id,),
    ).fetchall()
    candidates: dict[int, list[Candidate]] = {}
    for suggestion_id, *candidate in rows:
        candidates.setdefault(suggestion_id, []).append(Candidate(*candidate))
    return candidates


def _assemble(
    rows: list[tuple[int, str, str, int, int, str]],
    candidates: dict[int, list[Candidate]],
    decided: list[Decision],
) -> list[Suggestion]:
    """The suggestions in text order, of rows that are in the order of suggestion and segment.

    A very long article has tens of thousands: nearly all of one segment and undecided, which is
    why these two take the short way.
    """
    own = {decision.suggestion_id: decision.decision for decision in decided}
    carried = {(d.type, d.segments): d.decision for d in decided if d.superseded}
    found: list[tuple[int, int, int, Suggestion]] = []  # start, end, id: by what they are sorted
    for suggestion_id, parts in groupby(rows, key=itemgetter(0)):
        (_, kind, label, start, end, quote), *others = parts
        segments: Segments = (Segment(start, end),)
        if others:
            segments += tuple(Segment(row[3], row[4]) for row in others)
            quote = " … ".join([quote, *(row[5] for row in others)])
            end = others[-1][4]
        decision = own.get(suggestion_id, "") if own else ""
        if carried and not decision:
            decision = carried.get((kind, segments), "")
        choices = tuple(candidates[suggestion_id]) if suggestion_id in candidates else ()
        made = Suggestion(suggestion_id, kind, segments, quote, label, choices, decision)
        found.append((start, end, suggestion_id, made))
    return [made for _, _, _, made in sorted(found)]
