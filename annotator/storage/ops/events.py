"""Events: making, copying, ordering and deleting them, and what they say of themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.event_order import Order, ordered
from annotator.domain.events import Desk
from annotator.domain.language import tr
from annotator.domain.schema import Schema
from annotator.domain.values import Provenance
from annotator.storage import reads
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.ops import own
from annotator.storage.ops.codings import begin, report, resume
from annotator.storage.ops.copying import copy_attributes, copy_fillers, copy_rows
from annotator.storage.ops.fillers import about, remove_filler, tidy
from annotator.storage.ops.marks import cut_loose, delete_where
from annotator.storage.ops.order import positions
from annotator.storage.ops.values import checked_choices
from annotator.storage.project import EditInProgress, Project


def create_event(
    project: Project, desk: Desk, article_id: int, *, after: int | None = None
) -> Changes:
    """Start an event, at the end or behind another one, with the schema's defaults taken.

    ``after`` is the id of the event it stands behind. An article marked as holding nothing to
    code is in progress again.
    """
    if after is not None and own.event(project.connection, desk, after).article_id != article_id:
        raise EditRefusedError(
            tr("The event before belongs to another article. Nothing was changed.")
        )
    with project.transact(Op.CREATE_EVENT, "new event", desk=desk) as edit:
        coding_id = begin(edit, project, desk, article_id)
        resume(edit, coding_id)
        edit.event_id = insert_event(edit, coding_id, after)
        take_defaults(edit, project.schema, edit.event_id)
    return report(edit)


def _order(connection: sqlite3.Connection, coding_id: int) -> list[tuple[int, int]]:
    """(id, position) of a coding's events, in order."""
    return connection.execute(
        "SELECT id, position FROM event WHERE coding_id = ? ORDER BY position, id", (coding_id,)
    ).fetchall()


def _number(connection: sqlite3.Connection, event: own.OwnEvent) -> int:
    """Which event of its coding it is, counted from 1."""
    ids = [event_id for event_id, _ in _order(connection, event.coding_id)]
    return ids.index(event.id) + 1


def insert_event(edit: EditInProgress, coding_id: int, after: int | None, **columns: object) -> int:
    """Add an event behind another one, or at the end, moving as few as can be."""
    order = _order(edit.connection, coding_id)
    ids = [event_id for event_id, _ in order]
    index = len(ids) if after is None else ids.index(after) + 1
    current: list[int | None] = [position for _, position in order]
    wanted = positions([*current[:index], None, *current[index:]])
    _place(edit, order, [*wanted[:index], *wanted[index + 1 :]])
    edit.kinds |= {Kind.EVENT, Kind.CODING}  # the queue counts events
    return edit.insert(
        "event",
        uuid=new_uuid(),
        coding_id=coding_id,
        position=wanted[index],
        created_at=utc_now(),
        **columns,
    )


def _place(edit: EditInProgress, order: Sequence[tuple[int, int]], wanted: Sequence[int]) -> None:
    for (event_id, position), new in zip(order, wanted, strict=True):
        if position != new:
            edit.update("event", event_id, position=new)


def take_defaults(
    edit: EditInProgress, schema: Schema, event_id: int, *, but: Collection[str] = ()
) -> None:
    """Give an event the schema's defaults, but not of the attributes named."""
    for attribute in schema.attributes:
        if attribute.name in but:
            continue
        if attribute.default and not attribute.retired and not attribute.when:
            edit.insert(
                "event_attribute",
                event_id=event_id,
                name=attribute.name,
                position=0,
                value=attribute.default,
                provenance=Provenance.DEFAULT,
            )


def duplicate_event(
    project: Project, desk: Desk, event_id: int, *, exchanged: bool = False
) -> Changes:
    """Copy an event with its values, evidence and attributes, right behind it.

    ``exchanged``: whoever acted is acted on in the copy, and the other way round.

    Raises:
        EditRefusedError: the event is not this coder's, or the schema's events have no sides.
    """
    event = own.event(project.connection, desk, event_id)
    sides = _exchange(project.schema) if exchanged else {}
    label = f"duplicate event {_number(project.connection, event)}"
    if exchanged:
        label += " with its sides exchanged"
    with project.transact(Op.DUPLICATE_EVENT, label, desk=desk) as edit:
        about(edit, event)
        copy_id = insert_event(
            edit,
            event.coding_id,
            event_id,
            reciprocal=int(event.reciprocal),
            reciprocal_provenance=Provenance.COPIED,
        )
        edit.event_id = copy_id
        copy_attributes(edit, event_id, copy_id, Provenance.COPIED)
        for pair in copy_fillers(edit, event_id, copy_id, Provenance.COPIED, sides=sides):
            copy_rows(edit, "evidence", ("mention_id", "position"), *pair)
    return report(edit)


def _exchange(schema: Schema) -> dict[str, str]:
    """Which slot of the dyad becomes which."""
    if schema.dyad is None:
        raise EditRefusedError(tr("Events of this schema have no two sides. Nothing was changed."))
    source, target = schema.dyad.source, schema.dyad.target
    if schema.slot(source).several != schema.slot(target).several:
        raise EditRefusedError(
            tr("The two sides cannot hold the same values. Nothing was changed.")
        )
    return {source: target, target: source}


