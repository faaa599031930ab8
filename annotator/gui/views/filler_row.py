"""One line of an event's card: the slot's letter, its name, the words in the text, the value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.accepting import Row
from annotator.gui import icons
from annotator.gui.theme import LIGHT, MARK_RADIUS, ROW_RADIUS, SMALL, UI, Theme
from annotator.gui.views.talk_look import TalkLook


@dataclass(frozen=True)
class RowLook:
    """Everything a line shows."""

    row: Row
    letter: str
    label: str
    color: QColor
    words: str = ""
    value: str = ""
    empty: str = ""  # said in place of words and value
    odd: bool = False  # not coded yet, or to be looked at
    evidence: int = 0  # mentions besides the first
    first: bool = True  # the first of its slot: carries letter and name
    focused: bool = False
    hint: str = ""
    talk: TalkLook | None = None  # what is said about its words


class FillerRow(QWidget):
    """A click focuses it, a double click edits it, a click on its words shows them in the text."""

    activated = Signal(object)
    edit_requested = Signal(object)
    mention_requested = Signal(int)
    menu_requested = Signal(object, object)  # row, place on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme(LIGHT, dark=False)
        self.look: RowLook | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_look(self, look: RowLook, theme: Theme) -> None:
        """Show a line; nothing happens when it is shown already."""
        if look == self.look and theme == self._theme:
            return
        resized = theme != self._theme
        self.look, self._theme = look, theme
        said = ", ".join(filter(None, (look.label, look.words, look.value or look.empty)))
        said += f", {look.talk.said}" if look.talk else ""
        self.setAccessibleName(said)
        self.setAccessibleDescription(self.tr("in focus") if look.focused else "")
        self.setToolTip(look.hint)
        if resized:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._theme.px(240), self._theme.px(30))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Focus the line, and show its words in the text."""
        if self.look is not None and event.button() == Qt.MouseButton.LeftButton:
            look = self.look
            self.activated.emit(look.row)
            if look.row.filler_id is not None and look.words:
                self.mention_requested.emit(look.row.filler_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for what can be done with the value."""
        if self.look is not None:
            self.activated.emit(self.look.row)
            self.menu_requested.emit(self.look.row, event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Edit the value."""
        if self.look is not None:
            self.edit_requested.emit(self.look.row)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the line."""
        look, px = self.look, self._theme.px
        if look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        self._draw_ground(painter, box, look)
        if look.first:
            self._draw_badge(painter, box, look)
            painter.setFont(self._theme.font(UI))
            painter.setPen(self._theme.color("muted"))
            label = QRectF(px(34), 0, px(76), box.height())
            self._text(painter, label, look.label, Qt.AlignmentFlag.AlignLeft)
        inner = QRectF(px(112), 0, box.width() - px(112) - px(8), box.height())
        if look.talk is not None:
            self._draw_talk(painter, inner, look.talk)
        self._draw_value(painter, inner, look)
        painter.end()

    def _draw_talk(self, painter: QPainter, box: QRectF, talk: TalkLook) -> None:
        """Draw that something is said about the words, at the end of the line."""
        size = self._theme.px(13)
        color = self._theme.color("muted" if talk.drawing == "note" else "accent")
        ratio = painter.device().devicePixelRatio()
        mark = icons.pixmap(talk.drawing, color, size, ratio=ratio)
        top = round(box.center().y() - size / 2)
        painter.drawPixmap(QPointF(round(box.right()) - size, top), mark)
        box.setRight(box.right() - size - self._theme.px(6))

    def _draw_ground(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        radius = self._theme.px(ROW_RADIUS)
        shape = box.adjusted(1, 1, -1, -1)
        if look.focused:
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.setBrush(self._theme.color("accent_soft"))
            painter.drawRoundedRect(shape, radius, radius)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent_soft"))
            painter.drawRoundedRect(shape, radius, radius)
        elif look.first:
            painter.setPen(self._theme.color("line"))
            painter.drawLine(box.topLeft(), box.topRight())

    def _draw_badge(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        px = self._theme.px
        side = px(18)
        badge = QRectF(px(6), (box.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color if not look.empty else self._theme.color("muted"))
        painter.drawRoundedRect(badge, px(MARK_RADIUS), px(MARK_RADIUS))
        painter.setPen(self._theme.color("on_accent"))
        painter.setFont(self._theme.font(SMALL, weight=QFont.Weight.Bold))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, look.letter)

    def _draw_value(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        if look.empty:
            painter.setFont(self._theme.font(UI))
            painter.setPen(self._theme.color("muted"))
            self._text(painter, box, look.empty, Qt.AlignmentFlag.AlignLeft)
            return
        value_font = self._theme.font(UI)
        value_font.setFeature(QFont.Tag("tnum"), 1)
        painter.setFont(value_font)
        painter.setPen(self._theme.color("warning" if look.odd else "muted"))
        wide = QFontMetrics(value_font).horizontalAdvance(look.value) + self._theme.px(4)
        share = 0.7 if not look.words else 0.55
        value_box = QRectF(box)
        value_box.setLeft(box.right() - min(wide, box.width() * share))
        if not look.words:
            value_box = box
        side = Qt.AlignmentFlag.AlignRight if look.words else Qt.AlignmentFlag.AlignLeft
        self._text(painter, value_box, look.value, side)
        if look.words:
            words = QRectF(box)
            words.setRight(value_box.left() - self._theme.px(8))
            text = look.words + (f"  +{look.evidence}" if look.evidence else "")
            painter.setFont(self._theme.font(UI))
            painter.setPen(self._theme.color("text"))
            self._text(painter, words, text, Qt.AlignmentFlag.AlignLeft)

    def _text(self, painter: QPainter, box: QRectF, text: str, side: Qt.AlignmentFlag) -> None:
        metrics = QFontMetrics(painter.font())
        one_line = " ".join(text.split())
        elided = metrics.elidedText(one_line, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, elided)
