"""A rounded box with a soft shadow, painted once and stretched to any size."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from annotator.gui.theme import HAIR, Theme


class ShadowBox:
    """Blurred edges drawn anew for each box would cost more than the text in it."""

    def __init__(self, theme: Theme, *, room: int, radius: int) -> None:
        """``room`` is the reach of the shadow, ``radius`` that of the corners, in pixels."""
        self._theme, self._room, self._radius = theme, room, radius
        self._corner = room + radius + 1
        self._tile: QPixmap | None = None

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Fill an area, the shadow included."""
        ratio = painter.device().devicePixelRatio()
        if self._tile is None or self._tile.devicePixelRatio() != ratio:
            self._tile = self._made_tile(ratio)
        corner = self._corner
        across = ((0, corner), (corner, 1), (corner + 1, corner))
        columns = _thirds(area.left(), area.width(), corner)
        rows = _thirds(area.top(), area.height(), corner)
        for (top, height), (y, tall) in zip(across, rows, strict=True):
            for (left, width), (x, wide) in zip(across, columns, strict=True):
                source = QRectF(left * ratio, top * ratio, width * ratio, height * ratio)
                painter.drawPixmap(QRectF(x, y, wide, tall), self._tile, source)

    def _made_tile(self, ratio: float) -> QPixmap:
        side, room, radius = 2 * self._corner + 1, self._room, self._radius
        tile = QPixmap(round(side * ratio), round(side * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        box = QRectF(room, room, side - 2 * room, side - 2 * room)
        shadow = self._theme.color("shadow")
        with QPainter(tile) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for step in range(room, 0, -1):
                color = QColor(shadow)
                color.setAlphaF(shadow.alphaF() * 0.14 * (1 - step / room) ** 1.5)
                painter.setBrush(color)
                wide = box.adjusted(-step, -step / 2, step, step)
                painter.drawRoundedRect(wide, radius + step, radius + step)
            painter.setPen(QPen(self._theme.color("line"), self._theme.px(HAIR)))
            painter.setBrush(self._theme.color("surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        return tile


def _thirds(start: int, length: int, corner: int) -> tuple[tuple[int, int], ...]:
    """Start and length of the two ends and of what lies between them."""
    middle = max(0, length - 2 * corner)
    return (start, corner), (start + corner, middle), (start + corner + middle, corner)
