"""Did they code them alike: how far the values of matched events agree, field by field."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np

from annotator.agreement.coefficients.alpha import krippendorff_alpha
from annotator.agreement.coefficients.bootstrap import alpha_interval, ratio_interval
from annotator.agreement.figures import Figure, no_pairs, undefined
from annotator.agreement.ratings import Integers, Numbers, Ratings, Value, per_value, tally
from annotator.agreement.reporting.date_fields import within
from annotator.agreement.reporting.field_ratings import FieldRatings
from annotator.agreement.reporting.fields import Measure, ReportedField
from annotator.agreement.reporting.resampling import Estimate, Resampling
from annotator.domain.language import tr

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """How far one field agrees.

    ``units`` counts the events that two raters or more have matched and given a value, ``pairs``
    the pairs of values in them. ``percent`` is the share of pairs that are alike (as
    ``kappas.percent_agreement`` counts them), ``alpha`` Krippendorff's. ``median_km`` is of places
    alone.
    """

    units: int
    pairs: int
    percent: Estimate
    alpha: Estimate
    median_km: Figure | None = None


def field_figures(of: ReportedField, found: FieldRatings, resampling: Resampling) -> FieldFigures:
    """The figures of a field from its ratings.

    Near dates and distances have no alpha: a tolerance is no scale, and a median no share.
    """
    alike, sizes = _alike(of, found.ratings), found.ratings.given.sizes
    number = round(float((sizes * (sizes - 1)).sum()) / 2)
    units = found.ratings.pairable
    if of.measure is Measure.KILOMETRES:
        nothing = Estimate(undefined(tr("Distances are no share; the median is given."), units))
        return FieldFigures(units, number, nothing, nothing, median_km(found.ratings))
    percent = _percent(per_value(alike, sizes), number, found, resampling)
    return FieldFigures(units, number, percent, _alpha(of, found, resampling))


def _alpha(of: ReportedField, found: FieldRatings, resampling: Resampling) -> Estimate:
    if of.measure is Measure.NEAR:
        said = tr("Being near is no scale; only the share is given.")
        return Estimate(undefined(said, found.ratings.pairable))
    scale = of.scale(found.ratings.categories)
    figure = krippendorff_alpha(found.ratings, scale)
    if figure.value is None or not resampling.resamples:
        return Estimate(figure)
    articles = resampling.of(found.article)
    return Estimate(figure, alpha_interval(found.ratings, articles, resampling.draws, scale))


def _percent(
    shares: tuple[Numbers, Numbers], pairs: int, found: FieldRatings, resampling: Resampling
) -> Estimate:
    alike, values = (float(each.sum()) for each in shares)
    if not values:
        return Estimate(no_pairs())
    figure = Figure(alike / values, pairs)
    if not resampling.resamples:
        return Estimate(figure)
    articles = resampling.of(found.article)
    parts, wholes = (tally(articles.of_unit, each, articles.count) for each in shares)
    return Estimate(figure, ratio_interval(parts, wholes, resampling.draws))


def _alike(of: ReportedField, ratings: Ratings) -> Numbers:
    """For each unit: ordered pairs of values that are alike (or near)."""
    given = ratings.given
    size = len(given.sizes)
    alike = tally(given.units, given.counts * (given.counts - 1), size)
    if of.measure is Measure.NEAR:
        first, second = given.pairs()
        near = _of_pairs(ratings, first, second, partial(within, of.days))
        many = 2 * given.counts[first] * given.counts[second] * near
        alike = alike + tally(given.units[first], many, size)
    return alike


def _of_pairs(
    ratings: Ratings,
    first: Integers,
    second: Integers,
    compute: Callable[[Value, Value], float],
) -> Numbers:
    """Something of each two values, computed once for each two different ones."""
    size = max(1, len(ratings.categories))
    keys = ratings.given.codes[first] * size + ratings.given.codes[second]
    different, at = np.unique(keys, return_inverse=True)
    values = ratings.categories
    found = [float(compute(values[key // size], values[key % size])) for key in different.tolist()]
    return np.array(found, float)[at]


def median_km(ratings: Ratings) -> Figure:
    """The median distance of two raters' places, in kilometres on the globe.

    Great-circle distance by the haversine formula: Sinnott (1984), "Virtues of the Haversine", Sky
    and Telescope 68(2). Of several places, the mean way from each to the nearest of the other's.
    ``n`` counts the pairs. Undefined where no event has two raters' places with coordinates.
    """
    apart: list[float] = []
    values = ratings.categories
    known: dict[tuple[int, int], float] = {}
    for one, other in combinations(range(ratings.codes.shape[1]), 2):
        both = ratings.codes[:, [one, other]]
        for a, b in both[(both >= 0).all(1)].tolist():
            if (a, b) not in known:
                known[a, b] = known[b, a] = _apart(values[a], values[b])
            apart.append(known[a, b])
    if not apart:
        return undefined(tr("No event has places with coordinates of two coders."))
    return Figure(float(np.median(apart)), len(apart))


def _apart(one: Value, other: Value) -> float:
    assert isinstance(one, frozenset) and isinstance(other, frozenset)  # noqa: PT018 - both alike
    ways = [min(_kilometres(a, b) for b in other) for a in one]
    ways += [min(_kilometres(a, b) for a in one) for b in other]
    return math.fsum(ways) / len(ways)


def _kilometres(one: object, other: object) -> float:
    assert isinstance(one, tuple) and isinstance(other, tuple)  # noqa: PT018 - both alike
    (lat, lon), (to_lat, to_lon) = (tuple(map(math.radians, spot)) for spot in (one, other))
    half = math.sin((to_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
