"""What the tests of coefficients share: random ratings, and the definitions worked out slowly."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations

from hypothesis import strategies as st


def matrices(values, *, coders=(2, 4), units=(1, 10), missing=True):
    """Coders × units, with None where a coder gave no value."""
    entry = st.sampled_from(values)
    entry = st.none() | entry if missing else entry
    return st.tuples(st.integers(*coders), st.integers(*units)).flatmap(
        lambda size: st.lists(
            st.lists(entry, min_size=size[1], max_size=size[1]),
            min_size=size[0],
            max_size=size[0],
        )
    )


def by_units(matrix):
    """The values of each unit that has two or more."""
    units = [[v for v in unit if v is not None] for unit in zip(*matrix, strict=True)]
    return [unit for unit in units if len(unit) > 1]


def alpha_by_pairs(matrix, delta):
    """Alpha as it is defined: mean difference within units over mean difference of all values."""
    units = by_units(matrix)
    values = [value for unit in units for value in unit]
    n = len(values)
    observed = sum(
        sum(Fraction(delta(a, b)) for a, b in permutations(unit, 2)) / (len(unit) - 1)
        for unit in units
    )
    expected = sum(Fraction(delta(a, b)) for a, b in permutations(values, 2))
    return None if not expected else float(1 - (n - 1) * observed / expected)


def ordinal(matrix):
    """The ordinal difference of Krippendorff (2011), by the counts of the values between."""
    counts = Counter(value for unit in by_units(matrix) for value in unit)

    def delta(a, b):
        low, high = sorted((a, b))
        between = sum(count for value, count in counts.items() if low <= value <= high)
        return (between - Fraction(counts[a] + counts[b], 2)) ** 2

    return delta


def share_of_pairs(matrix):
    """The share of pairs that are alike, each weighing 1 / (m - 1) in a unit of m values."""
    pairs = [
        (a == b, Fraction(1, len(unit) - 1))
        for unit in by_units(matrix)
        for a, b in combinations(unit, 2)
    ]
    alike = sum(weight for same, weight in pairs if same)
    return float(alike / sum(weight for _, weight in pairs)) if pairs else None


def unit_mean(matrix):
    shares = [
        Fraction(sum(a == b for a, b in pairs), len(pairs))
        for pairs in (list(combinations(unit, 2)) for unit in by_units(matrix))
    ]
    return sum(shares) / len(shares) if shares else None


def mean_shares(matrix):
    """Of each value, the mean over coded units of the share of coders who gave it."""
    units = [[v for v in unit if v is not None] for unit in zip(*matrix, strict=True)]
    units = [unit for unit in units if unit]
    shares = Counter()
    for unit in units:
        for value, count in Counter(unit).items():
            shares[value] += Fraction(count, len(unit) * len(units))
    return shares


def above_chance(observed, chance):
    return None if observed is None or chance == 1 else float((observed - chance) / (1 - chance))


def fleiss(matrix):
    return above_chance(unit_mean(matrix), sum(s * s for s in mean_shares(matrix).values()))


def gwet(matrix, size):
    shares = mean_shares(matrix).values()
    if size < 2:
        return None
    return above_chance(unit_mean(matrix), sum(s * (1 - s) for s in shares) / (size - 1))


def cohen(first, second, weight):
    """Cohen's weighted kappa of two coders by all pairs of their values."""
    common = [(a, b) for a, b in zip(first, second, strict=True) if None not in (a, b)]
    observed = sum(Fraction(weight(a, b)) for a, b in common)
    expected = sum(Fraction(weight(a, b)) for a, _ in common for _, b in common)
    return None if not expected else float(1 - observed * len(common) / expected)


def scott(first, second):
    common = [(a, b) for a, b in zip(first, second, strict=True) if None not in (a, b)]
    if not common:
        return None
    counts = Counter(value for pair in common for value in pair)
    chance = sum(Fraction(count, 2 * len(common)) ** 2 for count in counts.values())
    return above_chance(Fraction(sum(a == b for a, b in common), len(common)), chance)


def close(value, expected):
    """Whether a figure is the expected one, undefined where that is None."""
    if value is None or expected is None:
        return value is expected
    return abs(value - expected) < 1e-9
