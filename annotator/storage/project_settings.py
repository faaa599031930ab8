"""What a project's leader decides for everybody who codes in it."""

from __future__ import annotations

import json
import sqlite3

from annotator.storage.project import Project

WHOLE_EVENTS = "suggest_whole_events"


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
        connection.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET value = excluded.value",
            (WHOLE_EVENTS, json.dumps(wanted)),
        )
        connection.execute(
            "DELETE FROM highlight WHERE EXISTS (SELECT 1 FROM highlight n"
            " WHERE n.article_id = highlight.article_id AND n.failure = ''"
            "  AND n.pipeline_id <> highlight.pipeline_id AND n.created_at > highlight.created_at)"
        )
