"""Reliability data: three ways in, one and the same thing inside."""

from __future__ import annotations

import random

import pytest

from annotator.agreement import ratings
from annotator.agreement.coefficients.alpha import krippendorff_alpha
from annotator.agreement.figures import AgreementError, Figure, undefined

MATRIX = [["a", "b", None], ["a", "a", "c"]]
ROWS = [("u1", "ann", "a"), ("u2", "ann", "b"), ("u3", "ann", None)]
ROWS += [("u1", "bob", "a"), ("u2", "bob", "a"), ("u3", "bob", "c")]


def test_a_matrix_and_rows_in_any_order_are_the_same():
    rows = ROWS * 2
    random.Random(3).shuffle(rows)
    matrix, listed = ratings.from_matrix(MATRIX), ratings.from_rows(rows)
    assert listed.categories == matrix.categories == ("a", "b", "c")
    assert listed.codes.tolist() == matrix.codes.tolist() == [[0, 0], [1, 0], [-1, 2]]
    assert (listed.units, listed.coders) == (("u1", "u2", "u3"), ("ann", "bob"))
    assert (matrix.pairable, listed.pairable) == (2, 2)


def test_coders_and_units_stand_in_order_of_their_names():
    names = [f"{n:02}" for n in range(30)]
    rows = [(unit, coder, unit) for unit in names for coder in names]
    random.Random(5).shuffle(rows)
    found = ratings.from_rows(rows)
    assert list(found.coders) == list(found.units) == list(found.categories) == names


def test_a_coder_gives_a_unit_one_value():
    with pytest.raises(AgreementError, match="Coder “ann” gave unit “u1” two values"):
        ratings.from_rows([*ROWS, ("u1", "ann", "b")])


def test_values_are_text_numbers_or_sets():
    found = ratings.from_matrix([["1", 1, 1.0, [], ["b", "a"]], [float("nan"), True, 1, None, "a"]])
    assert found.categories == (1, "1", "a", frozenset(), frozenset("ab"))
    assert found.codes.T.tolist() == [[1, 0, 0, 3, 4], [-1, 0, 0, -1, 2]]
    for strange in ({"a": 1}, [["a"]], object()):
        with pytest.raises(AgreementError, match="neither text nor number"):
            ratings.from_matrix([[strange]])


def test_every_coder_has_an_entry_for_every_unit():
    with pytest.raises(AgreementError, match="entry for every unit"):
        ratings.from_matrix([["a", "b"], ["a"]])


@pytest.mark.parametrize(
    ("table", "names", "complaint"),
    [
        ([[1, 2]], (), "as many columns"),
        ([[1, 2], [3]], (), "as many columns"),
        ([[1, 2], [3, 4]], ("a",), "as many columns"),
        ([[1, -2], [3, 4]], (), "below 0"),
        ([[1, "x"], [3, 4]], (), "“x” is not a number"),
        ([[1, 2], [3, 4]], ("a", "a"), "name of its own"),
        ([[1, 2], [3, 4]], ("a", None), "name of its own"),
    ],
)
def test_a_contingency_table_is_square_and_of_counts(table, names, complaint):
    with pytest.raises(AgreementError, match=complaint):
        ratings.from_contingency(table, names)


def test_recoded_values_join_or_fall_out():
    found = ratings.from_matrix([["190", "193", "042"], ["195", "190", "---"]])
    roots = found.recoded(lambda value: None if value == "---" else value[:2])
    assert roots.categories == ("04", "19")
    assert roots.codes.T.tolist() == [[1, 1, 0], [1, 1, -1]]
    assert krippendorff_alpha(roots).reason


def test_a_figure_has_a_finite_value_or_a_reason():
    assert undefined("Why.", 3) == Figure(None, 3, "Why.")
    for value, reason in ((float("nan"), ""), (float("inf"), ""), (None, ""), (0.5, "Why.")):
        with pytest.raises(ValueError, match="figure"):
            Figure(value, 1, reason)
