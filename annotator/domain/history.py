"""What a coder chose before for the same words, put before what the machine ranks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.domain.suggestions import Candidate

_SAME, _AKIN, _MOST = 0.5, 0.12, 3  # worth of a choice for the same words, for akin ones; counted
_FIRST = 0.5  # confidence of a code that the machine did not think of


@dataclass(frozen=True, slots=True)
class Chosen:
    """One past decision: the plain form of what was marked ("threaten attack"), and its code."""

    label: str
    code: str


def reranked(
    candidates: Sequence[Candidate], label: str, decided: Iterable[Chosen]
) -> tuple[Candidate, ...]:
    """The candidates with codes that were chosen before for the same or akin words in front.

    A code chosen for the very words is offered even where the machine did not think of it. The
    reason says how often it was chosen.
    """
    same, akin = _counted(label, decided)
    known = {candidate.value: candidate for candidate in candidates}
    for code, count in same.items():
        reason = f"you chose it {_times(count)} for “{label}”"
        old = known.get(code, Candidate(code, confidence=_FIRST))
        known[code] = replace(old, reason=reason, origin="own history")
    places = {code: place for place, code in enumerate(known)}

    def worth(candidate: Candidate) -> tuple[float, int]:
        sure = candidate.confidence or 0.0
        sure += _SAME * min(same[candidate.value], _MOST) + _AKIN * min(
            akin[candidate.value], _MOST
        )
        return -sure, places[candidate.value]

    return tuple(sorted(known.values(), key=worth))


def _counted(label: str, decided: Iterable[Chosen]) -> tuple[Counter[str], Counter[str]]:
    """How often each code was chosen for the very words, and for words half of which are these."""
    words = frozenset(label.split())
    same: Counter[str] = Counter()
    akin: Counter[str] = Counter()
    for one in decided:
        if not label or not one.label:
            continue
        if one.label == label:
            same[one.code] += 1
            continue
        others = frozenset(one.label.split())
        if 2 * len(words & others) >= max(len(words), len(others)):
            akin[one.code] += 1
    return same, akin


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"
