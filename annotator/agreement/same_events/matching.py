"""Did they see the same events: the events of several coders of one article, matched.

Two stages. First by evidence: events that were read from the same words are the same event,
whatever the coders made of them. Then, among the events still unmatched, by what they say, for
coders who marked different sentences of the same report; the field whose agreement is to be
reported is left out of this, else agreement would be found where it was put in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from annotator.agreement.assignment import Edge, assign
from annotator.agreement.ranges import Ranges, gap, length, overlap
from annotator.agreement.same_events.identity import (
    Agreeing,
    CodedEvent,
    Comparable,
    Identity,
    best,
    in_text_order,
)
from annotator.agreement.scoring import Coders, pairs_of_coders

LEAST_OVERLAP = 0.2
"""Of the characters of both events' evidence, the share that both must have in common."""

LEAST_AGREEING = Fraction(2, 3)
"""Of the identifying fields compared, the share in which two events must agree."""

_FINE = 1 << 30
"""Into how many steps a share is parted, to be added up without rounding."""

_FAR = 1 << 20
"""Characters between two pieces of evidence beyond which nearness does not count."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article and the events of the coders who finished it; none is "nothing to code".

    A coder to whom it was not given, or who has not finished it, is not among them.
    """

    key: str
    codings: Mapping[str, tuple[CodedEvent, ...]]

    @classmethod
    def of(cls, key: str, codings: Mapping[str, Sequence[CodedEvent]]) -> Article:
        """An article with each coder's events in the order of the text."""
        return cls(key, {coder: in_text_order(codings[coder]) for coder in sorted(codings)})


@dataclass(frozen=True, slots=True)
class Match:
    """Two coders' events that are one event.

    ``stage`` is 1 where their evidence says so, 2 where their fields do; ``weight`` is the share
    of their evidence, or of the fields compared, in which they agree. ``places`` are their
    numbers in the article's codings.
    """

    coders: Coders
    places: Edge
    events: tuple[CodedEvent, CodedEvent]
    stage: int
    weight: float


