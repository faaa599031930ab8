"""Whole suggested events in the window: looked at one by one, then taken or dismissed."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from annotator.domain.accepting import Row
from annotator.domain.changes import Changes
from annotator.domain.events import Event
from annotator.domain.offers import MOST, Offer, page_of, step
from annotator.domain.suggestions import Candidate
from annotator.gui.spoken import announce
from annotator.gui.views.suggested_card import SuggestedLook
from annotator.storage import ops
from annotator.storage.project_settings import suggests_whole_events

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

Handler = Callable[[], object]


_AT_ONCE = 0.008  # seconds in which cards are made ready before the window has its turn


def _tr(text: str) -> str:
    return QCoreApplication.translate("WholeEvents", text)


class WholeEvents:
    """Fills the list of suggested events of a coding page and does what its keys ask for."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self.listed = page.events_pane.suggested
        self._later = QTimer(page, singleShot=True, interval=0)  # once the article is painted
        self._later.timeout.connect(self._show)
        self._first = 0  # which offer the list begins with
        self._wire()

    def _wire(self) -> None:
        session = self.session
        session.article_opened.connect(self._begin)
        session.changed.connect(self.show_soon)
        session.focus_changed.connect(self._show)
        self.page.article_pane.suggestion_focused.connect(self._leave_for_suggestion)
        self.page.article_pane.selection_changed.connect(self._leave_for_selection)
        self.listed.look_requested.connect(self.look_at)
        self.listed.take_requested.connect(self._take)
        self.listed.dismiss_requested.connect(self._dismiss)
        self.listed.next_requested.connect(partial(self.step, 1))

    def stop(self) -> None:
        """Show nothing more: the project is about to be closed."""
        self._later.stop()
        self._later.blockSignals(True)

    def handlers(self) -> dict[str, Handler]:
        """The commands about suggested events by id."""
        return {
            "event.next_suggested": partial(self.step, 1),
            "event.previous_suggested": partial(self.step, -1),
            "event.take_suggested": self.take,
            "event.reject_suggested": self.dismiss,
        }

    def instead_of(self, handlers: dict[str, Handler]) -> dict[str, Handler]:
        """The handlers of other commands, as they act while a suggested event is looked at."""
        own: dict[str, Handler] = {
            "suggestion.accept": self.take,
            "suggestion.choose": self.take,
            "suggestion.reject": self.dismiss,
            "filler.delete": self.dismiss,
            "span.clear": partial(self.look_at, None),
        }
        made = dict(handlers)
        for name, handler in handlers.items():
            if name in own:
                made[name] = partial(self._first_ask, own[name], handler)
            elif name in _ON_THE_EVENT or name.startswith(("slot.", "attribute.")):
                made[name] = partial(self._first_ask, self._say_keys, handler)
        return made

    def _first_ask(self, looking: Handler, otherwise: Handler) -> None:
        (looking if self.session.looked_at is not None else otherwise)()

    def _say_keys(self) -> None:
        self.page.tell(
            _tr("This event is only suggested: {} takes it, {} dismisses it."),
            "suggestion.accept",
            "suggestion.reject",
        )

    # --- what is on screen ---------------------------------------------------------------------

    def _begin(self) -> None:
        """Show nothing of the article before; the new one's events come once it is painted."""
        self._first = 0
        self.listed.show_looks((), None)
        self._later.start()

    def show_soon(self) -> None:
        """Show what is on offer now, one turn of the event loop later."""
        self._later.start()

    def _show(self) -> None:
        looks, until = [], time.monotonic() + _AT_ONCE
        every = self.session.offers
        first = page_of(every, self.session.looked_at, self._first)
        self._first = first
        for offer in every[first : first + MOST]:
            if time.monotonic() > until and not self.session.has_preview(offer.event.id):
                self._later.start()  # the rest in another turn: the window never stalls
                break
            looks.append(self._look(offer))
        self.listed.show_looks(looks, self.session.looked_at, first=first, total=len(every))
        card = self.listed.card(self.session.looked_at)
        if card is not None:
            self.page.events_pane.reveal(card)

    def _look(self, offer: Offer) -> SuggestedLook:
        event = self.session.preview(offer.event.id)
        return SuggestedLook(offer.event.id, event, offer.event.confidence, len(offer.again))

    # --- looking -------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Look at the next suggested event, or the previous one."""
        session, caret = self.session, self.page.article_pane.view.caret
        found = step(session.offers, session.looked_at, by, caret=caret)
        if found is None:
            session.said.emit(self._why_none())
        else:
            self.look_at(found.event.id)

    def _why_none(self) -> str:
        if suggests_whole_events(self.session.project.connection):
            return _tr("No suggested event is left in this article.")
        return _tr("Whole events are switched off in the project settings.")

    def look_at(self, suggestion_id: int | None) -> None:
        """Unfold a suggested event and show its words in the text; None folds it again."""
        offer = next((o for o in self.session.offers if o.event.id == suggestion_id), None)
        if offer is not None:
            self.page.events_pane.close_editor(quiet=True)
            words = [
                mention.segments
                for filler in self.session.preview(offer.event.id).fillers
                for mention in filler.mentions
            ]
            self.page.article_pane.look_at(offer.event.segments, words)
        self.session.look_at(offer.event.id if offer else None)
        self._announce()

    def _announce(self) -> None:
        card = self.listed.card(self.session.looked_at)
        if card is not None:
            announce(card, card.spoken)

    def _leave_for_suggestion(self) -> None:
        if self.page.article_pane.focused_suggestion is not None:
            self.session.look_at(None)

    def _leave_for_selection(self) -> None:
        if self.page.article_pane.selection:
            self.session.look_at(None)

    # --- deciding ------------------------------------------------------------------------------

    def take(self) -> None:
        """Store the suggested event looked at."""
        if self.session.looked_at is None:
            self._say_none()
        else:
            self._take(self.session.looked_at)

    def _take(self, suggestion_id: int) -> None:
        article = self.session.article
        if article is None:
            return
        changes = self.session.run(ops.take_event, suggestion_id, article_id=article.id)
        if changes is not None:
            self.page.focus_article()
            self._ask_for_action(changes)

    def _ask_for_action(self, changes: Changes) -> None:
        """Open the list on the action's candidates where none stood clear of the rest."""
        event, slot = self.session.active_event, self.session.schema.code_slot
        if event is None or event.id != changes.event_id:
            return
        filler = next((f for f in event.in_slot(slot) if f.value is None), None)
        if filler is not None:
            row = Row(slot, filler.id)
            self.session.set_focus(event.id, row)
            self.page.events_pane.open_editor(
                event.id, row, words=filler.quote, candidates=self._candidates(event, slot)
            )

    def _candidates(self, event: Event, slot: str) -> tuple[Candidate, ...]:
        session = self.session
        given = dict.fromkeys(filler.suggestion_id for filler in event.in_slot(slot))
        found = (session.suggestions.get(suggestion_id) for suggestion_id in given)
        return tuple(value for suggestion in found for value in session.candidates_of(suggestion))

    def _say_none(self) -> None:
        self.page.tell(
            _tr("No suggested event is looked at: {} goes to one."), "event.next_suggested"
        )

    def dismiss(self) -> None:
        """Set the suggested event looked at aside, and look at the next one."""
        if self.session.looked_at is None:
            self._say_none()
        else:
            self._dismiss(self.session.looked_at)

    def _dismiss(self, suggestion_id: int) -> None:
        article = self.session.article
        if article is None:
            return
        following = step(self.session.offers, suggestion_id, 1)
        if self.session.run(ops.reject_event, suggestion_id, article_id=article.id) is None:
            return
        self.page.focus_article()
        if following is not None and following.event.id != suggestion_id:
            self.look_at(following.event.id)


# Commands that act on the coder's own active event, which is not what is looked at.
_ON_THE_EVENT = frozenset(
    {
        "event.duplicate",
        "event.reply",
        "event.delete",
        "event.reciprocal",
        "event.move_down",
        "event.move_up",
        "filler.edit",
        "filler.reported",
        "mention.evidence",
    }
)
