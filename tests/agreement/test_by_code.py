"""Agreement code by code, and which codes are taken for one another."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given

from annotator.agreement import ratings
from annotator.agreement.coefficients.alpha import krippendorff_alpha
from annotator.agreement.coefficients.by_code import alpha_by_code, confusions
from tests.agreement.reliability import by_units, close, matrices


@given(matrices("abcd"))
def test_a_code_has_the_alpha_of_itself_against_the_rest(matrix):
    made = ratings.from_matrix(matrix)
    found = alpha_by_code(made)
    units = by_units(matrix)
    assert set(found) == {value for unit in units for value in unit}
    for code, figure in found.items():
        alone = krippendorff_alpha(made.recoded(lambda value, code=code: float(value == code)))
        assert close(figure.value, alone.value)
        assert figure.n == sum(code in unit for unit in units)


@given(matrices("abc"))
def test_confusions_are_the_pairs_that_differ(matrix):
    pairs = Counter(
        tuple(sorted(pair))
        for unit in by_units(matrix)
        for pair in combinations(unit, 2)
        if len(set(pair)) == 2
    )
    found = confusions(ratings.from_matrix(matrix))
    assert {(one.one, one.other): one.count for one in found} == pairs
    assert [one.count for one in found] == sorted(pairs.values(), reverse=True)


def test_confusions_name_their_units():
    rows = [("e1", "ann", "190"), ("e1", "bob", "193"), ("e2", "ann", "042"), ("e2", "bob", "042")]
    rows += [("e3", "ann", "193"), ("e3", "bob", "190"), ("e4", "bob", "190")]
    (only,) = confusions(ratings.from_rows(rows))
    assert (only.one, only.other, only.count, only.units) == ("190", "193", 2, ("e1", "e3"))


def test_a_code_without_another_is_undefined():
    (figure,) = alpha_by_code(ratings.from_matrix([["a", "a"], ["a", "a"]])).values()
    assert (figure.value, figure.n) == (None, 2)
    assert alpha_by_code(ratings.from_matrix([["a", None], [None, "b"]])) == {}
