"""The words that show a value: more of them, fewer, or other ones."""

from __future__ import annotations

import sqlite3

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk, Segment, Segments
from annotator.domain.language import tr
from annotator.domain.words import occurrences
from annotator.storage.ops import own
from annotator.storage.ops.codings import report
from annotator.storage.ops.fillers import about, tidy
from annotator.storage.ops.marks import (
    Marked,
    add_evidence_row,
    cut_loose,
    delete_where,
    find_mention,
    marked,
    place_mention,
    share_mention,
)
from annotator.storage.ops.suggestions import decide, shortened
from annotator.storage.project import EditInProgress, Project


def add_evidence(
    project: Project,
    desk: Desk,
    filler_id: int,
    *,
    segments: Segments = (),
    suggestion_id: int | None = None,
) -> Changes:
    """Add marked words, or an accepted suggestion, to the evidence of a filler.

    ``segments`` are half-open code-point ranges of the article's text; those of the suggestion
    are taken where one is accepted. Words that are its evidence already change nothing.

    Raises:
        EditRefusedError: the filler is not this coder's, or the segments do not fit the text.
    """
    filler = own.filler(project.connection, desk, filler_id)
    slot = own.slot(project.schema, filler.slot)
    proposal = None
    if suggestion_id is not None:
        proposal = own.proposal(project.connection, filler.article_id, suggestion_id)
    marks = marked(
        project.connection, filler.article_id, proposal.segments if proposal else segments
    )
    with project.transact(Op.ADD_EVIDENCE, f"add evidence to {slot.label}", desk=desk) as edit:
        about(edit, filler)
        mention_id = share_mention(edit, filler.coding_id, slot.mention_type, marks)
        add_evidence_row(edit, filler_id, mention_id)
        if proposal is not None:
            decide(edit, filler.coding_id, proposal.id, "accepted")
    return report(edit)


def add_all_of_name(project: Project, desk: Desk, filler_id: int) -> Changes:
    """Make every other place where a filler's words stand in the article its evidence.

    Whole words in the same case count; where they are suggested, the suggestion is accepted.

    Raises:
        EditRefusedError: the filler is not this coder's, has no words, or they stand nowhere else.
    """
    filler = own.filler(project.connection, desk, filler_id)
    slot = own.slot(project.schema, filler.slot)
    found = _elsewhere(project.connection, filler)
    label = f"add {len(found)} mention{'s' * (len(found) != 1)} to {slot.label}"
    with project.transact(Op.ADD_EVIDENCE, label, desk=desk) as edit:
        about(edit, filler)
        for segment in found:
            marks = marked(edit.connection, filler.article_id, (segment,))
            mention_id = share_mention(edit, filler.coding_id, slot.mention_type, marks)
            add_evidence_row(edit, filler_id, mention_id)
            for suggestion_id in _suggested(edit.connection, filler, slot.mention_type, segment):
                decide(edit, filler.coding_id, suggestion_id, "accepted")
    return report(edit)


def _elsewhere(connection: sqlite3.Connection, filler: own.OwnFiller) -> list[Segment]:
    """Where else the words of a filler's evidence stand, in the order of the text."""
    rows = connection.execute(
        "SELECT s.start, s.end, s.quote FROM evidence e JOIN mention_segment s"
        " ON s.mention_id = e.mention_id WHERE e.filler_id = ?",
        (filler.id,),
    ).fetchall()
    (text,) = connection.execute(
        "SELECT text FROM article WHERE id = ?", (filler.article_id,)
    ).fetchone()
    names = dict.fromkeys(quote for _, _, quote in rows)
    if not names:
        raise EditRefusedError(tr("This value has no words in the text. Nothing was changed."))
    found = {place for name in names for place in occurrences(text, name)}
    free = [
        place
        for place in sorted(found, key=lambda place: (place.start, -place.end))
        if all(place.end <= start or end <= place.start for start, end, _ in rows)
    ]
    if not free:
        name = shortened(next(iter(names)))
        raise EditRefusedError(
            tr("“{name}” stands nowhere else in this article.").format(name=name)
        )
    return _apart(free)


def _apart(places: list[Segment]) -> list[Segment]:
    """The places that share no character with one before them."""
    kept: list[Segment] = []
    for place in places:
        if not kept or kept[-1].end <= place.start:
            kept.append(place)
    return kept


def _suggested(
    connection: sqlite3.Connection, filler: own.OwnFiller, mention_type: str, place: Segment
) -> list[int]:
    """The undecided suggestions of exactly these characters."""
    rows = connection.execute(
        "SELECT s.id FROM suggestion s JOIN suggestion_segment p ON p.suggestion_id = s.id"
        " WHERE s.article_id = ? AND s.type = ? AND s.kind = 'mention'"
        "  AND s.superseded_at IS NULL AND NOT EXISTS (SELECT 1 FROM decision d"
        "   WHERE d.suggestion_id = s.id AND d.coding_id = ?)"
        " GROUP BY s.id HAVING count(*) = 1 AND min(p.start) = ? AND max(p.end) = ?",
        (filler.article_id, mention_type, filler.coding_id, place.start, place.end),
    ).fetchall()
    return [suggestion_id for (suggestion_id,) in rows]


