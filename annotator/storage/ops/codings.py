"""Beginning, finishing and reopening the coding of an article, and flagging it."""

from __future__ import annotations

import sqlite3

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import FINISHED, CodingStatus, Desk
from annotator.domain.language import tr
from annotator.domain.schema import Schema
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.ops import own
from annotator.storage.project import EditInProgress, Project
from annotator.storage.unaided import is_given_unaided

STATUS_LABELS = {CodingStatus.DONE: "mark as done", CodingStatus.NOTHING: "nothing to code"}


def report(edit: EditInProgress) -> Changes:
    """What a committed edit changed."""
    assert edit.changes is not None, "the transaction has ended"
    return edit.changes


def begin(edit: EditInProgress, project: Project, desk: Desk, article_id: int) -> int:
    """Let an edit be about an article, whose coding it begins when it is the first."""
    edit.article_id = article_id
    coding = own.find_coding(edit.connection, desk, article_id)
    if coding is not None:
        return coding.id
    unaided = _unaided(edit.connection, desk, article_id)
    edit.kinds.add(Kind.CODING)
    return edit.insert(
        "coding",
        uuid=new_uuid(),
        article_id=article_id,
        coder_id=desk.coder.id,
        round_id=desk.round.id,
        codebook_id=project.codebook_id,
        status=CodingStatus.IN_PROGRESS,
        unaided=unaided,
        started_at=utc_now(),
    )


def _unaided(connection: sqlite3.Connection, desk: Desk, article_id: int) -> int:
    """Whether the article was given out without suggestions (0 or 1)."""
    row = connection.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise EditRefusedError(tr("This article no longer exists. Nothing was changed."))
    return int(is_given_unaided(connection, desk, article_id))


def resume(edit: EditInProgress, coding_id: int) -> None:
    """Put an article that held nothing to code back in progress: it holds something now."""
    (status,) = edit.connection.execute(
        "SELECT status FROM coding WHERE id = ?", (coding_id,)
    ).fetchone()
    if status == CodingStatus.NOTHING:
        _set_in_progress(edit, coding_id)


def _set_in_progress(edit: EditInProgress, coding_id: int) -> None:
    edit.kinds.add(Kind.CODING)
    edit.update("coding", coding_id, status=CodingStatus.IN_PROGRESS, reason="", finished_at=None)


def finish_coding(
    project: Project, desk: Desk, article_id: int, *, status: CodingStatus, reason: str = ""
) -> Changes:
    """Mark an article as done, or as holding nothing to code.

    ``status`` is ``DONE`` or ``NOTHING``; ``reason`` says why there is nothing to code: one of
    the schema's reasons, or empty.

    Raises:
        EditRefusedError: there are events on an article said to hold nothing, or the reason is
            none of the schema's.
    """
    check_finish(project, desk, article_id, status, reason)
    with project.transact(Op.FINISH_CODING, STATUS_LABELS[status], desk=desk) as edit:
        finish_in(edit, project, desk, article_id, status=status, reason=reason)
    return report(edit)


def finish_in(
    edit: EditInProgress,
    project: Project,
    desk: Desk,
    article_id: int,
    *,
    status: CodingStatus,
    reason: str = "",
) -> int:
    """Finish an article within an edit, once ``check_finish`` found nothing against it."""
    before = own.find_coding(edit.connection, desk, article_id)
    coding_id = begin(edit, project, desk, article_id)
    edit.kinds.add(Kind.CODING)
    if before is None or (before.status, before.reason) != (status, reason):
        edit.update(
            "coding",
            coding_id,
            status=status,
            reason=reason,
            codebook_id=project.codebook_id,
            finished_at=utc_now(),
        )
    return coding_id


def check_finish(
    project: Project, desk: Desk, article_id: int, status: CodingStatus, reason: str = ""
) -> None:
    """Refuse to finish an article in a way that contradicts what is in it."""
    coding = own.find_coding(project.connection, desk, article_id)
    _check_words(project.schema, status, reason)
    if status is CodingStatus.NOTHING and coding is not None:
        _check_empty(project.connection, coding.id)


def _check_words(schema: Schema, status: CodingStatus, reason: str) -> None:
    if status not in FINISHED:
        raise EditRefusedError(
            tr(
                "An article is finished as “done” or as “nothing to code”, not as “{status}”. "
                "Nothing was changed."
            ).format(status=status)
        )
    if reason and status is not CodingStatus.NOTHING:
        raise EditRefusedError(
            tr("Only an article with nothing to code has a reason. Nothing was changed.")
        )
    reasons = [choice.value for choice in schema.reasons]
    if reason and reason not in reasons:
        raise EditRefusedError(
            tr(
                "“{reason}” is not a reason of this project: it takes {reasons}. Nothing "
                "was changed."
            ).format(reason=reason, reasons=", ".join(reasons))
        )


def _check_empty(connection: sqlite3.Connection, coding_id: int) -> None:
    (events,) = connection.execute(
        "SELECT count(*) FROM event WHERE coding_id = ?", (coding_id,)
    ).fetchone()
    if events:
        sentence = (
            tr(
                "This article holds 1 event: delete it before marking it as nothing to code, or"
                " mark it as done. Nothing was changed."
            )
            if events == 1
            else tr(
                "This article holds {events} events: delete them before marking it as nothing to"
                " code, or mark it as done. Nothing was changed."
            )
        )
        raise EditRefusedError(sentence.format(events=events))


def reopen_coding(project: Project, desk: Desk, article_id: int) -> Changes:
    """Put a finished article back in progress."""
    coding = own.find_coding(project.connection, desk, article_id)
    if coding is None or coding.status not in FINISHED:
        raise EditRefusedError(tr("This article is not finished. Nothing was changed."))
    with project.transact(Op.REOPEN_CODING, "reopen article", desk=desk) as edit:
        edit.article_id = article_id
        _set_in_progress(edit, coding.id)
    return report(edit)


def flag_coding(project: Project, desk: Desk, article_id: int, flagged: bool) -> Changes:  # noqa: FBT001
    """Mark an article to come back to, or take the mark away."""
    label = "flag article" if flagged else "remove flag"
    coding = own.find_coding(project.connection, desk, article_id)
    with project.transact(Op.FLAG_CODING, label, desk=desk) as edit:
        edit.article_id = article_id
        edit.kinds.add(Kind.CODING)
        if flagged or coding is not None:
            edit.update("coding", begin(edit, project, desk, article_id), flagged=int(flagged))
    return report(edit)
