"""The events of several coders side by side, one line for each field, and what was settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QPointF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from annotator.agreement.reporting.disagreements import Disagreement
from annotator.gui import plain_text
from annotator.gui.team.comparison import SIGNS, EventRows, FieldRow, Place
from annotator.gui.theme import FAR, ICON, NEAR, SMALL_ICON, THIN, TIGHT, Theme, mix
from annotator.gui.views.coder_looks import coder_color, coder_dashes
from annotator.gui.views.comparison_cells import ComparisonCells, broken

_PLACE = Qt.ItemDataRole.UserRole
_DIFFERS = Qt.ItemDataRole.UserRole + 1
_LABEL_WIDTH = 108  # pixels at 100 %
_LABEL_SHARE = 0.25  # of the width at most
_LEAST = 72  # pixels at 100 % of a column; where there is no room for all they scroll sideways


class ComparisonTree(QTreeWidget):
    """Shows what it is given; the line in focus is what keys act on."""

    place_changed = Signal(object)  # Place
    edit_requested = Signal()
    take_requested = Signal(int)  # number of the column whose value was clicked twice
    column_pressed = Signal(int)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, settled: bool = True
    ) -> None:
        """``settled``: the last column is what was made of the others, else it is one of them."""
        super().__init__(parent)
        self.theme = theme
        self._settled = int(settled)
        self.framed = 0  # column with a frame round it; 0: none
        self._rows: list[EventRows] = []
        self._columns: list[str] = []
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._measure)
        self.setAccessibleName(self.tr("Events side by side"))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setWordWrap(True)
        self.setAllColumnsShowFocus(False)  # it would wash over what is tinted
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        self.header().sectionResized.connect(lambda *_: self._measuring.start())
        self.setItemDelegate(ComparisonCells(self))
        self.currentItemChanged.connect(lambda *_: self.place_changed.emit(self.place))
        self.itemDoubleClicked.connect(lambda _, column: self._clicked_twice(column))
        self.itemPressed.connect(lambda _, column: self._pressed(column))
        self.header().setSectionsClickable(not settled)
        self.header().sectionPressed.connect(self._pressed)

    def _pressed(self, column: int) -> None:
        if column >= 1:
            self.column_pressed.emit(column)

    def _clicked_twice(self, column: int) -> None:
        """Take a column's value, or edit what was settled."""
        if 1 <= column <= len(self._columns) - self._settled:
            self.take_requested.emit(column)
        else:
            self.edit_requested.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.theme = theme
        t, px = theme.tokens, theme.px
        self.setStyleSheet(
            f"QTreeView {{ background: {t.background}; border: none; border-radius: 0; }}"
            f" QTreeView:focus {{ border: none; }}"
            f" QTreeView {{ outline: none; }}"
            f" QTreeView::item {{ padding: {px(TIGHT)}px;"
            f" border-bottom: 1px solid {t.line}; }}"
            f" QTreeView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}"
        )
        self._fill(self.place)

    # --- showing -------------------------------------------------------------------------------

    def show_rows(
        self, columns: Sequence[str], rows: Sequence[EventRows], place: Place | None
    ) -> None:
        """Show events under these columns, with the line of a place in focus if it is there.

        Where the lines are the same as before, only those that say something else are touched.
        """
        before = self._rows, self._columns
        self._columns, self._rows = list(columns), list(rows)
        if _lines(self._rows) == _lines(before[0]) and len(self._columns) == len(before[1]):
            self._touch(before[0], anew=self._columns != before[1])
        else:
            self._fill(place)

    def _touch(self, before: Sequence[EventRows], *, anew: bool) -> None:
        """Say in the lines that are there what has changed."""
        if anew:
            self._fill_header()
        for at, (row, old) in enumerate(zip(self._rows, before, strict=True)):
            head = self.topLevelItem(at)
            if head is None or (row == old and not anew):
                continue
            self._dress_head(head, row)
            self._measure_line(head)
            for number, field in enumerate(row.fields):
                item = head.child(number)
                if item is not None and (anew or field != old.fields[number]):
                    self._dress_field(item, row, field)
                    self._measure_line(item)
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """Show the line in focus whole, whatever has grown above it."""
        if (current := self.currentItem()) is not None:
            self.scrollToItem(current)

    @property
    def place(self) -> Place | None:
        """Where the focus is."""
        item = self.currentItem()
        return item.data(0, _PLACE) if item is not None else None

    def go_to(self, place: Place) -> bool:
        """Put the focus on a line; False: it is not there."""
        item = next((item for item in self._items() if item.data(0, _PLACE) == place), None)
        if item is None:
            return False
        self.setCurrentItem(item)
        self.scrollToItem(item)
        return True

    def step_difference(self, by: int) -> bool:
        """Go to the next line (1) or the one before (-1) that differs, round the article."""
        return self._step(by, [item for item in self._items() if item.data(0, _DIFFERS)])

    def go_to_difference(self) -> bool:
        """Go to the first line that differs."""
        item = next((item for item in self._items() if item.data(0, _DIFFERS)), None)
        return item is not None and self.go_to(item.data(0, _PLACE))

    def step_event(self, by: int) -> bool:
        """Go to the next event (1) or the one before (-1)."""
        return self._step(by, [item for item in self._items() if item.parent() is None])

    def _step(self, by: int, wanted: list[QTreeWidgetItem]) -> bool:
        items = list(self._items())
        current = self.currentItem()
        here = items.index(current) if current is not None else -1
        order = [items.index(item) for item in wanted]
        if not order:
            return False
        if by > 0:
            at = next((n for n in order if n > here), order[0])
        else:
            at = next((n for n in reversed(order) if n < here), order[-1])
        self.setCurrentItem(items[at])
        self.scrollToItem(items[at])
        return True

    def _items(self) -> Iterator[QTreeWidgetItem]:
        walk = QTreeWidgetItemIterator(self)
        while (item := walk.value()) is not None:
            yield item
            walk += 1

    def _fill(self, place: Place | None) -> None:
        self.blockSignals(True)
        scrolled = self.verticalScrollBar().value()
        self.clear()
        self.setColumnCount(len(self._columns) + 1)
        self._fill_header()
        for row in self._rows:
            self._add(row)
        self.expandAll()
        self.verticalScrollBar().setValue(scrolled)
        places = [place, (place[0], "")] if place else []
        if not any(found is not None and self.go_to(found) for found in places):
            first = self.topLevelItem(0)
            if first is not None:
                self.setCurrentItem(first)
        self.blockSignals(False)
        QTimer.singleShot(0, self, self._lay_out)

    def _lay_out(self) -> None:
        self._share_width()
        self._measure()

    def _share_width(self) -> None:
        """Give the columns the same width; where that is too little they scroll sideways."""
        header, least = self.header(), self.theme.px(_LEAST)
        room = self.viewport().width()
        wanted = max(self.theme.px(_LABEL_WIDTH), self._label_room())
        label = min(wanted, round(room * _LABEL_SHARE))
        fits = label + least * len(self._columns) <= room
        stretch, fixed = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Fixed
        header.setSectionResizeMode(stretch if fits else fixed)
        header.setSectionResizeMode(0, fixed)
        header.resizeSection(0, label)
        if not fits:
            for column in range(1, len(self._columns) + 1):
                header.resizeSection(column, least)

    @property
    def around(self) -> int:
        """What a cell keeps free beside its words."""
        return 2 * self.theme.px(TIGHT) + self.theme.px(NEAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _label_room(self) -> int:
        """How wide the longest name of a field is."""
        labels = (item.text(0) for item in self._items() if item.parent() is not None)
        widths = map(self.fontMetrics().horizontalAdvance, labels)
        return max(widths, default=0) + self.around + self.theme.px(NEAR)

    def _measure(self) -> None:
        """Make every line as high as its cells need at these widths."""
        for item in self._items():
            self._measure_line(item)
        self._keep_in_sight()

    def _measure_line(self, item: QTreeWidgetItem) -> None:
        """Make a line, or what stands over an event, as high as its words need."""
        px, metrics = self.theme.px, self.fontMetrics()
        flags = int(Qt.TextFlag.TextWordWrap)
        head = item.parent() is None
        if head:
            metrics = QFontMetrics(item.font(0))
        for column in range(1) if head else range(1, self.columnCount()):
            width = self.viewport().width() if head else self.columnWidth(column)
            room = max(px(FAR), width - self.around)
            words = broken(item.text(column), metrics, room)
            box = metrics.boundingRect(0, 0, room, 10_000, flags, words)
            item.setSizeHint(column, QSize(room, box.height() + 2 * px(TIGHT) + px(THIN)))

    def _fill_header(self) -> None:
        self.setHeaderLabels([self.tr("Field"), *self._columns])
        head = self.headerItem()
        for number in range(len(self._columns) - 1 if self._settled else 0):
            head.setIcon(number + 1, self._swatch(number))
        if self.framed:
            self.frame(self.framed)

    def frame(self, column: int) -> None:
        """Frame a column, whose name is marked."""
        self.framed = column
        for number in range(1, len(self._columns) + 1):
            self.headerItem().setIcon(number, self._choice(chosen=number == column))
        self.viewport().update()

    def _choice(self, *, chosen: bool) -> QIcon:
        """A ring, filled where it is chosen."""
        side, pen = self.theme.px(ICON), self.theme.px(THIN)
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.theme.color("accent" if chosen else "muted"), pen))
            middle, wide = QPointF(side / 2, side / 2), side / 2 - pen
            painter.drawEllipse(middle, wide, wide)
            if chosen:
                painter.setBrush(self.theme.color("accent"))
                painter.drawEllipse(middle, wide / 2, wide / 2)
        return QIcon(picture)

    def _swatch(self, number: int) -> QIcon:
        """The line that a coder's words have in the text."""
        width, height = self.theme.px(ICON), self.theme.px(SMALL_ICON)
        picture = QPixmap(width, height)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            pen = QPen(coder_color(self.theme, number), self.theme.px(THIN))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dashes := coder_dashes(number):
                pen.setDashPattern(dashes)
            painter.setPen(pen)
            painter.drawLine(0, height // 2, width, height // 2)
        return QIcon(picture)

    def _add(self, row: EventRows) -> None:
        head = QTreeWidgetItem()
        self._dress_head(head, row)
        self.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for field in row.fields:
            item = QTreeWidgetItem()
            self._dress_field(item, row, field)
            head.addChild(item)

    def _dress_head(self, head: QTreeWidgetItem, row: EventRows) -> None:
        head.setText(0, self._apart(f"{row.sign}  {row.title}\n{row.said}"))
        head.setData(0, _PLACE, (row.key, ""))
        head.setData(0, _DIFFERS, self._lacking(row))
        head.setToolTip(0, plain_text.tip(row.title))
        font = self.theme.font(weight=QFont.Weight.DemiBold)
        head.setFont(0, font)
        head.setBackground(0, QBrush(self.theme.color("surface")))
        token = "good" if row.decided else "text"
        head.setForeground(0, QBrush(self.theme.color(token)))

    def _apart(self, words: str) -> str:
        """Every line in its own direction, in a window that goes from right to left."""
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return words
        return "\n".join(f"\u2068{line}\u2069" for line in words.split("\n"))

    def _lacking(self, row: EventRows) -> bool:
        """Whether a coder does not have the event at all."""
        return row.sign == "≠" and all(f.kind is Disagreement.NONE for f in row.fields)

    def _dress_field(self, item: QTreeWidgetItem, row: EventRows, field: FieldRow) -> None:
        sign = "" if self._lacking(row) else SIGNS.get(field.kind, "≠") + " "
        for column, words in enumerate((sign + field.label, *field.cells)):
            item.setText(column, self._apart(words))
        differs = field.kind is not Disagreement.NONE
        item.setData(0, _PLACE, (row.key, field.name))
        item.setData(0, _DIFFERS, differs)
        for column, cell in enumerate(field.cells, start=1):
            item.setToolTip(column, plain_text.tip(cell))
            said = f"{self._columns[column - 1]}: {cell or self.tr('nothing')}"
            item.setData(column, Qt.ItemDataRole.AccessibleTextRole, said)
        self._ink(item, field)

    def _ink(self, item: QTreeWidgetItem, field: FieldRow) -> None:
        """Mark what differs by colour and weight; what agrees is quiet."""
        theme, last = self.theme, len(field.cells)
        compared = last - self._settled
        muted, strong = theme.color("muted"), theme.color("text")
        if field.kind is Disagreement.NONE:
            for column in range(compared + 1):
                item.setForeground(column, QBrush(muted))
        else:
            only_words = field.kind is Disagreement.WORDS
            item.setForeground(0, QBrush(theme.color("muted" if only_words else "warning")))
            if not only_words:
                item.setFont(0, theme.font(weight=QFont.Weight.DemiBold))
                for column in range(1, compared + 1):
                    item.setBackground(column, QBrush(self._tint()))
        if self._settled:
            item.setForeground(last, QBrush(strong))
        for column in range(last + 1):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)

    def _tint(self) -> QColor:
        return mix(self.theme.color("warning"), self.theme.color("background"), 0.14)


def _lines(rows: Sequence[EventRows]) -> list[tuple[str, tuple[str, ...]]]:
    """Which lines there are, whatever they say."""
    return [(row.key, tuple(field.name for field in row.fields)) for row in rows]
