"""Numbers as news gives them: exact, between two, at least so many, or a word such as "dozens"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.domain.schema import NumberWord

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+"
_EXACT = re.compile(rf"({_DIGITS})")
_RANGE = re.compile(rf"(?:between )?({_DIGITS})\s*(?:\.\.+|-|–|to|and)\s*({_DIGITS})")
_AT_LEAST = re.compile(
    rf"(?:at least|no fewer than|no less than|>=|≥)\s*({_DIGITS})|({_DIGITS})\s*(?:\.\.+|\+)"
)
_OVER = re.compile(rf"(?:more than|over|>)\s*({_DIGITS})")
_UP_TO = re.compile(rf"(?:up to|at most|no more than|<=|≤|\.\.+)\s*({_DIGITS})")
_UNDER = re.compile(rf"(?:fewer than|less than|under|<)\s*({_DIGITS})")

_FORMS: tuple[tuple[re.Pattern[str], Callable[..., tuple[int, int | None]]], ...] = (
    (_EXACT, lambda exact: (exact, exact)),
    (_RANGE, lambda least, most: (least, most)),
    (_AT_LEAST, lambda least: (least, None)),
    (_OVER, lambda limit: (limit + 1, None)),
    (_UP_TO, lambda most: (0, most)),
    (_UNDER, lambda limit: (0, limit - 1)),
)
"""The ways of giving a number, each with the range that its digits make."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A whole number known exactly or within a range, both ends included.

    ``text`` is how it is stored: ``300``, ``200..300``, ``1000..`` or the word. ``most`` is None
    for a range that is open upwards.
    """

    text: str
    least: int
    most: int | None


def read_quantity(typed: str, words: Sequence[NumberWord] = ()) -> Quantity | None:
    """The number that typed text gives, None for what is no number and none of the words.

    Read are ``300``, ``1,200``, ``200-300``, ``200..300``, ``between 200 and 300``, ``1000+``,
    ``at least 1000``, ``more than 1000`` (1001 or more), ``up to 50``, and the words.
    """
    text = " ".join(typed.split()).casefold()
    for word in words:
        if text == word.word.casefold():
            return Quantity(word.word, word.least, word.most)
    return _number(text)


def _number(text: str) -> Quantity | None:
    for pattern, make in _FORMS:
        if match := pattern.fullmatch(text):
            least, most = make(*(_int(digits) for digits in match.groups() if digits))
            return _between(least, most) if least <= (least if most is None else most) else None
    return None


def _between(least: int, most: int | None) -> Quantity:
    if least == most:
        return Quantity(str(least), least, least)
    return Quantity(f"{least}..{'' if most is None else most}", least, most)


def _int(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))
