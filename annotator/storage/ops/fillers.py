"""Filling slots: by hand, from a suggestion, in place of another filler; changing and deleting."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from annotator.domain.candidates import date_slot, personal
from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk, Segments
from annotator.domain.language import tr
from annotator.domain.schema import Schema, Slot
from annotator.domain.values import DateValue, Provenance, Value, ValueKind
from annotator.storage.habits import habits
from annotator.storage.journal import new_uuid
from annotator.storage.ops import own
from annotator.storage.ops.codebook import settle
from annotator.storage.ops.codings import report
from annotator.storage.ops.marks import (
    Marked,
    add_evidence_row,
    cut_loose,
    delete_where,
    drop_unused_mentions,
    find_mention,
    marked,
    share_mention,
)
from annotator.storage.ops.suggestions import decide, open_again
from annotator.storage.ops.values import Context, after_change, checked, chosen, proposed, read
from annotator.storage.project import EditInProgress, Project
from annotator.storage.rows import code_rows, day_of, value_columns

_CODED = (ValueKind.CODE, ValueKind.COMPOSED)


@dataclass(frozen=True, slots=True)
class _New:
    """What is about to stand in a slot."""

    value: Value | None
    marks: Marked | None
    proposal: own.Proposal | None

    @property
    def provenance(self) -> Provenance:
        return Provenance.ACCEPTED if self.proposal else Provenance.BY_HAND


def fill_slot(
    project: Project,
    desk: Desk,
    event_id: int,
    slot: str,
    *,
    value: Value | None = None,
    segments: Segments = (),
    suggestion_id: int | None = None,
    candidate: str = "",
    replace: int | None = None,
) -> Changes:
    """Put marked words, an accepted suggestion or a value into a slot of an event.

    The evidence are ``segments``, half-open code-point ranges of the article's text, or those of
    the suggestion accepted. Without ``value`` the value is what the words alone say (before them,
    an accepted suggestion's first candidate), or not coded yet; ``candidate`` is another one of
    the suggestion's candidates, as it is written there. ``replace`` is the id of the
    filler of this slot that gives way; without it, the filler of a single-valued slot gives way,
    and a several-valued slot gets another filler.

    Raises:
        EditRefusedError: the event is not this coder's, the schema has no such slot, the value or
            the segments do not fit, or there is nothing to put in.
    """
    event = own.event(project.connection, desk, event_id)
    target = own.slot(project.schema, slot)
    new = _new(project, desk, event, target, value, segments, suggestion_id, candidate)
    old = _giving_way(project.connection, desk, event_id, target, replace)
    accepts = new.proposal is not None
    op = Op.ACCEPT_SUGGESTION if accepts else Op.FILL_SLOT
    label = f"{'accept' if accepts else 'fill'} {target.label}"
    with project.transact(op, label, desk=desk) as edit:
        about(edit, event)
        if len(old) == 1 and _stands_already(edit.connection, event, target, new, old[0]):
            edit.filler_id = old[0].id
        else:
            _put(edit, project.schema, event, target, new, old)
    return report(edit)


def _new(
    project: Project,
    desk: Desk,
    event: own.OwnEvent,
    slot: Slot,
    value: Value | None,
    segments: Segments,
    suggestion_id: int | None,
    candidate: str,
) -> _New:
    """What the arguments of ``fill_slot`` come to; EditRefusedError when they do not fit."""
    connection, schema = project.connection, project.schema
    proposal = None
    if suggestion_id is not None:
        proposal = own.proposal(connection, event.article_id, suggestion_id)
        segments = proposal.segments
    if value is None and not segments:
        raise EditRefusedError(
            tr(
                "There is nothing to put into {slot}: mark words or give a value. Nothing "
                "was changed."
            ).format(slot=slot.label)
        )
    marks = marked(connection, event.article_id, segments) if segments else None
    if value is not None:
        return _New(checked(schema, slot, value), marks, proposal)
    context = _context(connection, schema, event)
    if proposal is not None and candidate:
        return _New(chosen(schema, slot, candidate, proposal, context), marks, proposal)
    if proposal is not None:
        mine = _personal(project, desk, proposal) if slot.kind in _CODED else proposal
        return _New(proposed(schema, slot, mine, context), marks, proposal)
    assert marks is not None
    return _New(read(schema, slot, marks.words, context), marks, None)


def _personal(project: Project, desk: Desk, proposal: own.Proposal) -> own.Proposal:
    """A suggestion as this coder sees it: what the coder chose before in front."""
    mine = habits(project.connection, desk, project.schema, proposal.article_id)
    candidates = personal(project.schema, mine, proposal)
    return changed(proposal, candidates=candidates)


def _context(connection: sqlite3.Connection, schema: Schema, event: own.OwnEvent) -> Context:
    day = _day_of(connection, schema, event)
    context = context_of(connection, event.article_id)
    return changed(context, day=day or context.published)


def context_of(connection: sqlite3.Connection, article_id: int) -> Context:
    """What words of an article are read against."""
    published, language = connection.execute(
        "SELECT published, language FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    return Context(day_of(published), language)


def _day_of(connection: sqlite3.Connection, schema: Schema, event: own.OwnEvent) -> dt.date | None:
    """The day on which the event took place, as far as it is coded."""
    slot = date_slot(schema)
    row = connection.execute(
        "SELECT coalesce(date_start, date_end) FROM filler WHERE event_id = ? AND slot = ?"
        " AND coalesce(date_start, date_end) IS NOT NULL ORDER BY position, id LIMIT 1",
        (event.id, slot and slot.name),
    ).fetchone()
    return day_of(row[0]) if row else None


def _giving_way(
    connection: sqlite3.Connection, desk: Desk, event_id: int, slot: Slot, replace: int | None
) -> list[own.OwnFiller]:
    """The fillers that a new one of the slot takes the place of."""
    if replace is not None:
        filler = own.filler(connection, desk, replace)
        if (filler.event_id, filler.slot) != (event_id, slot.name):
            raise EditRefusedError(
                tr(
                    "The value to be replaced does not stand in {slot} of this event. Nothing "
                    "was changed."
                ).format(slot=slot.label)
            )
        return [filler]
    if slot.several:
        return []
    rows = connection.execute(
        "SELECT id FROM filler WHERE event_id = ? AND slot = ? ORDER BY position, id",
        (event_id, slot.name),
    ).fetchall()
    return [own.filler(connection, desk, filler_id) for (filler_id,) in rows]


def _stands_already(
    connection: sqlite3.Connection,
    event: own.OwnEvent,
    slot: Slot,
    new: _New,
    old: own.OwnFiller,
) -> bool:
    """Whether the new filler is the old one again (a key held down, say)."""
    if old.value != new.value or (new.proposal and new.proposal.id != old.suggestion_id):
        return False
    rows = connection.execute("SELECT mention_id FROM evidence WHERE filler_id = ?", (old.id,))
    standing = [mention_id for (mention_id,) in rows.fetchall()]
    if new.marks is None:
        return not standing
    mention_id = find_mention(connection, event.coding_id, slot.mention_type, new.marks.segments)
    return standing == [mention_id]


def _put(
    edit: EditInProgress,
    schema: Schema,
    event: own.OwnEvent,
    slot: Slot,
    new: _New,
    old: Sequence[own.OwnFiller],
) -> None:
    position = old[0].position if old else _next_position(edit.connection, event.id, slot.name)
    filler_id = insert_filler(
        edit,
        schema,
        slot,
        new.value,
        event_id=event.id,
        position=position,
        provenance=new.provenance,
        pipeline_id=new.proposal.pipeline_id if new.proposal else None,
        suggestion_id=new.proposal.id if new.proposal else None,
    )
    edit.filler_id = filler_id
    if new.marks is not None:
        mention_id = share_mention(edit, event.coding_id, slot.mention_type, new.marks)
        add_evidence_row(edit, filler_id, mention_id)
    if new.proposal is not None:
        decide(edit, event.coding_id, new.proposal.id, "accepted")
    for filler in old:
        remove_filler(edit, filler.id)
    if old:
        tidy(edit, event.coding_id)


def _next_position(connection: sqlite3.Connection, event_id: int, slot: str) -> int:
    (last,) = connection.execute(
        "SELECT max(position) FROM filler WHERE event_id = ? AND slot = ?", (event_id, slot)
    ).fetchone()
    return 0 if last is None else int(last) + 1


def about(edit: EditInProgress, place: own.OwnEvent | own.OwnFiller) -> None:
    """Let an edit be about an event, and a filler of it where it is one."""
    edit.article_id = place.article_id
    edit.kinds.add(Kind.EVENT)
    if isinstance(place, own.OwnFiller):
        edit.event_id, edit.filler_id = place.event_id, place.id
    else:
        edit.event_id = place.id


def insert_filler(
    edit: EditInProgress, schema: Schema, slot: Slot, value: Value | None, **columns: object
) -> int:
    """Add a filler with its value and codes; its evidence comes afterwards."""
    filler_id = edit.insert(
        "filler", uuid=new_uuid(), slot=slot.name, **value_columns(value), **columns
    )
    for code in code_rows(edit.connection, schema, slot, value):
        edit.insert("filler_code", filler_id=filler_id, **code)
    return filler_id


def remove_filler(edit: EditInProgress, filler_id: int) -> None:
    """Remove a filler with its codes and evidence; its mentions stay until ``tidy``."""
    delete_where(edit, "evidence", "filler_id", filler_id)
    delete_where(edit, "filler_code", "filler_id", filler_id)
    delete_where(edit, "code_review", "filler_id", filler_id)
    cut_loose(edit, "dictionary_entry", "filler_id", filler_id)
    edit.delete("filler", filler_id)


def tidy(edit: EditInProgress, coding_id: int) -> None:
    """Remove what fillers left behind: unused mentions, acceptances nothing is left of."""
    drop_unused_mentions(edit, coding_id)
    open_again(edit, coding_id)


def set_value(
    project: Project,
    desk: Desk,
    filler_id: int,
    value: Value | None,
    *,
    candidate: bool = False,
) -> Changes:
    """Give a filler another value, or none yet; its evidence stays.

    ``candidate``: the value is one that its suggestion offers; where none was chosen yet, the
    filler counts as accepted then.

    Raises:
        EditRefusedError: the filler is not this coder's, or its slot cannot hold the value.
    """
    filler = own.filler(project.connection, desk, filler_id)
    slot = own.slot(project.schema, filler.slot)
    clean = None if value is None else checked(project.schema, slot, value)
    with project.transact(Op.SET_VALUE, f"set {slot.label}", desk=desk) as edit:
        about(edit, filler)
        kept = candidate and filler.value is None and filler.suggestion_id is not None
        provenance = filler.provenance if kept else after_change(filler.provenance)
        change_value(edit, project.schema, slot, filler, clean, provenance=provenance)
    return report(edit)


def change_value(
    edit: EditInProgress,
    schema: Schema,
    slot: Slot,
    filler: own.OwnFiller,
    value: Value | None,
    *,
    provenance: Provenance | None = None,
) -> None:
    """Write another value into a filler; the same one again changes nothing.

    It counts as come about by ``provenance``, else as changed by the coder.
    """
    if value == filler.value:
        return
    provenance = provenance or after_change(filler.provenance)
    edit.update("filler", filler.id, **value_columns(value), provenance=provenance)
    delete_where(edit, "filler_code", "filler_id", filler.id)
    settle(edit, filler.id, "changed")
    for code in code_rows(edit.connection, schema, slot, value):
        edit.insert("filler_code", filler_id=filler.id, **code)


def delete_filler(project: Project, desk: Desk, filler_id: int) -> Changes:
    """Take a value out of its slot, with its evidence."""
    filler = own.filler(project.connection, desk, filler_id)
    label = own.slot_label(project.schema, filler.slot)
    with project.transact(Op.DELETE_FILLER, f"delete {label}", desk=desk) as edit:
        about(edit, filler)
        remove_filler(edit, filler_id)
        tidy(edit, filler.coding_id)
    return report(edit)


def update_dates(project: Project, desk: Desk, dates: Mapping[int, DateValue]) -> Changes:
    """Give several dates new values in one step, after a publication date was set.

    ``dates`` gives the new value by filler id, as ``reads.dates_to_review`` lists them.

    Raises:
        EditRefusedError: one of the fillers is not this coder's or its slot holds no date; then
            none is changed.
    """
    found = [(own.filler(project.connection, desk, key), value) for key, value in dates.items()]
    slots = [own.slot(project.schema, filler.slot) for filler, _ in found]
    clean = [
        checked(project.schema, slot, value) for slot, (_, value) in zip(slots, found, strict=True)
    ]
    label = f"update {len(found)} date{'s' * (len(found) != 1)}"
    with project.transact(Op.UPDATE_DATES, label, desk=desk) as edit:
        edit.kinds.add(Kind.EVENT)
        articles = {filler.article_id for filler, _ in found}
        edit.article_id = articles.pop() if len(articles) == 1 else None
        for slot, (filler, _), value in zip(slots, found, clean, strict=True):
            change_value(edit, project.schema, slot, filler, value)
    return report(edit)
