"""Krippendorff's alpha: against its definition, and what must not change it."""

from __future__ import annotations

import random
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import ratings
from annotator.agreement.coefficients.alpha import krippendorff_alpha
from annotator.agreement.coefficients.distances import LEVELS, Scale
from tests.agreement.reliability import alpha_by_pairs, close, matrices, ordinal

NUMBERS = (0, 1, 2, 3, 7)
CODES = ("19", "190", "193", "195", "1951", "042", "0311")


def alpha(matrix, level="nominal", **options):
    return krippendorff_alpha(ratings.from_matrix(matrix), Scale(level, **options))


@given(matrices("abc"))
def test_nominal_is_as_defined(matrix):
    assert close(alpha(matrix).value, alpha_by_pairs(matrix, lambda a, b: a != b))


@given(matrices(NUMBERS))
def test_ordinal_is_as_defined(matrix):
    assert close(alpha(matrix, "ordinal").value, alpha_by_pairs(matrix, ordinal(matrix)))


@given(matrices(NUMBERS))
def test_interval_is_as_defined(matrix):
    expected = alpha_by_pairs(matrix, lambda a, b: (a - b) ** 2)
    assert close(alpha(matrix, "interval").value, expected)


@given(matrices(NUMBERS))
def test_ratio_is_as_defined(matrix):
    expected = alpha_by_pairs(matrix, lambda a, b: ((a - b) / (a + b)) ** 2 if a + b else 0)
    assert close(alpha(matrix, "ratio").value, expected)


@given(matrices(CODES))
def test_levels_pool_the_digits(matrix):
    def differs(a, b):
        return sum(a.ljust(4, "0")[:k] != b.ljust(4, "0")[:k] for k in (2, 3, 4))

    assert close(alpha(matrix, "cameo_levels").value, alpha_by_pairs(matrix, differs))


def test_words_in_their_order_are_as_numbers():
    words = ("low", "middle", "high")
    matrix = [[0, 1, 2, 2, 0], [0, 2, 2, 1, None]]
    spoken = [[None if v is None else words[v] for v in row] for row in matrix]
    assert alpha(spoken, "ordinal", labels=words).value == alpha(matrix, "ordinal").value
    assert "order" in alpha(spoken, "ordinal").reason


@given(matrices("abc"), st.randoms(use_true_random=False))
@pytest.mark.parametrize("level", ["nominal", "set_masi", "set_jaccard"])
def test_order_and_labels_change_nothing(level, matrix, rng):
    order, coders = list(range(len(matrix[0]))), list(range(len(matrix)))
    rng.shuffle(order)
    rng.shuffle(coders)
    named = {"a": "z", "b": "é", "c": "b", None: None}
    moved = [[named[matrix[coder][unit]] for unit in order] for coder in coders]
    before, after = alpha(matrix, level), alpha(moved, level)
    assert close(after.value, before.value)
    assert (after.n, after.reason) == (before.n, before.reason)


@given(matrices("abc"))
def test_doubled_data_change_the_small_sample_term_only(matrix):
    once, twice = alpha(matrix).value, alpha([row * 2 for row in matrix]).value
    if once is None:
        assert twice is None
    else:
        units = [[v for v in unit if v] for unit in zip(*matrix, strict=True)]
        n = sum(len(unit) for unit in units if len(unit) > 1)
        assert twice == pytest.approx(1 - (1 - once) * (2 * n - 1) / (2 * n - 2))


@given(matrices(CODES, coders=(1, 1), units=(2, 8), missing=False))
@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio", "cameo_path_squared"])
def test_perfect_agreement_is_1_where_anything_varies(level, matrix):
    figure = alpha(matrix * 3, level)
    same = {"190": "19"} if level == "cameo_levels" else {}
    values = {same.get(v, v) if level.startswith(("nom", "cam")) else float(v) for v in matrix[0]}
    assert figure.value == (1 if len(values) > 1 else None)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "matrix", [[], [[]], [[], []], [[1, 2]], [[1, None], [None, 2]], [[None], [None]]]
)
def test_nothing_coded_twice_is_undefined(level, matrix):
    figure = alpha(matrix, level)
    assert (figure.value, figure.n) == (None, 0)
    assert figure.reason == "No unit has values of two coders."


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio", "set_masi"])
def test_one_value_throughout_is_undefined_not_1(level):
    figure = alpha([[0.1] * 7, [0.1] * 7, [0.1] * 6 + [None]], level)
    assert (figure.value, figure.n) == (None, 7)
    assert "chance" in figure.reason


