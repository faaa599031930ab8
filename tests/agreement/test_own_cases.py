"""Cases of our own: published tables, data in every form, and what was computed pair by pair.

Those without a published value were computed outside of the program, from the definitions and
without its code; where krippendorff, irrCAC, scikit-learn, statsmodels or nltk have the figure,
they give the same.
"""

from __future__ import annotations

import copy
import math
from pathlib import Path

import pytest

from annotator.agreement.reference_cases import cases
from annotator.agreement.reference_cases.coefficient_cases import COEFFICIENTS
from annotator.agreement.reference_cases.span_cases import SPAN_STATISTICS

LISTED = cases.read(Path(__file__).with_name("cases_own.json"))
BY_NAME = {case["name"]: case for case in LISTED}


def outcome(case):
    (result,) = cases.verify([case]).results
    return result


@pytest.mark.parametrize("case", LISTED, ids=[case["name"] for case in LISTED])
def test_it_comes_out(case):
    assert outcome(case).status == "passed", outcome(case)


def test_every_figure_has_cases_defined_and_undefined():
    asked = {case["metric"] for case in LISTED}
    assert asked == {*COEFFICIENTS, *SPAN_STATISTICS}
    undefined = {case["metric"] for case in LISTED if case["expected"] is None}
    assert {"krippendorff_alpha", "cohen_kappa", "u_alpha_nominal", "span_f1_exact"} <= undefined


def test_a_case_that_says_something_else_fails():
    for case in LISTED:
        if isinstance(case["expected"], float):
            other = {**case, "expected": case["expected"] + 2 * case["tol"] + 0.02}
            assert outcome(other).status == "failed", case["name"]


def test_what_is_not_a_number_is_missing():
    marked = copy.deepcopy(BY_NAME["form_star"])
    marked["data"] = [[math.nan if v == "*" else v for v in row] for row in marked["data"]]
    assert outcome(marked).status == "passed"


def test_a_blank_among_words_is_a_value_and_among_numbers_is_none():
    case = {**BY_NAME["form_blank"], "expected": 0, "tol": 0, "metric": "percent_agreement"}
    words = {**case, "data": [["", "a", ""], ["", "b", "a"]]}
    assert outcome(words).value == pytest.approx(1 / 3)
    numbers = {**case, "data": [["", 1, ""], ["", 2, 1]]}
    assert outcome(numbers).value == 0
    named = {**numbers, "params": {"labels": ["", 1, 2]}}
    assert outcome(named).value == pytest.approx(1 / 3)


def test_a_step_goes_from_one_value_given_to_the_next():
    """As R's irr counts it: nobody gave a 5, so 4 and 6 are one step apart."""
    case = BY_NAME["irr_anx23_linear"]
    assert outcome(case).value == pytest.approx(0.1459075, abs=1e-7)
    told = {**case, "params": {"categories": [1, 2, 3, 4, 5, 6]}}
    assert outcome(told).value == pytest.approx(0.1262136, abs=1e-7)


def test_where_nothing_is_expected_nothing_need_be_said_of_exactness():
    undefined = {**BY_NAME["edge_allmissing_nominal"], "tol": None}
    assert outcome(undefined).status == "passed"
    assert outcome({**undefined, "data": [[1, 2], [1, 2]]}).status == "failed"


def test_steps_of_words_go_through_the_alphabet_if_nobody_says_otherwise():
    numbers = {**BY_NAME["irr_anx23_linear"]}
    words = {**numbers, "data": [["abcdef"[value - 1] for value in row] for row in numbers["data"]]}
    assert outcome(words).status == "passed"
    turned = {**words, "params": {"labels": list("fdcab")}}
    assert outcome(turned).value < outcome(words).value


@pytest.mark.parametrize(
    "changes",
    [
        {"datatype": "counts", "data": [[1, -1]]},
        {"datatype": "counts", "data": [[1, 0.5]]},
        {"datatype": "counts", "data": [[10**9, 1]]},
        {"datatype": "counts", "data": [[1, 1]], "params": {"labels": ["a", "b", "c"]}},
        {"datatype": "contingency", "data": [[1, 2], [3]]},
        {"datatype": "contingency", "data": {"a": 1}},
        {"datatype": "contingency", "data": [[1, 2]], "params": {"rows": ["a"], "columns": ["a"]}},
        {"datatype": "rows", "data": [["u", "c"]]},
        {"data": {"a": [1, 2], "b": {"u": 1}}},
        {"data": [[1, 2], [1]], "params": {"orientation": "units x coders"}},
        {"level": "custom", "params": {"disagreement": {"a": 1}}},
        {"level": "custom", "params": {"disagreement": [["a", "b", "far"]]}},
        {"level": "custom", "params": {"weights": [0, 1, 2]}},
    ],
)
def test_what_cannot_be_read_fails_with_a_reason_and_leaves_the_others_alone(changes):
    case = {"metric": "krippendorff_alpha", "level": "nominal", "datatype": "matrix", "params": {}}
    broken = {
        **case,
        "name": "broken",
        "data": [[1, 2], [1, 2]],
        "expected": 1,
        "tol": 0,
        **changes,
    }
    found = cases.verify([LISTED[0], broken, LISTED[1]])
    assert [result.status for result in found.results] == ["passed", "failed", "passed"]
    assert found.results[1].reason
