"""One-to-one pairing with the greatest weight, against trying every pairing there is."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.assignment import assign

unhurried = settings(deadline=None)  # a busy machine is no failure

SIZES = st.integers(0, 5)


@st.composite
def some_weights(draw, levels=2, most=4):
    rows, columns = draw(SIZES), draw(SIZES)
    weights = {}
    for row in range(rows):
        for column in range(columns):
            weight = draw(st.tuples(*[st.integers(0, most)] * levels))
            if any(weight):
                weights[row, column] = weight
    return weights


def total(pairs, weights):
    return tuple(map(sum, zip(*(weights[pair] for pair in pairs), strict=True)))


def greatest(weights):
    """Every way to give each row its own column or none, and the greatest total of these."""
    rows = sorted({row for row, _ in weights})
    columns = [*sorted({column for _, column in weights}), *[None] * len(rows)]
    totals = []
    for given_to in set(permutations(columns, len(rows))):
        pairs = [p for p in zip(rows, given_to, strict=True) if p in weights]
        totals.append(total(pairs, weights))
    return max(totals)


@unhurried
@given(some_weights())
def test_no_other_pairing_weighs_more(weights):
    pairs = assign(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert total(pairs, weights) == (greatest(weights) if weights else ())


@unhurried
@given(some_weights(), st.randoms(use_true_random=False))
def test_the_order_of_the_weights_changes_nothing(weights, shuffled):
    edges = list(weights)
    shuffled.shuffle(edges)
    assert assign({edge: weights[edge] for edge in edges}) == assign(weights)


def test_no_other_pairing_weighs_more_where_all_may_pair():
    draw = random.Random(3)
    for _ in range(100):
        weights = {(r, c): (draw.randint(0, 20), 1) for r in range(4) for c in range(5)}
        assert total(assign(weights), weights) == greatest(weights)


def test_nothing_to_pair():
    assert assign({}) == []


def test_a_later_level_only_breaks_ties():
    assert assign({(0, 0): (2, 0), (0, 1): (1, 99)}) == [(0, 0)]
    assert assign({(0, 0): (2, 0), (0, 1): (2, 1)}) == [(0, 1)]


def test_two_lighter_pairs_may_weigh_more_than_the_heaviest():
    assert assign({(0, 0): (5,), (0, 1): (4,), (1, 0): (4,)}) == [(0, 1), (1, 0)]


@pytest.mark.timeout(30)  # a tenth of a second; trying every pairing would never end
def test_a_large_article_is_settled():
    draw = random.Random(1)
    weights = {(r, c): (draw.randint(1, 1 << 30), 1) for r in range(120) for c in range(130)}
    assert len(assign(weights)) == 120