@pytest.mark.parametrize("count", range(2, 60))
def test_one_value_is_undefined_however_it_rounds(count):
    matrix = [[0.1] * count + [0.7], [0.1] * count + [None]]
    assert alpha(matrix, "interval").value is None
    assert alpha(matrix, "ordinal").value is None


def test_a_custom_scale_knows_no_first_coder():
    weights = ((0, 1, 4), (3, 0, 1), (2, 5, 0))
    matrix = [[1, 2, 3, 1, 2], [1, 3, 3, 2, 1]]
    expected = alpha_by_pairs(matrix, lambda a, b: weights[a - 1][b - 1])
    for rows in (matrix, matrix[::-1]):
        found = alpha(rows, "custom", labels=(1, 2, 3), disagreement=weights)
        assert found.value == pytest.approx(expected)


def test_values_that_a_scale_cannot_compare_are_undefined():
    assert "“a” is not a number" in alpha([["a", "b"], ["a", "a"]], "interval").reason
    assert "below" in alpha([[-1, 2], [1, 2]], "ratio").reason
    assert "labels" in alpha([[1, 2], [1, 1]], "custom").reason
    assert "not a number" in alpha([["1e999", 2], [1, 2]], "interval").reason
    assert "no level “circular”" in alpha([[1, 2], [1, 1]], "circular").reason


def test_a_custom_scale_weighs_each_two_labels():
    matrix = [[1, 2, 3, 1, 2], [1, 3, 3, 2, 2]]
    weights = ((0, 1, 4), (1, 0, 1), (4, 1, 0))
    custom = alpha(matrix, "custom", labels=(3, 2, 1), disagreement=weights)
    assert close(custom.value, alpha(matrix, "interval").value)
    unfit = ((1, 1, 1), (1, 1, 1), (1, 1, 1))
    assert "0 apart" in alpha(matrix, "custom", labels=(1, 2, 3), disagreement=unfit).reason


def test_codes_are_text():
    assert alpha([["042", "10"], ["42", "10"]]).value == pytest.approx(0.4)
    assert alpha([["042", "10"], ["042", "10"]]).value == 1


def test_far_numbers_are_as_near_ones():
    near = [[1, 2, 3, 4, 4], [1, 2, 3, 4, 5]]
    far = [[v + 10**9 for v in row] for row in near]
    assert alpha(far, "interval").value == pytest.approx(alpha(near, "interval").value, abs=1e-9)


def test_a_contingency_table_is_as_its_units():
    table = [[3, 1], [0, 2]]
    matrix = [["x"] * 4 + ["y"] * 2, ["x"] * 3 + ["y"] * 3]
    found = krippendorff_alpha(ratings.from_contingency(table, ["x", "y"]))
    assert found == alpha(matrix)
    shares = krippendorff_alpha(ratings.from_contingency([[0.5, 0], [0.25, 0.25]]))
    assert "counts" in shares.reason


@pytest.mark.parametrize(
    ("level", "size"), [("nominal", 300), ("ordinal", 7), ("interval", 30_000), ("ordinal", 30_000)]
)
def test_a_hundred_thousand_units_take_no_time_to_speak_of(level, size):
    rng = random.Random(1)
    first = [rng.randrange(size) for _ in range(100_001)]
    other = [v if rng.random() < 0.8 else rng.randrange(size) for v in first]
    found = ratings.from_matrix([first, other])
    start = time.process_time()
    figure = krippendorff_alpha(found, Scale(level))
    assert time.process_time() - start < 5  # a second is the aim; a slow machine gets more
    assert figure.n == 100_001
    assert figure.value == pytest.approx(0.8, abs=0.02)


def test_a_figure_is_a_plain_number():
    figure = alpha([[1, 2, 2], [1, 2, 1]], "interval")
    assert type(figure.value) is float
    assert not isinstance(figure.value, np.floating)
