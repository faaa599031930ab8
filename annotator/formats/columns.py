"""Every column of an export: one table that makes the headers and the data dictionary alike.

Column names are lower-case words joined by underscores, the same in every sheet, so that two
sheets can be joined on what they share. Articles, codings and events are named by their UUIDs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.domain.dataset import Rows
from annotator.domain.schema import Attribute, Schema, Slot
from annotator.formats.attribute_columns import attribute_columns
from annotator.formats.picking import Picks
from annotator.formats.slot_columns import Column, ColumnType, SlotColumns, slot_columns

_NUMBER, _DATE = ColumnType.NUMBER, ColumnType.DATE

IDS = (
    Column("article_id", "Identity of the article (UUID); the same in every export.", width=12),
    Column(
        "coding_id",
        "Identity of the coding: one coder's work on one article in one round.",
        width=12,
    ),
    Column("coder", "Who coded, by short id.", width=10),
    Column("round", "The pass over the articles in which it was coded.", width=10),
    Column("coding_status", "How far the coding is: done, nothing to code, in progress."),
)
_HAS = (
    IDS[0],
    *IDS[2:4],
    Column(
        "coding_status",
        "How far the coder is with it: not started, in progress, done, nothing to code. An article"
        " without a row for a coder was not assigned to her.",
    ),
)
EVENT_ID = Column("event_id", "Identity of the event (UUID).", width=12)
_EVENT_NUMBER = Column("event", "Number of the event in its coding, from 1.", _NUMBER, 7)

ARTICLE = (
    Column("article_external_id", "Id of the article in the corpus it came from."),
    Column("article_title", "Headline; corrected where a coder corrected it.", width=40),
    Column("article_source", "Who published the article.", width=20),
    Column("article_published", "Publication date; empty when it is not known.", _DATE, 12),
)
_ARTICLE_MORE = (
    Column("article_url", "Address of the article as imported.", width=30),
    Column("article_language", "Language of the article as imported.", width=8),
)
_RECIPROCAL = Column(
    "reciprocal",
    "1: both sides of the event act on each other; 0: only source on target.",
    _NUMBER,
    9,
)

_EVENT_END = (
    Column("defaults_taken", "Attributes (and reciprocal) that the coder left at the default."),
    Column(
        "same_event_ids",
        "Identities (UUID) of the same event in other articles of this export, as the coder"
        " linked them.",
        width=12,
    ),
    Column(
        "evidence_start",
        "First character of the evidence, counted in the article's text from 0"
        " in Unicode code points. Evidence are the words marked for the event's code; without"
        " any, those of all its values.",
        _NUMBER,
        9,
    ),
    Column(
        "evidence_end", "Behind the last character of the evidence, counted likewise.", _NUMBER, 9
    ),
    Column("evidence_segments", "The parts of the evidence as start-end, overlapping ones joined."),
    Column(
        "sentence",
        "Number of the sentence in which the evidence begins, from 1; the headline is a sentence.",
        _NUMBER,
        9,
    ),
    Column("evidence_text", "The words of the evidence; parts are joined by “ … ”.", width=40),
    Column("comments", "Notes and questions on the event, joined by line breaks.", width=30),
    Column("codebook_version", "Version of the codebook the event was coded under.", _NUMBER, 9),
    Column(
        "coding_seconds",
        "Seconds of active work on the article by this coder in this round.",
        _NUMBER,
        9,
    ),
)

_DYAD_NUMBERS = (
    Column("dyad", "Number of the dyad in its event, from 1.", _NUMBER, 7),
    Column(
        "returned",
        "1: the direction that the event implies but nobody coded as such: the way"
        " back of a reciprocal event or of a code with a mirror.",
        _NUMBER,
        9,
    ),
    Column(
        "derived",
        "1: the code is the mirror that the codebook names for the event's code;"
        " 0: the code that was given.",
        _NUMBER,
        9,
    ),
    Column("count", "How many pairs of the event have these same codes.", _NUMBER, 7),
    Column("same_code", "1: both sides have the same code.", _NUMBER, 9),
)

_MENTION = (
    Column("slot", "Slot of the event that the value fills."),
    Column("filler_id", "Identity of the value in its slot (UUID).", width=12),
    Column("filler", "Number of the value in its slot, from 1.", _NUMBER, 7),
    Column("value", "The value: a code, a date as in the Events sheet, a place's name or words."),
    Column(
        "provenance",
        "How the value came about: by hand, accepted (a suggestion taken as it"
        " was), edited after accepting, copied from another event, default taken, merged,"
        " adjudicated.",
        width=18,
    ),
    Column("pipeline", "Name and version of what suggested the value; empty when nothing did."),
    Column(
        "mention_id",
        "Identity of the mention (UUID); one that shows several values has several rows.",
        width=12,
    ),
    Column("mention_type", "Kind of mention."),
    Column(
        "start",
        "First character, counted in the article's text from 0 in Unicode code points.",
        _NUMBER,
        8,
    ),
    Column("end", "Behind the last character, counted likewise.", _NUMBER, 8),
    Column("segments", "The parts of the mention as start-end."),
    Column("quote", "The words of the mention; parts are joined by “ … ”.", width=40),
    Column("sentence", "Number of the sentence in which the mention begins, from 1.", _NUMBER, 9),
    Column("comments", "Notes and questions on the mention, joined by line breaks.", width=30),
)

_CODING = (
    Column("reason", "Why there is nothing to code."),
    Column("events", "Number of events in the coding.", _NUMBER, 8),
    Column("seconds", "Seconds of active work by this coder in this round.", _NUMBER, 9),
    Column("codebook", "Name of the codebook."),
    Column("codebook_version", "Version of the codebook it was made under.", _NUMBER, 9),
    Column("unaided", "1: coded without suggestions on screen.", _NUMBER, 8),
    Column("flagged", "1: marked by the coder to come back to.", _NUMBER, 8),
    Column("started_at", "When the coding was begun (UTC).", width=20),
    Column("finished_at", "When the coding was finished (UTC).", width=20),
    Column("notes", "The coder's notes, joined by line breaks.", width=30),
    Column(
        "questions", "The coder's questions to the supervisor, joined by line breaks.", width=30
    ),
    Column("answers", "Answers to the questions, joined by line breaks.", width=30),
)

_COMMENT = (
    Column("comment_id", "Identity of the comment (UUID).", width=12),
    Column("kind", "note, question (to the supervisor), answer or training."),
    Column("text", "What was written.", width=60),
    Column("written_by", "Who wrote it, by short id.", width=10),
    Column("written_at", "When it was written (UTC).", width=20),
    Column("reply_to", "Identity of the question that an answer answers (UUID).", width=12),
    Column(
        "event_id",
        "Identity of the event it is about (UUID); empty where it is about the article or words.",
        width=12,
    ),
    Column("event", "Number of that event in its coding, from 1.", _NUMBER, 7),
    Column("mention_id", "Identity of the mention it is about (UUID).", width=12),
    Column("quote", "The words of that mention; parts are joined by “ … ”.", width=40),
)

_ARTICLE_END = (
    Column("article_collection", "Part of the corpus the article belongs to."),
    Column("codings", "Codings of the article in this export.", _NUMBER, 8),
    Column("events", "Events of all these codings.", _NUMBER, 8),
    Column("characters", "Length of the text in Unicode code points.", _NUMBER, 10),
    Column(
        "sha256",
        "SHA-256 of the text in UTF-8; tells whether offsets fit a text. The text"
        " itself stays in the project: headline, blank line, body.",
        width=20,
    ),
    Column("imported_at", "When the article was imported (UTC).", width=20),
    Column("imported_from", "File and row it was imported from.", width=24),
)

_ASSIGNMENT = (
    Column("round_kind", "Kind of round: training, pilot, main, recode, adjudication."),
    Column(
        "given",
        "1: the coder was given the article; 0: she began it without that.",
        _NUMBER,
        8,
    ),
    Column("queue_position", "Place in the coder's queue, from 1; empty where not given.", _NUMBER),
    Column("unaided", "1: without suggestions on screen.", _NUMBER, 8),
)

CODEBOOK = (
    Column("list", "Code list, attribute or list of reasons.", width=20),
    Column("code", "The code, as text: 010 is not 10.", width=10),
    Column("label", "Name in words.", width=40),
    Column("parent", "Code above it.", width=10),
    Column("assignable", "1: may be given; 0: a heading.", _NUMBER, 10),
    Column("mirror", "Code of the dyad in the other direction.", width=10),
    Column("definition", "What it means.", width=50),
    Column("use_when", "When to use it.", width=40),
    Column("not_when", "When another code is right.", width=40),
    Column("examples", "Examples, one a line.", width=40),
    Column("source", "Where the entry comes from, where it is not the list's own source."),
    Column("values", "Other values of the code, as name=value.", width=30),
    Column("code_id", "Identity of the code; outlives a change of its text.", width=12),
)
DICTIONARY = (
    Column("sheet", "Sheet of the workbook.", width=14),
    Column("column", "Name of the column.", width=26),
    Column("type", "text, number or date.", width=8),
    Column("explanation", "What the cells hold.", width=110),
)
ABOUT = (Column("name", "What.", width=28), Column("value", "Value.", width=90))


@dataclass(frozen=True, slots=True)
class Layout:
    """What the event-like sheets of one schema consist of, left to right."""

    slots: tuple[SlotColumns, ...]
    attributes: tuple[Attribute, ...]
    columns: dict[Rows, tuple[Column, ...]]


def layout(schema: Schema, *, earlier: Sequence[Schema] = (), picks: Picks | None = None) -> Layout:
    """The columns of every kind of row under a schema, of groups only those picked.

    Slots and attributes that only ``earlier`` versions of it have come behind its own. A column
    whose name another one has already gets ``_2`` behind it.
    """
    versions = (schema, *earlier)
    slots = tuple(
        slot_columns(schema if slot in schema.slots else version, slot, picks)
        for slot, version in _named((slot, v) for v in versions for slot in v.slots)
    )
    attributes = tuple(a for a, _ in _named((a, v) for v in versions for a in v.attributes))
    middle = (
        *((_RECIPROCAL,) if any(version.reciprocal for version in versions) else ()),
        *(column for entry in slots for column in entry.columns),
        *(column for entry in attributes for column in attribute_columns(entry)),
        *_EVENT_END,
    )
    coded = (*ARTICLE, *_ARTICLE_MORE)
    columns = {
        Rows.EVENTS: (*IDS, EVENT_ID, _EVENT_NUMBER, *coded, *middle),
        Rows.DYADS: (*IDS, EVENT_ID, _EVENT_NUMBER, *_DYAD_NUMBERS, *coded, *middle),
        Rows.MENTIONS: (*IDS, EVENT_ID, _EVENT_NUMBER, *_MENTION),
        Rows.CODINGS: (*IDS, *_CODING, *ARTICLE),
        Rows.COMMENTS: (*IDS, *_COMMENT, *ARTICLE),
        Rows.ARTICLES: (IDS[0], *ARTICLE, *_ARTICLE_MORE, *_ARTICLE_END),
        Rows.ASSIGNMENTS: (*_HAS, *_ASSIGNMENT, *ARTICLE),
    }
    if schema.dyad is None:
        del columns[Rows.DYADS]
    return Layout(slots, attributes, {k: _distinct(v) for k, v in columns.items()})


Named = TypeVar("Named", Slot, Attribute)


def _named(entries: Iterable[tuple[Named, Schema]]) -> list[tuple[Named, Schema]]:
    """Slots or attributes with the version they come from, the first of each name."""
    found: dict[str, tuple[Named, Schema]] = {}
    for entry, version in entries:
        found.setdefault(entry.name, (entry, version))
    return list(found.values())


def _distinct(columns: Iterable[Column]) -> tuple[Column, ...]:
    taken: set[str] = set()
    named = []
    for column in columns:
        name, number = column.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{column.name}_{number}"
        taken.add(name.casefold())
        named.append(column if name == column.name else replace(column, name=name))
    return tuple(named)
