"""Several windows as one picture, as a desktop shows them: each above the one it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from annotator.gui.main_window import MainWindow

_SHADOW = 14  # pixels around a dialog
_DARKEST = 4  # of 255, each ring


def composed(window: MainWindow) -> QPixmap:
    """The window and what stands over it, as large as the window."""
    picture = window.grab()
    with QPainter(picture) as painter:
        for above in _above(window):
            where = _inside(window, above)
            _paint_shadow(painter, QRect(where, above.size()))
            painter.drawPixmap(where, above.grab())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(window.theme.color("line"))
            painter.drawRect(QRect(where, above.size()).adjusted(0, 0, -1, -1))
    return picture


def _above(window: MainWindow) -> Iterator[QWidget]:
    """Dialogs and menus that are open, those below first."""
    shown = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and widget is not window and not isinstance(widget, QLabel)
    ]
    yield from sorted(shown, key=_depth)


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent.window())


def _inside(window: QWidget, above: QWidget) -> QPoint:
    """Where it stands in the window, moved wholly into it where it fits."""
    where = above.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint())
    room = window.size() - above.size()
    return QPoint(
        max(0, min(where.x(), room.width())),
        max(0, min(where.y(), room.height())),
    )


def _paint_shadow(painter: QPainter, box: QRect) -> None:
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(QColor(0, 0, 0, _DARKEST))
    for ring in range(1, _SHADOW):
        painter.drawRoundedRect(box.adjusted(-ring, -ring, ring, ring + 3), ring, ring)
