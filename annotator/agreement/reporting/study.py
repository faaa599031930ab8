"""What a report on agreement is computed from: who was given what, and what came of it.

Plain data, whatever it was read from: a project, a workbook that was exported from one, or the
tables of a folder. Four things are told apart: an article that was not given to a coder
(no assignment, no coding), one that she has not begun (an assignment alone), one that holds
nothing to code (a finished coding without events), and a field that she left blank (an event
without a value in it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.agreement.ranges import Ranges
from annotator.domain.events import FINISHED, CodingStatus
from annotator.domain.schema import Schema
from annotator.domain.values import Value


@dataclass(frozen=True, slots=True)
class StudyValue:
    """One value in one slot of an event; ``value`` is None while it is not coded.

    ``evidence`` are the characters of its mentions. ``suggestion`` names the suggestion that was
    accepted as it stood: its pipeline and its characters; it is empty where none was.
    """

    slot: str
    value: Value | None
    evidence: Ranges = ()
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class StudyEvent:
    """One event of a coding.

    ``evidence`` are the characters of all mentions of its action; if it has none, of all its
    values. ``attributes`` has the values of each attribute that was given.
    """

    uuid: str
    position: int
    values: tuple[StudyValue, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reciprocal: bool = False
    evidence: Ranges = ()

    def in_slot(self, slot: str) -> tuple[StudyValue, ...]:
        """Its values in one slot, in order."""
        return tuple(value for value in self.values if value.slot == slot)


@dataclass(frozen=True, slots=True)
class StudyArticle:
    """One article: what it is called, and how many characters its text has."""

    uuid: str
    title: str = ""
    characters: int = 0


@dataclass(frozen=True, slots=True)
class StudyCoding:
    """One coder's work on one article in one round.

    ``finished`` is the day, as ISO 8601. ``marked`` gives the mentions of each mention type, each
    as its characters; one that shows several values, or is marked twice, stands there once.
    """

    article: str
    coder: str
    round: str
    status: CodingStatus
    codebook: int = 1
    unaided: bool = False
    finished: str = ""
    events: tuple[StudyEvent, ...] = ()
    marked: Mapping[str, tuple[Ranges, ...]] = field(default_factory=dict)

    @property
    def is_finished(self) -> bool:
        """Whether the coder is through with the article."""
        return self.status in FINISHED


@dataclass(frozen=True, slots=True)
class Assigned:
    """An article in the queue of a coder, in one round."""

    article: str
    coder: str
    round: str


@dataclass(frozen=True, slots=True)
class Study:
    """Everything of a project that agreement is computed from.

    ``assigned`` is None where it is not known who was given what (a folder of CSV files may lack
    the assignments). ``rounds`` gives the kind of each round, as far as it is known. ``origin``
    says in words where it was read from.
    """

    schema: Schema
    articles: tuple[StudyArticle, ...]
    codings: tuple[StudyCoding, ...]
    assigned: frozenset[Assigned] | None = None
    rounds: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
