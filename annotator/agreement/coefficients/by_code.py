"""Code by code: how far coders agree on one code, and what they take for one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.alpha import coincidences
from annotator.agreement.figures import Figure, no_variation
from annotator.agreement.ratings import Ratings, Value, tally


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two values that coders gave to the same unit, how many pairs of coders, and which units."""

    one: Value
    other: Value
    count: int
    units: tuple[Hashable, ...]


def alpha_by_code(ratings: Ratings) -> dict[Value, Figure]:
    """For each value, Krippendorff's alpha of giving it or any other.

    Krippendorff (2011), section C, with all other values as one: α_c = 1 - (n - 1) · o_c / e_c with
    o_c = Σ n_uc(m_u - n_uc) / (m_u - 1) over units u with m_u values, n_uc of them c, and
    e_c = n_c(n - n_c). ``n`` of a figure counts the units in which a coder gave the value. Values
    that no unit with two values has are left out; undefined where there is no other value.
    """
    found, size = coincidences(ratings), len(ratings.categories)
    totals = found.totals(size)
    missed = tally(found.first, found.weights / 2, size) + tally(
        found.second, found.weights / 2, size
    )
    units = tally(found.code, ratings.weights[found.unit], size)
    every = float(totals.sum())
    return {
        ratings.categories[code]: _figure(totals[code], missed[code], every, round(units[code]))
        for code in np.flatnonzero(totals).tolist()
    }


def confusions(ratings: Ratings) -> list[Confusion]:
    """Which two values coders gave to the same units, the most frequent first.

    A unit to which two coders gave one value and a third another counts twice, as two pairs of
    coders differ. Which coder gave which does not matter.
    """
    given = ratings.given
    first, second = given.pairs()
    counts: dict[tuple[int, int], float] = defaultdict(float)
    units: dict[tuple[int, int], list[Hashable]] = defaultdict(list)
    often = given.counts[first] * given.counts[second] * ratings.weights[given.units[first]]
    listed = zip(given.codes[first], given.codes[second], given.units[first], often, strict=True)
    for one, other, unit, count in listed:
        counts[one, other] += count
        units[one, other].append(ratings.units[unit])
    pairs = sorted(counts, key=lambda pair: (-counts[pair], pair))
    name = ratings.categories
    return [
        Confusion(name[one], name[other], round(counts[one, other]), tuple(units[one, other]))
        for one, other in pairs
    ]


def _figure(total: float, missed: float, every: float, units: int) -> Figure:
    if total == every:
        return no_variation(units)
    return Figure(1 - (every - 1) * missed / (total * (every - total)), units)
