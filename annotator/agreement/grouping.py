"""One event as all its coders coded it: pairwise matches, joined to groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.agreement.identity import CodedEvent, content
from annotator.agreement.matching import Article, Match


@dataclass(frozen=True, slots=True)
class Group:
    """One event of an article, as those who saw it coded it: coder -> event.

    ``stage`` is the later of the stages that joined it, 0 where only one coder saw it.
    """

    article: str
    events: Mapping[str, CodedEvent]
    stage: int


@dataclass(slots=True)
class _Joined:
    """Events that are one so far: coder -> the number of her event in the article."""

    places: dict[str, int]
    stage: int = 0


def group(article: Article, matches: Iterable[Match]) -> list[Group]:
    """All events of an article in groups, with at most one event per coder in each.

    The matches join two groups each, those of the first stage first and the heavier first; one
    that would bring two events of one coder together is passed over. Every event is in exactly
    one group. Groups come in the order of the text.
    """
    groups = {
        (coder, at): _Joined({coder: at})
        for coder, events in article.codings.items()
        for at in range(len(events))
    }
    for match in _heavier_first(article, matches):
        one, other = (groups[node] for node in zip(match.coders, match.places, strict=True))
        if one.places.keys().isdisjoint(other.places):
            one.places |= other.places
            one.stage = max(match.stage, one.stage, other.stage)
            groups.update(dict.fromkeys(other.places.items(), one))
    joined = {id(found): found for found in groups.values()}.values()
    found = [Group(article.key, _events(article, one.places), one.stage) for one in joined]
    return sorted(found, key=_order)


def _heavier_first(article: Article, matches: Iterable[Match]) -> list[Match]:
    """The matches in the order in which they join; what they say settles equal weights."""
    found = list(matches)
    if len(article.codings) > 2:
        return sorted(found, key=lambda m: (m.stage, -m.weight, *sorted(map(content, m.events))))
    return found


def _events(article: Article, places: Mapping[str, int]) -> dict[str, CodedEvent]:
    return {coder: article.codings[coder][at] for coder, at in sorted(places.items())}


def _order(found: Group) -> tuple[object, ...]:
    return min((event.evidence, content(event), event.key) for event in found.events.values())
