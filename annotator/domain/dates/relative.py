"""Expressions that count from the publication date: yesterday, last week, two months ago."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from annotator.domain.dates import spans
from annotator.domain.dates.choosing import Anchor
from annotator.domain.dates.inner import one_of
from annotator.domain.dates.numerals import UNITS
from annotator.domain.dates.spans import Span, Unit

_DAYS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "this day": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_ONE = rf"(?:(?:fiscal|financial|calendar|full) )?(?P<unit>{one_of(UNITS)})"
_UNIT = rf"(?P<unit>{one_of(UNITS)})s?"
_COUNT = r"(?P<count>an?|\d{1,3})"


def _day(match: re.Match[str], day: dt.date) -> Span:
    return spans.day(day + dt.timedelta(days=_DAYS[match["day"]]))


def _overnight(_match: re.Match[str], day: dt.date) -> Span:
    return spans.between(day - dt.timedelta(days=1), day)


def _current(match: re.Match[str], day: dt.date) -> Span | None:
    return spans.holding(day, UNITS[match["unit"]])


def _last(match: re.Match[str], day: dt.date) -> Span | None:
    return spans.holding(day, UNITS[match["unit"]], -1)


def _last_but_one(match: re.Match[str], day: dt.date) -> Span | None:
    return spans.holding(day, UNITS[match["unit"]], -2)


def _next(match: re.Match[str], day: dt.date) -> Span | None:
    """The next week; "the next day" counts from a day that was told before."""
    if match["unit"] == "day":
        return None
    return spans.holding(day, UNITS[match["unit"]], 1)


def _count(match: re.Match[str]) -> int:
    given = match.groupdict().get("count")
    return int(given) if given and given.isdigit() else 1


def _running_back(match: re.Match[str], day: dt.date) -> Span:
    """The past two weeks: the days from two weeks before the publication date up to it."""
    return spans.between(spans.shifted(day, -_count(match), UNITS[match["unit"]]), day)


def _running_ahead(match: re.Match[str], day: dt.date) -> Span:
    return spans.between(day, spans.shifted(day, _count(match), UNITS[match["unit"]]))


def _hours_back(match: re.Match[str], day: dt.date) -> Span:
    return spans.between(day - dt.timedelta(days=-(-int(match["hours"]) // 24)), day)


def _at_distance(day: dt.date, count: int, unit: Unit) -> Span | None:
    """Days, weeks and a single month count to the day; further away the unit named is kept.

    Two months ago is a month, a year ago and two decades ago are years.
    """
    there = spans.shifted(day, count, unit)
    if unit in (Unit.DAY, Unit.WEEK, Unit.FORTNIGHT) or (unit is Unit.MONTH and abs(count) == 1):
        return spans.day(there)
    return spans.holding(there, Unit.YEAR if unit in (Unit.DECADE, Unit.CENTURY) else unit)


def _ago(match: re.Match[str], day: dt.date) -> Span | None:
    return _at_distance(day, -_count(match), UNITS[match["unit"]])


def _hence(match: re.Match[str], day: dt.date) -> Span | None:
    return _at_distance(day, _count(match), UNITS[match["unit"]])


def _latest(match: re.Match[str], day: dt.date) -> Span | None:
    """The last one that is over: what "the latest quarter" reports on."""
    return spans.holding(day, UNITS[match["unit"]], -1)


Read = Callable[[str, Anchor], Span | None]
Build = Callable[[re.Match[str], dt.date], Span | None]
_RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(f"(?:the )?(?:{pattern})"), build)
    for pattern, build in (
        (rf"(?P<day>{one_of(_DAYS)})", _day),
        ("overnight", _overnight),
        (rf"(?:this|current|present|this current) {_ONE}", _current),
        (r"(?:full |fiscal |financial )?(?P<unit>year)", _current),  # "for the year"
        (rf"(?:latest|most recent) {_ONE}", _latest),
        (r"(?P<unit>quarter)", _latest),  # "for the quarter": business news reports on that one
        (rf"(?:next|coming) {_ONE}", _next),
        (r"(?:past|last|previous) (?P<hours>\d{1,3}) hours", _hours_back),
        (rf"(?:past|last|previous) (?P<count>\d{{1,3}}) {_UNIT}", _running_back),
        (r"(?:this )?past (?P<unit>weekend)", _last),
        (rf"(?:this )?past {_ONE}", _running_back),
        (rf"{_ONE} before last", _last_but_one),
        (rf"(?:next|coming) (?P<count>\d{{1,3}}) {_UNIT}", _running_ahead),
        (rf"(?:within|inside) (?:the )?(?:next )?{_COUNT} {_UNIT}", _running_ahead),
        (rf"{_COUNT} {_UNIT} (?:ago|earlier|back)", _ago),
        (r"(?P<unit>year) (?:ago|earlier)", _ago),
        (rf"in {_COUNT} {_UNIT}(?:'s?)?(?: time)?", _hence),
        (rf"{_COUNT} {_UNIT} (?:from now|hence)", _hence),
    )
)
_LAST = re.compile(rf"last {_ONE}")  # "the last year" runs up to now, "last year" does not
_THE_LAST = re.compile(rf"the last {_ONE}")
_SAME_QUARTER = re.compile(
    r"(?P<year>.+?)(?:'?s|')? quarter|(?:same )?quarter (?:of )?(?P<year2>.+)"
    r"|(?P<year3>year (?:ago|earlier)) period"
)


def read(words: str, anchor: Anchor, read: Read) -> Span | None:
    """What counts from the publication date; None without one, or for other words."""
    day = anchor.published
    if day is None:
        return None
    found = _found(words, day) or _same_quarter(words, anchor, day, read)
    return found and replace(found, relative=True)


def _found(words: str, day: dt.date) -> Span | None:
    for pattern, build in ((_LAST, _last), (_THE_LAST, _running_back), *_RULES):
        match = pattern.fullmatch(words)
        if match:
            return build(match, day)
    return None


def _same_quarter(words: str, anchor: Anchor, day: dt.date, read: Read) -> Span | None:
    """The year-ago quarter, the 1988 quarter: of another year, like the latest that is over.

    "The year-ago period" is business news too, which reports on quarters.
    """
    match = _SAME_QUARTER.fullmatch(words.removeprefix("the "))
    year = read(match["year"] or match["year2"] or match["year3"], anchor) if match else None
    latest = spans.holding(day, Unit.QUARTER, -1)
    if year is None or latest is None or year.unit is not Unit.YEAR:
        return None
    return spans.quarter(year.first.year, (latest.first.month + 2) // 3)
