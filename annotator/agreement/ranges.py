"""Stretches of a text as half-open ranges: joined, measured, compared."""

from __future__ import annotations

from collections.abc import Iterable

Range = tuple[int, int]
Ranges = tuple[Range, ...]
"""Sorted, apart from each other, none empty: what ``joined`` gives."""


def joined(ranges: Iterable[Range]) -> Ranges:
    """The same characters as few ranges, in order; those that touch become one.

    Raises ValueError for a range that ends before it has a character.
    """
    found: list[Range] = []
    for start, end in sorted(ranges):
        if start >= end:
            raise ValueError(f"not a text range: {start}-{end}")
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def length(ranges: Ranges) -> int:
    """How many characters the ranges hold."""
    return sum(end - start for start, end in ranges)


def overlap(left: Ranges, right: Ranges) -> int:
    """How many characters both hold."""
    if not left or not right or left[-1][1] <= right[0][0] or right[-1][1] <= left[0][0]:
        return 0
    shared = at = to = 0
    while at < len(left) and to < len(right):
        shared += max(0, min(left[at][1], right[to][1]) - max(left[at][0], right[to][0]))
        if left[at][1] <= right[to][1]:
            at += 1
        else:
            to += 1
    return shared


def gap(left: Ranges, right: Ranges) -> int:
    """How many characters lie between two stretches; 0 where one begins within the other."""
    return max(0, left[0][0] - right[-1][1], right[0][0] - left[-1][1])
