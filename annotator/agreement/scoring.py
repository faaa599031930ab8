"""F1: of what two coders found, how much both found; pooled over articles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

from annotator.agreement.figures import Figure, undefined
from annotator.domain.language import tr

T = TypeVar("T")
Coders = tuple[str, str]
"""Two coders, in order of their names."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things two coders found in one article, and how many of them are the same."""

    coders: Coders
    both: int
    first: int
    second: int


def pairs_of_coders(codings: Mapping[str, T | None]) -> list[tuple[Coders, T, T]]:
    """Every two coders of an article with their codings; None is a coder who has none."""
    return [
        ((first, second), left, right)
        for first, second in combinations(sorted(codings), 2)
        if (left := codings[first]) is not None and (right := codings[second]) is not None
    ]


def f1(tallies: Iterable[Tally]) -> Figure:
    """F1 of two coders over all their articles; of more coders, the mean over pairs of them.

    2 · both / (first + second), with the counts of a pair summed over its articles before
    dividing, so that an article in which neither found anything weighs nothing. ``n`` is the
    number of things found, each coder's counted, over all pairs. Undefined where nobody found
    anything or no article has two coders; a pair of coders who found nothing is left out of the
    mean.

    van Rijsbergen (1979), Information Retrieval, ch. 7, at equal weight (the Dice coefficient);
    as agreement between coders: Hripcsak and Rothschild (2005), Agreement, the F-measure, and
    reliability in information retrieval, JAMIA 12(3).
    """
    sums: dict[Coders, list[int]] = {}
    for tally in tallies:
        counts = sums.setdefault(tally.coders, [0, 0])
        counts[0] += tally.both
        counts[1] += tally.first + tally.second
    if not sums:
        return undefined(tr("No article has two coders."))
    found = [2 * both / all_ for both, all_ in sums.values() if all_]
    if not found:
        return undefined(tr("None of the coders found anything."))
    return Figure(math.fsum(found) / len(found), sum(all_ for _, all_ in sums.values()))


def f1_interchangeable(documents: Iterable[Sequence[Tally]]) -> Figure:
    """F1 where nobody knows which coder is whose in another document.

    ``documents`` hold the tallies of all pairs of coders in each. Counts are averaged over the
    pairs of a document, then pooled over documents. ``n`` is the number of documents with two
    coders. Undefined where there is none, or nobody found anything.
    """
    compared = [tallies for tallies in documents if tallies]
    if not compared:
        return undefined(tr("No article has two coders."))
    both = sum(Fraction(sum(t.both for t in found), len(found)) for found in compared)
    every = sum(Fraction(sum(t.first + t.second for t in found), len(found)) for found in compared)
    if not every:
        return undefined(tr("None of the coders found anything."))
    return Figure(float(2 * both / every), len(compared))
