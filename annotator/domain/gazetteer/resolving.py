"""Which of all places of a name an article means: its countries, its regions, what is best known.

A name has one sense in an article, unless the article says otherwise each time ("London,
Ontario", later "London, England").
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.domain import countries, gazetteer
from annotator.domain.gazetteer import GazetteerPlace, Kind

_MOST = 8  # candidates that are weighed and kept for a name
_LEAD = 1.0  # by how much of a tenfold the first is clear of the second for full confidence
_WELL_KNOWN = 500_000
_CLEAR_COUNTRY = 5
_CLEAR = 20  # times as well known as the next of the name: evidence for others
_WORLDWIDE = 3_000_000  # known to readers anywhere
_ENOUGH = 5  # from how often a country is named, and once more, it counts in full
_HALF = 5.0  # degrees to the nearest other place of the article where nearness counts half


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One mention of a place in an article.

    ``within`` is what the text puts behind it ("Ontario" of "London, Ontario"); ``kind`` is what
    a word beside it calls it ("Gao province"), None where none does.
    """

    name: str
    within: str = ""
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One candidate of a mention with why it stands where it does; confidence is 0 to 1."""

    place: GazetteerPlace
    reason: str
    confidence: float


@dataclass(slots=True)
class _Article:
    """What names say about where the article takes place, each by its key."""

    countries: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    regions: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    points: dict[str, tuple[float, float]] = field(default_factory=dict)

    def besides(self, name: str) -> _Context:
        """What all other names say: a name is no evidence for itself."""
        total: Counter[str] = Counter()
        for key, counts in self.countries.items():
            if key != name:
                total.update(counts)
        regions = [found for key, found in self.regions.items() if key != name]
        points = tuple(at for key, at in self.points.items() if key != name)
        return _Context(total, frozenset().union(*regions), points)


@dataclass(frozen=True, slots=True)
class _Context:
    countries: Counter[str]
    regions: frozenset[tuple[str, str]]
    points: tuple[tuple[float, float], ...]


def resolve(
    mentions: Sequence[Mentioned], *, named: Mapping[str, int] | None = None
) -> tuple[tuple[Ranked, ...], ...]:
    """The candidates of every mention, likeliest first; none for a name nobody knows.

    Args:
        mentions: all mentions of places in one article, in its order.
        named: how often the article names each country (alpha-3) by other words, such as
            adjectives of nationality.
    """
    found = {name: gazetteer.find(name) for name in {m.name for m in mentions}}
    mentions = [_checked(mention, found[mention.name]) for mention in mentions]
    article = _evidence(mentions, found, named or {})
    ranked: dict[Mentioned, tuple[Ranked, ...]] = {}
    for mention in mentions:
        if mention not in ranked:
            context = article.besides(gazetteer.key(mention.name))
            ranked[mention] = _rank(mention, found[mention.name], context)
    return tuple(_one_sense(mention, ranked) for mention in mentions)


def _checked(mention: Mentioned, places: tuple[GazetteerPlace, ...]) -> Mentioned:
    """The mention without what it seems to lie in where that cannot be: "China, Japan"."""
    country = bool(places) and places[0].kind is Kind.COUNTRY
    if mention.within and (country or not _inside(places, mention.within)):
        return replace(mention, within="")
    return mention


def _one_sense(
    mention: Mentioned, ranked: Mapping[Mentioned, tuple[Ranked, ...]]
) -> tuple[Ranked, ...]:
    """Where this mention leaves open which place is meant, what another mention of it says."""
    own = ranked[mention]
    if mention.within or not own:
        return own
    name = gazetteer.key(mention.name)
    for other, theirs in ranked.items():
        same = other.within and other.kind is mention.kind and gazetteer.key(other.name) == name
        if same and theirs and theirs[0].reason.startswith("named with"):
            first = theirs[0]
            rest = [entry for entry in own if entry.place != first.place]
            return (first, *rest)
    return own


def _evidence(
    mentions: Sequence[Mentioned],
    found: Mapping[str, tuple[GazetteerPlace, ...]],
    named: Mapping[str, int],
) -> _Article:
    article = _Article()
    article.countries[""].update(named)
    for mention in mentions:
        key = gazetteer.key(mention.name)
        first = _certain(mention, found[mention.name])
        if first is not None:
            _note(article, key, first)
        for inside in containers(mention.within):
            _note(article, gazetteer.key(mention.within), inside)
    return article


def _note(article: _Article, key: str, place: GazetteerPlace) -> None:
    if place.country:
        article.countries[key][place.country] += 2 if place.kind is Kind.COUNTRY else 1
    if place.kind is Kind.ADMIN1:
        article.regions[key].add((place.country, place.admin1))
    if place.kind not in (Kind.COUNTRY, Kind.CONTINENT) and place.where_prec < 5:
        article.points[key] = (place.latitude, place.longitude)


def _certain(mention: Mentioned, places: tuple[GazetteerPlace, ...]) -> GazetteerPlace | None:
    """The place of a mention that needs no other to be told: the only one, or far better known."""
    inside = _inside(places, mention.within) or places
    if not inside:
        return None
    first = inside[0]
    others = [place.weight for place in inside[1:] if not _same_spot(place, first)]
    country = first.kind is Kind.COUNTRY
    people = first.population if country else first.weight
    clear = people > (_CLEAR_COUNTRY if country else _CLEAR) * max(others, default=0)
    known = people >= _WELL_KNOWN or mention.within or len(inside) == 1
    return first if clear and known else None


def _same_spot(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Whether one is the town that the other, a region of its country, is named after."""
    return one.country == other.country and one.kind is not other.kind


