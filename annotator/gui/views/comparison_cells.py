"""The cells of codings side by side: tinted where they differ, framed, long words broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.theme import THIN, TIGHT

if TYPE_CHECKING:
    from annotator.gui.views.comparison_tree import ComparisonTree

_SPACES = re.compile(r"(\s+)")
_PIECE = 4  # letters of a word that stay together where it has to be broken
_BREAK = "\u200b"  # of no width


class ComparisonCells(QStyledItemDelegate):
    """Draws what a style sheet would leave out: the tint of a cell, the line in focus, a frame."""

    def __init__(self, tree: ComparisonTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Break words that are longer than their cell, where they would be cut."""
        super().initStyleOption(option, index)
        room = option.rect.width() - self._tree.around
        option.text = broken(option.text, option.fontMetrics, room)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the tint, then the cell, then what marks it."""
        brush = index.data(Qt.ItemDataRole.BackgroundRole)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # a wash over the whole line otherwise
        if brush is not None:
            painter.fillRect(option.rect, brush)
            option.state &= ~QStyle.StateFlag.State_Selected  # the line in focus still differs
        super().paint(painter, option, index)
        if current and index.column() == 0:
            self._draw_focus(painter, option)
        if self._tree.framed and index.column() == self._tree.framed:
            self._draw_edges(painter, option.rect)

    def _draw_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """The bar at the beginning of the line in focus."""
        wide, cell = self._tree.theme.px(TIGHT), option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        left = cell.right() + 1 - wide if mirrored else cell.left()
        color = self._tree.theme.color("accent")
        painter.fillRect(left, cell.top(), wide, cell.height(), color)

    def _draw_edges(self, painter: QPainter, cell: QRect) -> None:
        """The part of a column's frame that stands beside one of its cells."""
        wide, color = self._tree.theme.px(THIN), self._tree.theme.color("accent")
        painter.fillRect(cell.left(), cell.top(), wide, cell.height(), color)
        painter.fillRect(cell.right() + 1 - wide, cell.top(), wide, cell.height(), color)


def broken(text: str, metrics: QFontMetrics, room: int) -> str:
    """A text with places to break in words that are wider than there is room."""
    widest = max(map(len, text.split()), default=0) * metrics.maxWidth()
    if room <= 0 or widest <= room:
        return text
    return "".join(_broken_word(part, metrics, room) for part in _SPACES.split(text))


def _broken_word(word: str, metrics: QFontMetrics, room: int) -> str:
    if metrics.horizontalAdvance(word) <= room:
        return word
    pieces = [word[at : at + _PIECE] for at in range(0, len(word), _PIECE)]
    return _BREAK.join(pieces)
