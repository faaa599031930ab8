"""Work beside the window: results come back to its thread by signal, and it never waits."""

from __future__ import annotations

import atexit
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from textwrap import shorten
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance

from annotator.domain.errors import KnownError
from annotator.domain.suggestions import Highlighted, Pipeline
from annotator.domain.text import headline_of
from annotator.gui.garbage import start_thread
from annotator.log import get_logger
from annotator.nlp import sentences
from annotator.nlp.rules import Job, Request
from annotator.nlp.supervisor import Group, Supervisor

END_WITHIN = 3.0  # seconds that closing waits for a thread
HEADLINE = 60  # characters of a headline in the status line


class _Post(QObject):
    """What a thread speaks through: no window takes it away while the thread still speaks."""

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(object)
    ready = Signal(object)
    highlighted = Signal(object, object)
    status_changed = Signal(str)


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
        self._post = _Post()
        for name in ("done", "failed", "progressed"):
            getattr(self._post, name).connect(getattr(self, name))
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin."""
        start_thread(self._thread, self)

    def cancel(self) -> None:
        """Ask it to stop soon."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def report(self, what: object) -> None:
        """Tell the window how far it is."""
        _emit(self._post.progressed, what)

    def wait(self, seconds: float = END_WITHIN) -> bool:
        """Wait until the function has ended; whether it has."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            result = self._function(self)
        except Exception as error:  # noqa: BLE001 - it is handed over, not swallowed
            _emit(self._post.failed, error)
        else:
            _emit(self._post.done, result)


_speaking = threading.Lock()  # held while a thread is inside Qt
_ended = threading.Event()


def _emit(signal: SignalInstance, *values: object) -> None:
    """Emit from a thread; nothing happens when the window and its objects are gone already."""
    with _speaking, suppress(RuntimeError):
        if not _ended.is_set():
            signal.emit(*values)


@atexit.register
def _fall_silent() -> None:
    """Let no thread speak any more: one that is stopped inside Qt takes the program down."""
    _ended.set()
    if _speaking.acquire(timeout=END_WITHIN):
        _speaking.release()


class Highlighter(QObject):
    """The worker process as the window sees it: articles in, suggestions and a status line out.

    A thread talks to the worker; what it reads arrives by signal in the thread of this object.
    """

    ready = Signal(object)  # Pipeline
    highlighted = Signal(object, object)  # Highlighted, Pipeline
    status_changed = Signal(str)

    def __init__(self, request: Request, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._supervisor = Supervisor(
            request,
            ahead=2,
            on_crash=lambda job, _how: self._skipped.append(job.article_id),
        )
        self._post = _Post()
        for name in ("ready", "highlighted", "status_changed"):
            getattr(self._post, name).connect(getattr(self, name))
        self._headlines: dict[int, str] = {}  # of articles being read
        self._skipped: list[int] = []  # articles the worker died on
        self._queue: deque[Job] = deque()
        self._changed = threading.Condition()
        self._stopped = False
        self._taken: set[int] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Start the worker; the window does not wait for it."""
        self.status_changed.emit(self.tr("suggestions: loading…"))
        start_thread(self._thread, self)

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
            _emit(self._post.ready, pipeline)
            _emit(self._post.status_changed, describe(pipeline))
            for result in self._supervisor.run(self._take):
                _emit(self._post.highlighted, result, pipeline)
                self._tell(result, pipeline)
        except KnownError as error:
            _emit(self._post.status_changed, str(error))
        except Exception as error:  # noqa: BLE001 - the window goes on without highlights
            get_logger("gui").exception("the highlighter ended")
            said = QCoreApplication.translate("Highlighter", "no suggestions: {}")
            _emit(self._post.status_changed, said.format(error))

    def _tell(self, result: Highlighted, pipeline: Pipeline) -> None:
        """Name an article that the worker died on, and why; it stays named.

        Why others have no suggestions is said where they are open.
        """
        headline = self._headlines.pop(result.article_id, "")
        if result.failure and result.article_id in self._skipped:
            why = sentences.said(result.failure)
            _emit(self._post.status_changed, f"{describe(pipeline)} · “{headline}”: {why}")

    def _take(self, wait: bool) -> Group | None:  # noqa: FBT001 - the shape of Take
        with self._changed:
            while wait and not self._queue and not self._stopped:
                self._changed.wait()
            if self._stopped or not self._queue:
                return None
            job = self._queue.popleft()
            self._taken.add(job.article_id)
            start = headline_of(job.text[: 4 * HEADLINE])  # shortening a long line takes long
            self._headlines[job.article_id] = shorten(start, HEADLINE, placeholder="…")
            return [job]


def describe(pipeline: Pipeline) -> str:
    """Who suggests, in a few words."""
    said = QCoreApplication.translate("Highlighter", "suggestions: {} {}")
    return said.format(pipeline.name, pipeline.version)
