"""Suggestions that a coding from another file names: found here, or taken over with it.

A pipeline of the same name, version and components proposes the same, so its suggestions are told
apart by what they say of the text and not by row ids.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from annotator.storage.coding_content import Content
from annotator.storage.journal import new_uuid, utc_now

_CANDIDATE = "rank, value, label, reason, confidence, origin, valid_from, valid_to"


def find_suggestion(connection: sqlite3.Connection, article_id: int, name: list[Any]) -> int | None:
    """The suggestion of an article that a content names, None when this file has none such.

    ``name`` is pipeline name, version and components, kind, type, segments, number.
    """
    *pipeline, kind, mention_type, segments, ordinal = name
    rows = connection.execute(
        "SELECT s.id, s.ordinal, (SELECT json_group_array(json_array(g.start, g.end)) FROM"
        " (SELECT start, end FROM suggestion_segment WHERE suggestion_id = s.id"
        "  ORDER BY position) g) FROM suggestion s JOIN pipeline p ON p.id = s.pipeline_id"
        " WHERE s.article_id = ? AND p.name = ? AND p.version = ? AND p.components = ?"
        " AND s.kind = ? AND s.type = ? ORDER BY s.ordinal",
        (article_id, *pipeline, kind, mention_type),
    ).fetchall()
    alike = [row for row in rows if json.loads(row[2]) == segments]
    exact = [row for row in alike if row[1] == ordinal]
    return next((int(row[0]) for row in exact + alike), None)


def names_in(content: Content) -> list[list[Any]]:
    """The suggestions that a coding names, each once."""
    fillers = (filler for event in content["events"] for filler in event["fillers"])
    named = [name for name, _ in content["decisions"]]
    named += [filler["suggestion"] for filler in fillers if filler["suggestion"] is not None]
    return list({json.dumps(name): name for name in named}.values())


def adopt(
    source: sqlite3.Connection, target: sqlite3.Connection, content: Content, article_id: int
) -> None:
    """Take over from another file the suggestions that a coding names and this one lacks."""
    (foreign_article,) = source.execute(
        "SELECT id FROM article WHERE uuid = ?", (content["article"],)
    ).fetchone()
    for filler in (f for event in content["events"] for f in event["fillers"]):
        if filler["pipeline"] is not None:
            _pipeline(target, filler["pipeline"])
    for name in names_in(content):
        if find_suggestion(target, article_id, name) is not None:
            continue
        pipeline_id = _pipeline(target, name[:3])
        if not _has_read(target, article_id, pipeline_id):
            _take_all(source, target, foreign_article, article_id, name[:3], pipeline_id)
        elif (foreign := find_suggestion(source, foreign_article, name)) is not None:
            _take(source, target, foreign, article_id, pipeline_id, superseded=True)


def _pipeline(target: sqlite3.Connection, name: list[Any]) -> int:
    row = target.execute(
        "SELECT id FROM pipeline WHERE name = ? AND version = ? AND components = ?", name
    ).fetchone()
    if row is not None:
        return int(row[0])
    cursor = target.execute(
        "INSERT INTO pipeline (uuid, name, version, components) VALUES (?, ?, ?, ?)",
        (new_uuid(), *name),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _has_read(target: sqlite3.Connection, article_id: int, pipeline_id: int) -> bool:
    row = target.execute(
        "SELECT 1 FROM highlight WHERE article_id = ? AND pipeline_id = ?",
        (article_id, pipeline_id),
    ).fetchone()
    return row is not None


def _take_all(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    foreign_article: int,
    article_id: int,
    name: list[Any],
    pipeline_id: int,
) -> None:
    """Take over everything a pipeline proposed for an article."""
    rows = source.execute(
        "SELECT s.id FROM suggestion s JOIN pipeline p ON p.id = s.pipeline_id"
        " WHERE s.article_id = ? AND p.name = ? AND p.version = ? AND p.components = ?"
        " ORDER BY s.kind DESC, s.ordinal",  # mentions before the events made of them
        (foreign_article, *name),
    ).fetchall()
    taken: dict[int, int] = {}
    for (foreign,) in rows:
        taken[foreign] = _take(source, target, foreign, article_id, pipeline_id, taken=taken)
    target.execute(
        "INSERT INTO highlight (article_id, pipeline_id, failure, created_at) VALUES (?, ?, '', ?)",
        (article_id, pipeline_id, utc_now()),
    )


def _take(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    foreign: int,
    article_id: int,
    pipeline_id: int,
    *,
    superseded: bool = False,
    taken: dict[int, int] | None = None,
) -> int:
    """Copy one suggestion; a superseded one stands behind those there are."""
    ordinal, kind, mention_type, label, confidence, standing = source.execute(
        "SELECT ordinal, kind, type, label, confidence, standing FROM suggestion WHERE id = ?",
        (foreign,),
    ).fetchone()
    if superseded:
        (ordinal,) = target.execute(
            "SELECT coalesce(max(ordinal), 0) + 1 FROM suggestion"
            " WHERE article_id = ? AND pipeline_id = ?",
            (article_id, pipeline_id),
        ).fetchone()
    cursor = target.execute(
        "INSERT INTO suggestion (article_id, pipeline_id, ordinal, kind, type, label, confidence,"
        " standing, superseded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article_id,
            pipeline_id,
            ordinal,
            kind,
            mention_type,
            label,
            confidence,
            standing,
            utc_now() if superseded else None,
        ),
    )
    assert cursor.lastrowid is not None
    _copy_parts(source, target, foreign, cursor.lastrowid)
    _copy_slots(source, target, foreign, cursor.lastrowid, taken or {})
    return cursor.lastrowid


def _copy_parts(
    source: sqlite3.Connection, target: sqlite3.Connection, foreign: int, new: int
) -> None:
    parts: Iterable[tuple[str, str]] = (
        ("suggestion_segment", "position, start, end, quote"),
        ("suggestion_candidate", _CANDIDATE),
    )
    for table, columns in parts:
        rows = source.execute(
            f"SELECT {columns} FROM {table} WHERE suggestion_id = ?", (foreign,)
        ).fetchall()
        marks = ", ".join("?" * (columns.count(",") + 2))
        target.executemany(
            f"INSERT INTO {table} (suggestion_id, {columns}) VALUES ({marks})",
            [(new, *row) for row in rows],
        )


def _copy_slots(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    foreign: int,
    new: int,
    taken: dict[int, int],
) -> None:
    rows = source.execute(
        "SELECT slot, position, mention_suggestion_id, value FROM suggestion_slot"
        " WHERE suggestion_id = ?",
        (foreign,),
    ).fetchall()
    target.executemany(
        "INSERT INTO suggestion_slot (suggestion_id, slot, position, mention_suggestion_id, value)"
        " VALUES (?, ?, ?, ?, ?)",
        [(new, slot, at, taken.get(mention), value) for slot, at, mention, value in rows],
    )
