"""How far two values are apart: nothing at all for one and the same, more the less they agree.

A distance knows two things, both for whole arrays: how far given values are apart, and the sum
over all pairs of two distributions, which is what chance is measured by. Simple scales have a
closed form for the sum, so that 100,000 different days cost no more than ten codes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from annotator.agreement.coefficients import code_tree, set_distances
from annotator.agreement.figures import AgreementError
from annotator.agreement.ratings import LARGEST, Integers, Numbers, Value, number
from annotator.domain.language import tr

BLOCK = 256  # rows of values compared with all others at a time, where there is no closed form


@dataclass(frozen=True)
class Scale:
    """By what values are compared: a level, and what that level needs.

    ``labels`` is the order of ordered words, or names the rows and columns of ``disagreement``,
    the weights of a custom scale (0 on its diagonal). ``digits`` are the levels of a hierarchical
    code that are compared.
    """

    level: str = "nominal"
    labels: tuple[Value, ...] = ()
    disagreement: tuple[tuple[float, ...], ...] = ()
    digits: tuple[int, ...] = code_tree.DIGITS


NOMINAL = Scale()


class Distance(Protocol):
    """How far the values of one set of ratings are apart."""

    def between(self, first: Integers, second: Integers) -> Numbers:
        """How far each of ``first`` is from its fellow in ``second`` (places of categories)."""

    def cross(self, first: Numbers, second: Numbers) -> Numbers:
        """The sum over all pairs, one of each distribution: Σ first_c · second_k · δ_ck.

        Both are counts by category on the last axis; the result has the axes before it.
        """


@dataclass(frozen=True, eq=False)
class Nominal:
    """Same or different: δ = 1 for any two different values."""

    def between(self, first: Integers, second: Integers) -> Numbers:
        """1 where the two differ."""
        differ: Numbers = (first != second).astype(float)
        return differ

    def cross(self, first: Numbers, second: Numbers) -> Numbers:
        """All pairs but those alike."""
        alike: Numbers = (first * second).sum(-1)
        return np.asarray(first.sum(-1) * second.sum(-1) - alike, float)


@dataclass(frozen=True, eq=False)
class Squares:
    """Squared difference of ``positions`` (interval; ordinal by mean ranks; quadratic weights)."""

    positions: Numbers

    def between(self, first: Integers, second: Integers) -> Numbers:
        """The square of how far the two positions are apart."""
        apart: Numbers = (self.positions[first] - self.positions[second]) ** 2
        return apart

    def cross(self, first: Numbers, second: Numbers) -> Numbers:
        """Σ a x² · Σ b + Σ a · Σ b x² - 2 Σ a x · Σ b x, around the middle for precision."""
        x = self.positions - (self.positions.mean() if self.positions.size else 0.0)
        squares = (first @ x**2) * second.sum(-1) + first.sum(-1) * (second @ x**2)
        spread = np.asarray(squares - 2 * (first @ x) * (second @ x), float)
        return np.where(_varied(self.positions, first + second), spread, 0.0)


@dataclass(frozen=True, eq=False)
class Table:
    """A table of how far each two categories are apart."""

    apart: Numbers

    def between(self, first: Integers, second: Integers) -> Numbers:
        """As the table says."""
        apart: Numbers = self.apart[first, second]
        return apart

    def cross(self, first: Numbers, second: Numbers) -> Numbers:
        """First distribution · table · second distribution."""
        return np.asarray(((first @ self.apart) * second).sum(-1), float)


@dataclass(frozen=True, eq=False)
class Compared:
    """Any function of two positions, summed block by block (ratio, linear weights)."""

    positions: Numbers
    apart: Callable[[Numbers, Numbers], Numbers]

    def between(self, first: Integers, second: Integers) -> Numbers:
        """As the function says."""
        return self.apart(self.positions[first], self.positions[second])

    def cross(self, first: Numbers, second: Numbers) -> Numbers:
        """Block by block of the first distribution, so that memory stays small."""
        total = np.zeros(first.shape[:-1])
        for start in range(0, len(self.positions), BLOCK):
            rows = slice(start, start + BLOCK)
            apart = self.apart(self.positions[rows, None], self.positions[None, :])
            total = total + ((first[..., rows] @ apart) * second).sum(-1)
        return total


def distance(scale: Scale, categories: Sequence[Value], totals: Numbers) -> Distance:
    """The distance of a scale over these categories.

    ``totals`` counts how often each category was given in units with two values or more; only
    ordinal needs it. Levels: nominal; ordinal, interval, ratio (Krippendorff 2011, "Computing
    Krippendorff's Alpha-Reliability", section D); custom; and the sets and hierarchical codes
    below. Raises AgreementError for an unknown level, or values a level cannot compare.
    """
    if scale.level not in LEVELS:
        said = tr("There is no level “{name}”. There are: {levels}.")
        raise AgreementError(said.format(name=scale.level, levels=", ".join(LEVELS)))
    return LEVELS[scale.level](scale, categories, totals)


def ranks(positions: Numbers, totals: Numbers) -> Numbers:
    """Mean ranks of categories: all values below, and half of those alike.

    The ordinal difference of Krippendorff (2011, section D), (Σ n_g from c to k - (n_c + n_k)/2)²,
    is the square of how far the mean ranks of c and k are apart. ``totals`` may have further axes
    before that of the categories.
    """
    if not positions.size:
        return totals
    order = np.argsort(positions, kind="stable")
    _, starts, place = np.unique(positions[order], return_index=True, return_inverse=True)
    merged = np.add.reduceat(totals[..., order], starts, axis=-1)
    place = place[np.argsort(order)]
    mean: Numbers = (np.cumsum(merged, axis=-1) - merged / 2)[..., place]
    return mean


def order(scale: Scale, categories: Sequence[Value]) -> Numbers:
    """Where each category stands on an ordered scale: by the labels, or as a number.

    Raises AgreementError for words of which nobody said the order.
    """
    if scale.labels:
        return np.array([_label(scale.labels, value) for value in categories], float)
    try:
        return positions(categories)
    except AgreementError as error:
        said = tr("{error} Ordered words need to be told their order.")
        raise AgreementError(said.format(error=error)) from error


def positions(categories: Sequence[Value]) -> Numbers:
    """The categories as numbers. Raises AgreementError where one is none."""
    return np.array([number(value) for value in categories], float)


def _varied(positions: Numbers, totals: Numbers) -> npt.NDArray[np.bool_]:
    """Whether values at more than one position were given (told from counts, free of rounding)."""
    highest = np.where(totals > 0, positions, -np.inf).max(axis=-1, initial=-np.inf)
    lowest = np.where(totals > 0, positions, np.inf).min(axis=-1, initial=np.inf)
    varied: npt.NDArray[np.bool_] = highest > lowest
    return varied


def _label(labels: Sequence[Value], value: Value) -> int:
    """The place of a value among the labels, which may be written as text for numbers."""
    if value in labels:
        return labels.index(value)
    written = [str(label) for label in labels]
    if str(value) in written:
        return written.index(str(value))
    raise AgreementError(tr("“{value}” is not among the labels.").format(value=value))


def _ordinal(scale: Scale, categories: Sequence[Value], totals: Numbers) -> Distance:
    return Squares(ranks(order(scale, categories), totals))


def _interval(_: Scale, categories: Sequence[Value], __: Numbers) -> Distance:
    return Squares(positions(categories))


def _numbers(rows: Sequence[Sequence[float]]) -> Numbers:
    """A table as numbers; read cell by cell only where that is needed for saying what is none."""
    if all(type(cell) is float and abs(cell) <= LARGEST for row in rows for cell in row):
        return np.array(rows)
    return np.array([[number(cell) for cell in row] for row in rows], float)


def _ratio(_: Scale, categories: Sequence[Value], __: Numbers) -> Distance:
    found = positions(categories)
    if (found < 0).any():
        raise AgreementError(tr("A ratio scale starts at 0; there is a value below it."))
    return Compared(found, _relative)


def _relative(first: Numbers, second: Numbers) -> Numbers:
    """((c - k) / (c + k))², and 0 for 0 against 0."""
    both = first + second
    return np.where(both > 0, (first - second) / np.where(both > 0, both, 1.0), 0.0) ** 2


def _custom(scale: Scale, categories: Sequence[Value], _: Numbers) -> Distance:
    apart = np.array(disagreements(scale, categories))
    if np.diagonal(apart).any():
        raise AgreementError(tr("Each value is 0 apart from itself; the weights say otherwise."))
    return Table((apart + apart.T) / 2)


def disagreements(scale: Scale, categories: Sequence[Value]) -> Numbers:
    """The weights of a custom scale, as categories × categories.

    Raises AgreementError when the weights are no square of numbers, or lack a category.
    """
    size = len(scale.labels)
    if not size or [len(row) for row in scale.disagreement] != [size] * size:
        raise AgreementError(tr("A custom scale needs labels, and a weight for each two."))
    weights = _numbers(scale.disagreement)
    if (weights < 0).any():
        raise AgreementError(tr("Weights of a custom scale are not below 0."))
    at = [_label(scale.labels, value) for value in categories]
    return weights[np.ix_(at, at)]


_Maker = Callable[[Scale, Sequence[Value], Numbers], Distance]

LEVELS: dict[str, _Maker] = {
    "nominal": lambda *_: Nominal(),
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
    "custom": _custom,
    "set_masi": lambda _, values, __: Table(set_distances.masi(values)),
    "set_jaccard": lambda _, values, __: Table(set_distances.jaccard(values)),
    "set_passonneau2004": lambda _, values, __: Table(set_distances.passonneau2004(values)),
    "cameo_levels": lambda scale, values, _: Table(code_tree.level_shares(values, scale.digits)),
    "cameo_path_squared": lambda _, values, __: Table(code_tree.path_lengths(values) ** 2),
}
"""The levels by their names; the last two are for hierarchical codes of two to four digits."""
