"""Two codings of one article side by side, the event in question standing out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import plain_text
from annotator.gui.dialogs.form import Form, text_label
from annotator.gui.theme import NEAR, ROOM, STEP, Theme
from annotator.gui.views.coding_card import CodingCard, ShownEvent

_HIGH = 380  # pixels at 100 % of the list and of what stands beside it
_LIST, _CODINGS = 4, 8  # shares of the width


@dataclass(frozen=True)
class ShownCoding:
    """One of the codings: whose, what is said of it, and its events in words."""

    head: str
    said: tuple[str, ...]
    events: tuple[ShownEvent, ...]


class TwoCodingsDialog(Form):
    """Up and Down walk the articles; Escape goes back."""

    wanted = Signal(int)  # the place of the article whose codings are to be shown

    def __init__(self, parent: QWidget | None, theme: Theme, found: str) -> None:
        title = QCoreApplication.translate("TwoCodingsDialog", "Two codings side by side")
        super().__init__(parent, theme, title, width=1080)
        self.setProperty("manual", "agreement")
        self.lead(found)
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setHeaderLabels([self.tr("Article"), self.tr("Coders")])
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setAccessibleName(self.tr("Articles in which this was found"))
        self.tree.setMinimumHeight(self.room(_HIGH))
        self.tree.currentItemChanged.connect(lambda *_: self._ask())
        self.said = text_label("", "formLabel")
        self.cards: list[CodingCard] = []
        self._codings = QHBoxLayout()
        self._codings.setSpacing(theme.px(STEP))
        right = QVBoxLayout()
        right.setSpacing(theme.px(NEAR))
        right.addWidget(self.said)
        right.addLayout(self._codings, 1)
        beside = QHBoxLayout()
        beside.setSpacing(theme.px(ROOM))
        beside.addWidget(self.tree, _LIST)
        beside.addLayout(right, _CODINGS)
        self.body.addLayout(beside, 1)
        self.cancel_button.setText(self.tr("Back"))
        self.begin_at(self.tree)

    def show_places(self, places: Sequence[tuple[str, str]]) -> None:
        """List the articles, by title and coders."""
        for title, coders in places:
            item = QTreeWidgetItem([title, coders])
            item.setToolTip(0, plain_text.tip(title))
            self.tree.addTopLevelItem(item)
        if places:
            self.tree.setCurrentIndex(self.tree.model().index(0, 0))

    def _ask(self) -> None:
        self.wanted.emit(self.tree.currentIndex().row())

    def show_codings(self, title: str, codings: Sequence[ShownCoding]) -> None:
        """Show the codings of the article in focus."""
        self.said.setText(title)
        for card in self.cards:
            self._codings.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [CodingCard(self.theme, one.head, one.said, one.events) for one in codings]
        for card in self.cards:
            self._codings.addWidget(card, 1)
        self.tree.setAccessibleDescription("; ".join(card.accessibleName() for card in self.cards))
