"""What a command is, where its keys work, and the menus it can stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """Where the keys of a command work."""

    WINDOW = "window"  # everywhere
    CODING = "coding"  # in the text and on the events, not while typing
    READING = "reading"  # in the text alone: elsewhere these keys go from control to control
    QUEUE = "queue"  # in the list of articles
    ADJUDICATION = "adjudication"  # in the window in which codings are adjudicated


@dataclass(frozen=True)
class Command:
    """One thing a user can ask for. ``menu`` is empty for what needs no menu entry."""

    id: str
    label: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    where: Where = Where.WINDOW
    help: str = ""


Chosen = Mapping[str, tuple[str, ...]]  # keys by command id, where they differ from the table's


@dataclass(frozen=True)
class Refused:
    """A key that cannot be this command's, because another command has it already."""

    command: Command
    key: str
    holder: Command


def overlap(one: Where, other: Where) -> bool:
    """Whether one key could mean two things, working in both places."""
    both = {one, other}
    if Where.ADJUDICATION in both:  # a window of its own
        return len(both) == 1
    return len(both) == 1 or Where.WINDOW in both or both == {Where.CODING, Where.READING}


PROJECT, EDIT, TEXT, EVENT, ARTICLE, ADJUDICATION, VIEW, HELP = (
    "Project",
    "Edit",
    "Text",
    "Event",
    "Article",
    "Adjudication",
    "View",
    "Help",
)
MENUS = (PROJECT, EDIT, TEXT, EVENT, ARTICLE, ADJUDICATION, VIEW, HELP)
CODING = Where.CODING
