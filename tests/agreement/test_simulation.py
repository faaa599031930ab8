"""Coders of whom the truth is known: what different ways of matching their events make of it.

Two ways to go wrong: to match events by the very fields whose agreement is then reported, which
finds agreement where it was put in; and to match by evidence alone, which misses coders who mark
different sentences of one report. Ours goes by evidence first, then by the other fields.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from annotator.agreement.coefficients.alpha import krippendorff_alpha
from annotator.agreement.ratings import from_rows
from annotator.agreement.same_events.events import event_f1
from annotator.agreement.same_events.identity import CodedEvent, Identity
from annotator.agreement.same_events.matching import Article, ArticleMatching
from annotator.agreement.same_events.weighing import Weighing, event_match_pairs

FIELDS = ("source", "action", "target", "date")
IDENTITY = Identity(FIELDS, ("source", "target"))
ACTIONS = ("010", "042", "057", "112", "138", "173", "190", "195")
ABSENT = "absent"
EVENTS = 5
Pairs = list[tuple[int, int]]
Matcher = Callable[[Article], Pairs]


@dataclass(frozen=True)
class Coder:
    """How a coder works: how often she recognises what was done, and where she marks it."""

    sees_action: float  # else she gives any action by chance
    elsewhere: float  # how often she marks another sentence of the report
    misses: float = 0  # how often she overlooks an event


@cache
def study(first: Coder, second: Coder, articles: int = 150) -> tuple[Article, ...]:
    """Articles with a few true events, coded by two; the nth event of both is the same one."""
    rng = random.Random(6)
    return tuple(
        Article(str(at), _codings(_truth(rng), first, second, rng)) for at in range(articles)
    )


def _truth(rng: random.Random) -> list[dict[str, str]]:
    """The events of an article are alike: the same conflict on the same day."""
    same = {"source": rng.choice(["RUS", "USA"]), "target": "SYR", "date": "2024-03-01"}
    return [{**same, "action": rng.choice(ACTIONS)} for _ in range(EVENTS)]


def _codings(events, first, second, rng):
    return {
        name: tuple(
            _coded(event, at, coder, rng)
            for at, event in enumerate(events)
            if rng.random() >= coder.misses
        )
        for name, coder in (("ann", first), ("bob", second))
    }


def _coded(event: dict[str, str], at: int, coder: Coder, rng: random.Random) -> CodedEvent:
    said = {**event}
    if rng.random() >= coder.sees_action:
        said["action"] = rng.choice(ACTIONS)
    start = 200 * at + (100 if rng.random() < coder.elsewhere else 0) + rng.randrange(10)
    fields = {
        name: value if name in {"action", "date"} else frozenset([value])
        for name, value in said.items()
    }
    return CodedEvent(str(at), fields, ((start, start + 60),))


# --- ways to match --------------------------------------------------------------------------------


def truly(article: Article) -> Pairs:
    ann, bob = ([event.key for event in events] for events in article.codings.values())
    return [(ann.index(key), bob.index(key)) for key in ann if key in bob]


def by_all_fields(article: Article) -> Pairs:
    """By the fields that are compared afterwards, at least two thirds of them."""
    weighing = Weighing(dict.fromkeys(FIELDS, 0.25), 2 / 3, sides=("source", "target"))
    return event_match_pairs(article.codings["ann"], article.codings["bob"], weighing)


def by_evidence(article: Article) -> Pairs:
    return [match.places for match in _matching(article).matches(stages=1)]


def by_both(article: Article) -> Pairs:
    return [match.places for match in _matching(article).matches(leaving_out="action")]


def _matching(article: Article) -> ArticleMatching:
    return ArticleMatching(article, IDENTITY)


# --- what comes out -------------------------------------------------------------------------------


def alpha(articles: tuple[Article, ...], match: Matcher, *, absent: bool = False) -> float:
    """Alpha of the action over matched events, or with the others as absent from one coding."""
    found = krippendorff_alpha(from_rows(_rows(articles, match, absent=absent)))
    assert found.value is not None
    return found.value


def _rows(articles, match, *, absent) -> Iterator[tuple[str, str, str]]:
    for article in articles:
        pairs = match(article)
        for row, column in pairs:
            for coder, at in (("ann", row), ("bob", column)):
                yield f"{article.key} {row}", coder, _action(article, coder, at)
        if absent:
            for coder, other, taken in (
                ("ann", "bob", {row for row, _ in pairs}),
                ("bob", "ann", {column for _, column in pairs}),
            ):
                for at in set(range(len(article.codings[coder]))) - taken:
                    unit = f"{article.key} {coder} {at} alone"
                    yield unit, coder, _action(article, coder, at)
                    yield unit, other, ABSENT


def _action(article: Article, coder: str, at: int) -> str:
    return str(article.codings[coder][at].fields["action"])


def found_alike(articles: tuple[Article, ...], stages: int) -> float:
    """The F1 of events: how much of what either coder found both did."""
    matches = {article.key: _matching(article).matches(stages=stages) for article in articles}
    figure = event_f1(articles, matches)
    assert figure.value is not None
    return figure.value


def test_matching_by_what_is_reported_finds_agreement_that_is_not_there():
    """Whoever sees half of the actions agrees with her like at .25, and no way may say more."""
    unsure = Coder(sees_action=0.5, elsewhere=0.15, misses=0.1)
    articles = study(unsure, unsure)
    true, by_fields, ours = (alpha(articles, way) for way in (truly, by_all_fields, by_both))
    print(f"alpha of the action: truly {true:.2f}, by all fields {by_fields:.2f}, ours {ours:.2f}")
    assert true == pytest.approx(0.25, abs=0.03)
    assert by_fields > true + 0.15
    assert ours == pytest.approx(true, abs=0.03)


def test_evidence_alone_calls_perfect_coders_unsure():
    """Two who agree on everything, but mark now and then another sentence of the report."""
    perfect = Coder(sees_action=1, elsewhere=0.15)
    articles = study(perfect, perfect)
    alone, both = (found_alike(articles, stages) for stages in (1, 2))
    absent, whole = (alpha(articles, way, absent=True) for way in (by_evidence, by_both))
    print(f"F1 of events: by evidence {alone:.2f}, ours {both:.2f}")
    print(f"alpha with unmatched events as absent: by evidence {absent:.2f}, ours {whole:.2f}")
    assert alone == pytest.approx(0.75, abs=0.03)
    assert both == 1
    assert absent < 0.7
    assert whole > 0.95
