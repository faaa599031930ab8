"""How marks look: tints under the text, lines and slot letters over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)

from annotator.domain.schema import LineStyle, MentionType
from annotator.domain.suggestions import Standing
from annotator.gui.theme import HAIR, MARK_RADIUS, RAISED, THIN, TIGHT, Theme, mix
from annotator.gui.views.mark_places import Place
from annotator.gui.views.marks import Mark, Piece, Situation

_LANE = TIGHT  # pixels at 100 % between the underlines of overlapping marks
_LANES = 3  # more than this many are laid on one another
_DASHES = {  # in line widths
    LineStyle.DASHED: [4.0, 2.5],
    LineStyle.DOTTED: [1.0, 2.0],
    LineStyle.DASH_DOT: [7.0, 2.0, 1.0, 2.0],
}


class State(IntEnum):
    """How much a mark stands out; from OTHER on it is coded, from HOVERED on it has letters."""

    QUIET = -1  # a suggestion that is hardly ever coded
    SUGGESTED = 0
    FOCUSED = 1  # the suggestion that keys act on
    OTHER = 2  # a mention of an event that is not the active one
    HOVERED = 3  # of the event under the mouse
    ACTIVE = 4  # of the active event
    IN_FOCUS = 5  # of the filler that keys act on


class Drawn(NamedTuple):
    """One piece as it is painted now: where, how much it stands out, with which letters."""

    start: int
    end: int
    kind: str  # mention type
    state: State
    letters: str
    lane: int
    joint: bool
    size: int  # of the whole mark
    places: tuple[Place, ...]  # in the painter's coordinates

    @property
    def look(self) -> tuple[object, ...]:
        """Pieces with the same look are painted alike."""
        return self[:-1]


def drawn(piece: Piece, places: tuple[Place, ...], situation: Situation) -> Drawn:
    """How a piece is painted in a situation."""
    mark, state = piece.mark, state_of(piece.mark, situation)
    letters = letters_of(mark, situation) if piece.last and state >= State.HOVERED else ""
    return Drawn(
        piece.start,
        piece.end,
        mark.type,
        state,
        letters,
        piece.lane,
        piece.joint,
        mark.size,
        places,
    )


def state_of(mark: Mark, situation: Situation) -> State:
    """How much a mark stands out in a situation."""
    if mark.suggestion is not None:
        focused = mark.suggestion.id == situation.suggestion_id
        quiet = mark.suggestion.standing is Standing.QUIET
        return State.FOCUSED if focused else State.QUIET if quiet else State.SUGGESTED
    if any(use.event_id == situation.event_id for use in mark.uses):
        if mark.suggested:
            return State.HOVERED
        in_focus = any(use.filler_id == situation.filler_id for use in mark.uses)
        return State.IN_FOCUS if in_focus else State.ACTIVE
    hovered = any(use.event_id in situation.hovered for use in mark.uses)
    return State.HOVERED if hovered else State.OTHER


def letters_of(mark: Mark, situation: Situation) -> str:
    """The letters of the slots that a mention fills in the active (or hovered) event."""
    active = {use.letter: None for use in mark.uses if use.event_id == situation.event_id}
    hovered = {use.letter: None for use in mark.uses if use.event_id in situation.hovered}
    return "".join(active or hovered)


@dataclass(frozen=True, slots=True)
class _Ink:
    """The colours of one mention type and its line, in each state."""

    tints: dict[State, QColor]
    lines: dict[State, QColor]
    style: LineStyle


_Key = tuple[str, State, bool]  # mention type, state, joint: what a pen hangs on


class MarkPainter:
    """Paints the marks of some mention types in one theme."""

    def __init__(
        self, mention_types: Iterable[MentionType], theme: Theme, *, styled: bool = False
    ) -> None:
        """``styled``: coded mentions keep the line styles of their types."""
        px = theme.px
        self._styled = styled
        self._theme = theme
        self._page = theme.color("background")
        self._thin, self._thick, self._lane = px(HAIR), px(THIN), px(_LANE)
        self._radius = px(MARK_RADIUS)
        self._inks = {entry.name: _ink(theme, entry) for entry in mention_types}
        self._letter_font = theme.font(RAISED, weight=QFont.Weight.Bold)
        self._letter_metrics = QFontMetricsF(self._letter_font)
        self._letter_color = theme.color("on_accent")
        self._pens: dict[_Key, QPen] = {}
        self._waves: dict[tuple[int, float], QPixmap] = {}

    def paint_under(self, painter: QPainter, items: Sequence[Drawn]) -> None:
        """Tints of coded mentions, the longer first so that nested ones show, and the outline."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        coded = [item for item in items if item.state >= State.OTHER and not item.joint]
        for item in sorted(coded, key=lambda item: -item.size):
            painter.setBrush(self._inks[item.kind].tints[item.state])
            for place in item.places:
                painter.drawRoundedRect(place.box, self._radius, self._radius)
        for item in items:
            if item.state == State.FOCUSED and not item.joint:
                self._outline(painter, item)

    def paint_over(self, painter: QPainter, items: Sequence[Drawn]) -> None:
        """Lines, one pen after the other, then slot letters."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        lines: dict[_Key, list[QLineF]] = {}
        for item in items:
            self._collect(painter, item, lines)
        for key, ways in lines.items():
            painter.setPen(self._pen(key))
            painter.drawLines(ways)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken: list[QRectF] = []
        for item in items:
            if item.letters and item.places:
                self._letters(painter, item, taken)

    # Lines

    def _collect(self, painter: QPainter, item: Drawn, lines: dict[_Key, list[QLineF]]) -> None:
        """Sort the lines of a piece by pen; waves are drawn at once."""
        ink, state, coded = self._inks[item.kind], item.state, item.state >= State.OTHER
        width = self._thick if state >= State.HOVERED and not item.joint else self._thin
        drop = min(item.lane, _LANES - 1) * self._lane
        inset = self._thin if coded and not item.joint else 0
        style = LineStyle.SOLID if coded or item.joint else ink.style
        wave, double = style is LineStyle.WAVY, style is LineStyle.DOUBLE
        ways = lines.setdefault((item.kind, state, item.joint), [])
        for box, _ in item.places:
            y = round(box.bottom() + drop) - width
            if wave:
                self._wave(painter, box, y, ink.lines[state])
            else:
                way = QLineF(box.left() + inset, y + width / 2, box.right() - inset, y + width / 2)
                ways.append(way)
                if double:
                    ways.append(way.translated(0, -2 * self._thin))

    def _pen(self, key: _Key) -> QPen:
        pen = self._pens.get(key)
        if pen is None:
            pen = self._pens[key] = self._made_pen(*key)
        return pen

    def _made_pen(self, kind: str, state: State, joint: bool) -> QPen:  # noqa: FBT001
        ink = self._inks[kind]
        plain = state >= State.OTHER and not self._styled
        style = LineStyle.SOLID if plain else ink.style
        color = ink.lines[state]
        if joint:
            style, color = LineStyle.DOTTED, mix(color, self._page, 0.7)
        pen = QPen(color, self._thick if state >= State.HOVERED and not joint else self._thin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if style in _DASHES:
            pen.setDashPattern(_DASHES[style])
        return pen

    def _wave(self, painter: QPainter, box: QRectF, y: float, color: QColor) -> None:
        ratio = painter.device().devicePixelRatio()
        tile = self._waves.get((color.rgb(), ratio))
        if tile is None:
            tile = self._waves[color.rgb(), ratio] = _wave_tile(color, self._thin, ratio)
        height = tile.height() / ratio
        area = QRectF(round(box.left()), y - height / 2, round(box.width()), height)
        painter.drawTiledPixmap(area, tile)

    # Outline and letters

    def _outline(self, painter: QPainter, item: Drawn) -> None:
        room, radius = self._thick, self._radius + self._thin
        painter.setPen(QPen(self._inks[item.kind].lines[State.FOCUSED], self._thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place in item.places:
            box = place.box.adjusted(-room, -1.5 * room, room, room)
            painter.drawRoundedRect(box, radius, radius)

    def _letters(self, painter: QPainter, item: Drawn, taken: list[QRectF]) -> None:
        """Slot letters on a pill over the corner where the mark ends; they take no room."""
        px, (box, leftward) = self._theme.px, item.places[-1]
        width = self._letter_metrics.horizontalAdvance(item.letters) + px(TIGHT)
        height = self._letter_metrics.capHeight() + px(TIGHT)
        left = box.left() + px(TIGHT) - width if leftward else box.right() - px(TIGHT)
        pill = QRectF(left, box.top() - px(TIGHT), width, height)
        step = -(width + px(HAIR)) if leftward else width + px(HAIR)
        while any(pill.intersects(other) for other in taken):
            pill.translate(step, 0)
        taken.append(pill)
        painter.setPen(QPen(self._page, px(HAIR)))
        painter.setBrush(self._inks[item.kind].lines[State.ACTIVE])
        painter.drawRoundedRect(pill, height / 3, height / 3)
        painter.setFont(self._letter_font)
        painter.setPen(self._letter_color)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, item.letters)


def tints(theme: Theme, color: QColor) -> dict[State, QColor]:
    """What lies under the words of a coded mention, in each state."""
    page, strength = theme.color("background"), 1.4 if theme.dark else 1.0
    return {
        State.OTHER: theme.color("other"),
        State.HOVERED: mix(color, page, 0.09 * strength),
        State.ACTIVE: theme.tint(color),
        State.IN_FOCUS: mix(color, page, 0.28 * strength),
    }


def _ink(theme: Theme, mention_type: MentionType) -> _Ink:
    page, color = theme.color("background"), theme.mention_color(mention_type)
    half = mix(color, page, 0.5)
    lines = {
        State.QUIET: mix(color, page, 0.22),
        State.SUGGESTED: half,
        State.FOCUSED: color,
        State.OTHER: mix(theme.color("muted"), page, 0.6),
        State.HOVERED: half,
        State.ACTIVE: color,
        State.IN_FOCUS: color,
    }
    return _Ink(tints(theme, color), lines, mention_type.line)


def _wave_tile(color: QColor, width: int, ratio: float) -> QPixmap:
    """One wave as a picture, to be laid side by side: far cheaper than a path for each."""
    length, height = 5 * width, 4 * width
    tile = QPixmap(round(length * ratio), round(height * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    middle, rise = height / 2, 1.5 * height
    path = QPainterPath(QPointF(-length, middle))
    for start in (-length, 0, length):
        half = start + length / 2
        path.quadTo(QPointF(start + length / 4, middle - rise / 2), QPointF(half, middle))
        path.quadTo(QPointF(half + length / 4, middle + rise / 2), QPointF(start + length, middle))
    with QPainter(tile) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, width))
        painter.drawPath(path)
    return tile
