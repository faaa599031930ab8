"""How one article of the queue is drawn: state, title in two lines at most, date and count."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.events import ArticleRow, CodingStatus
from annotator.gui.models.queue_model import ROW_ROLE, QueueModel
from annotator.gui.theme import ROW_RADIUS, SMALL, UI, Theme

LINES = 2  # of a title


class QueueDelegate(QStyledItemDelegate):
    """Every row is equally high, so that a long queue costs no measuring."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._title_font = theme.font(UI)
        self._small_font = theme.font(SMALL)
        self._title_line = QFontMetrics(self._title_font).lineSpacing()
        self._small_line = QFontMetrics(self._small_font).lineSpacing()

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """The height of two title lines and one small one."""
        px = self._theme.px
        return QSize(px(120), LINES * self._title_line + self._small_line + px(3) + 2 * px(9))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if row is None:
            return
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(px(8), px(1), -px(8), -px(1))
        self._draw_ground(painter, box, option)
        inner = box.adjusted(px(8), px(8), -px(8), -px(6))
        self._draw_state(painter, QPointF(inner.left() + px(5), inner.top() + px(8)), row)
        words = inner.adjusted(px(22), 0, 0, 0)
        bottom = self._draw_title(painter, words, row)
        painter.setFont(self._small_font)
        painter.setPen(theme.color("muted"))
        line = QRectF(words.left(), bottom + px(3), words.width(), self._small_line)
        text = self._small_text(row, index)
        metrics = QFontMetrics(self._small_font)
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.restore()

    def _draw_ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        state = option.state
        radius = self._theme.px(ROW_RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(self._theme.color("accent_soft"))
            painter.drawRoundedRect(box, radius, radius)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.color("surface"))
            painter.drawRoundedRect(box, radius, radius)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 1.5))
            painter.drawRoundedRect(box, radius, radius)

    def _draw_state(self, painter: QPainter, centre: QPointF, row: ArticleRow) -> None:
        """Ring to do, half ring in progress, filled done, grey nothing to code."""
        color, radius = QColor(self._theme.color("muted")), self._theme.px(4)
        if row.status is CodingStatus.DONE:
            color = self._theme.color("good")
        elif row.status is CodingStatus.IN_PROGRESS:
            color = self._theme.color("accent")
        painter.setPen(QPen(color, self._theme.px(1) + 0.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.status is CodingStatus.DONE:
            painter.setBrush(color)
        elif row.status is CodingStatus.NOTHING:
            painter.setBrush(self._theme.color("line"))
        painter.drawEllipse(centre, radius, radius)
        if row.status is CodingStatus.IN_PROGRESS:
            painter.setBrush(color)
            half = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
            painter.drawPie(half, 90 * 16, 180 * 16)

    def _draw_title(self, painter: QPainter, box: QRectF, row: ArticleRow) -> float:
        """Draw at most two lines and return where they end."""
        title = " ".join(row.title.split())
        layout = QTextLayout(title, self._title_font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        painter.setPen(self._theme.color("text"))
        painter.setFont(self._title_font)
        layout.beginLayout()
        top = box.top()
        for number in range(LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(box.width())
            start, length = line.textStart(), line.textLength()
            text = title[start : start + length].rstrip()
            last = number == LINES - 1
            if last and start + length < len(title):
                metrics = QFontMetrics(self._title_font)
                rest = title[start:]
                text = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(box.width()))
            area = QRectF(box.left(), top, box.width(), self._title_line)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            top += self._title_line
        layout.endLayout()
        return top

    def _small_text(self, row: ArticleRow, index: QModelIndex | QPersistentModelIndex) -> str:
        model = index.model()
        day = row.published.isoformat() if row.published else self.tr("no date")
        state = model.state(row) if isinstance(model, QueueModel) else ""
        marks = ("⚑ " if row.flagged else "") + ("? " if row.question else "")
        return f"{marks}{day}{' · ' if state else ''}{state}"
