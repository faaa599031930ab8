"""A list of names to tick, and a field that adds one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.theme import NEAR, Theme
from annotator.gui.views.floating_sheet import ENTER
from annotator.storage.people import problem_with

HIGH = 152  # pixels at 100 % of the list: five names before they scroll
_CHECKED = Qt.CheckState.Checked


class NameList(QWidget):
    """Space ticks; a short id typed below and Enter adds a coder, ticked; so do several."""

    changed = Signal()
    complained = Signal(str)  # why what is typed is no short id; nothing where it is one

    def __init__(self, theme: Theme, names: Sequence[str], ticked: Sequence[str]) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Coders"))
        for name in dict.fromkeys([*names, *ticked]):
            self._add(name, ticked=name in ticked)
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        self.typed = _Typed()
        self.typed.setMaxLength(100)
        self.typed.setPlaceholderText(self.tr("another coder’s short id"))
        self.typed.setAccessibleName(self.tr("Another coder’s short id"))
        self.typed.entered.connect(self.take)
        self.add_button = QPushButton(self.tr("Add"))
        self.add_button.setAutoDefault(False)
        self.add_button.setToolTip(self.tr("Add the coder to the list"))
        self.add_button.clicked.connect(self.take)
        row = QHBoxLayout()
        row.setSpacing(theme.px(NEAR))
        row.addWidget(self.typed, 1)
        row.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(NEAR))
        column.addWidget(self.list)
        column.addLayout(row)
        self.list.setFixedHeight(theme.px(HIGH))
        if self.list.count():
            self.list.setCurrentRow(0)

    def _add(self, name: str, *, ticked: bool) -> None:
        item = QListWidgetItem(name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(_CHECKED if ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def take(self) -> None:
        """Put the typed short ids, parted by commas, on the list, or tick those that are there."""
        names = [name for part in re.split("[,;]", self.typed.text()) if (name := part.strip())]
        problem = next(filter(None, map(problem_with, names)), "")
        self.complained.emit(problem)
        self.typed.setToolTip(problem)
        if problem or not names:
            self.typed.selectAll()
            return
        self.typed.clear()
        for name in names:
            self._tick(name)

    def _tick(self, name: str) -> None:
        known = self.list.findItems(name, Qt.MatchFlag.MatchFixedString)
        if known:
            known[0].setCheckState(_CHECKED)
            self.list.setCurrentItem(known[0])
            return
        self._add(name, ticked=True)
        self.list.setCurrentRow(self.list.count() - 1)
        self.changed.emit()

    @property
    def names(self) -> list[str]:
        """The names that are ticked."""
        items = map(self.list.item, range(self.list.count()))
        return [item.text() for item in items if item.checkState() == _CHECKED]


class _Typed(QLineEdit):
    """A field in which Enter is its own and never the dialog's."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the name on Enter; an empty field leaves Enter to the dialog."""
        if event.key() in ENTER and self.text().strip():
            if not event.isAutoRepeat():
                self.entered.emit()
            return
        super().keyPressEvent(event)
