"""From the words of a text, or of a coder, to a date value."""

from __future__ import annotations

import datetime as dt

from annotator.domain.dates import foreign
from annotator.domain.dates.choosing import Anchor
from annotator.domain.dates.grammar import read
from annotator.domain.dates.spans import Span
from annotator.domain.dates.wording import plain
from annotator.domain.values import DateKind, DateValue

_LONGEST = 100  # characters; more is a sentence, not a date


def resolve(
    expression: str, published: dt.date | None, *, language: str = "", ahead: bool = False
) -> DateValue:
    """Turn the words of a text into days, counted from the publication date where they need one.

    Args:
        expression: the words, such as "late last week"; kept in the value.
        published: the publication date; without one, what needs it stays unresolved. The day on
            which the program runs is never used.
        language: ISO 639-1 code of the text; English when empty.
        ahead: the sentence speaks of the future, so that "Monday" is the coming one.

    Returns:
        An unresolved value when the words name no days or more than one reading is left. It
        never raises on words.
    """
    words = " ".join(expression.split())
    span = read_span(words, published, language=language, ahead=ahead)
    return value_of(span, words, published) if span else DateValue.unresolved(words)


def read_span(
    words: str, published: dt.date | None, *, language: str = "", ahead: bool = False
) -> Span | None:
    """The stretch that words stand for, by our grammar or, in another language, dateparser."""
    if len(words) > _LONGEST:
        return None
    english = language.casefold()[:2] in ("", "en")
    try:
        found = read(plain(words), Anchor.at(published, ahead=ahead))
        if found is None and not english:
            return foreign.read(words, published, language)
    except (ValueError, OverflowError):  # before year 1 or past year 9999
        return None
    return found


def value_of(span: Span, words: str, published: dt.date | None) -> DateValue:
    """A stretch as a value, with the words it was read from."""
    return DateValue(
        span.start,
        span.end,
        span.start_state,
        span.end_state,
        DateKind.STATED,
        words,
        published if span.relative else None,
    )


def reported(published: dt.date) -> DateValue:
    """The publication date taken as the reported date."""
    return DateValue.day(published, kind=DateKind.REPORTED, relative_to=published)
