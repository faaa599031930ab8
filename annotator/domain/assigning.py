"""Who codes what: articles dealt out to coders, some of them to two, by lot and balanced.

Nothing but a seed and identities decides: the same seed deals the same articles in the same way
whatever the order in which articles and coders are named, and dealing again, for more articles or
more coders, leaves what was given out as it is.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from annotator.domain.errors import EditRefusedError
from annotator.domain.language import tr


@dataclass(frozen=True, slots=True)
class Dealable:
    """An article that can be given out: its identity, and the stratum it stands for."""

    uuid: str
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Dealing:
    """What is asked for: so many articles a coder, a share of them coded by a second one too."""

    coders: tuple[str, ...]  # identities
    per_coder: int
    overlap: float = 0.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Given:
    """An article in the hands of a coder, by their identities."""

    article: str
    coder: str


@dataclass(slots=True)
class _Table:
    """The articles while they are dealt out."""

    dealing: Dealing
    strata: Mapping[str, str]
    fresh: list[str]  # not given to anybody, in the order they are dealt
    hands: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # coder: articles
    owners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    dealt: list[Given] = field(default_factory=list)

    def hold(self, article: str, coder: str) -> None:
        """Note that a coder has an article."""
        self.hands[coder].add(article)
        self.owners[article].add(coder)

    def give(self, article: str, coder: str) -> None:
        """Deal an article to a coder."""
        self.hold(article, coder)
        self.dealt.append(Given(article, coder))

    def room(self, coder: str) -> int:
        """How many articles a coder still gets."""
        return max(0, self.dealing.per_coder - len(self.hands[coder]))

    def doubles(self, coder: str) -> int:
        """How many of a coder's articles somebody else has as well."""
        return sum(len(self.owners[article]) > 1 for article in self.hands[coder])

    def shared(self, pair: tuple[str, str]) -> int:
        """How many articles two coders have in common."""
        return len(self.hands[pair[0]] & self.hands[pair[1]])


def deal(
    articles: Iterable[Dealable], given: Iterable[Given], dealing: Dealing
) -> tuple[Given, ...]:
    """Deal articles until each coder has ``per_coder``, and return what is newly given.

    ``given`` is what somebody has already in this round; it counts and stays. A share ``overlap``
    of each coder's articles goes to a second coder too, every pair having about as many in
    common. Within every stratum the articles are spread over the coders alike, and the articles
    dealt are of the strata in the proportion in which these stand in the corpus. Fewer are given
    where there are not enough. The result is in the order of the coders' queues: by lot, so that
    nobody sees which articles are coded twice.

    Raises:
        EditRefusedError: the wishes cannot be met by any corpus; the sentence says which.
    """
    _refuse_nonsense(dealing)
    table = _lay(articles, given, dealing)
    _deal_doubles(table)
    _deal_singles(table)
    order = sorted(table.dealt, key=lambda one: lot(dealing.seed, one.coder, one.article))
    return tuple(order)


def draw_again(articles: Iterable[str], coder: str, *, share: float, seed: int) -> tuple[str, ...]:
    """A share of a coder's own articles to be coded once more, by lot, in the order of the queue.

    A larger share with the same seed holds the articles of a smaller one.
    """
    ordered = sorted(articles, key=lambda article: lot(seed, "again", coder, article))
    drawn = ordered[: round(share * len(ordered))]
    return tuple(sorted(drawn, key=lambda article: lot(seed, coder, article)))


def lot(seed: int, *names: str) -> bytes:
    """The place in a draw of what has these identities; nothing else decides it."""
    return hashlib.sha256(":".join((str(seed), *names)).encode()).digest()


def _refuse_nonsense(dealing: Dealing) -> None:
    if not dealing.coders:
        raise EditRefusedError(tr("Name at least one coder. Nothing was changed."))
    if dealing.per_coder < 0:
        raise EditRefusedError(
            tr("A coder cannot have fewer than 0 articles. Nothing was changed.")
        )
    if not 0 <= dealing.overlap <= 1:
        raise EditRefusedError(
            tr("The overlap is a share from 0 to 1, not {overlap:g}. Nothing was changed.").format(
                overlap=dealing.overlap
            )
        )
    if dealing.overlap and len(set(dealing.coders)) < 2:
        raise EditRefusedError(
            tr(
                "Articles can be coded twice only where there are two coders: name another "
                "one, or set the overlap to 0. Nothing was changed."
            )
        )


