"""What the editors inside a card share: they take the keyboard, and give it back once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.key_presses import pressed_key
from annotator.gui.views.floating_sheet import ENTER
from annotator.gui.views.passed_keys import passed_keys

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class InPlaceEditor(QFrame):
    """Open until a value is taken, Escape is pressed, or the keyboard goes elsewhere."""

    closed = Signal()
    grown = Signal()  # it became higher while open: whoever scrolls may show it again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passed = passed_keys(default_names())
        self._open = False
        self._composing = False  # an input method holds letters that are not typed yet
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # clicks beside its fields stay inside
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_keys(self, names: KeyNames) -> None:
        """Leave the keys in force of some commands to the window."""
        self._passed = passed_keys(names)

    @property
    def is_open(self) -> bool:
        """Whether something is being edited."""
        return self._open

    def watch(self, *fields: QWidget) -> None:
        """Let the keys of these fields come to ``on_key`` first."""
        for field in fields:
            field.installEventFilter(self)

    def start(self, field: QWidget) -> None:
        """Show the editor and give a field the keyboard."""
        if not self._open:
            _application().focusChanged.connect(self._focus_moved)
        self._open, self._composing = True, False
        self.show()
        field.setFocus(Qt.FocusReason.PopupFocusReason)

    def finish(self, tell: Callable[[], object]) -> None:
        """Close and tell the result, once."""
        if not self.is_open:
            return
        self._stop()
        tell()
        if not self._open:  # whoever was told may have opened it again, for another slot
            self.hide()

    def leave(self) -> None:
        """Close and change nothing."""
        self.finish(self.closed.emit)

    def _stop(self) -> None:
        self._open = False
        _application().focusChanged.disconnect(self._focus_moved)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or self._holds(now) or now.window().property("beside"):
            return  # the manual stands beside what is edited
        self.leave()

    def _holds(self, widget: QWidget) -> bool:
        """Whether a widget belongs here; menus and lists that pop up from here do."""
        above: QWidget | None = widget
        while above is not None and above is not self:
            above = above.parentWidget()
        return above is self

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that it needs more room than before."""
        super().resizeEvent(event)
        if self._open and event.size().height() > event.oldSize().height():
            self.grown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden by somebody else, it is closed without a word."""
        super().hideEvent(event)
        if self._open and self.isHidden():
            self._stop()

    def on_key(self, field: QWidget, event: QKeyEvent) -> bool:
        """What a key does in a field; False leaves it to the field."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep keys from firing the commands of the window, and take those that act here."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if pressed_key(event) in self._passed:
                return False
            event.accept()
            return True
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._composing or not isinstance(watched, QWidget):
                return False
            return self.on_key(watched, event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field wanted end here instead of moving the page."""
        event.accept()


def pressed(event: QKeyEvent, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> bool:
    """Whether exactly this key with exactly these modifiers was pressed."""
    held = event.modifiers() & ~_KEYPAD
    wanted = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        wanted |= modifier
    return event.key() == key and held == wanted


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed, on either part of the keyboard, and nothing with it."""
    return event.key() in ENTER and not event.modifiers() & ~_KEYPAD


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
