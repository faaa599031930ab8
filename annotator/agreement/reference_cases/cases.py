"""Our figures against reference values: cases with data, settings, and what should come out."""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeGuard

from annotator.agreement.figures import AgreementError
from annotator.agreement.reference_cases.case_ratings import Case
from annotator.agreement.reference_cases.coefficient_cases import COEFFICIENTS, NotOfferedError
from annotator.agreement.reference_cases.span_cases import SPAN_STATISTICS
from annotator.domain.errors import KnownError
from annotator.domain.language import tr

DEPTH = 3  # lists within lists that a value can be made of
PASSED, FAILED, NOT_OFFERED = "passed", "failed", "not_offered"


class Answer(Protocol):
    """What a statistic gives for a case: a Figure, or anything else with these two."""

    @property
    def value(self) -> object:
        """A number, a list of them, or None where it is undefined."""

    @property
    def reason(self) -> str:
        """Why it is undefined."""


STATISTICS: dict[str, Callable[[Case], Answer]] = {**COEFFICIENTS, **SPAN_STATISTICS}
"""Every statistic that cases can ask for, by name."""


@dataclass(frozen=True)
class CaseResult:
    """How one case came out; ``expected`` of None means undefined, ``reason`` says what is odd."""

    name: str
    status: str
    value: object
    expected: object
    tol: float | None
    reason: str = ""

    def as_data(self) -> dict[str, object]:
        """The result as it is printed for programs."""
        return {
            "name": self.name,
            "status": self.status,
            "value": self.value,
            "expected": self.expected,
            "tol": self.tol,
        }


@dataclass(frozen=True)
class Verification:
    """How all cases of a file came out."""

    results: tuple[CaseResult, ...]

    def count(self, status: str) -> int:
        """How many cases came out so."""
        return Counter(result.status for result in self.results)[status]

    @property
    def ok(self) -> bool:
        """Whether all cases passed."""
        return self.count(PASSED) == len(self.results)

    def as_data(self) -> dict[str, object]:
        """The results as they are printed for programs."""
        counts: dict[str, object] = {s: self.count(s) for s in (PASSED, FAILED, NOT_OFFERED)}
        return {**counts, "cases": [result.as_data() for result in self.results]}


def read(path: Path) -> list[object]:
    """The cases of a file: a JSON object with a list named ``cases``.

    Raises AgreementError with a sentence when the file holds none, OSError when it cannot be read.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        said = tr("“{path}” is no JSON file ({why}). Give a file of reference cases.")
        raise AgreementError(said.format(path=path, why=error)) from error
    cases = data.get("cases") if isinstance(data, dict) else None
    if not isinstance(cases, list):
        said = tr("“{path}” holds no list named “cases”. Give a file of reference cases.")
        raise AgreementError(said.format(path=path))
    return cases


def verify(entries: Sequence[object]) -> Verification:
    """Recompute every case and compare; a case that makes no sense fails with a reason."""
    return Verification(tuple(_result(entry, at) for at, entry in enumerate(entries, 1)))


def _result(entry: object, at: int) -> CaseResult:
    if not isinstance(entry, dict):
        return CaseResult(f"case {at}", FAILED, None, None, None, tr("It is not an object."))
    name = str(entry.get("name") or f"case {at}")
    expected, tol = _plain(entry.get("expected")), _tolerance(entry.get("tol"))
    status, value, reason = _answer(entry)
    if not status:
        status = PASSED if _agrees(value, expected, tol or 0.0) else FAILED
    if status == PASSED and ("expected" not in entry or (tol is None and expected is not None)):
        status, reason = FAILED, tr("It does not say what is expected, or how exactly.")
    return CaseResult(name, status, value, expected, tol, reason)


def _answer(case: Case) -> tuple[str, object, str]:
    """The status if it is settled already, the value, and the reason."""
    statistic = STATISTICS.get(str(case.get("metric")))
    if statistic is None:
        return NOT_OFFERED, None, tr("There is no such figure.")
    try:
        found = statistic(case)
    except NotOfferedError as error:
        return NOT_OFFERED, None, str(error)
    except KnownError as error:
        return FAILED, None, str(error)
    except Exception as error:  # noqa: BLE001 - whatever a case holds, the others are computed
        said = tr("Its data or params make no sense ({why}).")
        return FAILED, None, said.format(why=f"{type(error).__name__}: {error}")
    return "", _plain(found.value), found.reason


def _agrees(value: object, expected: object, tol: float) -> bool:
    if isinstance(value, list) and isinstance(expected, list):
        pairs = zip(_sorted(value), _sorted(expected), strict=False)
        return len(value) == len(expected) and all(_agrees(a, b, tol) for a, b in pairs)
    if _is_number(value) and _is_number(expected):
        return abs(value - expected) <= tol
    return value is None and expected is None


def _sorted(entries: list[object]) -> list[object]:
    """Lists of lists in any order are one; a list of numbers keeps its own."""
    return sorted(entries, key=str) if all(isinstance(e, list) for e in entries) else entries


def _plain(value: object, *, deeper: int = DEPTH) -> object:
    """Sequences as lists, whatever is not finite as undefined: what JSON can say."""
    if isinstance(value, (list, tuple)):
        return [_plain(entry, deeper=deeper - 1) for entry in value] if deeper else "…"
    if _is_number(value):
        return value if math.isfinite(value) else None
    return None if value is None else str(value)[:100]


def _tolerance(tol: object) -> float | None:
    return tol if _is_number(tol) and math.isfinite(tol) and tol >= 0 else None


def _is_number(value: object) -> TypeGuard[float]:
    """Whether it can be reckoned with: whole numbers beyond any float cannot."""
    if isinstance(value, int):
        return not isinstance(value, bool) and abs(value) <= sys.float_info.max
    return isinstance(value, float)
