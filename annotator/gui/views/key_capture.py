"""A key that can be pressed anew: a button that waits for the next key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.gui import plain_text
from annotator.gui.key_names import key_text
from annotator.gui.key_presses import pressed_key
from annotator.gui.theme import FAR, HAIR, ROW_RADIUS, STEP, THIN, UI, Theme

_HEIGHT = FAR  # pixels at 100 %


class KeyCapture(QPushButton):
    """Enter, Space or a click waits for a key; Escape stops waiting, Backspace takes it away."""

    captured = Signal(str, str)  # the key it had, empty for none; the key pressed
    removed = Signal(str)

    def __init__(self, key: str, spoken: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyCapture")
        self.key, self._spoken = key, spoken
        self.waiting = False
        self.setAutoDefault(False)
        self.clicked.connect(self.wait)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme = theme
        self._show()

    def wait(self) -> None:
        """Take the next key that is pressed."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.waiting = True
        self._show()

    def stop(self) -> None:
        """Wait no longer; the key stays as it was."""
        self.waiting = False
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._show()

    def _show(self) -> None:
        if self.waiting:
            words = self.tr("Press a key…")
        else:
            words = key_text(self.key) if self.key else self.tr("+ add a key")
        self.setText(plain_text.button(words))
        self.setAccessibleName(f"{self._spoken}: {words}")
        self.setAccessibleDescription(self.tr("Escape leaves it, Backspace takes the key away"))
        self.setToolTip(
            self.tr("Click or Enter, then press the key to have here") if not self.waiting else ""
        )
        self._style()

    def _style(self) -> None:
        t, px = self._theme.tokens, self._theme.px
        edge = t.accent if self.waiting else t.line
        ground = t.accent_soft if self.waiting else t.surface
        color = t.text if self.key or self.waiting else t.muted
        weight = 600 if self.key and not self.waiting else 400
        line = "dashed" if not self.key and not self.waiting else "solid"
        self.setFixedHeight(px(_HEIGHT))
        self.setStyleSheet(
            f"#keyCapture {{ background: {ground}; color: {color}; border: {HAIR}px {line} {edge};"
            f" border-radius: {px(ROW_RADIUS)}px; padding: 0 {px(STEP)}px; font-weight: {weight};"
            f" font-size: {px(UI)}px; }}"
            f" #keyCapture:hover {{ border-color: {t.muted}; }}"
            f" #keyCapture:focus {{ border: {px(THIN)}px {line} {t.accent};"
            f" padding: 0 {px(STEP)}px; }}"
        )

    # --- keys ----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """While waiting, Tab and shortcuts are keys like others."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self.waiting:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self.waiting:
                self._take(event)
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to wait on Enter, and take the key away on Backspace."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.isAutoRepeat():
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.wait()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and plain and self.key:
            self.removed.emit(self.key)
        else:
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = "" if event.isAutoRepeat() else pressed_key(event)
        if not pressed:
            return
        self.stop()
        if event.key() == Qt.Key.Key_Backspace and plain:
            if self.key:
                self.removed.emit(self.key)
        elif not (event.key() == Qt.Key.Key_Escape and plain):
            self.captured.emit(self.key, pressed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Wait no longer once the keyboard is elsewhere."""
        super().focusOutEvent(event)
        if self.waiting:
            self.stop()
