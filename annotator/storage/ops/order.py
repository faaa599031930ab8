"""Orders that stay put: as few positions change as can be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def positions(current: Sequence[int | None]) -> list[int]:
    """Positions from 0 that rise in the order given, keeping as many as possible as they are.

    ``current`` holds the present position of each item in the order wanted, None for an item
    that has none yet. Gaps that deletions left are used before anything moves.
    """
    kept = _longest_fitting([None if p is None else p - i for i, p in enumerate(current)])
    result: list[int] = []
    for index, position in enumerate(current):
        if index in kept and position is not None:
            result.append(position)
        else:
            result.append(result[-1] + 1 if result else 0)
    return result


def _longest_fitting(slack: Sequence[int | None]) -> frozenset[int]:
    """Indices of a longest run of entries that never falls and never is below zero.

    ``slack`` is position minus index: where it does not fall between two items, there is room
    for all that stands between them.
    """
    tails: list[int] = []  # smallest last entry of a run of each length
    ends: list[int] = []  # the index of that entry
    before: dict[int, int | None] = {}
    for index, entry in enumerate(slack):
        if entry is None or entry < 0:
            continue
        length = bisect_right(tails, entry)
        before[index] = ends[length - 1] if length else None
        tails[length : length + 1] = [entry]
        ends[length : length + 1] = [index]
    kept, index_or_none = set(), ends[-1] if ends else None
    while index_or_none is not None:
        kept.add(index_or_none)
        index_or_none = before[index_or_none]
    return frozenset(kept)
