"""What the machine proposes on an article, as one coder sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from annotator.domain.candidates import Habits, with_habits
from annotator.domain.events import Desk, Segment, Segments
from annotator.domain.schema import Schema
from annotator.domain.suggestion_parts import Suggestions
from annotator.domain.suggestions import Candidate, SuggestedEvent, SuggestedFiller, Suggestion
from annotator.storage.decisions import Decision
from annotator.storage.highlights import ATTRIBUTE, RECIPROCAL, REPEATS
from annotator.storage.moment import one_moment
from annotator.storage.rows import CANDIDATE_COLUMNS, candidate_of
from annotator.storage.suggestion_parts import StoredSuggestions, decided_on, run_of
from annotator.storage.unaided import is_unaided

# the newest run that brought anything; a later one that failed leaves its suggestions standing
NEWEST_RUN = (
    "(SELECT pipeline_id FROM highlight WHERE article_id = ? AND failure = ''"
    " ORDER BY created_at DESC, pipeline_id DESC LIMIT 1)"
)


def suggestions(connection: sqlite3.Connection, desk: Desk, article_id: int) -> Suggestions:
    """What the newest run proposes on an article, in text order, with the coder's decisions.

    A decision on a suggestion of an older run also holds for a newer one of the same characters
    and mention type. Empty where the article was given to the coder unaided.
    """
    with one_moment(connection):
        (pipeline_id,) = connection.execute(f"SELECT {NEWEST_RUN}", (article_id,)).fetchone()
        if pipeline_id is None or is_unaided(connection, desk, article_id):
            return Suggestions()
        run = run_of(connection, article_id, pipeline_id)
        coding = (article_id, desk.coder.id, desk.round.id)
        return Suggestions() if run is None else StoredSuggestions(connection, run, coding)


def candidates_of(
    connection: sqlite3.Connection,
    suggestion: Suggestion,
    *,
    schema: Schema | None = None,
    habits: Habits | None = None,
) -> tuple[Candidate, ...]:
    """The values a suggestion could stand for, best first.

    With ``habits``, what the coder chose before stands in front.
    """
    rows = connection.execute(
        f"SELECT {CANDIDATE_COLUMNS} FROM suggestion_candidate c"
        " WHERE suggestion_id = ? ORDER BY rank",
        (suggestion.id,),
    ).fetchall()
    found = tuple(map(candidate_of, rows))
    if schema is None or habits is None:
        return found
    return with_habits(
        schema,
        habits,
        found,
        mention_type=suggestion.type,
        words=suggestion.quote,
        label=suggestion.label,
    )


def suggested_events(
    connection: sqlite3.Connection, desk: Desk, article_id: int
) -> tuple[SuggestedEvent, ...]:
    """The whole events that the newest run proposes on an article, in its order.

    Empty where the article was given to the coder unaided.
    """
    with one_moment(connection):
        if is_unaided(connection, desk, article_id):
            return ()
        rows = connection.execute(
            "SELECT s.id, s.confidence, t.slot, t.mention_suggestion_id, t.value"
            " FROM suggestion s JOIN suggestion_slot t ON t.suggestion_id = s.id"
            f" WHERE s.article_id = ? AND s.pipeline_id = {NEWEST_RUN}"
            "  AND s.superseded_at IS NULL AND s.kind = 'event'"
            " ORDER BY s.ordinal, t.position",
            (article_id, article_id),
        ).fetchall()
        places = _places(connection, "s.article_id = ? AND s.kind = 'event'", article_id)
        decided = decided_on(connection, (article_id, desk.coder.id, desk.round.id))
    decide = _decisions(decided)
    found = []
    for event_id, parts in groupby(rows, key=itemgetter(0)):
        segments, quote = places[event_id]
        found.append(_event(event_id, list(parts), segments, quote, decide(event_id, segments)))
    return tuple(found)


def decided_anew(
    connection: sqlite3.Connection, desk: Desk, article_id: int, events: tuple[SuggestedEvent, ...]
) -> tuple[SuggestedEvent, ...]:
    """The same whole events with what the coder decided since they were read."""
    decide = _decisions(decided_on(connection, (article_id, desk.coder.id, desk.round.id)))
    return tuple(
        event if event.decision == decision else replace(event, decision=decision)
        for event in events
        for decision in (decide(event.id, event.segments),)
    )


def _decisions(decided: Sequence[Decision]) -> Callable[[int, Segments], str]:
    """What was decided on a whole event by its id, or by the words of one of an older run."""
    own = {d.suggestion_id: d.decision for d in decided}
    carried = {d.segments: d.decision for d in decided if d.superseded and not d.type}
    return lambda event_id, segments: own.get(event_id) or carried.get(segments, "")


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
    segments, quote = _places(connection, "p.suggestion_id = ?", event_id)[event_id]
    event = _event(event_id, rows, segments, quote, "")
    return StoredEvent(about[0], about[1], bool(about[2]), event)


def _places(
    connection: sqlite3.Connection, which: str, value: int
) -> dict[int, tuple[Segments, str]]:
    """Segments and quoted words of some suggestions."""
    rows = connection.execute(
        "SELECT p.suggestion_id, p.start, p.end, p.quote FROM suggestion s"
        " JOIN suggestion_segment p ON p.suggestion_id = s.id"
        f" WHERE {which} ORDER BY p.suggestion_id, p.position",
        (value,),
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
