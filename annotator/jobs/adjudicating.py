"""What is to be adjudicated: the articles of a round, with what their coders disagree about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.agreement.reporting.disagreements import KINDS, Disagreement, compare
from annotator.domain.errors import CancelledError
from annotator.domain.events import Desk, Round
from annotator.domain.schema import Schema
from annotator.storage.double_coded import DoubleCoded, each_double_coded

_TOLD = 50  # articles that are reported together


@dataclass(frozen=True, slots=True)
class Disputed:
    """An article of two or more coders, and what they disagree about."""

    article: DoubleCoded
    kinds: frozenset[Disagreement]
    counts: tuple[int, ...]  # of each coder's events, in the order of the coders

    @property
    def order(self) -> tuple[int, int]:
        """What it is sorted by: the gravest kind, then the order of the articles."""
        return min(map(KINDS.index, self.kinds)), self.article.article_id


def disputed_articles(
    project: Path,
    schema: Schema,
    where: Round,
    desk: Desk,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[list[Disputed]]:
    """The articles of a round that two or more coders finished, some at a time as they are read.

    Those come first whose coders have not as many events. ``desk`` is where they are
    adjudicated. May be called in any thread, and is used up there.

    Raises:
        CancelledError: ``cancelled`` said so.
        ProjectError: the project cannot be read.
    """
    found: list[Disputed] = []
    for one in _compared(project, schema, where, desk, cancelled):
        found.append(one)
        if len(found) == _TOLD:
            yield found
            found = []
    if found:
        yield found


def _compared(
    project: Path, schema: Schema, where: Round, desk: Desk, cancelled: Callable[[], bool]
) -> Iterator[Disputed]:
    for article, codings in each_double_coded(project, where, desk):
        if cancelled():
            raise CancelledError
        kinds = compare(schema, codings).kinds
        yield Disputed(article, kinds, tuple(map(len, codings.values())))
