"""Sheets that float over the page: reasons, notes, questions, links, what is asked before done."""

from __future__ import annotations

from gallery.projects import SUPERVISED
from gallery.stage import Stage, State


def reasons(stage: Stage) -> None:
    """Why there is nothing to code."""
    stage.open(14)
    stage.press("X")


def note(stage: Stage) -> None:
    """A note on an article."""
    stage.open(4)
    stage.press("M")
    stage.write("Compare with the agency's version of Sunday.")


def question(stage: Stage) -> None:
    """A question to the supervisor, on an event."""
    stage.open(1)
    stage.press("Shift+Q")
    stage.write("Labour, or small businessmen?")


def questions(stage: Stage) -> None:
    """The questions of all coders, for the supervisor."""
    stage.open(4)
    stage.run("project.questions")


def own_questions(stage: Stage) -> None:
    """What a coder asked."""
    stage.open(4, coder=SUPERVISED)
    stage.run("question.own")


def before_done(stage: Stage) -> None:
    """What the codebook wants to be asked before an article is done."""
    stage.open(1, project="Strict")
    stage.press("N", "Escape", "S")
    stage.write("nermil")
    stage.press("Return", "Ctrl+Return")


def links(stage: Stage) -> None:
    """The same event in another article, to be chosen."""
    stage.open(4)
    stage.press("N", "Escape", "S")
    stage.write("nermil")
    stage.press("Return", "Ctrl+L")


def order(stage: Stage) -> None:
    """The orders that events can stand in."""
    stage.open(1)
    stage.run("event.sort")


def remembered(stage: Stage) -> None:
    """From when to when a name has its code."""
    stage.open(1)
    stage.press("Alt+Down", "Alt+=")


STATES: dict[str, State] = {
    "reasons": reasons,
    "note": note,
    "question": question,
    "questions": questions,
    "own-questions": own_questions,
    "before-done": before_done,
    "links": links,
    "order": order,
    "remember-dated": remembered,
}
