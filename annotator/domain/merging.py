"""What merging packets does, in words: for every coding that arrived, and for every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Arrival(StrEnum):
    """What became of a coding that a packet brought."""

    NEW = "new"
    NEWER = "newer"  # it replaces an earlier state, which is kept in the history
    UNCHANGED = "unchanged"  # the project has this very state
    OLDER = "older"  # the project has a later state
    CONFLICT = "in conflict"  # two ends of one chain: both are kept
    OTHER_TEXT = "from another text"
    OTHER_SCHEMA = "from another codebook"
    REFUSED = "refused"  # a row of it is broken, or it is not the packet's to bring


TAKEN = frozenset({Arrival.NEW, Arrival.NEWER, Arrival.CONFLICT})


@dataclass(frozen=True, slots=True)
class Brought:
    """One coding that arrived: whose, of which article, what became of it, and why."""

    coder: str
    round: str
    title: str  # of the article
    arrival: Arrival
    sentence: str = ""  # why it was not taken, or what to do


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one packet brought."""

    name: str  # of the file
    brought: tuple[Brought, ...]
    notes: tuple[str, ...] = ()  # about the file as such

    def by_coder(self) -> Iterator[tuple[str, Counter[Arrival]]]:
        """How many codings of each coder became what."""
        counted: dict[str, Counter[Arrival]] = {}
        for one in self.brought:
            counted.setdefault(one.coder, Counter())[one.arrival] += 1
        yield from sorted(counted.items())


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What merging did, or would do."""

    files: tuple[FileReport, ...]

    def count(self, *arrivals: Arrival) -> int:
        """How many codings became any of these."""
        return sum(one.arrival in arrivals for each in self.files for one in each.brought)

    @property
    def problems(self) -> Iterator[tuple[FileReport, Brought]]:
        """What somebody has to look at: conflicts and what was not taken."""
        quiet = {Arrival.NEW, Arrival.NEWER, Arrival.UNCHANGED, Arrival.OLDER}
        for each in self.files:
            yield from ((each, one) for one in each.brought if one.arrival not in quiet)
