"""One worker process, seen from the side that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, cast

from annotator.domain.errors import PipelineError
from annotator.domain.suggestions import Highlighted, NewSuggestion, Pipeline
from annotator.nlp import frames, sentences
from annotator.nlp.frames import Frame
from annotator.nlp.rules import Job, Request

_ROOT = Path(__file__).resolve().parents[2]  # where the package lies, for the worker to find it
# One process uses one core, no graphics card, and asks no server for anything.
_ENVIRONMENT = {
    "CUDA_VISIBLE_DEVICES": "",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "PYTHONWARNINGS": "ignore",
}


class WorkerDiedError(Exception):
    """The worker process ended without being asked to; ``how`` says it in words."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class Worker:
    """A worker process that was started and told what to load.

    It ends when ``close`` is called, or when this process ends in whatever way: its standard
    input closes then. ``kill`` may be called from another thread; what waits here then raises
    ``WorkerDiedError``.
    """

    def __init__(self, request: Request) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "annotator.nlp.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("ANNOTATOR_LOG") else subprocess.DEVNULL,
            env=_environment(),
            **_apart(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._questions: BinaryIO = cast("BinaryIO", self._process.stdin)
        self._answers: BinaryIO = cast("BinaryIO", self._process.stdout)
        self._closing = threading.Lock()
        self._unanswered = 0  # articles of the group it has begun
        self._send(asdict(request))

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def reading(self) -> bool:
        """Whether it has begun a group, as far as is known, and not answered all of it."""
        return self._unanswered > 0

    def wait_ready(self) -> Pipeline:
        """Wait until the pipeline is loaded; returns who suggests.

        Raises:
            PipelineError: it cannot be loaded.
            WorkerDiedError: the process ended.
        """
        frame = self._receive()
        if "error" in frame:
            raise PipelineError(sentences.said(frame["error"]))
        ready = frame["ready"]
        return Pipeline(ready["name"], ready["version"], tuple(ready["components"]))

    def ask(self, group: list[Job]) -> None:
        """Hand over articles to be read together; their answers come in the same order.

        A worker that has died does not get them. That is found where answers are waited for, when
        all that it said before was heard: else it were not known what it had begun.
        """
        with suppress(WorkerDiedError):
            self._send({"group": [(job.article_id, job.text) for job in group]})

    def answers(self) -> Iterator[Highlighted]:
        """Wait for the next articles' suggestions, one after the other, without end."""
        found: list[NewSuggestion] = []
        while True:
            frame = self._receive()
            if "begun" in frame:
                self._unanswered = frame["begun"]
            elif "part" in frame:
                found.extend(map(frames.decode, frame["part"]))
            else:
                self._unanswered -= 1
                events = tuple(map(frames.decode_event, frame["events"]))
                yield Highlighted(frame["done"], tuple(found), frame["failure"], events)
                found = []

    def kill(self) -> None:
        """End the process now; safe from any thread and more than once."""
        with suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """End the process and let go of its pipes."""
        self.kill()
        with self._closing:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)
            for stream in (self._questions, self._answers):
                with suppress(OSError):
                    stream.close()

    def _send(self, frame: Frame) -> None:
        try:
            frames.write(self._questions, frame)
        except (OSError, ValueError) as error:
            raise WorkerDiedError(self._how()) from error

    def _receive(self) -> Frame:
        try:
            frame = frames.read(self._answers)
        except (OSError, ValueError) as error:
            raise WorkerDiedError(self._how()) from error
        if frame is None:
            raise WorkerDiedError(self._how())
        return frame

    def _how(self) -> str:
        code = self._process.wait()
        if code >= 0:
            return f"exit status {code}"
        try:
            return f"signal {signal.Signals(-code).name}"
        except ValueError:
            return f"signal {-code}"


def _environment() -> dict[str, str]:
    known = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join(filter(None, [str(_ROOT), known]))
    return {**os.environ, **_ENVIRONMENT, "PYTHONPATH": path}


def _apart() -> dict[str, Any]:
    """Options that keep the terminal's Ctrl-C from the worker: whoever started it decides."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags}
    return {"start_new_session": True}
