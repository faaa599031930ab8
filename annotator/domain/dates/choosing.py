"""Which April, which Tuesday: the one among several that news means when it names no year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from annotator.domain.dates.spans import Span


class Lean(Enum):
    """Which way an expression without a year, or a weekday without a date, looks."""

    NEWS = auto()  # back, or ahead to what lies clearly nearer there
    BACK = auto()  # had begun by then ("since January")
    AHEAD = auto()  # had not ended by then ("until Friday")


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where an expression is read.

    ``published`` is what "yesterday" counts from; ``near`` is the day that "9 April" is to lie
    near: the publication date too, or (``borrowed``) an end of a range whose other end is read.
    """

    published: dt.date | None
    near: dt.date | None
    lean: Lean = Lean.NEWS
    borrowed: bool = False

    @classmethod
    def at(cls, published: dt.date | None, *, ahead: bool = False) -> Anchor:
        """An anchor at the publication date."""
        return cls(published, published, Lean.AHEAD if ahead else Lean.NEWS)


def choose(candidates: Sequence[Span], day: dt.date, lean: Lean, *, begun: bool) -> Span | None:
    """The candidate that news of a day means.

    What holds the day is meant. Else news looks back, unless the nearest candidate ahead is less
    than half as far away as the nearest one behind (in November "January" lies ahead, "March"
    behind). With ``begun`` (weekdays, quarters) it looks back whatever the distances.
    """
    before = [span for span in candidates if span.first <= day]
    after = [span for span in candidates if span.last >= day and span not in before]
    back = max(before, key=lambda span: span.first, default=None)
    ahead = min(after, key=lambda span: span.first, default=None)
    if back is None or ahead is None:
        return back or ahead
    if back.last >= day:
        return back
    if lean is not Lean.NEWS:
        return back if lean is Lean.BACK else ahead
    nearer_ahead = 2 * (ahead.first - day).days < (day - back.last).days
    return ahead if nearer_ahead and not begun else back


def latest_before(candidates: Sequence[Span], day: dt.date) -> Span | None:
    """The last candidate that was over by a day: "last Friday", "last April"."""
    over = [span for span in candidates if span.last < day]
    return max(over, key=lambda span: span.first, default=None)


def first_after(candidates: Sequence[Span], day: dt.date) -> Span | None:
    """The first candidate that begins after a day: "next Thursday", "next summer"."""
    ahead = [span for span in candidates if span.first > day]
    return min(ahead, key=lambda span: span.first, default=None)
