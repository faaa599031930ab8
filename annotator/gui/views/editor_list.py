"""The list inside an editor: rows with code, label, a small line, and digits that choose them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.gui import plain_text
from annotator.gui.key_caps import draw_caps
from annotator.gui.theme import LIGHT, NEAR, ROOM, SMALL, STEP, THIN, TIGHT, UI, WIDE, Theme
from annotator.gui.views.editor_entry import Entry

ROWS = 7  # shown before the list scrolls
_EDGE = 1  # pixel of the line over the list
_PAGE = 6  # rows that PageUp and PageDown go
_DIGITS = "123456789"
_ROOT = QModelIndex()
_SEMIBOLD = QFont.Weight.DemiBold

Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractListModel):
    """Rows of an editor; the first nine that can be chosen carry a digit."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self.digits: dict[int, str] = {}  # by row
        self.modifier = ""  # the key that a digit needs, as on a key cap

    def set_entries(self, entries: tuple[Entry, ...], modifier: str) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.entries, self.modifier = entries, modifier
        chosen = [row for row, entry in enumerate(entries) if entry.takeable and entry.answer]
        self.digits = dict(zip(chosen, _DIGITS, strict=False))
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row in words."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{entry.code} {entry.title}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_text.tip(entry.spoken)
        return None

    def caps(self, row: int) -> tuple[str, ...]:
        """The keys that choose a row."""
        digit = self.digits.get(row)
        if digit is None:
            return ()
        return (f"{self.modifier} {digit}".strip(),)


