"""Who codes? Asked when a project is opened without a coder, and remembered per project."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from annotator.gui.dialogs.form import Form, line
from annotator.gui.theme import STEP, Theme

_VALID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_SHOWN = 5  # known coders before their list scrolls


class CoderDialog(Form):
    """Asks for a coder's short id, offering those the project knows."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, coders: list[str], remembered: str
    ) -> None:
        title = QCoreApplication.translate("CoderDialog", "Who is coding?")
        super().__init__(parent, theme, title, ok=self.tr("Start"), width=420)
        self.setProperty("manual", "start")
        self.lead(
            self.tr("Your decisions are kept under this short id; you see and undo only your own.")
        )
        self.name = line(remembered, "ann")
        self.field(self.tr("Coder"), self.name)
        self.name.installEventFilter(self)
        self.name.textEdited.connect(self._mark)
        self.list = QListWidget()
        self.list.addItems(coders)
        self.list.itemClicked.connect(lambda item: self.name.setText(item.text()))
        self.list.itemActivated.connect(lambda _: self.accept())
        self.list.itemSelectionChanged.connect(self._take)
        if coders:
            self.field(self.tr("Known here"), self.list)
            self._size_list()
        else:
            self.list.setParent(self)
            self.list.hide()
        self._mark(remembered)
        self.name.selectAll()

    def _size_list(self) -> None:
        self.list.ensurePolished()
        rows = min(_SHOWN, self.list.count())
        edge = self.theme.px(STEP)
        self.list.setFixedHeight(rows * max(1, self.list.sizeHintForRow(0)) + edge)

    def _mark(self, typed: str) -> None:
        """Mark the known coder of that name, nobody when there is none."""
        same = self.list.findItems(typed.strip(), Qt.MatchFlag.MatchExactly)
        before = self.list.blockSignals(True)
        self.list.setCurrentItem(same[0] if same else None)  # type: ignore[arg-type]
        self.list.blockSignals(before)

    def _take(self) -> None:
        for item in self.list.selectedItems():
            self.name.setText(item.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the known coders with Up and Down from the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def check(self) -> bool:
        """A short id has no blanks and fits into file names."""
        wrong = not _VALID.fullmatch(self.name.text().strip())
        sentence = self.tr(
            "1 to 32 letters, digits, - _ or . and a letter or digit first; for example “ann”."
        )
        self.complain(self.name, sentence if wrong else "")
        return not wrong

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, coders: list[str], remembered: str
    ) -> str | None:
        """The coder's short id, None when nobody was named."""
        dialog = cls(parent, theme, coders, remembered)
        return dialog.name.text().strip() if dialog.run() else None
