"""The order in which undecided suggestions are walked: as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.suggestions import Suggestion
from annotator.gui.views.span_row import SpanRow


class SuggestionWalk:
    """The suggestions of one article with the undecided ones in text order.

    Of those that start together the longest comes first.
    """

    def __init__(self, suggestions: Iterable[Suggestion] = ()) -> None:
        self._by_id = {suggestion.id: suggestion for suggestion in suggestions}
        self.row = SpanRow([s for s in self._by_id.values() if not s.decision])

    def get(self, suggestion_id: int | None) -> Suggestion | None:
        """The suggestion of that id, decided or not."""
        return None if suggestion_id is None else self._by_id.get(suggestion_id)

    def same_as(self, suggestion: Suggestion) -> Suggestion | None:
        """It, or the undecided one that says the same after another run of the pipeline."""
        if suggestion.id in self._by_id:
            return self._by_id[suggestion.id]
        for other in self.row.overlapping(suggestion.start, suggestion.end):
            if (other.type, other.segments) == (suggestion.type, suggestion.segments):
                return other
        return None

    def at_or_after(self, offset: int) -> Suggestion | None:
        """The first undecided one that starts at an offset or behind it."""
        return self._at(self.row.first_from(offset))

    def before(self, offset: int) -> Suggestion | None:
        """The last undecided one that starts before an offset."""
        return self._at(self.row.first_from(offset) - 1)

    def next_to(self, suggestion: Suggestion) -> Suggestion | None:
        """The undecided one behind another, whether that one is still undecided or not."""
        at = self.row.first_from(suggestion.start)
        while (other := self._at(at)) is not None and _place(other) <= _place(suggestion):
            at += 1
        return other

    def previous_to(self, suggestion: Suggestion) -> Suggestion | None:
        """The undecided one before another, whether that one is still undecided or not."""
        at = self.row.first_from(suggestion.start + 1) - 1
        while (other := self._at(at)) is not None and _place(other) >= _place(suggestion):
            at -= 1
        return other

    def _at(self, index: int) -> Suggestion | None:
        things = self.row.things
        return things[index] if 0 <= index < len(things) else None


def _place(suggestion: Suggestion) -> tuple[int, int, int]:
    return suggestion.start, -suggestion.end, suggestion.id
