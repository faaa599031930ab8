"""Codes in brackets with the days they hold on: ``[SYRGOV 20000717-20241208]``.

The day behind the dash or ``<`` is the first on which the code no longer holds, as PETRARCH reads
it; an entry's ``valid_to`` is the day before.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from annotator.domain.language import tr

LONGEST = 100
"""Characters of a code."""

_DAY = dt.timedelta(days=1)
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_INSIDE = re.compile(r"(?P<code>[^\s<>]+)\s*(?P<days>.*)")
_DAYS = re.compile(r"(?P<mark>[<>])\s*(?P<day>\d+)|(?P<first>\d+)\s*-\s*(?P<end>\d+)")
_NEWEST_SHORT_YEAR = 30  # 00 to 30 are of this century


class UnreadableError(ValueError):
    """What stands in a line cannot be read; the message is a sentence about it."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A code and the days on which it holds, both included; None leaves a side open."""

    code: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


def find_codes(text: str) -> list[str]:
    """What stands in the brackets of a line, one after the other.

    Raises:
        UnreadableError: brackets do not match, or something stands between or behind them.
    """
    left = _BRACKETS.sub(" ", text).strip()
    if "[" in left or "]" in left:
        raise UnreadableError(tr("A bracket is not closed or not opened."))
    if left:
        raise UnreadableError(tr("“{left}” stands outside the brackets.").format(left=left[:60]))
    return _BRACKETS.findall(text)


def read_code(inside: str) -> Coded:
    """The code of what stands in one pair of brackets.

    Raises:
        UnreadableError: there is none, or its days are none.
    """
    match = _INSIDE.fullmatch(inside.strip())
    if match is None:
        raise UnreadableError(tr("There is no code in its brackets."))
    code, days = match["code"], match["days"].strip()
    if len(code) > LONGEST:
        raise UnreadableError(
            tr("A code of {count:,} characters is no code.").format(count=len(code))
        )
    if not days:
        return Coded(code)
    found = _DAYS.fullmatch(days)
    if found is None:
        raise UnreadableError(
            tr("“{days}” says no days: write <20001231, >20001231 or 19990101-20001231.").format(
                days=days[:40]
            )
        )
    if found["mark"]:
        day = read_day(found["day"])
        return Coded(code, None, day - _DAY) if found["mark"] == "<" else Coded(code, day)
    first, end = read_day(found["first"]), read_day(found["end"])
    if end <= first:
        raise UnreadableError(tr("“{days}” ends before it begins.").format(days=days))
    return Coded(code, first, end - _DAY)


def read_day(digits: str) -> dt.date:
    """The day of YYMMDD or YYYYMMDD.

    Raises:
        UnreadableError: it is none.
    """
    if len(digits) not in (6, 8):
        raise UnreadableError(
            tr("“{digits}” is no day: write it with eight digits, YYYYMMDD.").format(digits=digits)
        )
    year = digits[:-4]
    full = int(year) if len(year) == 4 else _century(int(year)) + int(year)
    try:
        return dt.date(full, int(digits[-4:-2]), int(digits[-2:]))
    except ValueError:
        raise UnreadableError(
            tr("“{digits}” is no day of the calendar.").format(digits=digits)
        ) from None


def _century(year: int) -> int:
    return 2000 if year <= _NEWEST_SHORT_YEAR else 1900


def write_code(coded: Coded) -> str:
    """A code in brackets with its days, as ``read_code`` reads it."""
    end = None if coded.valid_to is None else coded.valid_to + _DAY
    if coded.valid_from is None:
        days = f" <{_digits(end)}" if end else ""
    else:
        days = f" {_digits(coded.valid_from)}-{_digits(end)}" if end else ""
        days = days or f" >{_digits(coded.valid_from)}"
    return f"[{coded.code}{days}]"


def _digits(day: dt.date) -> str:
    return day.isoformat().replace("-", "")
