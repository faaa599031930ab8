"""The reference values of figures on spans, units and events come out as published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.agreement.reference_cases.span_cases import SPAN_STATISTICS

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "agreement_cases.json"
CASES = json.loads(GOLD.read_text(encoding="utf-8"))["cases"] if GOLD.exists() else []
OWN = [case for case in CASES if case["metric"] in SPAN_STATISTICS]


@pytest.mark.skipif(not CASES, reason="the reference cases are not here")
def test_there_are_cases():
    assert len(OWN) == 25


def agrees(value, expected, tol):
    if expected is None or isinstance(expected, list):
        return value == expected
    return value is not None and abs(value - expected) <= tol


@pytest.mark.parametrize("case", OWN, ids=lambda case: case["name"])
def test_reference_value(case):
    found = SPAN_STATISTICS[case["metric"]](case)
    assert agrees(found.value, case["expected"], case["tol"]), found
    assert bool(found.reason) == (found.value is None)


@pytest.mark.parametrize("case", OWN, ids=lambda case: case["name"])
def test_reference_value_whatever_the_order(case):
    found = SPAN_STATISTICS[case["metric"]](turned_round(case))
    assert found.value == SPAN_STATISTICS[case["metric"]](case).value


def turned_round(case):
    """The case with documents, coders and spans in the other order."""
    keep_lists = case["metric"] == "event_match_pairs"
    return {**case, "data": reverse(case["data"], keep_lists=keep_lists)}


def reverse(data, *, keep_lists):
    if isinstance(data, dict):
        items = reversed(list(data.items()))
        return {key: reverse(value, keep_lists=keep_lists) for key, value in items}
    if isinstance(data, list) and data and isinstance(data[0], (list, dict)) and not keep_lists:
        return list(reversed(data))
    return data
