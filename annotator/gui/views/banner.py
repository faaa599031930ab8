"""A strip over the article for what must be known but stops nobody."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from annotator.gui import icons, plain_text
from annotator.gui.spoken import Role, announce
from annotator.gui.theme import ICON, NEAR, ROOM, TIGHT, Theme


class Banner(QFrame):
    """One message with the commands that answer it; a new one replaces the old."""

    spoken_as = Role.AlertMessage

    command_requested = Signal(str)
    left = Signal()  # the keyboard is to go back to the article

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAccessibleName(self.tr("Message"))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._close = QToolButton()
        self._close.setToolTip(self.tr("Hide this message (Esc)"))
        self._close.setAccessibleName(self.tr("Hide this message"))
        self._close.clicked.connect(self._leave)
        self._mark = QLabel()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self._buttons: list[QPushButton] = []
        self._warning = False
        self._step = False
        self.hide()
        self.set_theme(theme)

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        edge = t.warning if self._warning else t.accent
        self._row.setContentsMargins(px(ROOM), px(NEAR), px(NEAR), px(NEAR))
        self._row.setSpacing(px(NEAR))
        ratio = self.devicePixelRatioF()
        warned = icons.pixmap("warning", theme.color("warning"), px(ICON), ratio=ratio)
        self._mark.setPixmap(warned)
        self._mark.setVisible(self._warning)
        self._close.setIcon(icons.icon("close", theme.color("muted"), px(ICON)))
        self._close.setIconSize(QSize(px(ICON), px(ICON)))
        self.setStyleSheet(
            f"#banner {{ background: {t.surface}; border: none;"
            f" border-left: {px(TIGHT)}px solid {edge}; border-bottom: 1px solid {t.line}; }}"
        )

    def say(
        self,
        text: str,
        *actions: tuple[str, str],
        warning: bool = False,
        stays: bool = False,
        step: bool = False,
    ) -> None:
        """Show a sentence; each action is a command id and the words on its button.

        ``step``: it is about the last edit, and goes when there is another, or this is undone.
        """
        self._warning, self._step = warning, step
        self.set_theme(self._theme)
        self._text.setText(text)
        self.setAccessibleDescription(text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(*action) for action in actions]
        for place, button in enumerate(self._buttons, start=2):
            self._row.insertWidget(place, button)
        self._close.setVisible(not stays)
        for before, after in pairwise((self._close, *self._buttons)):
            self.setTabOrder(before, after)
        self.show()
        announce(self, text, urgent=warning)

    def step_passed(self) -> None:
        """The last edit is another one now: take back what was said about the one before."""
        if self._step:
            self._leave()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Take the keyboard to the first answer, or to what hides the message."""
        first = self._buttons[0] if self._buttons else self._close
        first.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape hides the message, except one that must be answered."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Give the keyboard back where it was in here, and hide what may be hidden."""
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus():
            self.left.emit()
        if not self._close.isHidden():
            self.hide()

    def _button(self, command_id: str, label: str) -> QPushButton:
        button = QPushButton(plain_text.button(label))
        button.setAccessibleName(label)
        button.clicked.connect(lambda: self.command_requested.emit(command_id))
        return button
