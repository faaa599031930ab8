"""Codes at the levels of their list: a code, and what stands above it in the tree.

A code that is the one above it with a 0 behind says "of this kind, not otherwise specified": it
is the code above it at every level.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.agreement.coefficients.distances import Scale
from annotator.agreement.ratings import Numbers, Value
from annotator.domain.language import tr
from annotator.domain.schema import Code, CodeList, Level


def levels_of(codes: CodeList) -> tuple[Level, ...]:
    """The levels at which codes of a list are compared, from the coarsest; none of a flat list.

    Those that the list names; where it names none, one for each depth of its tree. The last one
    compares the whole code.
    """
    deepest = max((len(codes.path(code.code)) - 1 for code in codes.codes), default=0)
    if not deepest:
        return ()
    named = sorted((e for e in codes.levels if e.depth < deepest), key=lambda e: e.depth)
    last = next((e for e in codes.levels if e.depth >= deepest), None)
    if not codes.levels:
        said = tr("level {number}")
        named = [Level(f"level_{n + 1}", said.format(number=n + 1), n) for n in range(deepest)]
    return (*named, last or Level("whole", tr("whole code"), deepest))


def at_level(codes: CodeList, level: Level, code: str) -> str:
    """A code as it counts at a level; one the list does not know is itself at every level."""
    path = specified(codes, code)
    return path[min(level.depth, len(path) - 1)].code if path else code


def specified(codes: CodeList, code: str) -> tuple[Code, ...]:
    """From the root down to the last code that specifies anything; empty for an unknown code."""
    path = codes.path(code)
    while len(path) > 1 and _repeats(path[-1], path[-2]):
        path = path[:-1]
    return path


def _repeats(code: Code, above: Code) -> bool:
    return code.code == above.code + "0"


def pooled(codes: CodeList, categories: Sequence[Value]) -> Scale:
    """The scale by which two codes are as far apart as the share of levels at which they differ.

    As differences add up, alpha on this scale pools the levels: one minus the sum of what is
    observed at each level over the sum of what is expected. Ours.
    """
    levels = levels_of(codes)
    apart: Numbers = np.zeros((len(categories), len(categories)))
    for level in levels:
        at = [at_level(codes, level, str(value)) for value in categories]
        place = {name: number for number, name in enumerate(dict.fromkeys(at))}
        numbers = np.array([place[name] for name in at])
        apart += numbers[:, None] != numbers[None, :]
    shares = (apart / max(1, len(levels))).tolist()
    return Scale("custom", tuple(categories), tuple(map(tuple, shares)))
