"""How sure a figure is: its interval over articles drawn again and again.

Articles are drawn, not units, because the events of one article are alike in more than chance.
A figure takes part if it can be computed from sums over articles: the sums of 1,000 resamples are
then one product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.agreement.coefficients import distances
from annotator.agreement.coefficients.alpha import Coincidences, coincidences
from annotator.agreement.coefficients.distances import NOMINAL, Scale
from annotator.agreement.figures import AgreementError
from annotator.agreement.ratings import Integers, Numbers, Ratings, named, per_value, tally
from annotator.domain.language import tr

RESAMPLES = 1000
SEED = 1
COVERED = 0.95
AT_A_TIME = 100  # resamples whose sums are held in memory together
WHOLE = 1 << 24  # whole numbers up to here are exact in four bytes
SPARSE = 128  # cells of a table that cost as much to multiply as one entry of a list

Truths: TypeAlias = npt.NDArray[np.bool_]
Halves: TypeAlias = npt.NDArray[np.float32]
Statistic: TypeAlias = Callable[[Numbers], Numbers]
"""From sums (resamples × columns) the figure of each resample, NaN where it is undefined."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure lies in 95 % of resamples; both ends None where that cannot be said.

    ``undefined`` counts the resamples, of all ``resamples``, in which the figure itself was
    undefined; they are left out. ``reason`` says why there is no interval.
    """

    low: float | None
    high: float | None
    resamples: int = RESAMPLES
    undefined: int = 0
    reason: str = ""


@dataclass(frozen=True, eq=False)
class Articles:
    """To which article each unit belongs (``of_unit``), and how many articles there are."""

    of_unit: Integers
    count: int


@dataclass(frozen=True, eq=False)
class Sums:
    """What each article adds to the columns a figure is made of: entries (article, column, value).

    Entries of the same article and column add up.
    """

    article: Integers
    column: Integers
    value: Numbers
    articles: int
    columns: int

    def drawn(self, draws: Numbers) -> Numbers:
        """The sums over articles, each as often as drawn: resamples × columns."""
        if self.value.size and self.articles * self.columns > SPARSE * self.value.size:
            return self._listed(draws)
        counts, table = self._tables
        sums = np.empty((len(draws), self.columns))
        sums[:, counts] = draws.astype(np.float32) @ table[0]
        sums[:, ~counts] = draws @ table[1]
        return sums

    @cached_property
    def _tables(self) -> tuple[Truths, tuple[Halves, Numbers]]:
        """Which columns hold whole numbers, and articles × columns for these and for the others.

        Whole numbers whose sums stay below 2^24 are added up without rounding in half the bytes,
        which takes half the time.
        """
        cells = self.article * self.columns + self.column
        sums = tally(cells, self.value, self.articles * self.columns)
        table = sums.reshape(self.articles, self.columns)
        most = np.abs(table).max(0, initial=0) * self.articles  # one article drawn every time
        counts = (table == np.rint(table)).all(0) & (most < WHOLE)
        return counts, (table[:, counts].astype(np.float32), table[:, ~counts])

    @cached_property
    def _by_column(self) -> Integers:
        return np.argsort(self.column, kind="stable")

    def _listed(self, draws: Numbers) -> Numbers:
        entries = self._by_column
        columns, starts = np.unique(self.column[entries], return_index=True)
        added = np.ascontiguousarray(draws.T)[self.article[entries]]
        added *= self.value[entries, None]
        sums = np.zeros((len(draws), self.columns))
        sums[:, columns] = np.add.reduceat(added, starts, axis=0).T
        return sums


def articles_of(units: Sequence[Hashable], every: Iterable[Hashable] = ()) -> Articles:
    """The articles of units, given one for each unit; ``every`` names those without units, too.

    They are numbered by name, so that their order in the data changes nothing.
    """
    names = sorted({*units, *every}, key=named)
    place = {name: at for at, name in enumerate(names)}
    return Articles(np.array([place[name] for name in units], np.int64), len(names))


def draw(articles: int, *, resamples: int = RESAMPLES, seed: int = SEED) -> Numbers:
    """How often each resample draws each article, as resamples × articles.

    Each resample draws as many articles as there are, with replacement; the same seed draws the
    same ones: Efron & Tibshirani (1993), "An Introduction to the Bootstrap", chapter 6.
    """
    chosen = np.random.default_rng(seed).integers(0, max(1, articles), (resamples, articles))
    counts = [np.bincount(row, minlength=articles) for row in chosen]
    return np.array(counts, float).reshape(resamples, articles)


def interval(sums: Sums, statistic: Statistic, draws: Numbers) -> Interval:
    """The percentile interval of a figure: Efron & Tibshirani (1993), section 13.3.

    ``draws`` is from ``draw`` of as many articles. There is no interval with fewer than two
    articles, or where the figure is undefined in every resample.
    """
    if sums.articles < 2:
        return Interval(None, None, 0, 0, tr("An interval needs two articles or more."))
    blocks = [draws[at : at + AT_A_TIME] for at in range(0, len(draws), AT_A_TIME)]
    values = np.concatenate([statistic(sums.drawn(block)) for block in blocks])
    defined = values[~np.isnan(values)]
    undefined = len(values) - len(defined)
    if not defined.size:
        return Interval(
            None, None, len(values), undefined, tr("It is undefined in every resample.")
        )
    tail = (1 - COVERED) / 2
    low, high = np.quantile(defined, (tail, 1 - tail))
    return Interval(float(low), float(high), len(values), undefined)


def ratio_interval(parts: Numbers, wholes: Numbers, draws: Numbers) -> Interval:
    """The interval of a share, one sum over articles divided by another.

    ``parts`` and ``wholes`` have a number for each article: values alike and values, or twice the
    matched events and all events. A resample whose whole is 0 is undefined.
    """
    places = np.tile(np.arange(len(parts)), 2)
    columns = np.repeat(np.arange(2), len(parts))
    sums = Sums(places, columns, np.concatenate([parts, wholes]), len(parts), 2)
    return interval(sums, lambda drawn: _divided(drawn[:, 0], drawn[:, 1]), draws)


def percent_interval(ratings: Ratings, articles: Articles, draws: Numbers) -> Interval:
    """The interval of percent agreement (the share of agreeing pairs)."""
    given = ratings.given
    alike = tally(given.units, given.counts * (given.counts - 1), len(given.sizes))
    parts, wholes = (
        tally(articles.of_unit, each * ratings.weights, articles.count)
        for each in per_value(alike, given.sizes)
    )
    return ratio_interval(parts, wholes, draws)


def alpha_interval(
    ratings: Ratings, articles: Articles, draws: Numbers, scale: Scale = NOMINAL
) -> Interval:
    """The interval of Krippendorff's alpha, recomputed as defined in every resample.

    An article drawn twice counts as two; ordinal ranks are those of the resample. There is no
    interval where the scale cannot compare the values.
    """
    found = coincidences(ratings)
    try:
        made = _ordinal if scale.level == "ordinal" else _fixed
        sums, statistic = made(ratings, found, articles, scale)
    except AgreementError as error:
        return Interval(None, None, 0, 0, str(error))
    return interval(sums, statistic, draws)


def _fixed(
    ratings: Ratings, found: Coincidences, articles: Articles, scale: Scale
) -> tuple[Sums, Statistic]:
    """Columns: the observed disagreement, then how often each category was given."""
    size = len(ratings.categories)
    apart = distances.distance(scale, ratings.categories, found.totals(size))
    observed = found.weights * apart.between(found.first, found.second)
    sums = _columns(articles, found, np.zeros_like(found.at), observed, ahead=1, size=size)

    def statistic(drawn: Numbers) -> Numbers:
        totals = drawn[:, 1:]
        return _alphas(totals.sum(1), drawn[:, 0], apart.cross(totals, totals))

    return sums, statistic


def _ordinal(
    ratings: Ratings, found: Coincidences, articles: Articles, scale: Scale
) -> tuple[Sums, Statistic]:
    """Columns: the coincidences of each two categories, then how often each was given."""
    size = len(ratings.categories)
    places = distances.order(scale, ratings.categories)
    two, pair = np.unique(found.first * size + found.second, return_inverse=True)
    sums = _columns(articles, found, pair, found.weights, ahead=len(two), size=size)

    def statistic(drawn: Numbers) -> Numbers:
        totals = drawn[:, len(two) :]
        middle = totals.sum(1, keepdims=True) / 2  # without variation all ranks are 0, exactly
        ranks = distances.ranks(places, totals) - middle
        apart = (ranks[:, two // max(1, size)] - ranks[:, two % max(1, size)]) ** 2
        observed = (drawn[:, : len(two)] * apart).sum(1)
        return _alphas(totals.sum(1), observed, _spread(totals, ranks))

    return sums, statistic


def _columns(
    articles: Articles,
    found: Coincidences,
    column: Integers,
    value: Numbers,
    *,
    ahead: int,
    size: int,
) -> Sums:
    """Columns of pairs of values, and after them one for each category."""
    return Sums(
        articles.of_unit[np.concatenate([found.at, found.unit])],
        np.concatenate([column, ahead + found.code]),
        np.concatenate([value, found.count]),
        articles.count,
        ahead + size,
    )


def _spread(totals: Numbers, positions: Numbers) -> Numbers:
    """Σ n_c n_k (x_c - x_k)² of each resample, which has positions of its own."""
    squares = totals.sum(1) * (totals * positions**2).sum(1)
    spread: Numbers = 2 * (squares - (totals * positions).sum(1) ** 2)
    return spread


def _alphas(n: Numbers, observed: Numbers, expected: Numbers) -> Numbers:
    return 1 - (n - 1) * _divided(observed, expected)


def _divided(parts: Numbers, wholes: Numbers) -> Numbers:
    return np.where(wholes > 0, parts / np.where(wholes > 0, wholes, 1.0), np.nan)
