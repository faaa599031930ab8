"""What an edit may touch: a coder's own rows, found and checked before anything is written."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from annotator.domain.errors import EditRefusedError
from annotator.domain.events import CodingStatus, Desk, Segment, Segments
from annotator.domain.language import later, tr
from annotator.domain.schema import Attribute, Schema, Slot
from annotator.domain.suggestions import Candidate
from annotator.domain.values import Provenance, Value
from annotator.storage.rows import CANDIDATE_COLUMNS, VALUE_COLUMNS, candidate_of, value_of


@dataclass(frozen=True, slots=True)
class OwnCoding:
    """The coding of this desk on one article."""

    id: int
    article_id: int
    status: CodingStatus
    reason: str
    flagged: bool


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """An event of this desk, with where it is."""

    id: int
    uuid: str
    coding_id: int
    article_id: int
    position: int
    reciprocal: bool


@dataclass(frozen=True, slots=True)
class OwnFiller:
    """A filler of this desk, with where it is."""

    id: int
    uuid: str
    event_id: int
    coding_id: int
    article_id: int
    slot: str
    position: int
    value: Value | None
    provenance: Provenance
    pipeline_id: int | None
    suggestion_id: int | None


@dataclass(frozen=True, slots=True)
class OwnMention:
    """A mention of this desk, with where it is."""

    id: int
    coding_id: int
    article_id: int
    type: str
    segments: Segments


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion about to be decided on."""

    id: int
    article_id: int
    pipeline_id: int
    type: str
    label: str
    segments: Segments
    quote: str
    candidates: tuple[Candidate, ...]


def find_coding(connection: sqlite3.Connection, desk: Desk, article_id: int) -> OwnCoding | None:
    """The desk's coding of an article, None while it was not touched."""
    row = connection.execute(
        "SELECT id, article_id, status, reason, flagged FROM coding"
        " WHERE article_id = ? AND coder_id = ? AND round_id = ?",
        (article_id, desk.coder.id, desk.round.id),
    ).fetchone()
    if row is None:
        return None
    return OwnCoding(row[0], row[1], CodingStatus(row[2]), row[3], bool(row[4]))


def event(connection: sqlite3.Connection, desk: Desk, event_id: int) -> OwnEvent:
    """The event of that id; EditRefusedError when it is gone or another coder's."""
    row = connection.execute(
        "SELECT c.coder_id, c.round_id, e.id, e.uuid, c.id, c.article_id, e.position,"
        " e.reciprocal FROM event e JOIN coding c ON c.id = e.coding_id WHERE e.id = ?",
        (event_id,),
    ).fetchone()
    found = _of_desk(row, desk, "event")
    return OwnEvent(found[0], found[1], found[2], found[3], found[4], bool(found[5]))


def filler(connection: sqlite3.Connection, desk: Desk, filler_id: int) -> OwnFiller:
    """The filler of that id; EditRefusedError when it is gone or another coder's."""
    values = ", ".join(f"f.{name}" for name in VALUE_COLUMNS)
    row = connection.execute(
        "SELECT c.coder_id, c.round_id, f.id, f.uuid, e.id, c.id, c.article_id, f.slot,"
        f" f.position, f.provenance, f.pipeline_id, f.suggestion_id, {values}"
        " FROM filler f JOIN event e ON e.id = f.event_id JOIN coding c ON c.id = e.coding_id"
        " WHERE f.id = ?",
        (filler_id,),
    ).fetchone()
    found = _of_desk(row, desk, "value")
    return OwnFiller(
        id=found[0],
        uuid=found[1],
        event_id=found[2],
        coding_id=found[3],
        article_id=found[4],
        slot=found[5],
        position=found[6],
        value=value_of(dict(zip(VALUE_COLUMNS, found[10:], strict=True))),
        provenance=Provenance(found[7]),
        pipeline_id=found[8],
        suggestion_id=found[9],
    )


