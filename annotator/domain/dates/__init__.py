"""When: expressions of news text, and what coders type, as intervals of days.

Nothing is ever resolved against the day on which the program runs. The conventions (weeks Monday
to Sunday, what "early" and "late" mean) stand in ``spans``, the wordings in the modules beside it,
which load on first use: a starting window describes dates long before it reads any.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from annotator.domain.dates.making import reported
from annotator.domain.dates.rendering import date_prec, describe, precision, time_precision
from annotator.domain.values import DateValue

if TYPE_CHECKING:
    from annotator.domain.dates.noting import DateNote, Explained

__all__ = [
    "date_prec",
    "describe",
    "parse",
    "precision",
    "reported",
    "resolve",
    "resolve_note",
    "time_precision",
]


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
    from annotator.domain.dates import expressions  # noqa: PLC0415 - not needed to start

    return expressions.read_value(expression, published, language=language, ahead=ahead)


def resolve_note(
    words: str, note: DateNote, published: dt.date | None, *, language: str = ""
) -> Explained:
    """The days that a suggested date stands for and why, as far as the publication date allows.

    Args:
        words: the marked words of the text.
        note: what was seen around them, as suggested.
        published: the publication date; computed anew when it is set or corrected.
        language: ISO 639-1 code of the text; English when empty.

    Returns:
        The value, unresolved where the words name no day or need a publication date that is not
        there, and the reason ("Tuesday before publication (Wed 20 May 2020)").
    """
    from annotator.domain.dates import noting  # noqa: PLC0415 - not needed to start

    return noting.resolve_note(words, note, published, language=language)


def parse(typed: str, published: dt.date | None, *, language: str = "") -> list[DateValue]:
    """The dates that typed text can mean, best first; empty for no text.

    Read are ISO days, months and years, intervals (``2025-05-01..2025-05-15``) with open
    (``2025-01..``, ``..2025-03``) or unknown ends (``?..2025-03``), everything ``describe``
    prints, "reported" for the publication date (nothing, where there is none), and the words that
    ``resolve`` knows. Words that fit several days ("Monday", "9 April", 09/04/2025) give the
    likeliest of them. What cannot be read gives one unresolved value that keeps the words.
    """
    from annotator.domain.dates import typed as reading  # noqa: PLC0415 - not needed to start

    return reading.read_typed(typed, published, language=language)
