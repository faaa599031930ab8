"""Expressions in other languages: dateparser's vocabulary turns them into English words.

dateparser (loaded on first use) serves as a dictionary only; what the words stand for is decided
by the one grammar, so that the conventions are the same in every language and nothing can ever be
resolved against today.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from annotator.domain.dates import classes, fixed, spans
from annotator.domain.dates.choosing import Anchor
from annotator.domain.dates.grammar import read as read_english
from annotator.domain.dates.numerals import MONTHS, UNITS, WEEKDAYS
from annotator.domain.dates.spans import Span
from annotator.domain.dates.wording import plain

if TYPE_CHECKING:
    from dateparser.languages.locale import Locale

# Words for "on", "in" and "the" that dateparser leaves standing before a date.
_ARTICLES = re.compile(
    r"(?:(?:am|im|in|an|den|dem|der|die|das|el|la|los|en|le|les|au|il|lo|al|nel|del|de|du|em|no|"
    r"na|o|os|op|het|den|på|i|on|the) )+"
)
_BACK = re.compile(r"(?P<count>\d{1,3}) (?P<unit>day|week|month|year|decade) ago")
_AHEAD = re.compile(r"in (?P<count>\d{1,3}) (?P<unit>day|week|month|year|decade)")


def read(words: str, published: dt.date | None, language: str) -> Span | None:
    """The stretch that words of a language (ISO 639-1) stand for, None when they are not known."""
    locale = _locale(language.casefold().replace("_", "-").split("-")[0])
    if locale is None:
        return None
    readings = fixed.numeric_readings(words)
    if readings and locale.info.get("date_order") == "DMY":
        return spans.day(readings[0])
    english = plain(_ARTICLES.sub("", _translated(locale, words)))
    return _counted(english, published) or read_english(english, Anchor.at(published))


def _translated(locale: Locale, words: str) -> str:
    from dateparser.conf import settings  # noqa: PLC0415 - slow to load

    translated = locale.translate(words.casefold(), keep_formatting=False, settings=settings)
    return re.sub(r"(?<=\d{4}) year$", "", " ".join(str(translated).split()))  # 2025 года


def _counted(english: str, published: dt.date | None) -> Span | None:
    """The unit so far away: dateparser has one wording for "last week" and "a week ago"."""
    back, ahead = _BACK.fullmatch(english), _AHEAD.fullmatch(english)
    match = back or ahead
    if match is None or published is None:
        return None
    count = -int(match["count"]) if back else int(match["count"])
    found = spans.holding(published, UNITS[match["unit"]], count)
    return found and replace(found, relative=True)


@cache
def letters_of(language: str) -> dict[str, str]:
    """The part that each word of a language has in a date (``classes``), in lower case.

    Empty for a language that is not known. Abbreviations are left out: many are words as well.
    """
    locale = _locale(language)
    if locale is None:
        return {}
    info = locale.info
    small = (word for key in ("skip", "pertain") for word in info.get(key, ()))
    words = {word.casefold(): _BETWEEN for word in small if word.isalpha()}
    for phrase in (p for phrases in info.get("relative-type", {}).values() for p in phrases):
        parts = phrase.casefold().split()
        alone = len(parts) == 1
        words |= {w: _BETWEEN if len(w) < 4 else _PHRASE for w in parts if w not in words}
        words |= dict.fromkeys(parts, classes.NAMED_DAY) if alone else {}
    for letter, names in ((_UNIT, UNITS), (classes.MONTH, MONTHS), (classes.WEEKDAY, WEEKDAYS)):
        for name in names:
            words |= dict.fromkeys(_full(info.get(name, ())), letter)
    return words


_PHRASE, _UNIT, _BETWEEN = classes.LAST, classes.UNIT, classes.OF


def _full(names: Sequence[str]) -> list[str]:
    """The names that abbreviate no other one."""
    folded = [name.casefold() for name in names]
    return [
        name
        for name in folded
        if len(name) > 3 or not any(o != name and o.startswith(name) for o in folded)
    ]


@cache
def _locale(language: str) -> Locale | None:
    """The vocabulary of a language, None for one that dateparser does not know."""
    from dateparser.languages import default_loader  # noqa: PLC0415 - slow to load

    try:
        return next(iter(default_loader.get_locales(languages=[language])), None)
    except ValueError:
        return None
