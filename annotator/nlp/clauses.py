"""What the syntax around a trigger says: what governs it, its objects, whether it is negated.

Relations are those of ClearNLP, as spaCy's English pipelines have them, and the Universal
Dependencies' names beside them where they differ.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.domain.folding import stems, words

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "nsubj:pass"})
AGENTS = frozenset({"agent", "obl:agent"})
COMPLEMENTS = frozenset({"xcomp", "ccomp"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PREPOSITIONS = frozenset({"for", "to", "on", "of", "against", "into"})  # "call for", "insist on"
_AUXILIARIES = frozenset({"aux", "auxpass", "aux:pass"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "nn"})
_SILENT = frozenset(  # entities whose words say nothing of what is done
    {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT"}
)
_DIRECTIONS = frozenset({"out", "off", "away", "back", "down"})
_LIGHT = 0.1  # of a verb that only carries its object
_HOPS = 4  # governors above a trigger that are looked at
_TRIGGER, _OBJECT, _MODIFIER, _BEHIND, _GOVERNOR = 1.0, 0.9, 0.8, 0.5, 0.7  # weights of words


@dataclass(slots=True)
class Clause:
    """A trigger with its surroundings.

    ``governors`` are the words above it, nearest first ("threatened" of "threatened to attack");
    ``objects`` the nouns it is done to or made with; ``words`` what it says, folded, with weights.
    """

    trigger: Token
    particle: Token | None = None
    governors: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    auxiliaries: frozenset[str] = frozenset()
    negated: bool = False
    passive: bool = False
    conditional: bool = False  # under "if", "whether", "unless"
    words: dict[str, float] = field(default_factory=dict)

    def weighed(self, light: Container[str]) -> dict[str, float]:
        """The words with their weights, less for a light verb that an object says more than."""
        if not self.objects or not is_form_of(self.trigger, light):
            return self.words
        own = _folded(self.trigger.lemma_, self.trigger.text)
        return {w: weight * _LIGHT if w in own else weight for w, weight in self.words.items()}


def is_form_of(token: Token, verbs: Container[str]) -> bool:
    """Whether a word is a form of one of some verbs, its lemma or, where that errs, its stem."""
    return token.lemma_.lower() in verbs or any(s in verbs for s in stems(token.lower_))


def read(trigger: Token) -> Clause:
    """The clause of a verb or of a noun that names something done."""
    clause = Clause(trigger)
    clause.governors = list(_governors(trigger))
    auxiliaries: set[str] = set()
    for child in trigger.children:
        _take(clause, child, auxiliaries)
    for governor in clause.governors[:2]:
        for child in governor.children:
            if child.dep_ in _AUXILIARIES:
                auxiliaries.add(child.lemma_.lower())
            elif child.dep_ == "neg":
                clause.negated = True
    clause.auxiliaries = frozenset(auxiliaries)
    _collect(clause)
    return clause


def _take(clause: Clause, child: Token, auxiliaries: set[str]) -> None:
    relation = child.dep_
    if relation in _AUXILIARIES:
        auxiliaries.add(child.lemma_.lower())
        clause.passive |= relation in {"auxpass", "aux:pass"}
    elif relation == "neg":
        clause.negated = True
    elif relation in {"prt", "compound:prt"}:
        clause.particle = child
    elif relation in OBJECTS:
        clause.objects.append(child)
        clause.objects.extend(child.conjuncts)
        clause.negated |= _is_none(child)
    elif relation in SUBJECTS | PASSIVE_SUBJECTS:
        clause.negated |= _is_none(child)
    elif relation == "mark" and child.lower_ in {"if", "whether", "unless"}:
        clause.conditional = True


def _is_none(noun: Token) -> bool:
    """Whether a noun is said not to be there: "no soldiers"."""
    return any(child.dep_ == "det" and child.lower_ == "no" for child in noun.lefts)


def _governors(trigger: Token) -> Iterator[Token]:
    """The words that a trigger depends on as their complement, nearest first."""
    token = trigger
    for _ in range(_HOPS):
        if token.dep_ == "conj" and token.pos_ == token.head.pos_:
            token = token.head  # what governs the first governs the second too
        governor = _governor(token)
        if governor is None or governor.i == token.i:
            return
        yield governor
        token = governor


def _governor(token: Token) -> Token | None:
    relation, head = token.dep_, token.head
    if relation in COMPLEMENTS:
        return head
    if relation in {"acl", "advcl"}:  # "calls to adopt", not "the attack reported"
        return head if any(child.lower_ == "to" for child in token.lefts) else None
    if relation in OBJECTS and token.pos_ in _NOUNS:
        return head
    if relation in {"pobj", "pcomp"} and head.lower_ in _PREPOSITIONS:
        verb = head.head
        nouns = [t for t in verb.children if t.dep_ in OBJECTS and t.i < head.i]
        return nouns[-1] if nouns else verb  # "rejected calls for aid": of the calls
    return None


def _collect(clause: Clause) -> None:
    """Gather what the trigger and its surroundings say."""
    _add(clause, clause.trigger, _TRIGGER)
    if clause.particle is not None:
        _add(clause, clause.particle, _TRIGGER)
    for token in clause.objects:
        _add_noun(clause, token, _OBJECT)
    for child in clause.trigger.children:
        _collect_child(clause, child)


def _collect_child(clause: Clause, child: Token) -> None:
    relation = child.dep_
    if relation in {"prep", "dative", "agent"}:
        if child.lower_ in _DIRECTIONS:  # "forced the agency out of the country"
            _add(clause, child, _TRIGGER)
        _collect_inner(clause, child, frozenset({"pobj", "pcomp"}))
    elif relation in {"xcomp", "ccomp", "advcl", "acl"}:
        _add(clause, child, _BEHIND)
        _collect_inner(clause, child, OBJECTS)
    elif relation in PASSIVE_SUBJECTS:
        _add_noun(clause, child, _OBJECT)
    elif relation in _MODIFIERS or relation == "acomp":
        _add(clause, child, _MODIFIER)
    elif relation == "advmod":
        _add(clause, child, _BEHIND)


def _collect_inner(clause: Clause, token: Token, relations: frozenset[str]) -> None:
    for inner in token.children:
        if inner.dep_ in relations:
            _add_noun(clause, inner, _BEHIND)


def _add_noun(clause: Clause, token: Token, weight: float) -> None:
    """A noun with its modifiers, and what stands behind it with "of", "for", "to"."""
    _add(clause, token, weight)
    for child in token.children:
        if child.dep_ in _MODIFIERS:
            _add(clause, child, weight * _MODIFIER)
        elif child.dep_ in {"prep", "acl"}:
            _add(clause, child, weight * _BEHIND)
            for inner in child.children:
                if inner.dep_ in {"pobj", "dobj"}:
                    _add(clause, inner, weight * _BEHIND)
                    for deep in inner.children:
                        if deep.dep_ in _MODIFIERS:
                            _add(clause, deep, weight * _BEHIND)


def _add(clause: Clause, token: Token, weight: float) -> None:
    if token.ent_type_ in _SILENT or not token.text[0].isalpha():
        return
    for word in _folded(token.lemma_, token.text):
        if weight > clause.words.get(word, 0.0):
            clause.words[word] = weight


@lru_cache(maxsize=50_000)
def _folded(lemma: str, text: str) -> tuple[str, ...]:
    return words(lemma) or words(text)


def governing_words(clause: Clause) -> dict[str, float]:
    """What the governors say, folded, with weights."""
    found: dict[str, float] = {}
    for token in clause.governors:
        for word in _folded(token.lemma_, token.text):
            found.setdefault(word, _GOVERNOR)
    return found