class EntryDelegate(QStyledItemDelegate):
    """Draws one row: section, code, label, small line, keys."""

    def __init__(self, model: EntryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.set_theme(Theme(LIGHT, dark=False))

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._plain, self._small = theme.font(UI), theme.font(SMALL)
        self._bold = theme.font(UI, weight=_SEMIBOLD)
        self._bold.setFeature(QFont.Tag("tnum"), 1)
        self._section = theme.font(SMALL, weight=_SEMIBOLD)
        self._line = QFontMetrics(self._bold).lineSpacing()
        self._small_line = QFontMetrics(self._small).lineSpacing()
        self.code_width = 0

    def measure(self) -> None:
        """Make the column of codes as wide as the longest of them, within reason."""
        codes = {entry.code for entry in self._model.entries}
        longest = sorted(codes, key=len)[-3:]
        metrics = QFontMetrics(self._bold)
        wide = max((metrics.horizontalAdvance(code) for code in longest), default=0)
        self.code_width = min(wide, self._theme.px(130)) + self._theme.px(STEP) if wide else 0

    def height(self, entry: Entry) -> int:
        """How high a row is, in pixels."""
        px = self._theme.px
        lines = self._line + (self._small_line + px(THIN) if entry.small or entry.odd else 0)
        section = self._small_line + px(NEAR) if entry.section else 0
        return lines + section + 2 * px(TIGHT)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: Index,
    ) -> QSize:
        """One or two lines, and its section's name."""
        return QSize(self._theme.px(120), self.height(self._model.entries[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry, px = self._model.entries[index.row()], self._theme.px
        painter.save()
        box = QRectF(option.rect)
        if entry.section:
            box = self._draw_section(painter, box, entry.section)
        self._draw_ground(painter, box, option, entry)
        inner = box.adjusted(px(NEAR), px(TIGHT), -px(NEAR), 0)
        keys = self._model.caps(index.row())
        if keys:
            line = QRectF(inner.left(), inner.top(), inner.width(), self._line)
            inner.setRight(inner.right() - draw_caps(painter, self._theme, line, keys) - px(THIN))
        inner.setLeft(inner.left() + px(ROOM) * entry.depth)
        self._draw_words(painter, inner, entry)
        painter.restore()

    def _draw_section(self, painter: QPainter, box: QRectF, name: str) -> QRectF:
        px = self._theme.px
        high = self._small_line + px(NEAR)
        painter.setFont(self._section)
        painter.setPen(self._theme.color("muted"))
        line = QRectF(
            box.left() + px(NEAR), box.top() + px(NEAR), box.width() - px(ROOM), high - px(NEAR)
        )
        self._text(painter, line, name)
        return box.adjusted(0, high, 0, 0)

    def _draw_ground(
        self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, entry: Entry
    ) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._theme.color("accent_soft"))
            bar = QRectF(box.left(), box.top(), self._theme.px(TIGHT), box.height())
            painter.fillRect(bar, self._theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver and (entry.takeable or not entry.answer):
            painter.fillRect(box, self._theme.color("background"))

    def _draw_words(self, painter: QPainter, inner: QRectF, entry: Entry) -> None:
        px = self._theme.px
        top = QRectF(inner.left(), inner.top(), inner.width(), self._line)
        words = QRectF(top)
        tone = "text" if entry.takeable else "muted"
        if entry.code:
            painter.setFont(self._bold)
            painter.setPen(self._theme.color(tone))
            code = QRectF(top.left(), top.top(), self.code_width - px(NEAR), self._line)
            self._text(painter, code, entry.code)
            words.setLeft(min(words.right(), words.left() + self.code_width))
        if entry.right:
            words.setRight(words.right() - self._draw_right(painter, words, entry.right))
        painter.setFont(self._plain if entry.takeable else self._bold)
        painter.setPen(self._theme.color(tone))
        self._text(painter, words, entry.title)
        small = entry.odd or entry.small
        if small:
            line = QRectF(words.left(), top.bottom() + px(THIN), inner.right() - words.left(),
                          self._small_line)  # fmt: skip
            painter.setFont(self._small)
            painter.setPen(self._theme.color("warning" if entry.odd else "muted"))
            self._text(painter, line, small)

    def _draw_right(self, painter: QPainter, box: QRectF, text: str) -> float:
        """Draw words at the end of the line; what width they take."""
        painter.setFont(self._small)
        painter.setPen(self._theme.color("muted"))
        wide = QFontMetrics(self._small).horizontalAdvance(text) + self._theme.px(NEAR)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return wide

    def _text(self, painter: QPainter, box: QRectF, text: str) -> None:
        elided = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)


class EntryList(QListView):
    """A list that the line above it drives; it never takes the keyboard itself."""

    highlighted = Signal(object)  # the entry, None for no row
    chosen = Signal(object)  # the entry that was clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = EntryModel()
        self._delegate = EntryDelegate(self._model, self)
        self._theme = Theme(LIGHT, dark=False)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self.chosen.emit(self._model.entries[index.row()]))

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self._delegate.measure()
        self.verticalScrollBar().setSingleStep(theme.px(WIDE))
        self._fit()

    def set_entries(self, entries: tuple[Entry, ...], *, modifier: str = "") -> None:
        """Show other rows and highlight the first likely one; ``modifier`` goes with digits."""
        if entries != self._model.entries or modifier != self._model.modifier:
            self._model.set_entries(entries, modifier)
            self._delegate.measure()
            self._fit()
        self.go_to(next((row for row in self._model.digits if entries[row].likely), None))

    def _fit(self) -> None:
        """Be as high as the first rows, and never much of the window."""
        heights = [self._delegate.height(entry) for entry in self._model.entries[:ROWS]]
        most = max(self._theme.px(120), int(self.window().height() * 0.36))
        all_shown = len(heights) == len(self._model.entries) and sum(heights) <= most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if all_shown else policy.ScrollBarAsNeeded
        )
        self.setFixedHeight(min(sum(heights), most) + _EDGE)
        self.setVisible(bool(heights))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All rows."""
        return self._model.entries

    @property
    def row(self) -> int | None:
        """The highlighted row."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    @property
    def entry(self) -> Entry | None:
        """The highlighted entry."""
        return None if self.row is None else self._model.entries[self.row]

    def go_to(self, row: int | None) -> None:
        """Highlight a row and show it; None highlights nothing."""
        index = self._model.index(row) if row is not None else QModelIndex()
        self.setCurrentIndex(index)
        if row is None:
            self.clearSelection()
            self.scrollToTop()
        elif row == 0:
            self.scrollToTop()
        else:
            self.scrollTo(index)
        self.highlighted.emit(self.entry)

    def move(self, steps: int) -> None:  # type: ignore[override] # a list is never moved about
        """Go some rows up or down, past headings; from a heading to the next heading."""
        entry = self.entry
        if entry is not None and not entry.takeable:
            self._step(steps, lambda other: not other.takeable and other.depth == entry.depth)
        else:
            self._step(steps, lambda other: other.takeable)

    def page(self, direction: int) -> None:
        """Go a page up (-1) or down (1)."""
        self.move(direction * _PAGE)

    def _step(self, steps: int, fits: Callable[[Entry], bool]) -> None:
        rows = [row for row, entry in enumerate(self._model.entries) if fits(entry)]
        if not rows:
            return
        here = self.row
        if here is None:
            self.go_to(rows[0] if steps > 0 else rows[-1])
            return
        place = rows.index(here) + steps
        self.go_to(rows[max(0, min(place, len(rows) - 1))])

    def by_digit(self, digit: str) -> Entry | None:
        """The entry that a digit chooses."""
        rows = {of: row for row, of in self._model.digits.items()}
        return self._model.entries[rows[digit]] if digit in rows else None


def row_of(entries: Sequence[Entry], code: str) -> int | None:
    """Where a code stands in the tree among these rows."""
    found = (row for row, e in enumerate(entries) if e.code == code and not e.answer)
    return next(found, None)
