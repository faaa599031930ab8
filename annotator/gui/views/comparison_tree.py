"""The events of several coders side by side, one line for each field, and what was settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from annotator.agreement.disagreements import Disagreement
from annotator.gui import plain_text
from annotator.gui.comparison import SIGNS, EventRows, FieldRow, Place
from annotator.gui.theme import Theme, mix
from annotator.gui.views.coder_looks import coder_color, coder_dashes

_PLACE = Qt.ItemDataRole.UserRole
_DIFFERS = Qt.ItemDataRole.UserRole + 1
_LABEL_WIDTH, _HEAD_HEIGHT = 108, 34  # pixels at 100 %
_SWATCH = 18, 10
_PADDING = 6


class _Cells(QStyledItemDelegate):
    """Lays the tint of a cell under it, which a style sheet would leave out."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the tint, then the cell."""
        brush = index.data(Qt.ItemDataRole.BackgroundRole)
        if brush is not None:
            painter.fillRect(option.rect, brush)
        super().paint(painter, option, index)


class ComparisonTree(QTreeWidget):
    """Shows what it is given; the line in focus is what keys act on."""

    place_changed = Signal(object)  # Place
    edit_requested = Signal()
    take_requested = Signal(int)  # number of the coder whose value was clicked twice

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[EventRows] = []
        self._columns: list[str] = []
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._measure)
        self.setAccessibleName(self.tr("Events side by side"))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setWordWrap(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        self.header().sectionResized.connect(lambda *_: self._measuring.start())
        self.setItemDelegate(_Cells(self))
        self.currentItemChanged.connect(lambda *_: self.place_changed.emit(self.place))
        self.itemDoubleClicked.connect(lambda _, column: self._clicked_twice(column))

    def _clicked_twice(self, column: int) -> None:
        """Take a coder's value, or edit what was settled."""
        if 1 <= column < len(self._columns):
            self.take_requested.emit(column)
        else:
            self.edit_requested.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self.setStyleSheet(
            f"QTreeView {{ background: {t.background}; border: none; border-radius: 0; }}"
            f" QTreeView:focus {{ border: none; }}"
            f" QTreeView::item {{ padding: {px(4)}px {px(6)}px;"
            f" border-bottom: 1px solid {t.line}; }}"
            f" QTreeView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}"
        )
        self._fill(self.place)

    # --- showing -------------------------------------------------------------------------------

    def show_rows(
        self, columns: Sequence[str], rows: Sequence[EventRows], place: Place | None
    ) -> None:
        """Show events under these columns, with the line of a place in focus if it is there."""
        self._columns, self._rows = list(columns), list(rows)
        self._fill(place)

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
        self.blockSignals(False)
        places = [place, (place[0], "")] if place else []
        if not any(found is not None and self.go_to(found) for found in places):
            first = self.topLevelItem(0)
            if first is not None:
                self.setCurrentItem(first)
        QTimer.singleShot(0, self, self._lay_out)

    def _lay_out(self) -> None:
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, self._theme.px(_LABEL_WIDTH))
        self._measure()

    def _measure(self) -> None:
        """Make every line as high as its cells need at these widths."""
        px, metrics = self._theme.px, self.fontMetrics()
        flags = int(Qt.TextFlag.TextWordWrap)
        for item in self._items():
            if item.parent() is None:
                continue
            for column in range(1, self.columnCount()):
                room = max(px(40), self.columnWidth(column) - px(2 * _PADDING + 6))
                box = metrics.boundingRect(0, 0, room, 10_000, flags, item.text(column))
                item.setSizeHint(column, QSize(room, box.height() + px(2 * _PADDING)))
        if (current := self.currentItem()) is not None:
            self.scrollToItem(current)

    def _fill_header(self) -> None:
        self.setHeaderLabels([self.tr("Field"), *self._columns])
        head = self.headerItem()
        for number in range(len(self._columns) - 1):
            head.setIcon(number + 1, self._swatch(number))

    def _swatch(self, number: int) -> QIcon:
        """The line that a coder's words have in the text."""
        width, height = (self._theme.px(size) for size in _SWATCH)
        picture = QPixmap(width, height)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            pen = QPen(coder_color(self._theme, number), self._theme.px(2))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dashes := coder_dashes(number):
                pen.setDashPattern(dashes)
            painter.setPen(pen)
            painter.drawLine(0, height // 2, width, height // 2)
        return QIcon(picture)

    def _add(self, row: EventRows) -> None:
        head = QTreeWidgetItem([f"{row.sign}  {row.title}\n{row.said}"])
        head.setData(0, _PLACE, (row.key, ""))
        head.setData(0, _DIFFERS, self._lacking(row))
        head.setSizeHint(0, QSize(0, self._theme.px(_HEAD_HEIGHT) + self.fontMetrics().height()))
        head.setToolTip(0, plain_text.tip(row.title))
        font = self._theme.font(weight=QFont.Weight.DemiBold)
        head.setFont(0, font)
        head.setBackground(0, QBrush(self._theme.color("surface")))
        if row.decided:
            head.setForeground(0, QBrush(self._theme.color("good")))
        self.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for field in row.fields:
            head.addChild(self._field(row, field))

    def _lacking(self, row: EventRows) -> bool:
        """Whether a coder does not have the event at all."""
        return row.sign == "≠" and all(f.kind is Disagreement.NONE for f in row.fields)

    def _field(self, row: EventRows, field: FieldRow) -> QTreeWidgetItem:
        sign = SIGNS.get(field.kind, "≠")
        item = QTreeWidgetItem([f"{sign} {field.label}", *field.cells])
        differs = field.kind is not Disagreement.NONE
        item.setData(0, _PLACE, (row.key, field.name))
        item.setData(0, _DIFFERS, differs)
        for column, cell in enumerate(field.cells, start=1):
            item.setToolTip(column, plain_text.tip(cell))
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            said = f"{self._columns[column - 1]}: {cell or self.tr('nothing')}"
            item.setData(column, Qt.ItemDataRole.AccessibleTextRole, said)
        self._ink(item, field)
        return item

    def _ink(self, item: QTreeWidgetItem, field: FieldRow) -> None:
        """Mark what differs by colour and weight; what agrees is quiet."""
        theme, last = self._theme, len(field.cells)
        muted, strong = theme.color("muted"), theme.color("text")
        if field.kind is Disagreement.NONE:
            for column in range(last):
                item.setForeground(column, QBrush(muted))
        else:
            only_words = field.kind is Disagreement.WORDS
            item.setForeground(0, QBrush(theme.color("muted" if only_words else "warning")))
            if not only_words:
                item.setFont(0, theme.font(weight=QFont.Weight.DemiBold))
                for column in range(1, last):
                    item.setBackground(column, QBrush(self._tint()))
        item.setForeground(last, QBrush(strong))
        for column in range(last + 1):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)

    def _tint(self) -> QColor:
        return mix(self._theme.color("warning"), self._theme.color("background"), 0.14)
