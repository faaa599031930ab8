"""A small button that Enter and Space press while it has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

_PRESS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressButton(QToolButton):
    """The keys that press it are its own, also where they belong to a command of the pane."""

    def event(self, event: QEvent) -> bool:
        """Keep the keys that press it from the commands around."""
        own = isinstance(event, QKeyEvent) and event.key() in _PRESS and not event.modifiers()
        if own and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does; held down it presses once."""
        if event.key() in _PRESS and not event.isAutoRepeat():
            self.click()
        elif event.key() not in _PRESS:
            super().keyPressEvent(event)
