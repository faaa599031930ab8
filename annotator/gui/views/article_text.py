"""The text of an article as a coder reads and marks it; marks are painted, never inserted."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from annotator.domain.events import Segment, Segments, merge_segments
from annotator.gui.offsets import Offsets
from annotator.gui.theme import Theme, mix
from annotator.gui.views.laid_out_text import FUZZY, OVERHANG, LaidOutText
from annotator.gui.views.mark_painter import Drawn, MarkPainter, drawn
from annotator.gui.views.marks import Mark, MarkIndex, Situation


class ArticleText(LaidOutText):
    """A read-only text with caret and selection, in a centred column.

    Offsets in and out are code points of the article's text. The selection is what was dragged
    or chosen by keys last, together with what was pinned before (with Ctrl, or by a command).
    """

    caret_moved = Signal()  # by the user; the selection may have changed with it

    def __init__(self, theme: Theme, painter: MarkPainter, parent: QWidget | None = None) -> None:
        self._painter = painter
        self._index = MarkIndex()
        self._situation = Situation()
        self._pinned: Segments = ()
        self._found: Segments = ()
        self._dragging = False
        self._seen: tuple[int, int, Segments] = (0, 0, ())
        self._seen_page: tuple[int, int, list[Drawn]] | None = None
        super().__init__(theme, parent)
        self.cursorPositionChanged.connect(self._note_move)
        self.selectionChanged.connect(self._note_move)
        self._apply_theme()

    # What is shown

    def set_theme(self, theme: Theme, painter: MarkPainter) -> None:
        """Take on another look; text, caret and place stay."""
        self._theme, self._painter = theme, painter
        hold, cursor = self._hold(), self.textCursor()
        where = (cursor.anchor(), cursor.position())
        self._apply_theme()
        self._set_cursor(*where)
        self._hold_on(hold)

    def set_painter(self, painter: MarkPainter) -> None:
        """Paint other mention types."""
        self._painter = painter
        self.viewport().update()

    def show_text(self, text: str) -> None:
        """Show another text from its top, with the caret before its first character."""
        self._text, self._offsets = text, Offsets(text)
        self._index, self._pinned, self._seen_page = MarkIndex(), (), None
        self._found = ()
        with self._quietly():
            self._lay_out()
        self._seen = (0, 0, ())

    def set_marks(self, index: MarkIndex, situation: Situation) -> None:
        """Paint other marks over the same text; what looks the same is not painted again."""
        before = {item.look: item for item in self._page()} if self._seen_page else None
        self._index, self._situation, self._seen_page = index, situation, None
        if before is None:
            self.viewport().update()
            return
        after = {item.look: item for item in self._page()}
        for look in before.keys() ^ after.keys():
            self._repaint_soon(before.get(look) or after[look])

    def set_situation(self, situation: Situation) -> None:
        """Paint the same marks with other things in focus."""
        if situation != self._situation:
            self.set_marks(self._index, situation)

    # Caret and selection

    @property
    def caret(self) -> int:
        """Offset of the caret."""
        return self._offsets.to_offset(self.textCursor().position())

    @property
    def segments(self) -> Segments:
        """What is selected, sorted and disjoint."""
        cursor = self.textCursor()
        latest = self._offsets.to_segment(cursor.anchor(), cursor.position())
        return merge_segments([*self._pinned, *((latest,) if latest else ())])

    @property
    def pinned(self) -> Segments:
        """What is kept while another part is chosen."""
        return self._pinned

    def copy_selection(self) -> bool:
        """Copy the selected characters as plain text, straight from the article."""
        text = " … ".join(self._text[s.start : s.end] for s in self.segments)
        if text:  # as text: PySide6 6.11 ends in a crash with a QMimeData made in Python
            QGuiApplication.clipboard().setText(text)
        return bool(text)

    def put_caret(self, offset: int) -> None:
        """Move the caret, selecting nothing and scrolling nowhere."""
        self._pin(())
        position = self._offsets.to_position(offset)
        self._set_cursor(position, position)

    def select_segments(self, segments: Segments) -> None:
        """Select ranges of the text; the last one goes on with Shift and arrows."""
        self._pin(segments[:-1])
        if segments:
            self._set_cursor(*self._offsets.to_positions(segments[-1]))
        else:
            self.put_caret(self.caret)

    def show_found(self, places: Segments) -> None:
        """Tint the places that a search found; none any more for an empty tuple."""
        if places != self._found:
            self._found = places
            self.viewport().update()

    def pin_selection(self) -> bool:
        """Keep the selection while another part is chosen; False when there is none."""
        kept = self.segments
        if not kept:
            return False
        self._pin(kept)
        position = self.textCursor().position()
        self._set_cursor(position, position)
        return True

    def _pin(self, segments: Segments) -> None:
        if segments != self._pinned:
            self._pinned = segments
            self.viewport().update()

    def _set_cursor(self, anchor: int, position: int) -> None:
        """Without signals, and without Qt's own scrolling to the caret."""
        cursor = self.textCursor()
        cursor.setPosition(min(anchor, self._offsets.units))
        cursor.setPosition(min(position, self._offsets.units), QTextCursor.MoveMode.KeepAnchor)
        bar = self.verticalScrollBar()
        before, caret = bar.value(), self.cursorRect()
        with self._quietly():
            self.setTextCursor(cursor)
            bar.setValue(before)
        self.viewport().update(caret)
        self.viewport().update(self.cursorRect())

    def _settled(self) -> None:
        self._seen = self._state()

    def _forget_layout(self) -> None:
        self._seen_page = None

    def _state(self) -> tuple[int, int, Segments]:
        cursor = self.textCursor()
        return cursor.anchor(), cursor.position(), self._pinned

    def _note_move(self) -> None:
        """Say once that the caret moved; while the mouse drags, only when it lets go."""
        if self._quiet or self._dragging or self._state() == self._seen:
            return
        self._seen = self._state()
        self.caret_moved.emit()

    # Where things are

    def mark_at(self, point: QPoint) -> Mark | None:
        """The mark under a point of the viewport, the shortest of several."""
        lift = self.verticalScrollBar().value()
        spot = QPointF(point.x(), point.y() + lift)
        position = self._document.documentLayout().hitTest(spot, FUZZY)
        hit = [
            piece.mark
            for piece in self._index.between(max(0, position - 1), position + 1)
            if not piece.joint
            and any(p.box.contains(spot) for p in self._places.of(piece.start, piece.end))
        ]
        return min(hit, key=lambda mark: (mark.size, mark.suggestion is None), default=None)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints, then the text, then lines and letters; only what is on screen."""
        items = self._drawn(event.rect())
        lift = self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            painter.translate(0, -lift)
            self._painter.paint_under(painter, items)
            self._paint_chosen(painter, event.rect())
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            if not self.hasFocus():
                painter.fillRect(self.cursorRect(), self._theme.color("muted"))
            painter.translate(0, -lift)
            self._painter.paint_over(painter, items)

    def _page(self) -> list[Drawn]:
        """Everything painted in the viewport as it stands, found once."""
        low, high = self._positions_in(self.viewport().rect())
        if self._seen_page is None or self._seen_page[:2] != (low, high):
            pieces = self._index.between(low, high)
            found = self._places.of_all((piece.start, piece.end) for piece in pieces)
            items = [
                drawn(piece, places, self._situation)
                for piece, places in zip(pieces, found, strict=True)
            ]
            self._seen_page = low, high, items
        return self._seen_page[2]

    def _repaint_soon(self, item: Drawn) -> None:
        lift, edge = -self.verticalScrollBar().value(), self._theme.px(OVERHANG)
        for place in item.places:
            box = place.box.toAlignedRect().translated(0, lift)
            self.viewport().update(box.adjusted(-edge, -edge, edge, edge))

    def _drawn(self, area: QRect) -> list[Drawn]:
        """What is painted in a part of the viewport."""
        items = self._page()
        if area.contains(self.viewport().rect()):
            return items
        low, high = self._positions_in(area)
        return [item for item in items if item.start < high and item.end > low]

    def _paint_chosen(self, painter: QPainter, area: QRect) -> None:
        """What is pinned, and what a search found on this part of the page."""
        for segment in self._pinned:
            self._fill(painter, segment, self._selection_color)
        if not self._found:
            return
        low, high = self._positions_in(area)
        first, last = self._offsets.to_offset(low), self._offsets.to_offset(high)
        tint = mix(self._theme.color("warning"), self._theme.color("background"), 0.25)
        for segment in self._found:
            if segment.start < last and segment.end > first:
                self._fill(painter, segment, tint)

    def _fill(self, painter: QPainter, segment: Segment, color: QColor) -> None:
        for place in self._places.of(*self._offsets.to_positions(segment)):
            painter.fillRect(place.box, color)
