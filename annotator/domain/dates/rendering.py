"""What a date looks like on a card, and how exact it is on export."""

from __future__ import annotations

import datetime as dt

from annotator.domain.dates.spans import Unit, unit_of
from annotator.domain.language import later, tr
from annotator.domain.values import Bound, DateKind, DateValue

SINCE = later("since {day}")
UP_TO = later("up to {day}")
REPORTED = later("{day} (reported)")
UNRESOLVED = later("unresolved: {words}")
NOTATION = (SINCE, UP_TO, REPORTED, UNRESOLVED)
"""What the editor reads again, in the language in which it is shown and in English."""
UNKNOWN = later("unknown")
OPEN = later("open")
_PRECISIONS = {
    DateKind.REPORTED.value: later("reported"),
    DateKind.UNRESOLVED.value: later("unresolved"),
    Unit.DAY.value: later("day"),
    Unit.WEEKEND.value: later("weekend"),
    Unit.WEEK.value: later("week"),
    Unit.MONTH.value: later("month"),
    Unit.QUARTER.value: later("quarter"),
    Unit.SEASON.value: later("season"),
    Unit.HALF.value: later("half-year"),
    Unit.YEAR.value: later("year"),
    Unit.DECADE.value: later("decade"),
    Unit.CENTURY.value: later("century"),
}


def describe(value: DateValue) -> str:
    """A date in short ISO form, as the editor also reads it.

    "2018-01-20", "2025-05" for a whole month, "2019" for a whole year, "2025-05-01 – 2025-05-15",
    "since 2025-01-01" and "up to 2025-03-31" for open ends, "?" for an unknown one,
    "2025-04-10 (reported)", and the words themselves where they were not resolved.
    """
    if value.kind is DateKind.UNRESOLVED:
        return tr(UNRESOLVED).format(words=value.text) if value.text else tr("unresolved")
    if value.start and value.end:
        days = _closed(value.start, value.end)
        return tr(REPORTED).format(day=days) if value.kind is DateKind.REPORTED else days
    if value.start and value.end_state is Bound.OPEN:
        return tr(SINCE).format(day=value.start)
    if value.end and value.start_state is Bound.OPEN:
        return tr(UP_TO).format(day=value.end)
    if value.start_state is Bound.UNKNOWN is value.end_state:
        return tr(UNKNOWN)
    return f"{_end(value.start, value.start_state)} – {_end(value.end, value.end_state)}"


def _closed(start: dt.date, end: dt.date) -> str:
    match unit_of(start, end):
        case Unit.DAY:
            return start.isoformat()
        case Unit.MONTH:
            return start.isoformat()[:7]
        case Unit.YEAR:
            return start.isoformat()[:4]
        case _:
            return f"{start} – {end}"


def _end(date: dt.date | None, state: Bound) -> str:
    if date is not None:
        return date.isoformat()
    return tr(OPEN) if state is Bound.OPEN else "?"


def precision(value: DateValue) -> str:
    """How exact a date is, in a word.

    The calendar unit it covers exactly ("day", "weekend", "week", "month", "quarter",
    "half-year", "year", "decade"), else its length ("15 days"); "open" or "unknown" for what an
    end is not, "reported" and "unresolved" for dates of that kind.
    """
    if value.kind is not DateKind.STATED:
        return tr(_PRECISIONS[value.kind.value])
    if value.start and value.end:
        unit = unit_of(value.start, value.end)
        if unit is Unit.OTHER:
            return tr("{days} days").format(days=value.days)
        return tr(_PRECISIONS[unit.value])
    states = (value.start_state, value.end_state)
    return tr(UNKNOWN) if Bound.UNKNOWN in states else tr(OPEN)


def _days(value: DateValue) -> int | None:
    return value.days if value.kind is DateKind.STATED else None


def date_prec(value: DateValue) -> int | None:
    """UCDP's date precision of an interval.

    1 is one day, 2 two to six days, 3 a week, 4 eight days to a month, 5 more than a month up to
    a year (UCDP GED codebook, ``date_prec``). None for longer ones, for open and unknown ends, and
    for reported and unresolved dates, whose day of the event nobody stated.
    """
    return _graded(_days(value), ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)))


def time_precision(value: DateValue) -> int | None:
    """ACLED's time precision of an interval.

    1 is one day, 2 up to a week, 3 up to a month (ACLED codebook, ``time_precision``). None for
    longer ones, which ACLED does not code, and where ``date_prec`` is None.
    """
    return _graded(_days(value), ((1, 1), (7, 2), (31, 3)))


def _graded(days: int | None, grades: tuple[tuple[int, int], ...]) -> int | None:
    if days is None:
        return None
    return next((grade for most, grade in grades if days <= most), None)
