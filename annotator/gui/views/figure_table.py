"""Tables of figures: a line for each, an interval drawn as a bar, what is undefined in a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTreeView, QWidget

from annotator.gui import plain_text
from annotator.gui.theme import Theme
from annotator.gui.views.floating_sheet import ENTER
from annotator.gui.views.interval_bar import BAR, Bar, BarDelegate

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_BAR_WIDE = 180  # pixels at 100 %
_WORDS_WIDE = 360  # pixels at 100 % that a column of words takes at most


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure or a word; ``tip`` explains it, ``quiet`` ones stand back."""

    text: str
    tip: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what it is called, a sentence that explains it, and whether it holds words."""

    label: str
    tip: str = ""
    words: bool = False
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``opens`` gives what Enter shows."""

    cells: tuple[Cell, ...]
    bar: Bar | None = None
    opens: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a sentence over it, and what there is to know beyond it."""

    lead: str
    heads: tuple[Head, ...]
    lines: Sequence[Line] = field(default=())
    tip: str = ""


class FigureModel(QAbstractTableModel):
    """Lines of a sheet as Qt's views read them; nothing is made for lines out of sight."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sheet = Sheet("", ())

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another table."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.sheet.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """How many columns there are: one more than figures, the room that is left."""
        return 0 if parent.isValid() else len(self.sheet.heads) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column, or what it means."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.sheet.heads):
            return None
        head = self.sheet.heads[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return head.label
            case Qt.ItemDataRole.ToolTipRole:
                return plain_text.tip(head.tip)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _LEADING if head.words or head.bar else _RIGHT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, or says."""
        if index.column() >= len(self.sheet.heads):
            return None
        line, head = self.sheet.lines[index.row()], self.sheet.heads[index.column()]
        if role in BAR:
            return line.bar if head.bar else None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.said(index.row())
        return self._of(line.cells[index.column()], head, role)

    def _of(self, cell: Cell, head: Head, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "" if head.bar else cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_text.tip(cell.tip or (cell.text if head.words else ""))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _LEADING if head.words or head.bar else _RIGHT
            case Qt.ItemDataRole.ForegroundRole if cell.quiet:
                return QBrush(self._theme.color("muted"))
        return None

    def said(self, row: int) -> str:
        """A line in words: each figure after the name of its column."""
        heads, cells = self.sheet.heads, self.sheet.lines[row].cells
        pairs = zip(heads, cells, strict=True)
        return ", ".join(f"{head.label} {cell.text}" for head, cell in pairs if cell.text)


class FigureTable(QTreeView):
    """Up and Down walk the lines; Enter or a double click opens what is behind one."""

    opened = Signal(object)  # what the line gave

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAccessibleName(name)
        self.figures = FigureModel(theme, self)
        self.setModel(self.figures)
        self.setItemDelegate(BarDelegate(theme, self))
        self.header().setStretchLastSection(True)
        self.header().setSectionsMovable(False)
        # As high as the room that is left, not as Qt thinks trees are.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a table, at the same line as before where it has one."""
        before = max(0, self.currentIndex().row())
        self.figures.show_sheet(sheet)
        for column, head in enumerate(sheet.heads):
            self._fit(column, head)
        room = len(sheet.heads)  # what is left, be it nothing: it alone needs no scroll bar
        self.header().setMinimumSectionSize(0)
        self.header().resizeSection(room, 0)
        if sheet.lines:
            self.setCurrentIndex(self.figures.index(min(before, len(sheet.lines) - 1), 0))

    def _fit(self, column: int, head: Head) -> None:
        header, px = self.header(), self._theme.px
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        if head.bar:
            header.resizeSection(column, px(_BAR_WIDE))
            return
        wanted = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
        header.resizeSection(column, min(wanted, px(_WORDS_WIDE)) if head.words else wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the line in focus with Enter."""
        if event.key() in ENTER and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self._open(self.currentIndex().row())
            event.accept()
            return
        super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        opens = self.figures.sheet.lines[row].opens
        if opens is not None:
            self.opened.emit(opens())
