"""What of a date is compared: its days, and what is known of them where there are none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from annotator.agreement.ratings import Value
from annotator.agreement.reporting.slot_values import UNRESOLVED, Days
from annotator.agreement.same_events.identity import Field

WITHIN = (1, 3, 7)
"""Days by which dates may differ and still be near."""


def day_value(ends: Sequence[str], blank: str, value: Field) -> Value:
    """The days at the ends named, as text; an end without a day is its state."""
    if not isinstance(value, Days):
        return blank
    if value.start_state == UNRESOLVED:
        return UNRESOLVED
    said = {
        "start": _said(value.start, value.start_state),
        "end": _said(value.end, value.end_state),
    }
    return "/".join(dict.fromkeys(said[end] for end in ends))


def _said(day: int | None, state: str) -> str:
    return dt.date.fromordinal(day).isoformat() if day is not None else state


def known_day(end: str, value: Field) -> Value | None:
    """The day at one end as a number, None where there is none."""
    if not isinstance(value, Days):
        return None
    day = value.start if end == "start" else value.end
    return None if day is None else float(day)


def state_value(blank: str, value: Field) -> Value:
    """What is known of a date: of both ends one word where they are alike."""
    if not isinstance(value, Days):
        return blank
    return "/".join(dict.fromkeys((value.start_state, value.end_state)))


def within(days: int, one: Value, other: Value) -> bool:
    """Whether two dates of ``day_value`` are alike but for so many days at either end."""
    if one == other:
        return True
    ones, others = _ends(str(one)), _ends(str(other))
    return all(_near(days, a, b) for a, b in zip(ones, others, strict=True))


def _ends(text: str) -> tuple[str, str]:
    start, slash, end = text.partition("/")
    return start, end if slash else start


def _near(days: int, one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        apart = dt.date.fromisoformat(one) - dt.date.fromisoformat(other)
    except ValueError:
        return False  # a state is near to itself alone
    return abs(apart.days) <= days
