"""Make one coding of several coders' codings; theirs are only read and stay as they are.

The adjudicated coding is one like any other, in a round of kind adjudication and of whoever
adjudicates: it can be edited by hand, is undone step by step, and every value in it says from
which coder's value it was taken.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import FINISHED, Coder, CodingStatus, Desk, Round, Segment
from annotator.domain.language import tr
from annotator.domain.rules import fields_of
from annotator.domain.values import Provenance
from annotator.storage.journal import new_uuid
from annotator.storage.ops import own
from annotator.storage.ops.codings import (
    STATUS_LABELS,
    begin,
    check_finish,
    finish_in,
    report,
    resume,
)
from annotator.storage.ops.copying import copy_attributes, copy_fillers
from annotator.storage.ops.events import insert_event, remove_event
from annotator.storage.ops.fillers import about, remove_filler, tidy
from annotator.storage.ops.marks import Marked, add_evidence_row, share_mention
from annotator.storage.project import EditInProgress, Project

ADJUDICATION = "adjudication"  # kind of the round


@dataclass(frozen=True, slots=True)
class _Source:
    """A coder's event that is adjudicated."""

    id: int
    uuid: str
    coding_id: int
    round_id: int
    article_id: int
    reciprocal: int


def coded_by(connection: sqlite3.Connection, article_id: int) -> list[Desk]:
    """Whose finished codings of an article there are, adjudicated ones left out."""
    marks = ", ".join("?" * len(FINISHED))
    rows = connection.execute(
        "SELECT k.id, k.uuid, k.name, r.id, r.uuid, r.name, r.kind FROM coding c"
        " JOIN coder k ON k.id = c.coder_id JOIN round r ON r.id = c.round_id"
        f" WHERE c.article_id = ? AND r.kind <> ? AND c.status IN ({marks})"
        " ORDER BY r.position, k.name",
        (article_id, ADJUDICATION, *sorted(FINISHED)),
    ).fetchall()
    return [Desk(Coder(*row[:3]), Round(*row[3:])) for row in rows]


def verdicts(connection: sqlite3.Connection, desk: Desk, article_id: int) -> dict[str, int | None]:
    """What became of the coders' events, by their identities: an event's id, None if dropped."""
    rows = connection.execute(
        "SELECT v.source_event, v.event_id FROM verdict v JOIN coding c ON c.id = v.coding_id"
        " WHERE c.article_id = ? AND c.coder_id = ? AND c.round_id = ?",
        (article_id, desk.coder.id, desk.round.id),
    ).fetchall()
    return dict(rows)


def take_coded_event(
    project: Project,
    desk: Desk,
    source_event_id: int,
    *,
    same: tuple[int, ...] = (),
    instead: int | None = None,
) -> Changes:
    """Take a coder's event with its values, words and attributes into the adjudicated coding.

    ``same`` are the events of other coders that are this one too: they went into it. ``instead``
    is the adjudicated event whose place it takes.

    Raises:
        EditRefusedError: this is no round of adjudication, or the event is none to adjudicate.
    """
    source = _source(project, desk, source_event_id)
    others = [_source(project, desk, event_id) for event_id in same]
    before = None if instead is None else own.event(project.connection, desk, instead)
    with project.transact(Op.TAKE_CODED_EVENT, tr("take event"), desk=desk) as edit:
        edit.event_id = _take(edit, project, desk, source, others, after=instead)
        if before is not None:
            remove_event(edit, before)
    return report(edit)


def take_agreed_events(
    project: Project, desk: Desk, agreed: Sequence[tuple[int, tuple[int, ...]]]
) -> Changes:
    """Take several events of an article in which the coders agree, in one step.

    Each is a coder's event with those of the others that are the same.

    Raises:
        EditRefusedError: there is none, this is no round of adjudication, or an event is none to
            adjudicate.
    """
    found = [
        (_source(project, desk, event_id), [_source(project, desk, other) for other in same])
        for event_id, same in agreed
    ]
    if not found:
        raise EditRefusedError(tr("There is no event to take. Nothing was changed."))
    with project.transact(Op.TAKE_CODED_EVENT, tr("take agreed events"), desk=desk) as edit:
        for source, others in found:
            edit.event_id = _take(edit, project, desk, source, others)
    return report(edit)


