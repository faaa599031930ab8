"""Suggestions as they arrive: stored outside any edit, never at the cost of one.

What a newer run replaces is deleted, unless an edit names it (it could be undone or redone and
would point at nothing): that is kept and marked as superseded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from annotator.domain.events import Segments, merge_segments
from annotator.domain.suggestions import (
    Candidate,
    Highlighted,
    NewEvent,
    NewSuggestion,
    Pipeline,
)
from annotator.domain.text import quotes_of
from annotator.storage import journal
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.project import Project
from annotator.storage.rows import segment_rows

# What a row of suggestion_slot is about, where it is no slot.
ATTRIBUTE, RECIPROCAL, REPEATS = "@attribute:", "@reciprocal", "@repeats"


def store(project: Project, pipeline: Pipeline, *results: Highlighted) -> None:
    """Keep what a pipeline made of articles, in place of what earlier runs proposed there.

    All of it is durable when this returns, or nothing is. A result that failed is remembered as
    such, and suggestions of earlier runs stay.

    Raises:
        ReadOnlyError: the project is open for reading only.
        TextError: a suggestion lies outside its article's text.
    """
    with project.write() as connection:
        pipeline_id = _add_pipeline(connection, pipeline)
        for result in results:
            _store_one(connection, pipeline_id, result)


def pending_articles(
    connection: sqlite3.Connection, pipeline: Pipeline, limit: int, after: int = 0
) -> list[int]:
    """Up to ``limit`` articles with ids above ``after`` that the pipeline has not read yet."""
    rows = connection.execute(
        "SELECT id FROM article a WHERE id > ? AND NOT EXISTS (SELECT 1 FROM highlight h"
        " WHERE h.article_id = a.id AND h.pipeline_id = ?) ORDER BY id LIMIT ?",
        (after, _pipeline_id(connection, pipeline), limit),
    ).fetchall()
    return [article_id for (article_id,) in rows]


def pending_of(connection: sqlite3.Connection, pipeline: Pipeline, ids: Sequence[int]) -> list[int]:
    """Those of some articles that the pipeline has not read yet, in the order given."""
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(
        f"SELECT article_id FROM highlight WHERE pipeline_id = ? AND article_id IN ({marks})",
        (_pipeline_id(connection, pipeline), *ids),
    ).fetchall()
    read = {article_id for (article_id,) in rows}
    return [article_id for article_id in ids if article_id not in read]


def pending_count(connection: sqlite3.Connection, pipeline: Pipeline) -> int:
    """How many articles the pipeline has not read yet."""
    (total,) = connection.execute("SELECT count(*) FROM article").fetchone()
    (read,) = connection.execute(
        "SELECT count(*) FROM highlight WHERE pipeline_id = ?",
        (_pipeline_id(connection, pipeline),),
    ).fetchone()
    return int(total - read)


def failures(connection: sqlite3.Connection, pipeline: Pipeline) -> list[tuple[int, str, str]]:
    """The articles a pipeline could not read: (id, title, why)."""
    return connection.execute(
        "SELECT a.id, a.title, h.failure FROM highlight h JOIN article a ON a.id = h.article_id"
        " WHERE h.pipeline_id = ? AND h.failure <> '' ORDER BY a.id",
        (_pipeline_id(connection, pipeline),),
    ).fetchall()


def failure_of(connection: sqlite3.Connection, pipeline: Pipeline, article_id: int) -> str:
    """Why a pipeline has no suggestions for an article; empty when it read it, or has not yet."""
    row = connection.execute(
        "SELECT failure FROM highlight WHERE pipeline_id = ? AND article_id = ?",
        (_pipeline_id(connection, pipeline), article_id),
    ).fetchone()
    return str(row[0]) if row else ""


def _key(pipeline: Pipeline) -> tuple[str, str, str]:
    return pipeline.name, pipeline.version, json.dumps(pipeline.components, ensure_ascii=False)


def _pipeline_id(connection: sqlite3.Connection, pipeline: Pipeline) -> int | None:
    row = connection.execute(
        "SELECT id FROM pipeline WHERE name = ? AND version = ? AND components = ?", _key(pipeline)
    ).fetchone()
    return row and int(row[0])


def _add_pipeline(connection: sqlite3.Connection, pipeline: Pipeline) -> int:
    known = _pipeline_id(connection, pipeline)
    if known is not None:
        return known
    cursor = connection.execute(
        "INSERT INTO pipeline (uuid, name, version, components) VALUES (?, ?, ?, ?)",
        (new_uuid(), *_key(pipeline)),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _store_one(connection: sqlite3.Connection, pipeline_id: int, result: Highlighted) -> None:
    article_id = result.article_id
    connection.execute(
        "INSERT INTO highlight (article_id, pipeline_id, failure, created_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET failure = excluded.failure, created_at = excluded.created_at",
        (article_id, pipeline_id, result.failure, utc_now()),
    )
    if not result.failure:
        _clear(connection, article_id)
        _insert(connection, article_id, pipeline_id, result)


def _clear(connection: sqlite3.Connection, article_id: int) -> None:
    """Remove what earlier runs proposed on an article; what edits name is superseded instead."""
    named = _named(connection, article_id)
    rows = connection.execute(
        "SELECT id, superseded_at FROM suggestion WHERE article_id = ?", (article_id,)
    ).fetchall()
    stale = [(key,) for key, superseded_at in rows if key in named and superseded_at is None]
    unused = [(key,) for key, _ in rows if key not in named]
    changed = [key for (key,) in stale + unused]
    journal.seal(connection, "suggestion", changed, "a newer run replaced the suggestions")
    connection.executemany(
        f"UPDATE suggestion SET superseded_at = '{utc_now()}' WHERE id = ?", stale
    )
    for table in ("suggestion_slot", "suggestion_candidate", "suggestion_segment"):
        connection.executemany(f"DELETE FROM {table} WHERE suggestion_id = ?", unused)
    connection.executemany("DELETE FROM suggestion WHERE id = ?", unused)


def _named(connection: sqlite3.Connection, article_id: int) -> set[int]:
    """The suggestions of an article that data or the journal points at."""
    rows = connection.execute(
        "SELECT suggestion_id FROM decision"
        " WHERE suggestion_id IN (SELECT id FROM suggestion WHERE article_id = ?1)"
        " UNION SELECT suggestion_id FROM filler"
        " WHERE suggestion_id IN (SELECT id FROM suggestion WHERE article_id = ?1)"
        " UNION SELECT id FROM suggestion WHERE article_id = ?1 AND kind = 'event'"
        "  AND superseded_at IS NOT NULL",
        (article_id,),
    ).fetchall()
    journalled = connection.execute(
        "SELECT r.before, r.after FROM edit e JOIN edit_row r ON r.edit_id = e.id"
        " WHERE (e.article_id = ? OR e.article_id IS NULL)"
        " AND r.table_name IN ('decision', 'filler')",
        (article_id,),
    ).fetchall()
    contents = (json.loads(text) for row in journalled for text in row if text)
    named = {key for (key,) in rows} | {content["suggestion_id"] for content in contents}
    return named | _parts_of(connection, article_id, named)


def _parts_of(connection: sqlite3.Connection, article_id: int, events: set[int]) -> set[int]:
    """What proposed events of an article point at: their words, and events they repeat."""
    rows = connection.execute(
        "SELECT suggestion_id, mention_suggestion_id FROM suggestion_slot"
        " WHERE mention_suggestion_id IS NOT NULL"
        "  AND suggestion_id IN (SELECT id FROM suggestion WHERE article_id = ?)",
        (article_id,),
    ).fetchall()
    found: set[int] = set()
    while new := {part for whole, part in rows if whole in events | found} - found:
        found |= new
    return found


def _insert(
    connection: sqlite3.Connection, article_id: int, pipeline_id: int, result: Highlighted
) -> None:
    (text,) = connection.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()
    (first,) = connection.execute(
        "SELECT coalesce(max(ordinal) + 1, 0) FROM suggestion"
        " WHERE article_id = ? AND pipeline_id = ?",
        (article_id, pipeline_id),
    ).fetchone()
    about = (article_id, pipeline_id)
    ids = [
        _insert_mention(connection, (*about, ordinal), suggestion, text)
        for ordinal, suggestion in enumerate(result.suggestions, first)
    ]
    events: list[int] = []
    for ordinal, event in enumerate(result.events, first + len(ids)):
        key = (*about, ordinal)
        events.append(_insert_event(connection, key, event, text, ids, events))


def _insert_mention(
    connection: sqlite3.Connection, key: tuple[int, int, int], new: NewSuggestion, text: str
) -> int:
    known = (*key, new.type, new.label, new.confidence, new.standing.value)
    suggestion_id = _row_id(
        connection.execute(
            "INSERT INTO suggestion"
            " (article_id, pipeline_id, ordinal, type, label, confidence, standing)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            known,
        )
    )
    _insert_segments(connection, suggestion_id, new.segments, text)
    connection.executemany(
        "INSERT INTO suggestion_candidate (suggestion_id, rank, value, label, reason, confidence,"
        f" origin, valid_from, valid_to) VALUES ({suggestion_id}, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (rank, c.value, c.label, c.reason, c.confidence, c.origin, *_days(c))
            for rank, c in enumerate(new.candidates, 1)
        ],
    )
    return suggestion_id


def _insert_event(
    connection: sqlite3.Connection,
    key: tuple[int, int, int],
    new: NewEvent,
    text: str,
    mentions: Sequence[int],
    events: Sequence[int],
) -> int:
    """Store a proposed event; ids of the article's mentions and earlier events by their places."""
    event_id = _row_id(
        connection.execute(
            "INSERT INTO suggestion (article_id, pipeline_id, ordinal, kind, confidence)"
            " VALUES (?, ?, ?, 'event', ?)",
            (*key, new.confidence),
        )
    )
    _insert_segments(connection, event_id, new.segments, text)
    rows: list[tuple[str, int | None, str]] = [
        (filler.slot, mentions[filler.mention], filler.value) for filler in new.fillers
    ]
    rows += [(f"{ATTRIBUTE}{name}", None, value) for name, value in new.attributes]
    if new.reciprocal:
        rows.append((RECIPROCAL, None, "1"))
    if new.repeats is not None:
        rows.append((REPEATS, events[new.repeats], ""))
    connection.executemany(
        "INSERT INTO suggestion_slot"
        " (suggestion_id, position, slot, mention_suggestion_id, value)"
        f" VALUES ({event_id}, ?, ?, ?, ?)",
        [(position, *row) for position, row in enumerate(rows)],
    )
    return event_id


def _insert_segments(
    connection: sqlite3.Connection, suggestion_id: int, segments: Segments, text: str
) -> None:
    merged = merge_segments(segments)
    connection.executemany(
        "INSERT INTO suggestion_segment (suggestion_id, position, start, end, quote)"
        f" VALUES ({suggestion_id}, :position, :start, :end, :quote)",
        segment_rows(merged, quotes_of(text, merged)),
    )


def _days(candidate: Candidate) -> list[str | None]:
    ends = candidate.valid_from, candidate.valid_to
    return [None if day is None else day.isoformat() for day in ends]


def _row_id(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None
    return cursor.lastrowid
