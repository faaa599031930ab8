"""The suggested events that stand behind the coder's own, muted until one is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.offers import MOST
from annotator.domain.schema import Schema
from annotator.gui import plain_text
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.spoken import Role
from annotator.gui.theme import HAIR, LIGHT, NEAR, SMALL, STEP, Theme
from annotator.gui.views.key_hint import KeyHint
from annotator.gui.views.suggested_card import SuggestedCard, SuggestedLook


class SuggestedList(QWidget):
    """Shows what it is given and signals what is wished; hidden while there is nothing."""

    spoken_as = Role.Grouping

    look_requested = Signal(int)
    take_requested = Signal(int)
    dismiss_requested = Signal(int)
    next_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Suggested events"))
        self._theme = Theme(LIGHT, dark=False)
        self._schema: Schema | None = None
        self._read_only = False
        self._looks: tuple[SuggestedLook, ...] = ()
        self._looked_at: int | None = None
        self._first = self._total = 0
        self._cards: list[SuggestedCard] = []
        self._names = default_names()
        self._count = plain_text.label(name="suggestedCount")
        self._key = KeyHint("", self.tr("look at the next"))
        self._key.clicked.connect(self.next_requested)
        self._head = head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._key)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(head)
        self.set_keys(self._names)
        self.hide()

    def set_schema(self, schema: Schema) -> None:
        """Show events of another schema."""
        self._schema = schema
        self._looks = ()
        for card in self._cards:
            card.deleteLater()
        self._cards.clear()
        self._refresh()

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._names = names
        self._key.set_key(names.cap("event.next_suggested"))
        for card in self._cards:
            card.set_keys(names)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._column.setSpacing(px(STEP))
        self._head.setContentsMargins(0, px(NEAR), 0, 0)
        self._count.setStyleSheet(
            f"color: {t.muted}; font-size: {px(SMALL)}px; font-weight: 600;"
            f" letter-spacing: {px(HAIR)}px;"
        )
        self._key.set_theme(theme)
        self._refresh()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter
        """Let nothing be taken or dismissed."""
        self._read_only = read_only
        self._refresh()

    def show_looks(
        self,
        looks: Sequence[SuggestedLook],
        looked_at: int | None,
        *,
        first: int = 0,
        total: int = 0,
    ) -> None:
        """Show these suggested events in order, one of them unfolded.

        They are some of ``total``, from the ``first`` on (counted from 0).
        """
        self._first, self._total = first, max(total, len(looks))
        if (tuple(looks), looked_at) != (self._looks, self._looked_at):
            self._looks, self._looked_at = tuple(looks), looked_at
            self._refresh()
        self._say_count()

    def _say_count(self) -> None:
        count = f"{self._total:,}"
        if self._total > MOST:
            last = min(self._first + MOST, self._total)
            count = self.tr("{}–{} of {}").format(self._first + 1, last, count)
        self._count.setText(self.tr("SUGGESTED · {}").format(count))

    @property
    def count_text(self) -> str:
        """How many there are, as it is said over them."""
        return self._count.text()

    @property
    def cards(self) -> list[SuggestedCard]:
        """The cards on screen, in order."""
        return self._cards[: len(self._looks)]

    def card(self, suggestion_id: int | None) -> SuggestedCard | None:
        """The card of a suggested event, None when it is not shown."""
        return next((card for card in self.cards if card.suggestion_id == suggestion_id), None)

    def _refresh(self) -> None:
        self.setVisible(bool(self._looks))
        if self._schema is None:
            return
        while len(self._cards) < len(self._looks):
            self._cards.append(self._new_card(self._schema))
        for card, look in zip(self._cards, self._looks, strict=False):
            unfolded = look.suggestion_id == self._looked_at
            card.show_look(look, self._theme, unfolded=unfolded, read_only=self._read_only)
            card.show()
        for card in self._cards[len(self._looks) :]:
            card.hide()

    def _new_card(self, schema: Schema) -> SuggestedCard:
        card = SuggestedCard(schema, self._theme)
        card.set_keys(self._names)
        card.look_requested.connect(self.look_requested)
        card.take_requested.connect(self.take_requested)
        card.dismiss_requested.connect(self.dismiss_requested)
        self._column.addWidget(card)
        return card
