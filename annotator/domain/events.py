"""What a coder records: codings, mentions, events and fillers, as plain frozen data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.values import Provenance, Value


class CodingStatus(StrEnum):
    """How far one coder is with one article in one round."""

    TODO = "to do"  # no coding exists yet
    IN_PROGRESS = "in progress"
    DONE = "done"
    NOTHING = "nothing to code"


FINISHED = frozenset({CodingStatus.DONE, CodingStatus.NOTHING})


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """A half-open range of code points of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a text range: {self.start}-{self.end}")


Segments = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text (one or more segments) with a mention type and no value."""

    id: int
    uuid: str
    type: str
    segments: Segments
    quotes: tuple[str, ...]

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.segments[0].start

    @property
    def quote(self) -> str:
        """Its words, the segments joined by " … "."""
        return " … ".join(self.quotes)


@dataclass(frozen=True, slots=True)
class Filler:
    """One value in one slot of one event, with the mentions that are its evidence."""

    id: int
    uuid: str
    event_id: int
    slot: str
    position: int
    value: Value | None
    provenance: Provenance
    mentions: tuple[Mention, ...] = ()
    suggestion_id: int | None = None

    @property
    def quote(self) -> str:
        """The words of its first mention, empty without one."""
        return self.mentions[0].quote if self.mentions else ""


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """One attribute of one event; several values where the schema allows several."""

    name: str
    values: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """The same event in another article, and what that article is known by."""

    event_id: int
    uuid: str
    article_id: int
    title: str
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class Event:
    """One record of the schema in a coding."""

    id: int
    uuid: str
    coding_id: int
    position: int
    reciprocal: bool
    fillers: tuple[Filler, ...] = ()
    attributes: tuple[AttributeValue, ...] = ()
    links: tuple[LinkedEvent, ...] = ()

    def in_slot(self, slot: str) -> tuple[Filler, ...]:
        """Its fillers of one slot, in order."""
        return tuple(filler for filler in self.fillers if filler.slot == slot)

    def attribute(self, name: str) -> tuple[str, ...]:
        """The values of one attribute, empty when none was given."""
        return next((a.values for a in self.attributes if a.name == name), ())


@dataclass(frozen=True, slots=True)
class Comment:
    """A note or a question on an article, an event or a mention, or the answer to a question."""

    id: int
    uuid: str
    coding_id: int
    kind: str  # "note", "question", "answer" or "training" (said when codings were adjudicated)
    text: str
    event_id: int | None = None
    mention_id: int | None = None
    reply_to: int | None = None  # the question that it answers
    coder: str = ""  # who wrote it
    created_at: str = ""  # UTC, ISO 8601


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's work on one article in one round.

    ``id`` is None while the coder has not touched the article: no row exists then.
    """

    id: int | None
    uuid: str
    article_id: int
    coder_id: int
    round_id: int
    status: CodingStatus
    reason: str = ""
    flagged: bool = False
    unaided: bool = False
    events: tuple[Event, ...] = ()
    comments: tuple[Comment, ...] = ()

    def event(self, event_id: int | None) -> Event | None:
        """The event of that id, or None."""
        return next((event for event in self.events if event.id == event_id), None)


@dataclass(frozen=True, slots=True)
class Article:
    """One immutable text with what is known of it.

    ``text`` is headline, blank line, body; offsets count code points from its first character.
    """

    id: int
    uuid: str
    title: str
    source: str
    published: dt.date | None
    url: str
    language: str
    external_id: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One row of a coder's queue."""

    id: int
    title: str
    source: str
    published: dt.date | None
    status: CodingStatus
    events: int
    flagged: bool
    question: bool  # one is open
    reason: str
    unread: bool = False  # an answer or a lesson has come that the coder has not read


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one coder is with the queue: today (by the local clock) and in all."""

    finished_today: int  # articles done or with nothing to code
    seconds_today: float  # of active work
    finished: int
    total: int  # articles in the queue


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article about to be imported; the text is normalised already (``domain.text``)."""

    text: str
    title: str
    source: str = ""
    published: dt.date | None = None
    url: str = ""
    language: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who codes, by a short id."""

    id: int
    uuid: str
    name: str


@dataclass(frozen=True, slots=True)
class Round:
    """A named pass over the articles."""

    id: int
    uuid: str
    name: str
    kind: str

    @property
    def recodes(self) -> bool:
        """Whether coders code their own articles once more in it, the first coding out of sight."""
        return self.kind == "recode"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who edits in which round: where every edit and every read of a coder's work is made."""

    coder: Coder
    round: Round


def evidence_of(event: Event, code_slot: str) -> Segments:
    """The characters that are evidence of an event, merged and in order.

    All mentions of its action (``code_slot``); if it has none, of all its fillers.
    """
    action = [m for f in event.in_slot(code_slot) for m in f.mentions]
    mentions = action or [m for f in event.fillers for m in f.mentions]
    return merge_segments([segment for m in mentions for segment in m.segments])


def merge_segments(segments: Sequence[Segment]) -> Segments:
    """The same characters as sorted, disjoint segments; touching ones are joined."""
    merged: list[Segment] = []
    for segment in sorted(segments):
        if merged and segment.start <= merged[-1].end:
            merged[-1] = Segment(merged[-1].start, max(merged[-1].end, segment.end))
        else:
            merged.append(segment)
    return tuple(merged)
