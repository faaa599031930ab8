"""Qt actions, menus and shortcuts, made from the command table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui.commands import MENUS, Command, Where
from annotator.gui.commands.registry import translated
from annotator.gui.key_names import key_text

_INNER = (  # what ids begin with, and the inner menu that they share
    ("slot.", "Slots"),
    ("suggestion.candidate_", "Candidates of the suggestion"),
    ("span.", "Selection"),
    ("filler.", "Value in focus"),
)

Handlers = Mapping[str, Callable[[], object]]


def build_actions(
    window: QWidget,
    commands: Mapping[str, Command],
    handlers: Handlers,
    *,
    repeating: Callable[[], bool] = lambda: False,
) -> dict[str, QAction]:
    """One action per command, wired to its handler.

    Args:
        window: that the actions belong to.
        commands: of the table.
        handlers: what each command does.
        repeating: whether the key that is down acts again by itself.

    Raises:
        KeyError: when a command has no handler, so that none is ever dead.
    """
    actions = {}
    for command in commands.values():
        action = QAction(command.label, window)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(_CONTEXT[command.where])
        action.setToolTip(tooltip(command))
        action.setAutoRepeat(command.id in _REPEATING)
        run = handlers[command.id]
        if command.id in _REPEATING:
            action.triggered.connect(lambda _=False, run=run: run())
        else:
            action.triggered.connect(lambda _=False, run=run: None if repeating() else run())
        actions[command.id] = action
    return actions


# A held-down key repeats where that is harmless; it never makes or deletes twice.
_REPEATING = frozenset(
    {
        "suggestion.next",
        "suggestion.previous",
        "filler.next",
        "filler.previous",
        "event.next",
        "event.previous",
        "event.next_suggested",
        "event.previous_suggested",
        "span.grow_end",
        "span.shrink_end",
        "span.grow_start",
        "span.shrink_start",
        "span.widen",
        "span.narrow",
        "caret.next_sentence",
        "caret.previous_sentence",
        "adjudication.next_difference",
        "adjudication.previous_difference",
        "adjudication.next_event",
        "adjudication.previous_event",
        "find.next",
        "find.previous",
        "view.zoom_in",
        "view.zoom_out",
        "view.letters_larger",
        "view.letters_smaller",
        "view.column_wider",
        "view.column_narrower",
    }
)
_CONTEXT = {
    Where.WINDOW: Qt.ShortcutContext.WindowShortcut,
    Where.CODING: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Where.READING: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Where.QUEUE: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Where.ADJUDICATION: Qt.ShortcutContext.WidgetWithChildrenShortcut,
}


def place_actions(
    actions: Mapping[str, QAction],
    commands: Mapping[str, Command],
    places: Mapping[Where, list[QWidget]],
) -> None:
    """Let each action's keys work in the widgets of its place."""
    for command_id, action in actions.items():
        for widget in places[commands[command_id].where]:
            widget.addAction(action)


def tooltip(command: Command) -> str:
    """A command's help with its key."""
    text = command.help or command.label.rstrip("…")
    return f"{text} ({key_text(command.keys[0])})" if command.keys else text


def build_menu(
    parent: QWidget, commands: Mapping[str, Command], actions: Mapping[str, QAction]
) -> QMenu:
    """The menu of everything, one submenu per part of the table."""
    menu = QMenu(parent)
    for name in MENUS:
        part = QMenu(translated(name), menu)
        for command in commands.values():
            if command.menu == name:
                _place_in(part, command).addAction(actions[command.id])
        menu.addMenu(part)
    return menu


def _place_in(part: QMenu, command: Command) -> QMenu:
    """The menu itself, or the one inside it that keeps it short enough for a small screen."""
    name = next((label for start, label in _INNER if command.id.startswith(start)), "")
    if not name:
        return part
    inner = part.findChild(QMenu, name)
    if inner is None:
        inner = QMenu(translated(name), part)
        inner.setObjectName(name)
        part.addMenu(inner)
    return inner
