"""Directed dyads: who acted on whom, one pair at a time; made for export, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Direction(Generic[T]):
    """An ordered pair of fillers from different sides; None where a side is empty.

    ``returned``: the way back, which the event implies.
    """

    source: T | None
    target: T | None
    returned: bool = False


def directions(
    sources: Sequence[T], targets: Sequence[T], *, reciprocal: bool
) -> list[Direction[T]]:
    """The ordered pairs of fillers of one event.

    Every source with every target; of a reciprocal event the way back too. Where one side is
    empty, the fillers of a reciprocal event are sides of their own, each acting on each other;
    else each stands alone. An event without any filler is one pair of nothing.
    """
    if sources and targets:
        there = [Direction(s, t) for s in sources for t in targets]
        back = [Direction(t, s, returned=True) for s in sources for t in targets]
        return there + back if reciprocal else there
    alone = sources or targets
    if reciprocal and len(alone) > 1:
        return _each_other(alone)
    if sources:
        return [Direction(s, None) for s in sources]
    return [Direction(None, t) for t in targets] or [Direction(None, None)]


def _each_other(sides: Sequence[T]) -> list[Direction[T]]:
    pairs = [(a, b) for at, a in enumerate(sides) for b in sides[at + 1 :]]
    there = [Direction(a, b) for a, b in pairs]
    return there + [Direction(b, a, returned=True) for a, b in pairs]


def with_way_back(pairs: Sequence[Direction[T]]) -> list[Direction[T]]:
    """The pairs and, for those with two sides whose way back is not among them, that one too.

    For a code that names its mirror: a visit there is a guest received here.
    """
    if any(pair.returned for pair in pairs):
        return list(pairs)
    back = [
        Direction(pair.target, pair.source, returned=True)
        for pair in pairs
        if pair.source is not None and pair.target is not None
    ]
    return [*pairs, *back]
