"""What the machine proposes; never data until a person accepts it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.events import Segments


class Standing(StrEnum):
    """How far in front a suggestion stands."""

    FIRST = "first"  # what most coders would take
    OTHER = "other"  # another extent of a first choice, one key away from it
    QUIET = "quiet"  # hardly ever coded (who said it, the reporting outlet)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value a suggestion could stand for, with the reason in words.

    ``origin`` says in a word where it comes from; the days say when the value holds (an office
    that was left, say), both included, None for an end that is open.
    """

    value: str
    label: str = ""
    reason: str = ""
    confidence: float | None = None
    origin: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the value holds on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    @property
    def dated(self) -> bool:
        """Whether it holds for some time only."""
        return self.valid_from is not None or self.valid_to is not None


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """A stretch of text proposed by a pipeline, before it is stored."""

    type: str  # mention type of the schema
    segments: Segments
    label: str = ""  # what the pipeline called it, e.g. its entity label
    candidates: tuple[Candidate, ...] = ()
    confidence: float | None = None
    standing: Standing = Standing.FIRST


@dataclass(frozen=True, slots=True)
class NewFiller:
    """What would stand in a slot of a proposed event.

    ``mention`` is the place of a suggestion among those of the article; ``value`` is empty where
    no candidate stands clear of the rest, so that the coder chooses.
    """

    slot: str
    mention: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A whole event proposed by a pipeline, before it is stored.

    ``segments`` are those of its trigger; ``attributes`` are (name, value) as the schema has them;
    ``repeats`` is the place of the proposed event of the same article that it reports again.
    """

    segments: Segments
    fillers: tuple[NewFiller, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    reciprocal: bool = False
    confidence: float | None = None
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A stored suggestion as one coder sees it; ``decision`` is empty while undecided.

    Its candidates are read when they are asked for: of hundreds on a page only the focused one's.
    """

    id: int
    type: str
    segments: Segments
    quote: str
    label: str
    decision: str  # "", "accepted" or "rejected"
    standing: Standing = Standing.FIRST
    confidence: float | None = None

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.segments[-1].end


@dataclass(frozen=True, slots=True)
class SuggestedFiller:
    """What would stand in a slot of a suggested event: words of the text with their value."""

    slot: str
    suggestion_id: int
    value: str  # empty: to be chosen among the candidates of the words


@dataclass(frozen=True, slots=True)
class SuggestedEvent:
    """A stored whole event as one coder sees it; ``segments`` are those of its trigger."""

    id: int
    segments: Segments
    quote: str
    fillers: tuple[SuggestedFiller, ...]
    attributes: tuple[tuple[str, str], ...]
    reciprocal: bool
    decision: str
    confidence: float | None = None
    repeats: int | None = None  # id of the suggested event that it reports again

    @property
    def start(self) -> int:
        """Offset of the first character of its trigger."""
        return self.segments[0].start

    def in_slot(self, slot: str) -> tuple[SuggestedFiller, ...]:
        """What would stand in a slot, in order."""
        return tuple(filler for filler in self.fillers if filler.slot == slot)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Who suggests: a pipeline by name, version and what it consists of."""

    name: str
    version: str
    components: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlighted:
    """What a pipeline made of one article: suggestions, or why there are none."""

    article_id: int
    suggestions: tuple[NewSuggestion, ...]
    failure: str = ""
    events: tuple[NewEvent, ...] = ()
