"""Where: what coders type and texts say, as places with country, region and coordinates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from annotator.domain import countries, gazetteer
from annotator.domain.language import later, tr
from annotator.domain.values import PlaceValue

WHERE_PREC = MappingProxyType(
    {
        1: later("exactly there"),
        2: later("near there, within about 25 km"),
        3: later("somewhere in the district"),
        4: later("somewhere in the province or region"),
        5: later("along a line or across an area (river, border, mountains)"),
        6: later("somewhere in the country"),
        7: later("at sea or in the air, outside any country"),
    }
)
"""UCDP GED's grades of ``where_prec`` in our words, for lists to choose from; see ``exactness``."""

_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
_COUNTRY_WIDE = 6
_OFFERED = 8  # places of the gazetteer shown for typed words
_REGION_WIDE = 4

_PRECISION = re.compile(
    r"[\s,;]*(?:/|\bwhere_prec\b|\bprecision\b|\bprec\b\.?)[\s:=]*(?P<grade>\d+)\s*$", re.IGNORECASE
)
_IDENTITY = re.compile(r"\s*#(?P<id>(?:geonames|region):\S+)\s*$")
_DECIMAL_COMMAS = re.compile(r"([-+−–]?\d{1,3}),(\d+)(?:; ?| )([-+−–]?\d{1,3}),(\d+)(?=[ )/]|$)")
_ANGLE = (
    r"(?P<front{n}>[NSEWnsew]\s*)?(?P<sign{n}>[-+−–]?)(?P<degrees{n}>\d{{1,3}}(?:[.]\d+)?)\s*[°º]?"
    r"(?:(?<=[°º])\s*(?P<minutes{n}>\d{{1,2}}(?:[.]\d+)?)\s*['′’]"
    r"(?:\s*(?P<seconds{n}>\d{{1,2}}(?:[.]\d+)?)\s*(?:\"|″|”|''))?)?"
    r"\s*(?P<back{n}>[NSEWnsew](?![A-Za-z]))?"
)


@cache
def _pair() -> re.Pattern[str]:
    """Two angles at the end of a text; built on first use, since a start needs none."""
    between = r"(?:\s*[,;]\s*|\s+)"
    angles = _ANGLE.format(n=1) + between + _ANGLE.format(n=2)
    return re.compile(rf"(?:^|(?<=[\s,;(]))\(?{angles}\)?\s*$")


@dataclass(frozen=True, slots=True)
class _Typed:
    """Typed text taken apart; numbers out of range are left out and told in ``problem``."""

    words: str
    latitude: float | None = None
    longitude: float | None = None
    where_prec: int | None = None
    problem: str = ""
    identity: str = ""


def parse(typed: str) -> list[PlaceValue]:
    """The places that typed text can mean, best first; empty for no text.

    Read are a name with its region and country ("Gao, Gao Region, Mali"), coordinates behind it
    or alone ("Bamako 12.65 -8.00", "12°39′N 8°0′W"), and UCDP's precision at the end ("/3",
    "prec 3"). A country alone is the whole country (precision 6). It never raises: what is out
    of range is left out, and ``problems`` says so.
    """
    found = _take_apart(typed)
    if not found.words and found.latitude is None:
        return []
    if found.identity and (known := gazetteer.by_id(found.identity)) is not None:
        return [replace(known.value, where_prec=found.where_prec or known.where_prec)]
    places = named(found.words) or [PlaceValue("")]
    read = [_with_numbers(place, found) for place in places]
    return list(dict.fromkeys([*read, *_known(found)]))


def _known(found: _Typed) -> list[PlaceValue]:
    """The gazetteer's places for typed words; with coordinates only one that lies right there."""
    near = gazetteer.typed(found.words, _OFFERED)
    values = [place.value for place in near]
    if found.latitude is not None:
        there = (found.latitude, found.longitude)
        values = [value for value in values if (value.latitude, value.longitude) == there]
    return [replace(value, where_prec=found.where_prec or value.where_prec) for value in values]


def _with_numbers(place: PlaceValue, found: _Typed) -> PlaceValue:
    """The place with the coordinates and the precision that were typed along with it."""
    if found.latitude is not None:
        place = replace(place, latitude=found.latitude, longitude=found.longitude, where_prec=None)
    where_prec = found.where_prec or place.where_prec
    return replace(place, where_prec=where_prec, gazetteer_id=found.identity)


def exactness(where_prec: int) -> str:
    """A grade of ``where_prec`` in words."""
    return tr(WHERE_PREC[where_prec])


def problems(typed: str) -> str:
    """What of the typed text cannot be used, as a sentence; empty when all can."""
    found = _take_apart(typed)
    if typed.strip() and not found.words and found.latitude is None and not found.problem:
        return tr("A place has a name or coordinates: type one of them before the precision.")
    return found.problem


def named(words: str) -> list[PlaceValue]:
    """The places that words alone name, best first: name, region, country, never coordinates."""
    parts = [part for part in (" ".join(p.split()) for p in words.split(",")) if part]
    if not parts:
        return []
    whole = ", ".join(parts)
    if len(parts) == 1 or countries.named(whole):  # "Bonaire, Sint Eustatius and Saba"
        return _alone(whole)
    *inner, last = parts
    seats = countries.of_capital(inner[0])
    likeliest = sorted(countries.named(last), key=lambda country: country not in seats)
    inside = [_in_country(inner, country.alpha3) for country in likeliest]
    inside += [_in_region(inner, last, country.alpha3) for country in countries.of_part(last)]
    return inside or [_in_region(inner, last, "")]


