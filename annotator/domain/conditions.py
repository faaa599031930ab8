"""Conditions of a schema, written as people say them: ``deed is A, B and taker is filled``.

One notation stands in schema files, in spreadsheets and in the handbook. A condition is one or
more tests joined by ``and``; a test is a field (a slot or an attribute) and what must be so:

- ``FIELD is filled``, ``FIELD is empty``
- ``FIELD is A, B`` (one of its values is one of these), ``FIELD is not A, B`` (none of them is)
- ``FIELD under A, B`` (one of its codes is one of these, or stands below one in the tree)
- ``FIELD > 10`` and likewise ``>=``, ``<``, ``<=`` (a number; of a range, some number in it)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from annotator.domain.language import tr
from annotator.domain.quantities import Quantity, read_quantity


class Comparison(StrEnum):
    """What a test asks of a field."""

    FILLED = "is filled"
    EMPTY = "is empty"
    IS_NOT = "is not"
    IS = "is"
    UNDER = "under"
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"


NUMERIC = frozenset(
    {Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.MORE, Comparison.LESS},
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One test of a condition."""

    field: str
    comparison: Comparison
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The test as it is written."""
        return f"{self.field} {self.comparison} {', '.join(self.values)}".strip()


Condition = tuple[Clause, ...]
"""Tests that must all hold; the empty condition always does."""

Facts = Mapping[str, tuple[str, ...]]
"""The values of an event's fields, as text."""

Ancestors = Callable[[str, str], tuple[str, ...]]
"""Field and code to the code itself and all codes above it."""

Numbers = Callable[[str, str], Quantity | None]
"""Field and value to the number it is."""


_TEST = re.compile(
    r"(?P<field>[a-z][a-z0-9_]*)\s*(?:(?P<state>is filled|is empty)"
    r"|(?P<list>is not|is|under)\s+(?P<values>.+)|(?P<sign>>=|<=|>|<)\s*(?P<number>-?\d[\d,]*))"
)
_AND = re.compile(r"\s+and\s+(?=[a-z][a-z0-9_]*\s*(?:is\b|under\b|[<>]))")


@lru_cache(maxsize=1000)
def parse(text: str) -> Condition:
    """The tests of a written condition; ValueError with a sentence for what is none."""
    words = " ".join(text.split())
    return tuple(map(_test, _AND.split(words))) if words else ()


def _test(words: str) -> Clause:
    match = _TEST.fullmatch(words)
    if match is None:
        raise ValueError(
            tr(
                '"{words}" is no condition: write for example "deed is A, B", "deed under '
                'A", "taker is filled", "taker is empty" or "number > 1000", joined by '
                '"and".'
            ).format(words=words)
        )
    if match["state"]:
        return Clause(match["field"], Comparison(match["state"]))
    if match["sign"]:
        number = match["number"].replace(",", "")
        return Clause(match["field"], Comparison(match["sign"]), (number,))
    values = [value.strip() for value in match["values"].split(",")]
    return Clause(match["field"], Comparison(match["list"]), tuple(filter(None, values)))


def written(condition: Condition) -> str:
    """A condition in its notation."""
    return " and ".join(map(str, condition))


def holds(
    condition: Condition,
    facts: Facts,
    *,
    ancestors: Ancestors = lambda _field, code: (code,),
    number: Numbers = lambda _field, value: read_quantity(value),
) -> bool:
    """Whether every test of a condition is true of an event's values."""
    return all(_holds(test, facts.get(test.field, ()), ancestors, number) for test in condition)


def _holds(test: Clause, values: tuple[str, ...], ancestors: Ancestors, number: Numbers) -> bool:
    match test.comparison:
        case Comparison.FILLED:
            return bool(values)
        case Comparison.EMPTY:
            return not values
        case Comparison.IS:
            return not set(test.values).isdisjoint(values)
        case Comparison.IS_NOT:
            return set(test.values).isdisjoint(values)
        case Comparison.UNDER:
            above = (code for value in values for code in ancestors(test.field, value))
            return not set(test.values).isdisjoint(above)
        case _:
            numbers = (number(test.field, value) for value in values)
            return any(n is not None and _compares(test, n) for n in numbers)


def _compares(test: Clause, quantity: Quantity) -> bool:
    limit = int(test.values[0])
    highest = float("inf") if quantity.most is None else quantity.most
    return {
        Comparison.MORE: highest > limit,
        Comparison.AT_LEAST: highest >= limit,
        Comparison.LESS: quantity.least < limit,
        Comparison.AT_MOST: quantity.least <= limit,
    }[test.comparison]
