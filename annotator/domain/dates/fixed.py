"""Expressions that name their year: ISO and numeric dates, years, decades, centuries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from annotator.domain.dates import spans
from annotator.domain.dates.choosing import Anchor
from annotator.domain.dates.inner import ORDINAL
from annotator.domain.dates.spans import Span, Unit

_NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<year>[12]\d{3})")


def numeric_readings(words: str) -> list[dt.date]:
    """The days that a date in numbers can mean, day first and month first ("09/04/2025": two)."""
    match = _NUMERIC.fullmatch(words)
    if match is None:
        return []
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    found = [_date(year, month, day) for day, month in dict.fromkeys(((a, b), (b, a)))]
    return [date for date in found if date]


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _iso_day(match: re.Match[str]) -> Span | None:
    date = _date(int(match[1]), int(match[3]), int(match[4]))
    return spans.day(date) if date else None


def _iso_month(match: re.Match[str]) -> Span | None:
    """2025-05 is May; 2003-11 might be the years 2003 to 2011 as well and is left unread."""
    year, month = int(match[1]), int(match[2])
    return spans.month(year, month) if year % 100 >= month else None


def _iso_week(match: re.Match[str]) -> Span | None:
    try:
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None
    return spans.week_of(monday)


def _decade(match: re.Match[str]) -> Span:
    return spans.decade(int(match[1]))


def _winter(match: re.Match[str]) -> Span | None:
    first, second = int(match[1]), int(match[2])
    return spans.season(first, 12) if second % 100 == (first + 1) % 100 else None


_YEAR = r"([12]\d{3})"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"{_YEAR}([-/.])(\d\d?)\2(\d\d?)", _iso_day),
        (rf"{_YEAR}()(\d\d)(\d\d)", _iso_day),
        (rf"{_YEAR}-(0[1-9]|1[0-2])", _iso_month),
        (rf"(\d\d?)/{_YEAR}", lambda m: spans.month(int(m[2]), int(m[1]))),
        (rf"{_YEAR}(?: ?-)? ?w(\d\d)", _iso_week),
        (rf"(?:the )?(?:year )?{_YEAR}(?: period)?", lambda m: spans.year(int(m[1]))),
        (r"(?:the )?([12]\d\d0)s", _decade),
        (rf"(?:the )?(\d\d?){ORDINAL} century", lambda m: spans.century(int(m[1]))),
        (rf"(?:the )?winter (?:of )?{_YEAR}[-/](\d\d|\d{{4}})", _winter),
    )
)


def read(words: str, anchor: Anchor, _read: object) -> Span | None:
    """What names its year, or a decade by two figures ("the '80s": the latest that had begun)."""
    readings = numeric_readings(words)
    if len(readings) == 1:
        return spans.day(readings[0])
    for pattern, build in _RULES:
        match = pattern.fullmatch(words)
        if match:
            return build(match)
    return _short_decade(words, anchor)


def _short_decade(words: str, anchor: Anchor) -> Span | None:
    match = re.fullmatch(r"(?:the )?(\d0)s", words)
    day = anchor.published
    if match is None or day is None:
        return None
    first = day.year // 100 * 100 + int(match[1])
    first -= 100 if first > day.year else 0
    return Span(dt.date(first, 1, 1), dt.date(first + 9, 12, 31), Unit.DECADE, relative=True)
