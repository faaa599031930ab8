"""Conditions as people write them, and what they are true of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.conditions import Comparison, holds, parse, written

FACTS = {"deed": ("042",), "taker": ("TUR", "SYR"), "dead": ("12",), "size": ("200..300",)}


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("", True),
        ("deed is filled", True),
        ("mood is filled", False),
        ("mood is empty", True),
        ("deed is empty", False),
        ("deed is 042", True),
        ("deed is 041, 042", True),
        ("deed is 04", False),
        ("deed is not 041", True),
        ("taker is not SYR", False),
        ("taker is SYR", True),
        ("mood is not good", True),
        ("deed under 04", True),
        ("deed under 042", True),
        ("deed under 05", False),
        ("dead > 11", True),
        ("dead > 12", False),
        ("dead >= 12", True),
        ("dead < 12", False),
        ("dead <= 12", True),
        ("size > 250", True),
        ("size > 300", False),
        ("size < 201", True),
        ("size < 200", False),
        ("mood > 0", False),
        ("deed is 042 and dead > 100", False),
        ("deed is 042 and  dead > 1 and taker is filled", True),
        ("dead > 1,000", False),
    ],
)
def test_what_a_condition_is_true_of(text, true):
    ancestors = {"042": ("042", "04")}
    assert holds(parse(text), FACTS, ancestors=lambda _f, c: ancestors.get(c, (c,))) is true


@pytest.mark.parametrize(
    "text", ["deed", "deed was 042", "deed is", "Deed is 1", "dead > many", "= 1"]
)
def test_what_is_no_condition_is_said(text):
    with pytest.raises(ValueError, match="is no condition"):
        parse(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        condition = parse(text)
    except ValueError:
        with pytest.raises(ValueError, match=r'joined by "and"\.$'):
            parse(text)
    else:
        assert parse(written(condition)) == condition


def test_a_value_may_hold_the_word_and():
    (clause,) = parse("place is sun and sea, moor")
    assert clause.comparison is Comparison.IS
    assert clause.values == ("sun and sea", "moor")
