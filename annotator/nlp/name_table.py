"""What names and role words mean, as elements of a composed code.

Made from the lists of a composition (labels and search words), the table of countries, and the
entries of dictionaries. A phrase is looked up as a whole; a stretch of text is read from left to
right, the longest known phrase first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.domain import countries, gazetteer
from annotator.domain.folding import fold
from annotator.domain.lexicon import split
from annotator.domain.schema import Code, Composition, Schema
from annotator.domain.values import ValueKind
from annotator.nlp.rules import NamedCode
from annotator.nlp.words import base_forms

_LONGEST = 6  # words of a phrase that are looked up together


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of a phrase: elements of a code, the list they come from, why.

    ``whole`` marks a code that is complete in itself, such as a dictionary's; ``names`` that the
    phrase names a country, region or organisation rather than a role.
    """

    elements: tuple[str, ...]
    code_list: str
    names: bool
    origin: str
    whole: bool = False
    capital: bool = False
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a stretch: its folded words, place among them, and meanings."""

    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...]

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.end - self.start

    @property
    def names(self) -> bool:
        """Whether its first meaning names somebody."""
        return self.meanings[0].names


class NameTable:
    """Every phrase that means an element of one composition."""

    def __init__(self, schema: Schema, composition: Composition | None) -> None:
        self._phrases: dict[str, tuple[Meaning, ...]] = {}
        self._heads: set[str] = set()  # last words of roles of several words
        self._discards: set[str] = set()
        self.composition = composition
        self.read = lru_cache(maxsize=20_000)(self._read_text)
        self.is_role = lru_cache(maxsize=20_000)(self._is_role)
        if composition is None:
            self._add_lists(schema)
            return
        first, *others = composition.positions
        naming = [*first.lists]
        lists = dict.fromkeys([*naming, *(n for p in others for n in p.lists)])
        pairs = [(n, c) for n in lists for c in schema.code_list(n).codes if not c.retired]
        for name, code in pairs:
            if not (code.parent and name in naming):
                self._add_code(code, name, names=name in naming)
        self._add_countries()
        for name, code in pairs:  # parts of countries, which the countries' names come before
            if code.parent and name in naming:
                self._add_code(code, name, names=True)

    def add_entry(self, entry: NamedCode) -> None:
        """Let a dictionary's entry count before what its words meant already."""
        key = fold(entry.surface)
        if entry.kind == "discard":
            self._discards.add(key)
            return
        agent = entry.kind == "agent"
        elements = split(self.composition, entry.code) if self.composition else (entry.code,)
        days = [dt.date.fromisoformat(d) if d else None for d in (entry.valid_from, entry.valid_to)]
        meaning = Meaning(elements, "", not agent, entry.origin, not agent, False, *days)
        known = self._phrases.get(key, ())
        if key and meaning not in known:
            self._phrases[key] = (meaning, *known)

    def is_people(self, word: str) -> bool:
        """Whether a folded word is the plural of a word for people of a country ("Malians")."""
        return any(countries.of_adjective(form) for form in base_forms(word)[1:])

    def is_country(self, phrase: str) -> bool:
        """Whether a phrase is the very name of a country."""
        return bool(countries.named(phrase))

    def discarded(self, phrase: str) -> bool:
        """Whether a dictionary says that a folded phrase is no actor."""
        return phrase in self._discards

    def _add_lists(self, schema: Schema) -> None:
        """Words of the plain lists that actors are coded by, where no codes are composed."""
        for slot in schema.slots:
            kind = schema.mention_type(slot.mention_type)
            if slot.kind is ValueKind.CODE and kind.entities:
                for code in schema.code_list(slot.code_list).codes:
                    meaning = Meaning((code.code,), slot.code_list, False, "codebook")
                    for phrase in (code.label, *code.search):
                        self._phrases.setdefault(fold(phrase), (meaning,))

    def meanings(self, phrase: str) -> tuple[Meaning, ...]:
        """The meanings of a folded phrase, a plural standing for its singular."""
        found = self._phrases.get(phrase)
        if found is not None:
            return found
        head, _, last = phrase.rpartition(" ")
        for form in base_forms(last)[1:]:
            found = self._phrases.get(f"{head} {form}" if head else form)
            if found is not None:
                return found
        return ()

    def in_other_script(self, phrase: str) -> tuple[Meaning, ...]:
        """What the name of a country in another script than Latin means."""
        if phrase.isascii():
            return ()
        for place in gazetteer.find(phrase):
            country = countries.by_code(place.country)
            if place.kind is gazetteer.Kind.COUNTRY and country is not None:
                return self.meanings(fold(country.name))
        return ()

    def _read_text(self, text: str) -> tuple[Hit, ...]:
        """The known phrases of a stretch of text, the longest first at each place."""
        words = fold(text.replace("-", " ")).split()
        return tuple(self._read(words)) or self._whole(text)

    def _whole(self, text: str) -> tuple[Hit, ...]:
        found = self.in_other_script(text)
        return (Hit(text, 0, 1, found),) if found else ()

    def _is_role(self, word: str) -> bool:
        """Whether a folded word is by itself a role ("minister", "rebels")."""
        return any(not meaning.names for meaning in self.meanings(word))

    def ends_role(self, word: str) -> bool:
        """Whether a folded word ends a role of several words ("officers" of "police officers")."""
        return any(form in self._heads for form in base_forms(word))

    def role(self, phrase: str) -> tuple[str, ...]:
        """The elements of a role by a word of plain English, none where the schema has none."""
        return next((m.elements for m in self.meanings(fold(phrase)) if not m.names), ())

    def _read(self, words: Sequence[str]) -> Iterator[Hit]:
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + _LONGEST), at, -1):
                text = " ".join(words[at:end])
                if found := self.meanings(text):
                    yield Hit(text, at, end, found)
                    at = end
                    break
            else:
                at += 1

    def _add_code(self, code: Code, name: str, *, names: bool) -> None:
        assert self.composition is not None
        whole = code.values.get(self.composition.usual, "")
        elements = split(self.composition, whole) if whole else (code.code,)
        meaning = Meaning(elements, name, names or bool(whole), "codebook")
        for phrase in (code.label, *code.search):
            key = fold(phrase)
            known = self._phrases.get(key, ())
            if key and meaning not in known:
                self._phrases[key] = (*known, meaning)
            if " " in key and not meaning.names:
                self._heads.add(key.rpartition(" ")[2])

    def _add_countries(self) -> None:
        """Let other names, people, parts and capitals of countries mean the country's code."""
        known = {m.elements: m for found in self._phrases.values() for m in found if m.names}
        for country in countries.countries():
            meaning = known.get((country.alpha3,))
            if meaning is None:
                continue
            plain = Meaning(meaning.elements, meaning.code_list, True, "countries")
            for phrase in (*country.names, *country.adjectives, *country.parts):
                self._add_behind(phrase, plain)
            seat = Meaning(meaning.elements, meaning.code_list, True, "countries", capital=True)
            for phrase in country.capitals:
                self._add_behind(phrase, seat)

    def _add_behind(self, phrase: str, meaning: Meaning) -> None:
        key = fold(phrase)
        known = self._phrases.get(key, ())
        if key and all(m.elements != meaning.elements for m in known):
            self._phrases[key] = (*known, meaning)


def joined(elements: Iterable[str]) -> str:
    """The code of elements, each once."""
    return "".join(dict.fromkeys(elements))
