"""Who is merely quoted: "a spokesman said", "according to the ministry", the reporting outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.nlp.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_LAST_WORDS = 7  # behind "said", at the end of a sentence
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})
_CONTENTS = frozenset({"ccomp", "parataxis"})


def is_source(head: Token, words: Words) -> bool:
    """Whether an actor is only named as saying what the sentence reports."""
    if _ends_by_saying(head, words):
        return True
    if head.dep_ == "pobj" and head.head.lower_ in {"to", "by"}:
        return head.head.head.lower_ == "according"
    if head.dep_ == "conj":
        return is_source(head.head, words)
    verb = head.head
    return (
        head.dep_ in _SUBJECTS
        and verb.lemma_.lower() in words.saying_verbs
        and _only_says(head, verb, words)
    )


def _only_says(head: Token, verb: Token, words: Words) -> bool:
    """Whether what a subject says stands before it, or it is of those who only report."""
    if verb.dep_ in {"parataxis", "advcl"} and verb.i > verb.head.i:
        return True
    trailing = any(child.dep_ in _CONTENTS and child.i < verb.i for child in verb.children)
    return trailing or head.lemma_.lower() in words.reporters


def _ends_by_saying(head: Token, words: Words) -> bool:
    """Whether a sentence ends with ", X said on Monday", however it was parsed."""
    doc, at = head.doc, head.i + 1
    if at < len(doc) and doc[at].text == "(":
        at = next((n + 1 for n in range(at, min(at + 6, len(doc))) if doc[n].text == ")"), at)
    if at >= len(doc) or doc[at].pos_ != "VERB" or doc[at].lemma_.lower() not in words.saying_verbs:
        return False
    end = head.sent.end
    behind = doc[at + 1 : end]
    if len(behind) > _LAST_WORDS or any(token.pos_ in {"VERB", "AUX"} for token in behind):
        return False
    before = doc[head.sent.start : head.i]
    return any(token.text == "," for token in before) and any(t.pos_ == "VERB" for t in before)
