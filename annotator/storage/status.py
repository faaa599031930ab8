"""How far a team is: each coder's articles, events, time and use of suggestions in each round.

Read in pieces, each of which holds the file for a few milliseconds, so that no edit waits however
large the project is; a piece sees the project as it is at its own moment.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from annotator.domain.events import FINISHED, CodingStatus
from annotator.domain.values import Provenance
from annotator.storage import failures, files

LONGEST_READ = 0.006  # seconds a piece should hold the file; the promise is 20 ms
_FEWEST, _MOST = 64, 32_768  # ids of a piece
_TAKEN = frozenset({Provenance.ACCEPTED, Provenance.EDITED})

Cancelled = Callable[[], bool]
Key = tuple[int, int]  # coder and round, by the file's own ids


@dataclass(frozen=True, slots=True)
class DayDone:
    """How many articles were finished on a day of the local clock."""

    day: dt.date
    finished: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What one coder did in one round. A share is None where there is nothing to take it of."""

    coder: str
    round: str
    given: int | None  # articles in the coder's queue; None: all of the project, nobody dealt them
    done: int
    nothing: int  # finished as holding nothing to code
    in_progress: int
    events: int
    finished_events: int  # those of finished articles
    seconds: float  # of active work
    median_seconds: float | None  # of active work on a finished article
    accepted: int  # values taken from suggestions, changed afterwards or not
    by_hand: int  # values that no suggestion proposed
    rejected: int  # suggestions dismissed
    open_questions: int
    days: tuple[DayDone, ...] = ()

    @property
    def finished(self) -> int:
        """Articles done or with nothing to code."""
        return self.done + self.nothing

    @property
    def nothing_rate(self) -> float | None:
        """Share of the finished articles that hold nothing to code."""
        return _share(self.nothing, self.finished)

    @property
    def events_per_article(self) -> float | None:
        """Events of a finished article on average, those with nothing to code among them."""
        return _share(self.finished_events, self.finished)

    @property
    def accepted_share(self) -> float | None:
        """Share of the coded values that were taken from suggestions."""
        return _share(self.accepted, self.accepted + self.by_hand)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


@dataclass
class _Counted:
    """The figures of one coder in one round while they are added up."""

    given: int = 0
    by_status: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    events: int = 0
    finished_events: int = 0
    by_provenance: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    rejected: int = 0
    questions: int = 0
    seconds: float = 0.0
    finished_seconds: array[float] = field(default_factory=lambda: array("d"))
    days: dict[str, int] = field(default_factory=lambda: defaultdict(int))


Counts = dict[Key, _Counted]


def standings(
    connection: sqlite3.Connection,
    round_id: int | None = None,
    *,
    cancelled: Cancelled = lambda: False,
) -> list[Standing]:
    """Every coder's standing in every round in which the coder has articles or did something.

    In the order of the rounds, then of the short ids; with ``round_id`` of that round alone.
    Cancelling gives what was read so far.
    """
    counts: Counts = defaultdict(_Counted)
    for read in _READS:
        for rows in _pieces(connection, read, cancelled):
            for coder, which, *figures in rows:
                read.take(counts[coder, which], *figures)
    people = dict(connection.execute("SELECT id, name FROM coder").fetchall())
    rounds = dict(connection.execute("SELECT id, name FROM round ORDER BY position").fetchall())
    order = {which: place for place, which in enumerate(rounds)}
    keys = sorted(counts, key=lambda key: (order[key[1]], people[key[0]]))
    return [
        _standing(people[coder], rounds[which], counts[coder, which])
        for coder, which in keys
        if round_id in (None, which)
    ]


def standings_of(path: Path, *, cancelled: Cancelled = lambda: False) -> list[Standing]:
    """Everybody's standing, read from the file beside whoever works in it.

    Raises:
        ProjectError: the file cannot be read.
    """
    try:
        with closing(files.connect(path, "ro")) as connection:
            return standings(connection, cancelled=cancelled)
    except sqlite3.Error as error:
        raise failures.opening_error(path, error) from error


def may_agree(found: Iterable[Standing]) -> bool:
    """Whether there is a round in which more than one coder has finished anything."""
    finished = Counter(one.round for one in found if one.finished)
    return max(finished.values(), default=0) > 1


def _standing(coder: str, which: str, counted: _Counted) -> Standing:
    provenances = counted.by_provenance
    return Standing(
        coder=coder,
        round=which,
        given=counted.given or None,
        done=counted.by_status[CodingStatus.DONE],
        nothing=counted.by_status[CodingStatus.NOTHING],
        in_progress=counted.by_status[CodingStatus.IN_PROGRESS],
        events=counted.events,
        finished_events=counted.finished_events,
        seconds=counted.seconds,
        median_seconds=median(counted.finished_seconds) if counted.finished_seconds else None,
        accepted=sum(provenances[one] for one in _TAKEN),
        by_hand=provenances[Provenance.BY_HAND],
        rejected=counted.rejected,
        open_questions=counted.questions,
        days=tuple(
            DayDone(dt.date.fromisoformat(day), number)
            for day, number in sorted(counted.days.items())
        ),
    )


