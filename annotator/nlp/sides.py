"""Who does it and to whom it is done, by the syntax around an action."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.nlp.clauses import AGENTS, OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, Clause

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.nlp.actor_spans import Actor
    from annotator.nlp.modality import Found

Find = Callable[["Token"], "Actor | None"]
"""The actor that a token belongs to."""

_TOWARDS = ("against", "with", "to", "on", "at", "from", "for", "of", "upon", "over", "into", "in")
_HOPS = 6


@dataclass(frozen=True, slots=True)
class Sides:
    """The actors on both sides of an action; ``between`` names both sides in one phrase."""

    sources: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    between: bool = False


def sides(clause: Clause, found: list[Found], find: Find) -> Sides:
    """Who acts and who is acted upon, as far as the syntax of the clause says."""
    brought = next((entry.token for entry in found if entry.token is not None), None)
    if brought is None and any(entry.modality.asks for entry in found):
        brought = next((t for t in clause.governors if _children(t, SUBJECTS)), None)
    if clause.trigger.pos_ != "VERB" and brought is None:
        made = _of_noun(clause.trigger, find)
        if made.sources:
            return made
        verb = clause.governors[0] if clause.governors else None
        sources = tuple(_subjects(verb, find)) if verb is not None else ()
        return _parted(sources, [*made.targets, *_targets(clause.trigger, find)])
    if brought is not None and brought is not clause.trigger:
        sources = tuple(_subjects(brought, find))
        aimed = [*_own_objects(brought, find), *_inner_subjects(clause, find)]
        behind = [*_targets(clause.trigger, find), *_targets(brought, find)]
        return _parted(sources, [*aimed, *behind, *_conditions(clause.trigger, find)])
    if clause.passive:
        targets = list(_many(_children(clause.trigger, PASSIVE_SUBJECTS), find))
        return _parted(tuple(_agents(clause.trigger, find)), targets)
    sources = tuple(_subjects(clause.trigger, find))
    return _parted(sources, list(_targets(clause.trigger, find)))


def _parted(sources: tuple[Actor, ...], targets: list[Actor]) -> Sides:
    """Both sides without doubles; the first target with those named together with it."""
    sources = tuple(same.actor for same in dict.fromkeys(map(_Same, sources)))
    kept = [t for t in dict.fromkeys(map(_Same, targets)) if t.actor not in sources]
    if not kept:
        return Sides(sources)
    kept.sort(key=lambda same: not same.actor.named)
    first = kept[0].actor
    together = [t.actor for t in kept if _joined(t.actor, first)]
    return Sides(sources, tuple(together))


@dataclass(frozen=True, slots=True)
class _Same:
    actor: Actor

    def __hash__(self) -> int:
        return hash((self.actor.start, self.actor.end))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.actor is other.actor


def _joined(one: Actor, first: Actor) -> bool:
    return one is first or any(t.i == one.head.i for t in first.head.conjuncts)


def _children(token: Token, relations: frozenset[str]) -> list[Token]:
    return [child for child in token.children if child.dep_ in relations]


def _many(tokens: list[Token], find: Find) -> Iterator[Actor]:
    """The actors of some nouns and of those coordinated with them, or inside them."""
    for token in tokens:
        for noun in (token, *token.conjuncts):
            actor = find(noun)
            if actor is not None:
                yield actor
            else:
                yield from _inside(noun, find)


def _inside(noun: Token, find: Find) -> Iterator[Actor]:
    """Actors that a noun which is none holds: "thousands of students", "an Indian proposal"."""
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "poss", "nmod"}:
            if (actor := find(child)) is not None:
                yield actor
        elif child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pobj" and (actor := find(inner)) is not None:
                    yield actor
                    yield from (a for t in inner.conjuncts if (a := find(t)) is not None)


def _subjects(token: Token, find: Find) -> Iterator[Actor]:
    """Who does what a verb says: its subject, or that of what governs it where it has none."""
    for _ in range(_HOPS):
        subjects = _children(token, SUBJECTS)
        if subjects and subjects[0].pos_ != "PRON":
            yield from _many(subjects, find)
            return
        if token.pos_ == "NOUN":
            made = list(_of_noun(token, find).sources)
            if made:
                yield from made
                return
        if not subjects and _children(token, PASSIVE_SUBJECTS):
            agents = list(_agents(token, find))
            yield from agents or _many(_children(token, PASSIVE_SUBJECTS), find)
            return
        if token.dep_ == "acl" and token.tag_ == "VBG" and (actor := find(token.head)) is not None:
            yield actor
            return
        if token.dep_ in {"relcl", "acl:relcl"} and (actor := find(token.head)) is not None:
            yield actor
            return
        if token.head.i == token.i:
            return
        token = token.head


def _agents(token: Token, find: Find) -> Iterator[Actor]:
    for agent in _children(token, AGENTS):
        yield from _many(_children(agent, frozenset({"pobj"})) or [agent], find)


def _inner_subjects(clause: Clause, find: Find) -> Iterator[Actor]:
    """Who is to do it, where somebody wants it done: "demanded that the US cancel plans"."""
    for token in (clause.trigger, *clause.governors[:-1]):
        yield from _many([t for t in _children(token, SUBJECTS) if t.pos_ != "PRON"], find)


def _conditions(token: Token, find: Find) -> Iterator[Actor]:
    """Who a condition is about: "will retaliate if Iran goes ahead"."""
    for child in token.subtree:
        if child.dep_ == "advcl":
            yield from _many([t for t in _children(child, SUBJECTS) if t.pos_ != "PRON"], find)


def _own_objects(token: Token, find: Find) -> Iterator[Actor]:
    for noun in _children(token, OBJECTS | {"dative"}):
        yield from (a for t in (noun, *noun.conjuncts) if (a := find(t)) is not None)


def _targets(token: Token, find: Find) -> Iterator[Actor]:
    """Actors behind a verb or noun, the likeliest first: objects, then by preposition."""
    nouns = _children(token, OBJECTS | {"dative"})
    for noun in nouns:
        for each in (noun, *noun.conjuncts):
            if (actor := find(each)) is not None:
                yield actor
    for holder in (token, *nouns, *_deeper(token, nouns)):
        yield from _behind(holder, find)
    for noun in nouns:
        yield from _inside(noun, find)
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl", "pcomp"}:
            yield from _own_objects(child, find)
            yield from _behind(child, find)


def _deeper(token: Token, nouns: list[Token]) -> Iterator[Token]:
    """Nouns behind those: "demands for reforms by the government"."""
    for holder in (token, *nouns):
        for child in holder.children:
            if child.dep_ == "prep":
                yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _behind(holder: Token, find: Find) -> Iterator[Actor]:
    found: list[tuple[int, Actor]] = []
    for child in holder.children:
        if child.dep_ not in {"prep", "dative", "agent"} or child.lower_ not in _TOWARDS:
            continue
        for inner in child.children:
            if inner.dep_ not in {"pobj", "pcomp"}:
                continue
            for noun in (inner, *inner.conjuncts):
                actor = find(noun)
                inside = [actor] if actor is not None else list(_inside(noun, find))
                found += [(_TOWARDS.index(child.lower_), each) for each in inside]
    yield from (actor for _, actor in sorted(found, key=lambda pair: pair[0]))


def _of_noun(noun: Token, find: Find) -> Sides:
    """The sides of something done that is named by a noun: "A's attack on B", "talks between"."""
    sources: list[Actor] = []
    targets: list[Actor] = []
    for child in noun.children:
        if child.dep_ in {"poss", "amod", "compound", "nmod"} and child.i < noun.i:
            sources += [a for a in [find(child)] if a is not None]
        elif child.dep_ in {"prep", "agent"}:
            inner = _children(child, frozenset({"pobj"}))
            actors = list(_many(inner, find))
            if child.lower_ == "between" and len(actors) > 1:
                return Sides(tuple(actors), (), between=True)
            if child.lower_ in {"by", "of"} and not sources:
                sources += actors
            elif child.lower_ in _TOWARDS:
                targets += actors
    return Sides(tuple(sources), tuple(targets))
