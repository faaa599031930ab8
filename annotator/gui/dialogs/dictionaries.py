"""What names stand for: the coder's own entries, the shared ones, and all coders' for the PI."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.domain.dictionary import TITLES, Entry, interval_of
from annotator.domain.language import again
from annotator.gui.dialogs.form import Form, text_label
from annotator.gui.theme import Theme
from annotator.gui.views.days_sheet import read_days

_ENTRY = Qt.ItemDataRole.UserRole


class Shelf(StrEnum):
    """Whose entries are listed."""

    OWN = "own"
    SHARED = "shared"
    OFFERED = "offered"  # what coders confirmed and the shared dictionary lacks: the PI's view


@dataclass(frozen=True)
class Shelved:
    """The entries of each shelf, and what was imported beside them, in words."""

    entries: dict[Shelf, Sequence[Entry]]
    imported: str = ""


class DictionariesDialog(Form):
    """Lists entries; a wish is signalled, and the list shows what came of it."""

    promoted = Signal(int)  # entry
    retired = Signal(int)
    days_changed = Signal(int, object, object)  # entry, first and last day

    def __init__(
        self, parent: QWidget | None, theme: Theme, shelved: Shelved, *, read_only: bool = False
    ) -> None:
        title = QCoreApplication.translate("DictionariesDialog", "Dictionaries")
        super().__init__(parent, theme, title, width=760)
        self.setProperty("manual", "dictionaries")
        self._shelved, self._read_only = shelved, read_only
        self._lead = self.lead("")
        self.shelf = QComboBox()
        for shelf, label in (
            (Shelf.OWN, self.tr("My dictionary")),
            (Shelf.SHARED, self.tr("The shared dictionary")),
            (Shelf.OFFERED, self.tr("PI view: what all coders remembered")),
        ):
            self.shelf.addItem(label, shelf.value)
        self.shelf.currentIndexChanged.connect(lambda _: self._fill())
        self.field(self.tr("Show"), self.shelf)
        self.mark = text_label("")
        self.body.addWidget(self.mark)
        self._build_tree()
        self._build_days()
        self.retire_button = self._button(self.tr("Retire"), self._retire)
        self.promote_button = self._button(self.tr("Promote to shared"), self._promote)
        self._fill()

    def _build_tree(self) -> None:
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setHeaderLabels(
            [self.tr("Name"), self.tr("Code"), self.tr("Holds"), self.tr("Where")]
        )
        self.tree.setMinimumHeight(self.room(240))
        self.tree.currentItemChanged.connect(lambda _now, _before: self._show_entry())
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 110), (2, 210), (3, 170)):
            header.resizeSection(column, self.theme.px(width))
        self.field("", self.tree)
        self.tree.setAccessibleName(self.tr("Entries"))
        self.body.setStretch(self.body.count() - 1, 1)

    def _build_days(self) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        self.days = QLineEdit()
        self.days.setPlaceholderText(self.tr("until 2024-12-08, since 2020; empty: always"))
        self.days.returnPressed.connect(self._change_days)
        self.days_button = QPushButton(self.tr("Change dates"))
        self.days_button.setAutoDefault(True)
        self.days_button.clicked.connect(self._change_days)
        row.addWidget(self.days, 1)
        row.addWidget(self.days_button)
        self.field(self.tr("Holds"), line)
        self._days_line = line
        self.days.setAccessibleName(self.tr("From when to when the code holds"))

    def _button(self, label: str, do: object) -> QPushButton:
        button = QPushButton(label)
        button.setAutoDefault(True)
        button.clicked.connect(do)
        self.buttons.insertWidget(0, button)
        return button

    # --- what is listed ------------------------------------------------------------------------

    @property
    def shown(self) -> Shelf:
        """Whose entries are listed now."""
        return Shelf(self.shelf.currentData())

    def show_entries(self, shelved: Shelved) -> None:
        """Show the entries as they are now, at the same place in the list."""
        self._shelved = shelved
        self._fill()

    def say(self, sentence: str) -> None:
        """Say why something could not be done."""
        self.complain(self._days_line, sentence)

    def _fill(self) -> None:
        at = max(0, self.tree.currentIndex().row())
        entries = self._shelved.entries[self.shown]
        self.tree.clear()
        for entry in entries:
            cells = [entry.surface, entry.code, interval_of(entry) or self.tr("always")]
            item = QTreeWidgetItem([*cells, again(entry.dictionary, TITLES)])
            item.setData(0, _ENTRY, entry)
            self.tree.addTopLevelItem(item)
        self._show_mark()
        self._say_count(len(entries))
        if entries:
            self.tree.setCurrentIndex(self.tree.model().index(min(at, len(entries) - 1), 0))
        self._show_entry()

    def _show_mark(self) -> None:
        """Say who sees what is listed; the PI's view stands out."""
        told = {
            Shelf.OWN: self.tr("Only you see these; they come first in articles that are yours."),
            Shelf.SHARED: self.tr("All coders get these."),
            Shelf.OFFERED: self.tr("PI view: coders see only their own entries and shared ones."),
        }
        t, pi = self.theme.tokens, self.shown is Shelf.OFFERED
        self.mark.setText(told[self.shown])
        self.mark.setStyleSheet(f"color: {t.warning}; font-weight: 600;" if pi else "")

    def _say_count(self, number: int) -> None:
        several = self.tr("{} entries.").format(f"{number:,}")
        counted = {0: self.tr("No entries."), 1: self.tr("1 entry.")}.get(number, several)
        learned = self.tr("A name enters yours with = after its code was given.")
        self._lead.setText(" ".join(filter(None, (counted, learned, self._shelved.imported))))

    @property
    def entry(self) -> Entry | None:
        """The entry in focus."""
        item = self.tree.currentItem()
        found = item.data(0, _ENTRY) if item is not None else None
        return found if isinstance(found, Entry) else None

    def _show_entry(self) -> None:
        entry, pi = self.entry, self.shown is Shelf.OFFERED
        self.say("")
        self.days.setText(interval_of(entry) if entry else "")
        able = entry is not None and not self._read_only
        for widget in (self.retire_button, self.days, self.days_button):
            widget.setEnabled(able and not pi)
        self.promote_button.setEnabled(able and pi)

    # --- wishes --------------------------------------------------------------------------------

    def _promote(self) -> None:
        if self.entry is not None:
            self.promoted.emit(self.entry.id)

    def _retire(self) -> None:
        if self.entry is not None:
            self.retired.emit(self.entry.id)

    def _change_days(self) -> None:
        days: tuple[dt.date | None, dt.date | None] | None = read_days(self.days.text())
        if self.entry is None:
            return
        if days is None:
            self.say(self.tr("No days can be read from this; type until 2024-12-08."))
        else:
            self.days_changed.emit(self.entry.id, *days)