def _take(
    edit: EditInProgress,
    project: Project,
    desk: Desk,
    source: _Source,
    others: Sequence[_Source],
    *,
    after: int | None = None,
) -> int:
    """Copy an event into the adjudicated coding and note what went into it."""
    coding_id = _begin(edit, project, desk, source, *others)
    resume(edit, coding_id)
    event_id = insert_event(
        edit,
        coding_id,
        after,
        reciprocal=source.reciprocal,
        reciprocal_provenance=Provenance.ADJUDICATED,
    )
    for name in _names(project):
        _copy_field(edit, name, source, event_id, coding_id)
    for one in (source, *others):
        _judge(edit, coding_id, one, event_id)
    return event_id


def take_coded_values(
    project: Project, desk: Desk, event_id: int, source_event_id: int, name: str
) -> Changes:
    """Put what a coder has in one slot or attribute in place of what the adjudicated event has.

    ``name`` "reciprocal" takes over whether the sides act on each other.

    Raises:
        EditRefusedError: the event is not the adjudicator's, or the other is none to adjudicate.
    """
    event = own.event(project.connection, desk, event_id)
    source = _source(project, desk, source_event_id)
    if source.article_id != event.article_id:
        raise EditRefusedError(tr("The events are of two articles. Nothing was changed."))
    label = tr("take {field}").format(field=own.slot_label(project.schema, name))
    with project.transact(Op.TAKE_CODED_VALUES, label, desk=desk) as edit:
        about(edit, event)
        coding_id = _begin(edit, project, desk, source)
        if name == _RECIPROCAL:
            edit.update(
                "event",
                event_id,
                reciprocal=source.reciprocal,
                reciprocal_provenance=Provenance.ADJUDICATED,
            )
        else:
            _clear_field(edit, event_id, name)
            _copy_field(edit, name, source, event_id, coding_id)
            tidy(edit, coding_id)
        _judge(edit, coding_id, source, event_id)
    return report(edit)


def drop_coded_event(
    project: Project,
    desk: Desk,
    source_event_id: int,
    *,
    same: tuple[int, ...] = (),
    taken: int | None = None,
) -> Changes:
    """Decide that a coder's event is none; the adjudicated coding notes it.

    ``same`` are the events of other coders that are this one too. ``taken`` is the adjudicated
    event that was made of them: it goes.

    Raises:
        EditRefusedError: this is no round of adjudication, or the event is none to adjudicate.
    """
    source = _source(project, desk, source_event_id)
    others = [_source(project, desk, event_id) for event_id in same]
    made = None if taken is None else own.event(project.connection, desk, taken)
    with project.transact(Op.DROP_CODED_EVENT, tr("drop event"), desk=desk) as edit:
        coding_id = _begin(edit, project, desk, source, *others)
        edit.kinds.add(Kind.EVENT)
        for one in (source, *others):
            _judge(edit, coding_id, one, None)
        if made is not None:
            edit.kinds.add(Kind.CODING)
            remove_event(edit, made)
    return report(edit)


def finish_adjudicated(
    project: Project, desk: Desk, article_id: int, of: Round, *, status: CodingStatus
) -> Changes:
    """Mark an article as adjudicated: what stands now takes the place of all codings compared.

    ``of`` is the round whose codings were compared; ``status`` as in ``finish_coding``.

    Raises:
        EditRefusedError: this is no round of adjudication, or as for ``finish_coding``.
    """
    _demand_adjudication(desk)
    check_finish(project, desk, article_id, status)
    with project.transact(Op.FINISH_CODING, STATUS_LABELS[status], desk=desk) as edit:
        coding_id = finish_in(edit, project, desk, article_id, status=status)
        _note_compared(edit, coding_id, of.id)
    return report(edit)


_RECIPROCAL = "reciprocal"


def _names(project: Project) -> list[str]:
    """Every slot and attribute."""
    return [entry.name for entry in fields_of(project.schema)]


def _demand_adjudication(desk: Desk) -> None:
    if desk.round.kind != ADJUDICATION:
        raise EditRefusedError(
            tr("“{round}” is no round of adjudication. Nothing was changed.").format(
                round=desk.round.name
            )
        )


