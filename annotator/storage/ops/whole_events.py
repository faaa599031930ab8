"""Whole suggested events: what taking one would store, taking it, and setting it aside."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.domain.candidates import (
    DECISIONS,
    DICTIONARY,
    Habits,
    first_choice,
    personal,
)
from annotator.domain.changes import Changes, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import AttributeValue, Desk, Event, Filler, Mention
from annotator.domain.language import tr
from annotator.domain.schema import Attribute, Schema, Slot
from annotator.domain.suggestions import SuggestedEvent
from annotator.domain.values import DateValue, Provenance, Value, ValueKind
from annotator.storage.decisions import decisions_of
from annotator.storage.habits import habits
from annotator.storage.ops import own
from annotator.storage.ops.codings import begin, report, resume
from annotator.storage.ops.events import insert_event, take_defaults
from annotator.storage.ops.fillers import context_of, insert_filler
from annotator.storage.ops.marks import add_evidence_row, marked, share_mention
from annotator.storage.ops.suggestions import decide, shortened
from annotator.storage.ops.values import Context, checked_choices, taken
from annotator.storage.project import EditInProgress, Project
from annotator.storage.suggested import StoredEvent, suggested_event


@dataclass(frozen=True, slots=True)
class _Part:
    """One filler of an event about to be taken."""

    slot: Slot
    position: int
    value: Value | None
    proposal: own.Proposal


def as_taken(
    project: Project, desk: Desk, suggestion_id: int, *, mine: Habits | None = None
) -> Event:
    """The event that taking a suggested one would store, the schema's defaults among it.

    Nothing is stored. Its ids, and those of its fillers and mentions, are those of the
    suggestions with a minus. ``mine`` are the coder's habits on the article, if they are at hand.

    Raises:
        EditRefusedError: a newer run has replaced the suggestion.
    """
    found = _stored(project.connection, suggestion_id)
    schema, event_id = project.schema, -suggestion_id
    if mine is None:
        mine = habits(project.connection, desk, schema, found.article_id)
    fillers = tuple(_as_filler(event_id, part) for part in _parts(project, found, mine))
    given = dict(_attributes(schema, found.event))
    values = [AttributeValue(a.name, v, Provenance.ACCEPTED) for a, v in given.items()]
    values += [
        AttributeValue(a.name, (a.default,), Provenance.DEFAULT)
        for a in schema.attributes
        if a not in given and a.default and not a.retired and not a.when
    ]
    coding = own.find_coding(project.connection, desk, found.article_id)
    return Event(
        event_id,
        "",
        coding.id if coding else 0,
        0,
        _reciprocal(schema, found.event),
        fillers,
        tuple(values),
    )


def _as_filler(event_id: int, part: _Part) -> Filler:
    given = part.proposal
    mention = Mention(-given.id, "", part.slot.mention_type, given.segments, (given.quote,))
    return Filler(
        -given.id,
        "",
        event_id,
        part.slot.name,
        part.position,
        part.value,
        Provenance.ACCEPTED,
        (mention,),
        given.id,
    )


def take_event(
    project: Project, desk: Desk, suggestion_id: int, *, article_id: int | None = None
) -> Changes:
    """Make an event of a whole suggested one, behind the others of its article.

    Each of its words becomes evidence of a value: the value suggested, else for days and places
    what the words say, else none yet. The schema's defaults are taken for the rest. With
    ``article_id`` only a suggestion of that article is taken.

    Raises:
        EditRefusedError: a newer run has replaced the suggestion, it is of another article, or
            this coder has taken it already.
    """
    found = _stored(project.connection, suggestion_id, article_id)
    _refuse_twice(project.connection, desk, found)
    mine = habits(project.connection, desk, project.schema, found.article_id)
    parts = list(_parts(project, found, mine))
    label = f"take event “{shortened(found.event.quote)}”"
    with project.transact(Op.TAKE_EVENT, label, desk=desk) as edit:
        coding_id = begin(edit, project, desk, found.article_id)
        resume(edit, coding_id)
        edit.event_id = _insert(edit, project.schema, coding_id, found.event)
        for part in parts:
            _put(edit, project.schema, coding_id, found.article_id, part)
        decide(edit, coding_id, suggestion_id, "accepted")
        for given in dict.fromkeys(part.proposal.id for part in parts):
            decide(edit, coding_id, given, "accepted")
    return report(edit)


def reject_event(
    project: Project, desk: Desk, suggestion_id: int, *, article_id: int | None = None
) -> Changes:
    """Set a whole suggested event aside for this coder; its words stay suggested.

    Raises:
        EditRefusedError: a newer run has replaced the suggestion, or it is of another article.
    """
    found = _stored(project.connection, suggestion_id, article_id)
    label = f"dismiss event “{shortened(found.event.quote)}”"
    with project.transact(Op.REJECT_EVENT, label, desk=desk) as edit:
        coding_id = begin(edit, project, desk, found.article_id)
        decide(edit, coding_id, suggestion_id, "rejected")
    return report(edit)


def _stored(
    connection: sqlite3.Connection, suggestion_id: int, article_id: int | None = None
) -> StoredEvent:
    found = suggested_event(connection, suggestion_id)
    if found is None or found.superseded:
        raise EditRefusedError(
            tr(
                "This suggested event has been replaced by those of a newer run. Nothing "
                "was changed."
            )
        )
    if article_id not in (None, found.article_id):
        raise EditRefusedError(
            tr("This suggested event belongs to another article. Nothing was changed.")
        )
    return found


def _refuse_twice(connection: sqlite3.Connection, desk: Desk, found: StoredEvent) -> None:
    """One event is not made twice of one suggestion; deleting the event offers it again."""
    coding = own.find_coding(connection, desk, found.article_id)
    decided = [] if coding is None else decisions_of(connection, coding.id)
    for decision in decided:
        same = decision.suggestion_id == found.event.id
        carried = decision.superseded and decision.holds_for("", found.event.segments)
        if (same or carried) and decision.decision == "accepted":
            raise EditRefusedError(
                tr("This suggested event has been taken already. Nothing was changed.")
            )


def _parts(project: Project, found: StoredEvent, mine: Habits) -> Iterator[_Part]:
    """What the event would hold, of slots that are in use; one value where one is allowed."""
    context = context_of(project.connection, found.article_id)
    given = list(_proposals(project, found))
    day = _day(project.schema, given, context)
    held: dict[str, int] = {}
    for slot, suggested, proposal in given:
        typed = _personal(project.schema, mine, slot, suggested, proposal)
        position = held.get(slot.name, 0)
        held[slot.name] = position + 1
        value = taken(project.schema, slot, typed, proposal, context, day)
        yield _Part(slot, position, value, proposal)


def _personal(
    schema: Schema, mine: Habits, slot: Slot, suggested: str, proposal: own.Proposal
) -> str:
    """The value suggested, or what the coder chose before for these words."""
    if slot.kind not in (ValueKind.CODE, ValueKind.COMPOSED):
        return suggested
    candidates = personal(schema, mine, proposal)
    first = first_choice(slot.kind, candidates)
    own_choice = first is not None and first.origin in (DICTIONARY, DECISIONS)
    changed = candidates is not proposal.candidates
    return first.value if first is not None and own_choice and changed else suggested


def _proposals(project: Project, found: StoredEvent) -> Iterator[tuple[Slot, str, own.Proposal]]:
    """Slot, value and words of each filler suggested, as far as the schema still has room."""
    full: set[str] = set()
    slots = {slot.name: slot for slot in project.schema.slots if not slot.retired}
    for filler in found.event.fillers:
        slot = slots.get(filler.slot)
        if slot is None or slot.name in full:
            continue
        if not slot.several:
            full.add(slot.name)
        proposal = own.proposal(project.connection, found.article_id, filler.suggestion_id)
        yield slot, filler.value, proposal


def _day(
    schema: Schema, given: Sequence[tuple[Slot, str, own.Proposal]], context: Context
) -> dt.date | None:
    """The day by which dated codes are chosen: the event's, else the article's."""
    for slot, typed, proposal in given:
        if slot.kind is ValueKind.DATE:
            value = taken(schema, slot, typed, proposal, context, None)
            if isinstance(value, DateValue) and value.start is not None:
                return value.start
    return context.published


def _attributes(
    schema: Schema, event: SuggestedEvent
) -> Iterator[tuple[Attribute, tuple[str, ...]]]:
    """The attributes suggested, as far as the schema knows and allows them."""
    names = dict.fromkeys(name for name, _ in event.attributes)
    for attribute in schema.attributes:
        if attribute.name not in names or attribute.retired:
            continue
        values = tuple(value for name, value in event.attributes if name == attribute.name)
        try:
            kept = checked_choices(attribute, values)
        except EditRefusedError:
            continue  # the schema has changed since
        if kept:
            yield attribute, kept


def _reciprocal(schema: Schema, event: SuggestedEvent) -> bool:
    return event.reciprocal and bool(schema.reciprocal)


def _insert(edit: EditInProgress, schema: Schema, coding_id: int, event: SuggestedEvent) -> int:
    """Add the event with its attributes and defaults, its slots still empty."""
    both = _reciprocal(schema, event)
    how = {"reciprocal": 1, "reciprocal_provenance": Provenance.ACCEPTED} if both else {}
    event_id = insert_event(edit, coding_id, None, **how)
    given = dict(_attributes(schema, event))
    for attribute, values in given.items():
        for position, value in enumerate(values):
            edit.insert(
                "event_attribute",
                event_id=event_id,
                name=attribute.name,
                position=position,
                value=value,
                provenance=Provenance.ACCEPTED,
            )
    take_defaults(edit, schema, event_id, but={attribute.name for attribute in given})
    return event_id


def _put(
    edit: EditInProgress, schema: Schema, coding_id: int, article_id: int, part: _Part
) -> None:
    filler_id = insert_filler(
        edit,
        schema,
        part.slot,
        part.value,
        event_id=edit.event_id,
        position=part.position,
        provenance=Provenance.ACCEPTED,
        pipeline_id=part.proposal.pipeline_id,
        suggestion_id=part.proposal.id,
    )
    marks = marked(edit.connection, article_id, part.proposal.segments)
    mention_id = share_mention(edit, coding_id, part.slot.mention_type, marks)
    add_evidence_row(edit, filler_id, mention_id)
