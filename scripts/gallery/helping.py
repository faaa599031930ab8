"""Where a project is not open yet, and what explains the program."""

from __future__ import annotations

from gallery.stage import Stage, State


def first_run(stage: Stage) -> None:
    """The window on the first day."""
    stage.window.project_actions.show_recent()


def start(stage: Stage) -> None:
    """The window before a project is open."""
    stage.window.settings.add_recent(stage.project("Unusual"))
    stage.window.settings.add_recent(stage.project("Sample"))
    stage.window.settings.set("tour/finished", True)
    stage.window.project_actions.show_recent()


def tour(stage: Stage) -> None:
    """The tour at one of its steps."""
    stage.run("help.tour")
    stage.wait(lambda: stage.window.help_actions.tour is not None)
    stage.wait(lambda: stage.page.session.article is not None and stage.page.session.suggestions)


def manual(stage: Stage) -> None:
    """The manual at the page of what has the keyboard."""
    stage.open(4)
    stage.press("F1")


def menu(stage: Stage) -> None:
    """All commands by what they are about."""
    stage.open(4)
    stage.press("F10", "Down", "Down", "Down", "Right")


STATES: dict[str, State] = {
    "first-run": first_run,
    "start": start,
    "tour": tour,
    "manual": manual,
    "menu": menu,
}