def mention(connection: sqlite3.Connection, desk: Desk, mention_id: int) -> OwnMention:
    """The mention of that id; EditRefusedError when it is gone or another coder's."""
    row = connection.execute(
        "SELECT c.coder_id, c.round_id, m.id, c.id, c.article_id, m.type"
        " FROM mention m JOIN coding c ON c.id = m.coding_id WHERE m.id = ?",
        (mention_id,),
    ).fetchone()
    found = _of_desk(row, desk, "mark")
    segments = _segments(connection, "mention", mention_id)
    return OwnMention(found[0], found[1], found[2], found[3], segments)


_GONE = {
    "event": later("This event no longer exists. Nothing was changed."),
    "value": later("This value no longer exists. Nothing was changed."),
    "mark": later("This mark no longer exists. Nothing was changed."),
}
_NOT_OWN = {
    "event": later(
        "This event is not part of the work of {coder} in round “{round}”. Nothing was changed."
    ),
    "value": later(
        "This value is not part of the work of {coder} in round “{round}”. Nothing was changed."
    ),
    "mark": later(
        "This mark is not part of the work of {coder} in round “{round}”. Nothing was changed."
    ),
}


def _of_desk(row: tuple[Any, ...] | None, desk: Desk, what: str) -> tuple[Any, ...]:
    if row is None:
        raise EditRefusedError(tr(_GONE[what]))
    if row[:2] != (desk.coder.id, desk.round.id):
        raise EditRefusedError(
            tr(_NOT_OWN[what]).format(coder=desk.coder.name, round=desk.round.name)
        )
    return row[2:]


def _segments(connection: sqlite3.Connection, owner: str, owner_id: int) -> Segments:
    rows = connection.execute(
        f"SELECT start, end FROM {owner}_segment WHERE {owner}_id = ? ORDER BY position",
        (owner_id,),
    ).fetchall()
    return tuple(Segment(start, end) for start, end in rows)


def proposal(
    connection: sqlite3.Connection, article_id: int | None, suggestion_id: int
) -> Proposal:
    """The suggestion of that id; EditRefusedError when it is gone or of another article."""
    row = connection.execute(
        "SELECT id, article_id, pipeline_id, type, label FROM suggestion"
        " WHERE id = ? AND kind = 'mention'",
        (suggestion_id,),
    ).fetchone()
    if row is None:
        raise EditRefusedError(
            tr("This suggestion has been replaced by those of a newer run. Nothing was changed.")
        )
    if article_id not in (None, row[1]):
        raise EditRefusedError(
            tr("This suggestion belongs to another article than the event. Nothing was changed.")
        )
    quotes = connection.execute(
        "SELECT quote FROM suggestion_segment WHERE suggestion_id = ? ORDER BY position",
        (suggestion_id,),
    ).fetchall()
    candidates = connection.execute(
        f"SELECT {CANDIDATE_COLUMNS} FROM suggestion_candidate c"
        " WHERE suggestion_id = ? ORDER BY rank",
        (suggestion_id,),
    ).fetchall()
    return Proposal(
        id=row[0],
        article_id=row[1],
        pipeline_id=row[2],
        type=row[3],
        label=row[4],
        segments=_segments(connection, "suggestion", suggestion_id),
        quote=" … ".join(quote for (quote,) in quotes),
        candidates=tuple(map(candidate_of, candidates)),
    )


def slot(schema: Schema, name: str) -> Slot:
    """The slot of that name; EditRefusedError when the schema has none."""
    try:
        return schema.slot(name)
    except KeyError:
        raise EditRefusedError(
            tr("The schema “{schema}” has no slot “{name}”. Nothing was changed.").format(
                schema=schema.title, name=name
            )
        ) from None


def slot_label(schema: Schema, name: str) -> str:
    """What users call a slot; its name where the schema no longer has it."""
    return next((entry.label for entry in schema.slots if entry.name == name), name)


def attribute(schema: Schema, name: str) -> Attribute:
    """The attribute of that name; EditRefusedError when the schema has none."""
    try:
        return schema.attribute(name)
    except KeyError:
        raise EditRefusedError(
            tr("The schema “{schema}” has no attribute “{name}”. Nothing was changed.").format(
                schema=schema.title, name=name
            )
        ) from None
