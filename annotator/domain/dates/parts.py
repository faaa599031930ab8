"""Parts of a stretch: early, mid and late, halves, the second week of May, earlier this month."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from annotator.domain.dates import spans
from annotator.domain.dates.choosing import Anchor
from annotator.domain.dates.inner import ORDINAL, WEEKDAY, one_of
from annotator.domain.dates.numerals import UNITS, WEEKDAYS
from annotator.domain.dates.spans import Part, Span, Unit

Read = Callable[[str, Anchor], Span | None]

_UNIT = one_of(UNITS)
_OF = r"(?:,? (?:of|in|on)(?: the)?)?"
_PARTS = tuple(
    (re.compile(pattern), which)
    for pattern, which in (
        (rf"(?:early|start|beginning)(?: part| days)?{_OF} (?P<whole>.+)", Part.EARLY),
        (rf"(?:opening|1°|first) (?:part|days){_OF} (?P<whole>.+)", Part.EARLY),
        (rf"(?:mid|middle)(?: part| way through)?{_OF} (?P<whole>.+)", Part.MID),
        (r"mid(?P<whole>week|month|year)", Part.MID),
        (rf"(?:late|end|close)(?: part| days)?{_OF} (?P<whole>.+)", Part.LATE),
        (rf"(?:latter|later|closing|last|final) (?:part|days){_OF} (?P<whole>.+)", Part.LATE),
        (r"(?P<whole>.+?)(?:'s?)? (?:end|close)", Part.LATE),
        (rf"(?:first|1{ORDINAL}) half of (?P<whole>.+)", Part.FIRST_HALF),
        (rf"(?:second|2{ORDINAL}|last|latter) half of (?P<whole>.+)", Part.SECOND_HALF),
    )
)
_EARLIER = re.compile(r"(?:earlier|so far)(?: in| on)? (?P<whole>.+)")
_LATER = re.compile(r"(?:(?:later)(?: in| on)?|(?:rest|remainder) of) (?P<whole>.+)")
_NTH = rf"(?:(?P<nth>\d\d?){ORDINAL}|(?P<last>last|final))"
_PIECES = re.compile(rf"{_NTH} (?:(?P<count>\d\d?) )?(?P<unit>{_UNIT})s?,? (?:of|in) (?P<whole>.+)")
_NAMED = re.compile(rf"{_NTH} (?P<day>{WEEKDAY}|weekend) (?:of|in) (?P<whole>.+)")
_AROUND = re.compile(r"(?P<unit>week|weekend) (?:of|beginning|starting|commencing) (?P<whole>.+)")
_ENDING = re.compile(
    rf"(?:\d{ORDINAL} |(?P<count>\d\d?) )?(?P<unit>{_UNIT})s? (?:that )?(?:ending|ended)(?: on)? "
    r"(?P<whole>.+)"
)
_CURRENT = re.compile(rf"(?:the )?(?P<unit>{_UNIT})")


def read(words: str, anchor: Anchor, read: Read) -> Span | None:
    """A part of a stretch that is named inside the expression."""
    for rule in (_part, _earlier, _later, _named, _pieces, _around, _ending):
        found = rule(words.removeprefix("the "), anchor, read)
        if found is not None:
            return found
    return None


def read_whole(words: str, anchor: Anchor, read: Read) -> Span | None:
    """The closed stretch of which something is a part; there "the year" is the current one."""
    match = _CURRENT.fullmatch(words)
    if match is None:
        found = read(words, anchor)
        return found if found and found.closed else None
    day = anchor.published
    found = spans.holding(day, UNITS[match["unit"]]) if day else None
    return found and replace(found, relative=True)


def _whole_of(
    pattern: re.Pattern[str], words: str, anchor: Anchor, read: Read
) -> tuple[re.Match[str], Span] | None:
    match = pattern.fullmatch(words)
    whole = read_whole(match["whole"], anchor, read) if match else None
    return (match, whole) if match and whole else None


def _within(whole: Span, found: Span | None) -> Span | None:
    return found and replace(found, relative=whole.relative, chosen=whole.chosen)


def _part(words: str, anchor: Anchor, read: Read) -> Span | None:
    for pattern, which in _PARTS:
        found = _whole_of(pattern, words, anchor, read)
        if found:
            return _within(found[1], spans.part(found[1], which))
    return None


def _earlier(words: str, anchor: Anchor, read: Read) -> Span | None:
    """Earlier this month: from its first day to the publication date; what is over is whole."""
    found = _whole_of(_EARLIER, words, anchor, read)
    if found is None:
        return None
    whole, day = found[1], anchor.published
    if whole.unit is Unit.DAY or day is None or not _holds(whole, day):
        return whole
    return replace(spans.between(whole.first, day), relative=True)


def _later(words: str, anchor: Anchor, read: Read) -> Span | None:
    """Later this week: from the publication date to its last day; what is to come is whole."""
    found = _whole_of(_LATER, words, anchor, read)
    if found is None:
        return None
    whole, day = found[1], anchor.published
    if whole.unit is Unit.DAY or day is None or not _holds(whole, day):
        return whole
    return replace(spans.between(day, whole.last), relative=True)


def _holds(whole: Span, day: dt.date) -> bool:
    return whole.first <= day <= whole.last


def _pieces(words: str, anchor: Anchor, read: Read) -> Span | None:
    """The second week of May, the last day of the month, the first two quarters of 1990."""
    found = _whole_of(_PIECES, words, anchor, read)
    if found is None:
        return None
    match, whole = found
    count = int(match["count"] or 1)
    if match["count"] and match["nth"] not in (None, "1"):
        return None
    first = -count if match["last"] else int(match["nth"]) - 1
    if count == 0 or first >= 366:
        return None
    return _within(whole, spans.pieces(whole, first, count, UNITS[match["unit"]]))


def _named(words: str, anchor: Anchor, read: Read) -> Span | None:
    """The first Monday of May, the last weekend in June."""
    found = _whole_of(_NAMED, words, anchor, read)
    if found is None or found[1].unit in (Unit.DECADE, Unit.CENTURY):
        return None
    match, whole = found
    number = WEEKDAYS.get(match["day"], 5)
    days = [d for d in _days(whole) if d.weekday() == number]
    index = -1 if match["last"] else int(match["nth"]) - 1
    if not -len(days) <= index < len(days):
        return None
    weekend = match["day"] == "weekend"
    return _within(whole, spans.weekend_of(days[index]) if weekend else spans.day(days[index]))


def _days(whole: Span) -> list[dt.date]:
    length = (whole.last - whole.first).days + 1
    return [whole.first + dt.timedelta(days=offset) for offset in range(length)]


def _around(words: str, anchor: Anchor, read: Read) -> Span | None:
    found = _whole_of(_AROUND, words, anchor, read)
    if found is None or found[1].unit is not Unit.DAY:
        return None
    return _within(found[1], spans.holding(found[1].first, UNITS[found[0]["unit"]]))


def _ending(words: str, anchor: Anchor, read: Read) -> Span | None:
    """The week ending 4 April, the nine months ended Sept. 30."""
    found = _whole_of(_ENDING, words, anchor, read)
    if found is None or found[1].unit is not Unit.DAY:
        return None
    match, last = found[0], found[1].last
    behind = last + dt.timedelta(days=1)
    start = spans.shifted(behind, -int(match["count"] or 1), UNITS[match["unit"]])
    return _within(found[1], spans.between(start, last))
