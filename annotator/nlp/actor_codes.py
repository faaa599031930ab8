"""Which composed codes the words of an actor may stand for, best first, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from annotator.domain.lexicon import Lexicon, lexicon
from annotator.domain.schema import Composition, Schema
from annotator.domain.suggestions import Candidate
from annotator.nlp.name_table import Hit, Meaning, NameTable, joined

MOST = 5  # candidates of one actor
_SURE, _LIKELY, _GUESS, _WILD = 0.9, 0.7, 0.5, 0.3
_FORMER = "former"
_FORMER_WORDS = frozenset({"ousted", "deposed", "ex", "exiled", "toppled"})  # mean the same
_ETHNIC_CUE = "ethnic"  # "ethnic Turks": of that people, not of that state


@dataclass(frozen=True, slots=True)
class Look:
    """What syntax says of an actor beside its words."""

    acts: bool = True  # it does or suffers something, rather than being where it happens
    people: bool = False  # a plural word for people ("the Palestinians")
    person: bool = False  # the name of one person


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of an actor, read: who it is, in which roles, of which groups."""

    entity: tuple[str, ...] = ()
    roles: tuple[tuple[str, ...], ...] = ()
    groups: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    capital: bool = False
    others: tuple[Meaning, ...] = ()  # further meanings of the words that name it
    whole: tuple[Meaning, ...] = ()  # codes that dictionaries give
    alone: bool = False  # and they are for all the words


