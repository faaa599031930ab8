"""How sure alphas for unitizing are: their intervals over articles drawn again.

Each takes what every text adds (``unit_tables``), to which article each text belongs, and the draws
of as many articles (``bootstrap.draw``). A figure is recomputed as ``unitizing`` defines it in
every resample.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.coefficients.bootstrap import Articles, Interval, Statistic, Sums, interval
from annotator.agreement.ratings import Numbers
from annotator.agreement.same_text.unit_tables import UnitTable


def u_alpha_interval(table: UnitTable, articles: Articles, draws: Numbers) -> Interval:
    """The interval of ``unitizing.u_alpha_nominal``; of its binary form, of units of one value."""
    own = table.own.sum(1)
    return _interval(_columns(table.coincidences, own), articles, draws, _alphas)


def cu_alpha_interval(table: UnitTable, articles: Articles, draws: Numbers) -> Interval:
    """The interval of ``unitizing.cu_alpha_nominal``."""
    columns = _columns(_of_units(table), table.pairable.sum(1))
    return _interval(columns, articles, draws, _alphas)


def ku_alpha_interval(table: UnitTable, value: str, articles: Articles, draws: Numbers) -> Interval:
    """The interval of ``unitizing.ku_alpha_nominal``."""
    at = table.values.index(value)
    units = _of_units(table)
    row = units[:, at].sum(1)
    alike, rest = units[:, at, at], units.sum((1, 2)) - row
    columns = np.stack([row - alike, row, rest, table.pairable[:, at]], axis=1)
    return _interval(columns, articles, draws, _alphas_of_one)


def ku_coverage_interval(
    table: UnitTable, value: str, articles: Articles, draws: Numbers
) -> Interval:
    """The interval of ``unitizing.ku_coverage``."""
    row = table.coincidences[:, table.values.index(value)]
    columns = np.stack([row[:, :-1].sum(1), row.sum(1)], axis=1)
    return _interval(columns, articles, draws, lambda drawn: _divided(drawn[:, 0], drawn[:, 1]))


def _of_units(table: UnitTable) -> Numbers:
    """The coincidences of units with units."""
    return table.coincidences[:, :-1, :-1]


def _columns(coincidences: Numbers, own: Numbers) -> Numbers:
    """The observed disagreement, what cannot meet itself, and each value's share."""
    rows = coincidences.sum(2)
    observed = rows.sum(1) - np.trace(coincidences, axis1=1, axis2=2)
    return np.column_stack([observed, own, rows])


def _alphas(drawn: Numbers) -> Numbers:
    """Alpha of each resample, NaN where nothing varies."""
    observed, own, shares = drawn[:, 0], drawn[:, 1], drawn[:, 2:]
    varied = (shares > 0).sum(1) > 1
    total = shares.sum(1)
    different = total**2 - (shares**2).sum(1)
    expected = total * _divided(different, np.where(varied, total**2 - own, 0))
    alphas: Numbers = 1 - _divided(observed, np.where(varied, expected, 0))
    return alphas


def _alphas_of_one(drawn: Numbers) -> Numbers:
    """(k)uα of each resample, NaN where nothing with the value overlaps, or nothing without it."""
    unlike, row, rest, own = drawn.T
    total = row + rest
    expected = _divided(row * rest, np.where(rest > 0, row * total - own, 0))
    alphas: Numbers = 1 - _divided(_divided(unlike, row), expected)
    return alphas


def _divided(parts: Numbers, wholes: Numbers) -> Numbers:
    return np.where(wholes > 0, parts / np.where(wholes > 0, wholes, 1.0), np.nan)


def _interval(
    columns: Numbers, articles: Articles, draws: Numbers, statistic: Statistic
) -> Interval:
    """The interval of a figure from what each text adds to each column."""
    texts, width = columns.shape
    sums = Sums(
        np.repeat(articles.of_unit, width),
        np.tile(np.arange(width), texts),
        columns.ravel(),
        articles.count,
        width,
    )
    return interval(sums, statistic, draws)
