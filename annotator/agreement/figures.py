"""One figure of agreement: its value, on how much it rests, and why it may be undefined."""

from __future__ import annotations

import math
from dataclasses import dataclass

from annotator.domain.errors import KnownError
from annotator.domain.language import tr

FAIR, GOOD = 0.667, 0.8
"""From where on alpha is usually read as tentative, and as reliable: a convention of Krippendorff
(2019), "Content Analysis", 4th ed., section 12.5, not a property of the figure."""


class AgreementError(KnownError):
    """Data or settings of a coefficient make no sense; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of agreement.

    ``value`` is a finite number, or None where the figure is undefined; then ``reason`` is a
    sentence that says why. ``n`` counts the units (or pairs) the figure rests on. ``remark`` is
    what a reader of a defined value should know, such as pairs of coders that were left out.
    """

    value: float | None
    n: int
    reason: str = ""
    remark: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError("a figure is a finite number, or undefined with a reason")
        if (self.value is None) != bool(self.reason):
            raise ValueError("a figure has a value, or a reason why it has none")


def undefined(reason: str, n: int = 0) -> Figure:
    """A figure that cannot be computed, with the reason."""
    return Figure(None, n, reason)


def no_pairs() -> Figure:
    """Undefined, as nothing was coded twice."""
    return undefined(tr("No unit has values of two coders."))


def no_variation(n: int) -> Figure:
    """Undefined, as nothing varies in ``n`` units."""
    return undefined(tr("All values are alike, so agreement cannot be told from chance."), n)
