"""Where a hint hides least: beside the line under a headline, and over whole lines only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize


@dataclass(frozen=True)
class Surroundings:
    """What stands around a hint; boxes are in the same coordinates.

    ``inside`` it stays, ``taken`` it leaves free, and ``foot`` is the top of the text under the
    headline, of which it hides as little as it can.
    """

    inside: QRect
    taken: Sequence[QRect]
    foot: int
    rightward: bool = True


Fit = Callable[[int, int], QSize]


def best_place(
    around: Surroundings, fit: Fit, near: QRect, *, gap: int, least: int, most: int
) -> QRect | None:
    """Where the box hides least of the text, and is widest then; None: nowhere inside.

    ``fit`` gives the size of the box in a width and a height, which it keeps to as far as it can;
    ``near`` is what it speaks of; ``gap`` is kept between it and what is taken; in less than
    ``least`` it has no room; it is never meant to be higher than ``most``.
    """
    found = list(_places(around, fit, near, gap=gap, least=least, most=most))
    if not found:
        return None
    asked, best = min(found, key=lambda one: _hidden(one[1], around.foot))
    fit(*asked)
    return best


def _places(
    around: Surroundings, fit: Fit, near: QRect, *, gap: int, least: int, most: int
) -> Iterator[tuple[tuple[int, int], QRect]]:
    """The room of each gap with the box in it: on the foot, or lower where that is not free.

    Where it would reach below the foot, it is as much shorter as its words can be.
    """
    for low, high in _gaps(around, gap):
        if high - low < least:
            continue
        asked = (high - low, most)
        place, floor = _in_gap(around, fit(*asked), near, low, high)
        room = around.foot - floor
        if 0 < room < place.height():
            asked = (high - low, min(room, most))
            place, _ = _in_gap(around, fit(*asked), near, low, high)
        if around.inside.contains(place):
            yield asked, place


def _in_gap(
    around: Surroundings, size: QSize, near: QRect, low: int, high: int
) -> tuple[QRect, int]:
    """The box between two edges, and from where down that place is free."""
    wanted = near.left() if around.rightward else near.right() - size.width()
    left = max(low, min(wanted, high - size.width()))
    span = QRect(left, around.inside.top(), size.width(), around.inside.height())
    floor = max((b.bottom() + 1 for b in around.taken if b.intersects(span)), default=span.top())
    return QRect(QPoint(left, max(around.foot - size.height(), floor)), size), floor


def _gaps(around: Surroundings, gap: int) -> Iterator[tuple[int, int]]:
    """From where to where there may be room beside what is taken, the widest first."""
    low, high = around.inside.left(), around.inside.right()
    yield low, high
    if around.rightward:
        for edge in sorted({box.right() + gap for box in around.taken}):
            yield edge, high
    else:
        for edge in sorted({box.left() - gap for box in around.taken}, reverse=True):
            yield low, edge


def _hidden(place: QRect, foot: int) -> int:
    """How much of the text a box hides, in pixels."""
    return max(0, place.bottom() + 1 - foot) * place.width()


def over_whole_lines(box: QRect, inside: QRect, lines: Sequence[QRect]) -> QRect:
    """The box made so high that every line it covers is covered from top to bottom."""
    over = [line for line in lines if line.intersects(box)]
    top = min((line.top() for line in over), default=box.top())
    bottom = max((line.bottom() for line in over), default=box.bottom())
    whole = box.united(QRect(box.left(), top, 1, bottom - top + 1))
    return whole & inside if inside.contains(box) else box
