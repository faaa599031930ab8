"""A text laid out as a centred column: where its stretches stand, and what stays put."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.domain.events import Segment, Segments
from annotator.gui.offsets import Offsets
from annotator.gui.theme import ROOM, THIN, Theme, mix
from annotator.gui.views.article_document import (
    column_width,
    header_offset,
    make_document,
    text_between,
)
from annotator.gui.views.mark_places import RIGHT_TO_LEFT, Places

FUZZY = Qt.HitTestAccuracy.FuzzyHit
OVERHANG = ROOM  # pixels at 100 % that marks reach over their line


class LaidOutText(QTextEdit):
    """A read-only text in a column; offsets in and out are code points of the article's text."""

    shifted = Signal()  # scrolled or laid out anew

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._offsets = Offsets("")
        self._quiet = False
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

    @property
    def offsets(self) -> Offsets:
        """How this text is counted in Qt."""
        return self._offsets

    # Where things are

    def boxes_of(self, segments: Segments) -> list[QRect]:
        """Where stretches stand now, in the viewport; empty for an empty tuple."""
        lift = -self.verticalScrollBar().value()
        return [
            place.box.toAlignedRect().translated(0, lift)
            for segment in segments
            for place in self._places.of(*self._offsets.to_positions(segment))
        ]

    def lines_in(self, area: QRect) -> list[QRect]:
        """The letters of each line that reach into a part of the viewport, line by line."""
        lift = -self.verticalScrollBar().value()
        found = (
            place.toAlignedRect().translated(0, lift)
            for place in self._places.lines(*self._positions_in(area))
        )
        return [line for line in found if line.intersects(area)]

    def bring_into_view(self, segments: Segments, *, room: int = 0) -> None:
        """Scroll so that stretches, and ``room`` pixels under them, show; not if they do."""
        boxes = self.boxes_of(segments)
        if not boxes:
            return
        top, bottom = min(b.top() for b in boxes), max(b.bottom() for b in boxes) + room
        edge, height = self._theme.px(OVERHANG), self.viewport().height()
        if top >= edge and bottom <= height - edge:
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + top - max(edge, height // 3))

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

    @property
    def visible(self) -> Segment | None:
        """The part of the text whose lines are in the viewport, None without a text."""
        low, high = text_between(
            self._document,
            self.verticalScrollBar().value(),
            self.verticalScrollBar().value() + self.viewport().height(),
        )
        first, last = self._offsets.to_offset(low), self._offsets.to_offset(high)
        return Segment(first, last) if first < last else None

    def _positions_in(self, area: QRect) -> tuple[int, int]:
        edge = self._theme.px(OVERHANG)
        top = area.top() + self.verticalScrollBar().value() - edge
        return text_between(self._document, top, top + area.height() + 2 * edge)

    # For the heir

    def _settled(self) -> None:
        """Nothing the text itself just did is a move of the user's."""

    def _forget_layout(self) -> None:
        """What was found on the page stands elsewhere now."""

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before
            self._settled()

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
        self._forget_layout()
        self._places = self._new_places()
        with self._quietly():
            self.setDocument(self._document)
            self.setCursorWidth(self._theme.px(THIN))  # kept by the document
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
            cursor.setPosition(self._document.documentLayout().hitTest(spot, FUZZY))
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
        self._forget_layout()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take along what floats over the text."""
        super().scrollContentsBy(dx, dy)
        self.shifted.emit()