def remove_evidence(project: Project, desk: Desk, filler_id: int, mention_id: int) -> Changes:
    """Take words out of the evidence of a filler; the value stays."""
    filler = own.filler(project.connection, desk, filler_id)
    row = project.connection.execute(
        "SELECT id FROM evidence WHERE filler_id = ? AND mention_id = ?", (filler_id, mention_id)
    ).fetchone()
    label = own.slot_label(project.schema, filler.slot)
    if row is None:
        raise EditRefusedError(
            tr("These words are not evidence of {label}. Nothing was changed.").format(label=label)
        )
    with project.transact(Op.REMOVE_EVIDENCE, f"remove evidence of {label}", desk=desk) as edit:
        about(edit, filler)
        edit.delete("evidence", row[0])
        tidy(edit, filler.coding_id)
    return report(edit)


def move_mention(
    project: Project,
    desk: Desk,
    mention_id: int,
    segments: Segments,
    *,
    filler_id: int | None = None,
) -> Changes:
    """Let a mark stand on other words, for every value it is evidence of.

    With ``filler_id`` for that value alone: others that share the mark keep it where it is.
    Where the same words are marked already with the same type, the two marks become one.

    Raises:
        EditRefusedError: the mention is not this coder's, or the segments do not fit the text.
    """
    mention = own.mention(project.connection, desk, mention_id)
    marks = marked(project.connection, mention.article_id, segments)
    label = f"move mark to “{shortened(marks.words)}”"
    with project.transact(Op.MOVE_MENTION, label, desk=desk) as edit:
        edit.article_id = mention.article_id
        edit.kinds.add(Kind.EVENT)
        edit.event_id, edit.filler_id = _first_use(edit, mention_id)
        if filler_id is not None and _is_shared(edit, mention_id, filler_id):
            edit.event_id, edit.filler_id = _event_of(edit, filler_id), filler_id
            _part(edit, mention, filler_id, marks)
        else:
            _place(edit, mention, marks)
    return report(edit)


def _place(edit: EditInProgress, mention: own.OwnMention, marks: Marked) -> None:
    """Let a mark stand on other words, or become one with the mark that stands there."""
    same = find_mention(edit.connection, mention.coding_id, mention.type, marks.segments)
    if same is None:
        place_mention(edit, mention.id, marks)
    elif same != mention.id:
        _merge(edit, mention.id, same)


def _is_shared(edit: EditInProgress, mention_id: int, filler_id: int) -> bool:
    row = edit.connection.execute(
        "SELECT 1 FROM evidence WHERE mention_id = ? AND filler_id <> ?", (mention_id, filler_id)
    ).fetchone()
    return row is not None


def _event_of(edit: EditInProgress, filler_id: int) -> int:
    row = edit.connection.execute("SELECT event_id FROM filler WHERE id = ?", (filler_id,))
    return int(row.fetchone()[0])


def _part(edit: EditInProgress, mention: own.OwnMention, filler_id: int, marks: Marked) -> None:
    """Let one value stand on words of its own instead of a mark it shared."""
    row = edit.connection.execute(
        "SELECT id FROM evidence WHERE filler_id = ? AND mention_id = ?", (filler_id, mention.id)
    ).fetchone()
    if row is None:
        raise EditRefusedError(
            tr("These words are not evidence of the value. Nothing was changed.")
        )
    other = share_mention(edit, mention.coding_id, mention.type, marks)
    known = edit.connection.execute(
        "SELECT 1 FROM evidence WHERE filler_id = ? AND mention_id = ?", (filler_id, other)
    ).fetchone()
    if known is not None and other != mention.id:
        edit.delete("evidence", row[0])
    elif other != mention.id:
        edit.update("evidence", row[0], mention_id=other)


def _first_use(edit: EditInProgress, mention_id: int) -> tuple[int | None, int | None]:
    """The event and filler to look at, where the mention serves a single one."""
    rows = edit.connection.execute(
        "SELECT f.event_id, f.id FROM evidence e JOIN filler f ON f.id = e.filler_id"
        " WHERE e.mention_id = ? LIMIT 2",
        (mention_id,),
    ).fetchall()
    return rows[0] if len(rows) == 1 else (None, None)


def _merge(edit: EditInProgress, mention_id: int, into: int) -> None:
    """Let another mention serve all that one serves, and remove the one."""
    rows = edit.connection.execute(
        "SELECT e.id, EXISTS (SELECT 1 FROM evidence o"
        "  WHERE o.filler_id = e.filler_id AND o.mention_id = ?)"
        " FROM evidence e WHERE e.mention_id = ?",
        (into, mention_id),
    ).fetchall()
    for evidence_id, known in rows:
        if known:
            edit.delete("evidence", evidence_id)
        else:
            edit.update("evidence", evidence_id, mention_id=into)
    cut_loose(edit, "comment", "mention_id", mention_id, onto=into)
    delete_where(edit, "mention_segment", "mention_id", mention_id)
    edit.delete("mention", mention_id)
