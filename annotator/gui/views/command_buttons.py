"""The toolbar: commands used all the time as small drawings, each with its key in the tool tip."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from annotator.gui import icons, plain_text
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.theme import ICON, TIGHT, Theme

DRAWINGS = {
    "view.queue": "queue",
    "edit.undo": "undo",
    "edit.redo": "redo",
    "event.new": "plus",
    "article.previous": "left",
    "article.next": "right",
    "article.done": "check",
}


class CommandButtons(QWidget):
    """Some commands of the table in a row; a click asks for one."""

    command_requested = Signal(str)

    def __init__(self, command_ids: tuple[str, ...], theme: Theme) -> None:
        super().__init__()
        self._names = default_names()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.buttons = {command_id: self._button(command_id) for command_id in command_ids}
        self.set_keys(self._names)
        self.set_theme(theme)

    def _button(self, command_id: str) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.command_requested.emit(command_id))
        self._row.addWidget(button)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        px = theme.px
        self._row.setSpacing(px(TIGHT))
        for command_id, button in self.buttons.items():
            drawing = icons.icon(DRAWINGS[command_id], theme.color("text"), px(ICON))
            button.setIcon(drawing)
            button.setIconSize(QSize(px(ICON), px(ICON)))

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._names = names
        for command_id, button in self.buttons.items():
            self._tip(command_id, button, names.label(command_id))

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Be greyed out where a command cannot be done now, and say what it would do."""
        for command_id, button in self.buttons.items():
            action = actions[command_id]
            button.setEnabled(action.isEnabled())
            words, why = action.text().rstrip("…"), action.property("why")
            self._tip(command_id, button, f"{words} – {why}" if why else words)

    def _tip(self, command_id: str, button: QToolButton, words: str) -> None:
        tip = plain_text.tip(self._names.tip(words, command_id))
        if button.toolTip() != tip:
            button.setToolTip(tip)
            button.setAccessibleName(words)
