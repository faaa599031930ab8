"""The article as it is read: marks, letters, search, and texts unlike the others."""

from __future__ import annotations

from gallery.stage import Stage, State


def untouched(stage: Stage) -> None:
    """An article as it comes, with suggestions."""
    stage.open(4)


def letters(stage: Stage) -> None:
    """Letters on all suggestions in sight."""
    stage.open(4)
    stage.press("F")


def word_letters(stage: Stage) -> None:
    """Letters on the words."""
    stage.open(4)
    stage.press("'")


def found(stage: Stage) -> None:
    """Words searched in the article."""
    stage.open(4)
    stage.press("/")
    stage.write("Niamey")


def selected(stage: Stage) -> None:
    """Words selected by hand, with an event to take them."""
    stage.open(4)
    stage.press("N", "Escape")
    stage.go_to("Saturday", "date")
    stage.press("Ctrl+Right", "Ctrl+Shift+Right", "Ctrl+Shift+Right", "Ctrl+Shift+Right")


def long_title(stage: Stage) -> None:
    """A headline of forty words and a source with a long name."""
    stage.open(2, project="Unusual")


def right_to_left(stage: Stage) -> None:
    """An article that is read from right to left."""
    stage.open(1, project="Unusual")
    stage.press("N", "Escape", "Ctrl+Shift+Left", "Ctrl+Shift+Left")


def unaided(stage: Stage) -> None:
    """An article that is shown without suggestions on purpose."""
    stage.open(1, project="Unaided")


def without_pipeline(stage: Stage) -> None:
    """No suggestions, because what should make them is not installed."""
    stage.window.settings.set("suggestions/pipeline", "none_such")
    stage.open(1, project="Bare")


STATES: dict[str, State] = {
    "article": untouched,
    "letters": letters,
    "word-letters": word_letters,
    "find": found,
    "selection": selected,
    "long-title": long_title,
    "right-to-left": right_to_left,
    "unaided": unaided,
    "no-pipeline": without_pipeline,
}
