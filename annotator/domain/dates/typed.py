"""What a coder types for a date: ISO dates, intervals, open ends, or the words of the text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from annotator.domain.dates import fixed, inner
from annotator.domain.dates.expressions import read_span
from annotator.domain.dates.making import reported, value_of
from annotator.domain.dates.rendering import NOTATION, OPEN, UNKNOWN
from annotator.domain.dates.spans import Span
from annotator.domain.dates.wording import plain
from annotator.domain.language import gaps, tr
from annotator.domain.values import Bound, DateValue

_REPORTED = re.compile(r"(?P<date>.*?)\s*\(?(?:reported|publication|published)(?: date)?\)?")
_INTERVAL = re.compile(r"(?P<start>.*?)\s*(?:\.\.+|…|\s[–—]\s)\s*(?P<end>.*)")
_NOTATION = re.compile(r"(?:since|up to|open|unknown|[\d\s.…/?–—-])*")
_ISO_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")


def read_typed(typed: str, published: dt.date | None, *, language: str = "") -> list[DateValue]:
    """The values that typed text can mean, as ``dates.parse`` says."""
    words = _in_english(" ".join(typed.split()))
    if not words:
        return []
    match = _REPORTED.fullmatch(words.casefold())
    if match and match["date"] in ("", str(published)):
        return [reported(published)] if published else []
    unresolved = words.removeprefix("unresolved:").strip()
    if unresolved != words:
        return [DateValue.unresolved(unresolved)]
    found = _interval(words, published, language) or _readings(words, published, language)
    return found or [DateValue.unresolved(words)]


def _in_english(words: str) -> str:
    """What ``dates.describe`` shows in the language that is spoken, as it is read here."""
    for sentence in NOTATION:
        spoken = tr(sentence)
        found = gaps(spoken, words) if spoken != sentence else None
        if found is not None:
            return sentence.format(**found)
    return words


def _is_open(words: str) -> bool:
    return words.casefold() in ("", OPEN, tr(OPEN).casefold())


def _is_unknown(words: str) -> bool:
    return words.casefold() in ("?", UNKNOWN, tr(UNKNOWN).casefold())


def _interval(words: str, published: dt.date | None, language: str) -> list[DateValue]:
    if _is_unknown(words):
        return [DateValue(None, None, Bound.UNKNOWN, Bound.UNKNOWN)]
    match = _INTERVAL.fullmatch(words)
    if match is None or not (match["start"] or match["end"]):
        return []
    start = _end(match["start"], published, language)
    end = _end(match["end"], published, language)
    if start is None or end is None:
        return []
    (first, start_state), (last, end_state) = start, end
    begin = first.start if first else None
    until = last.end if last else None
    if begin and until and until < begin:
        return []
    used = any(span is not None and span.relative for span in (first, last))
    relative_to = published if used else None
    return [DateValue(begin, until, start_state, end_state, relative_to=relative_to)]


def _end(words: str, published: dt.date | None, language: str) -> tuple[Span | None, Bound] | None:
    """One end of an interval: a closed stretch, or none and why; None for what cannot be read."""
    if _is_open(words):
        return None, Bound.OPEN
    if _is_unknown(words):
        return None, Bound.UNKNOWN
    span = _span(words, published, language)
    return (span, Bound.KNOWN) if span and span.closed else None


def _span(words: str, published: dt.date | None, language: str) -> Span | None:
    month = _ISO_MONTH.fullmatch(words)
    if month:  # in a text 2003-11 might be eight years, typed it is November
        words = f"{month[2]}/{month[1]}"
    return read_span(words, published, language=language)


def _readings(words: str, published: dt.date | None, language: str) -> list[DateValue]:
    numeric = fixed.numeric_readings(words)
    if numeric:
        return [DateValue.day(date) for date in numeric]
    first = _span(words, published, language)
    if first is None:
        return []
    text = "" if _NOTATION.fullmatch(words.casefold()) else words
    others = _others(words, first, published) if first.chosen and published else []
    # Only the first is what these words say; another one stands for itself once it was chosen.
    return [value_of(first, text, published), *(value_of(o, "", published) for o in others)]


def _others(words: str, first: Span, published: dt.date) -> list[Span]:
    """The same weekday or month-day in other weeks or years, nearest first."""
    candidates = inner.candidates_of(plain(words), published)
    others = [replace(span, relative=True) for span in candidates if span.start != first.start]
    others.sort(key=lambda span: abs((span.first - published).days))
    return list(dict.fromkeys(others))[:2]
