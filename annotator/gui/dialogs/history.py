"""The coder's own edits as a list with times, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.gui.dialogs.form import Form
from annotator.gui.theme import Theme


@dataclass(frozen=True)
class HistoryRow:
    """One entry: when (UTC, ISO 8601), what, "do", "undo" or "redo", in which article."""

    created_at: str
    label: str
    kind: str
    article: str


class HistoryDialog(Form):
    """What was done when; undo and redo take it back step by step."""

    def __init__(self, parent: QWidget | None, theme: Theme, rows: Sequence[HistoryRow]) -> None:
        super().__init__(parent, theme, "History of edits", width=760)
        self.setProperty("manual", "safety")
        self.lead(
            self.tr("Nothing is ever removed from this list: an undo is an entry of its own.")
        )
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setHeaderLabels([self.tr("When"), self.tr("Edit"), self.tr("Article")])
        self.tree.setMinimumHeight(self.room(360))
        words = {"do": "", "undo": self.tr("undone: "), "redo": self.tr("redone: ")}
        for row in rows:
            when = dt.datetime.fromisoformat(row.created_at).astimezone()
            cells = [when.strftime("%Y-%m-%d %H:%M:%S"), words[row.kind] + row.label, row.article]
            self.tree.addTopLevelItem(QTreeWidgetItem(cells))
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(1, theme.px(300))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.field("", self.tree)
        self.tree.setAccessibleName(self.tr("Edits"))

    @classmethod
    def show_rows(cls, parent: QWidget | None, theme: Theme, rows: Sequence[HistoryRow]) -> None:
        """Show the list beside the work."""
        cls(parent, theme, rows).show_beside()
