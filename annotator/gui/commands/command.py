"""What a command is, where its keys work, and the menus it can stand in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """Where the keys of a command work."""

    WINDOW = "window"  # everywhere
    CODING = "coding"  # in the text and on the events, not while typing
    READING = "reading"  # in the text alone: elsewhere these keys go from control to control
    QUEUE = "queue"  # in the list of articles


@dataclass(frozen=True)
class Command:
    """One thing a user can ask for. ``menu`` is empty for what needs no menu entry."""

    id: str
    label: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    where: Where = Where.WINDOW
    help: str = ""


PROJECT, EDIT, TEXT, EVENT, ARTICLE, VIEW, HELP = (
    "Project",
    "Edit",
    "Text",
    "Event",
    "Article",
    "View",
    "Help",
)
MENUS = (PROJECT, EDIT, TEXT, EVENT, ARTICLE, VIEW, HELP)
CODING = Where.CODING
