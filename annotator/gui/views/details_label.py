"""What is known of the highlighted row: wrapped words that scroll when they are many."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from annotator.domain.sentence import Run
from annotator.gui.theme import LIGHT, NEAR, UI, Theme
from annotator.gui.views.runs_label import RunsLabel

_EDGE = 1  # pixel of the line over it
_LEAST = 148  # pixels at 100 % that it may always take
_MOST = 320  # pixels at 100 % before it scrolls
_SHARE = 0.36  # of the window that it takes at most


class DetailsLabel(QScrollArea):
    """As high as its words, up to a limit; without words it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme(LIGHT, dark=False)
        self._label = RunsLabel()
        self.setWidget(self._label)
        self._label.setAutoFillBackground(False)
        self.setObjectName("details")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.setViewportMargins(theme.px(NEAR), theme.px(NEAR), theme.px(NEAR), theme.px(NEAR))

    def show_runs(self, runs: tuple[Run, ...]) -> None:
        """Show these words."""
        self._label.show_runs(runs, self._theme, size=UI)
        self.setAccessibleName(self._label.text)
        self.setVisible(bool(runs))
        self.verticalScrollBar().setValue(0)
        self._fit()

    @property
    def text(self) -> str:
        """The words shown."""
        return self._label.text

    def scroll(self, pages: int) -> None:  # type: ignore[override] # its pixels are Qt's own
        """Show what stands further down or up."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _fit(self) -> None:
        margins = self.viewportMargins()
        wide = max(1, self.width() - margins.left() - margins.right())
        words = self._label.heightForWidth(wide)
        high = words + margins.top() + margins.bottom()
        policy = Qt.ScrollBarPolicy
        room = round(self.window().height() * _SHARE)
        most = max(self._theme.px(_LEAST), min(self._theme.px(_MOST), room))
        if high > most:  # the scroll bar stands beside the words
            wide = max(1, wide - self.verticalScrollBar().sizeHint().width())
            words = self._label.heightForWidth(wide)
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if high <= most else policy.ScrollBarAsNeeded
        )
        self.setFixedHeight(min(high, most) + _EDGE)
        self._label.resize(wide, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
