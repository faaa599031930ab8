"""How well places are found and resolved, on a file shaped like the place gold."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from annotator.domain import countries
from annotator.domain import places as place_texts
from annotator.nlp.components import places

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFINITIONS: dict[str, str] = {
    "place_f1": "F1 of place suggestions over the coded places, characters exactly the same",
    "place_right_found": "of coded places with exactly that span suggested: those whose first "
    "candidate is right. Where the coded page is a country's, the country must be the same; any "
    "other must lie within 161 km",
    "place_right_coded": "the same, of all coded places",
}
_NEAR = 161  # kilometres, a hundred miles
_EARTH = 6371.0


@dataclass(frozen=True)
class Coded:
    """One coded place."""

    start: int
    end: int
    latitude: float
    longitude: float
    page: str


def measure(path: Path, nlp: Language) -> dict[str, float]:
    """The figures of a file, by a pipeline with our place component in it.

    Raises:
        ValueError: a line is not of the expected shape; the sentence says which.
    """
    rows = list(_rows(path))
    found = coded = hit = right = 0
    for doc, (_, locations) in zip(nlp.pipe(text for text, _ in rows), rows, strict=True):
        suggested = _suggested(doc)
        touched = [place for place in locations if (place.start, place.end) in suggested]
        found, coded, hit = found + len(suggested), coded + len(locations), hit + len(touched)
        right += sum(is_right(suggested[place.start, place.end], place) for place in touched)
    return {
        "place_f1": _share(2 * hit, found + coded),
        "place_right_found": _share(right, hit),
        "place_right_coded": _share(right, coded),
    }


def is_right(value: str, place: Coded) -> bool:
    """Whether a candidate's text is the coded place."""
    read = next(iter(place_texts.parse(value)), None)
    if read is None:
        return False
    if of_page := countries.named(place.page):
        return read.country in {country.alpha3 for country in of_page}
    if read.latitude is None or read.longitude is None:
        return False
    return _kilometres(read.latitude, read.longitude, place.latitude, place.longitude) <= _NEAR


def _suggested(doc: Doc) -> dict[tuple[int, int], str]:
    """The first candidate of every place suggested, by its characters; "" for none."""
    return {
        (span.start_char, span.end_char): candidates[0].value if candidates else ""
        for span, candidates in zip(
            doc.spans.get(places.NAME, ()), doc.user_data.get(places.NAME, ()), strict=True
        )
    }


def _rows(path: Path) -> Iterator[tuple[str, list[Coded]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield row["text"], [_coded(place) for place in row["locations"]]
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(
                    f"{path.name}, line {number}: not a line of place gold."
                ) from error


def _coded(place: dict[str, Any]) -> Coded:
    page = unquote(str(place.get("page") or "").rpartition("/")[2]).replace("_", " ")
    return Coded(place["start"], place["end"], place["lat"], place["lon"], page)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def _kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance of two points, by the haversine formula."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    inner = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(inner))
