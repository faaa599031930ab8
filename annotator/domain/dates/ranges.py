"""Stretches given by their ends: from 3 to 5 May, Monday to Friday, since January, until 2030."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from annotator.domain.dates.choosing import Anchor, Lean
from annotator.domain.dates.inner import MONTH, ORDINAL
from annotator.domain.dates.spans import Span, unit_of
from annotator.domain.values import Bound

Read = Callable[[str, Anchor], Span | None]

_TO = r"(?:to|until|till|til|through|thru|-)"
_CLOSED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:from )?(?P<a>.+?) {_TO} (?P<b>.+)",
        r"(?:from |between )?(?P<a>[12]\d{3})[-/](?P<b>1[3-9]|[2-9]\d|[12]\d{3})",
        r"between (?P<a>.+?) and (?P<b>.+)",
    )
)
_AND = re.compile(r"(?P<a>.+?) and (?P<b>.+)")
_BARE_DAY = re.compile(rf"\d{{1,2}}{ORDINAL}?")
_DAY_FIRST = re.compile(rf"(?:the )?\d{{1,2}}{ORDINAL}?(?: of)? (?P<rest>{MONTH}.*)")
_MONTH_FIRST = re.compile(rf"(?P<rest>(?:.* )?{MONTH}) \d{{1,2}}{ORDINAL}?(?:,? \d{{4}})?")
_DAY_AND_YEAR = re.compile(rf"\d{{1,2}}{ORDINAL}?(?:,? \d{{4}})?")


def closed(words: str, anchor: Anchor, read: Read) -> Span | None:
    """From one end to the other; "Saturday and Sunday" too, as far as they touch."""
    for pattern in _CLOSED:
        match = pattern.fullmatch(words)
        found = _range(match["a"], match["b"], anchor, read) if match else None
        if found:
            return _joined(*found)
    match = _AND.fullmatch(words)
    found = _range(match["a"], match["b"], anchor, read) if match else None
    touching = found and found[1].first <= found[0].last + dt.timedelta(days=1)
    return _joined(*found) if found and touching else None


def _range(a: str, b: str, anchor: Anchor, read: Read) -> tuple[Span, Span] | None:
    """Both ends, each completed by what only the other one says; None if they are no range."""
    a, b = _complete(a, b)
    first, second = read(a, anchor), read(b, anchor)
    if second and second.closed and not second.chosen and (first is None or first.chosen):
        first = read(a, _moved(anchor, second.first, Lean.BACK))
        first = first and replace(first, relative=second.relative)
    elif first and first.closed and (second is None or second.chosen):
        second = read(b, _moved(anchor, first.first, Lean.AHEAD))
        second = second and replace(second, relative=first.relative)
    if not (first and second and first.closed and second.closed):
        return None
    return (first, second) if first.first <= second.first and first.last <= second.last else None


def _moved(anchor: Anchor, near: dt.date, lean: Lean) -> Anchor:
    return replace(anchor, near=near, lean=lean, borrowed=True)


def _complete(a: str, b: str) -> tuple[str, str]:
    """3, 5 May -> 3 May, 5 May; May 3, 5, 2025 -> May 3, May 5, 2025; 1990, 95 -> 1990, 1995."""
    day_first, month_first = _DAY_FIRST.fullmatch(b), _MONTH_FIRST.fullmatch(a)
    if _BARE_DAY.fullmatch(a) and day_first:
        return f"{a} {day_first['rest']}", b
    if month_first and _DAY_AND_YEAR.fullmatch(b):
        return a, f"{month_first['rest']} {b}"
    if re.fullmatch(r"[12]\d{3}", a) and re.fullmatch(r"\d\d", b):
        return a, a[:2] + b
    return a, b


def _joined(first: Span, second: Span) -> Span:
    unit = unit_of(first.first, second.last)
    relative = first.relative or second.relative
    return Span(first.start, second.end, unit, relative=relative)


_ONE_ENDED = tuple(
    (re.compile(rf"(?:{pattern}) (?P<inner>.+)"), build)
    for pattern, build in (
        (r"(?:ever )?since", "since"),
        (r"(?:starting|beginning|effective)(?: on| in| from)?", "starting"),
        (r"from", "from"),
        (r"up to(?: and including)?", "up to"),
        (r"until|till|til|up until|through", "until"),
        (r"by|no later than|not later than|at the latest by", "until"),
        (r"(?:before|prior to)(?= .*\bend\b)", "until"),
        (r"before|prior to|ahead of", "before"),
        (r"no earlier than|not earlier than|not before", "or later"),
        (r"after", "after"),
    )
)
_ONWARDS = re.compile(r"(?:from )?(?P<inner>.+?),? (?:onwards?|on|forward|and beyond)")
_OR_LATER = re.compile(r"(?P<inner>.+?) (?:or|and) (?:later|after)")


def one_ended(words: str, anchor: Anchor, read: Read) -> Span | None:
    """Since, until, before and after something; the other end is open, or not said.

    "Since" goes on at the time of writing and "up to" had no beginning that matters: open ends.
    """
    patterns = ((_ONWARDS, "from"), (_OR_LATER, "or later"), *_ONE_ENDED)
    for pattern, how in patterns:
        match = pattern.fullmatch(words)
        lean = _LEANS.get(how, anchor.lean)
        inner = read(match["inner"], replace(anchor, lean=lean)) if match else None
        if inner and inner.closed:
            return replace(_ONE_END[how](inner), relative=inner.relative, chosen=inner.chosen)
    return None


_LEANS = {"since": Lean.BACK} | dict.fromkeys(("until", "up to", "before", "starting"), Lean.AHEAD)
_DAY = dt.timedelta(days=1)
_ONE_END: dict[str, Callable[[Span], Span]] = {
    "since": lambda s: Span(s.first, None, end_state=Bound.OPEN),
    "from": lambda s: Span(s.first, None, end_state=Bound.OPEN),
    "starting": lambda s: Span(s.first, None, end_state=Bound.OPEN),
    "or later": lambda s: Span(s.first, None, end_state=Bound.UNKNOWN),
    "after": lambda s: Span(s.last + _DAY, None, end_state=Bound.UNKNOWN),
    "up to": lambda s: Span(None, s.last, start_state=Bound.OPEN),
    "until": lambda s: Span(None, s.last, start_state=Bound.UNKNOWN),
    "before": lambda s: Span(None, s.first - _DAY, start_state=Bound.UNKNOWN),
}
