"""How far in front an actor stands: what is hardly ever coded is kept out of the way.

Not in front are: who is merely quoted (``attribution`` tells them), what a subordinate clause of
reason or a relative clause tells beside the event, a nationality that only describes a thing, a
place that is no side of what is done, a common noun that names nobody and does nothing, and the
same name once more in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTING = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "dative", "ROOT"})
_SIDES = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "dobj", "obj"})
_AGAINST = frozenset({"against", "by", "from", "with", "to", "on", "for", "towards"})
_BESIDE = frozenset(  # marks of clauses that tell a reason or the background
    ["because", "although", "though", "while", "whereas", "where"]
)
_WHERE = frozenset({"in", "near", "at", "around", "outside", "inside", "across", "throughout"})
_KINDS_OF_PLACE = frozenset(["city", "town", "village", "district", "area", "suburb", "port"])
_HOPS = 12


def in_front(head: Token, is_actor: Callable[[Token], bool], *, named: bool) -> bool:
    """Whether an actor is one that a coder would most often take.

    Args:
        head: the head noun of the actor, or the word itself where it stands before another noun.
        is_actor: whether a token names an actor.
        named: whether its words name a country, an organisation or a person.
    """
    if _beside(head, is_actor):
        return False
    if not named:
        return _acts(head)
    if head.dep_ in {"amod", "compound", "nmod"}:
        return _describes_a_side(head)
    if head.dep_ == "pobj" and head.head.lower_ in _WHERE:
        return _place_may_be_target(head)
    return not (head.dep_ == "pobj" and head.head.head.lower_ in _KINDS_OF_PLACE)


def _acts(head: Token) -> bool:
    """Whether a common noun does something or has something done to it by somebody."""
    if head.dep_ == "conj":
        return _acts(head.head)
    if head.dep_ == "pobj":
        return head.head.dep_ in {"agent", "obl:agent"} or head.head.lower_ in {
            "against",
            "between",
        }
    return head.dep_ in _ACTING or (head.dep_ in {"dobj", "obj"} and head.tag_ == "NNS")


def _beside(head: Token, is_actor: Callable[[Token], bool]) -> bool:
    """Whether it stands in a clause that tells something beside the event."""
    token = head
    for _ in range(_HOPS):
        if token.dep_ in {"relcl", "acl:relcl"} and is_actor(token.head):
            return True
        if token.dep_ == "advcl" and any(child.lower_ in _BESIDE for child in token.lefts):
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _describes_a_side(head: Token) -> bool:
    """Whether the thing that a nationality describes is what is done or done to."""
    doc = head.doc
    behind = doc[head.i + 1] if head.i + 1 < len(doc) else None
    if behind is not None and behind.text == "-":
        return False  # "Russian-made"
    noun = head.head
    while noun.dep_ in {"compound", "nmod"} and noun.head.i > noun.i:
        noun = noun.head
    if noun.dep_ in _SIDES:
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ in _AGAINST and noun.head.head.pos_ != "ADP"


def _place_may_be_target(head: Token) -> bool:
    """Whether what is done in a place may be done to it: nobody else is named as its target."""
    verb = head.head.head
    if verb.pos_ in {"NOUN", "PROPN"} and (verb.ent_type_ or verb.dep_ in _ACTING):
        return False  # "officials in Nairobi"
    for _ in range(_HOPS):
        if verb.pos_ == "VERB" or verb.head.i == verb.i:
            break
        verb = verb.head
    objects = [c for c in verb.children if c.dep_ in {"dobj", "obj", "nsubjpass", "nsubj:pass"}]
    return not any(_named_or_people(noun) for noun in objects)


def _named_or_people(noun: Token) -> bool:
    return bool(noun.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}) or any(
        child.ent_type_ in {"NORP", "GPE", "ORG"} for child in noun.children
    )
