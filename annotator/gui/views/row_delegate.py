"""What the lists of sheets and pages share: the height of rows, the ground of the chosen one."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.theme import HAIR, ROW_RADIUS, Theme

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws the ground of a row; its heir draws what stands on it."""

    ringed: ClassVar[bool] = False  # whether the row with the keyboard has a frame

    def __init__(self, theme: Theme, height: int, *, width: int = 120) -> None:
        """``height`` of every row, and the ``width`` one likes to have, in pixels at 100 %."""
        super().__init__()
        self.theme = theme
        self.height, self.width = height, width

    def height_of(self, index: Index) -> int:  # noqa: ARG002 - for heirs with other rows
        """How high a row is, in pixels at 100 %."""
        return self.height

    def has_ground(self, index: Index) -> bool:  # noqa: ARG002 - for heirs with headings
        """Whether a row can be chosen, and shows it."""
        return True

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: Index,
    ) -> QSize:
        """As high as the row is."""
        return QSize(self.theme.px(120), self.theme.px(self.height_of(index)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if self.has_ground(index):
            self._draw_ground(painter, box.adjusted(HAIR, HAIR, -HAIR, -HAIR), option.state)
        self.draw(painter, box, index)
        painter.restore()

    def _draw_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        radius = self.theme.px(ROW_RADIUS)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("accent_soft" if chosen else "background"))
            painter.drawRoundedRect(box, radius, radius)
        if self.ringed and chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("accent"), 1.5))
            painter.drawRoundedRect(box, radius, radius)

    def draw(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Draw what a row says, inside its box."""
        raise NotImplementedError
