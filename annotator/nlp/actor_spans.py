"""Which words of a text are actors, in which extents, and how far in front they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.domain.folding import fold
from annotator.domain.suggestions import Candidate, Standing
from annotator.nlp.actor_codes import Look
from annotator.nlp.attribution import is_source
from annotator.nlp.name_table import NameTable
from annotator.nlp.noun_phrases import end_of, extended, head_of, joined_before, start_of
from annotator.nlp.standing import in_front
from annotator.nlp.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Stretch = tuple[int, int, str]
"""First token, behind the last, label."""

_TITLE = 4  # tokens of a title, at most
_BETWEEN = 2  # tokens between a name and its apposition: a comma, an article
_LONGEST = 6  # tokens of a name that no syntax tells
_KINDS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PEOPLE_TAGS = frozenset({"NNS", "NNPS"})
_WHERE = frozenset({"in", "near", "at", "around", "outside", "inside", "across", "throughout"})


@dataclass(slots=True)
class Actor:
    """One actor of the text: its tokens, the head among them, codes, and how it stands."""

    start: int
    end: int
    head: Token
    label: str
    standing: Standing = Standing.FIRST
    named: bool = True  # rather than a role alone
    quoted: bool = False  # it only says what the sentence reports
    apposition: int = 0  # behind the last token of what says who it is: ", UN envoy"; 0: none
    said: str = ""  # the words that are coded, where they are not those marked
    look: Look = field(default_factory=Look)
    candidates: tuple[Candidate, ...] = ()


class ActorFinder:
    """Finds the actors of a text by the names and roles of a table."""

    def __init__(self, table: NameTable, words: Words, names: str) -> None:
        """``names`` is the key of the spans of named entities."""
        self.table = table
        self.words = words
        self._names = names

    def find(self, doc: Doc) -> list[Actor]:
        """The actors in order of the text, each before those inside it."""
        found = list(self._parsed(doc) if doc.has_annotation("DEP") else self._listed(doc))
        found.sort(key=lambda actor: (actor.start, -actor.end))
        return found

    def _parsed(self, doc: Doc) -> Iterator[Actor]:
        """The actors of a parsed text: of those that overlap the longest, what is in it beside."""
        taken: set[int] = set()
        names = [(span.start, span.end, span.label_) for span in self._entities(doc)]
        proposed = sorted(self._proposed(doc), key=lambda a: (a.start - a.end, a.start))
        for actor in proposed:
            tokens = range(actor.start, actor.end)
            inside = taken.intersection(tokens)
            if len(inside) == len(tokens):
                actor.standing = Standing.OTHER
            elif inside:
                continue
            taken.update(tokens)
            if not self.table.discarded(fold(doc[actor.start : actor.end].text)):
                yield actor
                if actor.standing is not Standing.OTHER:
                    yield from self._parts(doc, actor, names)

    def _parts(self, doc: Doc, actor: Actor, names: Sequence[Stretch]) -> Iterator[Actor]:
        """The names and the titles inside an actor, which some would mark instead."""
        if actor.end - actor.start < 2 and not actor.apposition:
            return
        seen = {(actor.start, actor.end)}
        if actor.apposition:
            end = actor.apposition
            yield replace(actor, end=end, standing=Standing.OTHER, apposition=0)
        inside = (*_names_in(names, actor), *self._titles_in(doc, actor))
        for start, end, label in inside:
            if (start, end) not in seen:
                seen.add((start, end))
                look = _look(doc[end - 1], start, end, self.table)
                yield Actor(start, end, doc[end - 1], label, Standing.OTHER, look=look)

    def _titles_in(self, doc: Doc, actor: Actor) -> Iterator[Stretch]:
        """Stretches of an actor that are a role: "Prime Minister"."""
        hits = self.table.read(doc[actor.start : actor.end].text)
        if all(hit.names for hit in hits):
            return
        at = actor.start
        while at < actor.end:
            for end in range(min(actor.end, at + _TITLE), at, -1):
                if not (doc[at].is_alpha and doc[end - 1].is_alpha) or doc[at].tag_ == "POS":
                    continue
                found = self.table.meanings(fold(doc[at:end].text))
                if found and not found[0].names:
                    yield at, end, "ROLE"
                    at = end - 1
                    break
            at += 1

    def _proposed(self, doc: Doc) -> Iterator[Actor]:
        heads: set[int] = set()
        names = self._entities(doc)
        roots = [(span.root, self._label(span)) for span in names]
        roots += [(t, "") for t in doc if t.pos_ == "NOUN" and self._may_be_coded(t)]
        roots += [(t, "NORP") for t in doc if self._is_unseen_name(t)]
        for root, label in roots:
            head = head_of(root, self._is_actor)
            if head.i not in heads:
                heads.add(head.i)
                actor = self._actor(head, label if head.i == root.i else self._label_of(head))
                if actor is not None:
                    yield actor
                    yield from self._joined(head, heads)
        for span in names:
            if span.root.i not in heads:
                actor = Actor(span.start, span.end, span.root, self._label(span))
                yield self._standing(actor, named=True)

    def _joined(self, head: Token, heads: set[int]) -> Iterator[Actor]:
        """Who shares the noun of another: "Turkish" of "Turkish and Israeli delegations"."""
        for token in joined_before(head):
            heads.add(token.i)
            start, end = _whole_name(token)
            said = f"{head.doc[start:end].text} {head.text}"
            actor = Actor(start, end, head, token.ent_type_, said=said)
            yield self._standing(actor, named=True)

    def _label(self, span: Span) -> str:
        """The label of a name; a country is never a person."""
        country = span.label_ == "PERSON" and self.table.is_country(span.text)
        return "GPE" if country else span.label_

    def _actor(self, head: Token, label: str) -> Actor | None:
        end = end_of(head)
        start = start_of(head, self._tells)
        if head.ent_type_ in _KINDS:
            while start > 0 and head.doc[start].ent_iob_ == "I" and head.doc[start - 1].ent_type_:
                start -= 1
        while start < end and head.doc[start].lower_ == "the":
            start += 1
        if start >= end:
            return None
        if label not in _KINDS and not self._names_somebody(head.doc[start:end]):
            end = extended(head, end)
        named = label in _KINDS or self._names_somebody(head.doc[start:end])
        named = named or any(token.pos_ == "PROPN" for token in head.doc[start:end])
        actor = Actor(start, end, head, label or "ROLE")
        if label == "PERSON":
            self._take_apposition(actor)
        return self._standing(actor, named=named)

    def _take_apposition(self, actor: Actor) -> None:
        """Let a role behind a name speak for it: "Kofi Annan, UN secretary-general"."""
        for child in actor.head.rights:
            start = start_of(child, self._tells)
            if child.dep_ == "appos" and start - actor.end <= _BETWEEN and self._is_role(child):
                actor.apposition = end_of(child)
                doc = actor.head.doc
                words = doc[actor.start : actor.end], doc[start : actor.apposition]
                actor.said = " ".join(span.text for span in words)

    def _standing(self, actor: Actor, *, named: bool) -> Actor:
        actor.named = named
        actor.look = _look(actor.head, actor.start, actor.end, self.table)
        if _is_alias(actor) or _is_apposition(actor):
            actor.standing = Standing.OTHER
        actor.quoted = is_source(actor.head, self.words)
        if actor.standing is Standing.FIRST and (
            actor.quoted or not in_front(actor.head, self._is_actor, named=named)
        ):
            actor.standing = Standing.QUIET
        return actor

    def _listed(self, doc: Doc) -> Iterator[Actor]:
        """Names of the table alone, for pipelines that know no syntax."""
        at = 0
        while at < len(doc):
            for end in range(min(len(doc), at + _LONGEST), at, -1):
                text = doc[at:end].text
                if doc[at].is_punct or doc[end - 1].is_punct:
                    continue
                if text[0].isupper() or not text.isascii():
                    known = self.table.meanings(fold(text))
                    meanings = known or self.table.in_other_script(text)
                    if meanings and meanings[0].names:
                        yield Actor(at, end, doc[end - 1], "NAME")
                        at = end - 1
                        break
            at += 1

    def _label_of(self, head: Token) -> str:
        country = head.ent_type_ == "PERSON" and self.table.is_country(head.text)
        return "GPE" if country else head.ent_type_

    def _is_actor(self, token: Token) -> bool:
        return token.ent_type_ in _KINDS or self._is_role(token) or self._is_unseen_name(token)

    def _is_unseen_name(self, token: Token) -> bool:
        """Whether a word names a country or its people and the pipeline did not see it."""
        if token.pos_ != "PROPN" or token.ent_type_ or not token.is_title:
            return False
        return self.table.is_people(token.lower_) or self.table.is_country(token.text)

    def _may_be_coded(self, token: Token) -> bool:
        """Whether a common noun is a role, or who is quoted ("two sources")."""
        reports = token.lemma_.lower() in self.words.reporters
        return self._is_role(token) or (reports and is_source(token, self.words))

    def _is_role(self, token: Token) -> bool:
        word = token.lower_
        if self.table.is_role(word):
            return True
        return self.table.ends_role(word) and any(
            child.ent_type_ in _KINDS or self.table.is_role(child.lower_) for child in token.lefts
        )

    def _tells(self, token: Token) -> bool:
        word = fold(token.text)
        known = word in self.words.standings or self.table.meanings(word)
        return bool(known) or self._is_role(token)

    def _names_somebody(self, span: Span) -> bool:
        return any(hit.names for hit in self.table.read(span.text))

    def _entities(self, doc: Doc) -> list[Span]:
        return [span for span in doc.spans.get(self._names, ()) if span.label_ in _KINDS]


def _names_in(names: Sequence[Stretch], actor: Actor) -> list[Stretch]:
    """The named entities inside an actor."""
    return [name for name in names if actor.start <= name[0] and name[1] <= actor.end]


def _whole_name(token: Token) -> tuple[int, int]:
    """The first token of the name that a token is in, and behind its last."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return start, end


def _is_alias(actor: Actor) -> bool:
    """Whether it is the short name of the actor before it: in brackets, or behind "or"."""
    doc = actor.head.doc
    before = doc[actor.start - 1] if actor.start else None
    if before is None or actor.end - actor.start > 1:
        return False
    bracketed = before.text == "(" and actor.end < len(doc) and doc[actor.end].text == ")"
    return bracketed or (
        actor.head.is_upper
        and actor.head.dep_ in {"appos", "conj"}
        and before.lower_ in {",", "or"}
    )


def _is_apposition(actor: Actor) -> bool:
    """Whether it says who the person right before it is."""
    named = actor.head.head
    near = actor.start - named.i <= _BETWEEN + 1
    return actor.head.dep_ == "appos" and named.ent_type_ == "PERSON" and near


def _look(head: Token, start: int, end: int, table: NameTable) -> Look:
    """What syntax says of an actor."""
    where = head.dep_ == "pobj" and head.head.lower_ in _WHERE
    people = end - start <= 2 and head.tag_ in _PEOPLE_TAGS and table.is_people(head.lower_)
    person = head.ent_type_ == "PERSON" and not table.is_country(head.text)
    return Look(acts=not where, people=people, person=person)