# --- pieces --------------------------------------------------------------------------------------


def _pieces(
    connection: sqlite3.Connection, read: _Read, cancelled: Cancelled
) -> Iterator[list[tuple[Any, ...]]]:
    """A query's rows for one range of ids after another, each as wide as time allows."""
    low, high = connection.execute(
        f"SELECT (SELECT min({read.column}) FROM {read.table}),"
        f" (SELECT max({read.column}) FROM {read.table})"
    ).fetchone()
    if low is None:
        return
    low, width = low - 1, _FEWEST
    while low < high and not cancelled():
        begun = time.perf_counter()
        rows = connection.execute(read.query, (low, low + width)).fetchall()
        took = time.perf_counter() - begun
        yield rows
        low += width
        if took < LONGEST_READ / 2:
            width = min(_MOST, width * 2)
        elif took > LONGEST_READ:
            width = max(_FEWEST, width // 2)


def _add_given(counted: _Counted, number: int) -> None:
    counted.given += number


def _add_codings(counted: _Counted, status: str, day: str | None, number: int) -> None:
    counted.by_status[status] += number
    if day is not None and status in FINISHED:
        counted.days[day] += number


def _add_events(counted: _Counted, finished: int, number: int) -> None:
    counted.events += number
    counted.finished_events += number if finished else 0


def _add_values(counted: _Counted, provenance: str, number: int) -> None:
    counted.by_provenance[provenance] += number


def _add_rejected(counted: _Counted, number: int) -> None:
    counted.rejected += number


def _add_questions(counted: _Counted, number: int) -> None:
    counted.questions += number


def _add_time(counted: _Counted, seconds: float, finished: int) -> None:
    counted.seconds += seconds
    if finished:
        counted.finished_seconds.append(seconds)


@dataclass(frozen=True)
class _Read:
    """One figure of everybody: in ranges of ids of a table, and where what is found is added."""

    table: str
    column: str
    query: str
    take: Callable[..., None]


_CODINGS = "WHERE c.id > ? AND c.id <= ? GROUP BY 1, 2"
_READS = (
    _Read(
        "assignment",
        "id",
        "SELECT coder_id, round_id, count(*) FROM assignment WHERE id > ? AND id <= ?"
        " GROUP BY 1, 2",
        _add_given,
    ),
    _Read(
        "coding",
        "id",
        "SELECT c.coder_id, c.round_id, c.status, date(c.finished_at, 'localtime'), count(*)"
        f" FROM coding c {_CODINGS}, 3, 4",
        _add_codings,
    ),
    _Read(
        "coding",
        "id",
        "SELECT c.coder_id, c.round_id, c.finished_at IS NOT NULL, count(*) FROM coding c"
        f" CROSS JOIN event e ON e.coding_id = c.id {_CODINGS}, 3",
        _add_events,
    ),
    _Read(
        "coding",
        "id",
        "SELECT c.coder_id, c.round_id, f.provenance, count(*) FROM coding c CROSS JOIN event e"
        f" ON e.coding_id = c.id CROSS JOIN filler f ON f.event_id = e.id {_CODINGS}, 3",
        _add_values,
    ),
    _Read(
        "decision",
        "id",
        "SELECT c.coder_id, c.round_id, count(*) FROM decision d CROSS JOIN coding c"
        " ON c.id = d.coding_id WHERE d.id > ? AND d.id <= ? AND d.decision = 'rejected'"
        " GROUP BY 1, 2",
        _add_rejected,
    ),
    _Read(
        "comment",
        "id",
        "SELECT c.coder_id, c.round_id, count(*) FROM comment q CROSS JOIN coding c"
        " ON c.id = q.coding_id WHERE q.id > ? AND q.id <= ? AND q.kind = 'question'"
        " AND NOT EXISTS (SELECT 1 FROM comment r WHERE r.reply_to = q.id) GROUP BY 1, 2",
        _add_questions,
    ),
    _Read(
        "active_time",
        "article_id",
        "SELECT t.coder_id, t.round_id, sum(t.seconds), c.finished_at IS NOT NULL"
        " FROM active_time t LEFT JOIN coding c ON c.article_id = t.article_id"
        "  AND c.coder_id = t.coder_id AND c.round_id = t.round_id"
        " WHERE t.article_id > ? AND t.article_id <= ?"
        " GROUP BY t.article_id, t.coder_id, t.round_id",
        _add_time,
    ),
)
