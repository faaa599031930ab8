"""Figures on events: how many of them two coders share, and which articles have any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from annotator.agreement.figures import Figure
from annotator.agreement.identity import CodedEvent, Field, Identity, strict_identity
from annotator.agreement.matching import Article, Match
from annotator.agreement.scoring import Tally, f1, pairs_of_coders

Row = tuple[str, str, Field]
"""Article, coder, value: what a coefficient for units and coders takes."""


LEVELS = (2, 3, 4)
"""The digits by which codes are compared."""


def event_f1(articles: Iterable[Article], matches: Mapping[str, Sequence[Match]]) -> Figure:
    """How much of the events of two coders is matched: 2 · matches / events of both.

    ``matches`` gives those of each article by its key (``matching.match_article``); counts are
    pooled over the articles that both coders finished. ``n`` is the number of events. Of more
    coders the mean over pairs; undefined where nobody coded an event or no article has two
    coders (``scoring.f1``).
    """
    return f1(
        Tally(coders, matched[coders], len(left), len(right))
        for article in articles
        for matched in (Counter(match.coders for match in matches.get(article.key, ())),)
        for coders, left, right in pairs_of_coders(article.codings)
    )


def event_f1_strict(
    articles: Iterable[Article],
    identity: Identity,
    *,
    coarse: Mapping[str, Callable[[Field], Field]] | None = None,
) -> Figure:
    """How much of the events of two coders says exactly the same in all identifying fields.

    Within an article, each event agrees with at most one of the other coder's (multisets are
    compared). Two fields that are left blank agree; reciprocal events are compared by their
    sides in no order, and never agree with one that is not reciprocal. ``coarse`` names fields
    whose values are made coarser first, as codes to their first digits. Pooled and undefined as
    ``event_f1``.
    """
    return f1(
        Tally(coders, (left & right).total(), left.total(), right.total())
        for article in articles
        for coders, left, right in pairs_of_coders(
            {
                coder: Counter(strict_identity(_coarser(e, coarse), identity) for e in events)
                for coder, events in article.codings.items()
            }
        )
    )


def _coarser(
    event: CodedEvent, coarse: Mapping[str, Callable[[Field], Field]] | None
) -> CodedEvent:
    """The event with some of its fields made coarser."""
    if not coarse:
        return event
    fields = dict(event.fields)
    for name, by in coarse.items():
        if (value := fields.get(name)) is not None:
            fields[name] = frozenset(map(by, value)) if isinstance(value, frozenset) else by(value)
    return CodedEvent(event.key, fields, event.evidence, event.reciprocal)


def code_at(code: str, digits: int) -> str:
    """A code of digits at a level of the tree: its first two, three or four.

    A code of three that ends in 0 is its root at every level: it says "of this kind, not
    otherwise specified".
    """
    return code[:2] if len(code) == 3 and code.endswith("0") else code[:digits]


def code_likeness(one: Field, other: Field) -> float:
    """At how many of the levels of two, three and four digits two codes are the same, as a share.

    193 and 195 are the same at one level of three. Ours: what alpha pooled over the levels takes
    for the agreement of two codes.
    """
    same = [_codes_at(one, digits) == _codes_at(other, digits) for digits in LEVELS]
    return sum(same) / len(LEVELS)


def _codes_at(value: Field, digits: int) -> frozenset[str]:
    values = value if isinstance(value, frozenset) else (value,)
    return frozenset(code_at(str(code), digits) for code in values)


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
