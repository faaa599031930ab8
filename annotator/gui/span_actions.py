"""What the commands that move in the text do: walk suggestions, choose stretches of words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

Handler = Callable[[], object]


class SpanActions:
    """Handlers of everything that moves in the text and selects in it, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.pane = page.article_pane

    def handlers(self) -> dict[str, Handler]:
        """Every handler by command id."""
        pane = self.pane
        return {
            "suggestion.next": pane.next_suggestion,
            "suggestion.previous": pane.previous_suggestion,
            "span.grow_end": partial(pane.grow, end=True, words=1),
            "span.shrink_end": partial(pane.grow, end=True, words=-1),
            "span.grow_start": partial(pane.grow, end=False, words=1),
            "span.shrink_start": partial(pane.grow, end=False, words=-1),
            "span.keep": pane.pin_selection,
            "span.clear": pane.let_go,
        }
