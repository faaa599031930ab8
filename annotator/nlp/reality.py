"""Whether an event occurred: denied, hypothetical, announced, alleged, or long past."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.nlp.components.actions import Action

_POSSIBLE = frozenset({"may", "might", "could"})
_COMING = frozenset({"will", "would", "shall"})
_REPORTED = frozenset({"allegedly", "reportedly", "apparently", "purportedly", "supposedly"})
_PAST_CLAUSES = frozenset({"relcl", "acl:relcl", "advcl"})


class Reality(StrEnum):
    """How the text presents an event; the names are those of a schema's statuses."""

    OCCURRED = ""
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    ANNOUNCED = "announced"
    ALLEGED = "alleged"
    HISTORICAL = "historical"


def reality_of(action: Action) -> Reality:
    """How a clause presents what it tells.

    What a modality takes up as a code of its own (a threat, a refusal) has itself occurred.
    """
    clause, trigger = action.clause, action.clause.trigger
    taken_up = action.taken_up
    if clause.conditional or (clause.auxiliaries & _POSSIBLE and not taken_up):
        return Reality.HYPOTHETICAL
    if clause.negated and not any(entry.modality.negated for entry in action.found):
        return Reality.NEGATED
    if not taken_up and clause.auxiliaries & _COMING:
        return Reality.ANNOUNCED
    if any(child.lower_ in _REPORTED for child in trigger.children):
        return Reality.ALLEGED
    past = any(child.lower_ == "had" and child.dep_ == "aux" for child in trigger.children)
    if past and trigger.dep_ in _PAST_CLAUSES:
        return Reality.HISTORICAL
    return Reality.OCCURRED


def status_of(action: Action) -> str:
    """The status that the schema gives to a word that governs an action, empty where none does."""
    if action.taken_up:
        return ""
    return next((entry.modality.status for entry in action.found if entry.modality.status), "")
