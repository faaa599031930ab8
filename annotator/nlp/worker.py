"""The process in which spaCy runs: ``python -m annotator.nlp.worker``, spoken to over its pipes.

It reads frames (``frames``) from standard input: first what to load, then groups of articles. It
answers that it is ready or why not, then that it has begun a group, and for each article of it its
suggestions in parts and that it is done. When standard input closes, because the window was closed
or killed, it ends at once, whatever it is at: a thread waits for that alone. It imports no Qt and
writes to no file.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
import warnings
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, BinaryIO

from annotator.domain.errors import PipelineError
from annotator.domain.suggestions import Highlighted
from annotator.nlp import frames, pipeline
from annotator.nlp.deadline import Deadline
from annotator.nlp.frames import Frame
from annotator.nlp.rules import Finds, Job, NamedCode, Rule

if TYPE_CHECKING:
    from annotator.nlp.reader import Reader

SECONDS_TO_LOAD = 300


def main() -> None:
    """Work until standard input closes."""
    answers = _take_standard_output()
    inbox: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, inbox), daemon=True).start()
    warnings.simplefilter("ignore")
    try:
        with Deadline(SECONDS_TO_LOAD):
            reader = _load(inbox.get())
    except PipelineError as error:
        frames.write(answers, {"error": str(error)})
        return
    frames.write(answers, {"ready": asdict(reader.identity)})
    while True:
        group = [Job(*job) for job in inbox.get()["group"]]
        frames.write(answers, {"begun": len(group)})
        for result in reader.read(group):
            _send(answers, result)


def _take_standard_output() -> BinaryIO:
    """Keep the pipe for answers alone: what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _listen(stream: BinaryIO, inbox: queue.SimpleQueue[Frame]) -> None:
    while (frame := frames.read(stream)) is not None:
        inbox.put(frame)
    os._exit(0)


def _load(request: Frame) -> Reader:
    if request["background"] and hasattr(os, "nice"):
        os.nice(10)
    pipeline.resolve(request["pipeline"])
    pipeline.demand_spacy()
    from annotator.nlp.knowledge import Knowledge  # noqa: PLC0415
    from annotator.nlp.reader import Reader  # noqa: PLC0415 - takes spaCy to import

    rules = tuple(
        Rule(r["type"], tuple(r["entities"]), r["triggers"], Finds(r["finds"]))
        for r in request["rules"]
    )
    names = (NamedCode(**entry) for entry in request["names"])
    knowledge = Knowledge.in_text(request["schema"], names) if request["schema"] else None
    return Reader(request["pipeline"], rules, knowledge, events=request["events"])


def _send(answers: BinaryIO, result: Highlighted) -> None:
    found = [frames.encode(suggestion) for suggestion in result.suggestions]
    for start in range(0, len(found), frames.PART):
        frames.write(answers, {"part": found[start : start + frames.PART]})
    events = [frames.encode_event(event) for event in result.events]
    done = {"done": result.article_id, "failure": result.failure, "events": events}
    frames.write(answers, done)


if __name__ == "__main__":
    with suppress(OSError):  # nobody reads our answers any more
        main()
    os._exit(0)  # at once: the listening thread holds standard input
