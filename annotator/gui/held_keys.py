"""A key that is held down acts once, and goes on only where that does no harm."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_KEY = Qt.Key
_ACTS = frozenset({_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Escape, _KEY.Key_Tab,
                   _KEY.Key_Backtab})  # fmt: skip
_WRITES = frozenset({_KEY.Key_Space, _KEY.Key_Backspace, _KEY.Key_Delete})  # in a field; else acts
_HELD = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)


class HeldKeys(QObject):
    """Stops repeats in one window: of what acts, and of what was pressed somewhere else.

    Where the first press went to a command, or the keyboard went on to another field meanwhile,
    the repeats of the key are nobody's: they neither write into the new field nor take its value.

    WORKAROUND: under X11, Qt 6.11 takes a repeat for a new press when the release before it was
    read alone; the two then have one time stamp, which no finger can do.
    """

    _released: ClassVar[tuple[int, int]] = (0, 0)  # key and time; there is one keyboard

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._pressed = 0
        self._where: QWidget | None = None
        self.repeating = False  # the key that is down acts again by itself

    def watch(self, window: QWidget) -> None:
        """See every key of a window that is shown, before its fields do."""
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Keep back the repeats that do harm."""
        if not isinstance(event, QKeyEvent):
            return False
        kind, field = event.type(), QApplication.focusWidget()
        if kind == QEvent.Type.KeyRelease:
            HeldKeys._released = (event.key(), event.timestamp())
            self.repeating = False
            return False
        self.repeating = is_repeat(event, HeldKeys._released)
        if kind == QEvent.Type.KeyPress and self.repeating:
            moved = (event.key(), field) != (self._pressed, self._where)
            return moved or does_harm(event, field)
        if not self.repeating:  # until the press comes, a command may take it
            pressed = kind == QEvent.Type.KeyPress
            self._pressed, self._where = (event.key(), field) if pressed else (0, None)
        return False


def is_repeat(event: QKeyEvent, released: tuple[int, int]) -> bool:
    """Whether a press comes from a key that is held down; ``released``: key and time before it."""
    told = event.timestamp() > 0 and (event.key(), event.timestamp()) == released
    return event.isAutoRepeat() or told


def does_harm(event: QKeyEvent, field: QWidget | None) -> bool:
    """Whether a key that is held down would do again what should be done once."""
    key, plain = Qt.Key(event.key()), not event.modifiers() & _HELD
    many_lines = isinstance(field, QPlainTextEdit | QTextEdit) and not field.isReadOnly()
    if key in (_KEY.Key_Return, _KEY.Key_Enter) and many_lines and plain:
        return False
    one_line = isinstance(field, QLineEdit) and not field.isReadOnly()
    return key in _ACTS or (key in _WRITES and not (many_lines or one_line))
