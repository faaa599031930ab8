"""What a coder sees of the window: the focus, the marks, the cards, the open list."""

from __future__ import annotations

from keystroking.hands import Hands

from annotator.domain.accepting import Row, rows_of
from annotator.domain.events import Event, Segment
from annotator.domain.offers import step
from annotator.domain.suggestions import Suggestion
from annotator.gui.views.editor_entry import Entry
from annotator.gui.views.hint_words import Hint
from annotator.gui.views.letter_overlay import LetterOverlay, letters_for
from annotator.gui.views.slot_editor import SlotEditor


class Eyes:
    """Reads the window, changes nothing."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    @property
    def page(self):  # noqa: ANN201 - the page changes its form with the window
        """The page of the open project."""
        return self.hands.window.page

    @property
    def text(self) -> str:
        """The article on screen."""
        return self.page.article_pane.text

    @property
    def event(self) -> Event | None:
        """The event on the active card."""
        return self.page.session.active_event

    @property
    def row(self) -> Row | None:
        """The row in focus on the active card."""
        return self.page.session.focus.row

    @property
    def focused(self) -> Suggestion | None:
        """The suggestion with the outline."""
        return self.page.article_pane.focused_suggestion

    @property
    def selection(self) -> tuple[Segment, ...]:
        """What is selected, as a slot would take it."""
        pane = self.page.article_pane
        return pane.snapped_selection() if pane.selection else ()

    @property
    def caret(self) -> int:
        """Where the caret stands."""
        return self.page.article_pane.view.caret

    @property
    def hint(self) -> Hint | None:
        """The line under what is focused or selected."""
        return self.page.article_pane.hint.hint

    @property
    def marks(self) -> list[Suggestion]:
        """The suggestions underlined on the page."""
        return self.page.article_pane.visible_suggestions()

    def rows(self) -> list[Row]:
        """The lines of the active card, in order."""
        event = self.event
        return rows_of(self.page.session.schema, event) if event else []

    # --- letters -------------------------------------------------------------------------------

    def word_letters(self) -> dict[Segment, int]:
        """The words that would get letters, and how many each."""
        spots = self.page.pointing.word_spots()
        labels = letters_for(len(spots))
        return {spot.what: len(label) for spot, label in zip(spots, labels, strict=True)}

    def mark_letters(self) -> dict[int, int]:
        """The suggestions that would get letters, by id, and how many each."""
        spots = self.page.pointing.suggestion_spots()
        labels = letters_for(len(spots))
        return {spot.what.id: len(label) for spot, label in zip(spots, labels, strict=True)}

    def label_of(self, what: Segment | int) -> str:
        """The letters shown over a word or a suggestion now."""
        overlay = self.page.findChild(LetterOverlay)
        for label, spot in overlay.labels.items():
            key = spot.what.id if isinstance(spot.what, Suggestion) else spot.what
            if key == what:
                return label
        raise LookupError(what)

    # --- suggested events ----------------------------------------------------------------------

    def offered(self) -> list[tuple[int, Event]]:
        """The suggested events in the order in which the full stop goes to them."""
        session = self.page.session
        listed = {card.suggestion_id for card in self.page.events_pane.suggested.cards}
        order = []
        at, found = None, step(session.offers, None, 1, caret=self.caret)
        while found is not None and found.event.id not in [o for o, _ in order]:
            at = found.event.id
            if at in listed:
                order.append((at, session.preview(at)))
            found = step(session.offers, at, 1)
        return order

    # --- the open list -------------------------------------------------------------------------

    @property
    def editor(self) -> SlotEditor:
        """The list that opens inside a card."""
        return self.page.events_pane.findChild(SlotEditor)

    @property
    def editor_open(self) -> bool:
        """Whether it is open."""
        return self.editor.isVisible()

    def entries(self) -> list[tuple[str, Entry]]:
        """The rows of the open list with the key that takes each: a digit, Alt and a digit, ""."""
        model = self.editor.list.model()
        return [
            ("+".join(caps[0].split()) if (caps := model.caps(row)) else "", entry)
            for row, entry in enumerate(self.editor.list.entries)
        ]

    def highlighted(self) -> Entry | None:
        """The row that Enter takes."""
        return self.editor.list.entry

    def typed(self) -> str:
        """What stands in the line."""
        return self.editor.line.text()
