"""What a coder types for a value, what the window says of one, and what both cost in keys."""

from __future__ import annotations

from keystroking.reaching import Way
from keystroking.wanted import Part, plain

_USUAL = 2.0  # keys that the value of a suggestion takes, before it is seen


def says(shown: str, part: Part) -> bool:
    """Whether a line or a candidate on screen begins with the value wanted."""
    if part.code:
        return plain(shown.split(" ", maxsplit=1)[0]) == part.code
    if part.place:
        return shown.startswith(part.place)
    if part.days is not None:
        first, last = part.days
        return shown == first if first == last else shown.startswith(first) and last in shown
    return True


def typed(part: Part) -> str:
    """What is typed for a value."""
    if part.code:
        return part.code.lower()
    if part.place:
        return part.place
    if part.days is not None:
        first, last = part.days
        return first if first == last else f"{first}..{last}"
    return ""


def typing(part: Part) -> float:
    """The keys that typing a value takes, about."""
    return len(typed(part)) * 0.8 + 1


def value_cost(way: Way, part: Part) -> float:
    """The keys that the value takes once its words are there, about."""
    if part.slot in ("location", "date") and not part.place and part.days is None:
        return 0
    return _USUAL - 1 if way.suggestion is not None else typing(part)
