"""The menu of a right click, made from commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

Entry = tuple[str, str, str]  # command id, label, keys; an empty id draws a line


def open_menu(
    parent: QWidget, entries: Sequence[Entry], where: QPoint, ask: Callable[[str], object]
) -> QMenu:
    """Open a menu at a place on the screen; ``ask`` gets the id of the command chosen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for command_id, label, keys in entries:
        if not command_id:
            menu.addSeparator()
            continue
        words = label.replace("&", "&&")
        action = menu.addAction(f"{words}\t{keys}" if keys else words)
        action.triggered.connect(lambda _=False, name=command_id: ask(name))
    menu.popup(where)
    return menu
