"""Rows of the table, and samples of two things taken in turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

AT_MOST, AT_LEAST = "≤", "≥"


@dataclass(frozen=True)
class Budget:
    """What a figure should be: a ratio against the bare thing, an own value, or both."""

    ratio: float | None = None
    value: float | None = None
    sign: str = AT_MOST
    unit: str = ""

    def __str__(self) -> str:
        parts = [f"{self.ratio:g}×"] if self.ratio is not None else []
        parts += [f"{self.value:g} {self.unit}".strip()] if self.value is not None else []
        return f"{self.sign} {' and '.join(parts)}"

    def is_met(self, ours: float, ratio: float) -> bool:
        """Whether a figure keeps it."""
        pairs = [(ratio, self.ratio), (ours, self.value)]
        flip = 1 if self.sign == AT_MOST else -1
        return all(found * flip <= limit * flip for found, limit in pairs if limit is not None)


@dataclass(frozen=True)
class Row:
    """One line of the table; the unit of both figures stands in the name."""

    name: str
    ours: float
    bare: float
    budget: Budget

    @property
    def ratio(self) -> float:
        """Ours to bare."""
        return self.ours / self.bare if self.bare else 0.0

    def as_data(self) -> dict[str, object]:
        """The row as ``--json`` gives it."""
        return {
            "name": self.name,
            "ours": round(self.ours, 3),
            "bare": round(self.bare, 3),
            "ratio": round(self.ratio, 3),
            "budget": str(self.budget),
        }

    def __str__(self) -> str:
        mark = "ok  " if self.budget.is_met(self.ours, self.ratio) else "MISS"
        return (
            f"{mark} {self.name:<66} {self.ours:>10.2f} {self.bare:>10.2f}"
            f" {self.ratio:>7.2f}×  {self.budget}"
        )


def in_turns(
    ours: Callable[[], float], bare: Callable[[], float], *, samples: int, warm: int = 1
) -> tuple[float, float]:
    """The medians of two measurements, each taken ``samples`` times in turns after warming up."""
    pairs = [(ours(), bare()) for _ in range(samples + warm)][warm:]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def milliseconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
