"""What moves between the cards and the text, and what order the cards stand in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.accepting import Row
from annotator.domain.event_order import Order, next_mention, values_at
from annotator.domain.events import Event, Filler, Segments, evidence_of
from annotator.domain.schema import Choice
from annotator.gui.views.choice_sheet import ChoiceSheet
from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Cards", text)


class CardActions:
    """Handlers of what concerns the cards as they stand beside the text."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self._from_card = True  # whether a row was moved to later than the caret was
        self.session.focus_changed.connect(self._note_row)
        page.article_pane.view.caret_moved.connect(self._note_caret)

    @cached_property
    def sheet(self) -> ChoiceSheet:
        """The orders to choose from, made when it is first asked for."""
        made = ChoiceSheet(self.page, self.page.theme)
        self.page.add_themed(made)
        made.chosen.connect(self.sort)
        made.closed.connect(self.page.focus_article)
        return made

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        return {"event.sort": self.ask_order, "event.show_words": self.jump}

    # --- order ---------------------------------------------------------------------------------

    def ask_order(self) -> None:
        """Offer the orders of the events of the article."""
        coding = self.session.coding
        if coding is None or len(coding.events) < 2:
            self.session.said.emit(_tr("There are no two events to sort."))
            return
        labels = {
            Order.TEXT: _tr("By place in the text"),
            Order.DATE: _tr("By date"),
            Order.CODE: _tr("By code"),
            Order.MADE: _tr("As they were coded"),
        }
        choices = [Choice(order.value, label) for order, label in labels.items()]
        self.sheet.ask(_tr("Sort the events"), choices)

    def sort(self, order: str) -> None:
        """Bring the events into an order, in one step."""
        article = self.session.article
        if article is None:
            return
        changes = self.session.run(ops.sort_events, article.id, Order(order))
        if changes is not None and not changes.edit_id:
            self.session.said.emit(_tr("The events stand in this order already."))

    # --- to the words and back -----------------------------------------------------------------

    def _note_row(self) -> None:
        self._from_card = True

    def _note_caret(self) -> None:
        self._from_card = False

    def jump(self) -> None:
        """Show the words of what is in focus; with the caret in coded words show their row."""
        coding = self.session.coding
        caret = self.page.article_pane.view.caret
        held = values_at(coding.events, caret) if coding else ()
        if self._from_card or not held:
            self._to_words(caret)
            return
        mine = self.session.filler
        at = held.index(mine) if mine in held else -1
        if at >= 0 and len(held) == 1:
            self._to_words(caret)
        else:
            self._to_row(held[(at + 1) % len(held)])

    def _to_row(self, filler: Filler) -> None:
        row = Row(filler.slot, filler.id)
        self.session.set_focus(filler.event_id, row)
        self.page.events_pane.reveal_row(filler.event_id, row)
        self._from_card = False  # the same key goes on to the next event with these words

    def _to_words(self, caret: int) -> None:
        event, filler = self.session.active_event, self.session.filler
        if event is None:
            self.page.tell(_tr("There is no event yet: {} starts one."), "event.new")
            return
        words = self._words(event, filler, caret)
        if not words:
            self.session.said.emit(_tr("No words of the text are marked for this."))
            return
        self.page.article_pane.look_at(words, ())
        self.page.focus_article()
        self._from_card = False

    def _words(self, event: Event, filler: Filler | None, caret: int) -> Segments:
        if filler is None:
            return evidence_of(event, self.session.schema.code_slot)
        mention = next_mention(filler, caret)
        return mention.segments if mention is not None else ()
