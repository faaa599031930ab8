"""The tour's panel under the article: one sentence, how far one is, back, skip, leave."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPen
from PySide6.QtGui import QPaintEvent as PaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui import plain_text
from annotator.gui.theme import DOT, LIGHT, NEAR, ROOM, SMALL, STEP, THIN, TIGHT, UI, WIDE, Theme
from annotator.gui.views.flow_layout import FlowLayout

_PLACE, _TEXT = WIDE + TIGHT, 40  # least heights, in pixels at 100 %
_DOT, _GAP = DOT, TIGHT  # pixels at 100 %


class _Dots(QWidget):
    """A dot per step: filled behind, ringed now, empty ahead."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme(LIGHT, dark=False)
        self._at = self._number = 0

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_step(self, at: int, number: int) -> None:
        """Show how many steps are behind, of how many."""
        self._at, self._number = at, number
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all dots."""
        px = self._theme.px
        return QSize(self._number * px(_DOT + _GAP), px(_DOT + THIN))

    def paintEvent(self, event: PaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the dots."""
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            step, size = theme.px(_DOT + _GAP), theme.px(_DOT) - 2
            for place in range(self._number):
                column = place
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                    column = self._number - 1 - place
                color = "good" if place < self._at else "accent" if place == self._at else "muted"
                painter.setPen(QPen(theme.color(color), 1.5))
                behind = place < self._at
                painter.setBrush(theme.color(color) if behind else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(
                    QRectF(column * step + 1, (self.height() - size) / 2, size, size)
                )


class TourPanel(QFrame):
    """Never in the way: the keyboard stays where it is. Escape in it leaves the tour."""

    back_requested = Signal()
    skip_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("tourPanel")
        self.setProperty("manual", "start")
        self.setAccessibleName(self.tr("Tour"))
        self._place = plain_text.label("", "tourPlace")
        self._dots = _Dots()
        self._text = QLabel()
        self._text.setObjectName("tourText")
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._aside = plain_text.label("", "tourAside", wrap=True)
        self.back = self._button(self.tr("Back"), self.tr("Back one step"), self.back_requested)
        self.skip = self._button(self.tr("Skip"), self.tr("Skip this step"), self.skip_requested)
        self.leave = self._button(self.tr("Leave"), self.tr("Leave the tour (Esc)"), self.left)
        self.setFocusProxy(self.skip)
        progress = QWidget()
        self._progress = QHBoxLayout(progress)
        self._progress.setContentsMargins(0, 0, 0, 0)
        self._progress.addWidget(self._place)
        self._progress.addWidget(self._dots)
        self._head = FlowLayout(gap=8)  # two lines where the article is narrow
        for part in (progress, self.back, self.skip, self.leave):
            self._head.addWidget(part)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._text)
        self._column.addWidget(self._aside)
        self.set_theme(theme)

    def _button(self, label: str, about: str, signal: object) -> QPushButton:
        button = QPushButton(label)
        button.setToolTip(plain_text.tip(about))
        button.setAccessibleDescription(about)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(True)
        button.clicked.connect(signal)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        self._column.setContentsMargins(px(WIDE), px(STEP), px(ROOM), px(STEP))
        self._column.setSpacing(px(NEAR))
        self._progress.setSpacing(px(NEAR))
        self._place.setMinimumHeight(px(_PLACE))
        self._dots.set_theme(theme)
        self._text.setMinimumHeight(px(_TEXT))  # one line or two: nothing moves from step to step
        self._aside.setMinimumHeight(px(ROOM))
        self.setStyleSheet(
            f"#tourPanel {{ background: {t.surface}; border: none;"
            f" border-top: {px(THIN)}px solid {t.accent}; }}"
            f" QPushButton {{ padding: {px(TIGHT)}px {px(NEAR)}px; }}"
            f" #tourPlace, #tourAside {{ color: {t.muted}; font-size: {px(SMALL)}px; }}"
            f" #tourText {{ color: {t.text}; font-size: {px(UI)}px; }}"
        )

    def show_step(self, at: int, number: int, html: str, spoken: str) -> None:
        """Show a step; ``at`` counts those behind. Behind the last one the tour is over."""
        over = at >= number
        place = self.tr("Tour: done") if over else self.tr("Tour: {} of {}").format(at + 1, number)
        self._place.setText(place)
        self._dots.show_step(at, number)
        self._text.setText(html)
        self.setAccessibleDescription(f"{place}. {spoken}")
        self.back.setEnabled(at > 0)
        self.skip.setVisible(not over)
        self.leave.setText(self.tr("Close") if over else self.tr("Leave"))
        self.setFocusProxy(self.leave if over else self.skip)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self, self.accessibleDescription())
            )

    def say_aside(self, sentence: str) -> None:
        """Say quietly what was done, or what is needed first."""
        if sentence != self._aside.text():
            self._aside.setText(sentence)

    @property
    def aside(self) -> str:
        """What is said quietly."""
        return self._aside.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the tour."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
