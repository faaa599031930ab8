"""Which stretches of a text are places: by its entities, by known names, by the words around."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from annotator.domain import countries
from annotator.domain.gazetteer import Kind
from annotator.nlp.components.entities import trim
from annotator.nlp.components.place_names import Name, Tokens, names, weigh
from annotator.nlp.place_words import PlaceWords

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_LARGE = 100_000  # inhabitants from which a town is taken for what it seems without an entity
_HUGE = 1_000_000_000  # how the gazetteer weighs countries
_REGION = 1_000_000
_LONG = 2  # tokens of a place that was taken for a person
_PERSONAL = frozenset({"PERSON", "NORP"})
_TOWN = 50_000
_LONGEST_LIST = 20
_GROUPS = frozenset({"ORG", "EVENT", "LAW"})
_OF = frozenset({"of", "called", "named"})
_LINKS = frozenset({",", "and", "or", "&", "/", ";"})


@dataclass(frozen=True, slots=True)
class Found:
    """One place at the tokens from ``start`` to before ``end``, and the name to look it up by."""

    start: int
    end: int
    text: str


def find(doc: Doc, words: PlaceWords) -> list[Found]:
    """The places of a text in its order, none overlapping another."""
    return _Finder(doc, words).found()


class _Finder:
    """What is known of one text while its places are looked for."""

    def __init__(self, doc: Doc, words: PlaceWords) -> None:
        self.doc = doc
        self.tokens = Tokens(doc)
        self.texts = self.tokens.texts
        self.lower = self.tokens.lower
        self.words = words
        self.entities = [span for entity in doc.ents if (span := trim(entity)) is not None]
        self.read = len(doc) > 0 and doc[0].ent_iob != 0  # 0: no component has looked for entities
        self.cased = any(text != low for text, low in zip(self.texts, self.lower, strict=True))
        self.small = set(filter(str.islower, self.texts))
        self.nations = {
            country.alpha3
            for entity in self.entities
            if entity.label_ == "NORP"
            for country in countries.of_adjective(entity.text)
        }
        self.at: dict[int, Span] = {i: e for e in self.entities for i in range(e.start, e.end)}
        self.surnames = {
            e[-1].text for e in self.entities if e.label_ == "PERSON" and e.end - e.start > 1
        }

    def found(self) -> list[Found]:
        known = names(self.tokens, self.words)
        sure = self.spread([name for name in known if self.accepts(name)], known)
        taken = {name.start: self.whole(name) for name in sure}
        covered = {i for found in taken.values() for i in range(found.start, found.end)}
        for start, end in (*self.unknown(), *self.called()):
            if covered.isdisjoint(range(start, end)):
                taken[start] = Found(start, end, self.tokens.text(start, end))
                covered.update(range(start, end))
        return [taken[start] for start in sorted(taken)]

    def spread(self, sure: list[Name], known: list[Name]) -> list[Name]:
        """The places that are sure, and what they make places of: lists, the same name again."""
        texts = {name.text for name in sure}
        named = {name.country for name in sure if name.kind is Kind.COUNTRY} | self.nations
        starts, ends = {n.start for n in sure}, {n.end for n in sure}
        left = [n for n in known if n.start not in starts and self.may_repeat(n)]
        for _ in range(_LONGEST_LIST):
            more = [
                name
                for name in left
                if name.text in texts
                or self.is_local(name, named)
                or self.links(name, starts, ends)
            ]
            if not more:
                break
            sure = [*sure, *more]
            left = [name for name in left if name not in more]
            starts.update(name.start for name in more)
            ends.update(name.end for name in more)
        return sure

    def links(self, name: Name, starts: set[int], ends: set[int]) -> bool:
        """Whether a comma or an "and" links a name to one that is a place."""
        before = name.start > 1 and self.lower[name.start - 1] in _LINKS
        behind = name.end + 1 < len(self.texts) and self.lower[name.end] in _LINKS
        return (before and name.start - 1 in ends) or (behind and name.end + 1 in starts)

    def is_local(self, name: Name, countries: set[str]) -> bool:
        """Whether what was taken for an organisation is a town of a country the text names."""
        entity = self.at.get(name.start)
        other = entity is not None and entity.label_ not in _PERSONAL
        return other and name.country in countries and name.people >= _TOWN

    # --- names that the gazetteer knows ---

    def accepts(self, name: Name) -> bool:
        """Whether a known name is a place here."""
        if self.is_other(name):
            return False
        entity = self.at.get(name.start) or self.at.get(name.end - 1)
        if entity is None:
            return self.without_entity(name)
        outside = [i for i in range(entity.start, entity.end) if not name.start <= i < name.end]
        if entity.label_ in _PLACES:
            return self.in_place(name, outside)
        if entity.label_ in _TIMES:
            return False
        if not outside:
            return self.mislabelled(name, entity)
        return self.in_other(name, entity)

    def may_repeat(self, name: Name) -> bool:
        """Whether a name that is a place elsewhere in the text can be one here too."""
        entity = self.at.get(name.start)
        if self.is_other(name) or self.is_person(name) or self.is_word(name):
            return False
        if entity is None:
            return not self.touches_capital(name)
        if entity.label_ in _TIMES:
            return False
        return entity.start >= name.start and entity.end <= name.end

    def in_place(self, name: Name, outside: list[int]) -> bool:
        """A name in an entity that is a place: all of it but what says which part or kind."""
        if not outside:
            return name.kind is Kind.COUNTRY or not self.is_person(name)
        return all(map(self.is_beside, outside)) or any(self.lower[i] in _LINKS for i in outside)

    def is_beside(self, index: int) -> bool:
        text, low = self.texts[index], self.lower[index]
        if low in self.words.parts or low in ("the", "of"):
            return True
        return (text == low and low in self.words.kinds) or not any(map(str.isalnum, text))

    def whole(self, name: Name) -> Found:
        """A known name with a part in capitals before it: "North Dallas" is a name of its own."""
        start = name.start
        entity = self.at.get(start)
        if entity is not None and entity.label_ in _PLACES and entity.start == start - 1:
            before = self.texts[start - 1]
            if before.lower() in self.words.parts and not before.islower():
                return self.part(start - 1, name)
        if entity is None and self.called_behind(name):
            return Found(start, name.end + 1, self.tokens.text(start, name.end + 1))
        return Found(start, name.end, name.text)

    def part(self, start: int, name: Name) -> Found:
        """A named part of a place, found under the place's name only where that is well known."""
        text = name.text if name.people >= _LARGE else self.tokens.text(start, name.end)
        return Found(start, name.end, text)

    def mislabelled(self, name: Name, entity: Span) -> bool:
        """A known name that was taken for a person, an organisation, a people."""
        if (entity.label_ == "PERSON" and self.is_person(name)) or self.is_word(name):
            return False
        if name.people >= _HUGE or self.is_placed(name):
            return True
        if entity.label_ == "NORP":
            return False
        region = name.kind is Kind.ADMIN1 and name.people >= _REGION
        return (region and entity.label_ != "PERSON") or self.in_list(name)

    def in_other(self, name: Name, entity: Span) -> bool:
        """A country at the head of an organisation's name: "the US Army"."""
        if name.people >= _HUGE and name.start == entity.start:
            rest = self.tokens.text(name.end, entity.end)
            return entity.label_ in _GROUPS or rest == rest.lower()
        if name.end == entity.end:
            return self.follows_comma(name)
        return self.texts[name.end] == "," and name.start == entity.start

    def without_entity(self, name: Name) -> bool:
        """A known name that no entity covers."""
        if name.people < _LARGE and self.begins_sentence(name.start):
            return False  # "Police" is a town in Poland
        called = self.called_behind(name)
        if (self.touches_capital(name) and not called) or self.is_word(name):
            return False
        if name.people >= _HUGE:
            return True
        if self.read:
            return self.is_placed(name) or self.in_list(name)
        if not self.cased:
            return self.in_small_letters(name)
        large = name.people >= _LARGE and (name.wide or not self.begins_sentence(name.start))
        return self.is_placed(name) or large

    def in_small_letters(self, name: Name) -> bool:
        """A known name in a script without capitals, where many words look like one."""
        return name.people >= _LARGE and (
            name.prefixed or name.end - name.start > 1 or self.is_placed(name)
        )

    # --- places that the gazetteer does not know ---

    def unknown(self) -> Iterator[tuple[int, int]]:
        """Stretches that are places though the gazetteer does not know them."""
        for entity in self.entities:
            start, end = self.trimmed(entity)
            name = Name(start, end, self.tokens.text(start, end))
            if self.is_other(name) or any(c.isdigit() for c in name.text):
                continue
            if entity.label_ in _PLACES:
                if self.is_unknown_place(entity, start, end):
                    yield start, end
            elif entity.label_ not in _TIMES and self.is_named_place(entity.label_, name):
                yield start, end

    def called(self) -> Iterator[tuple[int, int]]:
        """Names in capitals that no entity covers and the text calls a place: "village of X"."""
        for at in range(2, len(self.texts)):
            if self.lower[at - 1] in _OF and self.texts[at].istitle() and at not in self.at:
                end = at + 1
                while end < len(self.texts) and self.texts[end].istitle() and end not in self.at:
                    end += 1
                if self.follows_kind(at):
                    yield at, end

    def trimmed(self, entity: Span) -> tuple[int, int]:
        """An entity without the small words that say which part or kind of place it is."""
        start, end = entity.start, entity.end
        while end - 1 > start and self.is_small(end - 1, self.words.kinds):
            end -= 1
        while start < end - 1 and self.is_small(start, self.words.parts):
            start += 1
        return start, end

    def is_small(self, index: int, words: Container[str]) -> bool:
        return self.texts[index].islower() and self.texts[index] in words

    def is_unknown_place(self, entity: Span, start: int, end: int) -> bool:
        if entity.label_ == "FAC":
            return self.lower[end - 1] in self.words.sites
        name = Name(start, end, self.tokens.text(start, end))
        site = self.lower[end - 1] in self.words.sites
        return site or self.is_placed(name) or self.in_list(name)

    def is_named_place(self, label: str, name: Name) -> bool:
        """Whether the text itself calls a name a place: "the village of X", "in X, Ontario".

        Of organisations, which are in places too, only a name of one word.
        """
        if name.end - name.start > (_LONG if label == "PERSON" else 1):
            return False
        placed = self.follows_kind(name.start)
        placed = placed or (self.follows_before(name.start) and self.before_container(name))
        return placed and not self.is_person(name)

    # --- the words around ---

    def is_other(self, name: Name) -> bool:
        """Whether the name is part of another's: a virus, a newspaper, a person with a title."""
        behind = self.texts[name.end] if name.end < len(self.texts) else ""
        if name.start and self.lower[name.start - 1] in self.words.titles:
            return True
        if behind.startswith("$"):  # dollars
            return True
        if behind.lower() in self.words.not_behind:
            return name.kind is not Kind.COUNTRY
        return not behind.islower() and behind.lower() in self.words.not_behind_in_capitals

    def is_person(self, name: Name) -> bool:
        """Whether the article calls a person so, and this mention does not stand like a place."""
        single = name.end - name.start == 1
        return single and name.text in self.surnames and not self.is_placed(name)

    def is_word(self, name: Name) -> bool:
        """Whether the text also has the name as a word in small letters: "Church", "church"."""
        return self.cased and name.end - name.start == 1 and name.text.lower() in self.small

    def is_placed(self, name: Name) -> bool:
        """Whether the words around a name say that it is a place."""
        if name.prefixed or self.follows_before(name.start) or self.follows_kind(name.start):
            return True
        behind = self.texts[name.end] if name.end < len(self.texts) else ""
        if behind in self.words.kinds or behind in self.words.sites:
            return True
        return self.before_container(name)

    def follows_before(self, start: int) -> bool:
        """Whether "in" or its like stands before it, with or without an article."""
        at = self.prior(start)
        if at > 0 and self.lower[at] == "the":
            at = self.prior(at)
        if at < 0 or self.lower[at] not in self.words.before:
            return False
        return at == 0 or self.lower[self.prior(at)] not in self.words.not_before

    def follows_kind(self, start: int) -> bool:
        """Whether "the village of" stands before it."""
        at = self.prior(start)
        if at > 0 and self.lower[at] in _OF:
            at = self.prior(at)
        return at >= 0 and self.texts[at] in self.words.kinds

    def prior(self, index: int) -> int:
        """The token before one, blanks left out; below 0 for none."""
        index -= 1
        while index > 0 and not self.texts[index].strip():
            index -= 1
        return index

    def before_container(self, name: Name) -> bool:
        """Whether what it lies in follows: "Innisfail, Queensland", "Cellardyke in Fife"."""
        if name.end + 1 >= len(self.texts) or self.texts[name.end] not in (",", "in"):
            return False
        if not self.texts[name.end + 1][0].isupper():
            return False
        entity = self.at.get(name.end + 1)
        if entity is not None and entity.label_ == "GPE":
            return True
        known = weigh(self.texts[name.end + 1])
        return known is not None and known[-1]

    def follows_comma(self, name: Name) -> bool:
        return name.start > 0 and self.texts[name.start - 1] == ","

    def in_list(self, name: Name) -> bool:
        """Whether a place stands beside it, with a comma or an "and" between."""
        before, behind = name.start - 1, name.end
        sides = []
        if before > 0 and self.lower[before] in _LINKS:
            sides.append(before - 1)
        if behind + 1 < len(self.texts) and self.lower[behind] in _LINKS:
            sides.append(behind + 1)
        return any((e := self.at.get(i)) is not None and e.label_ in _PLACES for i in sides)

    def touches_capital(self, name: Name) -> bool:
        """Whether the name goes on in capitals: part of a longer one that nobody knows."""
        if not self.cased:
            return False
        behind = self.texts[name.end] if name.end < len(self.texts) else ""
        before = self.texts[name.start - 1] if name.start else ""
        first = before[:1].isupper() and not self.begins_sentence(name.start - 1)
        return first or behind[:1].isupper()

    def called_behind(self, name: Name) -> bool:
        """Whether what it is stands behind it as part of it: "Kandahar Province"."""
        behind = self.texts[name.end] if name.end < len(self.texts) else ""
        return behind.istitle() and behind.lower() in self.words.kinds

    def begins_sentence(self, index: int) -> bool:
        return index == 0 or bool(self.doc[index].is_sent_start)
