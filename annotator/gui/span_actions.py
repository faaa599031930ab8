"""What the commands that move in the text do: walk suggestions, choose stretches of words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain import phrases
from annotator.domain.events import Filler, Mention, Segments
from annotator.domain.words import regrown
from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

Handler = Callable[[], object]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Spans", text)


class SpanActions:
    """Handlers of everything that moves in the text and selects in it, for one coding page.

    While nothing is selected or focused and the caret stands in the words of the value in focus,
    the keys that grow and shrink change those words.
    """

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self.pane = page.article_pane
        self.session.focus_changed.connect(self._go_to_words)

    def handlers(self) -> dict[str, Handler]:
        """Every handler by command id."""
        pane = self.pane
        words = {
            f"slot.words.{slot.name}": partial(self.move_to_selection, slot.name)
            for slot in self.session.schema.slots
        }
        return words | {
            "suggestion.next": pane.next_suggestion,
            "suggestion.previous": pane.previous_suggestion,
            "span.grow_end": partial(self._grow, end=True, words=1),
            "span.shrink_end": partial(self._grow, end=True, words=-1),
            "span.grow_start": partial(self._grow, end=False, words=1),
            "span.shrink_start": partial(self._grow, end=False, words=-1),
            "span.widen": self._widen,
            "span.narrow": self._narrow,
            "span.keep": pane.pin_selection,
            "span.clear": pane.let_go,
            "caret.next_sentence": partial(pane.step_sentence, 1),
            "caret.previous_sentence": partial(pane.step_sentence, -1),
        }

    def _grow(self, *, end: bool, words: int) -> None:
        mention = self.mention_in_focus()
        if mention is None:
            self.pane.grow(end=end, words=words)
        else:
            self._move(mention, regrown(self.pane.text, mention.segments, end=end, words=words))

    def _widen(self) -> None:
        mention = self.mention_in_focus()
        if mention is None:
            self.pane.widen()
        else:
            self._move(mention, phrases.widened(self.pane.text, mention.segments))

    def _narrow(self) -> None:
        mention = self.mention_in_focus()
        if mention is None:
            self.pane.narrow()
        else:
            self._move(mention, phrases.narrowed(self.pane.text, mention.segments))

    # --- the words of a value ------------------------------------------------------------------

    def mention_in_focus(self) -> Mention | None:
        """The words of the value in focus that the caret stands in, while nothing else is meant."""
        pane, filler = self.pane, self.session.filler
        if filler is None or pane.selection or pane.focused_suggestion is not None:
            return None
        caret = pane.view.caret
        return next(
            (m for m in filler.mentions if any(s.start <= caret <= s.end for s in m.segments)), None
        )

    def move_to_selection(self, slot: str = "") -> None:
        """Let a value stand on the selected words, or those of the suggestion; it stays the same.

        The value in focus is meant, or of another ``slot`` the last one.
        """
        filler, segments = self._meant(slot), self._chosen()
        if filler is None:
            self.session.said.emit(_tr("No value is in focus: Alt+Down moves to one."))
        elif not segments:
            self.session.said.emit(_tr("Nothing is selected: Tab goes to a suggestion."))
        elif self._stand_on(filler, segments):
            self.pane.clear_selection()

    def _meant(self, slot: str) -> Filler | None:
        filler, event = self.session.filler, self.session.active_event
        if not slot or (filler is not None and filler.slot == slot):
            return filler
        return next(reversed(event.in_slot(slot)), None) if event else None

    def _chosen(self) -> Segments:
        """What is selected, or else the words of the focused suggestion."""
        if self.pane.selection:
            return self.pane.snapped_selection()
        suggestion = self.pane.focused_suggestion
        return suggestion.segments if suggestion else ()

    def _stand_on(self, filler: Filler, segments: Segments) -> bool:
        if not filler.mentions:
            return bool(self.session.run(ops.add_evidence, filler.id, segments=segments))
        mention = filler.mentions[0].id
        made = self.session.run(ops.move_mention, mention, segments, filler_id=filler.id)
        return made is not None

    def _move(self, mention: Mention, segments: Segments) -> None:
        filler = self.session.filler
        if filler is not None and segments != mention.segments:
            self.session.run(ops.move_mention, mention.id, segments, filler_id=filler.id)
            self.pane.put_caret(segments[0].start)

    def _go_to_words(self) -> None:
        """Follow the row in focus with the caret, unless something in the text is meant."""
        filler, pane = self.session.filler, self.pane
        idle = not pane.selection and pane.focused_suggestion is None
        if filler is not None and filler.mentions and idle and self.session.looked_at is None:
            pane.put_caret(filler.mentions[0].start)
