"""Where a hint on the headline hides least: beside the line under it, as far as there is room."""

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


def best_place(
    around: Surroundings, fit: Callable[[int], QSize], near: QRect, *, gap: int, least: int
) -> QRect | None:
    """Where the box hides least of the text, and is widest then; None: nowhere inside.

    ``fit`` gives the size of the box in a width; ``near`` is what it speaks of; ``gap`` is kept
    between it and what is taken; in less than ``least`` it has no room.
    """
    found = list(_places(around, fit, near, gap, least))
    if not found:
        return None
    room, best = min(found, key=lambda one: _hidden(one[1], around.foot))
    fit(room)
    return best


def _places(
    around: Surroundings, fit: Callable[[int], QSize], near: QRect, gap: int, least: int
) -> Iterator[tuple[int, QRect]]:
    """The room of each gap with the box in it: on the foot, or lower where that is not free."""
    for low, high in _gaps(around, gap):
        if high - low < least:
            continue
        size = fit(high - low)
        wanted = near.left() if around.rightward else near.right() - size.width()
        left = max(low, min(wanted, high - size.width()))
        span = QRect(left, around.inside.top(), size.width(), around.inside.height())
        floors = [box.bottom() + 1 for box in around.taken if box.intersects(span)]
        top = max([around.foot - size.height(), *floors])
        place = QRect(QPoint(left, top), size)
        if around.inside.contains(place):
            yield high - low, place


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
