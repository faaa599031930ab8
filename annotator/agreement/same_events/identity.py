"""Which fields make an event this one, and when those of two coders say the same.

"A, B" marked reciprocal and "A → B" marked reciprocal are the same event: the sides of a
reciprocal event are its two sets of values in no order, and with one of the sets empty, each of
two values is a side of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.agreement.ranges import Ranges

Field = Hashable
"""What is compared for being equal: text, a frozenset of several values, a tuple. None, "" and
the empty set are "left blank"; all other values are filled in."""

_BLANK: tuple[Field, ...] = ("", frozenset())

Sides = tuple[frozenset[Field], frozenset[Field]]


@dataclass(frozen=True)
class CodedEvent:
    """One coder's event, with what is compared.

    ``key`` tells it apart, ``evidence`` are its characters (``ranges.joined``).
    """

    key: str
    fields: Mapping[str, Field]
    evidence: Ranges = ()
    reciprocal: bool = False

    @cached_property
    def content(self) -> str:
        """All it says, as text: equal for two events exactly when they say the same."""
        said = [f"{name}={text(value)}" for name, value in self.fields.items() if filled(value)]
        return "\n".join((str(self.evidence), str(self.reciprocal), *sorted(said)))


@dataclass(frozen=True, slots=True)
class Identity:
    """The fields that identify an event, and which two of its fields are its sides, if any."""

    fields: tuple[str, ...]
    sides: tuple[str, str] | None = None

    def mask(self, *, leaving_out: str | None = None) -> int:
        """The identifying fields but one, a bit each in their order."""
        return sum(1 << at for at, name in enumerate(self.fields) if name != leaving_out)


def filled(value: Field) -> bool:
    """Whether a field was not left blank."""
    return value is not None and value not in _BLANK


# --- two events compared -----------------------------------------------------------------------

Agreeing = tuple[int, int]
"""The identifying fields in which two events agree, a bit each in their order, and those of them
in which something was filled in."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """An event made ready to be compared: its identifying fields, each blank one as None.

    ``readings`` are the ways its sides can be read: two where it is reciprocal.
    """

    reciprocal: bool
    readings: tuple[tuple[Field, ...], ...]

    @classmethod
    def of(cls, event: CodedEvent, identity: Identity) -> Comparable:
        """The event with its sides read in every way."""
        ways = _readings(event, identity.sides)
        fields = tuple(tuple(_blank_as_none(w.get(n)) for n in identity.fields) for w in ways)
        return cls(event.reciprocal, fields)

    def agreeing(self, other: Comparable) -> tuple[Agreeing, ...]:
        """In which fields two events agree, for each way of reading their sides together."""
        if len(self.readings) == len(other.readings) == 1:
            return (_agreeing(self.readings[0], other.readings[0]),)
        return tuple(
            {_agreeing(one, another): None for one in self.readings for another in other.readings}
        )


def best(found: Sequence[Agreeing], mask: int) -> Agreeing:
    """How many of the fields of a mask agree, and how many of these are filled in."""
    if len(found) == 1:
        return (found[0][0] & mask).bit_count(), (found[0][1] & mask).bit_count()
    return max(((a & mask).bit_count(), (b & mask).bit_count()) for a, b in found)


def _agreeing(one: Sequence[Field], other: Sequence[Field]) -> Agreeing:
    same = told = 0
    for at, value in enumerate(one):
        if value == other[at]:
            same |= 1 << at
            if value is not None:
                told |= 1 << at
    return same, told


def _readings(event: CodedEvent, sides: tuple[str, str] | None) -> list[Mapping[str, Field]]:
    """The fields of an event for each way its sides can be read."""
    if sides is None:
        return [event.fields]
    return [
        {**event.fields, **dict(zip(sides, way, strict=True))} for way in orientations(event, sides)
    ]


def orientations(event: CodedEvent, sides: tuple[str, str]) -> list[Sides]:
    """The ways in which the sides of an event can be read: two where it is reciprocal."""
    first, second = (_several(event.fields.get(name)) for name in sides)
    if not event.reciprocal:
        return [(first, second)]
    if not first or not second:
        alone = first or second
        if len(alone) != 2:
            return [(alone, frozenset())]
        first, second = (frozenset([value]) for value in alone)
    return sorted({(first, second), (second, first)}, key=text)


# --- events said to be one ---------------------------------------------------------------------


def strict_identity(event: CodedEvent, identity: Identity) -> Field:
    """Equal for two events exactly when all their identifying fields say the same."""
    readings = Comparable.of(event, identity).readings
    return event.reciprocal, frozenset(readings)


def aligned(events: Mapping[str, CodedEvent], identity: Identity) -> dict[str, Mapping[str, Field]]:
    """The fields of several coders' codings of one event, so that its sides can be compared.

    The sides become frozensets; those of reciprocal events are turned as they agree best with
    those of an event that has a direction, or with each other.
    """
    sides = identity.sides
    if sides is None:
        return {coder: event.fields for coder, event in events.items()}
    like = orientations(_model([*events.values()]), sides)[0]
    return {
        coder: {**event.fields, **dict(zip(sides, _turned(event, sides, like), strict=True))}
        for coder, event in events.items()
    }


def _model(events: Sequence[CodedEvent]) -> CodedEvent:
    """The event by whose sides the others are turned: one with a direction, if there is any."""
    directed = [event for event in events if not event.reciprocal]
    if len(directed) == len(events):
        return directed[0]  # nothing is to be turned
    return min(directed or events, key=lambda event: event.content)


def _turned(event: CodedEvent, sides: tuple[str, str], like: Sides) -> Sides:
    """The sides of an event, turned to be most like these."""
    ways = orientations(event, sides)
    if len(ways) == 1:
        return ways[0]
    return max(
        ways, key=lambda way: sum(len(one & other) for one, other in zip(way, like, strict=True))
    )


# --- an order that depends on nothing but what is said -----------------------------------------


def in_text_order(events: Sequence[CodedEvent]) -> tuple[CodedEvent, ...]:
    """The events by where their evidence stands, then by what they say, then by key."""
    if len({event.evidence for event in events}) == len(events):
        return tuple(sorted(events, key=lambda event: event.evidence))
    return tuple(sorted(events, key=lambda event: (event.evidence, event.content, event.key)))


def text(value: Field) -> str:
    """A value as text that does not depend on the order in which a set gives its members."""
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(map(text, value))) + "}"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(text, value)) + ")"
    return repr(value)


def _several(value: Field) -> frozenset[Field]:
    if isinstance(value, frozenset):
        return value
    return frozenset([value]) if filled(value) else frozenset()


def _blank_as_none(value: Field) -> Field:
    return value if filled(value) else None
