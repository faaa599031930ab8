"""How far values are apart: sets, hierarchical codes, and sums over all pairs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.coefficients import code_tree, set_distances
from annotator.agreement.coefficients.distances import LEVELS, Scale, distance

SETS = st.frozensets(st.sampled_from("abcd"))


def masi(a, b):
    if a == b:
        return 0
    shared = Fraction(len(a & b), len(a | b))
    return 1 - shared * (Fraction(2, 3) if a <= b or b <= a else Fraction(1, 3))


def four_steps(a, b):
    if a == b:
        return 0
    return Fraction(1 if a <= b or b <= a else 2 if a & b else 3, 3)


@given(SETS, SETS)
def test_sets_are_apart_as_defined(a, b):
    for table, expected in (
        (set_distances.masi, masi(a, b)),
        (set_distances.jaccard, 1 - Fraction(len(a & b), len(a | b)) if a | b else 0),
        (set_distances.passonneau2004, four_steps(a, b)),
    ):
        apart = table([a, b])
        assert apart[0, 1] == apart[1, 0] == pytest.approx(float(expected))
        assert apart[0, 0] == apart[1, 1] == 0


def test_one_code_is_the_set_of_it():
    assert set_distances.masi(["a", frozenset("a"), frozenset("ab")])[0].tolist() == [
        0,
        0,
        pytest.approx(2 / 3),
    ]


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("1951", "1952", 2),
        ("195", "193", 2),
        ("0311", "1951", 6),
        ("19", "1951", 2),
        ("195", "195", 0),
        ("19", "04", 2),
        ("190", "193", 2),
        (190, "190", 0),
        ("7", "71", 2),
    ],
)
def test_paths_go_through_the_common_ancestor(one, other, steps):
    assert code_tree.path_lengths([one, other])[0, 1] == steps


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("190", "193", 2 / 3), ("193", "1931", 1 / 3), ("19", "190", 0), ("042", "190", 1)],
)
def test_levels_are_compared_one_by_one(one, other, share):
    assert code_tree.level_shares([one, other])[0, 1] == pytest.approx(share)


def test_levels_can_be_chosen():
    assert code_tree.level_shares(["193", "1931"], (2, 3))[0, 1] == 0


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=6, unique=True),
    st.lists(st.lists(st.integers(0, 5), min_size=6, max_size=6), min_size=1, max_size=3),
)
@pytest.mark.parametrize("level", LEVELS)
def test_sums_over_all_pairs_are_those_of_the_pairs(level, values, counts):
    totals = np.array(counts, float)[:, : len(values)]
    size = len(values)
    weights = tuple(tuple(float(abs(a - b) % 7) for b in values) for a in values)
    apart = distance(Scale(level, tuple(values), weights), values, totals[0])
    first, second = np.repeat(np.arange(size), size), np.tile(np.arange(size), size)
    pairs = apart.between(first, second).reshape(size, size)
    expected = [row @ pairs @ totals[0] for row in totals]
    assert np.allclose(apart.cross(totals, np.broadcast_to(totals[0], totals.shape)), expected)
    assert (np.diagonal(pairs) == 0).all()
