"""Hierarchical codes whose digits are their place in the tree: 19, 190 and 193, 195, 1951.

A code ending in 0 at its third digit (190, "not specified below") is its root at every level.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from annotator.agreement.figures import AgreementError
from annotator.agreement.ratings import Integers, Numbers, Value
from annotator.domain.language import tr

DIGITS = (2, 3, 4)  # the levels: so many digits of the code are compared


def level_shares(categories: Sequence[Value], digits: Sequence[int] = DIGITS) -> Numbers:
    """Share of levels at which two codes differ, as categories × categories.

    193 and 195 differ at two levels of three. Ours: as differences add up, alpha by this distance
    is the pooled alpha of the levels, one minus the sum of what is observed at each level over the
    sum of what is expected. Raises AgreementError without any level.
    """
    if not digits:
        raise AgreementError(tr("Hierarchical codes are compared at one level at least."))
    shares = np.zeros((len(categories), len(categories)))
    for level in digits:
        at = _numbered([at_digits(value, level) for value in categories])
        shares += at[:, None] != at[None, :]
    return shares / len(digits)


def path_lengths(categories: Sequence[Value]) -> Numbers:
    """Steps from code to code through the tree, as categories × categories.

    A code of two digits hangs on the top, one of three on its first two, one of four on its first
    three: 1951 and 1952 are 2 apart, 0311 and 1951 are 6. Rada, Mili, Bicknell & Blettner (1989),
    "Development and application of a metric on semantic nets".
    """
    chains = [_chain(code_text(value)) for value in categories]
    depth = np.array([len(chain) for chain in chains], float)
    shared = np.zeros((len(chains), len(chains)))
    for level in range(max(map(len, chains), default=0)):
        at = _numbered([chain[level] if level < len(chain) else None for chain in chains])
        shared += (at[:, None] == at[None, :]) & (at >= 0)[:, None]
    steps: Numbers = depth[:, None] + depth[None, :] - 2 * shared
    return steps


def at_digits(value: Value, digits: int) -> str:
    """A hierarchical code at so many digits; 190 and 19 are one code at every level."""
    return code_text(value).ljust(DIGITS[-1], "0")[:digits]


def code_text(value: Value) -> str:
    """A code as text; a number is written without a decimal point."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _chain(code: str) -> list[str]:
    """A code and all above it, from the top: 19, 195, 1951."""
    return [code[:digits] for digits in range(min(DIGITS[0], len(code)), len(code) + 1)]


def _numbered(entries: Sequence[str | None]) -> Integers:
    """A number for each different entry, -1 for none."""
    place: dict[Hashable, int] = {None: -1}
    for entry in entries:
        place.setdefault(entry, len(place) - 1)
    return np.array([place[entry] for entry in entries], np.int64)
