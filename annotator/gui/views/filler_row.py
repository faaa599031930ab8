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
from annotator.domain.direction import isolated
from annotator.gui import icons
from annotator.gui.spoken import Role
from annotator.gui.theme import (
    BADGE,
    FAR,
    HAIR,
    ICON,
    LIGHT,
    MARK_RADIUS,
    NEAR,
    ROOM,
    ROW_RADIUS,
    SMALL,
    SMALL_ICON,
    THIN,
    TIGHT,
    UI,
    WIDE,
    Theme,
)
from annotator.gui.views.talk_look import TalkLook

_LINE, _REMARK = FAR, ROOM  # heights in pixels at 100 %

_VALUE_SHARE = 0.82  # of the room that a value takes at most beside its words
_NAME_AT, _VALUE_AT = 36, 116  # from the left of the row
_NARROW = 280  # pixels at 100 % below which the slot's name is left out


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
    finding: str = ""  # what is to be looked at, in words
    missing: bool = False  # it is that something is not there yet

    @property
    def remark(self) -> str:
        """What stands under the line; what is missing is said on the line itself."""
        return "" if self.missing else self.finding


class FillerRow(QWidget):
    """A click focuses it, a double click edits it, a click on its words shows them in the text."""

    spoken_as = Role.ListItem

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
        before = self.look.remark if self.look else ""
        resized = theme != self._theme or bool(before) != bool(look.remark)
        self.look, self._theme = look, theme
        said = ", ".join(
            filter(None, (look.label, look.words, look.value or look.empty, look.remark))
        )
        said += f", {look.talk.said}" if look.talk else ""
        self.setAccessibleName(said)
        self.setAccessibleDescription(self.tr("in focus") if look.focused else "")
        self.setToolTip(look.hint)
        if resized:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line, and one for what is to be looked at."""
        lines = _LINE + (_REMARK if self.look is not None and self.look.remark else 0)
        return QSize(self._theme.px(240), self._theme.px(lines))

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
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect())
            self._draw_ground(painter, box, look)
            if look.remark:
                self._draw_remark(painter, box, look.remark)
                box.setHeight(px(_LINE))
            if look.first:
                self._draw_badge(painter, box, look)
                painter.setFont(self._theme.font(UI))
                painter.setPen(self._theme.color("muted"))
                if not self._narrow:
                    label = QRectF(px(_NAME_AT), 0, px(_VALUE_AT - _NAME_AT), box.height())
                    self._text(painter, label, look.label, Qt.AlignmentFlag.AlignLeft)
            inner = self._inner()
            inner.setHeight(box.height())
            if look.talk is not None:
                self._draw_talk(painter, inner, look.talk)
            self._draw_value(painter, inner, look)

    def _draw_talk(self, painter: QPainter, box: QRectF, talk: TalkLook) -> None:
        """Draw that something is said about the words, at the end of the line."""
        size = self._theme.px(SMALL_ICON)
        color = self._theme.color("muted" if talk.drawing == "note" else "accent")
        ratio = painter.device().devicePixelRatio()
        mark = icons.pixmap(talk.drawing, color, size, ratio=ratio)
        top = round(box.center().y() - size / 2)
        painter.drawPixmap(QPointF(round(box.right()) - size, top), mark)
        box.setRight(box.right() - size - self._theme.px(TIGHT))

    @property
    def value_cut(self) -> bool:
        """Whether the value has not all the room it needs."""
        if self.look is None or not self.look.words:
            return False
        return self._value_width(self.look) > self._inner().width() * _VALUE_SHARE

    def _value_width(self, look: RowLook) -> int:
        """What a value needs, in pixels."""
        return QFontMetrics(self._value_font()).horizontalAdvance(look.value) + self._theme.px(
            TIGHT
        )

    def _value_font(self) -> QFont:
        font = self._theme.font(UI)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _inner(self) -> QRectF:
        """Where words and value stand."""
        px = self._theme.px
        left = px(_NAME_AT if self._narrow else _VALUE_AT)
        return QRectF(left, 0, self.width() - left - px(NEAR), self.height())

    @property
    def _narrow(self) -> bool:
        """Whether the letter must do for the name, so that words and value have room."""
        return self.width() < self._theme.px(_NARROW)

    def _draw_ground(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        radius = self._theme.px(ROW_RADIUS)
        shape = box.adjusted(HAIR, HAIR, -HAIR, -HAIR)
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
        side = px(BADGE)
        badge = QRectF(px(NEAR), (box.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color if not look.empty else self._theme.color("muted"))
        painter.drawRoundedRect(badge, px(MARK_RADIUS), px(MARK_RADIUS))
        painter.setPen(self._theme.color("on_accent"))
        painter.setFont(self._theme.font(SMALL, weight=QFont.Weight.Bold))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, look.letter)

    def _draw_remark(self, painter: QPainter, box: QRectF, words: str) -> None:
        px = self._theme.px
        font = self._theme.font(SMALL)
        wide = QFontMetrics(font).horizontalAdvance(words) + px(WIDE)
        under = px(_VALUE_AT)  # the value, if it fits
        left = under if wide <= box.width() - under else px(_NAME_AT)
        line = QRectF(left, px(_LINE - THIN), box.width() - left - px(NEAR), px(_REMARK - THIN))
        line = self._draw_sign(painter, line)
        painter.setFont(font)
        painter.setPen(self._theme.color("warning"))
        self._text(painter, line, words, Qt.AlignmentFlag.AlignLeft)

    def _draw_sign(self, painter: QPainter, box: QRectF) -> QRectF:
        """The sign of what is to be looked at; what is left of the box behind it."""
        px, side = self._theme.px, self._theme.px(SMALL_ICON)
        ratio = painter.device().devicePixelRatio()
        sign = icons.pixmap("warning", self._theme.color("warning"), side, ratio=ratio)
        painter.drawPixmap(round(box.left()), round(box.center().y() - side / 2), sign)
        return box.adjusted(side + px(TIGHT), 0, 0, 0)

    def _draw_value(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        if look.empty:
            box = self._draw_sign(painter, box) if look.missing else box
            painter.setFont(self._theme.font(UI))
            painter.setPen(self._theme.color("warning" if look.missing else "muted"))
            self._text(painter, box, look.empty, Qt.AlignmentFlag.AlignLeft)
            return
        painter.setFont(self._value_font())
        painter.setPen(self._theme.color("warning" if look.odd else "muted"))
        value_box = QRectF(box)
        wide = min(self._value_width(look), box.width() * _VALUE_SHARE)
        value_box.setLeft(box.right() - wide)
        if not look.words:
            value_box = box
        if look.missing:
            sign = self._theme.px(ICON)
            value_box.setLeft(value_box.left() - (sign if look.words else 0))
            value_box = self._draw_sign(painter, value_box)
        side = Qt.AlignmentFlag.AlignRight if look.words else Qt.AlignmentFlag.AlignLeft
        self._text(painter, value_box, look.value, side)
        if look.words:
            words = QRectF(box)
            words.setRight(value_box.left() - self._theme.px(WIDE if look.missing else NEAR))
            text = look.words + (f"  +{look.evidence}" if look.evidence else "")
            painter.setFont(self._theme.font(UI))
            painter.setPen(self._theme.color("text"))
            self._text(painter, words, text, Qt.AlignmentFlag.AlignLeft)

    def _text(self, painter: QPainter, box: QRectF, text: str, side: Qt.AlignmentFlag) -> None:
        metrics = QFontMetrics(painter.font())
        one_line = " ".join(text.split())
        elided = metrics.elidedText(one_line, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, isolated(elided))