class ActorCodes:
    """Composes codes for the words of actors."""

    def __init__(self, schema: Schema, composition: Composition, table: NameTable) -> None:
        self.table = table
        self._lexicon: Lexicon = lexicon(schema, composition)
        self._unspecified = composition.unspecified
        self._groups = frozenset(_small_lists(composition))
        self._people = table.role("people")
        self._government = table.role("government")
        self.read = lru_cache(maxsize=20_000)(self._read)
        self._label = lru_cache(maxsize=20_000)(self._explained)

    def candidates(
        self, text: str, look: Look, *, context: Sequence[tuple[tuple[str, ...], str]] = ()
    ) -> tuple[Candidate, ...]:
        """The codes for the words of an actor, best first.

        Args:
            text: the words.
            look: what syntax says.
            context: countries of the article, the likeliest first: their elements and the word
                that names them; they stand in where the words name no country.
        """
        found: list[Candidate] = []
        seen: set[tuple[object, ...]] = set()
        for candidate in self._all(self.read(text), look, context):
            key = (candidate.value, candidate.valid_from, candidate.valid_to)
            if candidate.value and key not in seen:
                seen.add(key)
                found.append(candidate)
        return tuple(found[:MOST])

    def _read(self, text: str) -> Reading:
        hits = self.table.read(text)
        entity: tuple[str, ...] = ()
        roles: list[tuple[str, ...]] = []
        groups: list[str] = []
        reasons: list[str] = []
        others: tuple[Meaning, ...] = ()
        whole: tuple[Meaning, ...] = ()
        alone = False
        capital = False
        words = text.lower().replace("-", " ").split()
        ethnic = _ETHNIC_CUE in words
        former = _FORMER in words or not _FORMER_WORDS.isdisjoint(words)
        for hit in hits:
            if hit.meanings[0].whole and not whole and not _is_mere_entity(hit, hits):
                whole = tuple(m for m in hit.meanings if m.whole)
                alone = hit.words == len(words)
                continue
            meaning = self._chosen(hit, named=bool(entity), ethnic=ethnic)
            if former and meaning is not None and not meaning.names:
                meaning = self._once(hit, meaning)
            if meaning is None:
                continue
            reasons.append(f"{hit.text} → {joined(meaning.elements)}")
            if meaning.code_list in self._groups:
                groups.extend(meaning.elements)
            elif meaning.names and not entity:
                entity, capital = meaning.elements, meaning.capital
                others = tuple(m for m in hit.meanings if m.names and m is not meaning)
            elif meaning.elements not in roles:
                roles.append(meaning.elements)
        return Reading(
            entity, tuple(roles), tuple(groups), tuple(reasons), capital, others, whole, alone
        )

    def _chosen(self, hit: Hit, *, named: bool, ethnic: bool) -> Meaning | None:
        """The meaning that counts: a second country is none, an ethnic one may be."""
        groups = [m for m in hit.meanings if m.code_list in self._groups]
        if ethnic and groups:
            return groups[0]
        for meaning in hit.meanings:
            if not (meaning.names and named):
                return meaning
        return None

    def _once(self, hit: Hit, meaning: Meaning) -> Meaning:
        """What the role means of somebody who no longer has it, where that is known."""
        before = self.table.meanings(f"{_FORMER} {hit.text}")
        return next((m for m in before if not m.names), meaning)

    def _all(
        self, reading: Reading, look: Look, context: Sequence[tuple[tuple[str, ...], str]]
    ) -> list[Candidate]:
        known = [_from_dictionary(meaning) for meaning in reading.whole]
        if reading.entity and not reading.alone:  # "Israeli" tells more than a name behind it
            return [*self._by_words(reading, look, context), *known]
        return [*known, *self._by_words(reading, look, context)]

    def _by_words(
        self, reading: Reading, look: Look, context: Sequence[tuple[tuple[str, ...], str]]
    ) -> list[Candidate]:
        """The codes composed of what the words mean."""
        found: list[Candidate] = []
        if reading.entity:
            reading = _as_in(reading, [elements for elements, _ in context])
            found += self._composed(reading, look, _LIKELY if look.acts else _GUESS)
            for meaning in reading.others:
                other = replace(reading, entity=meaning.elements, others=())
                found += self._composed(other, look, _GUESS)[:1]
            return found
        if reading.roles or reading.groups or look.person:
            for elements, word in context[:3]:
                reasons = (*reading.reasons, f"{word} is named in the article")
                roles = reading.roles or ((self._government,) if look.person else ())
                guess = replace(reading, entity=elements, roles=roles, reasons=reasons)
                found += self._composed(guess, look, _GUESS if reading.roles else _WILD)[:1]
            if reading.roles or reading.groups:
                found += self._composed(replace(reading, entity=(self._unspecified,)), look, _WILD)
        return found

    def _composed(self, reading: Reading, look: Look, sure: float) -> list[Candidate]:
        """The codes of one entity: with all roles, with each, as people or government, alone."""
        entity, roles, groups = reading.entity, reading.roles, reading.groups
        wanted: list[tuple[str, ...]] = []
        if roles:
            wanted.append((*entity, *(e for role in roles for e in role), *groups))
            wanted += [(*entity, *role, *groups) for role in roles if len(roles) > 1]
            wanted += [(*entity, *role) for role in roles if groups]
            wanted += [(entity[0], *role) for role in roles if len(entity) > 1]
        elif look.people:
            wanted += [(*entity, *self._people, *groups), (*entity, *groups)]
        elif reading.capital:
            wanted += [(*entity, *self._government), entity, (*entity, *self._people)]
            if not look.acts:
                wanted = [entity, wanted[2], wanted[0]]
        wanted.append((*entity, *groups))
        if not roles and len(entity) == 1 and entity[0] != self._unspecified:
            wanted += [(*entity, *self._government), (*entity, *self._people)]
        reason = "; ".join(reading.reasons)
        acts = reading.capital and not roles and not look.people and look.acts
        first = f"{reason}, whose government acts" if acts else reason
        return [
            self._candidate(joined(elements), reason if at else first, sure / 2 if at else sure)
            for at, elements in enumerate(wanted)
        ]

    def _candidate(self, code: str, reason: str, sure: float) -> Candidate:
        return Candidate(code, self._label(code), reason, sure, "codebook")

    def _explained(self, code: str) -> str:
        """A code in words."""
        parts = self._lexicon.explain(code).parts
        return ", ".join(part.label or part.element for part in parts)


def _is_mere_entity(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a dictionary's entry is but the country of a longer phrase: "Kenyan minister"."""
    return len(hits) > 1 and len(hit.meanings[0].elements) == 1


def _as_in(reading: Reading, context: Sequence[tuple[str, ...]]) -> Reading:
    """The reading with that of its meanings first which the article names elsewhere."""
    for meaning in reading.others:
        if meaning.elements in context and reading.entity not in context:
            known = Meaning(reading.entity, meaning.code_list, True, meaning.origin)
            return replace(reading, entity=meaning.elements, others=(known,))
    return reading


def _from_dictionary(meaning: Meaning) -> Candidate:
    code = joined(meaning.elements)
    return Candidate(
        code, "", meaning.origin, _SURE, "dictionary", meaning.valid_from, meaning.valid_to
    )


def _small_lists(composition: Composition) -> list[str]:
    """The lists of groups: those of positions that may stand empty and hold no role lists.

    They are the lists whose positions come before and behind the others (people, beliefs).
    """
    counts: dict[str, int] = {}
    for position in composition.positions:
        for name in position.lists:
            counts[name] = counts.get(name, 0) + 1
    naming = set(composition.positions[0].lists)
    twice = [name for name, count in counts.items() if count > 1 and name not in naming]
    return twice or [n for n in composition.positions[-1].lists if n not in naming]
