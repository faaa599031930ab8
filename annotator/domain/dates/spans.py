"""Stretches of the calendar: days, weeks, months, ..., their neighbours and their parts.

Conventions: weeks run Monday to Sunday; spring, summer, autumn and winter begin on the first of
March, June, September and December, and a winter bears the year of its December; early, mid and
late in a month are days 1-10, 11-20 and 21 to the end; late in a week is Thursday to Sunday; the
end of a year is its last quarter (and so its beginning the first, its middle the two between).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.domain.values import Bound

_DAY = dt.timedelta(days=1)


class Unit(StrEnum):
    """The named lengths of calendar time; OTHER is any stretch that has no such name."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    OTHER = "days"


class Part(StrEnum):
    """The named parts of a stretch."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"


@dataclass(frozen=True, slots=True)
class Span:
    """What an expression stands for; an end is None exactly when it is open or unknown.

    ``relative`` says that the publication date was needed, ``chosen`` that the year or week was
    chosen to lie near it.
    """

    start: dt.date | None
    end: dt.date | None
    unit: Unit = Unit.OTHER
    start_state: Bound = Bound.KNOWN
    end_state: Bound = Bound.KNOWN
    relative: bool = False
    chosen: bool = False

    @property
    def first(self) -> dt.date:
        """Its first day; only for spans that have both ends."""
        assert self.start is not None
        return self.start

    @property
    def last(self) -> dt.date:
        """Its last day; only for spans that have both ends."""
        assert self.end is not None
        return self.end

    @property
    def closed(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None


def between(start: dt.date, end: dt.date, unit: Unit = Unit.OTHER) -> Span:
    """The closed stretch from one day to another."""
    return Span(start, end, unit)


def day(date: dt.date) -> Span:
    """One day."""
    return Span(date, date, Unit.DAY)


def month(year: int, number: int) -> Span:
    """One month of a year, counted from 1."""
    return months(year, number, 1, Unit.MONTH)


def months(year: int, first: int, count: int, unit: Unit = Unit.OTHER) -> Span:
    """A number of whole months from the first of a month on; months past 12 run on."""
    start = dt.date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    return Span(start, shifted(start, count, Unit.MONTH) - _DAY, unit)


def quarter(year: int, number: int) -> Span:
    """One quarter of a year, counted from 1."""
    return months(year, 3 * number - 2, 3, Unit.QUARTER)


def half(year: int, number: int) -> Span:
    """One half of a year, counted from 1."""
    return months(year, 6 * number - 5, 6, Unit.HALF)


def season(year: int, first_month: int) -> Span:
    """The season that begins with that month (3, 6, 9 or 12) of a year."""
    return months(year, first_month, 3, Unit.SEASON)


def year(number: int) -> Span:
    """One calendar year."""
    return Span(dt.date(number, 1, 1), dt.date(number, 12, 31), Unit.YEAR)


def decade(first: int) -> Span:
    """The ten years from a year that ends in 0."""
    return Span(dt.date(first, 1, 1), dt.date(first + 9, 12, 31), Unit.DECADE)


def century(number: int) -> Span:
    """The 20th century is 1901 to 2000."""
    return Span(dt.date(100 * number - 99, 1, 1), dt.date(100 * number, 12, 31), Unit.CENTURY)


def week_of(date: dt.date) -> Span:
    """The week, Monday to Sunday, that holds a day."""
    monday = date - date.weekday() * _DAY
    return Span(monday, monday + 6 * _DAY, Unit.WEEK)


def weekend_of(date: dt.date) -> Span:
    """Saturday and Sunday of the week that holds a day."""
    week = week_of(date)
    return Span(week.last - _DAY, week.last, Unit.WEEKEND)


def _season_of(date: dt.date) -> Span:
    start = date.month // 3 * 3 or 12
    return season(date.year - (date.month < 3), start)


_HOLDING: dict[Unit, Callable[[dt.date], Span]] = {
    Unit.DAY: day,
    Unit.WEEKEND: weekend_of,
    Unit.WEEK: week_of,
    Unit.MONTH: lambda d: month(d.year, d.month),
    Unit.QUARTER: lambda d: quarter(d.year, (d.month + 2) // 3),
    Unit.SEASON: _season_of,
    Unit.HALF: lambda d: half(d.year, (d.month + 5) // 6),
    Unit.YEAR: lambda d: year(d.year),
    Unit.DECADE: lambda d: decade(d.year // 10 * 10),
    Unit.CENTURY: lambda d: century((d.year + 99) // 100),
}


def holding(date: dt.date, unit: Unit, offset: int = 0) -> Span | None:
    """The calendar unit that holds a day, or its neighbour (-1 the one before).

    None for units that the calendar does not number (a fortnight).
    """
    if unit not in _HOLDING:
        return None
    if unit is Unit.CENTURY:
        return century((date.year + 99) // 100 + offset)
    step = Unit.WEEK if unit is Unit.WEEKEND else unit
    return _HOLDING[unit](shifted(_HOLDING[step](date).first, offset, step))


_MONTHS = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
_DAYS = {Unit.DAY: 1, Unit.WEEKEND: 7, Unit.WEEK: 7, Unit.FORTNIGHT: 14}


def shifted(date: dt.date, count: int, unit: Unit) -> dt.date:
    """The day so many units later (earlier when negative); 31 March less a month is 28 February."""
    if unit in _DAYS:
        return date + count * _DAYS[unit] * _DAY
    index = date.year * 12 + date.month - 1 + count * _MONTHS[unit]
    year_, month_ = index // 12, index % 12 + 1
    return dt.date(year_, month_, min(date.day, calendar.monthrange(year_, month_)[1]))


def pieces(whole: Span, first: int, count: int, unit: Unit) -> Span | None:
    """So many units of a stretch, from the ``first`` on (0 is its first, -1 its last one).

    The second week of May is its days 8 to 14, the last week its last seven days. None when the
    stretch has no such piece.
    """
    if first < 0:
        end = shifted(whole.last + _DAY, first + count, unit) - _DAY
        start = shifted(end + _DAY, -count, unit)
    else:
        start = shifted(whole.first, first, unit)
        end = shifted(start, count, unit) - _DAY
    if start < whole.first or end > whole.last:
        return None
    return Span(start, end, unit if count == 1 and unit is not Unit.WEEK else Unit.OTHER)


def part(whole: Span, which: Part) -> Span:
    """A named part of a stretch, by the conventions above; a day has none and stays whole."""
    if whole.unit is Unit.DAY:
        return whole
    if which in (Part.FIRST_HALF, Part.SECOND_HALF):
        return _half_of(whole, second=which is Part.SECOND_HALF)
    if (whole.unit, which) in _PARTS:
        return _cut(whole, *_PARTS[whole.unit, which])
    return _third_of(whole, which)


# first and last place within a week's or month's days, a year's months, a longer one's years
_PARTS: dict[tuple[Unit, Part], tuple[int, int]] = {
    (Unit.WEEK, Part.EARLY): (0, 2),
    (Unit.WEEK, Part.MID): (1, 3),
    (Unit.WEEK, Part.LATE): (3, 6),
    (Unit.MONTH, Part.EARLY): (0, 9),
    (Unit.MONTH, Part.MID): (10, 19),
    (Unit.MONTH, Part.LATE): (20, 30),
    (Unit.YEAR, Part.EARLY): (0, 2),
    (Unit.YEAR, Part.MID): (3, 8),
    (Unit.YEAR, Part.LATE): (9, 11),
    (Unit.DECADE, Part.EARLY): (0, 3),
    (Unit.DECADE, Part.MID): (4, 6),
    (Unit.DECADE, Part.LATE): (7, 9),
    (Unit.CENTURY, Part.EARLY): (0, 32),
    (Unit.CENTURY, Part.MID): (33, 66),
    (Unit.CENTURY, Part.LATE): (67, 99),
}
_STEPS = {Unit.YEAR: Unit.MONTH, Unit.DECADE: Unit.YEAR, Unit.CENTURY: Unit.YEAR}


def _cut(whole: Span, first: int, last: int) -> Span:
    step = _STEPS.get(whole.unit, Unit.DAY)
    end = shifted(whole.first, last + 1, step) - _DAY
    return Span(shifted(whole.first, first, step), min(end, whole.last))


def _half_of(whole: Span, *, second: bool) -> Span:
    if whole.unit is Unit.MONTH:  # 1 to 15, and 16 to the end
        return _cut(whole, 15, 30) if second else _cut(whole, 0, 14)
    if whole.unit is Unit.YEAR:
        return half(whole.first.year, 2 if second else 1)
    if whole.unit is Unit.DECADE:
        return _cut(whole, 5, 9) if second else _cut(whole, 0, 4)
    if whole.unit is Unit.CENTURY:
        return _cut(whole, 50, 99) if second else _cut(whole, 0, 49)
    middle = whole.first + ((whole.last - whole.first).days // 2) * _DAY
    return Span(middle + _DAY, whole.last) if second else Span(whole.first, middle)


def _third_of(whole: Span, which: Part) -> Span:
    length = (whole.last - whole.first).days + 1
    index = (Part.EARLY, Part.MID, Part.LATE).index(which)
    if whole.unit in (Unit.QUARTER, Unit.SEASON, Unit.HALF):
        size = _MONTHS[whole.unit] // 3
        found = months(whole.first.year, whole.first.month + index * size, size)
        return replace(found, unit=Unit.OTHER)
    start, end = index * length // 3, (index + 1) * length // 3 - 1
    return Span(whole.first + start * _DAY, whole.first + max(start, end) * _DAY)


def unit_of(start: dt.date, end: dt.date) -> Unit:
    """The calendar unit that a stretch is exactly, OTHER when it is none."""
    for unit, holding_day in _HOLDING.items():
        found = holding_day(start)
        if (found.start, found.end) == (start, end):
            return unit
    return Unit.OTHER
