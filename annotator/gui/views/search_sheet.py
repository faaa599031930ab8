"""A sheet with a field to type into and a list of what fits, chosen while typing goes on."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.gui.dialogs.form import line
from annotator.gui.theme import FAR, NEAR, Theme, style_sheet
from annotator.gui.views.floating_sheet import ENTER, FloatingSheet
from annotator.gui.views.row_delegate import RowDelegate

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class SearchSheet(FloatingSheet):
    """Up and Down choose, Enter takes, Escape leaves; the field keeps the keyboard."""

    leaves_for: ClassVar[Collection[Qt.FocusReason]] = (Qt.FocusReason.MouseFocusReason,)

    def __init__(
        self, delegate: RowDelegate, hint: str, parent: QWidget, theme: Theme, *under: QWidget
    ) -> None:
        """``under`` the list stand other parts of the sheet."""
        self.field = line()
        self.list = QListWidget()
        self._delegate = delegate
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(NEAR))
        for part in (self.field, self.list, *under):
            column.addWidget(part)
        super().__init__(body, hint, parent, theme)
        body.setFocusProxy(self.field)
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list.setItemDelegate(delegate)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        super().set_theme(theme)
        self._delegate.theme = theme
        self.setStyleSheet(
            style_sheet(theme)
            + self.styleSheet()
            + " QListWidget { border: none; background: transparent; }"
        )

    def show_rows(self, least: int, most: int, *, beside: int) -> None:
        """As wide as the page allows, with as many rows as fit; ``beside`` them other parts."""
        parent, px = self.parentWidget(), self._theme.px
        assert parent is not None
        self.setFixedWidth(min(px(self._delegate.width), parent.width() - px(FAR)))
        rows = (parent.height() - px(beside)) // px(self._delegate.height)
        self.list.setFixedHeight(px(self._delegate.height) * max(least, min(most, rows)))

    def _show(self, typed: str) -> None:
        """List what fits what was typed."""
        raise NotImplementedError

    def _take(self, item: QListWidgetItem | None) -> None:
        """Do what a row stands for, where it can be done."""
        raise NotImplementedError

    def _can(self, row: int) -> bool:
        """Whether a row can be chosen."""
        item = self.list.item(row)
        return item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)

    def _left_for_another(self) -> None:
        """The keyboard was given to another place."""
        self.leave()

    def on_key(self, event: QKeyEvent) -> bool:
        """Move in the list while typing goes on in the field."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._step(step)
        elif event.key() in ENTER:
            if not event.isAutoRepeat():
                self._take(self.list.currentItem())
        elif event.key() not in _TABS:
            return super().on_key(event)
        return True

    def _step(self, step: int) -> None:
        row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
        while row > 0 and not self._can(row):
            row -= 1
        self.list.setCurrentRow(row if self._can(row) else -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when the keyboard goes elsewhere."""
        if watched is self.field and isinstance(event, QFocusEvent) and event.lostFocus():
            if event.reason() in self.leaves_for and self.isVisible():
                self._left_for_another()
            return False
        return super().eventFilter(watched, event)
