"""Percent agreement, and the coefficients of Cohen, Light, Scott, Fleiss and Gwet."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np

from annotator.agreement.coefficients import distances
from annotator.agreement.coefficients.distances import NOMINAL, Distance, Scale
from annotator.agreement.figures import AgreementError, Figure, no_pairs, no_variation, undefined
from annotator.agreement.ratings import Integers, Numbers, Ratings, per_value, tally
from annotator.domain.language import tr


def percent_agreement(ratings: Ratings) -> Figure:
    """Share of pairs of values that are alike, each value being as much as any other.

    Σ n_c(n_c - 1) / (m - 1), divided by Σ m, over units with n_c coders giving c and m giving any,
    two at least: what is observed by alpha's coincidences, 1 - D_o of Krippendorff (2011),
    "Computing Krippendorff's Alpha-Reliability", section C. Where all units have as many values it
    is the plain share of pairs; for two coders that of Holsti (1969), "Content Analysis for the
    Social Sciences", p. 140. ``n`` counts the pairs. Undefined without a unit that has two values.
    """
    alike, pairs = _pairs_of_units(ratings)
    parts, wholes = per_value(alike, ratings.given.sizes)
    total = float(wholes @ ratings.weights)
    if not total:
        return no_pairs()
    number = round(float(pairs @ ratings.weights) / 2)
    return Figure(float(parts @ ratings.weights) / total, number)


def percent_agreement_unit_mean(ratings: Ratings) -> Figure:
    """Mean over units of the share of pairs of values that are alike.

    Units with fewer than two values are left out; each other counts the same, however many coders
    it had: Gwet (2014), "Handbook of Inter-Rater Reliability", 4th ed., chapter 2. ``n`` counts
    the units. Undefined without a unit that has two values.
    """
    if not ratings.pairable:
        return no_pairs()
    return Figure(_unit_mean(ratings), ratings.pairable)


def cohen_kappa(ratings: Ratings) -> Figure:
    """Agreement of two coders above what their own habits would give by chance.

    κ = (p_o - p_e) / (1 - p_e), p_e from each coder's own distribution: Cohen (1960), "A
    coefficient of agreement for nominal scales", p. 40. Units that only one has coded are left out;
    ``n`` counts the rest. Of more than two coders it is the mean over pairs, Light's kappa.
    Undefined without common units, and where both gave one and the same value throughout.
    """
    return mean_pairwise_cohen_kappa(ratings)


def cohen_kappa_weighted(ratings: Ratings, weights: str, scale: Scale = NOMINAL) -> Figure:
    """Cohen's kappa where some disagreements are worse than others.

    κ_w = 1 - Σ v_ij o_ij / Σ v_ij e_ij with disagreement weights v: Cohen (1968), "Weighted kappa",
    p. 215. ``weights`` is "linear" (v = how many steps the two are apart), "quadratic" (its square)
    or "custom" (of the scale). Steps are those from category to category, as in Cicchetti & Allison
    (1971) and Fleiss & Cohen (1973): from label to label of the scale; without labels values are
    numbers, and a step is from one to the next higher one that was given (so R's irr and psych).
    Undefined as Cohen's kappa is, and where the values cannot be compared so.
    """
    try:
        apart = _weighting(ratings, weights, scale)
    except AgreementError as error:
        return undefined(str(error))
    return _over_pairs(ratings, lambda first, second: _cohen(ratings, first, second, apart))


def mean_pairwise_cohen_kappa(ratings: Ratings) -> Figure:
    """Light's kappa: the mean of Cohen's kappa over all pairs of coders.

    Light (1971), "Measures of response agreement for qualitative data". Pairs for which
    kappa is undefined are left out, and the remark says how many. ``n`` counts units of pairs.
    Undefined where it is so for every pair.
    """
    apart = distances.Nominal()
    return _over_pairs(ratings, lambda first, second: _cohen(ratings, first, second, apart))


def scott_pi(ratings: Ratings) -> Figure:
    """Agreement of two coders above what their common distribution would give by chance.

    π = (p_o - p_e) / (1 - p_e), p_e = Σ (n_c / 2n)² over both coders' values: Scott (1955),
    "Reliability of content analysis", p. 323. Units that only one has coded are left out. Of more
    than two coders it is Fleiss' kappa, its generalisation. Undefined without common units, and
    where all values are alike.
    """
    if len(ratings.active) > 2:
        return fleiss_kappa(ratings)
    return _over_pairs(ratings, lambda first, second: _scott(ratings, first, second))


def fleiss_kappa(ratings: Ratings) -> Figure:
    """Agreement of any number of coders above what their common distribution would give by chance.

    κ = (p_a - p_e) / (1 - p_e): Fleiss (1971), "Measuring nominal scale agreement among many
    raters", p. 379. With values missing, p_a is the mean over units with two values or more, and
    p_e = Σ π_c² with π_c the mean over all coded units of the share that gave c: Gwet (2014),
    "Handbook of Inter-Rater Reliability", 4th ed., chapter 2. Undefined without a unit that has two
    values, and where all values are alike.
    """
    shares = _shares(ratings)
    if not ratings.pairable:
        return no_pairs()
    if np.count_nonzero(shares) < 2:
        return no_variation(ratings.pairable)
    return _above_chance(_unit_mean(ratings), float(shares @ shares), ratings)


def gwet_ac1(ratings: Ratings, categories: int | None = None) -> Figure:
    """Agreement above chance where chance is small if one value is very common.

    AC1 = (p_a - p_e) / (1 - p_e), p_e = Σ π_c(1 - π_c) / (q - 1): Gwet (2008), "Computing
    inter-rater reliability and its variance in the presence of high agreement"; with values missing
    as in Gwet (2014), chapter 2. ``categories`` is q, how many there are to choose from; if it is
    not said, as many as were given. Undefined without a unit that has two values, and with one
    category only.
    """
    shares = _shares(ratings)
    size = max(categories or 0, int(np.count_nonzero(shares)))
    if not ratings.pairable:
        return no_pairs()
    if size < 2:
        return undefined(tr("There is only one category to choose from."), ratings.pairable)
    return _above_chance(_unit_mean(ratings), float(shares @ (1 - shares)) / (size - 1), ratings)


def _above_chance(observed: float, chance: float, ratings: Ratings) -> Figure:
    return Figure((observed - chance) / (1 - chance), ratings.pairable)


def _pairs_of_units(ratings: Ratings) -> tuple[Numbers, Numbers]:
    """For each unit: ordered pairs of values that are alike, and all of them."""
    given = ratings.given
    alike = tally(given.units, given.counts * (given.counts - 1), len(given.sizes))
    return alike, given.sizes * (given.sizes - 1)


def _unit_mean(ratings: Ratings) -> float:
    alike, pairs = _pairs_of_units(ratings)
    kept = pairs > 0
    weights = ratings.weights[kept]
    return float((alike[kept] / pairs[kept]) @ weights / weights.sum())


def _shares(ratings: Ratings) -> Numbers:
    """Of each category, the mean over coded units of the share of coders who gave it."""
    given = ratings.given
    weights = given.counts / given.sizes[given.units] * ratings.weights[given.units]
    total = ratings.weights[given.sizes > 0].sum()
    sums = tally(given.codes, weights, max(1, len(ratings.categories)))
    return sums / total if total else sums


def _over_pairs(ratings: Ratings, statistic: Callable[[int, int], Figure]) -> Figure:
    """The mean of a figure over all pairs of coders for which it is defined."""
    pairs = [statistic(first, second) for first, second in combinations(ratings.active.tolist(), 2)]
    if len(pairs) < 2:
        return pairs[0] if pairs else undefined(tr("Fewer than two coders gave any value."))
    values = [figure.value for figure in pairs if figure.value is not None]
    if not values:
        return undefined(tr("No pair of coders has one: {reason}").format(reason=pairs[0].reason))
    left_out = len(pairs) - len(values)
    remark = tr("Pairs of coders left out, as theirs is undefined: {left_out} of {all}.")
    said = remark.format(left_out=left_out, all=len(pairs))
    n = sum(figure.n for figure in pairs if figure.value is not None)
    return Figure(float(np.mean(values)), n, remark=said if left_out else "")


def _cohen(ratings: Ratings, first: int, second: int, apart: Distance) -> Figure:
    a, b, weights = _common(ratings, first, second)
    if not a.size:
        return no_pairs()
    size, n = len(ratings.categories), float(weights.sum())
    observed = float(weights @ apart.between(a, b))
    expected = float(apart.cross(tally(a, weights, size), tally(b, weights, size))) / n
    if expected <= 0:
        return no_variation(round(n))
    return Figure(1 - observed / expected, round(n))


def _scott(ratings: Ratings, first: int, second: int) -> Figure:
    a, b, weights = _common(ratings, first, second)
    if not a.size:
        return no_pairs()
    size, n = len(ratings.categories), float(weights.sum())
    both = tally(a, weights, size) + tally(b, weights, size)
    expected = float(distances.Nominal().cross(both, both)) / (4 * n)
    if expected <= 0:
        return no_variation(round(n))
    return Figure(1 - float(weights[a != b].sum()) / expected, round(n))


def _common(ratings: Ratings, first: int, second: int) -> tuple[Integers, Integers, Numbers]:
    """What two coders gave to the units both have coded, and what each unit counts."""
    a, b = ratings.codes[:, first], ratings.codes[:, second]
    kept = (a >= 0) & (b >= 0)
    return a[kept], b[kept], ratings.weights[kept]


def _weighting(ratings: Ratings, weights: str, scale: Scale) -> Distance:
    if weights == "custom":
        return distances.Table(distances.disagreements(scale, ratings.categories))
    if weights not in _STEPS:
        raise AgreementError(tr("There are no weights “{name}”.").format(name=weights))
    places = distances.order(scale, ratings.categories)
    if not scale.labels:
        places = np.unique(places, return_inverse=True)[1].astype(float)
    return _STEPS[weights](places)


def _linear(places: Numbers) -> Distance:
    return distances.Compared(places, lambda first, second: np.abs(first - second))


_STEPS: dict[str, Callable[[Numbers], Distance]] = {
    "linear": _linear,
    "quadratic": distances.Squares,
}
WEIGHTS = ("custom", *_STEPS)
"""The ways disagreements are weighted, by their names."""
