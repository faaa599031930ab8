"""Dialogs over or beside the window."""

from __future__ import annotations

from functools import partial

from gallery.stage import Stage, State


def opened(command: str, number: int = 4) -> State:
    """What a command opens over an article."""

    def state(stage: Stage) -> None:
        stage.open(number)
        stage.run(command)

    return state


def history(stage: Stage) -> None:
    """The edits of the coder with their times."""
    stage.open(4)
    stage.press("N", "Escape", "S")
    stage.write("nermil")
    stage.press("Return", "O", "2")
    stage.run("view.history")


def palette(stage: Stage) -> None:
    """Commands searched by words."""
    stage.open(4)
    stage.run("help.palette", partial(stage.write, "next"))


def keys_with_clash(stage: Stage) -> None:
    """A key wanted that another command has."""
    stage.open(4)
    stage.run("view.keys", partial(_want_a_key, stage))


def _want_a_key(stage: Stage) -> None:
    stage.write("new event")
    stage.press("Return", "Return", "M")


STATES: dict[str, State] = {
    "history": history,
    "palette": palette,
    "keys-clash": keys_with_clash,
    "keys": opened("help.keys"),
    "preferences": opened("view.preferences"),
    "progress": opened("view.progress"),
    "details": opened("article.details"),
    "codebook": opened("project.codebook"),
    "dictionaries": opened("project.dictionaries"),
    "settings": opened("project.settings"),
    "export": opened("project.export"),
    "restore": opened("project.restore"),
    "coder": opened("project.coder"),
    "new-project": opened("project.new"),
    "new-article": opened("article.new"),
    "about": opened("help.about"),
}
