"""Who codes? Asked when a project is opened without a coder, and remembered per project."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QListWidget, QWidget

from annotator.gui.dialogs.form import Form, line
from annotator.gui.theme import STEP, Theme

_VALID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_SHOWN = 5  # known coders before their list scrolls

Rounds = Callable[[str], tuple[list[str], str]]
"""From a coder's short id to the rounds open to the coder, and the one that is proposed."""


class Seat(NamedTuple):
    """Who codes, in which round; what is empty is not known."""

    coder: str = ""
    round: str = ""


class CoderDialog(Form):
    """Asks for a coder's short id, offering those the project knows, and for the round."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        coders: list[str],
        remembered: str,
        *,
        rounds: Rounds | None = None,
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
        self._rounds = rounds
        self.round = QComboBox(self)
        self.round.hide()
        if rounds is not None:
            self.field(
                self.tr("Round"),
                self.round,
                self.tr("Each round is coded, counted and undone by itself"),
            )
            self.round.show()
            self.name.textChanged.connect(self._offer_rounds)
            self._offer_rounds(remembered)
        self._mark(remembered)
        self.name.selectAll()

    def _offer_rounds(self, typed: str) -> None:
        """Offer the rounds that are open to whoever is named."""
        if self._rounds is None:
            return
        names, proposed = self._rounds(typed.strip())
        kept = self.round.currentText()
        self.round.clear()
        self.round.addItems(names)
        self.round.setCurrentText(kept if kept in names and not typed.strip() else proposed)
        self.round.setEnabled(len(names) > 1)

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

    @property
    def seat(self) -> Seat:
        """Who was named, and the round chosen; empty where there is nothing to choose."""
        return Seat(self.name.text().strip(), self.round.currentText())

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        theme: Theme,
        coders: list[str],
        remembered: str,
        *,
        rounds: Rounds | None = None,
    ) -> Seat | None:
        """Who codes in which round, None when nobody was named."""
        dialog = cls(parent, theme, coders, remembered, rounds=rounds)
        return dialog.seat if dialog.run() else None
