"""The line under what has focus: the slot it would fill, the value, and the keys that act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.gui.spoken import Role
from annotator.gui.theme import (
    BADGE,
    CAP,
    HAIR,
    MARK_RADIUS,
    NEAR,
    ROW_RADIUS,
    SMALL,
    STEP,
    THIN,
    TIGHT,
    UI,
    Theme,
)
from annotator.gui.views.hint_place import Surroundings, best_place
from annotator.gui.views.shadow_box import ShadowBox

_SHADOW = STEP  # pixels at 100 % around the box
_PAD_X, _PAD_Y, _ROW = STEP, TIGHT, CAP
_GAP, _EDGE = NEAR, NEAR  # between the line and the box, the box and the pane's edge
_LEAST = 340  # beside something, so that little of it is cut
_BOLD, _PLAIN = QFont.Weight.DemiBold, QFont.Weight.Normal


@dataclass(frozen=True)
class Hint:
    """What stands under the focused suggestion or the selection.

    ``color`` is "#rrggbb" or empty; ``candidates`` are (digit, label); ``keys`` are (key as it
    is written on a cap, what it does, command id); ``reason`` says why the value is proposed;
    ``caps`` are the keys of the candidates where those are not their digits.
    """

    slot_label: str
    slot_letter: str = ""
    color: str = ""
    value: str = ""
    detail: str = ""
    candidates: tuple[tuple[str, str], ...] = ()
    keys: tuple[tuple[str, str, str], ...] = ()
    reason: str = ""
    caps: Mapping[str, str] = field(default_factory=dict)

    def cap_of(self, digit: str) -> str:
        """The key that takes a candidate, as it is written on a cap; empty when none does."""
        return self.caps.get(digit, digit)

    @property
    def sentence(self) -> str:
        """The same for a screen reader."""
        named = " ".join(part for part in (self.slot_label, self.value) if part)
        parts = [
            named,
            self.detail,
            self.reason,
            *(f"{self.cap_of(digit)} {label}" for digit, label in self.candidates),
        ]
        parts += [f"{key} {label}" for key, label, _ in self.keys]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class _Word:
    """Text at a place, or a key cap with text behind it that can be clicked."""

    text: str
    box: QRectF
    bold: bool = False
    muted: bool = False
    cap: str = ""
    cap_width: float = 0
    command: str = ""
    candidate: str = ""

    @property
    def acts(self) -> bool:
        """Whether a click on it does something."""
        return bool(self.command or self.candidate)


class HintBox(QWidget):
    """Floats over the text, never takes the keyboard, changes in place."""

    spoken_as = Role.ToolTip

    command_requested = Signal(str)
    candidate_requested = Signal(str)  # the digit of the candidate clicked

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_theme(theme)
        self._hint: Hint | None = None
        self._words: tuple[_Word, ...] = ()
        self._under_mouse: _Word | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    @property
    def hint(self) -> Hint | None:
        """What is shown."""
        return self._hint

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme, self._limit = theme, 0
        self._plain, self._bold = theme.font(UI), theme.font(UI, weight=_BOLD)
        self._cap = theme.font(SMALL, weight=_BOLD)
        self._metrics = {False: QFontMetricsF(self._plain), True: QFontMetricsF(self._bold)}
        self._frame = ShadowBox(theme, room=theme.px(_SHADOW), radius=theme.px(ROW_RADIUS))
        self._cap_metrics = QFontMetricsF(self._cap)

    def set_hint(self, hint: Hint | None) -> None:
        """Say something else."""
        if hint != self._hint:
            self._hint, self._limit = hint, 0
            self.setAccessibleName(hint.sentence if hint else "")
            self.update()

    def fit(self, width: int) -> QSize:
        """Arrange the words within a width; the size of the box without its shadow."""
        if width != self._limit:
            self._limit = width
            self._words = tuple(self._arranged(width))
            self._under_mouse = None
            self.update()
        right = max((word.box.right() for word in self._words), default=0)
        bottom = max((word.box.bottom() for word in self._words), default=0)
        px = self._theme.px
        return QSize(round(right) + px(_PAD_X), round(bottom) + px(_PAD_Y))

    def stand_by(
        self, boxes: list[QRect], area: QRect, *, avoid: QRect, rightward: bool = True
    ) -> None:
        """Show under the last of some boxes, above the first near the lower edge of the area.

        What is to be avoided is left free where the box would hide it: it stands below it then.
        """
        px = self._theme.px
        inside = self.inside(area)
        size = self.fit(inside.width())
        first, last = boxes[0], boxes[-1]
        top = last.bottom() + px(_GAP)
        if top < avoid.bottom() and top + size.height() > avoid.top():
            top = avoid.bottom() + px(_GAP) // 2
        if top + size.height() > inside.bottom():
            above = first.top() - px(_GAP) - size.height()
            top = above if above >= inside.top() else inside.bottom() - size.height()
        left = last.left() - px(TIGHT) if rightward else last.right() + px(TIGHT) - size.width()
        left = max(inside.left(), min(left, inside.right() - size.width()))
        self._stand(QRect(QPoint(left, top), size))

    def stand_beside(self, boxes: list[QRect], around: Surroundings) -> bool:
        """Show where least is hidden of the text under the headline; False: there is no room."""
        px = self._theme.px
        place = best_place(around, self.fit, boxes[-1], gap=px(2 * _GAP), least=px(_LEAST))
        if place is not None:
            self._stand(place)
        return place is not None

    def inside(self, area: QRect) -> QRect:
        """The part of an area that the box stands in."""
        edge = self._theme.px(_EDGE)
        return area.adjusted(edge, edge, -edge, -edge)

    def _stand(self, box: QRect) -> None:
        room = self._theme.px(_SHADOW)
        self.setGeometry(box.adjusted(-room, -room, room, room))
        if self.isHidden():
            self.show()
            self.raise_()

    def box(self) -> QRect:
        """The box without its shadow, in the parent."""
        room = self._theme.px(_SHADOW)
        return self.geometry().adjusted(room, room, -room, -room)

    def target_of(self, *, command: str = "", candidate: str = "") -> QPoint:
        """The middle of the words that ask for a command or a candidate, in this widget."""
        for word in self._words:
            if (word.command, word.candidate) == (command, candidate):
                return (word.box.center() + self._origin()).toPoint()
        raise KeyError(command or candidate)

    # Arranging

    def _arranged(self, width: int) -> Iterator[_Word]:
        hint, px = self._hint, self._theme.px
        if hint is None:
            return
        left, y = float(px(_PAD_X)), float(px(_PAD_Y))
        limit = max(width - px(_PAD_X), px(120))
        first = [
            (f"→ {hint.slot_label}", True, False),
            (hint.value, False, False),
            (f"· {hint.detail}" if hint.value and hint.detail else hint.detail, False, True),
        ]
        x = left
        for text, bold, muted in first:
            if text and x < limit:
                word = self._text_word(text, x, y, limit, bold=bold, muted=muted)
                yield word
                x = word.box.right() + px(NEAR if bold else TIGHT)
        if hint.reason:
            if x > left and x + self._width(f"· {hint.reason}") > limit:
                x, y = left, y + px(_ROW)
            reason = hint.reason if x == left else f"· {hint.reason}"
            yield self._text_word(reason, x, y, limit, bold=False, muted=True)
            x = limit
        if x > left:
            y += px(_ROW + HAIR)
        x = left
        for word in self._keys(hint):
            if x > left and x + word.box.width() > limit:
                x, y = left, y + px(_ROW + THIN)
            yield self._moved(word, x, y, limit)
            x += word.box.width() + px(STEP)

    def _text_word(
        self, text: str, x: float, y: float, limit: float, *, bold: bool, muted: bool
    ) -> _Word:
        metrics = self._metrics[bold]
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, limit - x)
        width = metrics.horizontalAdvance(shown)
        return _Word(shown, QRectF(x, y, width, self._theme.px(BADGE)), bold, muted)

    def _width(self, text: str) -> float:
        return self._metrics[False].horizontalAdvance(text)

    def _keys(self, hint: Hint) -> Iterator[_Word]:
        """The key that accepts, the candidates, the other keys."""
        for cap, label, command in hint.keys[:1]:
            yield self._key_word(cap, label, command=command)
        for digit, label in hint.candidates:
            cap, muted = hint.cap_of(digit), digit != "1"
            yield self._key_word(cap, label, candidate=digit, muted=muted)
        for cap, label, command in hint.keys[1:]:
            yield self._key_word(cap, label, command=command)

    def _key_word(
        self, cap: str, label: str, *, command: str = "", candidate: str = "", muted: bool = True
    ) -> _Word:
        px = self._theme.px
        cap_width = max(self._cap_metrics.horizontalAdvance(cap) + px(NEAR), float(px(BADGE)))
        cap_width = cap_width if cap else 0.0
        width = cap_width + px(TIGHT) + self._metrics[False].horizontalAdvance(label)
        box = QRectF(0, 0, width, px(_ROW))
        return _Word(label, box, False, muted, cap, cap_width, command, candidate)

    def _moved(self, word: _Word, x: float, y: float, limit: float) -> _Word:
        """The word at its place, its label cut where it is wider than a whole row."""
        room = limit - x - word.cap_width - self._theme.px(TIGHT)
        text = self._metrics[False].elidedText(word.text, Qt.TextElideMode.ElideRight, room)
        box = QRectF(x, y, min(word.box.width(), limit - x), word.box.height())
        return _Word(
            text, box, word.bold, word.muted, word.cap, word.cap_width, word.command, word.candidate
        )

    # Painting

    def _origin(self) -> QPointF:
        room = self._theme.px(_SHADOW)
        return QPointF(room, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box with its shadow, the words, the key caps."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._frame.paint(painter, self.rect())
            painter.translate(self._origin())
            for word in self._words:
                self._paint_word(painter, word)

    def _paint_word(self, painter: QPainter, word: _Word) -> None:
        theme, px, box = self._theme, self._theme.px, QRectF(word.box)
        if word.cap:
            self._paint_cap(painter, word)
            box.setLeft(box.left() + word.cap_width + px(TIGHT))
        hot = word is self._under_mouse
        name = "accent" if hot else "muted" if word.muted else "text"
        painter.setPen(theme.color(name))
        painter.setFont(self._bold if word.bold else self._plain)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        text, hint = word.text, self._hint
        if word.bold and hint is not None and hint.color:  # the arrow in the slot's colour
            painter.setPen(QColor(hint.color))
            painter.drawText(box, flags, "→")
            box.setLeft(box.left() + self._metrics[True].horizontalAdvance("→ "))
            painter.setPen(theme.color(name))
            text = text.removeprefix("→ ")
        painter.drawText(box, flags | Qt.TextFlag.TextSingleLine, text)

    def _paint_cap(self, painter: QPainter, word: _Word) -> None:
        theme, px = self._theme, self._theme.px
        cap = QRectF(word.box.left(), word.box.top() + px(HAIR), word.cap_width, px(BADGE))
        hot = word is self._under_mouse
        painter.setPen(QPen(theme.color("accent" if hot else "line"), px(HAIR)))
        painter.setBrush(theme.color("accent_soft" if hot else "background"))
        painter.drawRoundedRect(
            cap.adjusted(0.5, 0.5, -0.5, -0.5), px(MARK_RADIUS), px(MARK_RADIUS)
        )
        painter.drawLine(
            QPointF(cap.left() + px(TIGHT), cap.bottom()),
            QPointF(cap.right() - px(TIGHT), cap.bottom()),
        )
        painter.setPen(theme.color("accent" if hot else "text"))
        painter.setFont(self._cap)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, word.cap)

    # Mouse

    def _word_at(self, point: QPointF) -> _Word | None:
        spot = point - self._origin()
        return next((w for w in self._words if w.acts and w.box.contains(spot)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which words can be clicked."""
        word = self._word_at(event.position())
        if word is not self._under_mouse:
            self._under_mouse = word
            shape = Qt.CursorShape.PointingHandCursor if word else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nothing under the box is clicked."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for what the words under the mouse say."""
        word = self._word_at(event.position())
        if word is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if word.candidate:
            self.candidate_requested.emit(word.candidate)
        elif word.command:
            self.command_requested.emit(word.command)
