"""Places of the world by name: cities, regions, countries, continents, with coordinates.

The table is ``resources/gazetteer/places.bin``, built by ``scripts/build_gazetteer.py`` from
GeoNames (CC BY 4.0), the country names of Unicode CLDR and our own list of larger regions. It
opens in some milliseconds and stays packed: a name is looked up where it lies in the file.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from heapq import nlargest
from itertools import islice

from annotator import resources
from annotator.domain.folding import fold
from annotator.domain.gazetteer.store import Store
from annotator.domain.values import PlaceValue

_SHORT = 4  # letters of names that are known in capitals only: "US", "NSW"
_LETTERS = str.maketrans("łøđðıþæœ", "lodditao")
_ARABIC = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ـ": None})
_WORDS = {"saint": "st", "sainte": "ste"}
_LEAST = 2  # letters that begin too many names below
_SEARCHED = 10_000  # names looked at when a beginning is typed


class Kind(StrEnum):
    """What a place is."""

    CITY = "city"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    CONTINENT = "continent"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place: ``country`` is an ISO 3166-1 alpha-3 code, or empty where it lies in several.

    Coordinates are degrees (WGS 84); ``population`` is 0 where it is not known; ``weight`` says
    how well known the place is, in inhabitants; ``where_prec`` is UCDP's precision of an event
    located no better than by this place. ``id`` is "geonames:" and its number, or "region:" and
    a name for places of our own list.
    """

    id: str
    name: str
    kind: Kind
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    where_prec: int
    weight: int

    @property
    def value(self) -> PlaceValue:
        """The place as the value of a slot."""
        return PlaceValue(
            self.name,
            self.country,
            self.admin1 if self.kind is not Kind.ADMIN1 else "",
            self.latitude,
            self.longitude,
            self.id,
            self.where_prec,
        )


def find(name: str) -> tuple[GazetteerPlace, ...]:
    """Every place of that name, the best known first; of former and foreign names too."""
    return tuple(map(_place, numbers(name)))


def numbers(name: str) -> tuple[int, ...]:
    """Where the places of a name stand in the file: enough to know that there are any."""
    short = short_key(name)
    return (short and _store().numbers(short)) or _store().numbers(key(name))


def by_id(place_id: str) -> GazetteerPlace | None:
    """The place of an id such as "geonames:2457161" or "region:sahel"; None for an unknown one."""
    scheme, _, rest = place_id.partition(":")
    if scheme == "geonames" and rest.isascii() and rest.isdigit():
        number = _store().number_of(int(rest))
        return None if number is None else _place(number)
    named = find(rest.replace("-", " ")) if scheme == "region" else ()
    return next((place for place in named if place.id == place_id), None)


def search(prefix: str, limit: int = 10) -> tuple[GazetteerPlace, ...]:
    """The best known places with a name that begins so, for a list shown while typing."""
    typed = key(prefix)
    if not typed or (len(typed) < _LEAST and typed.isascii()):
        return find(prefix)[:limit]
    found = dict.fromkeys(numbers(prefix)[:limit])
    beginning = islice(_store().beginning(typed), _SEARCHED)
    best = dict.fromkeys(number for _, number in nlargest(4 * limit, beginning))
    rest = sorted((_place(n) for n in best if n not in found), key=lambda p: _behind(p, typed))
    return (*map(_place, found), *rest)[:limit]


def typed(words: str, limit: int = 10) -> tuple[GazetteerPlace, ...]:
    """What typed words can mean: "gao", "timb", "London, Ontario", "Springfield, Ohio, USA".

    Only where no place has the name as it stands are they taken for the beginning of one.
    """
    name, *areas = (part.strip() for part in words.split(","))
    inside = find(name)
    if not areas:
        return inside[:limit] or search(name, limit)
    for area in filter(None, areas):
        inside = tuple(place for place in inside if lies_in(place, area))
    return inside[:limit]


def lies_in(place: GazetteerPlace, area: str) -> bool:
    """Whether a place lies in a country or region of that name, or is that."""
    if f" {key(area)} " in f" {key(place.admin1)} ":
        return True
    return any(
        around.country == place.country
        and (around.kind is Kind.COUNTRY or around.admin1 == place.admin1)
        for around in find(area)
        if around.kind is not Kind.CITY and around.country
    )


def _behind(place: GazetteerPlace, typed: str) -> tuple[bool, int]:
    return not key(place.name).startswith(typed), -place.weight


@lru_cache(4096)
def key(name: str) -> str:
    """The name as it is compared: folded, no leading article, "Saint" as "St"."""
    parts = fold(name.replace("&", " and ")).translate(_LETTERS).split()
    if not name.isascii():
        parts = [unicodedata.normalize("NFC", part).translate(_ARABIC) for part in parts]
    parts = [_WORDS.get(part, part) for part in parts]
    return " ".join(parts[1:] if parts[:1] == ["the"] and len(parts) > 1 else parts)


def short_key(name: str) -> str:
    """Letters of a name in two to four capitals ("U.S." is "US"); empty for any other name.

    Such names are known in capitals only, since "us" is not "US".
    """
    letters = name.replace(".", "").strip()
    fits = 2 <= len(letters) <= _SHORT and letters.isascii() and letters.isupper()
    return letters if fits and letters.isalpha() else ""


@cache
def _store() -> Store:
    return Store(resources.resource("gazetteer", "places.bin"))


@lru_cache(2048)
def _place(number: int) -> GazetteerPlace:
    ident, name, kind, region, latitude, longitude, population, grade, weight = _store().line(
        number
    )
    country, admin1 = _store().admin1[int(region)]
    return GazetteerPlace(
        f"geonames:{ident}" if ident.isdigit() else f"region:{ident}",
        name,
        _KINDS[kind],
        country.strip(),
        admin1,
        float(latitude),
        float(longitude),
        int(population or 0),
        int(grade or 1),
        int(weight or population or 0),
    )


_KINDS = {
    "": Kind.CITY,
    "a": Kind.ADMIN1,
    "c": Kind.COUNTRY,
    "k": Kind.CONTINENT,
    "r": Kind.REGION,
}
LETTER_OF = {kind: letter for letter, kind in _KINDS.items()}
"""How the file writes a kind."""
