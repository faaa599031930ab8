"""What has its place inside a larger stretch: 9 April in a year, Tuesday in a week."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from annotator.domain.dates import choosing, spans
from annotator.domain.dates.choosing import Anchor, Lean
from annotator.domain.dates.numerals import FEASTS, MONTHS, SEASONS, WEEKDAYS
from annotator.domain.dates.spans import Span, Unit

Locate = Callable[["re.Match[str]", Span], Span | None]


def one_of(words: object) -> str:
    """A pattern for any of the words, the longest first."""
    assert isinstance(words, dict)
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


MONTH, WEEKDAY = one_of(MONTHS), one_of(WEEKDAYS)
ORDINAL = "(?:st|nd|rd|th|°)"


@dataclass(frozen=True)
class Inner:
    """A wording, the unit it lies in, and how to find it there."""

    pattern: str
    container: Unit
    locate: Locate
    begun: bool = False  # news means the latest that had begun
    reach: int = 2  # how many containers away it may lie

    def candidates(self, match: re.Match[str], day: dt.date) -> list[Span]:
        """What the wording stands for in the containers around a day, in order."""
        offsets = range(-self.reach, self.reach + 1)
        near = [spans.holding(day, self.container, offset) for offset in offsets]
        found = [self.locate(match, whole) for whole in near if whole is not None]
        return [span for span in found if span is not None]


def _month_day(match: re.Match[str], year: Span) -> Span | None:
    month = MONTHS[match["month"] or match["month2"]]
    try:
        return spans.day(dt.date(year.first.year, month, int(match["day"] or match["day2"])))
    except ValueError:  # 31 April, or 29 February of that year
        return None


def _weekday_month_day(match: re.Match[str], year: Span) -> Span | None:
    found = _month_day(match, year)
    matches = found is not None and found.first.weekday() == WEEKDAYS[match["weekday"]]
    return found if matches else None


def _day_of_month(match: re.Match[str], month: Span) -> Span | None:
    number = int(match["number"])
    return spans.day(month.first.replace(day=number)) if 1 <= number <= month.last.day else None


def _weekday_of_month(match: re.Match[str], month: Span) -> Span | None:
    found = _day_of_month(match, month)
    matches = found is not None and found.first.weekday() == WEEKDAYS[match["weekday"]]
    return found if matches else None


def _month(match: re.Match[str], year: Span) -> Span:
    return spans.month(year.first.year, MONTHS[match["month"]])


def _quarter(match: re.Match[str], year: Span) -> Span:
    return spans.quarter(year.first.year, int(match["n"] or match["n2"] or match["n3"]))


def _half(match: re.Match[str], year: Span) -> Span:
    first = match["half"][0] == "1" or match["half"] == "h1"
    return spans.half(year.first.year, 1 if first else 2)


def _season(match: re.Match[str], year: Span) -> Span:
    return spans.season(year.first.year, SEASONS[match["season"]])


def _feast(match: re.Match[str], year: Span) -> Span:
    return spans.day(dt.date(year.first.year, *FEASTS[match["feast"]]))


def _weekday(match: re.Match[str], week: Span) -> Span:
    return spans.day(week.first + dt.timedelta(days=WEEKDAYS[match["weekday"]]))


def _weekend(_match: re.Match[str], week: Span) -> Span:
    return spans.weekend_of(week.first)


_MONTH_DAY = (
    rf"(?:(?P<month>{MONTH}),? (?:the )?(?P<day>\d{{1,2}}){ORDINAL}?"
    rf"|(?P<day2>\d{{1,2}}){ORDINAL}?(?: day)?(?: of)? (?P<month2>{MONTH}))"
)
INNER = (
    Inner(
        rf"(?P<weekday>{WEEKDAY}),? (?:the )?{_MONTH_DAY}",
        Unit.YEAR,
        _weekday_month_day,
        reach=1,
    ),
    Inner(rf"(?:{WEEKDAY},? )?(?:the )?{_MONTH_DAY}(?:,? {WEEKDAY})?", Unit.YEAR, _month_day),
    Inner(rf"(?:month of )?(?P<month>{MONTH})", Unit.YEAR, _month),
    Inner(
        rf"(?:fiscal )?(?P<n>[1-4]){ORDINAL} quarter|q(?P<n2>[1-4])|(?P<n3>[1-4])q",
        Unit.YEAR,
        _quarter,
        begun=True,
    ),
    Inner(
        rf"(?P<half>[12]{ORDINAL} half|(?:latter|last|final) half|h[12])",
        Unit.YEAR,
        _half,
        begun=True,
    ),
    Inner(rf"(?P<season>{one_of(SEASONS)})", Unit.YEAR, _season),
    Inner(rf"(?P<feast>{one_of(FEASTS)})", Unit.YEAR, _feast),
    Inner(rf"(?P<weekday>{WEEKDAY})", Unit.WEEK, _weekday, begun=True),
    Inner("weekend", Unit.WEEK, _weekend, begun=True),
    Inner(r"(?P<number>\d{1,2})(?:st|nd|rd|th)", Unit.MONTH, _day_of_month),
    Inner(
        rf"(?P<weekday>{WEEKDAY}),? (?:the )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)",
        Unit.MONTH,
        _weekday_of_month,
        reach=6,
    ),
)
_PATTERNS = tuple((re.compile(rf"(?:{inner.pattern})(?=,? |$)"), inner) for inner in INNER)
_THEN = re.compile(r"(?:,? of(?: the)?|,? in|,)? (?=.)")
_OUTER_FIRST = re.compile(r"(?P<outer>.+?)(?:'?s|'|,)?(?: the)?")
_TURN = re.compile(r"(this coming|this past|this|last|past|next|coming) (?P<rest>.+)")


def inside(words: str, read: Callable[[str], Span | None]) -> Span | None:
    """What lies inside a stretch that is named too: "April 9, 2025", "Monday of last week"."""
    for match, inner, outside in chain(_inner_first(words), _outer_first(words)):
        outer = read(outside)
        if outer and outer.closed and outer.unit is inner.container:
            found = inner.locate(match, outer)
            if found is not None:
                return replace(found, relative=outer.relative, chosen=outer.chosen)
    return None


def _inner_first(words: str) -> Iterator[tuple[re.Match[str], Inner, str]]:
    """Splits such as April 9 | 2025 and Monday of | last week."""
    for pattern, inner in _PATTERNS:
        match = pattern.match(words)
        then = _THEN.match(words, match.end()) if match else None
        if match and then:
            yield match, inner, words[then.end() :]


def _outer_first(words: str) -> Iterator[tuple[re.Match[str], Inner, str]]:
    """Splits such as last week's | Monday and 1988 | third quarter."""
    for space in re.finditer(" ", words):
        outer = _OUTER_FIRST.fullmatch(words, 0, space.start())
        for match, inner in _matches(words, space.end()) if outer else ():
            assert outer is not None
            yield match, inner, outer["outer"]


