"""Where dates stand in a text: the longest runs of words that the grammar reads as one.

A text comes as one letter a word (``classes``), so that looking for a date costs next to nothing
where there is none. What coders do not mark is left out: durations, ages, "the day", a bare "2000".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from annotator.domain.dates import classes as c
from annotator.domain.dates.expressions import read_span

_ANY_DAY = dt.date(2001, 6, 14)  # to see whether and how words can be read at all
_LONGEST = 12  # words


class Kind(StrEnum):
    """What sort of date words are."""

    DATE = "date"
    OTHER_DAY = "other day"  # "the same day", "two days later": counts from another day of the text
    HENCE = "hence"  # "in two weeks": a date only of what is still to come


@dataclass(frozen=True, slots=True)
class Found:
    """A half-open range of words that names a date."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Edges:
    """The letters that a date can begin and end with in a language."""

    start: frozenset[str]
    end: frozenset[str]


ENGLISH = Edges(frozenset("xbTplNonkAmaDeycrwszFqEI'"), frozenset("maoncyuUQYDersdgzFEVvwp"))
FOREIGN = Edges(frozenset("nymDrulzf"), frozenset("nymDrulz"))

_RUN = re.compile(rf"[^.]*[{c.CUES}][^.]*")
_NEVER = re.compile(
    r"x?T?[uUvVQYkohne]|E|c|Ty|x?T?d"  # "the year", "the 9th", "later", "the morning"
    r"|[xI]?T?[okn]?-?[uUvVhY]|x?A-?[uv]|x?T?l[vhV]"  # "two weeks", "a day", "this day"
    r"|(?!xu-?p).*p|T?u-g"  # "by year-end", but no "year-end talks"; "the year-ago talks"
    r"|T?pfT?v|.*E.*IT?v"  # "at the end of the day"
    r"|.*[ma],T?[no].*"  # "in May, 20 people"
    r"|[xI]?T[mDnaeyzr].*"  # "the | Monday talks"
    r"|I.*|'[^c].*|.*[fTiI&tx,-]"
)
_CENTURY = re.compile(r"(?:xT?|T)o-?Y")
_NAMED = re.compile("[mDrzl]")
_OTHER_DAY = re.compile(r"T?q[uvwQd]|T?Nv|[Akn][uUvV]E")
_HENCE = re.compile(r"I[Akn][uUvV]")
_CUT_MONTH = re.compile(r".*[&t-][ma]")
_SEASON = re.compile(r"x?T?s")
_UNIT = frozenset("uvUVQYws")


def find(letters: str, text: Callable[[int, int], str], accept: Accept) -> Iterator[Found]:
    """The dates of an English text in order, none inside another.

    Args:
        letters: one letter a word, ``classes.class_of``.
        text: the words of a half-open range as they stand in the text.
        accept: whether words that could be a date are one, by what stands around them.
    """

    def judge(start: int, end: int) -> Kind | None:
        kind = _kind(letters, start, end)
        if kind is None or not accept(start, end):
            return None
        return kind if kind is not Kind.DATE or is_date(text(start, end)) else None

    return _search(letters, ENGLISH, judge)


def find_foreign(letters: str, text: Callable[[int, int], str], language: str) -> Iterator[Found]:
    """The dates of a text in another language (ISO 639-1), as far as its names are known."""

    def is_named(start: int, end: int) -> bool:
        words = letters[start:end]
        named = _NAMED.search(words) or words in ("uy", "yu")
        return bool(named) and is_date(text(start, end), language)

    def judge(start: int, end: int) -> Kind | None:
        return Kind.DATE if is_named(start, end) else None

    for found in _search(letters, FOREIGN, judge):
        start = found.start
        while letters[start] == c.OF and is_named(start + 1, found.end):
            start += 1  # "el | lunes"
        yield Found(start, found.end, found.kind)


def may_be(letters: str) -> bool:
    """Whether words can be a date by their letters, whatever stands around them."""
    return _NEVER.fullmatch(letters) is None or _CENTURY.fullmatch(letters) is not None


@lru_cache(maxsize=8192)
def is_date(words: str, language: str = "") -> bool:
    """Whether words stand for days, given a publication date."""
    return read_span(words, _ANY_DAY, language=language) is not None


@lru_cache(maxsize=1024)
def moves(words: str, language: str = "") -> bool:
    """Whether words would stand for other days, had they been said a week before."""
    before = _ANY_DAY - dt.timedelta(days=7)
    said = read_span(words, before, language=language)
    now = read_span(words, _ANY_DAY, language=language)
    return (said and (said.start, said.end)) != (now and (now.start, now.end))


Accept = Callable[[int, int], bool]
_Judge = Callable[[int, int], Kind | None]


def _search(letters: str, edges: Edges, judge: _Judge) -> Iterator[Found]:
    for run in _RUN.finditer(letters):
        start = run.start()
        while start < run.end():
            found = _longest_from(letters, start, run.end(), edges, judge)
            if found:
                yield found
            start = found.end if found else start + 1


def _longest_from(letters: str, start: int, stop: int, edges: Edges, judge: _Judge) -> Found | None:
    if letters[start] not in edges.start:
        return None
    for end in range(min(stop, start + _LONGEST), start, -1):
        if letters[end - 1] in edges.end and (kind := judge(start, end)):
            return Found(start, end, kind)
    return None


def _kind(letters: str, start: int, end: int) -> Kind | None:
    """What words can be by their letters and the letters around them."""
    words = letters[start:end]
    if _is_cut(words, letters[end : end + 1]):
        return None
    if _HENCE.fullmatch(words):
        return Kind.HENCE
    if _OTHER_DAY.fullmatch(words):
        return Kind.OTHER_DAY
    if not may_be(words) or not _has_its_word(words, letters[start - 1 : start]):
        return None
    return Kind.DATE


def _is_cut(words: str, behind: str) -> bool:
    """Whether what follows belongs to it: "the last week | of the war", "May 1 and May | 3"."""
    if words[-1] in _UNIT:
        return behind in (c.OF, c.HYPHEN)
    return behind == c.NUMBER and _CUT_MONTH.fullmatch(words) is not None


def _has_its_word(words: str, before: str) -> bool:
    """Whether "2014", "May" or "the fall" stands behind "in" or the like."""
    if _SEASON.fullmatch(words):
        return words == "Ts" and before in (c.IN, c.AT)
    return words not in (c.YEAR, c.MAYBE_MONTH) or before in (c.IN, c.AT, c.OF)
