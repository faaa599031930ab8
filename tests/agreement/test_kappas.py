"""Percent agreement and the kappas, against their definitions worked out slowly."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import ratings
from annotator.agreement.coefficients import kappas
from annotator.agreement.coefficients.distances import Scale
from tests.agreement import reliability
from tests.agreement.reliability import close, matrices

ALL = (
    kappas.percent_agreement,
    kappas.percent_agreement_unit_mean,
    kappas.cohen_kappa,
    kappas.mean_pairwise_cohen_kappa,
    kappas.scott_pi,
    kappas.fleiss_kappa,
    kappas.gwet_ac1,
)


def made(matrix):
    return ratings.from_matrix(matrix)


@given(matrices("abc"))
def test_percent_agreement_is_the_share_of_pairs(matrix):
    found = kappas.percent_agreement(made(matrix)).value
    assert close(found, reliability.share_of_pairs(matrix))


@given(matrices("abc"))
def test_the_mean_over_units_counts_each_unit_once(matrix):
    found = kappas.percent_agreement_unit_mean(made(matrix)).value
    assert close(found, reliability.unit_mean(matrix))


@given(matrices("abcd"))
def test_fleiss_is_as_defined_and_takes_missing_values(matrix):
    assert close(kappas.fleiss_kappa(made(matrix)).value, reliability.fleiss(matrix))


@given(matrices("abcd"), st.integers(0, 6))
def test_gwet_is_as_defined_over_the_categories_there_are(matrix, categories):
    size = max(categories, len({v for row in matrix for v in row} - {None}))
    found = kappas.gwet_ac1(made(matrix), categories).value
    assert close(found, reliability.gwet(matrix, size))


@given(matrices("abc", coders=(2, 2)))
def test_cohen_and_scott_of_two_coders_are_as_defined(matrix):
    unlike = reliability.cohen(*matrix, lambda a, b: a != b)
    assert close(kappas.cohen_kappa(made(matrix)).value, unlike)
    assert close(kappas.scott_pi(made(matrix)).value, reliability.scott(*matrix))


@given(matrices((1, 2, 3, 5), coders=(2, 2)))
def test_weights_are_steps_or_their_squares(matrix):
    values = sorted({value for row in matrix for value in row} - {None})
    steps = values.index
    linear = reliability.cohen(*matrix, lambda a, b: abs(steps(a) - steps(b)))
    quadratic = reliability.cohen(*matrix, lambda a, b: (steps(a) - steps(b)) ** 2)
    assert close(kappas.cohen_kappa_weighted(made(matrix), "linear").value, linear)
    assert close(kappas.cohen_kappa_weighted(made(matrix), "quadratic").value, quadratic)


@given(matrices("abc", coders=(2, 2)))
def test_own_weights_are_taken_as_they_are(matrix):
    weights = {("a", "b"): 2, ("a", "c"): 5, ("b", "c"): 1}
    table = [[weights.get((a, b), weights.get((b, a), 0)) for b in "cab"] for a in "cab"]
    scale = Scale("custom", tuple("cab"), tuple(map(tuple, table)))
    expected = reliability.cohen(
        *matrix, lambda a, b: 0 if a == b else weights[tuple(sorted((a, b)))]
    )
    assert close(kappas.cohen_kappa_weighted(made(matrix), "custom", scale).value, expected)


def test_words_are_weighed_by_their_order():
    words = [["low", "high", "middle", "low"], ["low", "middle", "middle", "high"]]
    numbers = [[1, 3, 2, 1], [1, 2, 2, 3]]
    scale = Scale("linear", ("low", "middle", "high"))
    expected = kappas.cohen_kappa_weighted(made(numbers), "linear").value
    assert kappas.cohen_kappa_weighted(made(words), "linear", scale).value == expected
    assert "order" in kappas.cohen_kappa_weighted(made(words), "linear").reason
    assert "“cubic”" in kappas.cohen_kappa_weighted(made(words), "cubic").reason


@given(matrices("abc", coders=(3, 4)))
def test_light_is_the_mean_of_the_pairs_that_have_a_kappa(matrix):
    coders = [row for row in matrix if any(row)]
    pairs = [reliability.cohen(a, b, lambda x, y: x != y) for a, b in combinations(coders, 2)]
    defined = [value for value in pairs if value is not None]
    found = kappas.mean_pairwise_cohen_kappa(made(matrix))
    assert close(found.value, sum(defined) / len(defined) if defined else None)
    assert bool(found.remark) == (0 < len(defined) < len(pairs))
    assert kappas.cohen_kappa(made(matrix)) == found


def test_pairs_left_out_are_said():
    figure = kappas.mean_pairwise_cohen_kappa(made([["a", "b"], ["a", "b"], ["a", None]]))
    assert (figure.value, figure.n) == (1, 2)
    assert figure.remark == "Pairs of coders left out, as theirs is undefined: 2 of 3."


@given(matrices("abc"), st.randoms(use_true_random=False))
@pytest.mark.parametrize("statistic", ALL)
def test_order_and_labels_change_nothing(statistic, matrix, rng):
    order, coders = list(range(len(matrix[0]))), list(range(len(matrix)))
    rng.shuffle(order)
    rng.shuffle(coders)
    named = {"a": 9, "b": "z", "c": "a", None: None}
    moved = [[named[matrix[coder][unit]] for unit in order] for coder in coders]
    before, after = statistic(made(matrix)), statistic(made(moved))
    assert close(after.value, before.value)
    assert after.n == before.n


@given(matrices("abc", coders=(1, 1), missing=False))
@pytest.mark.parametrize("statistic", ALL)
def test_perfect_agreement_is_1_or_undefined(statistic, matrix):
    figure = statistic(made(matrix * 3))
    varied = len(set(matrix[0])) > 1 or statistic.__name__.startswith("percent")
    assert figure.value == (1 if varied else None)


@pytest.mark.parametrize("statistic", ALL)
@pytest.mark.parametrize("matrix", [[], [[]], [["a", "b"]], [["a", None], [None, "b"]], [[None]]])
def test_nothing_coded_twice_is_undefined_with_a_reason(statistic, matrix):
    figure = statistic(made(matrix))
    assert (figure.value, figure.n) == (None, 0)
    assert figure.reason.endswith(".")


def test_scott_of_more_coders_is_fleiss():
    matrix = [["a", "b", "a", "c"], ["a", "b", "b", "c"], ["b", "b", "a", None]]
    assert kappas.scott_pi(made(matrix)) == kappas.fleiss_kappa(made(matrix))
    two = [matrix[0], [None] * 4, matrix[1]]  # who gave nothing is no coder
    assert kappas.scott_pi(made(two)) == kappas.scott_pi(made([matrix[0], matrix[1]]))


def test_gwet_of_one_given_category_among_several_is_defined():
    matrix = [["a"] * 4, ["a"] * 4]
    assert kappas.gwet_ac1(made(matrix), 3).value == 1
    assert "one category" in kappas.gwet_ac1(made(matrix)).reason


def test_a_table_of_shares_gives_the_kappa_of_its_counts():
    counts, shares = [[20, 5], [10, 15]], [[0.4, 0.1], [0.2, 0.3]]
    for statistic in ALL:
        found = statistic(ratings.from_contingency(shares)).value
        assert found == pytest.approx(statistic(ratings.from_contingency(counts)).value)
    assert kappas.cohen_kappa(ratings.from_contingency(counts)).value == pytest.approx(0.4)


def test_rows_of_a_table_are_the_first_coder():
    weights = ((0, 1), (3, 0))
    scale = Scale("custom", (0, 1), weights)
    found = kappas.cohen_kappa_weighted(ratings.from_contingency([[4, 2], [1, 3]]), "custom", scale)
    expected = 1 - 10 * (2 * 1 + 1 * 3) / (6 * 5 * 1 + 4 * 5 * 3)
    assert found.value == pytest.approx(expected)
