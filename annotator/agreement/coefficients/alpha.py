"""Krippendorff's alpha, for any number of coders, any level, and values that are missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.distances import NOMINAL, Scale, distance
from annotator.agreement.figures import AgreementError, Figure, no_pairs, no_variation, undefined
from annotator.agreement.ratings import Integers, Numbers, Ratings, tally
from annotator.domain.language import tr


@dataclass(frozen=True, eq=False)
class Coincidences:
    """What alpha is made of, unit by unit.

    ``first`` and ``second`` are two different values of the unit ``at``, and ``weights`` their
    coincidences in both orders, 2·n_c·n_k / (m - 1) of a unit with m values. ``code`` and ``count``
    are the values of unit ``unit``. Units with fewer than two values are left out.
    """

    first: Integers
    second: Integers
    weights: Numbers
    at: Integers
    code: Integers
    count: Numbers
    unit: Integers

    def totals(self, size: int) -> Numbers:
        """How often each of ``size`` categories was given in units that can be compared."""
        return tally(self.code, self.count, size)


def coincidences(ratings: Ratings) -> Coincidences:
    """The coincidences of ratings (Krippendorff 2011, section C)."""
    given = ratings.given
    kept = given.sizes[given.units] >= 2
    first, second = given.pairs()
    at = given.units[first]
    many = given.counts[first] * given.counts[second] / (given.sizes[at] - 1)
    return Coincidences(
        first=given.codes[first],
        second=given.codes[second],
        weights=2 * many * ratings.weights[at],
        at=at,
        code=given.codes[kept],
        count=(given.counts * ratings.weights[given.units])[kept],
        unit=given.units[kept],
    )


def krippendorff_alpha(ratings: Ratings, scale: Scale = NOMINAL) -> Figure:
    """Agreement above chance: 1 is perfect, 0 what chance would give, below 0 worse than chance.

    α = 1 - (n - 1) · Σ o_ck δ_ck / Σ n_c n_k δ_ck, with o the coincidences within units, n_c how
    often value c was given in units with two values or more, n their sum and δ the distance of the
    scale: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", sections C and D;
    Krippendorff (2019), "Content Analysis", 4th ed., chapter 12. ``n`` of the figure counts these
    units. Undefined without such a unit, where all their values are alike, and where the scale
    cannot compare the values.
    """
    found = coincidences(ratings)
    if not found.unit.size:
        return no_pairs()
    if not _whole(ratings.weights):
        return undefined(tr("Alpha needs counts of units; shares do not say how many."))
    try:
        return _alpha(ratings, found, scale)
    except AgreementError as error:
        return undefined(str(error), ratings.pairable)


def _alpha(ratings: Ratings, found: Coincidences, scale: Scale) -> Figure:
    totals = found.totals(len(ratings.categories))
    apart = distance(scale, ratings.categories, totals)
    observed = float(found.weights @ apart.between(found.first, found.second))
    expected = float(apart.cross(totals, totals))
    if expected <= 0:
        return no_variation(ratings.pairable)
    return Figure(1 - (float(totals.sum()) - 1) * observed / expected, ratings.pairable)


def _whole(weights: Numbers) -> bool:
    return bool((weights == np.rint(weights)).all())
