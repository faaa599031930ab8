"""The key that opens the manual, also where a field or a dialog keeps all keys to itself."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

COMMAND = "help.manual"


class _Commanding(Protocol):
    """The window that has the commands."""

    actions_by_id: dict[str, QAction]


def action_above(widget: QWidget) -> QAction | None:
    """The help command of the window that a widget, or a dialog over it, belongs to."""
    above: QWidget | None = widget
    while above is not None and not hasattr(above, "actions_by_id"):
        above = above.parentWidget()
    return cast("_Commanding", above).actions_by_id.get(COMMAND) if above is not None else None


def is_help(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether a key is the one that opens the manual."""
    action = action_above(widget)
    pressed = QKeySequence(event.keyCombination())
    return action is not None and pressed in action.shortcuts()


def ask(widget: QWidget, event: QKeyEvent) -> bool:
    """Open the manual if this is its key; whether it was."""
    action = action_above(widget)
    if action is None or not is_help(widget, event):
        return False
    action.trigger()
    return True
