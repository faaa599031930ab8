"""Reliability data: which coder gave which value to which unit; values may be missing."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.agreement.figures import AgreementError
from annotator.domain.language import tr

Value: TypeAlias = str | float | frozenset[Hashable]
"""What a coder said of a unit: a code, a number, or a set of codes (text: 042 is not 42)."""
Integers: TypeAlias = npt.NDArray[np.int64]
Numbers: TypeAlias = npt.NDArray[np.float64]

MISSING = -1
LARGEST = 1e100  # what is squared and summed stays a number


@dataclass(frozen=True, eq=False)
class Ratings:
    """Who gave which value to which unit.

    ``codes`` is units × coders: the place of the value in ``categories``, or -1 where the coder
    gave none. ``weights`` says how many units a row stands for (1, but for a contingency table).
    """

    categories: tuple[Value, ...]
    codes: Integers
    weights: Numbers
    units: tuple[Hashable, ...]
    coders: tuple[Hashable, ...]

    @cached_property
    def given(self) -> Given:
        """Which values each unit got, and how often: what is left when coders change places."""
        size = max(1, len(self.categories))
        rows, columns = np.nonzero(self.codes >= 0)
        keys, counts = np.unique(rows * size + self.codes[rows, columns], return_counts=True)
        sizes = np.bincount(rows, minlength=len(self.codes))
        return Given(keys // size, keys % size, counts.astype(float), sizes.astype(float))

    @cached_property
    def active(self) -> Integers:
        """The columns of coders who gave any value at all."""
        return np.flatnonzero((self.codes >= 0).any(axis=0))

    @property
    def pairable(self) -> int:
        """How many units have values of two coders or more."""
        return round(float(self.weights[self.given.sizes >= 2].sum()))

    def recoded(self, recode: Callable[[Value], Value | None]) -> Ratings:
        """The same ratings with each value put as another (its root, say), or left out."""
        new = [recode(value) for value in self.categories]
        categories = in_order(value for value in new if value is not None)
        place = {value: at for at, value in enumerate(categories)}
        moved = np.array([MISSING if v is None else place[v] for v in new] + [MISSING])
        return Ratings(categories, moved[self.codes], self.weights, self.units, self.coders)


@dataclass(frozen=True, eq=False)
class Given:
    """One entry for each different value of each unit, in order of units.

    ``units`` and ``codes`` are places in the ratings, ``counts`` how many coders gave the value,
    ``sizes`` (one for each unit) how many gave any.
    """

    units: Integers
    codes: Integers
    counts: Numbers
    sizes: Numbers

    def pairs(self) -> tuple[Integers, Integers]:
        """Entries of the same unit, two by two: each two different values once."""
        firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for step in range(1, len(self.units)):
            first = np.flatnonzero(self.units[:-step] == self.units[step:])
            if not first.size:
                break
            firsts.append(first)
            seconds.append(first + step)
        return np.concatenate(firsts), np.concatenate(seconds)


def from_matrix(rows: Sequence[Sequence[object]]) -> Ratings:
    """Ratings from coders × units, None where a coder gave no value.

    Raises AgreementError when the rows are of different length or hold what is no value.
    """
    lengths = {len(row) for row in rows}
    if len(lengths) > 1:
        raise AgreementError(tr("Each coder has an entry for every unit, if an empty one."))
    values = [[as_value(entry) for entry in row] for row in rows]
    categories = in_order(value for row in values for value in row if value is not None)
    place: dict[Value | None, int] = {value: at for at, value in enumerate(categories)}
    place[None] = MISSING
    units = lengths.pop() if lengths else 0
    codes = np.array([[place[v] for v in row] for row in values], np.int64)
    codes = codes.reshape(len(rows), units).T
    return Ratings(categories, codes, np.ones(units), tuple(range(units)), tuple(range(len(rows))))


def from_rows(rows: Iterable[tuple[Hashable, Hashable, object]]) -> Ratings:
    """Ratings from (unit, coder, value), in any order; a value of None is a missing one.

    Units and coders are put in order of their names, so that the order of rows changes nothing.
    Raises AgreementError when a coder gives one unit two values.
    """
    values: dict[tuple[Hashable, Hashable], Value | None] = {}
    for unit, coder, entry in rows:
        value = as_value(entry)
        if values.setdefault((unit, coder), value) != value:
            said = tr("Coder “{coder}” gave unit “{unit}” two values.")
            raise AgreementError(said.format(coder=coder, unit=unit))
    units = tuple(sorted({unit for unit, _ in values}, key=named))
    coders = tuple(sorted({coder for _, coder in values}, key=named))
    categories = in_order(value for value in values.values() if value is not None)
    return Ratings(
        categories, _filled(values, units, coders, categories), np.ones(len(units)), units, coders
    )


def from_contingency(
    table: Sequence[Sequence[float]], categories: Sequence[object] = ()
) -> Ratings:
    """Ratings of two coders from how often they gave which two values.

    ``table`` is square: rows are values of the first coder, columns of the second; ``categories``
    names them in this order (0, 1, 2… without). Cells may be counts or shares.
    Raises AgreementError for a table that is not square or holds what is no count.
    """
    named = [as_value(entry) for entry in (categories or range(len(table)))]
    if any(len(row) != len(table) for row in table) or len(named) != len(table):
        raise AgreementError(tr("A contingency table has as many columns as rows, and names."))
    counts = np.array([[number(cell) for cell in row] for row in table], float)
    if (counts < 0).any():
        raise AgreementError(tr("A contingency table holds no counts below 0."))
    if None in named or len(set(named)) != len(named):
        raise AgreementError(tr("Each row of a contingency table has a name of its own."))
    return _expanded(counts.reshape(len(named), len(named)), [v for v in named if v is not None])


def as_value(entry: object) -> Value | None:
    """A value as the coefficients take it: lists become sets, NaN and None are missing.

    Raises AgreementError for what is neither text, number nor a list of them.
    """
    if entry is None or (isinstance(entry, float) and math.isnan(entry)):
        return None
    if isinstance(entry, (str, int, float)):
        return entry
    if isinstance(entry, (list, tuple, set, frozenset)):
        return frozenset(_member(member) for member in entry)
    raise AgreementError(_no_value(entry))


def number(value: object) -> float:
    """A value as a finite number; text is read. Raises AgreementError when it is none."""
    try:
        found = float(value) if isinstance(value, (str, int, float)) else math.nan
    except (ValueError, OverflowError):
        found = math.nan
    if not abs(found) <= LARGEST:
        raise AgreementError(tr("“{value}” is not a number.").format(value=_shown(value)))
    return found


def tally(places: Integers, weights: Numbers, size: int) -> Numbers:
    """The sum of the weights at each of ``size`` places."""
    return np.bincount(places, weights, size).astype(float)


def per_value(alike: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
    """For each unit, how much of its values is alike, and how many there are to be alike.

    ``alike`` counts ordered pairs, ``sizes`` values: of m values each is compared with the other
    m - 1, so that it counts once, however many others there are. A single value counts nothing.
    """
    several = sizes > 1
    return alike / np.maximum(sizes - 1, 1) * several, sizes * several


def in_order(values: Iterable[Value]) -> tuple[Value, ...]:
    """The different values, in an order that does not depend on who gave them."""
    return tuple(sorted(set(values), key=_rank))


def _member(member: object) -> Hashable:
    if isinstance(member, (str, int, float)):
        return member
    raise AgreementError(_no_value(member))


def _no_value(entry: object) -> str:
    return tr("“{entry}” is neither text nor number.").format(entry=entry)


def _rank(value: Value) -> tuple[int, float, list[str]]:
    if isinstance(value, frozenset):
        return 2, len(value), sorted(map(named, value))
    if isinstance(value, str):
        return 1, 0, [value]
    return 0, value, []


def named(entry: Hashable) -> str:
    """A name to sort by, whatever it is: 1 and "1" are two."""
    return f"{type(entry).__name__} {entry}" if not isinstance(entry, str) else entry


def _shown(value: object) -> str:
    return (
        "{" + ", ".join(sorted(map(str, value))) + "}"
        if isinstance(value, frozenset)
        else str(value)
    )


def _filled(
    values: dict[tuple[Hashable, Hashable], Value | None],
    units: tuple[Hashable, ...],
    coders: tuple[Hashable, ...],
    categories: tuple[Value, ...],
) -> Integers:
    row = {unit: at for at, unit in enumerate(units)}
    column = {coder: at for at, coder in enumerate(coders)}
    place = {value: at for at, value in enumerate(categories)}
    codes = np.full((len(units), len(coders)), MISSING, np.int64)
    for (unit, coder), value in values.items():
        if value is not None:
            codes[row[unit], column[coder]] = place[value]
    return codes


def _expanded(counts: Numbers, named: list[Value]) -> Ratings:
    """A row for each cell that is not empty, standing for as many units."""
    categories = in_order(named)
    place = np.array([categories.index(value) for value in named], np.int64)
    first, second = np.nonzero(counts)
    codes = np.column_stack([place[first], place[second]]).astype(np.int64)
    units = tuple(zip(first.tolist(), second.tolist(), strict=True))
    return Ratings(categories, codes, counts[first, second], units, (0, 1))
