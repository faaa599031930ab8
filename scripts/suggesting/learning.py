"""Whether a coder's own past decisions put the right code first more often."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from suggesting.events import best_of
from suggesting.gold import Event, Row, read

from annotator.domain.candidates import Habits, with_habits
from annotator.domain.suggestions import Candidate
from annotator.nlp.reader import Reader
from annotator.nlp.whole_events import Roles

DEFINITIONS = {
    "learn_top1_without": "second half of the events: share whose code is the first candidate",
    "learn_top1_with": "the same after the coder's decisions on what came before",
    "learn_top5_without": "second half of the events: share whose code is among the first five",
    "learn_top5_with": "the same after the coder's decisions on what came before",
}


def measure(path: Path, reader: Reader) -> dict[str, float]:
    """The figures of DEFINITIONS over a file of the shape of the event gold, coded in order."""
    assert reader.knowledge is not None
    schema = reader.knowledge.schema
    action = Roles(schema).action.mention_type
    pairs = [(row, event) for row in read(path, reader) for event in row.events]
    chosen: dict[str, Counter[str]] = defaultdict(Counter)
    counts = Counter[str]()
    for at, (row, event) in enumerate(pairs):
        label, candidates = _suggested(row, event, action)
        if at >= len(pairs) // 2:
            counts["all"] += 1
            _count(counts, "without", [c.value for c in candidates], event.code)
            learned = with_habits(
                schema, Habits(codes=chosen), candidates, mention_type=action, words="", label=label
            )
            _count(counts, "with", [c.value for c in learned], event.code)
        chosen[label][event.code] += 1
    return {name: round(counts[name] / counts["all"], 4) for name in DEFINITIONS if counts["all"]}


def _suggested(row: Row, event: Event, action: str) -> tuple[str, tuple[Candidate, ...]]:
    best = best_of(row.of_type(action), event.action)
    return (best.label, best.candidates) if best else ("", ())


def _count(counts: Counter[str], how: str, codes: list[str], gold: str) -> None:
    counts[f"learn_top1_{how}"] += codes[:1] == [gold]
    counts[f"learn_top5_{how}"] += gold in codes[:5]