def containers(name: str) -> tuple[GazetteerPlace, ...]:
    """The countries and regions of a name, for what is said to lie in them."""
    if not name:
        return ()
    return tuple(p for p in gazetteer.find(name) if p.kind is not Kind.CITY and p.country)


def _inside(places: tuple[GazetteerPlace, ...], within: str) -> tuple[GazetteerPlace, ...]:
    """The places that lie in what is called so: a country, a region, a city's own region."""
    areas = containers(within)
    return tuple(p for p in places if any(_lies_in(p, area) for area in areas))


def _lies_in(place: GazetteerPlace, area: GazetteerPlace) -> bool:
    if place.country != area.country or place.id == area.id or place.kind is Kind.COUNTRY:
        return False
    if area.kind is Kind.COUNTRY or place.admin1 == area.admin1:
        return True
    near = math.hypot(place.latitude - area.latitude, place.longitude - area.longitude)
    return area.kind is Kind.REGION and near < 2


def _rank(
    mention: Mentioned, places: tuple[GazetteerPlace, ...], context: _Context
) -> tuple[Ranked, ...]:
    inside = _inside(places, mention.within)
    rest = [place for place in places if place not in inside]
    weighed = sorted(
        ((_score(p, mention, context) + (9 if p in inside else 0), p) for p in (*inside, *rest)),
        key=lambda pair: (-pair[0], -pair[1].weight),
    )[:_MOST]
    if not weighed:
        return ()
    first = weighed[0][0]
    best_known = max(places, key=lambda place: place.weight)
    shares = [math.exp(2.3 * (score - first) / _LEAD) for score, _ in weighed]
    return tuple(
        Ranked(
            place,
            _reason(place, mention, context, inside=place in inside, best=place == best_known),
            round(share / sum(shares) * _doubt(place, context), 2),
        )
        for share, (_, place) in zip(shares, weighed, strict=True)
    )


def _doubt(place: GazetteerPlace, context: _Context) -> float:
    """Half where the article names countries and a little known place lies in none of them."""
    at_home = not context.countries or place.country in context.countries
    return 1.0 if at_home or place.weight > _WORLDWIDE else 0.5


def _score(place: GazetteerPlace, mention: Mentioned, context: _Context) -> float:
    """How likely a place is meant, in powers of ten."""
    score = _fame(place, mention)
    if mention.kind is not None and _called(place, mention.kind):
        score += 3.0
    named = context.countries[place.country] if place.country else 0
    return score + _fit(place, named, context) * min(1.0, (named + 1) / _ENOUGH)


def _fame(place: GazetteerPlace, mention: Mentioned) -> float:
    """How well known a place is under the name; a town before the region named after it."""
    if place.kind is Kind.COUNTRY:
        return 9.5
    score = math.log10(place.weight + 1_000) + (1.0 if place.weight > _WORLDWIDE else 0.0)
    if place.kind is Kind.CITY:
        own = gazetteer.key(place.name).removesuffix(" city") == gazetteer.key(mention.name)
        score += 0.3 if own else -0.4
    return score


def _fit(place: GazetteerPlace, named: int, context: _Context) -> float:
    """How well a place fits what else the article names."""
    fit = 1.0 + 1.5 * named / max(context.countries.values()) if named else 0.0
    if place.kind is Kind.CITY and (place.country, place.admin1) in context.regions:
        fit += 1.5
    if context.points and place.kind is not Kind.COUNTRY:
        fit += 1.5 * _HALF / (_HALF + min(_apart(place, at) for at in context.points))
    return fit


def _called(place: GazetteerPlace, kind: Kind) -> bool:
    """Whether a place is what a word beside its name calls it."""
    regional = (Kind.ADMIN1, Kind.REGION)
    return place.kind is kind or (kind in regional and place.kind in regional)


def _apart(place: GazetteerPlace, at: tuple[float, float]) -> float:
    return math.hypot(place.latitude - at[0], place.longitude - at[1])


def _reason(
    place: GazetteerPlace, mention: Mentioned, context: _Context, *, inside: bool, best: bool
) -> str:
    """Why a place is a candidate, in English; see ``suggestion_reasons``."""
    if inside:
        return f"named with {mention.within}"
    if place.kind in (Kind.COUNTRY, Kind.CONTINENT):
        return f"the {place.kind}"
    if place.kind is Kind.CITY and (place.country, place.admin1) in context.regions:
        return f"{place.admin1} is named in the article"
    country = countries.by_code(place.country)
    if country and context.countries[place.country]:
        return f"{country.name} is named in the article"
    return "best known of that name" if best else "another of that name"
