"""Notes, questions and answers on articles, events and mentions."""

from __future__ import annotations

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk
from annotator.domain.language import later, tr
from annotator.domain.text import normalise
from annotator.storage import journal
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.ops import own
from annotator.storage.ops.codings import begin, report
from annotator.storage.project import EditInProgress, Project

_KINDS = {
    "note": later("The note is empty. Nothing was changed."),
    "question": later("The question is empty. Nothing was changed."),
    "answer": later("The answer is empty. Nothing was changed."),
    "training": later("The note for training is empty. Nothing was changed."),
}
_ANSWERED = "the question was answered"


def set_comment(
    project: Project,
    desk: Desk,
    article_id: int,
    kind: str,
    text: str,
    *,
    event_id: int | None = None,
    mention_id: int | None = None,
    comment_id: int | None = None,
) -> Changes:
    """Write a comment on an article, an event or a mention, change one, or delete it.

    ``kind`` is "note", "question", "answer" or "training" (what coders can learn from a
    decision). With ``comment_id`` that comment gets the new kind and text, and empty text deletes
    it; without, a new one is written, about the event or the mention given or else about the
    article.

    Raises:
        EditRefusedError: an empty new comment, an unknown kind, or somebody else's comment.
    """
    if kind not in _KINDS:
        raise EditRefusedError(
            tr("A comment is a {kinds}, not “{kind}”. Nothing was changed.").format(
                kinds=", ".join(_KINDS), kind=kind
            )
        )
    clean = normalise(text).text
    if comment_id is not None:
        return _change_comment(project, desk, comment_id, kind, clean)
    if not clean:
        raise EditRefusedError(tr(_KINDS[kind]))
    _check_place(project, desk, article_id, event_id, mention_id)
    with project.transact(Op.SET_COMMENT, f"add {kind}", desk=desk) as edit:
        edit.kinds.add(Kind.COMMENT)
        edit.event_id = event_id
        edit.insert(
            "comment",
            uuid=new_uuid(),
            coding_id=begin(edit, project, desk, article_id),
            event_id=event_id,
            mention_id=mention_id,
            coder_id=desk.coder.id,
            kind=kind,
            text=clean,
            created_at=utc_now(),
        )
    return report(edit)


def _check_place(
    project: Project, desk: Desk, article_id: int, event_id: int | None, mention_id: int | None
) -> None:
    places: list[own.OwnEvent | own.OwnMention] = []
    if event_id is not None:
        places.append(own.event(project.connection, desk, event_id))
    if mention_id is not None:
        places.append(own.mention(project.connection, desk, mention_id))
    if any(place.article_id != article_id for place in places):
        raise EditRefusedError(
            tr("The comment is about something in another article. Nothing was changed.")
        )


def _change_comment(project: Project, desk: Desk, comment_id: int, kind: str, text: str) -> Changes:
    row = project.connection.execute(
        "SELECT m.coder_id, c.coder_id, c.round_id, c.article_id, m.event_id,"
        " (SELECT count(*) FROM comment a WHERE a.reply_to = m.id), m.text, m.reply_to"
        " FROM comment m JOIN coding c ON c.id = m.coding_id WHERE m.id = ?",
        (comment_id,),
    ).fetchone()
    if row is None:
        raise EditRefusedError(tr("This comment no longer exists. Nothing was changed."))
    if row[:3] != (desk.coder.id, desk.coder.id, desk.round.id):
        raise EditRefusedError(
            tr("This comment was written by somebody else. Nothing was changed.")
        )
    if row[7] is not None:
        raise EditRefusedError(tr("An answer is changed under its question. Nothing was changed."))
    if row[5] and (kind, text) != ("question", row[6]):
        raise EditRefusedError(
            tr(
                "This question has been answered, so it stays as it was asked; ask another "
                "one. Nothing was changed."
            )
        )
    label = f"change {kind}" if text else f"delete {kind}"
    with project.transact(Op.SET_COMMENT, label, desk=desk) as edit:
        edit.article_id, edit.event_id = row[3], row[4]
        edit.kinds.add(Kind.COMMENT)
        if text:
            edit.update("comment", comment_id, kind=kind, text=text)
        else:
            edit.delete("comment", comment_id)
    return report(edit)


def answer_question(project: Project, desk: Desk, question_id: int, text: str) -> Changes:
    """Answer a question of any coder, change one's own answer, or (empty) take it back.

    The answer belongs to the coding of whoever asked and stands under the question. Whoever asked
    can no longer undo the asking then; edits before it can still be undone.

    Raises:
        EditRefusedError: the question is gone, is none, or the answer is empty.
    """
    found = project.connection.execute(
        "SELECT q.coding_id, q.kind, c.coder_id, c.article_id,"
        " (SELECT max(n.id) FROM comment n WHERE n.reply_to = q.id AND n.coder_id = ?)"
        " FROM comment q JOIN coding c ON c.id = q.coding_id WHERE q.id = ?",
        (desk.coder.id, question_id),
    ).fetchone()
    if found is None or found[1] != "question":
        raise EditRefusedError(tr("This question no longer exists. Nothing was changed."))
    coding_id, _, coder_id, article_id, answer_id = found
    clean = normalise(text).text
    if not clean and answer_id is None:
        raise EditRefusedError(tr("The answer is empty. Nothing was changed."))
    verb = "answer" if answer_id is None else "change answer to" if clean else "delete answer to"
    with project.transact(Op.ANSWER_QUESTION, f"{verb} question", desk=desk) as edit:
        edit.kinds.add(Kind.COMMENT)
        # of somebody else's coding nothing is opened by undoing this
        edit.article_id = article_id if coder_id == desk.coder.id else None
        if coder_id != desk.coder.id:
            journal.seal(edit.connection, "comment", [question_id], _ANSWERED)
        if answer_id is None:
            _write_answer(edit, desk, coding_id, question_id, clean)
        elif clean:
            _change_answer(edit, answer_id, clean)
        else:
            edit.delete("comment", answer_id)
    return report(edit)


def _write_answer(
    edit: EditInProgress, desk: Desk, coding_id: int, question_id: int, text: str
) -> None:
    edit.insert(
        "comment",
        uuid=new_uuid(),
        coding_id=coding_id,
        coder_id=desk.coder.id,
        kind="answer",
        reply_to=question_id,
        text=text,
        created_at=utc_now(),
    )


def _change_answer(edit: EditInProgress, answer_id: int, text: str) -> None:
    """Write an answer anew; for the coder who asked it is news again."""
    edit.update("comment", answer_id, text=text)
    edit.connection.execute(
        "DELETE FROM answer_read WHERE answer = (SELECT uuid FROM comment WHERE id = ?)",
        (answer_id,),
    )
