"""From a stretch of the calendar to a date value."""

from __future__ import annotations

import datetime as dt

from annotator.domain.dates.spans import Span
from annotator.domain.values import DateKind, DateValue


def value_of(span: Span, words: str, published: dt.date | None) -> DateValue:
    """A stretch as a value, with the words it was read from."""
    return DateValue(
        span.start,
        span.end,
        span.start_state,
        span.end_state,
        DateKind.STATED,
        words,
        published if span.relative else None,
    )


def reported(published: dt.date) -> DateValue:
    """The publication date taken as the reported date."""
    return DateValue.day(published, kind=DateKind.REPORTED, relative_to=published)