def _source(project: Project, desk: Desk, event_id: int) -> _Source:
    _demand_adjudication(desk)
    row = project.connection.execute(
        "SELECT e.id, e.uuid, c.id, r.id, c.article_id, e.reciprocal, r.kind FROM event e"
        " JOIN coding c ON c.id = e.coding_id JOIN round r ON r.id = c.round_id WHERE e.id = ?",
        (event_id,),
    ).fetchone()
    if row is None or row[6] == ADJUDICATION:
        raise EditRefusedError(tr("This event is none to adjudicate. Nothing was changed."))
    return _Source(*row[:6])


def _begin(edit: EditInProgress, project: Project, desk: Desk, *sources: _Source) -> int:
    """The adjudicated coding, which says from which codings it is made."""
    coding_id = begin(edit, project, desk, sources[0].article_id)
    for round_id in dict.fromkeys(source.round_id for source in sources):
        _note_compared(edit, coding_id, round_id)
    return coding_id


def _note_compared(edit: EditInProgress, coding_id: int, round_id: int) -> None:
    """Note every finished coding of the article in a round: also who found nothing was heard."""
    marks = ", ".join("?" * len(FINISHED))
    rows = edit.connection.execute(
        "SELECT c.id FROM coding c JOIN coding mine ON mine.article_id = c.article_id"
        f" WHERE mine.id = ? AND c.round_id = ? AND c.status IN ({marks}) AND c.id NOT IN"
        " (SELECT source_coding_id FROM adjudication WHERE coding_id = mine.id) ORDER BY c.id",
        (coding_id, round_id, *sorted(FINISHED)),
    ).fetchall()
    for (source_coding_id,) in rows:
        edit.insert("adjudication", coding_id=coding_id, source_coding_id=source_coding_id)


def _judge(edit: EditInProgress, coding_id: int, source: _Source, event_id: int | None) -> None:
    row = edit.connection.execute(
        "SELECT id FROM verdict WHERE coding_id = ? AND source_event = ?", (coding_id, source.uuid)
    ).fetchone()
    if row is not None:
        edit.update("verdict", row[0], event_id=event_id)
        return
    edit.insert(
        "verdict",
        uuid=new_uuid(),
        coding_id=coding_id,
        source_event=source.uuid,
        event_id=event_id,
    )


def _clear_field(edit: EditInProgress, event_id: int, name: str) -> None:
    rows = edit.connection.execute(
        "SELECT id FROM filler WHERE event_id = ? AND slot = ?", (event_id, name)
    ).fetchall()
    for (filler_id,) in rows:
        remove_filler(edit, filler_id)
    attributes = edit.connection.execute(
        "SELECT id FROM event_attribute WHERE event_id = ? AND name = ?", (event_id, name)
    ).fetchall()
    for (attribute_id,) in attributes:
        edit.delete("event_attribute", attribute_id)


def _copy_field(
    edit: EditInProgress,
    name: str,
    source: _Source,
    event_id: int,
    coding_id: int,
) -> None:
    how = Provenance.ADJUDICATED
    copy_attributes(edit, source.id, event_id, how, only=name)
    for original_id, filler_id in copy_fillers(edit, source.id, event_id, how, only=name):
        _copy_evidence(edit, original_id, filler_id, coding_id)


def _copy_evidence(edit: EditInProgress, original_id: int, filler_id: int, coding_id: int) -> None:
    """Let the adjudicated coding mark the same words as the coder's."""
    mentions = edit.connection.execute(
        "SELECT m.id, m.type FROM evidence v JOIN mention m ON m.id = v.mention_id"
        " WHERE v.filler_id = ? ORDER BY v.position, v.id",
        (original_id,),
    ).fetchall()
    for mention_id, kind in mentions:
        mine = share_mention(edit, coding_id, kind, _marks(edit.connection, mention_id))
        add_evidence_row(edit, filler_id, mine)


def _marks(connection: sqlite3.Connection, mention_id: int) -> Marked:
    rows: list[Any] = connection.execute(
        "SELECT start, end, quote FROM mention_segment WHERE mention_id = ? ORDER BY position",
        (mention_id,),
    ).fetchall()
    segments = tuple(Segment(start, end) for start, end, _ in rows)
    return Marked(segments, tuple(quote for _, _, quote in rows))
