"""Who is merely quoted: "a spokesman said", "according to the ministry", the reporting outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAYING = frozenset(
    [
        "say",
        "report",
        "tell",
        "add",
        "announce",
        "note",
        "state",
        "confirm",
        "quote",
        "cite",
        "write",
        "explain",
        "claim",
        "recall",
        "acknowledge",
        "disclose",
        "reveal",
        "comment",
        "allege",
    ]
)
_REPORTERS = frozenset(  # heads that speak rather than act
    [
        "official",
        "source",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "witness",
        "report",
        "reporter",
        "agency",
        "newspaper",
        "daily",
        "weekly",
        "media",
        "resident",
        "analyst",
        "expert",
        "observer",
        "diplomat",
        "correspondent",
        "statement",
        "radio",
        "television",
    ]
)
_LAST_WORDS = 7  # behind "said", at the end of a sentence
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})
_CONTENTS = frozenset({"ccomp", "parataxis"})


def is_source(head: Token) -> bool:
    """Whether an actor is only named as saying what the sentence reports."""
    if _ends_by_saying(head):
        return True
    if head.dep_ == "pobj" and head.head.lower_ in {"to", "by"}:
        return head.head.head.lower_ == "according"
    if head.dep_ == "conj":
        return is_source(head.head)
    verb = head.head
    return head.dep_ in _SUBJECTS and verb.lemma_.lower() in _SAYING and _only_says(head, verb)


def _only_says(head: Token, verb: Token) -> bool:
    """Whether what a subject says stands before it, or it is of those who only report."""
    if verb.dep_ in {"parataxis", "advcl"} and verb.i > verb.head.i:
        return True
    trailing = any(child.dep_ in _CONTENTS and child.i < verb.i for child in verb.children)
    return trailing or head.lemma_.lower() in _REPORTERS


def _ends_by_saying(head: Token) -> bool:
    """Whether a sentence ends with ", X said on Monday", however it was parsed."""
    doc, at = head.doc, head.i + 1
    if at < len(doc) and doc[at].text == "(":
        at = next((n + 1 for n in range(at, min(at + 6, len(doc))) if doc[n].text == ")"), at)
    if at >= len(doc) or doc[at].pos_ != "VERB" or doc[at].lemma_.lower() not in _SAYING:
        return False
    end = head.sent.end
    behind = doc[at + 1 : end]
    if len(behind) > _LAST_WORDS or any(token.pos_ in {"VERB", "AUX"} for token in behind):
        return False
    before = doc[head.sent.start : head.i]
    return any(token.text == "," for token in before) and any(t.pos_ == "VERB" for t in before)
