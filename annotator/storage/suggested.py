"""What the machine proposes on an article, as one coder sees it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from annotator.domain.candidates import Habits, personal
from annotator.domain.events import Desk, Segment, Segments
from annotator.domain.schema import Schema
from annotator.domain.suggestions import (
    Candidate,
    Standing,
    SuggestedEvent,
    SuggestedFiller,
    Suggestion,
)
from annotator.storage.decisions import Decision, decisions_of
from annotator.storage.highlights import ATTRIBUTE, RECIPROCAL, REPEATS
from annotator.storage.moment import one_moment
from annotator.storage.rows import CANDIDATE_COLUMNS, candidate_of
from annotator.storage.unaided import is_unaided

# the newest run that brought anything; a later one that failed leaves its suggestions standing
NEWEST_RUN = (
    "(SELECT pipeline_id FROM highlight WHERE article_id = ? AND failure = ''"
    " ORDER BY created_at DESC, pipeline_id DESC LIMIT 1)"
)

STANDINGS = {standing.value: standing for standing in Standing}


def suggestions(
    connection: sqlite3.Connection,
    desk: Desk,
    article_id: int,
    *,
    schema: Schema | None = None,
    habits: Habits | None = None,
) -> tuple[Suggestion, ...]:
    """What the newest run proposes on an article, in text order, with the coder's decisions.

    A decision on a suggestion of an older run also holds for a newer one of the same characters
    and mention type. Empty where the article was given to the coder unaided. With ``habits``,
    what the coder chose before stands in front of the candidates.
    """
    with one_moment(connection):
        coding_id, unaided = _coding(connection, desk, article_id)
        if unaided:
            return ()
        rows = connection.execute(
            "SELECT s.id, s.type, s.label, p.start, p.end, p.quote, s.standing, s.confidence"
            " FROM suggestion s JOIN suggestion_segment p ON p.suggestion_id = s.id"
            f" WHERE s.article_id = ? AND s.pipeline_id = {NEWEST_RUN}"
            "  AND s.superseded_at IS NULL AND s.kind = 'mention'"
            " ORDER BY s.id, p.position",
            (article_id, article_id),
        ).fetchall()
        candidates = _candidates(connection, article_id)
        decided = [] if coding_id is None else decisions_of(connection, coding_id)
    found = _assemble(rows, candidates, decided)
    if schema is None or habits is None or not (habits.names or habits.codes):
        return tuple(found)
    return tuple(_personal(schema, habits, suggestion) for suggestion in found)


def _personal(schema: Schema, habits: Habits, suggestion: Suggestion) -> Suggestion:
    candidates = personal(schema, habits, suggestion)
    if candidates is suggestion.candidates:
        return suggestion
    return replace(suggestion, candidates=candidates)


def _coding(connection: sqlite3.Connection, desk: Desk, article_id: int) -> tuple[int | None, bool]:
    """The coder's coding of an article, if there is one, and whether it is done unaided."""
    row = connection.execute(
        "SELECT id FROM coding WHERE article_id = ? AND coder_id = ? AND round_id = ?",
        (article_id, desk.coder.id, desk.round.id),
    ).fetchone()
    return (row[0] if row else None), is_unaided(connection, desk, article_id)


def _candidates(connection: sqlite3.Connection, article_id: int) -> dict[int, list[Candidate]]:
    rows = connection.execute(
        f"SELECT c.suggestion_id, {CANDIDATE_COLUMNS}"
        " FROM suggestion s JOIN suggestion_candidate c ON c.suggestion_id = s.id"
        " WHERE s.article_id = ? AND s.superseded_at IS NULL ORDER BY c.suggestion_id, c.rank",
        (article_id,),
    ).fetchall()
    candidates: dict[int, list[Candidate]] = {}
    for suggestion_id, *candidate in rows:
        candidates.setdefault(suggestion_id, []).append(candidate_of(candidate))
    return candidates


