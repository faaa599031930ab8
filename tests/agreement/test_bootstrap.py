"""Intervals over resampled articles: against a bootstrap done one article at a time."""

from __future__ import annotations

import random
import time
from math import isqrt

import numpy as np
import pytest

from annotator.agreement import ratings
from annotator.agreement.coefficients.alpha import krippendorff_alpha
from annotator.agreement.coefficients.bootstrap import (
    SPARSE,
    Interval,
    Sums,
    alpha_interval,
    articles_of,
    draw,
    interval,
    percent_interval,
    ratio_interval,
)
from annotator.agreement.coefficients.distances import Scale
from annotator.agreement.coefficients.kappas import percent_agreement

CODES = ("042", "043", "190", "193", "195", "1951")


def coded(units, values, *, seed=1, wrong=0.3, missing=0.1):
    """Three coders' values of units, and the article each unit is from."""
    rng = random.Random(seed)
    rows = []
    for _ in range(units):
        true = rng.choice(values)
        said = [rng.choice(values) if rng.random() < wrong else true for _ in range(3)]
        rows.append([None if rng.random() < missing else value for value in said])
    articles = [f"article {rng.randrange(max(2, units // 3))}" for _ in range(units)]
    return [list(row) for row in zip(*rows, strict=True)], articles


def slowly(matrix, articles, names, draws, statistic):
    """The statistic of each resample, its units written out as often as their article is drawn."""
    values = []
    for drawn in draws:
        often = dict(zip(names, drawn.astype(int), strict=True))
        units = [u for u, name in enumerate(articles) for _ in range(often[name])]
        found = statistic(ratings.from_matrix([[row[u] for u in units] for row in matrix]))
        if found.value is not None:
            values.append(found.value)
    return np.quantile(values, (0.025, 0.975)), len(draws) - len(values)


@pytest.mark.parametrize(
    ("level", "values"),
    [
        ("nominal", CODES),
        ("ordinal", (1, 2, 3, 5)),
        ("interval", tuple(range(50))),
        ("ratio", (0, 1, 2, 8)),
        ("cameo_levels", CODES),
        ("set_masi", (["a"], ["a", "b"], [], ["c"])),
    ],
)
def test_alpha_is_recomputed_in_every_resample(level, values):
    matrix, articles = coded(30, values)
    made, draws = articles_of(articles), draw(len(set(articles)), resamples=200)
    found = alpha_interval(ratings.from_matrix(matrix), made, draws, Scale(level))
    (low, high), undefined = slowly(
        matrix,
        articles,
        sorted(set(articles)),
        draws,
        lambda resample: krippendorff_alpha(resample, Scale(level)),
    )
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert (found.resamples, found.undefined) == (200, undefined)
    assert found.low < krippendorff_alpha(ratings.from_matrix(matrix), Scale(level)).value
    assert found.high > krippendorff_alpha(ratings.from_matrix(matrix), Scale(level)).value


def test_percent_is_recomputed_in_every_resample():
    matrix, articles = coded(40, CODES)
    draws = draw(len(set(articles)), resamples=150)
    found = percent_interval(ratings.from_matrix(matrix), articles_of(articles), draws)
    (low, high), _ = slowly(matrix, articles, sorted(set(articles)), draws, percent_agreement)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_resamples_without_variation_are_counted_and_left_out(level):
    matrix = [[1, 1, 1, 2], [1, 1, 1, 1]]
    made, draws = articles_of(["a", "b", "c", "d"]), draw(4)
    found = alpha_interval(ratings.from_matrix(matrix), made, draws, Scale(level))
    assert found.undefined == (draws[:, 3] == 0).sum() > 200
    assert found.low is not None
    same = alpha_interval(ratings.from_matrix([[0.1] * 4] * 2), made, draws, Scale(level))
    assert same == Interval(None, None, 1000, 1000, "It is undefined in every resample.")


def test_no_variation_is_told_in_large_data():
    matrix, articles = [[3] * 30_001, [3] * 30_001], [isqrt(number) for number in range(30_001)]
    for level in ("nominal", "ordinal", "interval", "ratio"):
        found = alpha_interval(
            ratings.from_matrix(matrix), articles_of(articles), draw(174), Scale(level)
        )
        assert (found.low, found.undefined) == (None, 1000)


