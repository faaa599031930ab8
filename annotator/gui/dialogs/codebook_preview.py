"""What a new version of the codebook changes and touches, before it is applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.gui.dialogs.form import Form
from annotator.gui.theme import Theme


@dataclass(frozen=True)
class PreviewRow:
    """One change in words, with how many codings and values have what it is about."""

    kind: str
    sentence: str
    codings: int
    values: int
    outcome: str  # what happens to those values


class PreviewDialog(Form):
    """Lists every change; only Apply changes anything, as one step that undo takes back."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, rows: Sequence[PreviewRow], *, unchanged: int
    ) -> None:
        title = QCoreApplication.translate("PreviewDialog", "New version")
        super().__init__(parent, theme, title, ok=self.tr("Apply"), width=860)
        self.setProperty("manual", "codebook")
        touched = sum(1 for row in rows if row.values and row.outcome)
        self.lead(
            self.tr(
                "Changes: {}; that touch codes given so far: {}. Nothing coded is lost: retired"
                " codes stay on their events. Codings made so far: {}; each keeps the version it"
                " was made under. Undo takes the whole step back."
            ).format(f"{len(rows):,}", f"{touched:,}", f"{unchanged:,}")
        )
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setHeaderLabels(
            [self.tr("Change"), self.tr("Codings"), self.tr("Values"), self.tr("What happens")]
        )
        self.tree.setMinimumHeight(self.room(340))
        for row in sorted(rows, key=lambda row: -row.values):
            self._add(row)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.field("", self.tree)
        self.tree.setAccessibleName(self.tr("Changes"))
        self.body.setStretch(self.body.count() - 1, 1)

    def _add(self, row: PreviewRow) -> None:
        cells = [row.sentence, f"{row.codings:,}", f"{row.values:,}", row.outcome]
        item = QTreeWidgetItem(cells)
        item.setToolTip(0, row.sentence)
        for column in (1, 2):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self.tree.addTopLevelItem(item)

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, rows: Sequence[PreviewRow], *, unchanged: int
    ) -> bool:
        """Whether the changes are to be applied."""
        return cls(parent, theme, rows, unchanged=unchanged).run()
