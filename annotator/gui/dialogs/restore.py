"""Go back to an earlier verified copy, seen before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.gui.dialogs.form import Form, text_label
from annotator.gui.theme import Theme


@dataclass(frozen=True)
class CopyRow:
    """One copy on the list: when it was made, in words."""

    path: Path
    made: str


class RestoreDialog(Form):
    """Copies on the left of the eye, what is in the chosen one right under it."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        copies: Sequence[CopyRow],
        preview: Callable[[Path], str],
    ) -> None:
        title = QCoreApplication.translate("RestoreDialog", "Restore")
        super().__init__(parent, theme, title, ok=self.tr("Go back to this copy"), width=520)
        self.setProperty("manual", "safety")
        self.lead(
            self.tr(
                "Copies are made every 30 minutes of changes and on closing. The file as it is"
                " now is kept beside it before anything is replaced."
            )
            if copies
            else self.tr("There is no copy of this project yet on this machine.")
        )
        self._preview = preview
        self.list = QListWidget()
        self.list.setMinimumHeight(self.room(200))
        for copy in copies:
            item = QListWidgetItem(copy.made)
            item.setData(Qt.ItemDataRole.UserRole, copy.path)
            self.list.addItem(item)
        self.field(self.tr("Copies"), self.list)
        self.about = text_label("", "formHelp")
        self.body.addWidget(self.about)
        self.list.currentItemChanged.connect(self._look)
        self.ok_button.setEnabled(bool(copies))
        if copies:
            self.list.setCurrentRow(0)

    def _look(self, item: QListWidgetItem | None) -> None:
        self.about.setText(self._preview(self.chosen) if item is not None else "")

    @property
    def chosen(self) -> Path:
        """The copy chosen."""
        return Path(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        theme: Theme,
        copies: Sequence[CopyRow],
        preview: Callable[[Path], str],
    ) -> Path | None:
        """The copy to go back to, None when it was called off."""
        dialog = cls(parent, theme, copies, preview)
        return dialog.chosen if dialog.run() else None
