"""Code by code: how far coders agree on giving it, and with what they confuse it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np

from annotator.agreement.alpha import coincidences, krippendorff_alpha
from annotator.agreement.field_ratings import FieldRatings
from annotator.agreement.fields import BLANK
from annotator.agreement.figures import Figure, no_variation
from annotator.agreement.ratings import Ratings, Value, tally
from annotator.domain.language import tr


@dataclass(frozen=True, slots=True)
class CodeFigure:
    """Agreement on one code against all others. ``given`` counts how often it was given."""

    code: str
    given: int
    alpha: Figure


@dataclass(frozen=True, slots=True)
class Place:
    """Where two raters gave one event two values: the unit, and who gave which."""

    unit: int
    raters: tuple[str, str]
    values: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two values given to one event by two raters, and every place where that happened."""

    values: tuple[str, str]
    places: tuple[Place, ...]


def code_figures(found: FieldRatings) -> tuple[CodeFigure, ...]:
    """Alpha of each code against the rest; for sets, of holding it or not. The commonest first.

    Krippendorff's alpha of the ratings in which all other codes are one: Krippendorff (2019),
    "Content Analysis", 4th ed., section 12.3.3.
    """
    made = _of_sets(found.ratings) if _has_sets(found.ratings) else _of_codes(found.ratings)
    return tuple(sorted(made, key=lambda figure: (-figure.given, figure.code)))


def _has_sets(ratings: Ratings) -> bool:
    return any(isinstance(value, frozenset) for value in ratings.categories)


def _of_codes(ratings: Ratings) -> list[CodeFigure]:
    """All codes at once, from the coincidences."""
    pairs = coincidences(ratings)
    size = len(ratings.categories)
    totals = pairs.totals(size) if size else np.zeros(0)
    n = float(totals.sum())
    observed = tally(pairs.first, pairs.weights, size) + tally(pairs.second, pairs.weights, size)
    figures = []
    for value, given, apart in zip(
        ratings.categories, totals.tolist(), observed.tolist(), strict=True
    ):
        expected = 2 * given * (n - given)
        number = ratings.pairable
        alpha = Figure(1 - (n - 1) * apart / expected, number) if expected else no_variation(number)
        figures.append(CodeFigure(shown(value), round(given), alpha))
    return figures


def _of_sets(ratings: Ratings) -> list[CodeFigure]:
    """Code by code: whether a set holds it."""
    codes = {code for value in ratings.categories if isinstance(value, frozenset) for code in value}
    figures = []
    for code in sorted(codes, key=str):
        holding = ratings.recoded(partial(_holds, code))
        yes = holding.categories.index("yes")
        given = int((holding.codes == yes).sum())
        figures.append(CodeFigure(shown(str(code)), given, krippendorff_alpha(holding)))
    return figures


def _holds(code: Hashable, value: Value) -> Value:
    return "yes" if isinstance(value, frozenset) and code in value else "no"


def confusions(found: FieldRatings) -> tuple[Confusion, ...]:
    """Every two values that raters gave to one event, the commonest first.

    Each two raters of an event count as one place, whichever of them gave which.
    """
    ratings = found.ratings
    places: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for one, other in combinations(range(len(ratings.coders)), 2):
        both = ratings.codes[:, [one, other]]
        differ = np.flatnonzero((both >= 0).all(1) & (both[:, 0] != both[:, 1]))
        raters = (str(ratings.coders[one]), str(ratings.coders[other]))
        for row in differ.tolist():
            values = tuple(shown(ratings.categories[code]) for code in both[row].tolist())
            first, second = sorted(values)
            unit = ratings.units[row]
            assert isinstance(unit, int)
            places[first, second].append(Place(unit, raters, (values[0], values[1])))
    every = [Confusion(values, tuple(_sorted(at))) for values, at in places.items()]
    return tuple(sorted(every, key=lambda entry: (-len(entry.places), entry.values)))


def _sorted(places: Sequence[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place.unit, place.raters))


def counted(confusion: Confusion) -> str:
    """The confusion in words: 190 / 193: 12 times."""
    times = len(confusion.places)
    said = tr("{one} / {other}: once") if times == 1 else tr("{one} / {other}: {times} times")
    return said.format(one=confusion.values[0], other=confusion.values[1], times=times)


def shown(value: Value) -> str:
    """A value as it is printed: the members of a set parted by “; ”, nothing as left blank."""
    if isinstance(value, frozenset):
        return "; ".join(sorted(map(str, value))) or BLANK
    return f"{value:g}" if isinstance(value, float) else value
