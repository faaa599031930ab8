"""Saying that two events of different articles are the same one, and taking that back."""

from __future__ import annotations

from annotator.domain.changes import Changes, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk
from annotator.domain.language import tr
from annotator.storage.journal import new_uuid
from annotator.storage.ops import own
from annotator.storage.ops.codings import report
from annotator.storage.ops.fillers import about
from annotator.storage.project import Project

SAME = "same"  # the kind of link


def link_events(project: Project, desk: Desk, event_id: int, other_id: int) -> Changes:
    """Note that an event is the same as one in another article; doing so twice changes nothing.

    Raises:
        EditRefusedError: one of them is not this coder's in this round, or both are in one
            article.
    """
    event = own.event(project.connection, desk, event_id)
    other = own.event(project.connection, desk, other_id)
    if event.article_id == other.article_id:
        raise EditRefusedError(
            tr("Both events are in one article: delete one of them instead. Nothing was changed.")
        )
    with project.transact(Op.LINK_EVENTS, "link events", desk=desk) as edit:
        about(edit, event)
        if _link(project, event_id, other_id) is None:
            first, second = sorted((event_id, other_id))
            edit.insert(
                "event_link", uuid=new_uuid(), event_id=first, other_event_id=second, kind=SAME
            )
    return report(edit)


def unlink_events(project: Project, desk: Desk, event_id: int, other_id: int) -> Changes:
    """Take back that two events are the same.

    Raises:
        EditRefusedError: one of them is not this coder's, or they are not linked.
    """
    event = own.event(project.connection, desk, event_id)
    own.event(project.connection, desk, other_id)
    link_id = _link(project, event_id, other_id)
    if link_id is None:
        raise EditRefusedError(tr("These events are not linked. Nothing was changed."))
    with project.transact(Op.UNLINK_EVENTS, "unlink events", desk=desk) as edit:
        about(edit, event)
        edit.delete("event_link", link_id)
    return report(edit)


def _link(project: Project, event_id: int, other_id: int) -> int | None:
    """The link between two events, whichever way round it is kept."""
    row = project.connection.execute(
        "SELECT id FROM event_link WHERE (event_id, other_event_id) IN (VALUES (?, ?), (?, ?))",
        (event_id, other_id, other_id, event_id),
    ).fetchone()
    return None if row is None else int(row[0])
