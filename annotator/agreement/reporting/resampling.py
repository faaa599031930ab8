"""Articles drawn again and again, for the interval of every figure of one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from annotator.agreement.coefficients.bootstrap import (
    Articles,
    Interval,
    Statistic,
    Sums,
    draw,
    interval,
)
from annotator.agreement.coefficients.set_distances import Truths
from annotator.agreement.figures import Figure, undefined
from annotator.agreement.ratings import Integers, Numbers
from annotator.agreement.reporting.comparison import ComparedArticle


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; no interval where none was asked for."""

    figure: Figure
    interval: Interval | None = None


@dataclass(frozen=True, eq=False)
class Resampling:
    """The draws among some of the articles compared, which ``kept`` marks; without it all.

    An article compared for several coders is drawn as one.
    """

    articles: Sequence[ComparedArticle]
    resamples: int
    seed: int
    kept: Truths | None = None

    @cached_property
    def cluster(self) -> Integers:
        """For each compared article, the number of the article that is drawn; -1 for the others."""
        return np.array([self._numbers.get(entry.article, -1) for entry in self.articles], np.int64)

    @cached_property
    def count(self) -> int:
        """How many articles there are to draw."""
        return len(self._numbers)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        kept = [True] * len(self.articles) if self.kept is None else self.kept.tolist()
        names = {e.article for e, keep in zip(self.articles, kept, strict=True) if keep}
        return {name: at for at, name in enumerate(sorted(names))}

    @cached_property
    def draws(self) -> Numbers:
        """How often each resample draws each article."""
        return draw(self.count, resamples=self.resamples, seed=self.seed)

    def of(self, article: Integers) -> Articles:
        """The articles that are drawn, of units that belong to compared ones."""
        return Articles(self.cluster[article], self.count)

    def estimate(
        self,
        article: Integers,
        column: Integers,
        value: Numbers,
        columns: int,
        statistic: Statistic,
        *,
        n: int,
        reason: str,
    ) -> Estimate:
        """A figure made of sums over compared articles, and its interval.

        ``article``, ``column`` and ``value`` are what each adds to the sums; ``reason`` says why
        the figure is undefined where the statistic is.
        """
        drawn = self.of(article)
        sums = Sums(drawn.of_unit, column, value, drawn.count, columns)
        (found,) = statistic(sums.drawn(np.ones((1, drawn.count))))
        if np.isnan(found):
            return Estimate(undefined(reason, n))
        figure = Figure(float(found), n)
        return Estimate(figure, interval(sums, statistic, self.draws) if self.resamples else None)
