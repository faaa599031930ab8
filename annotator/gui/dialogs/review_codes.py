"""Values whose code was split, for their coder to walk through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.gui.dialogs.form import Form, text_label
from annotator.gui.theme import Theme

_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class ReviewRow:
    """One value to be looked at again, in words."""

    filler_id: int
    event_id: int
    article_id: int
    title: str
    words: str  # marked in the text
    code: str
    instead: str  # the codes that took its place


class ReviewDialog(Form):
    """Enter or a double click opens the event; a value that is changed or kept leaves the list."""

    opened = Signal(int, int, int)  # article, event, filler
    kept = Signal(int)  # filler

    def __init__(self, parent: QWidget | None, theme: Theme, rows: Sequence[ReviewRow]) -> None:
        title = QCoreApplication.translate("ReviewDialog", "Codes to look at again")
        super().__init__(parent, theme, title, width=860)
        self.setProperty("manual", "codebook")
        self._lead = self.lead("")
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setHeaderLabels(
            [self.tr("Article"), self.tr("Words"), self.tr("Code"), self.tr("Now")]
        )
        self.tree.setMinimumHeight(self.room(300))
        self.tree.itemActivated.connect(lambda _item, _column: self._open())
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, theme.px(200))
        self.field("", self.tree)
        self.tree.setAccessibleName(self.tr("Values to look at again"))
        self.body.setStretch(self.body.count() - 1, 1)
        self.body.addWidget(
            text_label(self.tr("Enter opens the event; change its code there."), "formHelp")
        )
        self.keep_button = QPushButton(self.tr("Keep as it is"))
        self.keep_button.setAutoDefault(False)
        self.keep_button.clicked.connect(self._keep)
        self.open_button = QPushButton(self.tr("Open the event"))
        self.open_button.clicked.connect(self._open)
        self.buttons.insertWidget(0, self.keep_button)
        self.buttons.insertWidget(1, self.open_button)
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[ReviewRow]) -> None:
        """Show what is left to be looked at, at the same place in the list."""
        at = max(0, self.tree.currentIndex().row())
        self.tree.clear()
        for row in rows:
            item = QTreeWidgetItem([row.title, row.words, row.code, row.instead])
            item.setData(0, _ROW, row)
            item.setToolTip(0, row.title)
            item.setToolTip(1, row.words)
            self.tree.addTopLevelItem(item)
        if rows:
            self.tree.setCurrentIndex(self.tree.model().index(min(at, len(rows) - 1), 0))
            words = self.tr("{} values have a code that was split. Look at each once more.")
            self._lead.setText(words.format(f"{len(rows):,}"))
        else:
            self._lead.setText(self.tr("Nothing is left to look at again."))
        for button in (self.keep_button, self.open_button):
            button.setEnabled(bool(rows))

    @property
    def row(self) -> ReviewRow | None:
        """The row in focus."""
        item = self.tree.currentItem()
        found = item.data(0, _ROW) if item is not None else None
        return found if isinstance(found, ReviewRow) else None

    def _open(self) -> None:
        row = self.row
        if row is not None:
            self.opened.emit(row.article_id, row.event_id, row.filler_id)

    def _keep(self) -> None:
        row = self.row
        if row is not None:
            self.kept.emit(row.filler_id)
