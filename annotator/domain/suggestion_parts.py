"""The suggestions of one article, which can be asked for by parts of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Self, overload

from annotator.domain.events import Segments
from annotator.domain.suggestions import Suggestion

PART = 8_192
"""Characters of a part: nearly every news article is one, and a window shows two at most."""


class Suggestions(Sequence[Suggestion]):
    """What is suggested in one article, in text order, given whole as one part."""

    def __init__(self, things: Iterable[Suggestion] = ()) -> None:
        self._things = tuple(things)

    @property
    def parts(self) -> int:
        """How many parts there are, one at least."""
        return 1

    def part_at(self, offset: int) -> int:
        """The number of the part that an offset of the text lies in."""
        return min(max(0, offset // PART), self.parts - 1)

    def reaching(self, part: int) -> Sequence[Suggestion]:
        """Those that have a character in a part, or on both sides of one, in text order."""
        return self._things if part == 0 else ()

    def beginning(self, part: int) -> Sequence[Suggestion]:
        """Those that begin in a part, in text order."""
        found = self.reaching(part)
        if self.parts == 1:
            return found
        return [suggestion for suggestion in found if self.part_at(suggestion.start) == part]

    def get(self, suggestion_id: int | None) -> Suggestion | None:
        """The suggestion of that id, None when there is none."""
        return next((thing for thing in self._things if thing.id == suggestion_id), None)

    def on(self, segments: Segments, mention_type: str) -> Suggestion | None:
        """The first one of a mention type that stands on exactly these characters."""
        near = self.reaching(self.part_at(segments[0].start)) if segments else ()
        found = (s for s in near if s.segments == segments and s.type == mention_type)
        return next(found, None)

    def again(self) -> Self:
        """The same with what the coder decided since; the very same where that is nothing."""
        return self

    def __iter__(self) -> Iterator[Suggestion]:
        for part in range(self.parts):
            yield from self.beginning(part)

    def __len__(self) -> int:
        return sum(len(self.beginning(part)) for part in range(self.parts))

    @overload
    def __getitem__(self, index: int) -> Suggestion: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Suggestion]: ...
    def __getitem__(self, index: int | slice) -> Suggestion | Sequence[Suggestion]:
        return tuple(self)[index]
