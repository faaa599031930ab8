"""Buttons that Space and Enter press, also where these keys are those of a command.

A button with a menu counts as a place of the menu's commands, so it needs this as well.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN = (*_ENTER, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def make_pressable(button: QAbstractButton) -> None:
    """Let Tab come to a button, and Space and Enter press it while it has the keyboard."""
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.installEventFilter(_Presser(button))


class _Presser(QObject):
    """Keeps Space, Enter and Tab from the commands around a button."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press on Enter; Qt presses on Space once nobody takes it away."""
        if not isinstance(event, QKeyEvent) or event.modifiers() not in _PLAIN:
            return False
        if event.type() is QEvent.Type.ShortcutOverride and event.key() in _OWN:
            event.accept()
            return True
        entered = event.key() in _ENTER and not event.isAutoRepeat()
        if event.type() is QEvent.Type.KeyPress and entered:
            assert isinstance(watched, QAbstractButton)
            watched.click()
            return True
        return False
