"""What the lists of the small sheets share: rows of one height, the chosen one on a soft ground."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.theme import HAIR, ROW_RADIUS, Theme

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws the ground of a row; its heir draws what stands on it."""

    def __init__(self, theme: Theme, height: int) -> None:
        """``height`` of every row in pixels at 100 %."""
        super().__init__()
        self.theme = theme
        self._height = height

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: Index,  # noqa: ARG002
    ) -> QSize:
        """Every row is equally high."""
        return QSize(self.theme.px(120), self.theme.px(self._height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        px = self.theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("accent_soft"))
            painter.drawRoundedRect(box.adjusted(0, HAIR, 0, -HAIR), px(ROW_RADIUS), px(ROW_RADIUS))
        self.draw(painter, box, index)
        painter.restore()

    def draw(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Draw what a row says, inside its box."""
        raise NotImplementedError
