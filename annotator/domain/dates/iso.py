"""Dates as ISO 8601-2 writes them: one day, or two ends parted by a slash."""

from __future__ import annotations

import datetime as dt

from annotator.domain.values import Bound, DateValue


def to_iso(date: DateValue) -> str:
    """A day, or start/end with ``..`` for an open and nothing for an unknown end.

    Empty when neither end says anything.
    """
    if date.start is not None and date.start == date.end:
        return date.start.isoformat()
    if (
        date.start is None
        and date.end is None
        and Bound.OPEN not in (date.start_state, date.end_state)
    ):
        return ""
    return f"{_written(date.start, date.start_state)}/{_written(date.end, date.end_state)}"


def from_iso(text: str) -> DateValue | None:
    """The date that ``to_iso`` wrote; None for what it never writes."""
    first, slash, last = text.partition("/")
    try:
        start, end = _bound(first), _bound(last if slash else first)
    except ValueError:
        return None
    if not slash and start[0] is None:
        return None
    if start[0] and end[0] and end[0] < start[0]:
        return None
    return DateValue(start[0], end[0], start[1], end[1])


def _written(day: dt.date | None, state: Bound) -> str:
    if day is not None:
        return day.isoformat()
    return ".." if state is Bound.OPEN else ""


def _bound(text: str) -> tuple[dt.date | None, Bound]:
    if text == "..":
        return None, Bound.OPEN
    if not text:
        return None, Bound.UNKNOWN
    return dt.date.fromisoformat(text), Bound.KNOWN
