"""The line under what has focus: the slot it would fill, the value, and the keys that act."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.gui import plain_text
from annotator.gui.spoken import Role
from annotator.gui.theme import (
    BADGE,
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
from annotator.gui.views.hint_place import Surroundings, best_place, over_whole_lines
from annotator.gui.views.hint_words import PAD_Y, ROW, Brevity, Hint, HintWords, Word, spread
from annotator.gui.views.shadow_box import ShadowBox

Lines = Callable[[QRect], Sequence[QRect]]  # the lines of text that reach into a box

_SHADOW = STEP  # pixels at 100 % around the box
_GAP, _EDGE = NEAR, NEAR  # between the line and the box, the box and the pane's edge
_LEAST = 340  # beside something, so that little of it is cut
_ROWS = 3  # that there is always room for
_SHARE = 3  # the box is never higher than one part of so many of the pane
_BOLD = QFont.Weight.DemiBold


class HintBox(QWidget):
    """Floats over the text, never takes the keyboard, changes in place."""

    spoken_as = Role.ToolTip

    command_requested = Signal(str)
    candidate_requested = Signal(str)  # the digit of the candidate clicked

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_theme(theme)
        self._hint: Hint | None = None
        self._placed: tuple[Word, ...] = ()
        self._words: tuple[Word, ...] = ()  # the same, moved apart where the box is higher
        self._under_mouse: Word | None = None
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
        self._theme, self._limits = theme, (0, 0)
        self._plain, self._bold = theme.font(UI), theme.font(UI, weight=_BOLD)
        self._cap = theme.font(SMALL, weight=_BOLD)
        self._measured = HintWords(theme)
        self._frame = ShadowBox(theme, room=theme.px(_SHADOW), radius=theme.px(ROW_RADIUS))

    def set_hint(self, hint: Hint | None) -> None:
        """Say something else."""
        if hint != self._hint:
            self._hint, self._limits = hint, (0, 0)
            self.setAccessibleName(hint.sentence if hint else "")
            self.update()

    def fit(self, width: int, height: int = 0) -> QSize:
        """Arrange the words within a width; the size of the box without its shadow.

        Where it would be higher than ``height`` (0: any) it says less, and all in its tool tip.
        """
        if (width, height) != self._limits:
            self._limits = width, height
            self._arrange(width, height)
        return self._measured.size(self._placed)

    def _arrange(self, width: int, height: int) -> None:
        whole = placed = self._measured.placed(self._hint, width)
        for brevity in list(Brevity)[1:]:
            if height and self._measured.size(placed).height() > height:
                placed = self._measured.placed(self._hint, width, brevity)
        least = 2 * self._theme.px(PAD_Y) + _ROWS * self._theme.px(ROW + THIN)
        self._placed = tuple(
            word for word in placed if not height or word.box.bottom() <= max(height, least)
        )
        self._words, self._under_mouse = self._placed, None
        cut = self._placed != whole or any("…" in word.text for word in whole)
        self.setToolTip(plain_text.tip(self.accessibleName()) if cut else "")
        self.update()

    def stand_by(
        self,
        boxes: list[QRect],
        area: QRect,
        *,
        avoid: QRect,
        lines: Lines = lambda _: (),
        rightward: bool = True,
    ) -> None:
        """Show under the last of some boxes, above the first near the lower edge of the area.

        What is to be avoided is left free where the box would hide it: it stands below it then.
        """
        px = self._theme.px
        inside = self.inside(area)
        size = self.fit(inside.width(), self._most(area))
        first, last = boxes[0], boxes[-1]
        top = last.bottom() + px(_GAP)
        if top < avoid.bottom() and top + size.height() > avoid.top():
            top = avoid.bottom() + px(_GAP) // 2
        if top + size.height() > inside.bottom():
            above = first.top() - px(_GAP) - size.height()
            top = above if above >= inside.top() else inside.bottom() - size.height()
        left = last.left() - px(TIGHT) if rightward else last.right() + px(TIGHT) - size.width()
        left = max(inside.left(), min(left, inside.right() - size.width()))
        self._stand(QRect(QPoint(left, top), size), inside, lines)

    def stand_beside(self, boxes: list[QRect], around: Surroundings, lines: Lines) -> bool:
        """Show where least is hidden of the text under the headline; False: there is no room."""
        px = self._theme.px
        most = self._most(around.inside)
        place = best_place(
            around, self.fit, boxes[-1], gap=px(2 * _GAP), least=px(_LEAST), most=most
        )
        if place is not None:
            self._stand(place, around.inside, lines)
        return place is not None

    def _most(self, area: QRect) -> int:
        """How high the box may be."""
        return max(area.height() // _SHARE, self._theme.px(2 * PAD_Y + 2 * (ROW + THIN)))

    def inside(self, area: QRect) -> QRect:
        """The part of an area that the box stands in."""
        edge = self._theme.px(_EDGE)
        return area.adjusted(edge, edge, -edge, -edge)

    def _stand(self, box: QRect, inside: QRect, lines: Lines) -> None:
        """Take a place, as much higher as it takes to cover no line of text by half."""
        room, whole = self._theme.px(_SHADOW), over_whole_lines(box, inside, lines(box))
        words = spread(self._placed, whole.height() - box.height())
        if words != self._words:
            self._words, self._under_mouse = words, None
            self.update()
        self.setGeometry(whole.adjusted(-room, -room, room, room))
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

    def _paint_word(self, painter: QPainter, word: Word) -> None:
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
            box.setLeft(box.left() + self._measured.metrics[True].horizontalAdvance("→ "))
            painter.setPen(theme.color(name))
            text = text.removeprefix("→ ")
        painter.drawText(box, flags | Qt.TextFlag.TextSingleLine, text)

    def _paint_cap(self, painter: QPainter, word: Word) -> None:
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

    def _word_at(self, point: QPointF) -> Word | None:
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
