"""What a filter of the queue shows, how much each of them would, and what a coder did by day."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence

from annotator.domain.events import FINISHED, CodingStatus, Desk
from annotator.domain.queue_filter import DayProgress, QueueFilter
from annotator.storage.queue import counts

_FINISHED = tuple(sorted(FINISHED))
_MOST_VARIABLES = 500  # in one statement
_MINE = "c.coder_id = ? AND c.round_id = ?"
_ASKED = (
    "c.id IN (SELECT q.coding_id FROM comment q WHERE q.kind = 'question'"
    " AND NOT EXISTS (SELECT 1 FROM comment r WHERE r.reply_to = q.id))"
)
_CONDITIONS = {
    QueueFilter.TODO: "1",  # those begun; the others are to do
    QueueFilter.FLAGGED: "c.flagged = 1",
    QueueFilter.QUESTION: _ASKED,
}


def articles_that(
    connection: sqlite3.Connection, desk: Desk, wanted: QueueFilter, ids: Sequence[int]
) -> frozenset[int]:
    """Those of the queue's articles that a filter shows."""
    if wanted is QueueFilter.ALL:
        return frozenset(ids)
    condition = _CONDITIONS.get(wanted, "c.status = ?")
    values = [wanted.status] if wanted not in _CONDITIONS else []
    query = f"SELECT c.article_id AS id FROM coding c WHERE {_MINE} AND {condition}"
    row = connection.execute(
        f"SELECT json_group_array(id) FROM ({query})", (desk.coder.id, desk.round.id, *values)
    ).fetchone()
    found = frozenset(json.loads(row[0]))
    return frozenset(ids) - found if wanted is QueueFilter.TODO else found.intersection(ids)


def filter_counts(
    connection: sqlite3.Connection, desk: Desk, ids: Sequence[int]
) -> dict[QueueFilter, int]:
    """How many articles each filter shows."""
    by_status = counts(connection, desk)
    made = {QueueFilter.ALL: len(ids)}
    for wanted in QueueFilter:
        if wanted.status is not None:
            made[wanted] = by_status[CodingStatus(wanted.value)]
        elif wanted is not QueueFilter.ALL:
            made[wanted] = len(articles_that(connection, desk, wanted, ids))
    return made


def first_unfinished(connection: sqlite3.Connection, desk: Desk, ids: Sequence[int]) -> int | None:
    """The first of these articles that is neither done nor has nothing to code."""
    for at in range(0, len(ids), _MOST_VARIABLES):
        some = ids[at : at + _MOST_VARIABLES]
        rows = connection.execute(
            f"SELECT c.article_id FROM coding c WHERE {_MINE} AND c.status IN (?, ?)"
            f" AND c.article_id IN ({', '.join('?' * len(some))})",
            (desk.coder.id, desk.round.id, *_FINISHED, *some),
        ).fetchall()
        finished = {article_id for (article_id,) in rows}
        if len(finished) < len(some):
            return next(article_id for article_id in some if article_id not in finished)
    return None


def progress_by_day(connection: sqlite3.Connection, desk: Desk) -> tuple[DayProgress, ...]:
    """What the coder did in this round, day by day of the local clock, the latest first."""
    who = (desk.coder.id, desk.round.id)
    finished = connection.execute(
        "SELECT date(c.finished_at, 'localtime'), count(*), sum(c.status = ?) FROM coding c"
        f" WHERE {_MINE} AND c.finished_at IS NOT NULL GROUP BY 1",
        (CodingStatus.NOTHING, *who),
    ).fetchall()
    events = connection.execute(
        "SELECT date(e.created_at, 'localtime'), count(*) FROM event e"
        f" JOIN coding c ON c.id = e.coding_id WHERE {_MINE} GROUP BY 1",
        who,
    ).fetchall()
    seconds = connection.execute(
        f"SELECT c.day, sum(c.seconds) FROM active_time c WHERE {_MINE} GROUP BY 1", who
    ).fetchall()
    done = {day: (number, nothing) for day, number, nothing in finished}
    coded, worked = dict(events), dict(seconds)
    return tuple(
        DayProgress(
            day=dt.date.fromisoformat(day),
            finished=done.get(day, (0, 0))[0],
            nothing=done.get(day, (0, 0))[1],
            events=coded.get(day, 0),
            seconds=worked.get(day, 0.0),
        )
        for day in sorted({*done, *coded, *worked}, reverse=True)
    )
