"""How one article of the queue is drawn: state, title in two lines at most, date and count."""

from __future__ import annotations

import math
import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.events import ArticleRow, CodingStatus
from annotator.gui import icons
from annotator.gui.models.queue_model import ROW_ROLE, SNIPPET_ROLE, QueueModel
from annotator.gui.offsets import Offsets
from annotator.gui.theme import (
    HAIR,
    NEAR,
    RING,
    ROW_RADIUS,
    SMALL,
    SMALL_ICON,
    THIN,
    TIGHT,
    UI,
    UI_LINE,
    WIDE,
    Theme,
)

LINES = 2  # of a title
KEPT = 2000  # titles whose lines are remembered
LONGEST = 400  # characters of a title that are laid out
_MARK, _GAP = SMALL_ICON, TIGHT  # edge of a flag or question, and the space behind it
_WORDS_AT = WIDE  # from the left of the row
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is Hebrew, Arabic or the like."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


class QueueDelegate(QStyledItemDelegate):
    """Every row is equally high, so that a long queue costs no measuring."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.snippets = False  # whether rows have a line for what a search hit
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._title_font = theme.font(UI)
        self._small_font = theme.font(SMALL)
        self._title_metrics = QFontMetrics(self._title_font)
        self._small_metrics = QFontMetrics(self._small_font)
        self._title_line = max(self._title_metrics.lineSpacing(), theme.px(UI_LINE))
        self._cut: dict[tuple[str, int], list[str]] = {}
        self._small_line = max(self._small_metrics.lineSpacing(), theme.px(_MARK + THIN))

    @property
    def row_height(self) -> int:
        """Of every row, in pixels."""
        px = self._theme.px
        small = (2 if self.snippets else 1) * (self._small_line + px(TIGHT))
        return LINES * self._title_line + small + 2 * px(NEAR)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """The height of two title lines and one small one."""
        return QSize(self._theme.px(120), self.row_height)

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
        px = self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(px(NEAR), px(HAIR), -px(NEAR), -px(HAIR))
        self._draw_ground(painter, box, option)
        inner = box.adjusted(px(NEAR), px(NEAR), -px(NEAR), -px(NEAR))
        self._draw_state(
            painter, QPointF(inner.left() + px(TIGHT), inner.top() + self._title_line / 2), row
        )
        words = inner.adjusted(px(_WORDS_AT), 0, 0, 0)
        bottom = self._draw_title(painter, words, row.title)
        line = QRectF(words.left(), bottom + px(TIGHT), words.width(), self._small_line)
        self._draw_small(painter, line, row, self._small_text(row, index))
        if self.snippets:
            line = QRectF(words.left(), line.bottom() + px(TIGHT), words.width(), self._small_line)
            self._draw_snippet(painter, line, str(index.data(SNIPPET_ROLE) or ""))
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
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 1.5))
            painter.drawRoundedRect(box, radius, radius)

    def _draw_state(self, painter: QPainter, centre: QPointF, row: ArticleRow) -> None:
        """Ring to do, half ring in progress, filled done, grey nothing to code."""
        token = {CodingStatus.DONE: "good", CodingStatus.IN_PROGRESS: "accent"}
        color, radius = self._theme.color(token.get(row.status, "muted")), self._theme.px(RING)
        painter.setPen(QPen(color, self._theme.px(HAIR) + 0.3))
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

    def _draw_title(self, painter: QPainter, box: QRectF, words: str) -> float:
        """Draw at most two lines and return where they end."""
        title = " ".join(words[:LONGEST].split())
        painter.setFont(self._title_font)
        painter.setPen(self._theme.color("text" if title else "muted"))
        top = box.top()
        right = reads_right_to_left(title)
        way = Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(way)  # an ellipsis stands where the reading ends
        for text in self._lines(title or self.tr("(no title)"), box.width()):
            area = QRectF(box.left(), top, box.width(), self._title_line)
            side = _RIGHT if right else _LEFT
            painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)
            top += self._title_line
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return top

    def _lines(self, title: str, width: float) -> list[str]:
        """The title on at most two lines; worked out once per title and width."""
        key = (title, int(width))
        if key not in self._cut:
            if len(self._cut) >= KEPT:
                self._cut.clear()
            self._cut[key] = self._break(title, width)
        return self._cut[key]

    def _break(self, title: str, width: float) -> list[str]:
        """The title on at most two lines, broken and cut between words where it can be."""
        mark = self._title_metrics.horizontalAdvance("…")
        lines: list[str] = []
        while title and len(lines) < LINES:
            line, rest = self._split(title, width)
            if rest and len(lines) == LINES - 1:
                line, rest = f"{self._split(title, width - mark)[0]}…", ""
            elide = Qt.TextElideMode.ElideRight  # one long word
            lines.append(self._title_metrics.elidedText(line, elide, math.ceil(width)))
            title = rest
        return lines

    def _split(self, title: str, width: float) -> tuple[str, str]:
        """The words that one line holds, one at least, and those behind them."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout = QTextLayout(title, self._title_font)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        layout.endLayout()
        end = Offsets(title).to_offset(line.textLength())
        return title[:end].strip(), title[end:].strip()

    def _draw_small(self, painter: QPainter, line: QRectF, row: ArticleRow, text: str) -> None:
        """Draw flag and question, then date and count."""
        px = self._theme.px
        marks = [("flag", "warning")] * row.flagged + [("question", "accent")] * row.question
        marks += [("answer", "good")] * row.unread
        ratio = painter.device().devicePixelRatio()
        for name, token in marks:
            mark = icons.pixmap(name, self._theme.color(token), px(_MARK), ratio=ratio)
            top = line.center().y() - px(_MARK) / 2
            painter.drawPixmap(QPointF(round(line.left()), round(top)), mark)
            line.setLeft(line.left() + px(_MARK + _GAP))
        painter.setFont(self._small_font)
        painter.setPen(self._theme.color("muted"))
        shown = self._small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, _LEFT | Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_snippet(self, painter: QPainter, line: QRectF, text: str) -> None:
        """Draw the words around what a search hit, under the rest."""
        painter.setPen(self._theme.color("text"))
        mode = Qt.TextElideMode.ElideRight
        shown = self._small_metrics.elidedText(text, mode, int(line.width()))
        side = _RIGHT if reads_right_to_left(text) else _LEFT
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _small_text(self, row: ArticleRow, index: QModelIndex | QPersistentModelIndex) -> str:
        model = index.model()
        day = row.published.isoformat() if row.published else self.tr("no date")
        state = model.state(row) if isinstance(model, QueueModel) else ""
        return f"{day} · {state}" if state else day
