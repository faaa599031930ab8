"""What is said when something is not as it should be."""

from __future__ import annotations

import shutil

from annotator.gui import crash
from annotator.storage.project import open_project
from gallery.stage import Stage, State


def locked(stage: Stage) -> None:
    """A project that somebody else writes to: to be looked at only."""
    with open_project(stage.project("Sample"), coder="bob"):
        stage.open(1)
        stage.take()


def bug(stage: Stage) -> None:
    """A bug, in words, with a report to copy."""
    stage.open(1)
    error = LookupError("no such row")
    stage.window.say_error(crash.sentence(error), crash.report(error))


def not_saved(stage: Stage) -> None:
    """An edit that the file could not take, and the ways out."""
    stage.open(4)
    path = stage.project("Sample")
    shutil.move(path, path.with_name("moved.db"))
    stage.press("N")


def damaged(stage: Stage) -> None:
    """A file that is no project."""
    path = stage.project("Sample").with_name("notes.db")
    path.write_text("not a database", encoding="utf-8")
    stage.window.open_path(path)


STATES: dict[str, State] = {
    "locked": locked,
    "bug": bug,
    "not-saved": not_saved,
    "damaged": damaged,
}
