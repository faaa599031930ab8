"""What a coder looked at and for how long: written outside edits, and never undone.

Neither is worth stopping a coder for: in a project that is open for reading only they do nothing.
"""

from __future__ import annotations

import datetime as dt

from annotator.domain.events import Desk
from annotator.storage.journal import utc_now
from annotator.storage.project import Project
from annotator.storage.project_settings import time_rule
from annotator.storage.suggested import NEWEST_RUN
from annotator.storage.unaided import is_unaided


def add_active_time(
    project: Project, desk: Desk, article_id: int, seconds: float, day: dt.date
) -> None:
    """Count seconds of active work on an article, on a day of the coder's own clock.

    Where the project does not count time, nothing is stored.
    """
    if project.read_only or seconds <= 0 or not time_rule(project.connection).counted:
        return
    with project.write() as connection:
        connection.execute(
            "INSERT INTO active_time (article_id, coder_id, round_id, day, seconds)"
            " VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET seconds = seconds + excluded.seconds",
            (article_id, desk.coder.id, desk.round.id, day.isoformat(), float(seconds)),
        )


def remember_shown(project: Project, desk: Desk, article_id: int) -> None:
    """Remember that the article's present suggestions were on this coder's screen.

    Of an article done unaided nothing was.
    """
    if project.read_only or is_unaided(project.connection, desk, article_id):
        return
    key = (article_id, desk.coder.id, desk.round.id)
    (pipeline_id,) = project.connection.execute(f"SELECT {NEWEST_RUN}", (article_id,)).fetchone()
    known = project.connection.execute(
        "SELECT 1 FROM shown WHERE article_id = ? AND coder_id = ? AND round_id = ?"
        " AND pipeline_id = ?",
        (*key, pipeline_id),
    ).fetchone()
    if pipeline_id is None or known:
        return
    with project.write() as connection:
        connection.execute(
            "INSERT INTO shown (article_id, coder_id, round_id, pipeline_id, first_at)"
            " VALUES (?, ?, ?, ?, ?)",
            (*key, pipeline_id, utc_now()),
        )
