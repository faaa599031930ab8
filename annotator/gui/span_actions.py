"""What the commands that move in the text do: walk suggestions, choose stretches of words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from annotator.domain import phrases
from annotator.domain.events import Mention, Segments
from annotator.domain.words import regrown
from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

Handler = Callable[[], object]


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
        return {
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

    def _move(self, mention: Mention, segments: Segments) -> None:
        if segments != mention.segments:
            self.session.run(ops.move_mention, mention.id, segments)
            self.pane.put_caret(segments[0].start)

    def _go_to_words(self) -> None:
        """Follow the row in focus with the caret, unless something in the text is meant."""
        filler, pane = self.session.filler, self.pane
        idle = not pane.selection and pane.focused_suggestion is None
        if filler is not None and filler.mentions and idle and self.session.looked_at is None:
            pane.put_caret(filler.mentions[0].start)
