"""A small list of choices on digits that floats over the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from annotator.domain.schema import Choice
from annotator.gui import plain_text
from annotator.gui.key_caps import draw_caps
from annotator.gui.theme import FAR, NEAR, UI, Theme
from annotator.gui.views.floating_sheet import ENTER, FloatingSheet
from annotator.gui.views.row_delegate import Index, RowDelegate

_DIGITS = "123456789"
_SHOWN = 12  # rows before the list scrolls
_ROW = FAR  # pixels at 100 %
_DIGIT = Qt.ItemDataRole.UserRole + 1


class ChoiceSheet(FloatingSheet):
    """A digit or Enter chooses; Escape leaves everything as it is."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        self._list = QListWidget()
        self._delegate = _ChoiceDelegate(theme, _ROW)
        self._list.setItemDelegate(self._delegate)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hint = QCoreApplication.translate(
            "ChoiceSheet", "Digit or Enter chooses · Esc leaves everything as it is"
        )
        super().__init__(self._list, hint, parent, theme)
        self._list.itemClicked.connect(self._take)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        super().set_theme(theme)
        self._delegate.theme = theme
        self._list.setStyleSheet("QListWidget { border: none; background: transparent; }")

    def ask(self, title: str, choices: Sequence[Choice], *, current: str = "") -> None:
        """Open with these choices; ``chosen`` says which value was taken."""
        self._list.clear()
        for index, choice in enumerate(choices):
            digit = _DIGITS[index] if index < len(_DIGITS) else ""
            item = QListWidgetItem(choice.label)
            item.setData(_DIGIT, digit)
            spoken = f"{digit} {choice.label} {choice.help}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken.strip())
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            item.setToolTip(plain_text.tip(choice.help))
            self._list.addItem(item)
        values = [choice.value for choice in choices]
        self._list.setCurrentRow(values.index(current) if current in values else 0)
        rows = min(_SHOWN, len(choices))
        self._list.setFixedHeight(self._theme.px(_ROW) * max(1, rows))
        self.setFixedWidth(self._theme.px(420))
        self.open_with(title)

    def on_key(self, event: QKeyEvent) -> bool:
        """Take the choice of a digit, or the current one on Enter."""
        digit = event.text()
        if event.key() in ENTER:
            self._take(self._list.currentItem())
        elif digit and digit in _DIGITS:
            item = self._list.item(int(digit) - 1)
            if item is not None:
                self._take(item)
        else:
            return super().on_key(event)
        return True

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.leave()
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class _ChoiceDelegate(RowDelegate):
    """The digit as a key cap, then the choice."""

    def draw(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Draw one choice."""
        theme, px = self.theme, self.theme.px
        inner = box.adjusted(px(NEAR), 0, -px(NEAR), 0)
        digit = index.data(_DIGIT)
        if digit:
            draw_caps(painter, theme, inner, [digit], from_left=True)
        inner.setLeft(inner.left() + px(FAR))
        font = theme.font(UI)
        label = " ".join(str(index.data(Qt.ItemDataRole.DisplayRole)).split())
        shown = QFontMetrics(font).elidedText(
            label, Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
