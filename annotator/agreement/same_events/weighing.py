"""Match two coders' events by their fields alone, each field with a weight that is given.

The program's own figures match by evidence first (``matching``). This measure is for comparing
with published figures, where weights and threshold are part of what was published.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.agreement.assignment import Edge, assign
from annotator.agreement.figures import Figure
from annotator.agreement.same_events.identity import CodedEvent, Field, orientations
from annotator.agreement.scoring import Tally, f1, pairs_of_coders

_FINE = 1 << 40
_ROUNDING = 1e-9
"""Of sums of weights: what a sum may miss the threshold by and still reach it."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How alike two events are: the weights of the fields in which they agree, added up.

    ``likeness`` grades a field from 0 to 1 in place of equal or not; two fields left blank are
    equal. Events match from ``threshold`` on.
    """

    weights: Mapping[str, float]
    threshold: float
    likeness: Mapping[str, Callable[[Field, Field], float]] = field(default_factory=dict)
    sides: tuple[str, str] | None = None

    def score(self, one: CodedEvent, other: CodedEvent) -> float:
        """How alike two events are; reciprocal ones with their sides as they fit best."""
        if self.sides is None or not (one.reciprocal or other.reciprocal):
            return self._score(one.fields, other.fields)
        return max(
            self._score(first, second)
            for first in _readings(one, self.sides)
            for second in _readings(other, self.sides)
        )

    def _score(self, one: Mapping[str, Field], other: Mapping[str, Field]) -> float:
        return math.fsum(
            weight * self._alike(name, one.get(name), other.get(name))
            for name, weight in self.weights.items()
        )

    def _alike(self, name: str, one: Field, other: Field) -> float:
        if one == other:
            return 1
        if name not in self.likeness or one is None or other is None:
            return 0
        return self.likeness[name](one, other)


def _readings(event: CodedEvent, sides: tuple[str, str]) -> list[Mapping[str, Field]]:
    """The fields of an event for each way its sides can be read; the sides as sets."""
    return [
        {**event.fields, **dict(zip(sides, way, strict=True))} for way in orientations(event, sides)
    ]


def event_match_pairs(
    left: Sequence[CodedEvent], right: Sequence[CodedEvent], weighing: Weighing
) -> list[Edge]:
    """Which events of two coders match: their numbers in the two lists, in order.

    One to one, each pair at least as alike as the threshold, and all together the most alike. Of
    several such ways the one that pairs events by their place in the lists.
    """
    weights: dict[Edge, tuple[int, int]] = {}
    most = max(len(left), len(right))
    for row, one in enumerate(left):
        for column, other in enumerate(right):
            score = weighing.score(one, other)
            if score > 0 and score >= weighing.threshold - _ROUNDING:
                weights[row, column] = (round(score * _FINE), most - abs(row - column))
    return assign(weights)


def event_f1_matched(
    articles: Iterable[Mapping[str, Sequence[CodedEvent] | None]], weighing: Weighing
) -> Figure:
    """How much of the events of two coders matches: 2 · pairs / events of both.

    ``articles`` give coder -> events; None is a coder who did not work on that article. Pooled
    over articles, of more coders the mean over pairs; undefined as ``scoring.f1`` says.
    """
    return f1(
        Tally(coders, len(event_match_pairs(left, right, weighing)), len(left), len(right))
        for article in articles
        for coders, left, right in pairs_of_coders(article)
    )
