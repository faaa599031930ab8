"""Letters over things on the page: typing one chooses what it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.domain.schema import MentionType
from annotator.domain.sentence import lowered
from annotator.gui.spoken import Role
from annotator.gui.theme import (
    BADGE,
    HAIR,
    MARK_RADIUS,
    NEAR,
    ROOM,
    SMALL,
    STEP,
    THIN,
    TIGHT,
    Theme,
)
from annotator.gui.views.mark_places import RIGHT_TO_LEFT
from annotator.gui.views.type_line import draw_line

LETTERS = "fjdkslaghrueiwoqptyvncmbxz"  # those under the fingers first
_BOLD = QFont.Weight.Bold
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_HELD = ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier)


def letters_for(number: int) -> list[str]:
    """As many different labels, the shortest first; none begins like another one.

    One letter each for up to 26, then two or three.
    """
    if number <= len(LETTERS):
        return list(LETTERS[:number])
    for longer in range(1, len(LETTERS) + 1):
        short = len(LETTERS) - longer
        if short + longer * len(LETTERS) >= number:
            heads = LETTERS[short:]
            pairs = [head + tail for head in heads for tail in LETTERS]
            return [*LETTERS[:short], *pairs][:number]
    pairs = [a + b for a in LETTERS for b in LETTERS]
    return [pair + c for pair in pairs for c in LETTERS][:number]


@dataclass(frozen=True)
class Spot:
    """Something that can be chosen: what it is, where its label stands, as what it is marked.

    Words that are marked twice have two labels, told apart by ``kind``: its colour and its line.
    """

    what: object
    box: QRect
    words: str
    kind: MentionType | None = None

    @property
    def spoken(self) -> str:
        """The same for a screen reader."""
        return f"{self.words}, {lowered(self.kind.label)}" if self.kind else self.words


class LetterOverlay(QWidget):
    """Takes the keyboard while its letters are shown; any other key closes it and does its work."""

    spoken_as = Role.Grouping

    chosen = Signal(object, bool)  # what; whether Shift was held with the last letter
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spots: dict[str, Spot] = {}
        self._typed = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("letterOverlay")
        self.setAccessibleName(self.tr("Letters: type one to choose"))
        self.hide()

    @property
    def labels(self) -> dict[str, Spot]:
        """What each label stands on, of those that what was typed leaves."""
        return {k: spot for k, spot in self._spots.items() if k.startswith(self._typed)}

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.update()

    def ask(self, spots: Sequence[Spot], what: str) -> None:
        """Show a letter over each; the first ones have the shortest. ``what`` names them."""
        self._spots = dict(zip(letters_for(len(spots)), spots, strict=True))
        self._typed = ""
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        spoken = "; ".join(f"{label}: {spot.spoken}" for label, spot in self._spots.items())
        self.setAccessibleName(what)
        self.setAccessibleDescription(spoken)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.update()

    def leave(self) -> None:
        """Take the letters away; nothing is chosen."""
        if self.isVisible():
            self.hide()
            self._spots = {}
            self.closed.emit()

    # --- keys ----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Letters are typed here; every other key is a command's, and the letters go."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _is_mine(event):
                event.accept()
                return True
            if event.key() not in _MODIFIERS:
                self.leave()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Narrow by a letter, take one back, or leave."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
            self.update()
        elif event.key() not in _MODIFIERS and not event.isAutoRepeat():
            self._type(event.text().lower(), widen=bool(event.modifiers() & _SHIFT))

    def _type(self, letter: str, *, widen: bool) -> None:
        if not letter or not any(k.startswith(self._typed + letter) for k in self._spots):
            return
        self._typed += letter
        spot = self._spots.get(self._typed)
        if spot is None:
            self.update()
            return
        self.leave()
        self.chosen.emit(spot.what, widen)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Somebody went elsewhere."""
        super().focusOutEvent(event)
        self.leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a label chooses it, elsewhere it takes the letters away."""
        pills = self._pills()
        label = next((k for k, box in pills.items() if box.contains(event.position())), "")
        spot = self._spots.get(label)
        self.leave()
        if spot is not None:
            self.chosen.emit(spot.what, bool(event.modifiers() & _SHIFT))

    # --- painting ------------------------------------------------------------------------------

    def _pills(self) -> dict[str, QRectF]:
        """Where each label stands; one whose place is taken stands beside the other."""
        taken: list[QRectF] = []
        found: dict[str, QRectF] = {}
        for label, spot in self._spots.items():
            box = self._pill(label, spot)
            while (other := next((t for t in taken if t.intersects(box)), None)) is not None:
                box.moveLeft(other.right() + 1)
            taken.append(box)
            found[label] = box
        return {label: box for label, box in found.items() if label in self.labels}

    def _pill(self, label: str, spot: Spot) -> QRectF:
        px = self._theme.px
        width = self._metrics().horizontalAdvance(label.upper()) + px(NEAR)
        left = float(spot.box.left() - px(TIGHT))
        if RIGHT_TO_LEFT.match(spot.words):
            left = spot.box.right() + px(TIGHT) - width
        lift, height = (NEAR, ROOM) if spot.kind is None else (STEP, BADGE)
        return QRectF(left, spot.box.top() - px(lift), width, px(height))

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font(SMALL, weight=_BOLD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A small pill with the letters over each thing, what was typed already left out."""
        veil = self._theme.color("background")
        veil.setAlphaF(0.35)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), veil)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(SMALL, weight=_BOLD))
            for label, box in self._pills().items():
                self._paint_pill(
                    painter, label[len(self._typed) :].upper(), box, self._spots[label]
                )

    def _paint_pill(self, painter: QPainter, letters: str, box: QRectF, spot: Spot) -> None:
        """Dark on words; on a suggestion in the colour of its mention type, over its line."""
        theme, px, kind = self._theme, self._theme.px, spot.kind
        ground = theme.color("text") if kind is None else theme.mention_color(kind)
        ink = theme.color("background" if kind is None else "on_accent")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, px(MARK_RADIUS), px(MARK_RADIUS))
        stem = QPointF(box.left() + px(TIGHT), box.bottom())
        painter.setPen(ground)
        painter.drawLine(stem, QPointF(stem.x(), stem.y() + px(THIN)))
        painter.setPen(ink)
        upper = QRectF(box.left(), box.top(), box.width(), px(ROOM))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, letters)
        if kind is not None:
            line = QLineF(upper.bottomLeft(), upper.bottomRight())
            draw_line(painter, line.translated(0, -px(HAIR) / 2), kind.line, ink, px(HAIR) * 1.5)


_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
    }
)


def _is_mine(event: QKeyEvent) -> bool:
    if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
        return True
    text = event.text().lower()
    return not event.modifiers() & _HELD and bool(text) and text in LETTERS
