"""Which fields make an event this one, and when those of two coders say the same.

"A, B" marked reciprocal and "A → B" marked reciprocal are the same event: the sides of a
reciprocal event are its two sets of values in no order, and with one of the sets empty, each of
two values is a side of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from annotator.agreement.ranges import Ranges

Field = Hashable
"""What is compared for being equal: text, a frozenset of several values, a tuple. None and the
empty set are "left blank"; all other values are filled in."""

Sides = tuple[frozenset[Field], frozenset[Field]]


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One coder's event, with what is compared.

    ``key`` tells it apart, ``evidence`` are its characters (``ranges.joined``).
    """

    key: str
    fields: Mapping[str, Field]
    evidence: Ranges = ()
    reciprocal: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """The fields that identify an event, and which two of its fields are its sides, if any."""

    fields: tuple[str, ...]
    sides: tuple[str, str] | None = None

    def without(self, name: str | None) -> tuple[str, ...]:
        """The identifying fields but one."""
        return tuple(field for field in self.fields if field != name)


@dataclass(frozen=True, slots=True)
class Agreeing:
    """In how many fields two events agree, and in how many of these something was filled in."""

    fields: int
    filled: int


def agreeing(
    one: CodedEvent, other: CodedEvent, names: Collection[str], sides: tuple[str, str] | None
) -> Agreeing:
    """How far two events agree in these fields; two that are left blank agree.

    Where one of the two is reciprocal its sides are turned as they fit best.
    """
    either = one.reciprocal or other.reciprocal
    turned = sides if either else None
    plain = [
        one_field
        for name in names
        if turned is None or name not in turned
        if (one_field := _blank_as_none(one.fields.get(name)))
        == _blank_as_none(other.fields.get(name))
    ]
    found = Agreeing(len(plain), sum(value is not None for value in plain))
    if turned is None or not (which := [at for at in (0, 1) if turned[at] in names]):
        return found
    best = max(
        (
            _agreeing_sides(first, second, which)
            for first in orientations(one, turned)
            for second in orientations(other, turned)
        ),
        key=lambda sides_found: (sides_found.fields, sides_found.filled),
    )
    return Agreeing(found.fields + best.fields, found.filled + best.filled)


def _agreeing_sides(one: Sides, other: Sides, which: Sequence[int]) -> Agreeing:
    same = [one[at] for at in which if one[at] == other[at]]
    return Agreeing(len(same), sum(map(bool, same)))


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
    return sorted({(first, second), (second, first)}, key=_text)


def strict_identity(event: CodedEvent, identity: Identity) -> Field:
    """Equal for two events exactly when all their identifying fields say the same."""
    sides = identity.sides if event.reciprocal else None
    fields = [
        _blank_as_none(event.fields.get(name))
        for name in identity.fields
        if sides is None or name not in sides
    ]
    if sides is None:
        return (False, *fields)
    turned = frozenset(
        tuple(sides_[at] for at in (0, 1) if sides[at] in identity.fields)
        for sides_ in orientations(event, sides)
    )
    return (True, *fields, turned)


def aligned(events: Mapping[str, CodedEvent], identity: Identity) -> dict[str, Mapping[str, Field]]:
    """The fields of several coders' codings of one event, so that its sides can be compared.

    The sides become frozensets; those of reciprocal events are turned as they agree best with
    those of an event that has a direction, or with each other.
    """
    sides = identity.sides
    if sides is None:
        return {coder: event.fields for coder, event in events.items()}
    model = min(events.values(), key=lambda event: (event.reciprocal, content(event)))
    like = orientations(model, sides)[0]
    return {
        coder: {**event.fields, **dict(zip(sides, _turned(event, sides, like), strict=True))}
        for coder, event in events.items()
    }


def _turned(event: CodedEvent, sides: tuple[str, str], like: Sides) -> Sides:
    """The sides of an event, turned to be most like these."""
    return max(
        orientations(event, sides),
        key=lambda way: sum(len(one & other) for one, other in zip(way, like, strict=True)),
    )


def in_text_order(events: Sequence[CodedEvent]) -> tuple[CodedEvent, ...]:
    """The events by where their evidence stands, then by what they say, then by key."""
    if len(events) < 2:
        return tuple(events)
    return tuple(sorted(events, key=lambda event: (event.evidence, content(event), event.key)))


def content(event: CodedEvent) -> str:
    """All an event says, as text: equal for two events exactly when they say the same."""
    fields = sorted(event.fields.items())
    said = [f"{name}={_text(value)}" for name, value in fields if not _is_blank(value)]
    return "\n".join((str(event.evidence), str(event.reciprocal), *said))


def _text(value: Field) -> str:
    """A value as text that does not depend on the order in which a set gives its members."""
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(map(_text, value))) + "}"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_text, value)) + ")"
    return repr(value)


def _several(value: Field) -> frozenset[Field]:
    if isinstance(value, frozenset):
        return value
    return frozenset() if value is None else frozenset([value])


def _is_blank(value: Field) -> bool:
    return value is None or value == frozenset()


def _blank_as_none(value: Field) -> Field:
    return None if _is_blank(value) else value
