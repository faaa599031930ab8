"""Work beside the window: results come back to its thread by signal, and it never waits."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import KnownError
from annotator.domain.schema import Schema
from annotator.domain.suggestions import Pipeline
from annotator.log import get_logger
from annotator.nlp.rules import Job, Request, rules_of
from annotator.nlp.supervisor import Group, Supervisor

END_WITHIN = 3.0  # seconds that closing waits for a thread


class Task(QObject):
    """A plain function in a thread of its own.

    The function gets the task and may ask ``is_cancelled()`` and tell ``report(...)``; what it
    returns or raises arrives by signal in the thread that made the task.
    """

    done = Signal(object)
    failed = Signal(object)  # the exception
    progressed = Signal(object)

    def __init__(self, function: Callable[[Task], Any], *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._function = function
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to stop soon."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def report(self, what: object) -> None:
        """Tell the window how far it is."""
        self.progressed.emit(what)

    def wait(self, seconds: float = END_WITHIN) -> bool:
        """Wait until the function has ended; whether it has."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            result = self._function(self)
        except Exception as error:  # noqa: BLE001 - it is handed over, not swallowed
            self.failed.emit(error)
        else:
            self.done.emit(result)


class Highlighter(QObject):
    """The worker process as the window sees it: articles in, suggestions and a status line out."""

    ready = Signal(object)  # Pipeline
    highlighted = Signal(object, object)  # Highlighted, Pipeline
    status_changed = Signal(str)

    def __init__(self, schema: Schema, pipeline: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._supervisor = Supervisor(Request(pipeline, rules_of(schema), background=True), ahead=2)
        self._queue: deque[Job] = deque()
        self._changed = threading.Condition()
        self._stopped = False
        self._taken: set[int] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Start the worker; the window does not wait for it."""
        self.status_changed.emit(self.tr("suggestions: loading…"))
        self._thread.start()

    def set_queue(self, articles: Sequence[tuple[int, str]]) -> None:
        """Read these articles (id and text) next, in order; what was queued before is dropped."""
        with self._changed:
            wanted = [Job(number, text) for number, text in articles if number not in self._taken]
            self._queue = deque(wanted)
            self._changed.notify()

    def stop(self) -> None:
        """End the worker."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._supervisor.stop()
        if self._thread.is_alive():
            self._thread.join(END_WITHIN)

    def _run(self) -> None:
        try:
            pipeline = self._supervisor.start()
            if pipeline is None:
                return
            self.ready.emit(pipeline)
            self.status_changed.emit(describe(pipeline))
            for result in self._supervisor.run(self._take):
                self.highlighted.emit(result, pipeline)
                if result.failure:
                    self.status_changed.emit(f"{describe(pipeline)} · {result.failure}")
        except KnownError as error:
            self.status_changed.emit(str(error))
        except Exception as error:  # noqa: BLE001 - the window goes on without highlights
            get_logger("gui").exception("the highlighter ended")
            self.status_changed.emit(self.tr("no suggestions: {}").format(error))

    def _take(self, wait: bool) -> Group | None:  # noqa: FBT001 - the shape of Take
        with self._changed:
            while wait and not self._queue and not self._stopped:
                self._changed.wait()
            if self._stopped or not self._queue:
                return None
            job = self._queue.popleft()
            self._taken.add(job.article_id)
            return [job]


def describe(pipeline: Pipeline) -> str:
    """Who suggests, in a few words."""
    return f"suggestions: {pipeline.name} {pipeline.version}"