def near(words: str, anchor: Anchor) -> Span | None:
    """What lies nearest by the rule of news: "April 9", "Monday", "the third quarter"."""
    if anchor.near is None:
        return None
    for match, inner in _matches(words):
        candidates = inner.candidates(match, anchor.near)
        found = choosing.choose(candidates, anchor.near, anchor.lean, begun=inner.begun)
        if found is not None:
            return replace(found, relative=not anchor.borrowed, chosen=True)
    return None


def turned(words: str, anchor: Anchor) -> Span | None:
    """What lies behind or ahead as a word says: "last Friday", "this September", "next May"."""
    turn = _TURN.fullmatch(words)
    day = anchor.published
    if turn is None or day is None:
        return None
    for match, inner in _matches(turn["rest"]):
        found = _turn(turn[1], inner, match, day)
        if found is not None:
            return replace(found, relative=True)
    return None


def _turn(word: str, inner: Inner, match: re.Match[str], day: dt.date) -> Span | None:
    candidates = inner.candidates(match, day)
    if word in ("next", "coming", "this coming"):
        return choosing.first_after(candidates, day)
    if word in ("last", "past", "this past"):
        return choosing.latest_before(candidates, day)
    current = spans.holding(day, inner.container)
    assert current is not None
    this = [c for c in candidates if c.first <= current.last and c.last >= current.first]
    return choosing.choose(this, day, Lean.NEWS, begun=False)  # two winters touch a year


def candidates_of(words: str, day: dt.date) -> list[Span]:
    """Everything an expression without year or week can stand for around a day."""
    return [span for match, inner in _matches(words) for span in inner.candidates(match, day)]


def _matches(words: str, start: int = 0) -> list[tuple[re.Match[str], Inner]]:
    found = ((pattern.fullmatch(words, start), inner) for pattern, inner in _PATTERNS)
    return [(match, inner) for match, inner in found if match]
