"""A small list of choices on digits that floats over the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.domain.schema import Choice
from annotator.gui.theme import ROW_RADIUS, Theme
from annotator.gui.views.floating_sheet import ENTER, FloatingSheet

_DIGITS = "123456789"
_SHOWN = 12  # rows before the list scrolls


class ChoiceSheet(FloatingSheet):
    """A digit or Enter chooses; Escape leaves everything as it is."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        self._list = QListWidget()
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hint = QCoreApplication.translate(
            "ChoiceSheet", "Digit or Enter chooses · Esc leaves everything as it is"
        )
        super().__init__(self._list, hint, parent, theme)
        self._list.itemClicked.connect(self._take)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        super().set_theme(theme)
        self._list.setStyleSheet(
            "QListWidget { border: none; }"
            f" QListWidget::item {{ padding: {theme.px(6)}px {theme.px(8)}px;"
            f" border-radius: {theme.px(ROW_RADIUS)}px; }}"
        )

    def ask(self, title: str, choices: Sequence[Choice], *, current: str = "") -> None:
        """Open with these choices; ``chosen`` says which value was taken."""
        self._list.clear()
        for index, choice in enumerate(choices):
            digit = _DIGITS[index] if index < len(_DIGITS) else " "
            item = QListWidgetItem(f"{digit}   {choice.label}")
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            item.setToolTip(choice.help)
            self._list.addItem(item)
        values = [choice.value for choice in choices]
        self._list.setCurrentRow(values.index(current) if current in values else 0)
        rows = min(_SHOWN, len(choices))
        self._list.setFixedHeight(self._list.sizeHintForRow(0) * rows + self._theme.px(4))
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

    def _take(self, item: QListWidgetItem) -> None:
        self.leave()
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
