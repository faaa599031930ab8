"""The line of a mention type, short: solid, dashed, dotted or wavy."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from annotator.domain.schema import LineStyle

_GAPS = {LineStyle.DASHED: [2.0, 1.4], LineStyle.DOTTED: [1.0, 1.4]}  # in line widths
_WAVE = 1.5  # line widths that half a wave is long


def draw_line(
    painter: QPainter, line: QLineF, style: LineStyle, color: QColor, width: float
) -> None:
    """Draw a level line in a style, a little in from both its ends."""
    inset = 2 * width
    start, end, y = line.x1() + inset, line.x2() - inset, line.y1()
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style in _GAPS:
        pen.setDashPattern(_GAPS[style])
    painter.setPen(pen)
    if style is not LineStyle.WAVY:
        painter.drawLine(QPointF(start, y), QPointF(end, y))
        return
    step = _WAVE * width
    points = [
        QPointF(start + n * step, y + width * (-1) ** n)
        for n in range(int((end - start) / step) + 1)
    ]
    painter.drawPolyline(QPolygonF(points))
