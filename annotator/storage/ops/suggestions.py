"""Decisions on suggestions: accepted, rejected, or open again."""

from __future__ import annotations

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk
from annotator.domain.language import tr
from annotator.storage.decisions import decisions_of
from annotator.storage.ops import own
from annotator.storage.ops.codings import begin, report
from annotator.storage.project import EditInProgress, Project

_SHOWN_WORDS = 40  # characters of a quote in a label


def decide(edit: EditInProgress, coding_id: int, suggestion_id: int, decision: str) -> None:
    """Remember what was decided on a suggestion."""
    row = edit.connection.execute(
        "SELECT id FROM decision WHERE coding_id = ? AND suggestion_id = ?",
        (coding_id, suggestion_id),
    ).fetchone()
    edit.kinds.add(Kind.SUGGESTION)
    if row:
        edit.update("decision", row[0], decision=decision)
    else:
        edit.insert("decision", coding_id=coding_id, suggestion_id=suggestion_id, decision=decision)


def open_again(edit: EditInProgress, coding_id: int) -> None:
    """Take back acceptances nothing is left of.

    An accepted suggestion stays accepted while a filler names it or a mention of the coding
    overlaps it (the mark may have been moved by a word since).
    """
    rows = edit.connection.execute(
        "SELECT d.id FROM decision d WHERE d.coding_id = ? AND d.decision = 'accepted'"
        " AND NOT EXISTS (SELECT 1 FROM filler f JOIN event e ON e.id = f.event_id"
        "  WHERE f.suggestion_id = d.suggestion_id AND e.coding_id = d.coding_id)"
        " AND NOT EXISTS (SELECT 1 FROM mention m"
        "  JOIN mention_segment s ON s.mention_id = m.id"
        "  JOIN suggestion_segment p ON p.suggestion_id = d.suggestion_id"
        "  WHERE m.coding_id = d.coding_id AND s.start < p.end AND p.start < s.end)",
        (coding_id,),
    ).fetchall()
    for (row_id,) in rows:
        edit.kinds.add(Kind.SUGGESTION)
        edit.delete("decision", row_id)


def reject_suggestion(project: Project, desk: Desk, suggestion_id: int) -> Changes:
    """Set a suggestion aside for this coder."""
    proposal = own.proposal(project.connection, None, suggestion_id)
    label = f"dismiss “{shortened(proposal.quote)}”"
    with project.transact(Op.REJECT_SUGGESTION, label, desk=desk) as edit:
        coding_id = begin(edit, project, desk, proposal.article_id)
        decide(edit, coding_id, suggestion_id, "rejected")
    return report(edit)


def restore_suggestion(project: Project, desk: Desk, suggestion_id: int) -> Changes:
    """Offer a decided suggestion to this coder again; what was coded from it stays."""
    proposal = own.proposal(project.connection, None, suggestion_id)
    coding = own.find_coding(project.connection, desk, proposal.article_id)
    decided = [] if coding is None else decisions_of(project.connection, coding.id)
    standing = [
        decision
        for decision in decided
        if decision.suggestion_id == suggestion_id
        or decision.holds_for(proposal.type, proposal.segments)
    ]
    if not standing:
        raise EditRefusedError(tr("Nothing was decided on this suggestion. Nothing was changed."))
    label = f"restore “{shortened(proposal.quote)}”"
    with project.transact(Op.RESTORE_SUGGESTION, label, desk=desk) as edit:
        edit.article_id = proposal.article_id
        edit.kinds.add(Kind.SUGGESTION)
        for decision in standing:
            edit.delete("decision", decision.id)
    return report(edit)


def shortened(words: str) -> str:
    """Words as they fit into a label."""
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN_WORDS else f"{line[: _SHOWN_WORDS - 1].rstrip()}…"
