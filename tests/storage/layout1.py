"""A project as the first release laid it out, kept as SQL; ``python layout1.py`` writes it anew.

The file beside this module is written once, when layout 1 is released, and never again: what
stands in it is what users have. Until then a change of the first migration writes it anew.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import coded

from annotator.domain.values import CodeValue
from annotator.storage import ops
from annotator.storage.tables import APPLICATION_ID

SQL = Path(__file__).with_suffix(".sql")


def make(path: Path) -> Path:
    """The kept project as a file: three articles, two coders, five events, an undo."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(SQL.read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    return path


def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = coded.make(Path(folder) / "made.db")
        with coded.sitting(path) as (project, desk):
            coded.suggest(project)
            for _ in range(3):
                event = ops.create_event(project, desk, 1).event_id
                ops.fill_slot(
                    project,
                    desk,
                    event,
                    "giver",
                    value=CodeValue("AZEGOV"),
                    segments=coded.at("Azerbaijan"),
                )
            project.undo(desk)
            bob = coded.desk_of(project, "bob")
            ops.create_event(project, bob, 2)
            ops.create_event(project, bob, 2)
        with closing(sqlite3.connect(path)) as connection:
            SQL.write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
