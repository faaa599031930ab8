"""The coded data of a project, read flat and in order for an export."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from annotator.domain.dataset import (
    ArticleRecord,
    AssignmentRow,
    AttributeRow,
    Batch,
    Cancelled,
    Codebook,
    CodingRow,
    CommentRow,
    EventRow,
    FillerRow,
    LinkRow,
    MentionRow,
    ProjectFacts,
    Totals,
)
from annotator.domain.schema_text import decode
from annotator.storage.snapshot import snapshot

Row = TypeVar("Row", bound=tuple[Any, ...])

BATCH = 100  # codings read at a time
_ARTICLES = 500  # articles read at a time
_FINISHED = "c.status <> 'in progress'"
# no finished coding was made of it in adjudication
_NOT_ADJUDICATED = (
    "NOT EXISTS (SELECT 1 FROM main.adjudication x JOIN main.coding y ON y.id = x.coding_id"
    " WHERE x.source_coding_id = c.id AND y.status <> 'in progress')"
)
# somebody else finished the article in the same round, too
_TWICE = (
    "EXISTS (SELECT 1 FROM coding z WHERE z.article_id = c.article_id AND z.round_id = c.round_id"
    " AND z.id <> c.id AND z.status <> 'in progress')"
)

_CODINGS = """
SELECT c.id, c.uuid, c.article_id, a.uuid, a.external_id, a.title, a.source, a.published, a.url,
    a.language, k.name, r.name, c.codebook_id, c.status, c.reason, c.flagged, c.unaided,
    c.started_at, c.finished_at,
    (SELECT sum(t.seconds) FROM active_time t WHERE t.article_id = c.article_id
        AND t.coder_id = c.coder_id AND t.round_id = c.round_id)
FROM coding c JOIN article a ON a.id = c.article_id JOIN coder k ON k.id = c.coder_id
    JOIN round r ON r.id = c.round_id
WHERE c.article_id BETWEEN ? AND ? AND {which}
ORDER BY c.article_id, r.position, k.name, c.id
"""
_EVENTS = """
SELECT e.coding_id, e.id, e.uuid, e.position, e.reciprocal, e.reciprocal_provenance
FROM coding c CROSS JOIN event e ON e.coding_id = c.id
WHERE c.article_id BETWEEN ? AND ? AND {which} ORDER BY c.article_id, c.id, e.position, e.id
"""
_DATE = (
    "date_kind",
    "date_start",
    "date_start_state",
    "date_end",
    "date_end_state",
    "date_relative_to",
    "text",
)
_PLACE = ("place_name", "place_country", "place_admin1", "gazetteer_id", "where_prec")
_FILLERS = """
SELECT f.event_id, f.id, f.uuid, f.slot, f.provenance, f.pipeline_id, f.kind,
    CASE f.kind WHEN 'code' THEN f.code WHEN 'text' THEN f.text WHEN 'date' THEN {date}
        WHEN 'place' THEN {place} END,
    f.latitude, f.longitude, s.mention_id, s.start, s.end, s.quote
FROM coding c CROSS JOIN event e ON e.coding_id = c.id CROSS JOIN filler f ON f.event_id = e.id
    LEFT JOIN evidence v ON v.filler_id = f.id
    LEFT JOIN mention_segment s ON s.mention_id = v.mention_id
WHERE c.article_id BETWEEN ? AND ? AND {which}
ORDER BY c.article_id, c.id, e.position, e.id, f.position, f.id, v.position, v.id, s.position
"""
_MENTIONS = """
SELECT m.id, m.uuid, m.type FROM coding c CROSS JOIN mention m ON m.coding_id = c.id
WHERE c.article_id BETWEEN ? AND ? AND {which}
"""
_ATTRIBUTES = """
SELECT t.event_id, t.name, t.value, t.provenance
FROM coding c CROSS JOIN event e ON e.coding_id = c.id
    CROSS JOIN event_attribute t ON t.event_id = e.id
