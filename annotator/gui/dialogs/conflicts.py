"""Codings with several ends: the states side by side, field by field, one of them to be taken."""

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
from annotator.gui.team.comparison import EventRows
from annotator.gui.theme import ROOM, Theme
from annotator.gui.views.comparison_tree import ComparisonTree
from annotator.gui.views.floating_sheet import ENTER

_ROW = Qt.ItemDataRole.UserRole
_HIGH = 480  # pixels at 100 % of the list and of what stands beside it
_LIST, _STATES = 4, 9  # shares of the width


@dataclass(frozen=True)
class ShownConflict:
    """A coding with several ends."""

    coding_id: int
    title: str
    coder: str
    round: str


class ConflictsDialog(Form):
    """Up and Down walk the codings, Left and Right the states, Enter takes the one framed."""

    wanted = Signal(int)  # the coding whose states are to be shown
    taken = Signal(int, int)  # coding, and which of its states
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None, theme: Theme, *, read_only: bool) -> None:
        title = QCoreApplication.translate("ConflictsDialog", "Conflicts")
        super().__init__(parent, theme, title, width=1180)
        self.setProperty("manual", "team")
        self._read_only = read_only
        self.at = 0  # which state is framed
        self.names: list[str] = []  # of the states
        self._lead = self.lead("")
        self._build_list()
        self._build_states()
        beside = QHBoxLayout()
        beside.setSpacing(theme.px(ROOM))
        beside.addWidget(self.tree, _LIST)
        beside.addWidget(self.states, _STATES)
        self.body.addLayout(beside, 1)
        self.take_button = QPushButton()
        self.take_button.setToolTip(self.tr("It goes on; the other is kept as history"))
        self.take_button.setAutoDefault(False)
        self.take_button.clicked.connect(self._take)
        self.buttons.insertWidget(0, self.take_button)
        self.begin_at(self.tree)
        self.show_conflicts(())

    def _build_list(self) -> None:
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

    def _build_states(self) -> None:
        self.states = ComparisonTree(self.theme, settled=False)
        self.states.set_theme(self.theme)
        self.states.setAccessibleName(self.tr("States side by side"))
        self.states.column_pressed.connect(lambda column: self.frame(column - 1))
        self.states.take_requested.connect(self._take_column)
        self.states.installEventFilter(self)

    # --- showing -------------------------------------------------------------------------------

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
        if rows:
            self.tree.setCurrentIndex(self.tree.model().index(min(before, len(rows) - 1), 0))
        self.tree.blockSignals(False)
        self._lead.setText(self._summary(len(rows)))
        self._show_current()

    def _summary(self, number: int) -> str:
        if not number:
            return self.tr(
                "There are no conflicts: no coding was gone on with in two files, or a state was"
                " chosen of each."
            )
        one = self.tr("One coding was gone on with in two files.")
        several = self.tr("{} codings were gone on with in two files.").format(f"{number:,}")
        then = self.tr(
            "Both states are kept; the later one is in force until you choose: Left and Right"
            " frame a state, Enter takes it."
        )
        return f"{one if number == 1 else several} {then}"

    @property
    def conflict(self) -> ShownConflict | None:
        """The coding in focus."""
        item = self.tree.currentItem()
        found = item.data(0, _ROW) if item is not None else None
        return found if isinstance(found, ShownConflict) else None

    def _show_current(self) -> None:
        found = self.conflict
        self.states.setVisible(found is not None)
        self.take_button.setVisible(found is not None)
        if found is None:
            self.names = []
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.wanted.emit(found.coding_id)

    def show_states(self, in_force: Sequence[bool], rows: Sequence[EventRows]) -> None:
        """Show the states of the coding in focus, the first difference in sight."""
        words = (self.tr("In force") if present else self.tr("Also there") for present in in_force)
        self.names = [f"{number}  {said}" for number, said in enumerate(words, start=1)]
        self.states.show_rows(self.names, rows, None)
        if not self.states.go_to_difference():
            self.states.go_to((rows[0].key, ""))
        self.frame(0)

    def frame(self, at: int) -> None:
        """Frame one of the states."""
        self.at = max(0, min(len(self.names) - 1, at))
        self.states.frame(self.at + 1)
        name = self.names[self.at] if self.names else ""
        said = self.tr("Take {}").format(": ".join(name.split("  ")))
        self.take_button.setText(plain_text.button(said))
        self.take_button.setEnabled(bool(name) and not self._read_only)
        for tree in (self.tree, self.states):
            tree.setAccessibleDescription(self.tr("{} is framed").format(name) if name else "")

    def _take(self) -> None:
        found = self.conflict
        if found is not None and self.take_button.isEnabled():
            self.taken.emit(found.coding_id, self.at)
            if self.conflict is not None:
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_column(self, column: int) -> None:
        self.frame(column - 1)
        self._take()

    def say(self, sentence: str) -> None:
        """Say why a state could not be taken."""
        self._lead.setText(sentence)

    # --- keys ----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the states with Left and Right, take one with Enter or by its digit."""
        trees = (self.tree, self.states)
        if watched in trees and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._key(event):
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        forward = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        step = {Qt.Key.Key_Right: forward, Qt.Key.Key_Left: -forward}.get(Qt.Key(event.key()))
        if step is not None:
            self.frame(self.at + step)
            return True
        digit = event.key() - Qt.Key.Key_0
        taking = event.key() in ENTER or 1 <= digit <= len(self.names)
        if taking and not event.isAutoRepeat():
            self._take_column(self.at + 1 if event.key() in ENTER else digit)
        return taking

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo takes the last choice back."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_Z:
            self.undo_requested.emit()
            return
        super().keyPressEvent(event)