class ArticleMatching:
    """The events of one article, matched between every two coders, field by field if need be."""

    def __init__(self, article: Article, identity: Identity) -> None:
        self.article = article
        self.identity = identity
        self.comparable = {
            coder: [Comparable.of(event, identity) for event in events]
            for coder, events in article.codings.items()
        }
        self.by_evidence = self._match_by_evidence()
        self._over = [*self._left_over()]

    def matches(self, *, leaving_out: str | None = None, stages: int = 2) -> list[Match]:
        """The matches by both stages or by the first alone.

        ``leaving_out`` is the field whose agreement is to be reported, if any.
        """
        return self.by_evidence + (self.by_fields(leaving_out) if stages > 1 else [])

    def _match_by_evidence(self) -> list[Match]:
        """Stage 1: the events of every two coders, matched by their evidence.

        Two events may match where the characters that both have as evidence are at least
        ``LEAST_OVERLAP`` of those that either has (intersection over union). Matches are one to
        one and their shares add up to the most possible; among several such ways the one whose
        events agree in the most identifying fields, then the one that keeps the order of the
        text best.
        """
        return [
            match
            for coders, left, right in pairs_of_coders(self.article.codings)
            for match in _matched(coders, left, right, 1, self._evidence(coders, left, right))
        ]

    def by_fields(self, leaving_out: str | None = None) -> list[Match]:
        """Stage 2: of the events that stage 1 leaves over, those that say the same.

        Two events may match where they agree in at least ``LEAST_AGREEING`` of the identifying
        fields without the one left out (two that are left blank agree) and at least one of these
        is filled in. Matches are one to one and agree in the most fields possible; among several
        such ways the one whose evidence lies nearest, then the one that keeps the order of the
        text best. Without any field left to compare no events match.
        """
        mask = self.identity.mask(leaving_out=leaving_out)
        number = mask.bit_count()
        matches: list[Match] = []
        for coders, pairs in self._over:
            speaking: dict[Edge, _Speaking] = {}
            for pair in pairs:
                same, told = best(pair.agreeing, mask)
                if told and same * LEAST_AGREEING.denominator >= LEAST_AGREEING.numerator * number:
                    speaking[pair.edge] = _Speaking(same / number, pair.nearness)
            if speaking:
                left, right = (self.article.codings[coder] for coder in coders)
                matches += _matched(coders, left, right, 2, speaking)
        return matches

    def _evidence(
        self, coders: Coders, left: Sequence[CodedEvent], right: Sequence[CodedEvent]
    ) -> dict[Edge, _Speaking]:
        """What speaks for matches by evidence."""
        found: dict[Edge, _Speaking] = {}
        ones, others = (self.comparable[coder] for coder in coders)
        every = self.identity.mask()
        for row, one in enumerate(left):
            for column, other in enumerate(right):
                share = _share(one.evidence, other.evidence)
                if share >= LEAST_OVERLAP:
                    same, _ = best(ones[row].agreeing(others[column]), every)
                    found[row, column] = _Speaking(share, same)
        return found

    def _left_over(self) -> Iterator[tuple[Coders, list[_Pair]]]:
        """Of every two coders, any two events that are not matched and agree somewhere."""
        for coders, left, right in pairs_of_coders(self.article.codings):
            taken = [match.places for match in self.by_evidence if match.coders == coders]
            rows, columns = {row for row, _ in taken}, {column for _, column in taken}
            ones, others = (self.comparable[coder] for coder in coders)
            pairs = [
                pair
                for row in range(len(left))
                if row not in rows
                for column in range(len(right))
                if column not in columns
                and (pair := _pair((row, column), ones[row].agreeing(others[column]), left, right))
            ]
            if pairs:
                yield coders, pairs


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two events of two coders that evidence left over."""

    edge: Edge
    agreeing: tuple[Agreeing, ...]
    nearness: int


def _pair(
    edge: Edge,
    agreeing: tuple[Agreeing, ...],
    left: Sequence[CodedEvent],
    right: Sequence[CodedEvent],
) -> _Pair | None:
    """Two events that agree somewhere, else nothing."""
    if not any(told for _, told in agreeing):
        return None
    return _Pair(edge, agreeing, _nearness(left[edge[0]], right[edge[1]]))


@dataclass(frozen=True, slots=True)
class _Speaking:
    """What speaks for a match: the share that counts, and what decides between equal shares."""

    share: float
    tie: int


def _share(one: Ranges, other: Ranges) -> float:
    """Of the characters that either has, the share that both have."""
    shared = overlap(one, other)
    return shared / (length(one) + length(other) - shared) if shared else 0.0


def _nearness(one: CodedEvent, other: CodedEvent) -> int:
    """The nearer the evidence of two events, the more; nothing where one has none."""
    if not one.evidence or not other.evidence:
        return 0
    return max(0, _FAR - gap(one.evidence, other.evidence))


def _matched(
    coders: Coders,
    left: Sequence[CodedEvent],
    right: Sequence[CodedEvent],
    stage: int,
    speaking: Mapping[Edge, _Speaking],
) -> list[Match]:
    """The best one-to-one matches, whichever coder comes first."""
    edges = _edges(left, right, speaking) if _compete(speaking) else sorted(speaking)
    return [
        Match(coders, edge, (left[edge[0]], right[edge[1]]), stage, speaking[edge].share)
        for edge in edges
    ]


def _compete(edges: Collection[Edge]) -> bool:
    """Whether not all of these pairs can be formed."""
    return len({row for row, _ in edges}) < len(edges) or len({c for _, c in edges}) < len(edges)


def _edges(
    left: Sequence[CodedEvent],
    right: Sequence[CodedEvent],
    speaking: Mapping[Edge, _Speaking],
) -> list[Edge]:
    """The pairs of the best matching; what the events say settles who is called first."""
    most = max(len(left), len(right))
    weights = {
        (row, column): (round(said.share * _FINE), said.tie, most - abs(row - column))
        for (row, column), said in speaking.items()
    }
    if [event.content for event in left] <= [event.content for event in right]:
        return assign(weights)
    turned = assign({(column, row): weight for (row, column), weight in weights.items()})
    return sorted((row, column) for column, row in turned)
