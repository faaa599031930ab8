"""Noun phrases as coders mark actors: without determiners and numbers, titles and names whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INSIDE = frozenset({"amod", "compound", "nmod", "nn", "poss", "flat", "nummod", "punct", "case"})
_PARTS = frozenset({"amod", "compound", "nmod", "nn", "flat"})
_LINKS = frozenset({"of", "in", "from", "at", "throughout", "across", "near"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})
_LONGEST = 12  # tokens of a phrase


def head_of(token: Token, is_actor: Callable[[Token], bool]) -> Token:
    """The noun that a token stands before as part of the same actor, the token itself else.

    "Israeli" of "Israeli soldiers" leads to "soldiers", of "Israeli curfew" to itself.
    """
    while token.dep_ in _PARTS or token.dep_ == "poss":
        head = token.head
        if head.i <= token.i or head.pos_ not in {"NOUN", "PROPN"} or not is_actor(head):
            break
        if token.dep_ == "poss" and token.ent_type_ not in _NAMED:
            break
        token = head
    return token


def start_of(head: Token, telling: Callable[[Token], bool]) -> int:
    """Where the phrase of a head begins: at its first modifier that tells who it is."""
    first = head.i
    doc = head.doc
    for child in head.lefts:
        if child.dep_ not in _INSIDE or head.i - child.left_edge.i > _LONGEST:
            continue
        if child.dep_ == "poss" and child.ent_type_ not in _NAMED:
            continue
        for number in range(_last_joined(child), child.right_edge.i + 1):
            if _tells(doc[number], telling):
                first = min(first, number)
                break
    return _unbroken(doc, first, head.i)


def joined_before(head: Token) -> list[Token]:
    """Names before a noun that are not in its phrase: "Turkish" of "Turkish and Israeli envoys"."""
    found: list[Token] = []
    for child in head.lefts:
        if child.dep_ in _PARTS and child.ent_type_ in _NAMED:
            chain = [child, *(t for t in child.conjuncts if t.i < head.i)]
            found += sorted(chain, key=lambda t: t.i)[:-1]
    return found


def _last_joined(child: Token) -> int:
    """Where the last of some coordinated modifiers begins."""
    if child.ent_type_ not in _NAMED:
        return child.left_edge.i
    joined = [t.i for t in child.conjuncts if child.i < t.i <= child.right_edge.i]
    return max(joined, default=child.left_edge.i)


def _unbroken(doc: Doc, first: int, last: int) -> int:
    """The start, moved behind what a phrase never holds: a line break, a clause's comma, a verb."""
    for number in range(last - 1, first - 1, -1):
        token = doc[number]
        if token.is_space or token.pos_ in {"AUX", "SCONJ"} or token.text in {";", ":", "—"}:
            return number + 1
    return first


def _tells(token: Token, telling: Callable[[Token], bool]) -> bool:
    if token.pos_ in {"DET", "NUM", "PRON", "ADP", "PUNCT", "PART"}:
        return False
    if token.pos_ == "PROPN" or token.ent_type_ in _NAMED:
        return True
    return telling(token)


def end_of(head: Token) -> int:
    """Behind the last token of a phrase: the end of its name, for a head inside a name."""
    doc, end = head.doc, head.i + 1
    if head.ent_type_ in _NAMED:
        while end < len(doc) and doc[end].ent_iob_ == "I" and not doc[end].is_space:
            end += 1
        while end - 1 > head.i and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct):
            end -= 1
    while end + 1 < len(doc) and _joins(doc, end):  # "secretary-general"
        end += 2
    return end


def _joins(doc: Doc, at: int) -> bool:
    """Whether a token is a hyphen that joins the words around it."""
    tight = not doc[at - 1].whitespace_ and not doc[at].whitespace_
    return doc[at].text == "-" and tight and doc[at + 1].is_alpha


def extended(head: Token, end: int) -> int:
    """The end with what stands behind it saying whence ("students at Ankara University").

    The same end where nothing such stands behind it.
    """
    for child in head.rights:
        if child.dep_ not in {"prep", "nmod"} or child.lower_ not in _LINKS or child.i < end - 1:
            continue
        for inner in child.children:
            if inner.dep_ not in {"pobj", "obl"}:
                continue
            last = end_of(inner)
            if any(t.ent_type_ in _NAMED for t in head.doc[inner.left_edge.i : last]):
                deeper = extended(inner, last)
                return deeper if deeper - head.i <= _LONGEST else last
    return end
