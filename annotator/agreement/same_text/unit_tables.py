"""The sums of ``unit_sums`` text by text, as arrays: for some of them, or for texts drawn again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.set_distances import Truths
from annotator.agreement.ratings import Integers, Numbers
from annotator.agreement.same_text.unit_sums import UnitSums, Value


@dataclass(frozen=True, eq=False)
class UnitTable:
    """What each text adds, in whole characters; the last of the ``values`` is None, a gap.

    ``others`` is the number of other coders (m - 1), 0 where fewer than two coded the text.
    ``pairs`` are texts × values × values, ``own``, ``shared`` and ``units`` texts × values.
    """

    values: tuple[Value, ...]
    others: Integers
    pairs: Numbers
    own: Numbers
    shared: Numbers
    units: Numbers

    @classmethod
    def of(cls, texts: Sequence[UnitSums]) -> UnitTable:
        """The table of texts, each with its own sums."""
        named = {value for found in texts for value in found.own} - {None}
        values: tuple[Value, ...] = (*sorted(map(str, named)), None)
        place = {value: at for at, value in enumerate(values)}
        shape = (len(texts), len(values))
        others = np.zeros(len(texts), np.int64)
        pairs, own, shared, units = (
            np.zeros((*shape, len(values))),
            *(np.zeros(shape) for _ in range(3)),
        )
        for at, found in enumerate(texts):
            for number, lengths in found.pairs.items():
                others[at] = number
                for (one, other), length in lengths.items():
                    pairs[at, place[one], place[other]] += length
            for squares in found.shared.values():
                _fill(shared[at], place, squares)
            _fill(own[at], place, found.own)
            _fill(units[at], place, found.units)
        return cls(values, others, pairs, own, shared, units)

    def only(self, texts: Truths) -> UnitTable:
        """The same of some of the texts."""
        parts = (part[texts] for part in (self.pairs, self.own, self.shared, self.units))
        return UnitTable(self.values, self.others[texts], *parts)

    def sums(self) -> UnitSums:
        """The sums of all texts."""
        found = UnitSums()
        for number in np.unique(self.others[self.others > 0]).tolist():
            texts = self.others == number
            pairs = found.pairs.setdefault(number, defaultdict(int))
            together = self.pairs[texts].sum(0)
            for one, other in np.argwhere(together).tolist():
                pairs[self.values[one], self.values[other]] = round(together[one, other])
            shared = self.shared[texts].sum(0)
            _add(found.shared.setdefault(number, defaultdict(int)), self.values, shared)
        _add(found.own, self.values, self.own.sum(0))
        _add(found.units, self.values, self.units.sum(0))
        return found

    @property
    def coincidences(self) -> Numbers:
        """The pairs, divided by the number of other coders."""
        divided: Numbers = self.pairs / np.maximum(self.others, 1)[:, None, None]
        return divided

    @property
    def pairable(self) -> Numbers:
        """The squares of what of units is comparable, divided likewise."""
        divided: Numbers = self.shared / np.maximum(self.others, 1)[:, None] ** 2
        return divided


def _fill(row: Numbers, place: Mapping[Value, int], numbers: Mapping[Value, int]) -> None:
    for value, number in numbers.items():
        row[place[value]] += number


def _add(sums: dict[Value, int], names: Sequence[Value], numbers: Numbers) -> None:
    for name, number in zip(names, numbers.tolist(), strict=True):
        if number:
            sums[name] += round(number)