def _lay(articles: Iterable[Dealable], given: Iterable[Given], dealing: Dealing) -> _Table:
    known = {article.uuid: article.stratum for article in articles}
    table = _Table(dealing, known, [])
    for one in given:
        table.hold(one.article, one.coder)
    taken = {article for article, owners in table.owners.items() if owners}
    table.fresh = [uuid for uuid in _proportionally(known, dealing.seed) if uuid not in taken]
    table.fresh.reverse()  # taken from the end
    return table


def _proportionally(strata: Mapping[str, str], seed: int) -> list[str]:
    """All articles by lot, so that every beginning of the list has the strata in proportion."""
    by_stratum: dict[str, list[str]] = defaultdict(list)
    for uuid in sorted(strata, key=lambda uuid: lot(seed, uuid)):
        by_stratum[strata[uuid]].append(uuid)
    placed = [
        ((rank + 0.5) / len(uuids), lot(seed, uuid), uuid)
        for uuids in by_stratum.values()
        for rank, uuid in enumerate(uuids)
    ]
    return [uuid for _, _, uuid in sorted(placed)]


def _deal_doubles(table: _Table) -> None:
    dealing = table.dealing
    wanted = round(dealing.overlap * dealing.per_coder)
    lacking = {
        coder: min(wanted - table.doubles(coder), table.room(coder))
        for coder in sorted(set(dealing.coders))
    }
    shared = Counter({pair: table.shared(pair) for pair in combinations(lacking, 2)})
    while pair := _next_pair(table, lacking, shared):
        if not _deal_double(table, pair):
            return
        shared[pair] += 1
        for coder in pair:
            lacking[coder] -= 1


def _next_pair(
    table: _Table, lacking: Mapping[str, int], shared: Mapping[tuple[str, str], int]
) -> tuple[str, str] | None:
    """The two coders who lack most articles in common with others, and have fewest with each.

    Where one lacks some and nobody else does, the other is one who has room.
    """
    pairs = (
        pair
        for pair in combinations([coder for coder in lacking if table.room(coder)], 2)
        if max(lacking[coder] for coder in pair) > 0
    )

    def need(pair: tuple[str, str]) -> tuple[int, int, bytes]:
        lack = sum(max(0, lacking[coder]) for coder in pair)
        return -lack, shared[pair], lot(table.dealing.seed, *pair)

    return min(pairs, key=need, default=None)


def _deal_double(table: _Table, pair: tuple[str, str]) -> bool:
    """Give two coders one article; where none is left, one coder an article of the other's."""
    if table.fresh:
        article = table.fresh.pop()
        for coder in pair:
            table.give(article, coder)
        return True
    for coder in sorted(pair, key=table.room, reverse=True):
        (other,) = set(pair) - {coder}
        single = _single_of(table, other)
        if single is not None:
            table.give(single, coder)
            return True
    return False


def _single_of(table: _Table, coder: str) -> str | None:
    """An article that only this coder has."""
    singles = (a for a in table.hands[coder] if len(table.owners[a]) == 1 and a in table.strata)
    return min(singles, key=lambda article: lot(table.dealing.seed, article), default=None)


def _deal_singles(table: _Table) -> None:
    held = {
        coder: Counter(table.strata.get(article, "") for article in table.hands[coder])
        for coder in sorted(set(table.dealing.coders))
    }
    while table.fresh:
        waiting = [coder for coder in held if table.room(coder)]
        if not waiting:
            return
        article = table.fresh.pop()
        coder = _neediest(table, waiting, held, article)
        table.give(article, coder)
        held[coder][table.strata[article]] += 1


def _neediest(
    table: _Table, waiting: Sequence[str], held: Mapping[str, Counter[str]], article: str
) -> str:
    """Who gets an article: whose hand holds fewest of its stratum, then who lacks most."""
    stratum, seed = table.strata[article], table.dealing.seed
    return min(
        waiting,
        key=lambda coder: (held[coder][stratum], -table.room(coder), lot(seed, coder, article)),
    )


def pairs_of(given: Iterable[Given]) -> Iterator[tuple[tuple[str, str], int]]:
    """How many articles each two coders have in common, for pairs that have any."""
    owners: dict[str, set[str]] = defaultdict(set)
    for one in given:
        owners[one.article].add(one.coder)
    shared = Counter(pair for each in owners.values() for pair in combinations(sorted(each), 2))
    yield from sorted(shared.items())
