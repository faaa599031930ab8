"""Reference values: the cases of the gold, and cases made hard."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path

import pytest

from annotator.agreement.coefficients.distances import LEVELS
from annotator.agreement.reference_cases import cases
from annotator.agreement.reference_cases.coefficient_cases import COEFFICIENTS

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "agreement_cases.json"
LISTED = json.loads(GOLD.read_text(encoding="utf-8"))["cases"] if GOLD.is_file() else []
OURS = [case for case in LISTED if case["metric"] in COEFFICIENTS]
MATRICES = [case for case in OURS if case["datatype"] in {"matrix", "set_matrix"}]
LABELLED = [case for case in MATRICES if case["level"] not in {"ordinal", "interval", "ratio"}]

needs_gold = pytest.mark.skipif(not GOLD.is_file(), reason="../shared/gold is not here")


def outcome(case):
    (result,) = cases.verify([case]).results
    return result


def made(metric="krippendorff_alpha", data=(("a", "b"), ("a", "b")), **changes):
    case = {"name": "made", "datatype": "matrix", "metric": metric, "level": None, "params": {}}
    return {**case, "expected": 1, "tol": 1e-9, "data": [list(row) for row in data], **changes}


def nested(depth):
    return [nested(depth - 1)] if depth else []


@needs_gold
@pytest.mark.parametrize("case", LISTED, ids=[case["name"] for case in LISTED])
def test_reference_values_come_out(case):
    assert outcome(case).status == "passed", outcome(case)


@needs_gold
@pytest.mark.parametrize("case", MATRICES, ids=[case["name"] for case in MATRICES])
def test_they_come_out_with_coders_and_units_in_any_order(case):
    rng, moved = random.Random(1), copy.deepcopy(case)
    order = list(range(len(case["data"][0])))
    rng.shuffle(order)
    moved["data"] = [[row[unit] for unit in order] for row in reversed(case["data"])]
    assert outcome(moved).status == "passed"


@needs_gold
@pytest.mark.parametrize("case", LABELLED, ids=[case["name"] for case in LABELLED])
def test_they_come_out_renamed_and_with_other_labels(case):
    def other(value):
        if isinstance(value, list):
            return [other(entry) for entry in value]
        return None if value is None else f"ж{value}{len(str(value))}"

    named = copy.deepcopy({**case, "name": "x", "data": other(case["data"])})
    for key in ("labels", "categories"):
        if key in named["params"]:
            named["params"][key] = other(named["params"][key])
    result = outcome(named)
    assert (result.status, result.name) == ("passed", "x")


@needs_gold
def test_two_coders_come_out_as_a_contingency_table():
    tables = 0
    for case in MATRICES:
        if len(case["data"]) != 2 or case["datatype"] != "matrix" or "original" in case["params"]:
            continue
        labels = sorted({value for row in case["data"] for value in row})
        table = [[0] * len(labels) for _ in labels]
        for first, second in zip(*case["data"], strict=True):
            table[labels.index(first)][labels.index(second)] += 1
        params = {"labels": labels, **case["params"]}
        if "labels" in case["params"]:
            at = [labels.index(label) for label in params["labels"]]
            table = [[table[row][column] for column in at] for row in at]
        as_table = {**case, "datatype": "contingency", "data": table, "params": params}
        assert outcome(as_table).status == "passed", case["name"]
        tables += 1
    assert tables > 20


@needs_gold
def test_the_gold_is_counted_and_listed_in_order():
    found = cases.verify(LISTED)
    data = json.loads(json.dumps(found.as_data()))
    assert set(data) == {"passed", "failed", "not_offered", "cases"}
    assert (data["passed"], data["failed"], data["not_offered"]) == (len(LISTED), 0, 0)
    assert [case["name"] for case in data["cases"]] == [case["name"] for case in LISTED]
    for case, listed in zip(data["cases"], LISTED, strict=True):
        assert set(case) == {"name", "status", "value", "expected", "tol"}
        assert (case["expected"], case["tol"]) == (listed["expected"], listed["tol"])


@pytest.mark.parametrize("metric", COEFFICIENTS)
@pytest.mark.parametrize("data", [[], [[], []], [["a"]], [[None, None], [None, None]]])
def test_expected_null_is_undefined(metric, data):
    if metric in {"masi_distance", "cameo_path_length"}:
        data = [None, "19"]
    case = made(metric, data=(), expected=None, tol=0, level="linear")
    case = {**case, "data": data, "level": "linear" if "weighted" in metric else None}
    assert outcome(case).status == "passed"
    assert outcome({**case, "expected": 1}).status == "failed"


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_is_offered(level):
    params = {"labels": ["19", "04"], "disagreement": [[0, 1], [1, 0]]}
    case = made(level=level, params=params, data=(("19", "04"), ("19", "04")))
    assert outcome(case).status == "passed"


def test_numbers_may_stand_where_text_does_and_text_where_numbers_do():
    numbers = made(level="interval", data=((1, 2, 3, 4), (1, 2, 3, 5)))
    text = made(level="interval", data=(("1", "2", "3", "4"), ("1", "2", "3", "5")))
    assert outcome(numbers).value == outcome(text).value
    labels = {"labels": ["1", "2"], "disagreement": [[0, 1], [1, 0]]}
    assert outcome(made(level="custom", data=((1, 2), (1, 2)), params=labels)).status == "passed"
    path = made("cameo_path_length", expected=2, tol=0, datatype="code_pair")
    assert outcome({**path, "data": [195, 193]}).status == "passed"


def test_categories_say_the_order_of_words_but_not_of_numbers():
    words = made(level="ordinal", data=(("lo", "mid", "hi", "lo"), ("lo", "hi", "hi", "lo")))
    numbers = made(level="ordinal", data=((1, 2, 3, 1), (1, 3, 3, 1)))
    said = outcome(words | {"params": {"categories": ["lo", "mid", "hi"]}})
    assert said.value == outcome(numbers).value == pytest.approx(0.9, abs=0.06)
    assert outcome(numbers | {"params": {"categories": [3, 1, 2]}}).value == said.value
    assert outcome(words).value is None


def test_sets_are_lists_in_any_order():
    sets = [[["a", "b"], ["c"], [], None], [["b", "a"], ["c"], [], ["a"]]]
    for level in ("nominal", "set_masi", "set_jaccard", "set_passonneau2004"):
        case = made(level=level, datatype="set_matrix", data=sets)
        assert outcome(case).status == "passed"
    pair = {**made("masi_distance", datatype="set_pair", expected=1), "data": [["a"], []]}
    assert outcome(pair).status == "passed"


def test_other_shapes_of_data():
    named = {**made("percent_agreement"), "data": {"ann": ["a", "b"], "bob": ["a", "b"]}}
    assert outcome(named).status == "passed"
    rows = [["u1", "ann", "a"], ["u2", "bob", "b"], ["u1", "bob", "a"], ["u2", "ann", None]]
    listed = {**made("percent_agreement", datatype="rows"), "data": rows}
    assert outcome(listed).status == "passed"
    table = {"table": [[3, 0], [0, 2]], "labels": ["a", "b"]}
    counted = {**made("cohen_kappa", datatype="contingency"), "data": table}
    assert outcome(counted).status == "passed"
    cut = made(
        level="nominal", data=(("190", "042"), ("193", "043")), params={"truncate_digits": 2}
    )
    assert outcome(cut).status == "passed"
    codes = made("gwet_ac1", params={"categories": 3}, data=(("a", "a"), ("a", "a")))
    assert outcome(codes).status == "passed"


@pytest.mark.parametrize(
    "case",
    [
        None,
        7,
        "case",
        [],
        {},
        {"name": None, "metric": "cohen_kappa"},
        made(data=()) | {"data": None},
        made() | {"data": 5},
        made() | {"data": [1, 2]},
        made() | {"data": [["a"], ["a", "b"]]},
        made() | {"data": [[{"a": 1}], ["a"]]},
        made() | {"params": 3},
        made() | {"params": {"truncate_digits": "two"}, "expected": 0},
        made() | {"tol": None},
        made() | {"tol": -1},
        made() | {"tol": "small"},
        made() | {"tol": True},
        made() | {"expected": "one"},
        made() | {"expected": [1]},
        made() | {"expected": True},
        made() | {"expected": 10**400},
        made() | {"expected": nested(600)},
        made() | {"data": nested(600)},
        made() | {"params": {"labels": nested(600)}, "level": "ordinal"},
        made() | {"tol": 10**400, "expected": 0},
        made(level="interval") | {"data": [[10**400, 1], [1, 1]]},
        made(level="custom"),
        made(level="custom", params={"labels": ["a"], "disagreement": [[0, 1]]}),
        made(level="interval"),
        made(datatype="contingency"),
        made(datatype="rows"),
        made("masi_distance") | {"data": [["a"]]},
        {key: value for key, value in made().items() if key != "expected"},
    ],
)
def test_a_case_that_makes_no_sense_fails_and_the_others_are_computed(case):
    found = cases.verify([made(), case, made()])
    assert [result.status for result in found.results][::2] == ["passed", "passed"]
    assert found.results[1].status in {"failed", "not_offered"}
    assert not found.ok
    json.dumps(found.as_data(), allow_nan=False)


def test_a_case_may_not_pass_by_a_mistake_of_its_own():
    broken = made() | {"data": [["a"], ["a", "b"]], "expected": None}
    result = outcome(broken)
    assert (result.status, result.value) == ("failed", None)
    assert "entry for every unit" in result.reason


def test_what_is_not_offered_is_said():
    assert outcome(made("bennett_s")).status == "not_offered"
    assert outcome(made(level="circular")).status == "not_offered"
    assert outcome(made("cohen_kappa_weighted", level="cubic")).status == "not_offered"
    assert cases.verify([made("bennett_s")]).as_data()["not_offered"] == 1


def test_values_are_compared_within_the_tolerance():
    close = made("percent_agreement", data=("aab", "aac"), expected=0.667, tol=0.0006)
    assert outcome(close).status == "passed"
    assert outcome({**close, "tol": 0.0003}).status == "failed"
    assert outcome({**close, "tol": 0}).status == "failed"
    assert outcome({**close, "expected": None}).status == "failed"
    assert outcome({**close, "expected": float("nan")}).status == "failed"