def _alone(words: str) -> list[PlaceValue]:
    """The countries or parts of countries of that name, else the name alone.

    A capital's country is only a second choice: many towns bear the name of one.
    """
    areas = [PlaceValue(words, c.alpha3, where_prec=_COUNTRY_WIDE) for c in countries.named(words)]
    areas += [
        PlaceValue(words, c.alpha3, where_prec=_REGION_WIDE) for c in countries.of_part(words)
    ]
    towns = [PlaceValue(words), *(PlaceValue(words, c.alpha3) for c in countries.of_capital(words))]
    return areas or towns


def _in_country(parts: list[str], country: str) -> PlaceValue:
    *name, region = parts
    return _in_region(name, region, country) if name else PlaceValue(region, country)


def _in_region(parts: list[str], region: str, country: str) -> PlaceValue:
    return PlaceValue(", ".join(parts), country, region)


def _take_apart(typed: str) -> _Typed:
    identity = _IDENTITY.search(typed)
    if identity:
        return replace(_take_apart(typed[: identity.start()]), identity=identity["id"])
    words = _DECIMAL_COMMAS.sub(r"\1.\2 \3.\4", " ".join(typed.split()))
    grade = _PRECISION.search(words)
    rest = words[: grade.start()] if grade else words
    where_prec, problem = _grade(int(grade["grade"])) if grade else (None, "")
    pair = _coordinates(rest)
    if pair is None:
        return _Typed(rest.strip(" ,;"), where_prec=where_prec, problem=problem)
    start, latitude, longitude = pair
    name = rest[:start].strip(" ,;(")
    wrong = _out_of_range(latitude, longitude)
    if wrong:
        return _Typed(name, where_prec=where_prec, problem=f"{wrong} {problem}".strip())
    return _Typed(name, latitude, longitude, where_prec, problem)


def _grade(number: int) -> tuple[int | None, str]:
    if number in WHERE_PREC:
        return number, ""
    sentence = tr("A precision of {number} does not exist: it goes from 1 (exact) to 7.")
    return None, sentence.format(number=number)


_LATITUDE = (
    later("Latitude {value:g} is past 90: coordinates are latitude, then longitude."),
    later("Latitude {value:g} is below -90: coordinates are latitude, then longitude."),
)
_LONGITUDE = (
    later("Longitude {value:g} is past 180: coordinates are latitude, then longitude."),
    later("Longitude {value:g} is below -180: coordinates are latitude, then longitude."),
)


def _out_of_range(latitude: float, longitude: float) -> str:
    for value, most, past, below in ((latitude, 90, *_LATITUDE), (longitude, 180, *_LONGITUDE)):
        if abs(value) > most:
            return tr(past if value > 0 else below).format(value=value)
    return ""


def _coordinates(words: str) -> tuple[int, float, float] | None:
    """Where a pair of coordinates begins at the end of the words, its latitude and longitude.

    Two bare whole numbers behind a name are a part of it: "Camp 7 12".
    """
    match = _pair().search(words)
    if match is None:
        return None
    if match.start() and not re.search("[^0-9,; ]", match[0]):
        return None
    first, second = (_degrees(match, n) for n in "12")
    letters = _letter(match, "1") + _letter(match, "2")
    if letters and not re.fullmatch("[NS][EW]|[EW][NS]", letters):
        return None
    if letters and letters[0] in "EW":
        first, second = second, first
    return match.start(), first, second


def _letter(match: re.Match[str], n: str) -> str:
    return (match[f"front{n}"] or match[f"back{n}"] or "").strip().upper()


def _degrees(match: re.Match[str], n: str) -> float:
    """One angle in degrees, south and west negative, to six places (a tenth of a metre)."""
    value = float(match[f"degrees{n}"])
    value += float(match[f"minutes{n}"] or 0) / 60 + float(match[f"seconds{n}"] or 0) / 3600
    south_or_west = _letter(match, n) in ("S", "W") or match[f"sign{n}"] not in ("", "+")
    return round(-value if south_or_west else value, 6)


def describe(value: PlaceValue, *, with_id: bool = False) -> str:
    """A place in one line, as the editor also reads it: "Gao, Gao Region, Mali 16.27 -0.04 /1".

    The gazetteer's id stands behind it only when asked for, to be kept rather than read:
    "… /1 #geonames:2457163".
    """
    country = countries.by_code(value.country)
    known = country.name if country else value.country
    itself = country is not None and countries.named(value.name) == (country,)
    names = [
        value.name,
        value.admin1 if value.admin1 != value.name else "",
        "" if itself else known,
    ]
    text = ", ".join(filter(None, names))
    if value.latitude is not None and value.longitude is not None:
        text += f" {_number(value.latitude)} {_number(value.longitude)}"
    said = itself and value.latitude is None and value.where_prec == _COUNTRY_WIDE
    if value.where_prec is not None and not said:
        text += f" /{value.where_prec}"
    if with_id and value.gazetteer_id:
        text += f" #{value.gazetteer_id}"
    return text.strip()


def _number(degrees: float) -> str:
    """Degrees with at least two and at most six places."""
    text = f"{degrees:.6f}".rstrip("0")
    return f"{degrees:.2f}" if len(text.partition(".")[2]) < 2 else text


def geo_precision(where_prec: int | None) -> int | None:
    """ACLED's ``geo_precision`` (1 to 3) for UCDP's ``where_prec`` (1 to 7); None for None.

    1 stays 1: the town or site is known. 2 and 3 become 2: ACLED's 2 is the surroundings of a
    town or a small part of a region, as UCDP's 25 km and district are. 4 to 7 become 3: ACLED's
    3 is a larger region, and it has no coarser grade, so that what is known only by province,
    line, country or sea is given the coarsest one and never looks better than it is.
    """
    return None if where_prec is None else _GEO_PRECISION[where_prec]
