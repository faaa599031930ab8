"""What the machine proposes; never data until a person accepts it."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.events import Segments


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value a suggestion could stand for, with the reason in words."""

    value: str
    label: str = ""
    reason: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """A stretch of text proposed by a pipeline, before it is stored."""

    type: str  # mention type of the schema
    segments: Segments
    label: str = ""  # what the pipeline called it, e.g. its entity label
    candidates: tuple[Candidate, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A stored suggestion as one coder sees it; ``decision`` is empty while undecided."""

    id: int
    type: str
    segments: Segments
    quote: str
    label: str
    candidates: tuple[Candidate, ...]
    decision: str  # "", "accepted" or "rejected"

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.segments[-1].end


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