WHERE c.article_id BETWEEN ? AND ? AND {which}
ORDER BY c.article_id, c.id, e.position, e.id, t.name, t.position, t.id
"""
_COMMENTS = """
SELECT n.coding_id, n.event_id, n.mention_id, n.kind, n.text, n.uuid,
    coalesce((SELECT q.uuid FROM comment q WHERE q.coding_id = n.coding_id
        AND q.id = n.reply_to), ''),
    coalesce((SELECT m.uuid FROM mention m WHERE m.coding_id = n.coding_id
        AND m.id = n.mention_id), ''),
    coalesce((SELECT group_concat(s.quote, ' … ') FROM (SELECT quote FROM mention_segment
        WHERE mention_id = n.mention_id ORDER BY position) s), ''),
    coalesce((SELECT k.name FROM coder k WHERE k.id = n.coder_id), ''), n.created_at
FROM coding c CROSS JOIN comment n ON n.coding_id = c.id
WHERE c.article_id BETWEEN ? AND ? AND {which} ORDER BY c.article_id, c.id, n.id
"""
_LINKS = """
SELECT l.event_id, o.uuid
FROM coding c CROSS JOIN event e ON e.coding_id = c.id CROSS JOIN event_link l
    ON l.event_id = e.id CROSS JOIN event o ON o.id = l.other_event_id
    CROSS JOIN coding d ON d.id = o.coding_id
WHERE c.article_id BETWEEN ?1 AND ?2 AND {which} AND {other}
UNION ALL SELECT l.other_event_id, o.uuid
FROM coding c CROSS JOIN event e ON e.coding_id = c.id CROSS JOIN event_link l
    ON l.other_event_id = e.id CROSS JOIN event o ON o.id = l.event_id
    CROSS JOIN coding d ON d.id = o.coding_id
WHERE c.article_id BETWEEN ?1 AND ?2 AND {which} AND {other}
ORDER BY 1, 2
"""
_NOT_GIVEN = (
    "NOT EXISTS (SELECT 1 FROM assignment g WHERE g.article_id = c.article_id"
    " AND g.coder_id = c.coder_id AND g.round_id = c.round_id)"
)
_ASSIGNMENTS = f"""
SELECT a.id, r.position, a.uuid, a.external_id, a.title, a.source, a.published, k.name, r.name,
    r.kind, h.given, h.position, h.unaided, h.status
FROM (
    SELECT g.article_id, g.coder_id, g.round_id, 1 AS given, g.position,
        coalesce(c.unaided, max(g.unaided, EXISTS (SELECT 1 FROM main.unaided_article u
            WHERE u.article_id = g.article_id AND u.round_id = g.round_id))) AS unaided,
        coalesce(c.status, '') AS status
    FROM assignment g LEFT JOIN coding c ON c.article_id = g.article_id
        AND c.coder_id = g.coder_id AND c.round_id = g.round_id
    WHERE g.article_id BETWEEN ?1 AND ?2
    UNION ALL SELECT c.article_id, c.coder_id, c.round_id, 0, NULL, c.unaided, c.status
    FROM coding c WHERE c.article_id BETWEEN ?1 AND ?2 AND {_NOT_GIVEN}
) h JOIN article a ON a.id = h.article_id JOIN coder k ON k.id = h.coder_id
    JOIN round r ON r.id = h.round_id
ORDER BY a.id, r.position, k.name
"""
_SOME_ARTICLES = (
    "SELECT min(id), max(id) FROM (SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?)"
)
_TEXTS = """
SELECT a.id, a.text FROM main.article a WHERE a.id BETWEEN ? AND ? AND EXISTS (
    SELECT 1 FROM coding c CROSS JOIN event e ON e.coding_id = c.id
    WHERE c.article_id = a.id AND {which})
