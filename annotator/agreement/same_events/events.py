"""Figures on events: how many of them two coders share, and which articles have any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from annotator.agreement.coefficients.code_tree import DIGITS, at_digits
from annotator.agreement.figures import Figure
from annotator.agreement.same_events.identity import (
    CodedEvent,
    Field,
    Identity,
    filled,
    strict_identity,
)
from annotator.agreement.same_events.matching import Article, Match
from annotator.agreement.scoring import Tally, f1, pairs_of_coders

Coarse = Mapping[str, Callable[[Field], Field]] | None
"""Fields whose values are made coarser first, and how."""

Row = tuple[str, str, Field]
"""Article, coder, value: what a coefficient for units and coders takes."""


def event_f1(articles: Iterable[Article], matches: Mapping[str, Sequence[Match]]) -> Figure:
    """How much of the events of two coders is matched: 2 · matches / events of both.

    ``matches`` gives those of each article by its key (``matching.match_article``); counts are
    pooled over the articles that both coders finished. ``n`` is the number of events. Of more
    coders the mean over pairs; undefined where nobody coded an event or no article has two
    coders (``scoring.f1``).
    """
    return f1(
        tally
        for article in articles
        for tally in event_tallies(article, matches.get(article.key, ()))
    )


def event_tallies(article: Article, matches: Iterable[Match]) -> list[Tally]:
    """How many events each two coders found in one article, and how many are matched."""
    matched = Counter(match.coders for match in matches)
    return [
        Tally(coders, matched[coders], len(left), len(right))
        for coders, left, right in pairs_of_coders(article.codings)
    ]


def event_f1_strict(
    articles: Iterable[Article],
    identity: Identity,
    *,
    coarse: Coarse = None,
) -> Figure:
    """How much of the events of two coders says exactly the same in all identifying fields.

    Within an article, each event agrees with at most one of the other coder's (multisets are
    compared). Two fields that are left blank agree; reciprocal events are compared by their
    sides in no order, and never agree with one that is not reciprocal. ``coarse`` names fields
    whose values are made coarser first, as codes to their first digits. Pooled and undefined as
    ``event_f1``.
    """
    return f1(
        tally for article in articles for tally in strict_tallies(article, identity, coarse=coarse)
    )


def strict_tallies(article: Article, identity: Identity, *, coarse: Coarse = None) -> list[Tally]:
    """How many events each two coders found in one article, and how many say the same."""
    said = {
        coder: Counter(strict_identity(_coarser(event, coarse), identity) for event in events)
        for coder, events in article.codings.items()
    }
    return [
        Tally(coders, (left & right).total(), left.total(), right.total())
        for coders, left, right in pairs_of_coders(said)
    ]


def _coarser(event: CodedEvent, coarse: Coarse) -> CodedEvent:
    """The event with some of its fields made coarser."""
    if not coarse:
        return event
    fields = dict(event.fields)
    for name, by in coarse.items():
        if filled(value := fields.get(name)):
            fields[name] = frozenset(map(by, value)) if isinstance(value, frozenset) else by(value)
    return CodedEvent(event.key, fields, event.evidence, event.reciprocal)


def code_likeness(one: Field, other: Field) -> float:
    """At how many of the levels of two, three and four digits two codes are the same, as a share.

    193 and 195 are the same at one level of three. Ours: what alpha pooled over the levels takes
    for the agreement of two codes.
    """
    same = [_codes_at(one, digits) == _codes_at(other, digits) for digits in DIGITS]
    return sum(same) / len(DIGITS)


def _codes_at(value: Field, digits: int) -> frozenset[str]:
    values = value if isinstance(value, frozenset) else (value,)
    return frozenset(at_digits(str(code), digits) for code in values)


def relevance_rows(articles: Iterable[Article]) -> list[Row]:
    """Whether each coder found any event in each article she finished: "yes" or "no"."""
    return [
        (article.key, coder, "yes" if events else "no")
        for article in articles
        for coder, events in article.codings.items()
    ]


def number_rows(articles: Iterable[Article]) -> list[tuple[str, str, int]]:
    """How many events each coder found in each article she finished."""
    return [
        (article.key, coder, len(events))
        for article in articles
        for coder, events in article.codings.items()
    ]