def test_no_interval_from_one_article_or_unsuited_values():
    matrix = ratings.from_matrix([["a", "b"], ["a", "a"]])
    one = alpha_interval(matrix, articles_of(["x", "x"]), draw(1))
    assert (one.low, one.high, one.reason) == (
        None,
        None,
        "An interval needs two articles or more.",
    )
    two, draws = articles_of(["x", "y"]), draw(2)
    assert "not a number" in alpha_interval(matrix, two, draws, Scale("interval")).reason
    assert "not a number" in alpha_interval(matrix, two, draws, Scale("ordinal")).reason
    nothing = alpha_interval(ratings.from_matrix([]), articles_of([]), draw(0))
    assert (nothing.low, bool(nothing.reason)) == (None, True)


def test_order_of_units_coders_and_articles_changes_nothing():
    matrix, articles = coded(60, CODES)
    order = list(range(60))
    random.Random(4).shuffle(order)
    moved = [[row[u] for u in order] for row in reversed(matrix)]
    draws = draw(len(set(articles)))
    before = alpha_interval(ratings.from_matrix(matrix), articles_of(articles), draws)
    after = alpha_interval(
        ratings.from_matrix(moved), articles_of([articles[u] for u in order]), draws
    )
    assert (after.low, after.high) == (pytest.approx(before.low), pytest.approx(before.high))


def test_articles_without_events_are_drawn_too():
    matrix, articles = coded(60, CODES)
    every = sorted({*articles, *(f"empty {n}" for n in range(40))})
    made = articles_of(articles, every)
    assert made.count == len(every)
    found = alpha_interval(ratings.from_matrix(matrix), made, draw(made.count))
    alone = alpha_interval(
        ratings.from_matrix(matrix), articles_of(articles), draw(len(set(articles)))
    )
    assert found.high - found.low > 0.9 * (alone.high - alone.low)


def test_doubled_articles_narrow_the_interval():
    matrix, articles = coded(150, CODES)
    twice = [*articles, *(name + " again" for name in articles)]
    widths = []
    for rows, names in ((matrix, articles), ([row * 2 for row in matrix], twice)):
        made = articles_of(names)
        found = alpha_interval(ratings.from_matrix(rows), made, draw(made.count))
        widths.append(found.high - found.low)
    assert widths[1] == pytest.approx(widths[0] / 2**0.5, rel=0.15)


def test_a_seed_draws_the_same_articles_and_as_many_as_there_are():
    assert (draw(50) == draw(50)).all()
    assert (draw(50) != draw(50, seed=2)).any()
    assert draw(50).shape == (1000, 50)
    assert (draw(50).sum(1) == 50).all()
    assert draw(50).mean(0) == pytest.approx(np.ones(50), abs=0.15)


def test_a_list_of_entries_and_a_table_give_the_same_sums():
    rng = np.random.default_rng(1)
    article, column = rng.integers(0, 40, 30), rng.integers(0, 300, 30)
    few = Sums(article, column, rng.random(30), 40, 300)
    assert few.articles * few.columns > SPARSE * len(few.value)
    table = np.zeros((40, 300))
    np.add.at(table, (article, column), few.value)
    assert np.allclose(few.drawn(draw(40)), draw(40) @ table)


def test_shares_have_intervals_where_the_whole_is_not_0():
    found = ratio_interval(np.array([1.0, 0, 0]), np.array([2.0, 0, 0]), draw(3))
    assert (found.low, found.high) == (0.5, 0.5)
    assert found.undefined == (draw(3)[:, 0] == 0).sum()
    percent = interval(
        Sums(np.arange(3), np.zeros(3, int), np.arange(3.0), 3, 1), lambda sums: sums[:, 0], draw(3)
    )
    assert (percent.low, percent.high) == (0, 6)


def test_twenty_fields_of_five_thousand_articles_take_seconds():
    fields = [("nominal", 300)] * 8 + [("nominal", 5)] * 8 + [("interval", 2000), ("ordinal", 7)]
    rng = np.random.default_rng(1)
    made = articles_of(rng.integers(0, 5000, 13_500).tolist(), range(5000))
    start = time.process_time()
    draws = draw(made.count)
    for level, size in [*fields, ("cameo_levels", 300), ("ratio", 20)]:
        true = rng.integers(0, size, 13_500)
        said = [np.where(rng.random(13_500) < 0.2, rng.integers(0, size, 13_500), true)] * 2
        found = ratings.from_matrix([true.tolist(), *(row.tolist() for row in said)])
        krippendorff_alpha(found, Scale(level))
        assert alpha_interval(found, made, draws, Scale(level)).low is not None
    assert time.process_time() - start < 20  # ten seconds are the aim; a slow machine gets more
