"""The names of days and months, in the language that is spoken."""

from __future__ import annotations

import datetime as dt

from annotator.domain.language import later, tr

_WEEKDAYS = (
    (later("Monday"), later("Mon")),
    (later("Tuesday"), later("Tue")),
    (later("Wednesday"), later("Wed")),
    (later("Thursday"), later("Thu")),
    (later("Friday"), later("Fri")),
    (later("Saturday"), later("Sat")),
    (later("Sunday"), later("Sun")),
)
_MONTHS = (
    later("Jan"),
    later("Feb"),
    later("Mar"),
    later("Apr"),
    later("May"),
    later("Jun"),
    later("Jul"),
    later("Aug"),
    later("Sep"),
    later("Oct"),
    later("Nov"),
    later("Dec"),
)


def weekday(day: dt.date) -> str:
    """The name of a day in its week: "Monday"."""
    return tr(_WEEKDAYS[day.weekday()][0])


def short_day(day: dt.date) -> str:
    """A day in few letters: "Thu 10 Apr 2025"."""
    return tr("{weekday} {day} {month} {year}").format(
        weekday=tr(_WEEKDAYS[day.weekday()][1]),
        day=day.day,
        month=tr(_MONTHS[day.month - 1]),
        year=day.year,
    )
