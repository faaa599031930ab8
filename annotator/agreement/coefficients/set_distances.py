"""How far sets of codes are apart, where a coder may give a unit several values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.agreement.ratings import Numbers, Value

Truths: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Sets:
    """Sets of codes against each other: how many they share, and how many each has."""

    categories: Sequence[Value]
    shared: Numbers = field(init=False)
    sizes: Numbers = field(init=False)

    def __post_init__(self) -> None:
        sets = [v if isinstance(v, frozenset) else frozenset([v]) for v in self.categories]
        members = {entry: at for at, entry in enumerate(sorted(frozenset().union(*sets), key=str))}
        inside = np.zeros((len(sets), len(members)))
        for row, entries in enumerate(sets):
            inside[row, [members[entry] for entry in entries]] = 1
        object.__setattr__(self, "shared", inside @ inside.T)
        object.__setattr__(self, "sizes", inside.sum(1))

    def jaccard(self) -> Numbers:
        """Share of what both hold in what either holds; two empty sets are alike: 1."""
        union = self.sizes[:, None] + self.sizes[None, :] - self.shared
        return np.where(union > 0, self.shared / np.maximum(union, 1), 1.0)

    def alike(self) -> Truths:
        """Where both sets hold the same."""
        return self.within() & self.within().T

    def within(self) -> Truths:
        """Where the first is part of the second."""
        within: Truths = self.shared == self.sizes[:, None]
        return within

    def steps(self, alike: float, part: float, overlap: float, apart: float) -> Numbers:
        """A number for each of the four ways two sets can stand to each other."""
        within = self.within() | self.within().T
        rest = np.where(self.shared > 0, overlap, apart)
        return np.where(self.alike(), alike, np.where(within, part, rest))


def masi(categories: Sequence[Value]) -> Numbers:
    """MASI distance 1 - J·M: Jaccard share times monotonicity (1, 2/3, 1/3, 0).

    Passonneau (2006), "Measuring Agreement on Set-valued Items (MASI)". Two empty sets
    are 0 apart, an empty one is 1 from any other.
    """
    sets = Sets(categories)
    return 1 - sets.jaccard() * sets.steps(1, 2 / 3, 1 / 3, 0)


def jaccard(categories: Sequence[Value]) -> Numbers:
    """One minus the share of common members: Jaccard (1912). Two empty sets are 0 apart."""
    return 1 - Sets(categories).jaccard()


def passonneau2004(categories: Sequence[Value]) -> Numbers:
    """0 for equal sets, 1/3 for part and whole, 2/3 for sets that overlap, 1 for disjoint ones.

    Passonneau (2004), "Computing Reliability for Coreference Annotation". The empty set
    is part of every set.
    """
    return Sets(categories).steps(0, 1 / 3, 2 / 3, 1)
