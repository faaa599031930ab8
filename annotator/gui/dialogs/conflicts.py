"""Codings with two ends: the states side by side in words, one of them to be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.gui import plain_text
from annotator.gui.dialogs.form import Form
from annotator.gui.theme import ROOM, STEP, Theme
from annotator.gui.views.coding_card import CodingCard, ShownEvent
from annotator.gui.views.floating_sheet import ENTER
from annotator.gui.views.talk_list import spoken_time

_ROW = Qt.ItemDataRole.UserRole
_HIGH = 380  # pixels at 100 % of the list and of what stands beside it


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConflictsDialog", text)


@dataclass(frozen=True)
class ShownEnd:
    """One of the states between which somebody has to choose."""

    state: str
    made_at: str  # UTC, ISO 8601
    in_force: bool
    standing: str  # how far the coding is, in words
    events: tuple[ShownEvent, ...]


@dataclass(frozen=True)
class ShownConflict:
    """A coding with several ends."""

    coding_id: int
    title: str
    coder: str
    round: str
    ends: tuple[ShownEnd, ...]


class ConflictsDialog(Form):
    """Up and Down walk the codings, Left and Right the states, Enter takes the one framed."""

    taken = Signal(int, str)  # coding, state
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None, theme: Theme, *, read_only: bool) -> None:
        title = QCoreApplication.translate("ConflictsDialog", "Conflicts")
        super().__init__(parent, theme, title, width=1040)
        self.setProperty("manual", "team")
        self._read_only = read_only
        self.at = 0  # which state is framed
        self._lead = self.lead("")
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setHeaderLabels([self.tr("Article"), self.tr("Coder"), self.tr("Round")])
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setAccessibleName(self.tr("Codings in conflict"))
        self.tree.setMinimumHeight(self.room(_HIGH))
        self.tree.currentItemChanged.connect(lambda *_: self._show_current())
        self.tree.installEventFilter(self)
        self._ends = QWidget()
        self._columns = QHBoxLayout(self._ends)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(theme.px(STEP))
        self.cards: list[CodingCard] = []
        beside = QHBoxLayout()
        beside.setSpacing(theme.px(ROOM))
        beside.addWidget(self.tree, 4)
        beside.addWidget(self._ends, 8)
        self.body.addLayout(beside, 1)
        self.take_button = QPushButton(self.tr("Take the framed one"))
        self.take_button.setToolTip(self.tr("It goes on; the other is kept as history"))
        self.take_button.setAutoDefault(False)
        self.take_button.clicked.connect(self._take)
        self.buttons.insertWidget(0, self.take_button)
        self.begin_at(self.tree)
        self.show_conflicts(())

    def show_conflicts(self, rows: Sequence[ShownConflict]) -> None:
        """Show what is to be chosen now, at the same place in the list."""
        before = max(0, self.tree.currentIndex().row())
        self.tree.blockSignals(True)
        self.tree.clear()
        for row in rows:
            item = QTreeWidgetItem([row.title, row.coder, row.round])
            item.setData(0, _ROW, row)
            item.setToolTip(0, plain_text.tip(row.title))
            self.tree.addTopLevelItem(item)
        self.tree.blockSignals(False)
        self._lead.setText(self._summary(len(rows)))
        if rows:
            self.tree.setCurrentIndex(self.tree.model().index(min(before, len(rows) - 1), 0))
        self._show_current()

    def _summary(self, number: int) -> str:
        if not number:
            return self.tr("There are no conflicts: no coding was gone on with in two files.")
        said = self.tr(
            "{} codings were gone on with in two files. Both states are kept; the later one is in"
            " force until you choose: Left and Right frame a state, Enter takes it."
        )
        return said.format(f"{number:,}")

    @property
    def conflict(self) -> ShownConflict | None:
        """The coding in focus."""
        item = self.tree.currentItem()
        found = item.data(0, _ROW) if item is not None else None
        return found if isinstance(found, ShownConflict) else None

    def _show_current(self) -> None:
        for card in self.cards:
            self._columns.removeWidget(card)
            card.hide()
            card.deleteLater()
        found = self.conflict
        ends = found.ends if found is not None else ()
        self.cards = [end_card(self.theme, end) for end in ends]
        for number, card in enumerate(self.cards):
            card.pressed.connect(lambda at=number: self.frame(at))
            self._columns.addWidget(card, 1)
        self._ends.setVisible(bool(ends))
        self.take_button.setEnabled(bool(ends) and not self._read_only)
        self.frame(0)

    def frame(self, at: int) -> None:
        """Frame one of the states."""
        self.at = max(0, min(len(self.cards) - 1, at))
        for number, card in enumerate(self.cards):
            card.set_framed(framed=number == self.at)
        if self.cards:
            self.tree.setAccessibleDescription(self.cards[self.at].accessibleName())

    def _take(self) -> None:
        found = self.conflict
        if found is not None and self.take_button.isEnabled():
            self.taken.emit(found.coding_id, found.ends[self.at].state)
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Say why a state could not be taken."""
        self._lead.setText(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the states with Left and Right, take one with Enter."""
        if watched is not self.tree or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        forward = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        step = {Qt.Key.Key_Right: forward, Qt.Key.Key_Left: -forward}.get(Qt.Key(event.key()))
        if step is not None:
            self.frame(self.at + step)
            return True
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self._take()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo takes the last choice back."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_Z:
            self.undo_requested.emit()
            return
        super().keyPressEvent(event)


def end_card(theme: Theme, end: ShownEnd) -> CodingCard:
    """One state of a coding in words; what no other state has stands out."""
    head = _tr("In force") if end.in_force else _tr("Also there")
    made = _tr("made {}").format(spoken_time(end.made_at))
    return CodingCard(theme, head, (made, end.standing), end.events)
