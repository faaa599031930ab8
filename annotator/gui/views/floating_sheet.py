"""The frame of the small sheets that float over the page: a title, a body, a hint, their keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.gui import help_key
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.key_presses import pressed_key
from annotator.gui.spoken import Role
from annotator.gui.theme import CARD_RADIUS, NEAR, SMALL, STEP, UI, Theme
from annotator.gui.views.passed_keys import passed_keys

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_TAB = Qt.FocusPolicy.TabFocus


class FloatingSheet(QFrame):
    """A sheet that takes the keyboard while it is open; Escape closes it and changes nothing."""

    spoken_as = Role.Dialog

    closed = Signal()

    def __init__(self, body: QWidget, hint: str, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self._body = body
        self._passed = passed_keys(default_names())
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setObjectName("sheetTitle")
        self._hint = QLabel(hint)
        self._hint.setObjectName("sheetHint")
        self.footer = QHBoxLayout()
        self.footer.addWidget(self._hint, 1)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._title)
        self._layout.addWidget(body)
        self._layout.addLayout(self.footer)
        body.installEventFilter(self)
        self.hide()
        self.set_theme(theme)

    def set_keys(self, names: KeyNames) -> None:
        """Leave the keys in force of some commands to the window."""
        self._passed = passed_keys(names)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._layout.setContentsMargins(px(STEP), px(STEP), px(STEP), px(STEP))
        self._layout.setSpacing(px(NEAR))
        self.setStyleSheet(
            f"#sheet {{ background: {t.surface}; border: 1px solid {t.accent};"
            f" border-radius: {px(CARD_RADIUS)}px; }}"
            f" #sheetTitle {{ font-weight: 600; font-size: {px(UI)}px; }}"
            f" #sheetHint {{ color: {t.muted}; font-size: {px(SMALL)}px; }}"
        )

    def open_with(self, title: str) -> None:
        """Show the sheet in the upper middle of its parent, keyboard and all."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._body.setAccessibleName(title)
        self.adjustSize()
        parent = self.parentWidget()
        assert parent is not None
        left, top = (parent.width() - self.width()) // 2, (parent.height() - self.height()) // 3
        self.move(max(0, left), max(0, top))
        self.show()
        self.raise_()
        self._body.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close without a result."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def on_key(self, event: QKeyEvent) -> bool:
        """What a key does here; False leaves it to the body."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Tab stays inside the sheet while it is open."""
        children = [
            child
            for child in self.findChildren(QWidget)
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & _BY_TAB
        ]
        if not children:
            return True
        focused = self.focusWidget()
        step = 1 if next else -1
        at = children.index(focused) if focused in children else -step
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        children[(at + step) % len(children)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same keys where a button of the sheet has the keyboard."""
        if not self.on_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep keys from firing the commands of the page below; help, palette, quit get through."""
        if isinstance(event, QKeyEvent) and help_key.is_help(self, event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(pressed_key(event) not in self._passed)
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.on_key(event)
        return super().eventFilter(watched, event)
