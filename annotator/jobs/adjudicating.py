"""What is to be adjudicated: the articles of a round, with what their coders disagree about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.agreement.disagreements import KINDS, Disagreement, compare
from annotator.domain.errors import CancelledError
from annotator.domain.events import Desk, Round
from annotator.domain.schema import Schema
from annotator.storage.double_coded import DoubleCoded, each_double_coded

_TOLD = 100  # articles between two reports


@dataclass(frozen=True, slots=True)
class Disputed:
    """An article of two or more coders, and what they disagree about."""

    article: DoubleCoded
    kinds: frozenset[Disagreement]
    counts: tuple[int, ...]  # of each coder's events, in the order of the coders

    @property
    def gravest(self) -> Disagreement:
        """The kind by which it is sorted."""
        return min(self.kinds, key=KINDS.index)


def disputed_articles(
    project: Path,
    schema: Schema,
    where: Round,
    desk: Desk,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    report: Callable[[int], object] = lambda _: None,
) -> list[Disputed]:
    """The articles of a round that two or more coders finished, the gravest disagreement first.

    ``desk`` is where they are adjudicated; ``report`` is told now and then how many were read. May
    be called in any thread.

    Raises:
        CancelledError: ``cancelled`` said so.
        ProjectError: the project cannot be read.
    """
    found: list[Disputed] = []
    for one in _compared(project, schema, where, desk, cancelled):
        found.append(one)
        if len(found) % _TOLD == 0:
            report(len(found))
    return sorted(found, key=lambda one: KINDS.index(one.gravest))


def _compared(
    project: Path, schema: Schema, where: Round, desk: Desk, cancelled: Callable[[], bool]
) -> Iterator[Disputed]:
    for article, codings in each_double_coded(project, where, desk):
        if cancelled():
            raise CancelledError
        kinds = compare(schema, codings).kinds
        yield Disputed(article, kinds, tuple(map(len, codings.values())))
