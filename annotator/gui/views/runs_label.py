"""A wrapped line of words in several tones, painted literally (nothing in it is markup)."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.sentence import Run, Tone, drawn, plain, shown
from annotator.gui.theme import LIGHT, NEAR, UI, Theme


class RunsLabel(QWidget):
    """Shows runs in the colours and weights of their tones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme(LIGHT, dark=False)
        self._runs: tuple[Run, ...] = ()
        self._size = UI
        self._muted = False
        self._laid_out: dict[int, tuple[QTextLayout, int]] = {}  # by width
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_runs(
        self, runs: tuple[Run, ...], theme: Theme, *, size: int = UI, muted: bool = False
    ) -> None:
        """Show these words; nothing happens when they are shown already."""
        if (runs, theme, size, muted) == (self._runs, self._theme, self._size, self._muted):
            return
        self._runs, self._theme, self._size, self._muted = runs, theme, size, muted
        self._laid_out.clear()
        self.setAccessibleName(plain(runs))
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The words shown."""
        return plain(self._runs)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the words stand at a width."""
        return self._lay_out(width)[1]

    def sizeHint(self) -> QSize:
        """Two or three lines."""
        return QSize(self._theme.px(200), self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(self._theme.px(60), self._theme.px(self._size + NEAR))

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        if width not in self._laid_out:
            self._laid_out[width] = self._wrapped(width)
        return self._laid_out[width]

    def _wrapped(self, width: int) -> tuple[QTextLayout, int]:
        text = shown(self._runs)
        layout = QTextLayout(text, self._theme.font(self._size))
        option = QTextOption()
        option.setTextDirection(self.layoutDirection())  # that of the arrows, not of the names
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height() * 1.15
        layout.endLayout()
        return layout, round(top)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, start = [], 0
        for run in self._runs:
            piece = QTextLayout.FormatRange()
            piece.start = start
            piece.length = len(drawn(run).encode("utf-16-le")) // 2
            piece.format = self._format(run.tone)
            formats.append(piece)
            start += piece.length
        return formats

    def _format(self, tone: Tone) -> QTextCharFormat:
        color = {
            Tone.STRONG: "muted" if self._muted else "text",
            Tone.PLAIN: "muted",
            Tone.QUIET: "muted",
            Tone.ODD: "warning",
        }[tone]
        return _format(self._theme.color(color).name(), strong=tone is Tone.STRONG)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the words."""
        with QPainter(self) as painter:
            self._lay_out(self.width())[0].draw(painter, QPointF(0, 0))


@lru_cache(maxsize=64)
def _format(color: str, *, strong: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(color))
    if strong:
        made.setFontWeight(QFont.Weight.DemiBold)
    return made
