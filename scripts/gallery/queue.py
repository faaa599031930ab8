"""The queue and what it can be without: articles, hits, anything of the kind chosen."""

from __future__ import annotations

from gallery.stage import Stage, State


def empty_project(stage: Stage) -> None:
    """A project with no articles yet."""
    stage.open(project="Empty")


def filter_menu(stage: Stage) -> None:
    """What the queue can show, with counts and digits."""
    stage.open(4)
    stage.press("Ctrl+Shift+F")


def nothing_of_the_kind(stage: Stage) -> None:
    """A choice of the queue that no article meets."""
    stage.open(4)
    stage.press("Ctrl+Shift+F", "6")


def hits(stage: Stage) -> None:
    """Articles that hold the words, with the words around them."""
    stage.open(4)
    stage.press("Ctrl+F")
    stage.write("border troops")
    stage.wait(lambda: len(stage.page.queue.shown) < len(stage.page.queue_ids))


def no_hits(stage: Stage) -> None:
    """Words that stand in no article."""
    stage.open(4)
    stage.press("Ctrl+F")
    stage.write("antarctica")
    stage.wait(lambda: not len(stage.page.queue.shown))


def folded(stage: Stage) -> None:
    """The queue folded away."""
    stage.open(1)
    stage.press("Ctrl+B")


STATES: dict[str, State] = {
    "empty-project": empty_project,
    "queue-filter": filter_menu,
    "queue-empty": nothing_of_the_kind,
    "queue-hits": hits,
    "queue-no-hits": no_hits,
    "queue-folded": folded,
}
