"""The states and territories of the world: names, adjectives, capitals, ISO 3166-1 codes.

The table is ``resources/countries.csv``, compiled for this program: every entry of ISO 3166-1
and Kosovo (XKX, as most data sets write it). A place in the table says nothing about a
territory's status. Lists inside a cell are separated by ``|``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from annotator import resources
from annotator.domain.folding import fold


@dataclass(frozen=True, slots=True)
class Country:
    """One state or territory.

    ``adjectives`` holds the words for what and who is from there, ``parts`` the areas inside it
    that news names without it (Scotland, the Gaza Strip), ``capitals`` its seats of government
    under their present and former names.
    """

    alpha3: str
    alpha2: str
    name: str
    alternatives: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the whole country, the usual one first."""
        return (self.name, *self.alternatives)


Index = Mapping[str, tuple[Country, ...]]


def _key(words: str) -> str:
    """The words as names are compared: folded, without a leading article, "Saint" as "St".

    Words of two to four capitals ("US", "U.A.E.") keep their case, since "us" is not "US".
    """
    letters = words.replace(".", "").strip()
    if 2 <= len(letters) <= 4 and letters.isascii() and letters.isupper():
        return letters
    parts = [
        "st" if part == "saint" else part for part in fold(words.replace("&", " and ")).split()
    ]
    return " ".join(parts[1:] if parts[:1] == ["the"] and len(parts) > 1 else parts)


@cache
def countries() -> tuple[Country, ...]:
    """Every country of the table, by its English name."""
    with resources.resource("countries.csv").open(encoding="utf-8", newline="") as file:
        return tuple(map(_country, csv.DictReader(file)))


def _country(row: Mapping[str, str]) -> Country:
    several = ("alternatives", "adjectives", "capitals", "parts")
    lists = {name: tuple(filter(None, row[name].split("|"))) for name in several}
    return Country(row["alpha3"], row["alpha2"], row["name"], **lists)


@cache
def _by_code() -> Mapping[str, Country]:
    return {country.alpha3: country for country in countries()}


@cache
def _index(words_of: Callable[[Country], tuple[str, ...]]) -> Index:
    index: dict[str, tuple[Country, ...]] = {}
    for country in countries():
        for key in dict.fromkeys(map(_key, words_of(country))):
            index[key] = (*index.get(key, ()), country)
    return index


def _of_names(country: Country) -> tuple[str, ...]:
    return (*country.names, country.alpha3)


def _of_adjectives(country: Country) -> tuple[str, ...]:
    return country.adjectives


def _of_capitals(country: Country) -> tuple[str, ...]:
    return country.capitals


def _of_parts(country: Country) -> tuple[str, ...]:
    return country.parts


def _found(index: Index, words: str) -> tuple[Country, ...]:
    """Under the words as they stand, or, for a name in capitals ("MALI"), under its small form."""
    return index.get(_key(words), ()) or index.get(_key(words.casefold()), ())


def by_code(alpha3: str) -> Country | None:
    """The country of an ISO 3166-1 alpha-3 code, None for an unknown one."""
    return _by_code().get(alpha3)


def named(words: str) -> tuple[Country, ...]:
    """The countries of a name, former name or alpha-3 code ("Congo" has two), most often one."""
    return _found(_index(_of_names), words)


def of_adjective(word: str) -> tuple[Country, ...]:
    """The countries of an adjective or of the word for their people: "Malian", "Briton"."""
    return _found(_index(_of_adjectives), word)


def of_capital(words: str) -> tuple[Country, ...]:
    """The countries whose capital has that name, or had it."""
    return _found(_index(_of_capitals), words)


def of_part(words: str) -> tuple[Country, ...]:
    """The countries that an area named without them lies in: "Scotland", "the Gaza Strip"."""
    return _found(_index(_of_parts), words)
