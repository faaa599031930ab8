"""One event as all its coders coded it: pairwise matches, joined to groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.agreement.ranges import Ranges
from annotator.agreement.same_events.identity import CodedEvent
from annotator.agreement.same_events.matching import Article, Match


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
    found = list(matches)
    joined, clashed = _join(article, found)
    if clashed:
        joined, _ = _join(article, sorted(found, key=_heavier_first))
    return _in_text_order(
        [Group(article.key, _events(article, one.places), one.stage) for one in joined]
    )


def _join(article: Article, matches: Iterable[Match]) -> tuple[list[_Joined], bool]:
    """The groups that the matches form in this order, and whether any was passed over."""
    groups = {
        (coder, at): _Joined({coder: at})
        for coder, events in article.codings.items()
        for at in range(len(events))
    }
    clashed = False
    for match in matches:
        one, other = (groups[node] for node in zip(match.coders, match.places, strict=True))
        if one.places.keys().isdisjoint(other.places):
            one.places |= other.places
            one.stage = max(match.stage, one.stage, other.stage)
            groups.update(dict.fromkeys(other.places.items(), one))
        else:
            clashed = clashed or one is not other
    return [*{id(one): one for one in groups.values()}.values()], clashed


def _heavier_first(match: Match) -> tuple[object, ...]:
    """The order in which matches join; what their events say settles equal weights."""
    return (match.stage, -match.weight, sorted(event.content for event in match.events))


def _events(article: Article, places: Mapping[str, int]) -> dict[str, CodedEvent]:
    return {coder: article.codings[coder][at] for coder, at in sorted(places.items())}


def _in_text_order(groups: list[Group]) -> list[Group]:
    """The groups by where their first evidence stands, then by what they say."""
    places = [min(event.evidence for event in found.events.values()) for found in groups]
    if len(set(places)) < len(places):
        return sorted(groups, key=_place)
    return [found for _, found in sorted(zip(places, groups, strict=True), key=_first)]


def _first(placed: tuple[Ranges, Group]) -> Ranges:
    return placed[0]


def _place(found: Group) -> tuple[object, ...]:
    return min((event.evidence, event.content, event.key) for event in found.events.values())
