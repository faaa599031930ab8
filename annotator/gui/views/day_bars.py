"""Articles finished day by day, one row of bars for each coder, all on one scale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme import CAP, HAIR, NEAR, SMALL, THIN, TIGHT, UI_LINE, Theme

MOST_DAYS = 42  # the latest ones
_NAME, _BAND = 96, 44  # pixels at 100 %
_WIDEST, _SAID = 36, 40  # pixels at 100 % of one day, and of the number over it
_WORDS = 180  # pixels at 100 % that the days below need


class DayBars(QWidget):
    """Reads from the first day on which somebody finished something to the last."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: Sequence[tuple[str, Mapping[dt.date, int]]] = ()
        self._days: list[dt.date] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_rows(self, rows: Sequence[tuple[str, Mapping[dt.date, int]]]) -> None:
        """Show these: a coder's name, and articles finished by day."""
        self._rows = [(name, days) for name, days in rows if days]
        known = sorted({day for _, days in self._rows for day in days})
        length = (known[-1] - known[0]).days + 1 if known else 0
        first = max(0, length - MOST_DAYS)
        self._days = [known[0] + dt.timedelta(days=n) for n in range(first, length)]
        self.setAccessibleName(self._said())
        self.updateGeometry()
        self.update()

    def _said(self) -> str:
        lines = []
        for name, days in self._rows:
            told = [f"{day.isoformat()} {days[day]:,}" for day in self._days if days.get(day)]
            lines.append(f"{name}: {', '.join(told)}")
        return self.tr("Finished by day. {}").format("; ".join(lines))

    def sizeHint(self) -> QSize:
        """One band for each coder, and the days below."""
        px = self._theme.px
        return QSize(px(400), px(_BAND) * len(self._rows) + px(CAP))

    def minimumSizeHint(self) -> QSize:
        """No lower than all bands are."""
        return QSize(self._theme.px(200), self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw names, grounds and bars; the highest number of each coder stands on its bar."""
        if not self._days:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(SMALL))
            best = max(number for _, days in self._rows for number in days.values())
            for place, (name, days) in enumerate(self._rows):
                self._paint_band(painter, place, name, days, best)
            self._paint_foot(painter)

    def _step(self) -> float:
        px = self._theme.px
        return min(px(_WIDEST), (self.width() - px(_NAME)) / len(self._days))

    def _mirrored(self, rect: QRectF) -> QRectF:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect.moveLeft(self.width() - rect.right())
        return rect

    def _paint_band(
        self, painter: QPainter, place: int, name: str, days: Mapping[dt.date, int], best: int
    ) -> None:
        px, step = self._theme.px, self._step()
        top, room = px(_BAND) * place, px(_BAND - UI_LINE - TIGHT)
        base = top + px(_BAND - TIGHT)
        painter.setPen(self._theme.color("text"))
        label = self._mirrored(QRectF(0, base - room, px(_NAME - NEAR), room))
        cut = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, px(_NAME - NEAR))
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, cut)
        highest = max(days.get(day, 0) for day in self._days)
        for at, day in enumerate(self._days):
            number = days.get(day, 0)
            high = max(px(HAIR), room * number / best)
            left = px(_NAME) + at * step
            bar = self._mirrored(QRectF(left + step * 0.12, base - high, step * 0.76, high))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent" if number else "line"))
            painter.drawRoundedRect(bar, px(THIN), px(THIN))
            if number and number == highest:
                highest = -1  # said once
                painter.setPen(self._theme.color("muted"))
                over = QRectF(0, bar.top() - px(UI_LINE), px(_SAID), px(UI_LINE))
                over.moveCenter(QPointF(bar.center().x(), over.center().y()))
                painter.drawText(over, Qt.AlignmentFlag.AlignCenter, f"{number:,}")

    def _paint_foot(self, painter: QPainter) -> None:
        px, step = self._theme.px, self._step()
        painter.setPen(self._theme.color("muted"))
        top, wide = px(_BAND) * len(self._rows), step * len(self._days)
        line = self._mirrored(QRectF(px(_NAME), top, max(wide, px(_WORDS)), px(CAP)))
        first, last = self._days[0].isoformat(), self._days[-1].isoformat()
        words = first if first == last else f"{first} – {last}"
        painter.drawText(line, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, words)
