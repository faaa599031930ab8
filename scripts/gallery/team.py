"""Pages for whoever leads a team: who codes what, files out and home, how far everybody is."""

from __future__ import annotations

from gallery.stage import Stage, State

LEADER = "pi"


def opened(command: str) -> State:
    """What a command opens in a project of three coders."""

    def state(stage: Stage) -> None:
        stage.open(4, project="Team", coder=LEADER)
        stage.run(command)
        stage.wait(lambda: stage.page.team.settled)

    return state


def assign(stage: Stage) -> None:
    """Three coders who get more, a third of it twice, in proportion by month."""
    opened("project.assign")(stage)
    stage.press("Space", "Down", "Space", "Down", "Down", "Space", "Tab", "Tab", "Tab")
    stage.write("6")
    stage.press("Tab")
    stage.write("33")
    stage.wait(lambda: stage.page.team.settled)


def assign_again(stage: Stage) -> None:
    """A share of what was finished, to be coded once more."""
    opened("project.assign")(stage)
    stage.press("Space", "Down", "Space", "Shift+Tab", "Down")
    stage.wait(lambda: stage.page.team.settled)


def merging(stage: Stage) -> None:
    """A packet on its way home, with new work and a coding in conflict."""
    stage.open(4, project="Team", coder=LEADER)
    stage.page.team.take_files([stage.project("Packet")])
    stage.wait(lambda: stage.page.team.settled)


def conflicts(stage: Stage) -> None:
    """Two states of one coding, the second one framed."""
    opened("project.conflicts")(stage)
    stage.press("Right")


def agreement(tab: str) -> State:
    """One of the tables on how far coders agree."""

    def state(stage: Stage) -> None:
        stage.open(project="Agreement", coder=LEADER)
        stage.run("project.agreement")
        stage.wait(lambda: stage.page.team.settled)
        stage.press("Home", *["Right"] * _TABS.index(tab))

    return state


def nothing_twice(stage: Stage) -> None:
    """A project that one person coded: nothing to compare, and what to do."""
    stage.open()
    stage.run("project.agreement")
    stage.wait(lambda: stage.page.team.settled)


def two_codings(stage: Stage) -> None:
    """A confusion, opened: both codings of an article side by side."""
    agreement("codes")(stage)
    stage.press("Tab", "Tab", "Tab", "Return")


_TABS = ("what counts", "events", "fields", "text", "weeks", "matched", "codes")

STATES: dict[str, State] = {
    "assign": assign,
    "assign-again": assign_again,
    "packets": opened("project.packets"),
    "merge": merging,
    "conflicts": conflicts,
    "team-progress": opened("project.progress"),
    "agreement-events": agreement("events"),
    "agreement-fields": agreement("fields"),
    "agreement-text": agreement("text"),
    "agreement-weeks": agreement("weeks"),
    "agreement-codes": agreement("codes"),
    "agreement-nothing-twice": nothing_twice,
    "two-codings": two_codings,
}
