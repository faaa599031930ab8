"""What an export reads: flat rows of coded data, grouped just enough to be merged in one pass.

An export of some hundred thousand events cannot afford objects for everything it meets, so these
are named tuples in the order of the columns they are read from. ``Dataset`` is what a project
offers to whoever writes them out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from annotator.domain.schema import Schema

Report = Callable[[int, int], object]  # how much is done, of how much
Cancelled = Callable[[], bool]


class Rows(StrEnum):
    """The kinds of rows a dataset has."""

    EVENTS = "events"
    DYADS = "dyads"
    MENTIONS = "mentions"
    CODINGS = "codings"
    COMMENTS = "comments"
    ARTICLES = "articles"
    ASSIGNMENTS = "assignments"
    CODEBOOK = "codebook"


class CodingRow(NamedTuple):
    """One coder's work on one article in one round, with what the article is known by."""

    id: int
    uuid: str
    article_id: int
    article_uuid: str
    external_id: str
    title: str
    source: str
    published: str | None
    url: str
    language: str
    coder: str
    round: str
    codebook_id: int
    status: str
    reason: str
    flagged: int
    unaided: int
    started_at: str
    finished_at: str | None
    seconds: float | None


class EventRow(NamedTuple):
    """One event of a coding."""

    coding_id: int
    id: int
    uuid: str
    position: int
    reciprocal: int
    reciprocal_provenance: str


class FillerRow(NamedTuple):
    """One value of an event with one segment of one mention that shows it.

    A value with several mentions or segments has as many rows, one after the other; one without
    any has a single row, in which ``mention_id`` and all behind it are None.

    ``value`` is the code or the text; of a date its kind, start, start state, end, end state,
    publication date and words; of a place its name, country, admin1, gazetteer id and where_prec;
    in that order, parted by ``PARTED``. ``latitude`` and ``longitude`` are degrees of a place.
    """

    event_id: int
    id: int
    uuid: str
    slot: str
    provenance: str
    pipeline_id: int | None
    kind: str | None  # code, text, date or place; None while it is not coded
    value: str | None
    latitude: float | None = None
    longitude: float | None = None
    mention_id: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None


PARTED = "\x1f"


class MentionRow(NamedTuple):
    """What a mention is called and of which type it is."""

    id: int
    uuid: str
    type: str


class AttributeRow(NamedTuple):
    """One value of one attribute of an event."""

    event_id: int
    name: str
    value: str
    provenance: str


class LinkRow(NamedTuple):
    """The same event in another article, by its UUID."""

    event_id: int
    other: str


class CommentRow(NamedTuple):
    """A note, question or answer of a coding."""

    coding_id: int
    event_id: int | None
    mention_id: int | None
    kind: str
    text: str
    uuid: str
    reply_to: str  # identity of the question it answers
    mention_uuid: str
    quote: str  # words of the mention
    coder: str  # who wrote it
    created_at: str


class ArticleRecord(NamedTuple):
    """One article without its text."""

    uuid: str
    external_id: str
    title: str
    source: str
    published: str | None
    url: str
    language: str
    collection: str
    imported_at: str
    imported_from: str
    sha256: str
    characters: int
    codings: int
    events: int


class AssignmentRow(NamedTuple):
    """An article that a coder has in a round: given to her, or begun without that.

    ``unaided`` is as it was begun, else as it was given; ``status`` is that of the coding, ""
    without one; ``position`` is the place in the queue of who was given it.
    """

    article_uuid: str
    external_id: str
    title: str
    source: str
    published: str | None
    coder: str
    round: str
    round_kind: str
    given: int
    position: int | None
    unaided: int
    status: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The codings of a few articles with everything under them, by the id of what it hangs on."""

    codings: Sequence[CodingRow]
    events: Mapping[int, list[EventRow]] = field(default_factory=dict)
    fillers: Mapping[int, list[FillerRow]] = field(default_factory=dict)
    attributes: Mapping[int, list[AttributeRow]] = field(default_factory=dict)
    comments: Mapping[int, list[CommentRow]] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    mentions: Mapping[int, MentionRow] = field(default_factory=dict)
    links: Mapping[int, list[LinkRow]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codebook:
    """One version of a project's codebook."""

    id: int
    name: str
    version: int
    created_at: str
    schema: Schema


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What a dataset says of the project it comes from."""

    uuid: str
    title: str
    created_at: str
    created_by: str
    codebook: Codebook  # in force
    codebooks: Mapping[int, Codebook]  # every version by its id
    pipelines: Mapping[int, str]  # name and version by id


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a dataset holds, and how much stays out of it."""

    articles: int
    codings: int
    events: int
    mentions: int
    left_out: int  # codings that are not finished
    several: int  # articles with more than one of the codings
    comments: int  # notes, questions and answers
    assignments: int  # articles that coders were given, or began without that


class Dataset(Protocol):
    """Coded data that can be read from the beginning as often as needed, always the same."""

    @property
    def facts(self) -> ProjectFacts:
        """The project it comes from."""

    def totals(self, *, unfinished: bool) -> Totals:
        """How many rows there are, with or without codings that are not finished."""

    def batches(self, *, unfinished: bool, mentions: bool = False) -> Iterator[Batch]:
        """The codings in the order of their articles, round by round, coder by coder.

        ``mentions`` asks for their identities and types too.
        """

    def articles(self, *, unfinished: bool) -> Iterator[Sequence[ArticleRecord]]:
        """All articles in the order of their import."""

    def assignments(self) -> Iterator[Sequence[AssignmentRow]]:
        """Who has which article, given or begun without that, in the order of the articles."""
