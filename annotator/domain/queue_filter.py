"""Which articles of a queue are shown, and what a coder did on one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.events import ArticleRow, CodingStatus


class QueueFilter(StrEnum):
    """One choice of what the queue shows."""

    ALL = "all"
    TODO = "to do"
    IN_PROGRESS = "in progress"
    DONE = "done"
    NOTHING = "nothing to code"
    FLAGGED = "flagged"
    QUESTION = "question"

    @property
    def status(self) -> CodingStatus | None:
        """The status that its articles have, None where it goes by something else."""
        return CodingStatus(self.value) if self.value in set(CodingStatus) else None

    def takes(self, row: ArticleRow) -> bool:
        """Whether an article belongs to what it shows."""
        if self is QueueFilter.FLAGGED:
            return row.flagged
        if self is QueueFilter.QUESTION:
            return row.question
        return self is QueueFilter.ALL or row.status is self.status


@dataclass(frozen=True, slots=True)
class DayProgress:
    """What one coder did in one round on one day of the local clock."""

    day: dt.date
    finished: int  # articles done or with nothing to code
    nothing: int  # those with nothing to code
    events: int  # coded on that day and still there
    seconds: float  # of active work
