"""Publication dates as files write them: the calendar day as written, or why it is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from annotator.domain import dates
from annotator.domain.language import later, tr
from annotator.domain.values import Bound, DateKind

_MISSING = frozenset({"", "nan", "nat", "null", "na", "n/a", "#n/a"})
_TIME = r"(?:\s*,)?(?:\s+at)?\s+\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?"
_ZONE = r"(?:\s*(?:[A-Z]{1,5}|[+-]\d{2}:?\d{2}|\([^()]*\)))*"
_CLOCK = re.compile(rf"{_TIME}{_ZONE}\Z", re.IGNORECASE)
_ISO = re.compile(
    r"(?P<y>\d{4})(?:(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})|(?P<m2>\d\d)(?P<d2>\d\d))"
    r"(?:[T ]\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_YEAR_WORD = re.compile(r"(?<=\d{4}) (?:г|р|года?|року)\.?\Z")
_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2}")
# A month's name in another language: "9 avril 2025", "9 de abril de 2025", "2025년 4월 9일".
_FOREIGN = re.compile(r"(?:\D{1,4} )?\d{1,4}\D{1,20}\d{1,4}(?:\D{1,4}\d{1,4}\D?| \D{1,4})?")
# Those whose names of months say one thing: "listopad" is November in Polish, October in Croatian.
_LANGUAGES = ("fr", "de", "es", "pt", "it", "nl", "ru", "uk", "pl", "tr", "ar", "hr")
_WEEKDAY = re.compile(
    r"\A(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE
)
_TWO_DIGITS = later(
    "the date “{words}” has a year of two digits; write it year-month-day, such as 2025-04-09"
)
_NO_DATE = later("“{words}” is not a date; write it year-month-day, such as 2025-04-09")


class NoDayError(ValueError):
    """What stands in for a date is none; the message says why."""


class Order(Enum):
    """Which number of 03/04/2025 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    MIXED = "mixed"
    UNDECIDED = "undecided"


@dataclass
class DayReader:
    """Reads the dates of one column; ``column`` gives all of them again.

    Whether 03/04/2025 is in March or in April is decided by the others of the column: one
    13/04/2025 makes all of them day first. The column is only gone through when it matters.
    """

    column: Callable[[], Iterable[object]] = tuple
    _order: Order | None = field(default=None, repr=False)

    def read(self, given: object, *, language: str = "") -> dt.date | None:
        """The day, None where nothing is given.

        Raises:
            NoDayError: it is none, or could be two.
        """
        if isinstance(given, dt.datetime):
            return given.date()
        if isinstance(given, dt.date):
            return given
        if given is None:
            return None
        found = _reading(str(given), language)
        if isinstance(found, str):
            raise NoDayError(tr(found).format(words=" ".join(str(given).split())[:60]))
        return self._decide(*found) if isinstance(found, tuple) else found

    def _decide(self, words: str, first: dt.date, second: dt.date) -> dt.date:
        if self._order is None:
            self._order = order_of(self.column())
        if self._order is Order.DAY_FIRST:
            return first
        if self._order is Order.MONTH_FIRST:
            return second
        sentence = (
            tr(
                "the date “{words}” can be {first} or {second}, and other dates of the column are"
                " written both ways; write it year-month-day, such as 2025-04-09"
            )
            if self._order is Order.MIXED
            else tr(
                "the date “{words}” can be {first} or {second}, and no other date of the column"
                " tells; write it year-month-day, such as 2025-04-09"
            )
        )
        raise NoDayError(sentence.format(words=words, first=first, second=second))


@lru_cache(maxsize=4096)
def _reading(given: str, language: str) -> dt.date | tuple[str, dt.date, dt.date] | str | None:
    """What stands for a date: nothing, a day, two that it can be, or why it is none."""
    words = " ".join(given.split())
    if words.casefold() in _MISSING:
        return None
    readings = _readings(words)
    if len(readings) == 2:
        return words, readings[0], readings[1]
    return _day_of(words, language) or _why_none(words)


def read_words(words: str, language: str = "") -> dt.date:
    """The day that words give without doubt; the calendar day as written, in no other time zone.

    Raises:
        NoDayError: they give none, or more than one.
    """
    found = _day_of(words, language)
    if found is None:
        raise NoDayError(tr(_why_none(words)).format(words=words[:60]))
    return found


def _day_of(words: str, language: str) -> dt.date | None:
    return _years_first(words) or _of_numbers(words) or _of_words(words, language)


def _why_none(words: str) -> str:
    """Why words give no day, in English: what is remembered is said in any language."""
    short_year = _SHORT_YEAR.fullmatch(_without_clock(words))
    return _TWO_DIGITS if short_year else _NO_DATE


def _years_first(words: str) -> dt.date | None:
    cjk = _CJK.fullmatch(_without_clock(words))
    if cjk:
        return _date(*cjk.groups())
    match = _ISO.fullmatch(words)
    return (
        _date(match["y"], match["m"] or match["m2"], match["d"] or match["d2"]) if match else None
    )


def _of_numbers(words: str) -> dt.date | None:
    readings = _readings(words)
    return readings[0] if len(readings) == 1 else None


def _readings(words: str) -> list[dt.date]:
    match = _NUMBERS.fullmatch(_without_clock(words))
    if match is None:
        return []
    a, b, year = match[1], match[3], match[4]
    found = (_date(year, b, a), _date(year, a, b))
    return list(dict.fromkeys(day for day in found if day))


def _without_clock(words: str) -> str:
    return _CLOCK.sub("", words)


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _of_words(words: str, language: str) -> dt.date | None:
    """Month in words, also as mail headers write it ("Thu, 10 Apr 2025 08:00:00 +0000")."""
    plain = _YEAR_WORD.sub("", _WEEKDAY.sub("", _without_clock(words)))
    if not re.search(r"[^\W\d_]", plain):
        return None
    found = _resolved(plain, language)
    if found or language or not _FOREIGN.fullmatch(plain):
        return found
    readings = {_resolved(plain, each) for each in _LANGUAGES} - {None}
    return readings.pop() if len(readings) == 1 else None


def _resolved(words: str, language: str) -> dt.date | None:
    value = dates.resolve(words, None, language=language)
    if value.kind is DateKind.UNRESOLVED or value.start_state is not Bound.KNOWN:
        return None
    return value.start if value.start == value.end else None


def order_of(column: Iterable[object]) -> Order:
    """Which number comes first in the dates of a column, by those that can be read one way only."""
    seen = set()
    for given in column:
        match = _NUMBERS.fullmatch(_without_clock(" ".join(str(given).split())))
        if match and int(match[1]) > 12 >= int(match[3]):
            seen.add(Order.DAY_FIRST)
        elif match and int(match[3]) > 12 >= int(match[1]):
            seen.add(Order.MONTH_FIRST)
    if len(seen) == 1:
        return seen.pop()
    return Order.MIXED if seen else Order.UNDECIDED
