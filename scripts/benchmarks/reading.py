"""How fast articles are read by the pipeline, against spaCy alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from statistics import median
from typing import Self

from benchmarks.measuring import AT_LEAST, Budget, Row
from benchmarks.place import Place

from annotator.nlp.jobs import Crew
from annotator.nlp.rules import Job, Request, request_of

_ROUNDS = 2
_PLAIN = """
import importlib, json, sys, time
model = importlib.import_module(sys.argv[1]).load()
list(model.pipe(["A first sentence."]))
print("ready", flush=True)
for line in sys.stdin:
    texts = json.loads(line)
    begun = time.perf_counter()
    for document in model.pipe(texts):
        pass
    print(len(texts) / (time.perf_counter() - begun), flush=True)
"""


class Plain:
    """The same model in a process of its own: loaded by spaCy, read by ``nlp.pipe``."""

    def __init__(self, model: str) -> None:
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", _PLAIN, model],
            env={**os.environ, **threads},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == "ready", f"{model} does not load"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def rate(self, texts: list[str]) -> float:
        """Articles a second."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(texts), file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())


def pipeline(place: Place) -> list[Row]:
    """Articles a second by one process of ours and by two; bare: ``nlp.pipe``, and by one."""
    number = max(4, place.sizes.highlighted // 2)
    texts = [place.corpus.text(at) for at in range(1, number + 1)]
    request = request_of(place.schema)
    model = place.corpus.highlighted[0].name
    rounds = _ROUNDS if number > 10 else 1
    with Plain(model) as plain:
        rates = [
            (_rate(request, texts, 1), plain.rate(texts), _rate(request, texts, 2))
            for _ in range(rounds)
        ]
    one, bare, two = (median(column) for column in zip(*rates, strict=True))
    cores = f"{os.cpu_count()} cores"
    return [
        Row("pre-highlighting, articles/s to nlp.pipe", one, bare, Budget(0.85, sign=AT_LEAST)),
        Row(
            f"pre-highlighting, articles/s, 2 jobs to 1 on {cores}",
            two,
            one,
            Budget(1.7, sign=AT_LEAST),
        ),
    ]


def _rate(request: Request, texts: list[str], jobs: int) -> float:
    """Articles a second, once every process has loaded the model and read a little."""
    with Crew(request, jobs=jobs) as crew:
        crew.wait_ready()
        begun = time.perf_counter()
        for _ in crew.highlight(Job(at, text) for at, text in enumerate(texts)):
            pass
        return len(texts) / (time.perf_counter() - begun)
