"""The coder's own edits as a list with times, newest first, and the way back to any of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.gui import icons
from annotator.gui.dialogs.form import Form, text_label
from annotator.gui.theme import SMALL_ICON, Theme
from annotator.gui.views.floating_sheet import ENTER

_EDIT_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class HistoryRow:
    """One entry: when (UTC, ISO 8601), what, "do", "undo" or "redo", in which article.

    ``undone`` edits are not in force any more; ``sealed`` says why one can never be taken back.
    """

    created_at: str
    label: str
    kind: str
    article: str
    edit_id: int = 0
    undone: bool = False
    sealed: str = ""


@dataclass(frozen=True)
class Outlook:
    """What going to an entry would do, in words, and whether it would do anything."""

    sentence: str
    possible: bool


class HistoryDialog(Form):
    """Stays open beside the work and follows it; Enter goes back to the chosen entry."""

    went = Signal(int)  # to which entry

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        rows: Sequence[HistoryRow],
        outlook: Callable[[int], Outlook] = lambda _: Outlook("", possible=False),
    ) -> None:
        title = QCoreApplication.translate("HistoryDialog", "History of edits")
        super().__init__(parent, theme, title, width=760)
        self._outlook = outlook
        self._rows: tuple[HistoryRow, ...] = ()
        self.setProperty("manual", "safety")
        self.lead(
            self.tr("Nothing is ever removed from this list: an undo is an entry of its own.")
        )
        self.tree = _Edits()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setHeaderLabels([self.tr("When"), self.tr("Edit"), self.tr("Article")])
        self.tree.setMinimumHeight(self.room(360))
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(1, theme.px(300))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.field("", self.tree)
        self.tree.setAccessibleName(self.tr("Edits"))
        self.said = text_label("", "formHelp")
        self.body.addWidget(self.said)
        self.go_button = QPushButton(self.tr("Go to this point"))
        self.go_button.setToolTip(self.tr("As it was right after this edit"))
        self.go_button.setAutoDefault(False)
        self.go_button.clicked.connect(self._go)
        self.buttons.insertWidget(0, self.go_button)
        self.tree.currentItemChanged.connect(self._say)
        self.tree.entered_key.connect(self._go)
        self.tree.itemDoubleClicked.connect(self._go)
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show the list as it is now, at the entry chosen before, else at the present."""
        item = self.tree.currentItem()
        at_present = item is None or self.tree.indexOfTopLevelItem(item) == 0
        chosen = item.data(0, _EDIT_ID) if item is not None and not at_present else 0
        self._rows = tuple(rows)
        self.tree.clear()
        for row in rows:
            self.tree.addTopLevelItem(self._item(row))
        numbers = [row.edit_id for row in rows]
        place = numbers.index(chosen) if chosen in numbers else 0
        if (item := self.tree.topLevelItem(place)) is not None:
            self.tree.setCurrentItem(item)
        self._say()

    def _item(self, row: HistoryRow) -> QTreeWidgetItem:
        words = {"do": "", "undo": self.tr("undone: "), "redo": self.tr("redone: ")}
        when = dt.datetime.fromisoformat(row.created_at).astimezone()
        label = words[row.kind] + row.label
        item = QTreeWidgetItem([when.strftime("%Y-%m-%d %H:%M:%S"), label, row.article])
        item.setData(0, _EDIT_ID, row.edit_id)
        if row.undone or row.kind != "do":
            item.setForeground(1, self.theme.color("muted"))
        if row.undone:
            font = self.theme.font()
            font.setStrikeOut(True)
            item.setFont(1, font)
            item.setToolTip(1, self.tr("Undone since"))
            item.setData(1, Qt.ItemDataRole.AccessibleTextRole, self.tr("{}, undone").format(label))
        if row.sealed:
            item.setIcon(
                1, icons.icon("lock", self.theme.color("muted"), self.theme.px(SMALL_ICON))
            )
            why = self.tr("Can no longer be undone: {}").format(row.sealed)
            item.setToolTip(1, why)
            item.setData(1, Qt.ItemDataRole.AccessibleTextRole, f"{label}. {why}")
        return item

    def _chosen(self) -> int:
        item = self.tree.currentItem()
        return int(item.data(0, _EDIT_ID)) if item is not None else 0

    def _say(self) -> None:
        """Say what going to the chosen entry would do."""
        chosen = self._chosen()
        found = self._outlook(chosen) if chosen else Outlook("", possible=False)
        self.said.setText(found.sentence if self._rows else self.tr("Nothing was edited yet."))
        self.tree.setAccessibleDescription(self.said.text())
        self.go_button.setEnabled(found.possible)

    def _go(self) -> None:
        if self.go_button.isEnabled():
            self.went.emit(self._chosen())


class _Edits(QTreeWidget):
    """A list in which Enter is its own and never the dialog's."""

    entered_key = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the chosen entry on Enter, once however long it is held."""
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.entered_key.emit()
            return
        super().keyPressEvent(event)
