"""Intervals of figures on spans, units and events are those of the figures recomputed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.coefficients.bootstrap import Articles, draw
from annotator.agreement.reporting.comparison import ComparedArticle
from annotator.agreement.reporting.event_figures import f1_estimate
from annotator.agreement.reporting.resampling import Resampling
from annotator.agreement.same_text.unit_intervals import (
    cu_alpha_interval,
    ku_alpha_interval,
    ku_coverage_interval,
    u_alpha_interval,
)
from annotator.agreement.same_text.unit_sums import Continuum, Unit, unit_sums
from annotator.agreement.same_text.unit_tables import UnitTable
from annotator.agreement.same_text.unitizing import (
    cu_alpha_nominal,
    ku_alpha_nominal,
    ku_coverage,
    u_alpha_binary,
    u_alpha_nominal,
)
from annotator.agreement.scoring import Tally, f1

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


def table_of(texts):
    return UnitTable.of([unit_sums([texts[name]]) for name in sorted(texts)])


def every_article(texts):
    return Articles(np.arange(len(texts)), len(texts))


@pytest.mark.parametrize(
    ("statistic", "interval", "value"),
    [
        (u_alpha_nominal, u_alpha_interval, ()),
        (cu_alpha_nominal, cu_alpha_interval, ()),
        (ku_alpha_nominal, ku_alpha_interval, ("a",)),
        (ku_coverage, ku_coverage_interval, ("a",)),
    ],
)
@unhurried
@given(texts=some_texts)
def test_figures_are_recomputed_in_every_draw(statistic, interval, value, texts):
    draws = draw(len(texts), resamples=20)
    table = table_of(texts)
    if value and value[0] not in table.values:
        return
    ours = interval(table, *value, every_article(texts), draws)
    same(ours, recomputed(texts, lambda drawn: statistic(drawn, *value), draws))
    assert statistic(table.sums(), *value) == statistic(texts.values(), *value)


@unhurried
@given(texts=some_texts)
def test_the_binary_alpha_is_that_of_units_of_one_value(texts):
    draws = draw(len(texts), resamples=20)
    plain = {
        name: Continuum(
            text.begin,
            text.end,
            {coder: [Unit(u.start, u.end) for u in units] for coder, units in text.units.items()},
        )
        for name, text in texts.items()
    }
    ours = u_alpha_interval(table_of(plain), every_article(texts), draws)
    same(ours, recomputed(plain, u_alpha_binary, draws))


@unhurried
@given(some_tallies)
def test_f1_is_recomputed_in_every_draw(tallies):
    names = sorted(tallies)
    articles = [ComparedArticle(name, name, {}) for name in names]
    resampling = Resampling(articles, 20, 1)
    placed = [(at, tally) for at, name in enumerate(names) for tally in tallies[name]]
    ours = f1_estimate(placed, resampling)

    def statistic(drawn):
        return f1(tally for found in drawn for tally in found)

    expected = statistic(tallies.values()).value
    assert ours.figure.value == (None if expected is None else pytest.approx(expected))
    if ours.interval is not None:
        same(ours.interval, recomputed(tallies, statistic, resampling.draws))


def test_articles_twice_narrow_the_interval():
    texts = {
        str(at): Continuum(0, 9, {"a": [Unit(0, 4)], "b": [Unit(0, 4 + at % 5)]})
        for at in range(10)
    }
    twice = {**texts, **{f"again {name}": found for name, found in texts.items()}}
    one, two = (
        u_alpha_interval(table_of(found), every_article(found), draw(len(found)))
        for found in (texts, twice)
    )
    assert two.high - two.low < one.high - one.low
