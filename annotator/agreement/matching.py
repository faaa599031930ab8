"""Did they see the same events: the events of several coders of one article, matched.

Two stages. First by evidence: events that were read from the same words are the same event,
whatever the coders made of them. Then, among the events still unmatched, by what they say, for
coders who marked different sentences of the same report; the field whose agreement is to be
reported is left out of this, else agreement would be found where it was put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from annotator.agreement.assignment import Edge, assign
from annotator.agreement.identity import (
    CodedEvent,
    Identity,
    agreeing,
    content,
    in_text_order,
)
from annotator.agreement.ranges import gap, length, overlap
from annotator.agreement.scoring import pairs_of_coders

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

    coders: tuple[str, str]
    places: tuple[int, int]
    events: tuple[CodedEvent, CodedEvent]
    stage: int
    weight: float


def match_article(
    article: Article, identity: Identity, *, leaving_out: str | None = None, stages: int = 2
) -> list[Match]:
    """The matches of every two coders of an article, by both stages or by the first alone."""
    found = match_by_evidence(article, identity)
    if stages > 1:
        found += match_by_fields(article, identity, found, leaving_out=leaving_out)
    return found


def match_by_evidence(
    article: Article, identity: Identity, *, least: float = LEAST_OVERLAP
) -> list[Match]:
    """Stage 1: the events of every two coders, matched by their evidence.

    Two events may match where the characters that both have as evidence are at least ``least``
    of the characters that either has (intersection over union). Matches are one to one and their
    shares add up to the most possible; among several such ways the one whose events agree in the
    most identifying fields, then the one that keeps the order of the text best.
    """
    return [
        match
        for coders, left, right in pairs_of_coders(article.codings)
        for match in _matched(coders, left, right, 1, _by_evidence(left, right, identity, least))
    ]


def match_by_fields(
    article: Article,
    identity: Identity,
    found: Sequence[Match],
    *,
    leaving_out: str | None = None,
    least: Fraction = LEAST_AGREEING,
) -> list[Match]:
    """Stage 2: of the events that ``found`` leaves over, those that say the same.

    Two events may match where they agree in at least ``least`` of the identifying fields without
    the one left out, and at least one of these is filled in. Matches are one to one and agree in
    the most fields possible; among several such ways the one whose evidence lies nearest, then
    the one that keeps the order of the text best. Without any field left to compare, no events
    match.
    """
    names = identity.without(leaving_out)
    matches: list[Match] = []
    for coders, left, right in pairs_of_coders(article.codings):
        over = _left_over(left, right, [m.places for m in found if m.coders == coders])
        speaking = _by_fields(over, names, identity, least)
        matches += _matched(coders, left, right, 2, speaking)
    return matches


def _left_over(
    left: Sequence[CodedEvent], right: Sequence[CodedEvent], taken: Sequence[Edge]
) -> list[tuple[Edge, CodedEvent, CodedEvent]]:
    """Every two events of two coders of which neither is matched yet."""
    rows, columns = {row for row, _ in taken}, {column for _, column in taken}
    others = [(column, other) for column, other in enumerate(right) if column not in columns]
    return [
        ((row, column), one, other)
        for row, one in enumerate(left)
        if row not in rows
        for column, other in others
    ]


@dataclass(frozen=True, slots=True)
class _Speaking:
    """What speaks for a match: the share that counts, and what decides between equal shares."""

    share: float
    tie: int


def _by_evidence(
    left: Sequence[CodedEvent], right: Sequence[CodedEvent], identity: Identity, least: float
) -> dict[Edge, _Speaking]:
    found: dict[Edge, _Speaking] = {}
    lengths = [length(event.evidence) for event in right]
    for row, one in enumerate(left):
        own = length(one.evidence)
        for column, other in enumerate(right):
            shared = overlap(one.evidence, other.evidence)
            if shared and (share := shared / (own + lengths[column] - shared)) >= least:
                same = agreeing(one, other, identity.fields, identity.sides)
                found[row, column] = _Speaking(share, same.fields)
    return found


def _by_fields(
    over: Iterable[tuple[Edge, CodedEvent, CodedEvent]],
    names: Sequence[str],
    identity: Identity,
    least: Fraction,
) -> dict[Edge, _Speaking]:
    found: dict[Edge, _Speaking] = {}
    for edge, one, other in over:
        same = agreeing(one, other, names, identity.sides)
        if same.filled and same.fields >= least * len(names):
            found[edge] = _Speaking(same.fields / len(names), _nearness(one, other))
    return found


def _nearness(one: CodedEvent, other: CodedEvent) -> int:
    """The nearer the evidence of two events, the more; nothing where one has none."""
    if not one.evidence or not other.evidence:
        return 0
    return max(0, _FAR - gap(one.evidence, other.evidence))


def _matched(
    coders: tuple[str, str],
    left: Sequence[CodedEvent],
    right: Sequence[CodedEvent],
    stage: int,
    speaking: Mapping[Edge, _Speaking],
) -> list[Match]:
    """The best one-to-one matches, whichever coder comes first."""
    most = max(len(left), len(right))
    weights = {
        (row, column): (round(said.share * _FINE), said.tie, most - abs(row - column))
        for (row, column), said in speaking.items()
    }
    if len(weights) > 1 and [*map(content, left)] > [*map(content, right)]:
        turned = {(column, row): weight for (row, column), weight in weights.items()}
        edges = sorted((row, column) for column, row in assign(turned))
    else:
        edges = assign(weights)
    return [
        Match(coders, edge, (left[edge[0]], right[edge[1]]), stage, speaking[edge].share)
        for edge in edges
    ]
