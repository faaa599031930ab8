"""What a project's leader decides for everybody who codes in it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from annotator.storage.project import Project

WHOLE_EVENTS = "suggest_whole_events"
COUNT_TIME, IDLE_SECONDS = "count_time", "idle_seconds"
SHORTEST_PAUSE, LONGEST_PAUSE = 10, 600  # seconds, for the cut-off


@dataclass(frozen=True)
class TimeRule:
    """Whether the coders' active time per article is counted, and which pauses are left out.

    Of a pause longer than ``idle`` seconds only so many count.
    """

    counted: bool = True
    idle: int = 60


def suggests_whole_events(connection: sqlite3.Connection) -> bool:
    """Whether whole events are suggested in this project; they are unless somebody said no."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (WHOLE_EVENTS,)).fetchone()
    return row is None or json.loads(row[0]) is not False


def suggest_whole_events(project: Project, wanted: bool) -> None:  # noqa: FBT001 - a setter
    """Suggest whole events to all coders of the project, or to none.

    What an earlier run suggested and a later one replaced is to be read again when asked for.

    Raises:
        ReadOnlyError: the project is open for reading only.
    """
    if wanted == suggests_whole_events(project.connection):
        return
    with project.write() as connection:
        _keep(connection, WHOLE_EVENTS, wanted)
        connection.execute(
            "DELETE FROM highlight WHERE EXISTS (SELECT 1 FROM highlight n"
            " WHERE n.article_id = highlight.article_id AND n.failure = ''"
            "  AND n.pipeline_id <> highlight.pipeline_id AND n.created_at > highlight.created_at)"
        )


def time_rule(connection: sqlite3.Connection) -> TimeRule:
    """How active time is counted in this project; it is unless somebody said no."""
    kept = dict(
        connection.execute(
            "SELECT name, value FROM setting WHERE name IN (?, ?)", (COUNT_TIME, IDLE_SECONDS)
        ).fetchall()
    )
    usual = TimeRule()
    idle = json.loads(kept[IDLE_SECONDS]) if IDLE_SECONDS in kept else usual.idle
    return TimeRule(
        json.loads(kept.get(COUNT_TIME, "true")) is not False,
        _within(idle) if isinstance(idle, int) else usual.idle,
    )


def count_time(project: Project, rule: TimeRule) -> None:
    """Count the active time of all coders of the project in this way from now on, or not at all.

    What was counted before stays.

    Raises:
        ReadOnlyError: the project is open for reading only.
    """
    if rule == time_rule(project.connection):
        return
    with project.write() as connection:
        _keep(connection, COUNT_TIME, rule.counted)
        _keep(connection, IDLE_SECONDS, _within(rule.idle))


def _within(idle: int) -> int:
    return max(SHORTEST_PAUSE, min(LONGEST_PAUSE, idle))


def _keep(connection: sqlite3.Connection, name: str, value: object) -> None:
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value",
        (name, json.dumps(value)),
    )
