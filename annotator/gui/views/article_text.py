"""The text of an article as a coder reads and marks it; marks are painted, never inserted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.domain.events import Segments, merge_segments
from annotator.gui.offsets import Offsets
from annotator.gui.theme import Theme, mix
from annotator.gui.views.article_document import (
    column_width,
    header_offset,
    make_document,
    text_between,
)
from annotator.gui.views.mark_painter import Drawn, MarkPainter, drawn
from annotator.gui.views.mark_places import RIGHT_TO_LEFT, Places
from annotator.gui.views.marks import Mark, MarkIndex, Situation

_FUZZY = Qt.HitTestAccuracy.FuzzyHit
_OVERHANG = 16  # pixels at 100 % that marks reach over their line


class ArticleText(QTextEdit):
    """A read-only text with caret and selection, in a centred column.

    Offsets in and out are code points of the article's text. The selection is what was dragged
    or chosen by keys last, together with what was pinned before (with Ctrl, or by a command).
    """

    caret_moved = Signal()  # by the user; the selection may have changed with it
    shifted = Signal()  # scrolled or laid out anew

    def __init__(self, theme: Theme, painter: MarkPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = painter
        self._text = ""
        self._offsets = Offsets("")
        self._index = MarkIndex()
        self._situation = Situation()
        self._pinned: Segments = ()
        self._quiet = False
        self._dragging = False
        self._seen: tuple[int, int, Segments] = (0, 0, ())
        self._seen_page: tuple[int, int, list[Drawn]] | None = None
        self._document = QTextDocument(self)
        self.setDocument(self._document)
        self._places = self._new_places()
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: bar.setEnabled(high > 0))
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

    @property
    def offsets(self) -> Offsets:
        """How this text is counted in Qt."""
        return self._offsets

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

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before
            self._seen = self._state()

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

    def boxes_of(self, segments: Segments) -> list[QRect]:
        """Where stretches stand now, in the viewport; empty for an empty tuple."""
        lift = -self.verticalScrollBar().value()
        return [
            place.box.toAlignedRect().translated(0, lift)
            for segment in segments
            for place in self._places.of(*self._offsets.to_positions(segment))
        ]

    def bring_into_view(self, segments: Segments, *, room: int = 0) -> None:
        """Scroll so that stretches, and ``room`` pixels under them, show; not if they do."""
        boxes = self.boxes_of(segments)
        if not boxes:
            return
        top, bottom = min(b.top() for b in boxes), max(b.bottom() for b in boxes) + room
        edge, height = self._theme.px(_OVERHANG), self.viewport().height()
        if top >= edge and bottom <= height - edge:
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + top - max(edge, height // 3))

    def mark_at(self, point: QPoint) -> Mark | None:
        """The mark under a point of the viewport, the shortest of several."""
        lift = self.verticalScrollBar().value()
        spot = QPointF(point.x(), point.y() + lift)
        position = self._document.documentLayout().hitTest(spot, _FUZZY)
        hit = [
            piece.mark
            for piece in self._index.between(max(0, position - 1), position + 1)
            if not piece.joint
            and any(p.box.contains(spot) for p in self._places.of(piece.start, piece.end))
        ]
        return min(hit, key=lambda mark: (mark.size, mark.suggestion is None), default=None)

    def header_box(self) -> QRect:
        """Where the line under the headline stands, in the viewport."""
        top = round(header_offset(self._document)) - self.verticalScrollBar().value()
        margin = round(self._document.documentMargin())
        return QRect(margin, top, self.viewport().width() - 2 * margin, 0)

    @property
    def starts_right(self) -> bool:
        """Whether the headline is read from right to left."""
        direction = self._document.firstBlock().textDirection()
        return direction == Qt.LayoutDirection.RightToLeft

    # Layout

    def _new_places(self) -> Places:
        return Places(self._document, self._theme, self._is_mixed)

    def _is_mixed(self, start: int, end: int) -> bool:
        first, last = self._offsets.to_offset(start), self._offsets.to_offset(end)
        return RIGHT_TO_LEFT.search(self._text, first, last) is not None

    def _apply_theme(self) -> None:
        self._set_colors()
        self.verticalScrollBar().setSingleStep(self._theme.px(self._theme.article_size * 3))
        self._lay_out()

    def _lay_out(self) -> None:
        self._fit_column()
        before, self._document = self._document, make_document(self._text, self._theme)
        self._document.setParent(self)
        self._document.setTextWidth(self.viewport().width())
        self._places, self._seen_page = self._new_places(), None
        with self._quietly():
            self.setDocument(self._document)
            self.setCursorWidth(self._theme.px(2))  # kept by the document
            self.verticalScrollBar().setValue(0)
        before.deleteLater()
        self.shifted.emit()

    def _fit_column(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        spare = max(0, self.width() - bar - column_width(self._theme))
        self.setViewportMargins(spare // 2, 0, spare - spare // 2, 0)

    def _set_colors(self) -> None:
        """By style sheet, since Qt forgets a palette where the program has a style sheet."""
        tokens = self._theme.tokens
        self.setStyleSheet(
            f"QTextEdit {{ background: {tokens.background}; color: {tokens.text}; border: none;"
            f" selection-background-color: {self._selection_color.name()};"
            f" selection-color: {tokens.text}; }}"
            " QScrollBar::handle:disabled { background: transparent; }"
        )

    @property
    def _selection_color(self) -> QColor:
        return mix(self._theme.color("accent"), self._theme.color("background"), 0.3)

    def _hold(self) -> tuple[int, int]:
        """What must stay where it is: the caret's line, or the first one when it is elsewhere."""
        cursor, port = self.textCursor(), self.viewport().rect()
        if not port.contains(self.cursorRect().center()):
            spot = QPointF(0, self.verticalScrollBar().value())
            cursor = QTextCursor(self._document)
            cursor.setPosition(self._document.documentLayout().hitTest(spot, _FUZZY))
        return cursor.position(), self.cursorRect(cursor).top()

    def _hold_on(self, hold: tuple[int, int]) -> None:
        """Scroll so far that it stands there again; the top stays the top while it shows."""
        position, height = hold
        cursor = QTextCursor(self._document)
        cursor.setPosition(min(position, self._offsets.units))
        now, bar = self.cursorRect(cursor), self.verticalScrollBar()
        if bar.value() > 0 or now.bottom() > self.viewport().height():
            bar.setValue(bar.value() + now.top() - height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column centred and the line that is read where it is."""
        hold = self._hold() if event.size().width() != event.oldSize().width() else None
        self._fit_column()
        self._forget_places()
        super().resizeEvent(event)
        self._forget_places()
        if hold:
            self._hold_on(hold)
        self.shifted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """The article has its own font; Qt would lay it out anew for the window's."""
        if event.type() not in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            super().changeEvent(event)

    def _forget_places(self) -> None:
        self._places.forget()
        self._seen_page = None

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take along what floats over the text."""
        super().scrollContentsBy(dx, dy)
        self.shifted.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints, then the text, then lines and letters; only what is on screen."""
        items = self._drawn(event.rect())
        lift = self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            painter.translate(0, -lift)
            self._painter.paint_under(painter, items)
            self._paint_pinned(painter)
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
            items = [
                drawn(piece, self._places.of(piece.start, piece.end), self._situation)
                for piece in self._index.between(low, high)
            ]
            self._seen_page = low, high, items
        return self._seen_page[2]

    def _repaint_soon(self, item: Drawn) -> None:
        lift, edge = -self.verticalScrollBar().value(), self._theme.px(_OVERHANG)
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

    def _positions_in(self, area: QRect) -> tuple[int, int]:
        edge = self._theme.px(_OVERHANG)
        top = area.top() + self.verticalScrollBar().value() - edge
        return text_between(self._document, top, top + area.height() + 2 * edge)

    def _paint_pinned(self, painter: QPainter) -> None:
        for segment in self._pinned:
            for place in self._places.of(*self._offsets.to_positions(segment)):
                painter.fillRect(place.box, self._selection_color)
