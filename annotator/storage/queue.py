"""A coder's queue: which articles, how far each is, which comes next, and the day's progress.

Written for corpora of 100,000 articles: no read touches a page of article text, and none walks
the queue where an index can be asked.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from annotator.domain.events import FINISHED, ArticleRow, CodingStatus, Desk, Progress
from annotator.storage.rows import day_of

_MOST_VARIABLES = 500  # in one statement
_FINISHED = tuple(sorted(FINISHED))
_SHORTEST, _LONGEST = 32, 32 * 4**5  # ids in a stretch that is counted
_FRONT, _BACK = (-(1 << 62), 0), (1 << 62, 0)  # before and behind every place (position, id)


def queue_ids(connection: sqlite3.Connection, desk: Desk) -> array[int]:
    """The ids of the coder's articles in this round, in order (type code "q").

    Those assigned to the coder by their position; without assignments all articles by id.
    """
    if has_assignments(connection, desk):
        return _collect(
            connection,
            "SELECT article_id AS id FROM assignment WHERE coder_id = ? AND round_id = ?"
            " ORDER BY position, article_id",
            _who(desk),
        )
    first, last, total = connection.execute(
        "SELECT (SELECT min(id) FROM article), (SELECT max(id) FROM article),"
        " (SELECT count(*) FROM article)"
    ).fetchone()
    if total and last - first + 1 == total:
        return array("q", range(first, last + 1))
    return _collect(connection, "SELECT id FROM article ORDER BY id")


def _collect(
    connection: sqlite3.Connection, query: str, values: tuple[Any, ...] = ()
) -> array[int]:
    """The ids a query gives, joined inside SQLite (a third of the time of fetching them)."""
    joined = connection.execute(f"SELECT json_group_array(id) FROM ({query})", values).fetchone()
    return array("q", json.loads(joined[0]))


def has_assignments(connection: sqlite3.Connection, desk: Desk) -> bool:
    """Whether articles were given out to this coder in this round."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM assignment WHERE coder_id = ? AND round_id = ?)", _who(desk)
    ).fetchone()
    return bool(row[0])


def _who(desk: Desk) -> tuple[int, int]:
    return desk.coder.id, desk.round.id


def article_rows(
    connection: sqlite3.Connection, desk: Desk, ids: Sequence[int]
) -> list[ArticleRow]:
    """The queue's rows of these articles, in the order of ``ids``; unknown ids are left out."""
    rows = dict(
        row
        for at in range(0, len(ids), _MOST_VARIABLES)
        for row in _rows_by_id(connection, desk, ids[at : at + _MOST_VARIABLES])
    )
    return [rows[article_id] for article_id in ids if article_id in rows]


def _rows_by_id(
    connection: sqlite3.Connection, desk: Desk, ids: Sequence[int]
) -> Iterator[tuple[int, ArticleRow]]:
    marks = ", ".join("?" * len(ids))
    found = connection.execute(
        "SELECT a.id, a.title, a.source, a.published, c.status,"
        " (SELECT count(*) FROM event e WHERE e.coding_id = c.id), c.flagged,"
        " EXISTS (SELECT 1 FROM comment q WHERE q.coding_id = c.id AND q.kind = 'question'"
        "  AND NOT EXISTS (SELECT 1 FROM comment r WHERE r.reply_to = q.id)),"
        " coalesce(c.reason, ''),"
        " EXISTS (SELECT 1 FROM comment r WHERE r.coding_id = c.id AND r.reply_to IS NOT NULL"
        "  AND NOT EXISTS (SELECT 1 FROM answer_read s WHERE s.answer = r.uuid))"
        " OR EXISTS (SELECT 1 FROM adjudication d CROSS JOIN comment r ON r.coding_id = d.coding_id"
        "  AND r.kind = 'training' WHERE d.source_coding_id = c.id"
        "  AND NOT EXISTS (SELECT 1 FROM answer_read s WHERE s.answer = r.uuid))"
        " FROM article a LEFT JOIN coding c"
        "  ON c.article_id = a.id AND c.coder_id = ? AND c.round_id = ?"
        f" WHERE a.id IN ({marks})",
        (*_who(desk), *ids),
    ).fetchall()
    for row in found:
        yield (
            row[0],
            ArticleRow(
                id=row[0],
                title=row[1],
                source=row[2],
                published=day_of(row[3]),
                status=CodingStatus(row[4] or CodingStatus.TODO),
                events=row[5],
                flagged=bool(row[6]),
                question=bool(row[7]),
                reason=row[8],
                unread=bool(row[9]),
            ),
        )


def counts(connection: sqlite3.Connection, desk: Desk) -> dict[CodingStatus, int]:
    """How many articles of the queue have each status; every status is there."""
    assigned = has_assignments(connection, desk)
    if assigned:
        query = "SELECT count(*) FROM assignment WHERE coder_id = ? AND round_id = ?"
        (total,) = connection.execute(query, _who(desk)).fetchone()
    else:
        (total,) = connection.execute("SELECT count(*) FROM article").fetchone()
    begun: dict[CodingStatus, int] = {
        status: _count(connection, desk, status, assigned=assigned)
        for status in CodingStatus
        if status is not CodingStatus.TODO
    }
    return {CodingStatus.TODO: total - sum(begun.values()), **begun}


