"""Intervals of figures on spans, units and events are those of the figures recomputed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.bootstrap import draw
from annotator.agreement.scoring import Tally, f1
from annotator.agreement.span_intervals import (
    cu_alpha_nominal_interval,
    f1_interval,
    u_alpha_binary_interval,
    u_alpha_nominal_interval,
)
from annotator.agreement.unit_sums import Continuum, Unit, added, unit_sums
from annotator.agreement.unitizing import cu_alpha_nominal, u_alpha_binary, u_alpha_nominal

unhurried = settings(deadline=None, max_examples=50)  # a busy machine is no failure

LENGTH = 8
some_units = st.sampled_from(
    [
        [],
        [Unit(0, 3, "a")],
        [Unit(1, 4, "b"), Unit(4, 6, "a")],
        [Unit(2, 8, "a")],
        [Unit(0, 2, "b"), Unit(5, 7, "b")],
    ]
)
some_texts = st.lists(
    st.dictionaries(st.sampled_from("xyz"), some_units, min_size=1), min_size=2, max_size=5
).map(lambda texts: {str(at): Continuum(0, LENGTH, units) for at, units in enumerate(texts)})
some_tallies = st.lists(
    st.lists(
        st.builds(
            lambda pair, both, more, most: Tally(pair, both, both + more, both + most),
            st.sampled_from([("x", "y"), ("x", "z")]),
            *[st.integers(0, 3)] * 3,
        ),
        max_size=2,
    ),
    min_size=2,
    max_size=5,
).map(lambda found: {str(at): tallies for at, tallies in enumerate(found)})


def recomputed(articles, statistic, draws):
    """The ends of the interval by computing the figure anew for every draw."""
    names = sorted(articles)
    values = []
    for counts in draws.astype(int):
        drawn = [articles[name] for name, n in zip(names, counts, strict=True) for _ in range(n)]
        values.append(statistic(drawn).value)
    defined = [value for value in values if value is not None]
    ends = np.quantile(defined, (0.025, 0.975)) if defined else (None, None)
    return *ends, len(values) - len(defined)


def same(interval, expected):
    low, high, undefined = expected
    assert interval.undefined == undefined
    if low is None:
        assert (interval.low, interval.high) == (None, None)
    else:
        assert math.isclose(interval.low, low, abs_tol=1e-9)
        assert math.isclose(interval.high, high, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("statistic", "interval"),
    [
        (u_alpha_nominal, u_alpha_nominal_interval),
        (u_alpha_binary, u_alpha_binary_interval),
        (cu_alpha_nominal, cu_alpha_nominal_interval),
    ],
)
@unhurried
@given(texts=some_texts)
def test_alphas_are_recomputed_in_every_draw(statistic, interval, texts):
    draws = draw(len(texts), resamples=20)
    sums = {name: unit_sums([text]) for name, text in texts.items()}
    same(interval(sums, draws), recomputed(texts, statistic, draws))
    assert statistic(added(sums.values())) == statistic(texts.values())


@unhurried
@given(some_tallies)
def test_f1_is_recomputed_in_every_draw(tallies):
    draws = draw(len(tallies), resamples=20)

    def statistic(drawn):
        return f1(tally for found in drawn for tally in found)

    same(f1_interval(tallies, draws), recomputed(tallies, statistic, draws))


def test_articles_twice_narrow_the_interval():
    sums = {
        str(at): unit_sums([Continuum(0, 9, {"a": [Unit(0, 4)], "b": [Unit(0, 4 + at % 5)]})])
        for at in range(10)
    }
    twice = {**sums, **{f"again {name}": found for name, found in sums.items()}}
    one = u_alpha_binary_interval(sums, draw(10))
    two = u_alpha_binary_interval(twice, draw(20))
    assert two.high - two.low < one.high - one.low
