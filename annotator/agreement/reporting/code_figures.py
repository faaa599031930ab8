"""Code by code: how far raters agree on giving it, and where they give another one instead."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.coefficients.by_code import Confusion, alpha_by_code, confusions
from annotator.agreement.figures import Figure, no_variation
from annotator.agreement.ratings import Ratings, Value
from annotator.agreement.reporting.field_ratings import FieldRatings
from annotator.agreement.reporting.fields import BLANK
from annotator.domain.language import tr


@dataclass(frozen=True, slots=True)
class CodeFigure:
    """Agreement on one code against all others. ``given`` counts how often it was given."""

    code: str
    given: int
    alpha: Figure


@dataclass(frozen=True, slots=True)
class Place:
    """Where two raters gave one event two values: the number of the unit, and who gave which."""

    unit: int
    raters: tuple[str, str]
    values: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Confused:
    """Two values that raters gave to one event, and every place where that happened."""

    values: tuple[str, str]
    places: tuple[Place, ...]


def code_figures(found: FieldRatings) -> tuple[CodeFigure, ...]:
    """Alpha of each code against the rest; for sets, of holding it or not. The commonest first."""
    made = _of_sets(found.ratings) if _has_sets(found.ratings) else _of_codes(found)
    return tuple(sorted(made, key=lambda figure: (-figure.given, figure.code)))


def _has_sets(ratings: Ratings) -> bool:
    return any(isinstance(value, frozenset) for value in ratings.categories)


def _of_codes(found: FieldRatings) -> list[CodeFigure]:
    return [
        CodeFigure(shown(value), found.count(value), alpha)
        for value, alpha in alpha_by_code(found.ratings).items()
    ]


def _of_sets(ratings: Ratings) -> list[CodeFigure]:
    """Code by code: whether a set holds it, as ``alpha_by_code`` does for single codes.

    Of n values, with k of the m in a unit holding the code: α = 1 - (n - 1) · o / e with
    o = Σ k(m - k) / (m - 1) over units and e = Σk · (n - Σk).
    """
    codes = sorted({str(code) for value in ratings.categories for code in _members(value)})
    place = {code: at for at, code in enumerate(codes)}
    holds = np.zeros((len(ratings.categories) + 1, len(codes)))  # the last row: no value
    for row, value in enumerate(ratings.categories):
        holds[row, [place[str(code)] for code in _members(value)]] = 1
    kept = ratings.codes[(ratings.codes >= 0).sum(1) > 1]
    size = (kept >= 0).sum(1, keepdims=True)
    holders = np.zeros((len(kept), len(codes)))
    for column in kept.T:
        holders += holds[column]
    given, units, n = holders.sum(0), (holders > 0).sum(0), float(size.sum())
    observed = (holders * (size - holders) / (size - 1)).sum(0)
    return [
        CodeFigure(code, round(given[at]), _alpha(given[at], observed[at], n, int(units[at])))
        for at, code in enumerate(codes)
        if given[at]
    ]


def _alpha(given: float, observed: float, n: float, units: int) -> Figure:
    expected = given * (n - given)
    return Figure(1 - (n - 1) * observed / expected, units) if expected else no_variation(units)


def _members(value: Value) -> frozenset[Hashable]:
    return value if isinstance(value, frozenset) else frozenset()


def confused(found: FieldRatings) -> tuple[Confused, ...]:
    """Every two values that raters gave to one event, the commonest first, with all places."""
    rows = {unit: row for row, unit in enumerate(found.ratings.units)}
    return tuple(
        Confused((shown(one.one), shown(one.other)), tuple(_places(found.ratings, one, rows)))
        for one in confusions(found.ratings)
    )


def _places(ratings: Ratings, of: Confusion, rows: dict[Hashable, int]) -> list[Place]:
    both = {of.one, of.other}
    places = []
    for unit in of.units:
        assert isinstance(unit, int)  # units of fields are numbers
        given = [
            (str(rater), ratings.categories[code])
            for rater, code in zip(ratings.coders, ratings.codes[rows[unit]].tolist(), strict=True)
            if code >= 0
        ]
        for (rater, value), (other, another) in combinations(given, 2):
            if {value, another} == both:
                places.append(Place(unit, (rater, other), (shown(value), shown(another))))
    return places


def counted(of: Confused) -> str:
    """The confusion in words: 190 / 193: 12 times."""
    times = len(of.places)
    said = tr("{one} / {other}: once") if times == 1 else tr("{one} / {other}: {times} times")
    return said.format(one=of.values[0], other=of.values[1], times=times)


def shown(value: Value) -> str:
    """A value as it is printed: the members of a set parted by “; ”, nothing as left blank."""
    if isinstance(value, frozenset):
        return "; ".join(sorted(map(str, value))) or BLANK
    return f"{value:.15g}" if isinstance(value, float) else value
