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


def queue_ids(connection: sqlite3.Connection, desk: Desk) -> array[int]:
    """The ids of the coder's articles in this round, in order (type code "q").

    Those assigned to the coder by their position; without assignments all articles by id.
    """
    if has_assignments(connection, desk):
        return _collect(
            connection,
            "SELECT article_id AS id FROM assignment WHERE coder_id = ? AND round_id = ?"
            " ORDER BY position, id",
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
        " coalesce(c.reason, '')"
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
            ),
        )


def counts(connection: sqlite3.Connection, desk: Desk) -> dict[CodingStatus, int]:
    """How many articles of the queue have each status; every status is there."""
    mine = "FROM coding c WHERE c.coder_id = ? AND c.round_id = ?"
    if has_assignments(connection, desk):
        queue = "SELECT count(*) FROM assignment WHERE coder_id = ? AND round_id = ?"
        (total,) = connection.execute(queue, _who(desk)).fetchone()
        mine += (
            " AND EXISTS (SELECT 1 FROM assignment a WHERE a.article_id = c.article_id"
            " AND a.coder_id = c.coder_id AND a.round_id = c.round_id)"
        )
    else:
        (total,) = connection.execute("SELECT count(*) FROM article").fetchone()
    rows = connection.execute(f"SELECT c.status, count(*) {mine} GROUP BY c.status", _who(desk))
    begun = {CodingStatus(status): number for status, number in rows.fetchall()}
    numbers = {status: begun.get(status, 0) for status in CodingStatus}
    numbers[CodingStatus.TODO] = total - sum(begun.values())
    return numbers


def next_to_do(
    connection: sqlite3.Connection, desk: Desk, after_article_id: int | None
) -> int | None:
    """The next article of the queue that is not finished, None when there is none.

    The search begins behind ``after_article_id`` (None: at the top) and goes round to the top,
    but never gives that article itself.
    """
    search = _next_assigned if has_assignments(connection, desk) else _next_of_all
    return search(connection, desk, after_article_id)


def _page_sizes() -> Iterator[int]:
    """Short pages first: the next article is nearly always close by."""
    size = 32
    while True:
        yield size
        size = min(size * 4, 8192)


def _next_of_all(connection: sqlite3.Connection, desk: Desk, after: int | None) -> int | None:
    if after is None:
        return _unfinished(connection, desk, 0, None)
    behind = _unfinished(connection, desk, after, None)
    return behind if behind is not None else _unfinished(connection, desk, 0, after)


def _unfinished(
    connection: sqlite3.Connection, desk: Desk, low: int, end: int | None
) -> int | None:
    """The first article not finished with an id above ``low`` and below ``end``."""
    below = 1 << 62 if end is None else end
    for size in _page_sizes():
        (high,) = connection.execute(
            "SELECT max(id) FROM (SELECT id FROM article WHERE id > ? AND id < ?"
            " ORDER BY id LIMIT ?)",
            (low, below, size),
        ).fetchone()
        if high is None:
            return None
        found = connection.execute(
            "SELECT id FROM article WHERE id > ? AND id <= ? AND id NOT IN"
            " (SELECT article_id FROM coding WHERE coder_id = ? AND round_id = ?"
            "  AND status IN (?, ?) AND article_id > ? AND article_id <= ?)"
            " ORDER BY id LIMIT 1",
            (low, high, *_who(desk), *_FINISHED, low, high),
        ).fetchone()
        if found:
            return int(found[0])
        low = high
    return None


def _next_assigned(connection: sqlite3.Connection, desk: Desk, after: int | None) -> int | None:
    start = connection.execute(
        "SELECT position, id FROM assignment WHERE coder_id = ? AND round_id = ?"
        " AND article_id = ?",
        (*_who(desk), after),
    ).fetchone()
    if start is None:
        return _unfinished_assigned(connection, desk, None, None)
    behind = _unfinished_assigned(connection, desk, start, None)
    return behind if behind is not None else _unfinished_assigned(connection, desk, None, start)


def _unfinished_assigned(
    connection: sqlite3.Connection,
    desk: Desk,
    low: tuple[int, int] | None,
    end: tuple[int, int] | None,
) -> int | None:
    """The first assigned article not finished between two places (position, id) of the queue."""
    low, end = low or (-(1 << 62), 0), end or (1 << 62, 0)
    for size in _page_sizes():
        page = connection.execute(
            "SELECT a.position, a.id, a.article_id, coalesce(c.status IN (?, ?), 0)"
            " FROM assignment a LEFT JOIN coding c ON c.article_id = a.article_id"
            "  AND c.coder_id = a.coder_id AND c.round_id = a.round_id"
            " WHERE a.coder_id = ? AND a.round_id = ?"
            "  AND (a.position, a.id) > (?, ?) AND (a.position, a.id) < (?, ?)"
            " ORDER BY a.position, a.id LIMIT ?",
            (*_FINISHED, *_who(desk), *low, *end, size),
        ).fetchall()
        for *_, article_id, finished in page:
            if not finished:
                return int(article_id)
        if len(page) < size:
            return None
        low = page[-1][:2]
    return None


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
