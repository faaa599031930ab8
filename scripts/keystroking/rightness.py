"""Whether what the window holds is what was wanted."""

from __future__ import annotations

from keystroking.wanted import Part, Wanted, plain

from annotator.domain.events import Event, Filler
from annotator.domain.values import CodeValue, DateKind, DateValue, PlaceValue, Value

SIDES = ("source", "target")


def pairs(event: Event, wanted: Wanted) -> list[tuple[Part, Filler | None]]:
    """Each value wanted with the one that is to become it; of a reciprocal event sides are one."""
    found: list[tuple[Part, Filler | None]] = []
    free = list(event.fillers)
    crossed = wanted.reciprocal and event.reciprocal
    for part in sorted(wanted.parts, key=lambda p: p.start):
        slots = SIDES if crossed and part.slot in SIDES else (part.slot,)
        mine = [f for f in free if f.slot in slots]
        best = max(mine, key=lambda f: likeness(f, part), default=None)
        count = len(wanted.of(part.slot))
        if best is not None and not likeness(best, part) and count > len(mine):
            best = None
        if best is not None:
            free.remove(best)
        found.append((part, best))
    return found


def is_as_wanted(event: Event, wanted: Wanted) -> bool:
    """Whether an event has all that is wanted, and on its sides nothing else."""
    paired = pairs(event, wanted)
    if event.reciprocal != wanted.reciprocal:
        return False
    if not all(f is not None and right_words(f, p) and right_value(f, p) for p, f in paired):
        return False
    kept = {filler.id for _, filler in paired if filler is not None}
    return all(filler.id in kept for slot in matters(wanted) for filler in event.in_slot(slot))


def matters(wanted: Wanted) -> tuple[str, ...]:
    """The slots that must hold nothing but what is wanted."""
    return (*SIDES, "location") if wanted.of("location") else SIDES


def likeness(filler: Filler, part: Part) -> float:
    """How near a value is to one wanted: words count more than the code."""
    close = any(
        s.start < w.end and w.start < s.end
        for mention in filler.mentions
        for s in mention.segments
        for w in part.segments
    )
    return 2 * right_words(filler, part) + right_value(filler, part) + 0.5 * close


def is_so(filler: Filler, part: Part) -> bool:
    """Whether a value is what is wanted, words and all."""
    return right_words(filler, part) and right_value(filler, part)


def right_words(filler: Filler, part: Part) -> bool:
    """Whether a value stands on the words wanted; of an action any of them will do."""
    if not part.segments:
        return True
    if part.slot == "action":
        return any(
            s.start < w.end and w.start < s.end
            for mention in filler.mentions
            for s in mention.segments
            for w in part.segments
        )
    return any(mention.segments == part.segments for mention in filler.mentions)


def right_value(filler: Filler, part: Part) -> bool:
    """Whether a value is the one wanted."""
    return is_value(filler.value, part)


def is_value(value: Value | None, part: Part) -> bool:
    """Whether a value is what a part says, as far as it says anything."""
    match value:
        case CodeValue(code):
            return not part.code or plain(code) == part.code
        case PlaceValue(name=name):
            return not part.place or name == part.place
        case DateValue():
            return _is_day(value, part)
        case None:
            return part.slot in ("location", "date") and not part.place and part.days is None
        case _:
            return True


def _is_day(value: DateValue, part: Part) -> bool:
    if part.reported:
        return value.kind is DateKind.REPORTED
    if part.days is None:
        return True
    first = value.start.isoformat() if value.start else ""
    last = value.end.isoformat() if value.end else ""
    return (first, last) == part.days


def holds_all(event: Event, wanted: Wanted) -> bool:
    """Whether every stretch of the coded action is among the evidence of the action."""
    held = [m.segments for f in event.in_slot("action") for m in f.mentions]
    marked = {s for segments in held for s in segments}
    return all(any(s.start < w.end and w.start < s.end for s in marked) for w in wanted.action)
