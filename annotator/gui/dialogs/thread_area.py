"""What was asked and answered: as high as its words, up to a limit; more than that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea

from annotator.gui.dialogs.form import scrolled, text_label


class ThreadArea(QScrollArea):
    """Words that leave room for what stands around them; arrows and Page keys scroll them."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.setObjectName("questionTalk")
        self._most = most
        self.label: QLabel = text_label("", "questionThread")
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        scrolled(self.label, self)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show other words, from the beginning."""
        if text == self.label.text():
            return
        self.label.setText(text)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the words need at another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() - 2  # the line that shows the focus
        needed = self.label.heightForWidth(wide) + 2 if self.label.text() else 0
        self.setFixedHeight(min(self._most, needed))
        beyond = Qt.FocusPolicy.StrongFocus if needed > self._most else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(beyond)
