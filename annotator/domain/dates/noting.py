"""What was seen around a date in its text, and the days it stands for with the reason in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from annotator.domain.dates.expressions import read_span
from annotator.domain.dates.finding import is_date
from annotator.domain.dates.making import value_of
from annotator.domain.dates.naming import short_day, weekday
from annotator.domain.dates.spans import Span, Unit
from annotator.domain.language import tr
from annotator.domain.suggestion_reasons import said
from annotator.domain.values import DateValue


@dataclass(frozen=True, slots=True)
class DateNote:
    """What stands around the words of a date; nothing in it depends on the publication date."""

    doubtful: bool = False
    reason: str = ""  # why doubtful, in words
    instead: str = ""  # the words to resolve, where an exact date stands in brackets behind
    ahead: bool = False  # the sentence speaks of what is to come


@dataclass(frozen=True, slots=True)
class Explained:
    """The value of a date and why, in words for the coder."""

    value: DateValue
    reason: str


def resolve_note(
    words: str, note: DateNote, published: dt.date | None, *, language: str = ""
) -> Explained:
    """The days that the words of a text stand for, and why; see ``dates.resolve_note``."""
    text = " ".join(words.split())
    read = " ".join((note.instead or words).split())
    span = read_span(read, published, language=language, ahead=note.ahead)
    value = value_of(span, text, published) if span else DateValue.unresolved(text)
    reasons = (
        tr("the date in brackets counts") if note.instead else "",
        _why(span, published) if span else _why_not(read, language),
        said(note.reason) if note.doubtful else "",
    )
    reason = "; ".join(filter(None, reasons))
    return Explained(value, reason[:1].upper() + reason[1:])


def _why_not(words: str, language: str) -> str:
    return (
        tr("needs the publication date")
        if is_date(words, language)
        else tr("names no day by itself")
    )


def _why(span: Span, published: dt.date | None) -> str:
    if not span.relative or published is None:
        return tr("as written")
    day = short_day(published)
    if span.unit is Unit.DAY and span.closed:
        distance = (span.first - published).days
        if distance == 0:
            return tr("day of publication ({day})").format(day=day)
        if abs(distance) <= 7:
            sentence = (
                tr("{weekday} before publication ({day})")
                if distance < 0
                else tr("{weekday} after publication ({day})")
            )
            return sentence.format(weekday=weekday(span.first), day=day)
    if span.chosen and span.unit is not Unit.WEEKEND:
        return tr("year chosen by publication ({day})").format(day=day)
    return tr("counted from publication ({day})").format(day=day)
