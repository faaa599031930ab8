"""The page for who does not see it: each event, slot and sentence is read aloud as it comes."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible

from annotator.domain.accepting import Row
from annotator.gui.page_frame import PageFrame
from annotator.gui.session import Session
from annotator.gui.spoken import announce
from annotator.gui.views.event_card import EventCard


class ReadingAloud(QObject):
    """Follows the session; says only what has changed, and nothing where nobody listens."""

    def __init__(self, page: PageFrame, session: Session) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self._said: tuple[int | None, Row | None] = (None, None)
        session.focus_changed.connect(self._say_focus)
        session.changed.connect(self._say_focus)
        session.said.connect(self._say_sentence)

    def _say_focus(self) -> None:
        """Name the event that became active, or the slot that came into focus on it."""
        if not QAccessible.isActive():
            return
        focus = self._session.focus
        before, self._said = self._said, (focus.event_id, focus.row)
        card = self._card(focus.event_id)
        if card is None or before == self._said:
            return
        row = card.row_widget(focus.row) if focus.row is not None else None
        parts = [card.accessibleName()] if before[0] != focus.event_id else []
        parts += [row.accessibleName()] if row is not None else []
        announce(card, ". ".join(parts))

    def _card(self, event_id: int | None) -> EventCard | None:
        cards = self._page.events_pane.findChildren(EventCard)
        return next((card for card in cards if card.event_id == event_id), None)

    def _say_sentence(self, sentence: str) -> None:
        announce(self._page.status_line, sentence)
