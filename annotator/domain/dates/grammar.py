"""What an English news expression stands for, as a stretch of the calendar.

An expression is read by the first rule that fits its plain words; most rules read a smaller
expression inside (``late [last week]``, ``April 9, [2025]``, ``since [January]``), so that the
rules compose. What no rule reads stands for no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from annotator.domain.dates import fixed, inner, parts, ranges, relative
from annotator.domain.dates.choosing import Anchor
from annotator.domain.dates.spans import Span, Unit

_LEADING = re.compile(
    r"(?:all day|on or about|on|in|at|during|of|for|over|throughout|around|about|circa|"
    r"approximately|roughly|some|nearly|almost|just|only|back|sometime|the|its|their|his|her|our|"
    r"fiscal|financial|calendar|full|all|much|most|part|a good part|comparable|corresponding|"
    r"as (?:of|early as|late as|soon as|recently as)) (?P<rest>.+)"
)
_BRACKETS = re.compile(r"(?P<outside>[^()]*?),? ?\((?P<inside>[^()]+)\)")
_APPOSITION = re.compile(r"(?P<first>[^,]+), (?P<second>.+)")


@lru_cache(maxsize=4096)  # the rules come back to the same smaller expressions again and again
def read(words: str, anchor: Anchor) -> Span | None:
    """The stretch that plain words (``wording.plain``) stand for, None when they name none."""
    if not words:
        return None
    for rule in _RULES:
        found = rule(words, anchor, read)
        if found is not None:
            return found
    return None


def _bracketed(words: str, anchor: Anchor, read: Read) -> Span | None:
    """An explicit date in brackets beats the relative word before it."""
    match = _BRACKETS.fullmatch(words)
    if match is None:
        return None
    inside = read(match["inside"], anchor)
    if inside is None:
        return read(match["outside"], anchor)
    return read(f"{match['outside']}, {match['inside']}", anchor) or inside


def _explained(words: str, anchor: Anchor, read: Read) -> Span | None:
    """Of two names of one day ("yesterday, April 9") the one with a number is the exact one."""
    match = _APPOSITION.fullmatch(words)
    if match is None:
        return None
    first, second = read(match["first"], anchor), read(match["second"], anchor)
    if not (first and second and first.unit is second.unit is Unit.DAY):
        return None
    numbered = [re.search(r"\d", words) is not None for words in match.groups()]
    if numbered[0] == numbered[1]:
        return None
    return first if numbered[0] else second


def _inside(words: str, anchor: Anchor, read: Read) -> Span | None:
    return inner.inside(words, lambda outer: parts.read_whole(outer, anchor, read))


def _near(words: str, anchor: Anchor, _read: Read) -> Span | None:
    return inner.turned(words, anchor) or inner.near(words, anchor)


def _without_leading_word(words: str, anchor: Anchor, read: Read) -> Span | None:
    match = _LEADING.fullmatch(words)
    return read(match["rest"], anchor) if match else None


Read = Callable[[str, Anchor], Span | None]
_RULES: tuple[Callable[[str, Anchor, Read], Span | None], ...] = (
    _bracketed,
    fixed.read,
    ranges.closed,
    ranges.one_ended,
    _inside,
    parts.read,
    relative.read,
    _near,
    _explained,
    _without_leading_word,
)