def delete_event(project: Project, desk: Desk, event_id: int) -> Changes:
    """Remove an event with everything in it; notes on it stay with the article."""
    event = own.event(project.connection, desk, event_id)
    label = f"delete event {_number(project.connection, event)}"
    with project.transact(Op.DELETE_EVENT, label, desk=desk) as edit:
        about(edit, event)
        edit.kinds.add(Kind.CODING)
        remove_event(edit, event)
    return report(edit)


def remove_event(edit: EditInProgress, event: own.OwnEvent) -> None:
    """Take an event out of its coding in an edit that is about it."""
    rows = edit.connection.execute("SELECT id FROM filler WHERE event_id = ?", (event.id,))
    for (filler_id,) in rows.fetchall():
        remove_filler(edit, filler_id)
    delete_where(edit, "event_attribute", "event_id", event.id)
    delete_where(edit, "event_link", "event_id", event.id)
    delete_where(edit, "event_link", "other_event_id", event.id)
    delete_where(edit, "verdict", "event_id", event.id)
    cut_loose(edit, "comment", "event_id", event.id)
    edit.delete("event", event.id)
    tidy(edit, event.coding_id)


def move_event(project: Project, desk: Desk, event_id: int, position: int) -> Changes:
    """Give an event another place among the events of its article.

    ``position`` is its new place, counted from 0; past the end is the end.
    """
    event = own.event(project.connection, desk, event_id)
    label = f"move event {_number(project.connection, event)}"
    with project.transact(Op.MOVE_EVENT, label, desk=desk) as edit:
        about(edit, event)
        order = _order(edit.connection, event.coding_id)
        moved = [entry for entry in order if entry[0] != event_id]
        moved.insert(max(0, position), (event_id, event.position))
        _place(edit, moved, positions([place for _, place in moved]))
    return report(edit)


def sort_events(project: Project, desk: Desk, article_id: int, order: Order) -> Changes:
    """Bring the events of an article into an order; exports follow it."""
    coding = reads.coding(project.connection, desk, article_id)
    by_id = {event.id: event.position for event in coding.events}
    with project.transact(Op.SORT_EVENTS, f"sort events by {_BY[order]}", desk=desk) as edit:
        edit.article_id = article_id
        edit.kinds.add(Kind.EVENT)
        wanted = [(e.id, by_id[e.id]) for e in ordered(project.schema, coding.events, order)]
        _place(edit, wanted, positions([place for _, place in wanted]))
    return report(edit)


_BY = {
    Order.TEXT: "place in the text",
    Order.DATE: "date",
    Order.CODE: "code",
    Order.MADE: "when they were coded",
}


def set_reciprocal(project: Project, desk: Desk, event_id: int, reciprocal: bool) -> Changes:  # noqa: FBT001
    """Say whether the two sides of an event act on each other.

    Raises:
        EditRefusedError: the event is not this coder's, or the schema has no reciprocal events.
    """
    event = own.event(project.connection, desk, event_id)
    if not project.schema.reciprocal:
        raise EditRefusedError(
            tr("The schema “{title}” has no reciprocal events. Nothing was changed.").format(
                title=project.schema.title
            )
        )
    label = "mark reciprocal" if reciprocal else "mark not reciprocal"
    with project.transact(Op.SET_RECIPROCAL, label, desk=desk) as edit:
        about(edit, event)
        if reciprocal != event.reciprocal:
            edit.update(
                "event",
                event_id,
                reciprocal=int(reciprocal),
                reciprocal_provenance=Provenance.BY_HAND,
            )
    return report(edit)


def set_attribute(
    project: Project, desk: Desk, event_id: int, name: str, values: tuple[str, ...]
) -> Changes:
    """Set an attribute of an event, or clear it with no values.

    A value given again by hand is by hand, also where it was the default.

    Raises:
        EditRefusedError: the event is not this coder's, or the schema does not allow a value.
    """
    event = own.event(project.connection, desk, event_id)
    attribute = own.attribute(project.schema, name)
    kept = checked_choices(attribute, values)
    with project.transact(Op.SET_ATTRIBUTE, f"set {attribute.label}", desk=desk) as edit:
        about(edit, event)
        rows = edit.connection.execute(
            "SELECT id FROM event_attribute WHERE event_id = ? AND name = ? ORDER BY position, id",
            (event_id, name),
        ).fetchall()
        by_hand = Provenance.BY_HAND
        for (row_id,), value in zip(rows, kept, strict=False):
            edit.update("event_attribute", row_id, value=value, provenance=by_hand)
        for at, value in enumerate(kept[len(rows) :], len(rows)):
            edit.insert(
                "event_attribute",
                event_id=event_id,
                name=name,
                position=at,
                value=value,
                provenance=by_hand,
            )
        for (row_id,) in reversed(rows[len(kept) :]):
            edit.delete("event_attribute", row_id)
    return report(edit)