"""
_ARTICLE_ROWS = """
SELECT a.id, a.uuid, a.external_id, a.title, a.source, a.published, a.url, a.language,
    a.collection, a.imported_at, a.imported_from, a.sha256, a.characters,
    (SELECT count(*) FROM coding c WHERE c.article_id = a.id AND {which}),
    (SELECT count(*) FROM coding c CROSS JOIN event e ON e.coding_id = c.id
        WHERE c.article_id = a.id AND {which})
FROM article a WHERE a.id > ? ORDER BY a.id LIMIT ?
"""


class StoredDataset:
    """The coded data behind one connection; best a snapshot, so that it never changes."""

    def __init__(self, connection: sqlite3.Connection, *, adjudicated: bool = False) -> None:
        self._connection = connection
        self._adjudicated = adjudicated

    @cached_property
    def facts(self) -> ProjectFacts:
        """The project it comes from, with every version of its codebook."""
        codebooks = {
            row[0]: Codebook(row[0], row[1], row[2], row[3], decode(json.loads(row[4])))
            for row in self._connection.execute(
                "SELECT id, name, version, created_at, schema FROM codebook"
            ).fetchall()
        }
        pipelines = {
            number: f"{name} {version}".strip()
            for number, name, version in self._connection.execute(
                "SELECT id, name, version FROM pipeline"
            ).fetchall()
        }
        uuid, title, created_at, created_by, current = self._connection.execute(
            "SELECT uuid, title, created_at, created_by, codebook_id FROM project"
        ).fetchone()
        return ProjectFacts(
            uuid, title, created_at, created_by, codebooks[current], codebooks, pipelines
        )

    @cached_property
    def _has_links(self) -> bool:
        """Whether any event is linked at all, so that most projects are not asked again."""
        found = self._connection.execute("SELECT EXISTS (SELECT 1 FROM event_link)").fetchone()
        return bool(found[0])

    def totals(self, *, unfinished: bool) -> Totals:
        """How many rows there are, with or without codings that are not finished."""
        which = self._which(unfinished=unfinished)
        codings = f"FROM coding c WHERE {which}"
        events = f"FROM coding c CROSS JOIN event e ON e.coding_id = c.id WHERE {which}"
        mentions = (
            "FROM coding c CROSS JOIN event e ON e.coding_id = c.id CROSS JOIN filler f"
            f" ON f.event_id = e.id CROSS JOIN evidence v ON v.filler_id = f.id WHERE {which}"
        )
        several = f"FROM (SELECT 1 {codings} GROUP BY c.article_id HAVING count(*) > 1)"
        left_out = f"FROM coding c WHERE NOT ({'TRUE' if unfinished else _FINISHED})"
        comments = f"FROM coding c CROSS JOIN comment n ON n.coding_id = c.id WHERE {which}"
        has = f"FROM (SELECT 1 FROM assignment UNION ALL SELECT 1 FROM coding c WHERE {_NOT_GIVEN})"
        counted = ("FROM article", codings, events, mentions, left_out, several, comments, has)
        return Totals(*map(self._count, counted))

    def _count(self, what: str) -> int:
        return int(self._connection.execute(f"SELECT count(*) {what}").fetchone()[0])

    def _which(self, *, unfinished: bool) -> str:
        """The condition for the codings that are read."""
        which = "TRUE" if unfinished else _FINISHED
        return f"{which} AND {_NOT_ADJUDICATED}" if self._adjudicated else which

    def batches(
        self, *, unfinished: bool, mentions: bool = False, twice: bool = False
    ) -> Iterator[Batch]:
        """The codings in the order of their articles, round by round, coder by coder.

        ``mentions`` asks for their identities and types too, ``twice`` for those codings alone
        whose article somebody else has finished in the same round.
        """
        which = self._which(unfinished=unfinished)
        which = f"{which} AND {_TWICE}" if twice else which
        queries = {
            name: query.format(
                which=which,
                other=which.replace("c.", "d."),
                date=_joined(_DATE),
                place=_joined(_PLACE),
            )
            for name, query in {
                "codings": _CODINGS,
                "events": _EVENTS,
                "fillers": _FILLERS,
                "mentions": _MENTIONS,
                "attributes": _ATTRIBUTES,
                "comments": _COMMENTS,
                "texts": _TEXTS,
                "links": _LINKS,
            }.items()
        }
        for limits in self._article_ranges(which):
            yield self._batch(queries, limits, mentions=mentions)

    def _article_ranges(self, which: str) -> Iterator[tuple[int, int]]:
        """First and last article of about ``BATCH`` codings, one after the other."""
        query = (
            "SELECT min(article_id), max(article_id) FROM (SELECT c.article_id FROM coding c"
            f" WHERE c.article_id > ? AND {which} ORDER BY c.article_id LIMIT {BATCH})"
        )
        last = -1
        while True:
            first, last = self._connection.execute(query, (last,)).fetchone()
            if first is None:
                return
            yield first, last

    def _batch(self, queries: dict[str, str], limits: tuple[int, int], *, mentions: bool) -> Batch:
        def rows(name: str, kind: type[Row]) -> list[Row]:
            # straight to tuple.__new__, past a Python function for each of a million rows
            make = partial(tuple.__new__, kind)
            return list(map(make, self._connection.execute(queries[name], limits).fetchall()))

        events = rows("events", EventRow)
        codings = rows("codings", CodingRow)
        comments = _group(rows("comments", CommentRow))
        if not events:
            return Batch(codings, comments=comments)
        return Batch(
            codings,
            _group(events),
            _group(rows("fillers", FillerRow)),
            _group(rows("attributes", AttributeRow)),
            comments,
            dict(self._connection.execute(queries["texts"], limits).fetchall()),
            {row.id: row for row in rows("mentions", MentionRow)} if mentions else {},
            _group(rows("links", LinkRow)) if self._has_links else {},
        )

    def rounds(self) -> dict[str, str]:
        """The kind of each round, by its name."""
        return dict(self._connection.execute("SELECT name, kind FROM round").fetchall())

    def assignments(self) -> Iterator[Sequence[AssignmentRow]]:
        """Who has which article, given or begun without that, in the order of the articles."""
        last = -1
        while True:
            first, last = self._connection.execute(_SOME_ARTICLES, (last, _ARTICLES)).fetchone()
            if first is None:
                return
            rows = self._connection.execute(_ASSIGNMENTS, (first, last)).fetchall()
            yield [AssignmentRow._make(row[2:]) for row in rows]

    def articles(self, *, unfinished: bool) -> Iterator[Sequence[ArticleRecord]]:
        """All articles in the order of their import."""
        query = _ARTICLE_ROWS.format(which=self._which(unfinished=unfinished))
        last = -1
        while rows := self._connection.execute(query, (last, _ARTICLES)).fetchall():
            last = rows[-1][0]
            yield [ArticleRecord._make(row[1:]) for row in rows]


def _joined(columns: tuple[str, ...]) -> str:
    """Several columns of a filler as one text: SQLite makes one string faster than Python nine."""
    return " || char(31) || ".join(f"coalesce(f.{name}, '')" for name in columns)


def _group(rows: list[Row]) -> Mapping[int, list[Row]]:
    """Rows by their first column, in the order they come in."""
    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups


@contextmanager
def open_dataset(
    path: Path, *, cancelled: Cancelled = lambda: False, adjudicated: bool = False
) -> Iterator[StoredDataset]:
    """Read the coded data of a project as it is at this moment, while work on it goes on.

    ``adjudicated``: where a finished coding was made of others, it stands in their place.

    May be called in any thread; what it yields is used in that thread.

    Raises:
        CancelledError: ``cancelled`` said so while the copy was made.
        ExportError: the disk for temporary files is full.
    """
    with snapshot(path, cancelled=cancelled) as connection:
        yield StoredDataset(connection, adjudicated=adjudicated)
