"""What is marked in a text, found by place so that painting asks only for what is on screen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Protocol

from annotator.domain.events import Coding, Mention, Segments
from annotator.domain.schema import Schema
from annotator.domain.suggestions import Suggestion
from annotator.gui.offsets import Offsets
from annotator.gui.views.span_row import SpanRow


@dataclass(frozen=True, slots=True)
class Use:
    """One filler that a mention is evidence of."""

    event_id: int
    filler_id: int
    letter: str  # of its slot


class Mark(NamedTuple):
    """One marked stretch: a suggestion, or a mention with the fillers it serves."""

    type: str  # mention type
    segments: Segments
    suggestion: Suggestion | None = None
    uses: tuple[Use, ...] = ()

    @property
    def suggested(self) -> bool:
        """Whether it is part of a suggested event that is only looked at."""
        return all(use.event_id < 0 for use in self.uses)

    @property
    def size(self) -> int:
        """Characters from its first to its last."""
        return self.segments[-1].end - self.segments[0].start


class Piece(NamedTuple):
    """One segment of a mark, or the joint between two of them, in Qt's positions.

    Pieces that overlap have different lanes to be underlined in, so that none hides another.
    """

    start: int
    end: int
    mark: Mark
    joint: bool = False
    last: bool = True  # slot letters stand behind the last segment
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Situation:
    """What the coder attends to, by ids; it decides how each mark looks."""

    event_id: int | None = None
    filler_id: int | None = None
    suggestion_id: int | None = None
    hovered: frozenset[int] = frozenset()  # events under the mouse


class Overlapping(Protocol):
    """Suggestions that are found by place."""

    def overlapping(self, start: int, end: int) -> list[Suggestion]:
        """Those that share a character with a half-open range of offsets."""


class MarkIndex:
    """The undecided suggestions and the coded mentions of one article, by place."""

    def __init__(
        self,
        suggestions: Overlapping | None = None,
        marks: Iterable[Mark] = (),
        *,
        offsets: Offsets | None = None,
        types: Collection[str] = (),
    ) -> None:
        """What has a mention type that is not among ``types`` is not shown."""
        self._suggestions: Overlapping = suggestions or SpanRow[Suggestion]()
        self._marks = SpanRow(marks)
        self._offsets = offsets or Offsets("")
        self._types = types

    def between(self, start: int, end: int) -> list[Piece]:
        """The pieces that share a position with a half-open range of Qt's positions."""
        low, high = self._offsets.to_offset(start), self._offsets.to_offset(end) + 1
        found = self._cluster(low, high)
        pieces = [piece for mark in found for piece in pieces_of(mark, self._offsets)]
        return [piece for piece in _with_lanes(pieces) if piece.start < end and piece.end > start]

    def _cluster(self, start: int, end: int) -> list[Mark]:
        """The marks of a range with all that overlap them, so that lanes never change."""
        while True:
            found = self._found(start, end)
            low = min([start, *(mark.segments[0].start for mark in found)])
            high = max([end, *(mark.segments[-1].end for mark in found)])
            if (low, high) == (start, end):
                return found
            start, end = low, high

    def _found(self, start: int, end: int) -> list[Mark]:
        suggested = (
            Mark(suggestion.type, suggestion.segments, suggestion)
            for suggestion in self._suggestions.overlapping(start, end)
        )
        marks = [*suggested, *self._marks.overlapping(start, end)]
        return [mark for mark in marks if mark.type in self._types]


def _with_lanes(pieces: list[Piece]) -> Iterator[Piece]:
    """Each piece in the first lane that is free where it stands, the outermost before others."""
    ends: list[int] = []  # of the last piece in each lane
    for piece in sorted(pieces, key=_by_place):
        lane = 0
        for end in ends:
            if end <= piece.start:
                break
            lane += 1
        ends[lane : lane + 1] = [piece.end]
        yield piece if lane == 0 else piece._replace(lane=lane)


def _by_place(piece: Piece) -> tuple[int, int]:
    return piece.start, -piece.end


def pieces_of(mark: Mark, offsets: Offsets) -> list[Piece]:
    """The segments of a mark, and the joints between them."""
    places = [offsets.to_positions(segment) for segment in mark.segments]
    if len(places) == 1:
        return [Piece(*places[0], mark)]
    pieces = [Piece(start, end, mark, last=end == places[-1][1]) for start, end in places]
    for (_, end), (start, _) in pairwise(places):
        if end < start:
            pieces.append(Piece(end, start, mark, joint=True, last=False))
    return pieces


def mention_marks(coding: Coding | None, schema: Schema) -> list[Mark]:
    """The mentions of a coding, each with the fillers that it is evidence of."""
    letters = {slot.name: slot.key for slot in schema.slots}
    found: dict[int, tuple[Mention, list[Use]]] = {}
    for event in coding.events if coding else ():
        for filler in event.fillers:
            use = Use(event.id, filler.id, letters.get(filler.slot, ""))
            for mention in filler.mentions:
                found.setdefault(mention.id, (mention, []))[1].append(use)
    return [
        Mark(mention.type, mention.segments, None, tuple(uses))
        for mention, uses in found.values()
        if mention.segments
    ]


def use_to_activate(mark: Mark, situation: Situation) -> tuple[int, int]:
    """Event and filler that a click on a mention means: of the active event, else its first.

    Where they are in focus already, the next one that the mention serves.
    """
    places = [(use.event_id, use.filler_id) for use in mark.uses]
    now = (situation.event_id, situation.filler_id)
    for at, place in enumerate(places):
        if place == now:
            return places[(at + 1) % len(places)]
    return next((place for place in places if place[0] == situation.event_id), places[0])
