"""What a place of a text could be, for coders to choose from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc

from annotator.domain import countries, gazetteer, places
from annotator.domain.gazetteer import GazetteerPlace, Kind
from annotator.domain.gazetteer.resolving import Mentioned, Ranked, containers, resolve
from annotator.domain.suggestions import Candidate
from annotator.domain.values import PlaceValue
from annotator.nlp.components.place_spans import Found
from annotator.nlp.place_words import PlaceWords

_CAPITALISED = re.compile(r"\b[A-Z]\w{3,}")
_BETWEEN = frozenset({",", "in", "(", "في"})
_LINKS = frozenset({",", "and", "or", "&"})
_LONGEST_LINK = 5  # tokens between a place and what it lies in
_NEAR = 2  # UCDP's precision of what happened near a town
_DISTRICT = 3
_UNKNOWN = 0.4  # confidence in the area of a place that nobody knows


def candidates(doc: Doc, found: Sequence[Found], words: PlaceWords) -> list[tuple[Candidate, ...]]:
    """The candidates of every place of a text, likeliest first."""
    within = _withins(doc, found, words)
    mentions = _mentions(doc, found, within, words)
    resolved = resolve(mentions, named=_nationalities(doc))
    areas = {
        place.text: area
        for place, around in zip(found, within, strict=True)
        if around and (area := _area(doc, place, around, words))
    }
    return [
        _of_place(place, entries, areas.get(place.text), doc, words)
        for place, entries in zip(found, resolved, strict=True)
    ]


def _withins(doc: Doc, found: Sequence[Found], words: PlaceWords) -> list[str]:
    """What the text puts behind each name for where it lies: "X, Ontario", "X in Ontario"."""
    within = [""] * len(found)
    for at, (place, behind) in enumerate(pairwise(found)):
        if behind.start - place.end > _LONGEST_LINK:
            continue
        between = [token.lower_ for token in doc[place.end : behind.start] if token.lower_ != "the"]
        area = _base(behind.text, words) or behind.text
        if _means_in(between, words) and containers(area):
            within[at] = area
    return within


def _means_in(between: Sequence[str], words: PlaceWords) -> bool:
    """Whether words between two places put the first in the second: ", a town in"."""
    if len(between) == 1:
        return between[0] in _BETWEEN
    inside = len(between) > 2 and between[0] == "," and between[-1] in ("in", "of")
    return inside and any(word in words.kinds for word in between)


def _area(doc: Doc, found: Found, within: str, words: PlaceWords) -> GazetteerPlace | None:
    """What the text says a place lies in, where the gazetteer knows none of the name there."""
    if doc[found.end].text == "(":
        return None
    known = gazetteer.find(_base(found.text, words) or found.text)
    if any(gazetteer.lies_in(place, within) for place in known):
        return None
    areas = any(place.kind is not Kind.CITY for place in known[:3])
    if areas or (known and _goes_on(doc, found)):
        return None
    return containers(within)[0]


def _goes_on(doc: Doc, found: Found) -> bool:
    """Whether a list follows rather than what a place lies in: "Paris, Germany and Spain"."""
    behind = found.end + 2
    return behind < len(doc) and doc[behind].lower_ in ("and", "or")


def _of_place(
    place: Found,
    ranked: Sequence[Ranked],
    area: GazetteerPlace | None,
    doc: Doc,
    words: PlaceWords,
) -> tuple[Candidate, ...]:
    near = _is_near(doc, place, words)
    based = bool(_base(place.text, words))
    kept = [entry for entry in ranked if not based or _is_district(entry)]
    offered = [_candidate(entry, _grade(entry.place, near=near, based=based)) for entry in kept]
    return (_inside(place.text, area), *offered) if area is not None else tuple(offered)


def _is_district(entry: Ranked) -> bool:
    """Whether "X Province" or "X County" can be it: an area, or a town just there."""
    told = entry.reason.startswith(("named with", f"{entry.place.admin1} is named"))
    return entry.place.kind is not Kind.CITY or told


def _grade(place: GazetteerPlace, *, near: bool, based: bool) -> int:
    if place.kind is not Kind.CITY:
        return place.where_prec
    return _DISTRICT if based else _NEAR if near else place.where_prec


def _candidate(entry: Ranked, where_prec: int) -> Candidate:
    text, label = _written(entry.place, where_prec)
    return Candidate(text, label, entry.reason, entry.confidence)


@lru_cache(20_000)
def _written(place: GazetteerPlace, where_prec: int) -> tuple[str, str]:
    value = replace(place.value, where_prec=where_prec)
    return places.describe(value, with_id=True), _label(value)


def _inside(name: str, area: GazetteerPlace) -> Candidate:
    """A place the gazetteer does not know, where the text says it lies."""
    value = PlaceValue(
        name,
        area.country,
        area.admin1 or (area.name if area.kind is Kind.REGION else ""),
        area.latitude,
        area.longitude,
        where_prec=max(area.where_prec, 4),
    )
    reason = f"not in the gazetteer; the text puts it in {area.name}"
    return Candidate(places.describe(value), _label(value), reason, _UNKNOWN)


def _label(value: PlaceValue) -> str:
    """A place in human words: "Gao, Gao, Mali"."""
    return places.describe(replace(value, latitude=None, longitude=None, where_prec=None))


def _mentions(
    doc: Doc, found: Sequence[Found], within: Sequence[str], words: PlaceWords
) -> list[Mentioned]:
    """What resolving asks of every place; what another lies in is an area, as in most lists."""
    mentions = [_mentioned(doc, p, w, words) for p, w in zip(found, within, strict=True)]
    for at, mention in enumerate(mentions[:-1]):
        if mention.within and mention.within == mentions[at + 1].name:
            mentions[at + 1] = replace(mentions[at + 1], kind=mentions[at + 1].kind or Kind.ADMIN1)
    for chain in _chains(doc, found):
        if (
            not _nested([mentions[i].name for i in chain])
            and _areas(mentions[i] for i in chain) > len(chain) / 2
        ):
            for i in chain:
                mentions[i] = replace(mentions[i], kind=mentions[i].kind or Kind.ADMIN1, within="")
    return mentions


def _chains(doc: Doc, found: Sequence[Found]) -> Iterator[list[int]]:
    """Three places or more with nothing but commas and "and" between, by their index."""
    chain: list[int] = []
    for at, place in enumerate(found):
        apart = place.start - found[at - 1].end if at else 0
        between = doc[found[at - 1].end : place.start] if 0 < apart < 3 else ()
        if not chain or not between or any(token.lower_ not in _LINKS for token in between):
            if len(chain) > 2:
                yield chain
            chain = []
        chain.append(at)
    if len(chain) > 2:
        yield chain


def _nested(names: Sequence[str]) -> bool:
    """Whether a name in a row lies in the country that follows it: "Stroud, Ontario, Canada"."""
    return any(
        countries.named(area) and any(gazetteer.lies_in(p, area) for p in gazetteer.find(name)[:3])
        for name, area in pairwise(names)
    )


def _areas(mentions: Iterable[Mentioned]) -> int:
    """How many names are best known for a region or a country."""
    best = (gazetteer.find(mention.name)[:1] for mention in mentions)
    return sum(bool(places) and places[0].kind is not Kind.CITY for places in best)


def _mentioned(doc: Doc, found: Found, within: str, words: PlaceWords) -> Mentioned:
    if name := _base(found.text, words):
        return Mentioned(name, within, Kind.ADMIN1)
    return Mentioned(found.text, within, _called(doc, found, words))


def _base(text: str, words: PlaceWords) -> str:
    """The name in an unknown "Helmand Province"; empty for other names."""
    name, _, last = text.rpartition(" ")
    known = not name or last.lower() not in words.kinds or gazetteer.numbers(text)
    return "" if known else name


def _called(doc: Doc, found: Found, words: PlaceWords) -> Kind | None:
    """What a word behind or before a name calls it: "Gao province", "the city of Gao"."""
    behind = doc[found.end].lower_ if found.end < len(doc) else ""
    if behind in words.kinds:
        return words.kinds[behind]
    before = found.start - 1
    if before > 0 and doc[before].lower_ == "of":
        before -= 1
    return words.kinds.get(doc[before].lower_) if before >= 0 else None


def _is_near(doc: Doc, found: Found, words: PlaceWords) -> bool:
    return found.start > 0 and doc[found.start - 1].lower_ in words.near


def _nationalities(doc: Doc) -> Counter[str]:
    """How often the text names each country by an adjective or its people."""
    counts: Counter[str] = Counter()
    for word in _CAPITALISED.findall(doc.text):
        if country := _of_adjective(word):
            counts[country] += 1
    return counts


@lru_cache(20_000)
def _of_adjective(word: str) -> str:
    found = countries.of_adjective(word)
    return found[0].alpha3 if len(found) == 1 else ""
