"""How fast articles are read with all components, against the bare model on the same texts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from annotator.nlp.jobs import grouped
from annotator.nlp.pipeline import bare
from annotator.nlp.reader import Reader
from annotator.nlp.rules import Job

DEFINITIONS = {
    "speed_ratio": "texts a second with all components on, divided by those of nlp.pipe of the bare"
    " model: median of three runs in turn",
}
_RUNS = 3


def measure(texts: Sequence[str], reader: Reader, pipeline: str = "") -> dict[str, float]:
    """The figure of DEFINITIONS over some texts."""
    model = bare(pipeline)
    jobs = [Job(number, text) for number, text in enumerate(texts)]
    groups = list(grouped(jobs))  # as the program hands them to a worker
    reader.read(list(groups[0]))  # what loads on first use is loaded
    list(model.pipe(texts[:10]))
    ratios = []
    for _ in range(_RUNS):
        plain = _seconds(lambda: list(model.pipe(texts)))
        ours = _seconds(lambda: [reader.read(list(group)) for group in groups])
        ratios.append(plain / ours)
    return {"speed_ratio": round(statistics.median(ratios), 3)}


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