def _count(
    connection: sqlite3.Connection, desk: Desk, status: CodingStatus, *, assigned: bool
) -> int:
    """How many codings have a status (one by one, which a third of the time of grouping takes)."""
    query = "SELECT count(*) FROM coding c WHERE c.coder_id = ? AND c.round_id = ? AND c.status = ?"
    if assigned:
        query += (
            " AND EXISTS (SELECT 1 FROM assignment a WHERE a.article_id = c.article_id"
            " AND a.coder_id = c.coder_id AND a.round_id = c.round_id)"
        )
    return int(connection.execute(query, (*_who(desk), status)).fetchone()[0])


def next_to_do(
    connection: sqlite3.Connection, desk: Desk, after_article_id: int | None
) -> int | None:
    """The next article of the queue that is not finished, None when there is none.

    The search begins behind ``after_article_id`` (None: at the top) and goes round to the top,
    but never gives that article itself.
    """
    search = _next_assigned if has_assignments(connection, desk) else _next_of_all
    return search(connection, desk, after_article_id)


def _next_of_all(connection: sqlite3.Connection, desk: Desk, after: int | None) -> int | None:
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
    if after is None:
        return _unfinished(connection, desk, 0, last)
    behind = _unfinished(connection, desk, after, last)
    return behind if behind is not None else _unfinished(connection, desk, 0, after - 1)


def _unfinished(connection: sqlite3.Connection, desk: Desk, low: int, last: int) -> int | None:
    """The first article not finished with an id above ``low`` and up to ``last``.

    Stretches in which as many articles are finished as there are are passed over by counting,
    ever longer ones; where one falls short, a shorter one is looked at.
    """
    length = _SHORTEST
    while low < last:
        high = min(low + length, last)
        if _all_finished(connection, desk, low, high):
            low, length = high, min(length * 4, _LONGEST)
        elif length > _SHORTEST:
            length //= 4
        else:
            return _first_unfinished(connection, desk, low, high)
    return None


def _all_finished(connection: sqlite3.Connection, desk: Desk, low: int, high: int) -> bool:
    """Whether all articles with ids above ``low`` and up to ``high`` are finished."""
    (there,) = connection.execute(
        "SELECT count(*) FROM article WHERE id > ? AND id <= ?", (low, high)
    ).fetchone()
    query = (
        "SELECT count(*) FROM coding WHERE coder_id = ? AND round_id = ? AND status = ?"
        " AND article_id > ? AND article_id <= ?"
    )
    counted = (connection.execute(query, (*_who(desk), s, low, high)) for s in _FINISHED)
    return bool(there == sum(cursor.fetchone()[0] for cursor in counted))


def _first_unfinished(connection: sqlite3.Connection, desk: Desk, low: int, high: int) -> int:
    row = connection.execute(
        "SELECT min(id) FROM article WHERE id > ? AND id <= ? AND id NOT IN"
        " (SELECT article_id FROM coding WHERE coder_id = ? AND round_id = ?"
        "  AND status IN (?, ?) AND article_id > ? AND article_id <= ?)",
        (low, high, *_who(desk), *_FINISHED, low, high),
    ).fetchone()
    return int(row[0])


def _next_assigned(connection: sqlite3.Connection, desk: Desk, after: int | None) -> int | None:
    start = connection.execute(
        "SELECT position, article_id FROM assignment WHERE coder_id = ? AND round_id = ?"
        " AND article_id = ?",
        (*_who(desk), after),
    ).fetchone()
    if start is None:
        return _unfinished_assigned(connection, desk, _FRONT, _BACK)
    behind = _unfinished_assigned(connection, desk, start, _BACK)
    return behind if behind is not None else _unfinished_assigned(connection, desk, _FRONT, start)


def _unfinished_assigned(
    connection: sqlite3.Connection, desk: Desk, low: tuple[int, int], end: tuple[int, int]
) -> int | None:
    """The first assigned article not finished between two places (position, id) of the queue."""
    row = connection.execute(
        "SELECT a.article_id FROM assignment a WHERE a.coder_id = ? AND a.round_id = ?"
        " AND (a.position, a.article_id) > (?, ?) AND (a.position, a.article_id) < (?, ?)"
        " AND NOT EXISTS (SELECT 1 FROM coding c WHERE c.article_id = a.article_id"
        "  AND c.coder_id = a.coder_id AND c.round_id = a.round_id AND c.status IN (?, ?))"
        " ORDER BY a.position, a.article_id LIMIT 1",
        (*_who(desk), *low, *end, *_FINISHED),
    ).fetchone()
    return None if row is None else int(row[0])


def progress(
    connection: sqlite3.Connection, desk: Desk, *, today: dt.date | None = None
) -> Progress:
    """What the coder finished and worked today (by the local clock), and in all."""
    day = today or dt.date.today()  # noqa: DTZ011 - the coder's own day
    (finished_today,) = connection.execute(
        "SELECT count(*) FROM coding WHERE coder_id = ? AND round_id = ?"
        " AND finished_at >= ? AND finished_at < ?",
        (*_who(desk), _begin(day), _begin(day + dt.timedelta(days=1))),
    ).fetchone()
    (seconds,) = connection.execute(
        "SELECT coalesce(sum(seconds), 0) FROM active_time"
        " WHERE coder_id = ? AND round_id = ? AND day = ?",
        (*_who(desk), day.isoformat()),
    ).fetchone()
    numbers = counts(connection, desk)
    return Progress(
        finished_today=finished_today,
        seconds_today=seconds,
        finished=sum(numbers[status] for status in FINISHED),
        total=sum(numbers.values()),
    )


def _begin(day: dt.date) -> str:
    """When a local day begins, as times are stored (UTC)."""
    midnight = dt.datetime.combine(day, dt.time()).astimezone()
    return midnight.astimezone(dt.UTC).isoformat(timespec="milliseconds")
