"""From the words of a text, in any language, to the stretch they stand for."""

from __future__ import annotations

import datetime as dt

from annotator.domain.dates.choosing import Anchor
from annotator.domain.dates.grammar import read
from annotator.domain.dates.making import value_of
from annotator.domain.dates.spans import Span
from annotator.domain.dates.wording import plain
from annotator.domain.values import DateValue

_LONGEST = 100  # characters; more is a sentence, not a date


def read_value(
    expression: str, published: dt.date | None, *, language: str = "", ahead: bool = False
) -> DateValue:
    """The value of an expression, as ``dates.resolve`` says."""
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
            from annotator.domain.dates import foreign  # noqa: PLC0415 - English needs none

            return foreign.read(words, published, language)
    except (ValueError, OverflowError):  # before year 1 or past year 9999
        return None
    return found
