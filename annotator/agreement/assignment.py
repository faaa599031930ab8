"""Pair things off one to one, so that the weights of the pairs add up to the most possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

Edge = tuple[int, int]
Weight = tuple[int, ...]
"""What speaks for a pair, the weightiest level first; none below 0. A later level counts only
among pairings whose earlier levels add up to the same."""


def assign(weights: Mapping[Edge, Weight]) -> list[Edge]:
    """The pairs (row, column) of the pairing with the greatest total weight, in order.

    ``weights`` names the pairs that may be formed; all its weights have as many levels, and each
    is above nothing at some level (others are never formed). Every row and column is in at most
    one pair; none need be in any. The totals of the levels are compared like words of a
    dictionary. Rows and columns that no pairs connect are settled apart, each part in
    O(rows² · columns). Among pairings of equal weight one is taken that depends on the numbers of
    rows and columns alone, not on the order of ``weights``.

    The method of Kuhn (1955, The Hungarian method for the assignment problem) by shortest
    augmenting paths (Jonker and Volgenant 1987, A shortest augmenting path algorithm for dense
    and sparse linear assignment problems).
    """
    found: list[Edge] = []
    for part in _parts(sorted(weights)):
        found.extend(part if len(part) == 1 else _best(part, weights))
    return sorted(found)


def _parts(edges: Sequence[Edge]) -> list[list[Edge]]:
    """The edges, parted so that no two parts share a row or column."""
    leader: dict[tuple[bool, int], tuple[bool, int]] = {}

    def lead(node: tuple[bool, int]) -> tuple[bool, int]:
        while (above := leader.setdefault(node, node)) != node:
            leader[node] = node = leader[above]
        return node

    for row, column in edges:
        leader[lead((False, row))] = lead((True, column))
    parts: dict[tuple[bool, int], list[Edge]] = {}
    for edge in edges:
        parts.setdefault(lead((False, edge[0])), []).append(edge)
    return list(parts.values())


def _best(edges: Sequence[Edge], weights: Mapping[Edge, Weight]) -> list[Edge]:
    """The best pairs of one part."""
    rows = sorted({row for row, _ in edges})
    columns = sorted({column for _, column in edges})
    plain = _plain(edges, weights, min(len(rows), len(columns)))
    if len(rows) == 1 or len(columns) == 1:
        return [max(edges, key=lambda edge: (plain[edge], -edge[0], -edge[1]))]
    if len(rows) > len(columns):
        turned = {(column, row): weight for (row, column), weight in plain.items()}
        return [(row, column) for column, row in _solve(columns, rows, turned)]
    return _solve(rows, columns, plain)


def _plain(edges: Sequence[Edge], weights: Mapping[Edge, Weight], most: int) -> dict[Edge, int]:
    """Each weight as one number: no sum of a later level reaches 1 of an earlier one."""
    levels = len(weights[edges[0]])
    bases = [max(weights[edge][level] for edge in edges) * most + 1 for level in range(levels)]
    factors = list(accumulate(reversed(bases[1:]), lambda all_, base: all_ * base, initial=1))
    factors.reverse()
    return {
        edge: sum(part * factor for part, factor in zip(weights[edge], factors, strict=True))
        for edge in edges
    }


def _solve(rows: Sequence[int], columns: Sequence[int], weights: Mapping[Edge, int]) -> list[Edge]:
    """The best pairs among not more rows than columns; pairs without weight are not formed."""
    costs = [[-weights.get((row, column), 0) for column in columns] for row in rows]
    return [
        (rows[row], columns[column])
        for column, row in enumerate(_cheapest(costs))
        if row is not None and costs[row][column] < 0
    ]


def _cheapest(costs: Sequence[Sequence[int]]) -> list[int | None]:
    """For each column the row it is given to, so that all rows are given at the least cost."""
    prices = _Prices(costs)
    for row in range(len(costs)):
        prices.enter(row)
    return prices.holder


class _Prices:
    """Who holds which column, and the prices that show it to be the cheapest (the dual).

    No pair costs less than the price of its row and the price of its column together; a pair
    that is formed costs exactly that.
    """

    def __init__(self, costs: Sequence[Sequence[int]]) -> None:
        self.costs = costs
        self.of_row = [0] * len(costs)
        self.of_column = [0] * len(costs[0])
        self.holder: list[int | None] = [None] * len(costs[0])

    def enter(self, entering: int) -> None:
        """Give one more row a column, moving others along the cheapest path where need be."""
        far: dict[int, int] = {}
        before: dict[int, int] = {}
        reached: dict[int, int] = {}
        free = set(range(len(self.of_column)))
        row: int | None = entering
        here = last = 0
        while row is not None:
            self._look(row, here, free, far, before)
            last = min(free, key=lambda column: (far[column], column))
            here = reached[last] = far[last]
            free.discard(last)
            row = self.holder[last]
        self._reprice(entering, here, reached)
        self._move(entering, last, before)

    def _look(
        self, row: int, here: int, free: set[int], far: dict[int, int], before: dict[int, int]
    ) -> None:
        """Note which free columns are nearer by way of this row."""
        line, base = self.costs[row], here - self.of_row[row]
        for column in free:
            distance = base + line[column] - self.of_column[column]
            if column not in far or distance < far[column]:
                far[column], before[column] = distance, row

    def _reprice(self, entering: int, here: int, reached: Mapping[int, int]) -> None:
        """Let the path cost nothing; the last column reached keeps its price."""
        self.of_row[entering] += here
        for column, distance in reached.items():
            self.of_column[column] -= here - distance
            held = self.holder[column]
            if held is not None:
                self.of_row[held] += here - distance

    def _move(self, entering: int, last: int, before: Mapping[int, int]) -> None:
        """Give each column on the path to the row before it."""
        given = {row: column for column, row in enumerate(self.holder) if row is not None}
        column = last
        while True:
            row = before[column]
            self.holder[column] = row
            if row == entering:
                return
            column = given[row]
