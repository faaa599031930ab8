"""What edits are called: kept in the journal in English, shown in the language that is spoken.

A project is shared by people of many languages, so that none of them can be the file's.
"""

from __future__ import annotations

from annotator.domain.language import again, later

# The more particular ones first: a slot may be called like anything.
LABELS = (
    later("new event"),
    later("duplicate event {number} with its sides exchanged"),
    later("duplicate event {number}"),
    later("delete event {number}"),
    later("move event {number}"),
    later("sort events by place in the text"),
    later("sort events by date"),
    later("sort events by code"),
    later("sort events by when they were coded"),
    later("mark reciprocal"),
    later("mark not reciprocal"),
    later("link events"),
    later("unlink events"),
    later("take event “{words}”"),
    later("dismiss event “{words}”"),
    later("dismiss “{words}”"),
    later("restore “{words}”"),
    later("add evidence to {slot}"),
    later("add 1 mention to {slot}"),
    later("add {number} mentions to {slot}"),
    later("remove evidence of {slot}"),
    later("move mark to “{words}”"),
    later("update 1 date"),
    later("update {number} dates"),
    later("mark as done"),
    later("nothing to code"),
    later("reopen article"),
    later("flag article"),
    later("remove flag"),
    later("add note"),
    later("add question"),
    later("add answer"),
    later("change note"),
    later("change question"),
    later("change answer"),
    later("delete note"),
    later("delete question"),
    later("delete answer"),
    later("answer question"),
    later("change answer to question"),
    later("delete answer to question"),
    later("set title"),
    later("set source"),
    later("set publication date"),
    later("set address"),
    later("set language"),
    later("update the codebook"),
    later("add {code} to the codebook"),
    later("keep {slot}"),
    later("learn “{words}”"),
    later("change “{words}”"),
    later("retire “{words}”"),
    later("share “{words}”"),
    later("import “{words}”"),
    later("assign {number} articles"),
    later("merge 1 packet"),
    later("merge {number} packets"),
    later("choose a coding"),
    later("accept {slot}"),
    later("fill {slot}"),
    later("set {slot}"),
    later("delete {slot}"),
)
"""Every name of an edit, with gaps."""

SEALS = (
    later("the question was answered"),
    later("a newer run replaced the suggestions"),
    later("the project was brought up to layout {number}"),
)
"""Why edits can no longer be undone."""


def label(kept: str) -> str:
    """The name of an edit as the journal keeps it, in the language that is spoken."""
    return again(kept, LABELS)


def seal(kept: str) -> str:
    """Why an edit can no longer be undone, as the journal keeps it, in the language spoken."""
    return again(kept, SEALS)