def _assemble(
    rows: list[tuple[int, str, str, int, int, str, str, float | None]],
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
        (_, kind, label, start, end, quote, standing, sure), *others = parts
        segments: Segments = (Segment(start, end),)
        if others:
            segments += tuple(Segment(row[3], row[4]) for row in others)
            quote = " … ".join([quote, *(row[5] for row in others)])
            end = others[-1][4]
        decision = own.get(suggestion_id, "") if own else ""
        if carried and not decision:
            decision = carried.get((kind, segments), "")
        choices = tuple(candidates[suggestion_id]) if suggestion_id in candidates else ()
        made = Suggestion(
            suggestion_id,
            kind,
            segments,
            quote,
            label,
            choices,
            decision,
            STANDINGS[standing],
            sure,
        )
        found.append((start, end, suggestion_id, made))
    return [made for _, _, _, made in sorted(found)]


def suggested_events(
    connection: sqlite3.Connection, desk: Desk, article_id: int
) -> tuple[SuggestedEvent, ...]:
    """The whole events that the newest run proposes on an article, in its order.

    Empty where the article was given to the coder unaided.
    """
    with one_moment(connection):
        coding_id, unaided = _coding(connection, desk, article_id)
        if unaided:
            return ()
        rows = connection.execute(
            "SELECT s.id, s.confidence, t.slot, t.mention_suggestion_id, t.value"
            " FROM suggestion s JOIN suggestion_slot t ON t.suggestion_id = s.id"
            f" WHERE s.article_id = ? AND s.pipeline_id = {NEWEST_RUN}"
            "  AND s.superseded_at IS NULL AND s.kind = 'event'"
            " ORDER BY s.ordinal, t.position",
            (article_id, article_id),
        ).fetchall()
        places = _places(connection, article_id)
        decided = [] if coding_id is None else decisions_of(connection, coding_id)
    own = {d.suggestion_id: d.decision for d in decided}
    carried = {d.segments: d.decision for d in decided if d.superseded and not d.type}
    found = []
    for event_id, parts in groupby(rows, key=itemgetter(0)):
        segments, quote = places[event_id]
        decision = own.get(event_id) or carried.get(segments, "")
        found.append(_event(event_id, list(parts), segments, quote, decision))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A suggested event with where it is stored; ``superseded`` when a newer run replaced it."""

    article_id: int
    pipeline_id: int
    superseded: bool
    event: SuggestedEvent


def suggested_event(connection: sqlite3.Connection, event_id: int) -> StoredEvent | None:
    """The suggested event of that id, without anybody's decision; None when there is none."""
    about = connection.execute(
        "SELECT article_id, pipeline_id, superseded_at IS NOT NULL FROM suggestion"
        " WHERE id = ? AND kind = 'event'",
        (event_id,),
    ).fetchone()
    rows = connection.execute(
        "SELECT s.id, s.confidence, t.slot, t.mention_suggestion_id, t.value"
        " FROM suggestion s JOIN suggestion_slot t ON t.suggestion_id = s.id"
        " WHERE s.id = ? ORDER BY t.position",
        (event_id,),
    ).fetchall()
    if about is None or not rows:
        return None
    segments, quote = _places(connection, about[0])[event_id]
    event = _event(event_id, rows, segments, quote, "")
    return StoredEvent(about[0], about[1], bool(about[2]), event)


def _places(connection: sqlite3.Connection, article_id: int) -> dict[int, tuple[Segments, str]]:
    """Segments and quoted words of the events proposed on an article."""
    rows = connection.execute(
        "SELECT p.suggestion_id, p.start, p.end, p.quote FROM suggestion s"
        " JOIN suggestion_segment p ON p.suggestion_id = s.id"
        " WHERE s.article_id = ? AND s.kind = 'event' ORDER BY p.suggestion_id, p.position",
        (article_id,),
    ).fetchall()
    found: dict[int, tuple[Segments, str]] = {}
    for event_id, parts in groupby(rows, key=itemgetter(0)):
        listed = list(parts)
        segments = tuple(Segment(row[1], row[2]) for row in listed)
        found[event_id] = segments, " … ".join(row[3] for row in listed)
    return found


def _event(
    event_id: int,
    rows: list[tuple[int, float | None, str, int | None, str]],
    segments: Segments,
    quote: str,
    decision: str,
) -> SuggestedEvent:
    fillers: list[SuggestedFiller] = []
    attributes: list[tuple[str, str]] = []
    reciprocal, repeats = False, None
    for _, _, slot, mention, value in rows:
        if slot == RECIPROCAL:
            reciprocal = True
        elif slot == REPEATS:
            repeats = mention
        elif slot.startswith(ATTRIBUTE):
            attributes.append((slot.removeprefix(ATTRIBUTE), value))
        elif mention is not None:
            fillers.append(SuggestedFiller(slot, mention, value))
    return SuggestedEvent(
        event_id,
        segments,
        quote,
        tuple(fillers),
        tuple(attributes),
        reciprocal,
        decision,
        rows[0][1],
        repeats,
    )
