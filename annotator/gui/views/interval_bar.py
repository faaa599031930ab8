"""A figure between 0 and 1 as a small bar: filled up to it, or a dot with interval and marks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui.theme import HAIR, MARK_RADIUS, NEAR, THIN, TIGHT, Theme

BAR_ROLE = Qt.ItemDataRole.UserRole + 7


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure, both ends of its interval if it has one, and the marks by which it is read.

    A share of something is ``filled`` up to its value; without it the value is a dot on a line.
    """

    value: float
    low: float | None = None
    high: float | None = None
    marks: tuple[float, ...] = ()
    filled: bool = False


BAR = frozenset({int(BAR_ROLE)})
"""What a delegate asks a model for, to be answered with the bar of a line."""


class BarDelegate(QStyledItemDelegate):
    """Draws bars where a model has them; everything else as ever."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell, then its bar."""
        super().paint(painter, option, index)
        bar = index.data(BAR_ROLE)
        if not isinstance(bar, Bar):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = self._theme.px(NEAR)
        rect: QRectF = QRectF(option.rect).adjusted(gap, 0, -gap, 0)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        draw = self._fill if bar.filled else self._draw
        draw(painter, rect, bar, mirrored=mirrored)
        painter.restore()

    def _fill(self, painter: QPainter, rect: QRectF, bar: Bar, *, mirrored: bool) -> None:
        """Draw a bar from the beginning to the value; nothing for none."""
        px, high = self._theme.px, self._theme.px(NEAR)
        long = rect.width() * bar.value
        left = rect.right() - long if mirrored else rect.left()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        if bar.value:
            shape = QRectF(left, rect.center().y() - high / 2, long, high)
            painter.drawRoundedRect(shape, px(MARK_RADIUS), px(MARK_RADIUS))

    def _draw(self, painter: QPainter, rect: QRectF, bar: Bar, *, mirrored: bool) -> None:
        """Draw the line from 0 to 1, its marks, the interval, and the figure as a dot."""
        px, color, middle = self._theme.px, self._theme.color, rect.center().y()

        def at(value: float) -> float:
            share = min(1.0, max(0.0, value))
            return rect.left() + rect.width() * (1 - share if mirrored else share)

        painter.setPen(QPen(color("line"), px(HAIR)))
        painter.drawLine(QPointF(at(0), middle), QPointF(at(1), middle))
        painter.setPen(QPen(color("muted"), px(HAIR)))
        for mark in bar.marks:
            high = px(NEAR) - px(THIN)
            painter.drawLine(QPointF(at(mark), middle - high), QPointF(at(mark), middle + high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        if bar.low is not None and bar.high is not None:
            ends = sorted((at(bar.low), at(bar.high)))
            painter.setOpacity(0.45)
            thick = px(TIGHT)
            painter.drawRoundedRect(
                QRectF(ends[0], middle - thick / 2, max(1.0, ends[1] - ends[0]), thick),
                thick / 2,
                thick / 2,
            )
            painter.setOpacity(1.0)
        painter.drawEllipse(QPointF(at(bar.value), middle), px(TIGHT), px(TIGHT))
