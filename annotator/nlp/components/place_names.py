"""Stretches of a text that the gazetteer knows, and how well known what they name is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from annotator.domain import countries, gazetteer
from annotator.domain.gazetteer import Kind
from annotator.nlp.place_words import PlaceWords

_LONGEST = 6  # tokens of a name
_ARTICLE = "ال"  # written on the word in Arabic
_SHORT = 4  # letters of what may be an abbreviation
_JOINTS = frozenset({"-", "–", "’", "'", "'s", "’s", ".", "’S"})
_IN_NAMES = (
    "of the and upon on de del la las los el al le du des da do dos di d' l' au aux sur y e kwa am"
    " an der"
)
_SMALL = frozenset(_IN_NAMES.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A known name at the tokens from ``start`` to before ``end``.

    ``text`` is what the gazetteer knows it by, without a preposition written on it (Arabic "in").
    """

    start: int
    end: int
    text: str
    people: int = 0  # inhabitants of the best known place of that name
    kind: Kind | None = None  # what the best known is
    country: str = ""  # where the best known is
    wide: bool = False  # whether a country, a continent or a region bears it
    prefixed: bool = False


@lru_cache(50_000)
def weigh(text: str) -> tuple[int, Kind, str, bool] | None:
    """Inhabitants, kind and country of a name's best known place; whether any is no town.

    None for no place, for an adjective of nationality and for who is from there.
    """
    if not text[-1].isalnum() and text[-1] != ".":
        return None
    found = gazetteer.find(text)
    if not found or _is_code(text, found[0]):
        return None
    if countries.of_adjective(text) and not countries.named(text):
        return None
    if text[:4].casefold() == "the " and not found[0].name.startswith("The "):
        return None  # the article is no part of the name
    wide = any(place.kind is not Kind.CITY for place in found[:3])
    return found[0].weight, found[0].kind, found[0].country, wide


def _is_code(text: str, place: gazetteer.GazetteerPlace) -> bool:
    """Whether two to four capitals stand for something else: "FAO" is no town here."""
    if not text.isupper() or len(text) > _SHORT:
        return False
    if place.kind is Kind.CITY:
        return True
    country = countries.by_code(place.country)
    return country is not None and text == country.alpha3 and text not in country.names


class Tokens:
    """The words of a text as plain strings, which are far quicker to ask than spaCy's tokens."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.spaced = [token.text_with_ws for token in doc]
        self.texts = [text[:-1] if text[-1] == " " else text for text in self.spaced]
        self.lower = [text.lower() for text in self.texts]

    def text(self, start: int, end: int) -> str:
        """The text from one token to before another."""
        return "".join(self.spaced[start:end]).rstrip(" ")

    def begins_name(self, index: int) -> bool:
        """Whether a token begins with a letter that is no small one."""
        text = self.texts[index]
        return text != self.lower[index] or (text[:1].isalpha() and not text[:1].islower())


def names(tokens: Tokens, words: PlaceWords) -> list[Name]:
    """The longest known names of a text from left to right, none overlapping another."""
    found: list[Name] = []
    reached = 0
    for start in range(len(tokens.texts)):
        if start < reached or not tokens.begins_name(start):
            continue
        name = _longest(tokens, start, words)
        if name is not None:
            found.append(name)
            reached = name.end
    return found


def _longest(tokens: Tokens, start: int, words: PlaceWords) -> Name | None:
    text = tokens.texts[start]
    if text == tokens.lower[start] and tokens.doc[start].is_stop:
        return None  # a small word of a script without capitals
    for end in _ends(tokens, start):
        text = tokens.text(start, end)
        if end == start + 1 and _is_plain(text, words):
            return None
        known = weigh(text)
        if known:
            return Name(start, end, text, *known)
    return _prefixed(tokens.texts[start], start, words)


def _is_plain(text: str, words: PlaceWords) -> bool:
    """Whether a word only says which part or kind of place: "North", "the city" in Arabic."""
    return text.removeprefix(_ARTICLE) in words.kinds or text.lower() in words.parts


def _prefixed(text: str, start: int, words: PlaceWords) -> Name | None:
    """A name that is written together with the preposition before it."""
    for prefix in words.prefixes:
        rest = text.removeprefix(prefix)
        if rest == text or len(rest) < 3 or rest.removeprefix(_ARTICLE) in words.kinds:
            continue
        if known := weigh(rest):
            return Name(start, start + 1, rest, *known, prefixed=True)
    return None


def _ends(tokens: Tokens, start: int) -> list[int]:
    """Where a name that begins there can end, the farthest first."""
    ends = [start + 1]
    for index in range(start + 1, min(start + _LONGEST, len(tokens.texts))):
        if tokens.begins_name(index):
            ends.append(index + 1)
        elif tokens.lower[index] not in _SMALL and tokens.texts[index] not in _JOINTS:
            break
    return ends[::-1]
