"""The order in which undecided suggestions are walked: as they stand in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from annotator.domain.suggestion_parts import Suggestions
from annotator.domain.suggestions import Standing, Suggestion
from annotator.gui.views.span_row import SpanRow

_ACCEPTED = "accepted"  # the decision


class _Part(NamedTuple):
    """The undecided suggestions that reach into one part of the text."""

    shown: SpanRow[Suggestion]
    others: SpanRow[Suggestion]  # reached from a first choice only


class SuggestionWalk:
    """The suggestions of one article with the undecided ones in text order.

    Of those that start together the longest comes first. First choices are walked, and quiet ones
    where that is wished; other extents are only reached from their first choice. What lies far
    from where one is is not looked at before one comes there.
    """

    def __init__(self, suggestions: Suggestions | None = None, *, quiet: bool = False) -> None:
        self._suggestions = Suggestions() if suggestions is None else suggestions
        self._quiet = quiet
        self._parts: dict[int, _Part] = {}
        self._taken: dict[int, SpanRow[Suggestion]] = {}
        self._walked: dict[int, SpanRow[Suggestion]] = {}

    def get(self, suggestion_id: int | None) -> Suggestion | None:
        """The suggestion of that id, decided or not."""
        return self._suggestions.get(suggestion_id)

    def same_as(self, suggestion: Suggestion) -> Suggestion | None:
        """It, or the undecided one that says the same after another run of the pipeline."""
        own = self._suggestions.get(suggestion.id)
        if own is not None:
            return own
        start, end = suggestion.start, suggestion.end
        for other in (*self.overlapping(start, end), *self._others(start, end)):
            if (other.type, other.segments) == (suggestion.type, suggestion.segments):
                return other
        return None

    def overlapping(self, start: int, end: int) -> list[Suggestion]:
        """The undecided ones on screen that share a character with a range of offsets."""
        return self._found(lambda part: self._part(part).shown, start, end)

    def at_or_after(self, offset: int) -> Suggestion | None:
        """The first undecided one that starts at an offset or behind it."""
        return next(self._onward(offset), None)

    def before(self, offset: int) -> Suggestion | None:
        """The last undecided one that starts before an offset."""
        return next(self._backward(offset), None)

    def next_to(self, suggestion: Suggestion) -> Suggestion | None:
        """The undecided one behind another, whether that one is still undecided or not."""
        here = _place(suggestion)
        return next((s for s in self._onward(suggestion.start) if _place(s) > here), None)

    def previous_to(self, suggestion: Suggestion) -> Suggestion | None:
        """The undecided one before another, whether that one is still undecided or not."""
        here = _place(suggestion)
        return next((s for s in self._backward(suggestion.start + 1) if _place(s) < here), None)

    def quiet_at(self, offset: int) -> Suggestion | None:
        """The shortest quiet one that an offset stands in."""
        found = [
            s
            for s in self.overlapping(max(0, offset - 1), offset + 1)
            if s.standing is Standing.QUIET and s.start <= offset <= s.end
        ]
        return min(found, key=lambda s: s.end - s.start, default=None)

    def next_extent(self, suggestion: Suggestion) -> Suggestion | None:
        """Another extent of the same words: from the whole to its parts and back; None: none."""
        whole = suggestion
        if suggestion.standing is Standing.OTHER:
            around = self.overlapping(suggestion.start, suggestion.end)
            same = [s for s in around if s.type == suggestion.type]
            whole = max(same, key=lambda s: s.end - s.start, default=suggestion)
        parts = self._others(whole.start, whole.end)
        extents = [whole, *(s for s in parts if s.type == whole.type and s.id != whole.id)]
        at = next((n for n, s in enumerate(extents) if s.id == suggestion.id), 0)
        return extents[(at + 1) % len(extents)] if len(extents) > 1 else None

    def _onward(self, offset: int) -> Iterator[Suggestion]:
        """What is walked, from an offset to the end of the text."""
        for part in range(self._suggestions.part_at(offset), self._suggestions.parts):
            row = self._walked_in(part)
            yield from row.things[row.first_from(offset) :]

    def _backward(self, offset: int) -> Iterator[Suggestion]:
        """What is walked before an offset, back to the beginning of the text."""
        for part in range(self._suggestions.part_at(offset), -1, -1):
            row = self._walked_in(part)
            yield from reversed(row.things[: row.first_from(offset)])

    def _others(self, start: int, end: int) -> list[Suggestion]:
        """The undecided other extents that share a character with a range of offsets."""
        return self._found(lambda part: self._part(part).others, start, end)

    def _found(
        self, row_of: Callable[[int], SpanRow[Suggestion]], start: int, end: int
    ) -> list[Suggestion]:
        """Those of a row that share a character with a range, each once though in two parts."""
        first, last = self._suggestions.part_at(start), self._suggestions.part_at(end)
        if first == last:
            return row_of(first).overlapping(start, end)
        found = {
            s.id: s for part in range(first, last + 1) for s in row_of(part).overlapping(start, end)
        }
        return list(found.values())

    def _part(self, part: int) -> _Part:
        if part not in self._parts:
            undecided = [s for s in self._suggestions.reaching(part) if not s.decision]
            self._parts[part] = _Part(
                SpanRow([s for s in undecided if s.standing is not Standing.OTHER]),
                SpanRow([s for s in undecided if s.standing is Standing.OTHER]),
            )
        return self._parts[part]

    def _walked_in(self, part: int) -> SpanRow[Suggestion]:
        """What is walked of the undecided ones that begin in a part."""
        if part not in self._walked:
            found, parts = self._part(part).shown.things, self._suggestions.parts
            if not self._quiet:
                found = [s for s in found if s.standing is not Standing.QUIET]
            if parts > 1:
                found = [s for s in found if self._suggestions.part_at(s.start) == part]
            if parts > 1 or self._taken_in(part).things:
                found = [s for s in found if not self._is_covered(s)]
            self._walked[part] = SpanRow(found)
        return self._walked[part]

    def _is_covered(self, suggestion: Suggestion) -> bool:
        """Whether another extent of it was taken already."""
        first, last = map(self._suggestions.part_at, (suggestion.start, suggestion.end))
        if first == last and not self._taken_in(first).things:  # nearly always
            return False
        found = self._found(self._taken_in, suggestion.start, suggestion.end)
        return any(other.type == suggestion.type for other in found)

    def _taken_in(self, part: int) -> SpanRow[Suggestion]:
        if part not in self._taken:
            taken = [s for s in self._suggestions.reaching(part) if _taken_elsewhere(s)]
            self._taken[part] = SpanRow(taken)
        return self._taken[part]


def _taken_elsewhere(suggestion: Suggestion) -> bool:
    return suggestion.decision == _ACCEPTED and suggestion.standing is Standing.OTHER


def _place(suggestion: Suggestion) -> tuple[int, int, int]:
    return suggestion.start, -suggestion.end, suggestion.id
