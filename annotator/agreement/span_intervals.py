"""How sure figures on events, spans and units are: their intervals over articles drawn again.

Each takes what it is made of by article (article -> ...) and the draws of as many articles
(``bootstrap.draw``). Articles are numbered by name, so that their order changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np

from annotator.agreement.bootstrap import Interval, Sums, interval
from annotator.agreement.ratings import Numbers
from annotator.agreement.scoring import Tally
from annotator.agreement.unit_sums import Pairs, UnitSums, as_marked, units_only

Cell = tuple[Hashable, float]
"""What an article adds to a column: the column, and how much."""


def f1_interval(tallies: Mapping[str, Sequence[Tally]], draws: Numbers) -> Interval:
    """The interval of ``scoring.f1``: the mean over pairs of coders of their pooled F1.

    ``tallies`` has those of every pair of coders for each article, none for an article that has
    no two coders.
    """
    pairs = sorted({tally.coders for found in tallies.values() for tally in found})
    cells = [
        [
            cell
            for tally in tallies[article]
            for cell in (
                (("both", tally.coders), tally.both),
                (("every", tally.coders), tally.first + tally.second),
            )
        ]
        for article in sorted(tallies)
    ]
    columns = [(kind, coders) for kind in ("both", "every") for coders in pairs]
    return interval(_sums(cells, columns), _mean_f1, draws)


def _mean_f1(drawn: Numbers) -> Numbers:
    """The mean over pairs of coders of each resample; a pair that found nothing is left out."""
    both, every = np.hsplit(drawn, 2)
    shares = np.where(every > 0, 2 * both / np.where(every > 0, every, 1), 0)
    number = (every > 0).sum(1)
    means: Numbers = np.where(number > 0, shares.sum(1) / np.maximum(number, 1), np.nan)
    return means


def u_alpha_nominal_interval(sums: Mapping[str, UnitSums], draws: Numbers) -> Interval:
    """The interval of ``unitizing.u_alpha_nominal``; ``sums`` has those of each article's text."""
    return _alpha_interval(sums, draws, lambda found: (found.pairs, _own(found)))


def u_alpha_binary_interval(sums: Mapping[str, UnitSums], draws: Numbers) -> Interval:
    """The interval of ``unitizing.u_alpha_binary``."""
    return _alpha_interval(sums, draws, lambda found: (as_marked(found.pairs), _own(found)))


def cu_alpha_nominal_interval(sums: Mapping[str, UnitSums], draws: Numbers) -> Interval:
    """The interval of ``unitizing.cu_alpha_nominal``."""
    return _alpha_interval(sums, draws, lambda found: (units_only(found.pairs), _shared(found)))


def _own(found: UnitSums) -> float:
    return sum(found.own.values())


def _shared(found: UnitSums) -> float:
    return sum(sum(squares.values()) / others**2 for others, squares in found.shared.items())


def _alpha_interval(
    sums: Mapping[str, UnitSums],
    draws: Numbers,
    compared: Callable[[UnitSums], tuple[Pairs, float]],
) -> Interval:
    cells = [_alpha_cells(*compared(sums[article])) for article in sorted(sums)]
    columns = {cell[0]: None for found in cells for cell in found}
    values = sorted((column for column in columns if column not in _FIRST), key=repr)
    return interval(_sums(cells, [*_FIRST, *values]), _alphas, draws)


_FIRST = ("observed", "own")
"""The columns before those of the values."""


def _alpha_cells(pairs: Pairs, own: float) -> list[Cell]:
    """What a text adds: its observed disagreement, what cannot meet itself, each value's share."""
    observed = 0.0
    shares: dict[Hashable, float] = defaultdict(float)
    for others, lengths in pairs.items():
        for (one, other), length in lengths.items():
            shares["row", one] += length / others
            if one != other:
                observed += length / others
    return [("observed", observed), ("own", own), *shares.items()]


def _alphas(drawn: Numbers) -> Numbers:
    """Alpha of each resample, NaN where nothing varies."""
    observed, own, shares = drawn[:, 0], drawn[:, 1], drawn[:, 2:]
    varied = (shares > 0).sum(1) > 1
    total = shares.sum(1)
    different = np.where(varied, total**2 - (shares**2).sum(1), 1)
    expected = np.where(varied, total * different / np.where(varied, total**2 - own, 1), 1)
    alphas: Numbers = np.where(varied, 1 - observed / expected, np.nan)
    return alphas


def _sums(cells: Sequence[Sequence[Cell]], columns: Sequence[Hashable]) -> Sums:
    """The cells of each article, in columns."""
    place = {column: at for at, column in enumerate(columns)}
    listed = [(article, place[c], v) for article, held in enumerate(cells) for c, v in held]
    article, column, value = zip(*listed, strict=True) if listed else ((), (), ())
    return Sums(
        np.array(article, np.int64),
        np.array(column, np.int64),
        np.array(value, float),
        len(cells),
        len(columns),
    )
