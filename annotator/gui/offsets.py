"""Count the same text in code points, as the project does, and in UTF-16 units, as Qt does."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from annotator.domain.events import Segment

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Converts between offsets (code points) and positions (UTF-16 units) of one text.

    Only the characters outside the basic plane are kept (they take two units each), so that a
    text of 700,000 characters costs a millisecond and a look-up one bisection.
    """

    __slots__ = ("_offsets", "_positions", "length", "units")

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        wide: list[int] = []
        if self.units != self.length:
            wide = [match.start() for match in _WIDE.finditer(text)]
        self._offsets = array("L", wide)
        self._positions = array("L", (offset + before for before, offset in enumerate(wide)))

    def to_position(self, offset: int) -> int:
        """Where Qt sees the character that stands at an offset."""
        return offset + bisect_left(self._offsets, offset) if self._offsets else offset

    def to_offset(self, position: int) -> int:
        """The offset of the character that Qt sees at a position.

        A position between the two units of one character counts as that character's start.
        """
        return position - bisect_left(self._positions, position) if self._positions else position

    def to_positions(self, segment: Segment) -> tuple[int, int]:
        """Start and end of a segment as Qt counts them."""
        return self.to_position(segment.start), self.to_position(segment.end)

    def to_segment(self, start: int, end: int) -> Segment | None:
        """The segment between two positions of Qt, in either order; None when it is empty.

        A character of which only one unit is inside belongs to it whole.
        """
        first, last = self.to_offset(min(start, end)), self.to_offset(max(start, end))
        if self.to_position(last) < max(start, end):
            last += 1
        return Segment(first, last) if first < last else None
