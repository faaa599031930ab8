"""What stands in place of an article when there is none: a sentence and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui.spoken import Role
from annotator.gui.theme import NEAR, STEP, TITLE, Theme
from annotator.gui.views.pressable import make_pressable

_WIDTH = 440  # pixels at 100 %


class EmptyPage(QWidget):
    """A title, a sentence, and a button for each command that helps."""

    spoken_as = Role.Grouping

    command_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._text = QLabel(), QLabel()
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addLayout(self._row)
        self._column.addStretch(3)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        px, tokens = theme.px, theme.tokens
        self._title.setFont(theme.font(TITLE, weight=QFont.Weight.DemiBold))
        self._title.setStyleSheet(f"color: {tokens.text}; font-size: {px(TITLE)}px;")
        self._text.setStyleSheet(f"color: {tokens.muted};")
        self._column.setSpacing(px(NEAR))
        self._row.setSpacing(px(NEAR))
        self._row.setContentsMargins(0, px(STEP), 0, 0)
        self._widest = px(_WIDTH)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """It never keeps the pane from getting narrow."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the sentence where it fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        for label in (self._title, self._text):
            width = max(1, min(self._widest, room))
            label.setFixedWidth(width)
            # the layout asks how high it is at the width of the page
            label.setMinimumHeight(label.heightForWidth(width) if label.text() else 0)

    def show_message(self, title: str, text: str, commands: Sequence[tuple[str, str]]) -> None:
        """Say something else; each command is an id and the words on its button."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        for button in self.buttons:
            button.deleteLater()
        while self._row.takeAt(0) is not None:
            pass
        self.buttons = [self._button(*command) for command in commands]
        self._row.addStretch(1)
        for button in self.buttons:
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._fit()

    @property
    def text(self) -> str:
        """The title and the sentence shown."""
        return f"{self._title.text()}\n{self._text.text()}"

    def _button(self, command_id: str, label: str) -> QPushButton:
        button = QPushButton(label.replace("&", "&&"))
        button.setAccessibleName(label)
        make_pressable(button)
        button.clicked.connect(lambda: self.command_requested.emit(command_id))
        return button
