"""The order in which undecided suggestions are walked: as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.suggestions import Standing, Suggestion
from annotator.gui.views.span_row import SpanRow

_ACCEPTED = "accepted"  # the decision


class SuggestionWalk:
    """The suggestions of one article with the undecided ones in text order.

    Of those that start together the longest comes first. First choices are walked, and quiet ones
    where that is wished; other extents are only reached from their first choice.
    """

    def __init__(self, suggestions: Iterable[Suggestion] = (), *, quiet: bool = False) -> None:
        self._by_id = {suggestion.id: suggestion for suggestion in suggestions}
        undecided = [s for s in self._by_id.values() if not s.decision]
        self._others = SpanRow([s for s in undecided if s.standing is Standing.OTHER])
        self.row = SpanRow([s for s in undecided if s.standing is not Standing.OTHER])  # on screen
        taken = SpanRow([s for s in self._by_id.values() if _taken_elsewhere(s)])
        self._walked = SpanRow(
            [
                s
                for s in self.row.things
                if (quiet or s.standing is not Standing.QUIET) and not _covers(s, taken)
            ]
        )

    def get(self, suggestion_id: int | None) -> Suggestion | None:
        """The suggestion of that id, decided or not."""
        return None if suggestion_id is None else self._by_id.get(suggestion_id)

    def same_as(self, suggestion: Suggestion) -> Suggestion | None:
        """It, or the undecided one that says the same after another run of the pipeline."""
        if suggestion.id in self._by_id:
            return self._by_id[suggestion.id]
        for row in (self.row, self._others):
            for other in row.overlapping(suggestion.start, suggestion.end):
                if (other.type, other.segments) == (suggestion.type, suggestion.segments):
                    return other
        return None

    def at_or_after(self, offset: int) -> Suggestion | None:
        """The first undecided one that starts at an offset or behind it."""
        return self._at(self._walked.first_from(offset))

    def before(self, offset: int) -> Suggestion | None:
        """The last undecided one that starts before an offset."""
        return self._at(self._walked.first_from(offset) - 1)

    def next_to(self, suggestion: Suggestion) -> Suggestion | None:
        """The undecided one behind another, whether that one is still undecided or not."""
        at = self._walked.first_from(suggestion.start)
        while (other := self._at(at)) is not None and _place(other) <= _place(suggestion):
            at += 1
        return other

    def previous_to(self, suggestion: Suggestion) -> Suggestion | None:
        """The undecided one before another, whether that one is still undecided or not."""
        at = self._walked.first_from(suggestion.start + 1) - 1
        while (other := self._at(at)) is not None and _place(other) >= _place(suggestion):
            at -= 1
        return other

    def quiet_at(self, offset: int) -> Suggestion | None:
        """The shortest quiet one that an offset stands in."""
        found = [
            s
            for s in self.row.overlapping(max(0, offset - 1), offset + 1)
            if s.standing is Standing.QUIET and s.start <= offset <= s.end
        ]
        return min(found, key=lambda s: s.end - s.start, default=None)

    def next_extent(self, suggestion: Suggestion) -> Suggestion | None:
        """Another extent of the same words: from the whole to its parts and back; None: none."""
        whole = suggestion
        if suggestion.standing is Standing.OTHER:
            around = self.row.overlapping(suggestion.start, suggestion.end)
            same = [s for s in around if s.type == suggestion.type]
            whole = max(same, key=lambda s: s.end - s.start, default=suggestion)
        parts = self._others.overlapping(whole.start, whole.end)
        extents = [whole, *(s for s in parts if s.type == whole.type and s.id != whole.id)]
        at = next((n for n, s in enumerate(extents) if s.id == suggestion.id), 0)
        return extents[(at + 1) % len(extents)] if len(extents) > 1 else None

    def _at(self, index: int) -> Suggestion | None:
        things = self._walked.things
        return things[index] if 0 <= index < len(things) else None


def _taken_elsewhere(suggestion: Suggestion) -> bool:
    return suggestion.decision == _ACCEPTED and suggestion.standing is Standing.OTHER


def _covers(suggestion: Suggestion, taken: SpanRow[Suggestion]) -> bool:
    """Whether another extent of it was taken already."""
    if not taken.things:
        return False
    found = taken.overlapping(suggestion.start, suggestion.end)
    return any(other.type == suggestion.type for other in found)


def _place(suggestion: Suggestion) -> tuple[int, int, int]:
    return suggestion.start, -suggestion.end, suggestion.id
