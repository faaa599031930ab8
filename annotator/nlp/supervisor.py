"""Keep one worker at work: start it, feed it, start it anew when it dies, give up when it must."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress

from annotator.domain.errors import PipelineError
from annotator.domain.language import tr
from annotator.domain.suggestions import Highlighted, Pipeline
from annotator.log import get_logger
from annotator.nlp import sentences
from annotator.nlp.process import Worker, WorkerDiedError
from annotator.nlp.rules import Job, Request

Group = list[Job]
Take = Callable[[bool], Group | None]

RECOVERED = 50  # articles read since it died last, after which one more start is granted


class Supervisor:
    """One worker and its restarts. Used by one thread; ``stop`` may come from any other.

    The worker is started anew once when it dies, and the article it died on is skipped and named.
    When it dies again before it has read ``RECOVERED`` articles, it is given up.

    Args:
        request: what to load and what to look for.
        ahead: groups that are handed over before the first of them is answered.
        on_crash: told each article that the worker died on, and how it died.
    """

    def __init__(
        self,
        request: Request,
        *,
        ahead: int = 1,
        on_crash: Callable[[Job, str], None] | None = None,
    ) -> None:
        self._request = request
        self._ahead = ahead
        self._on_crash = on_crash
        self._worker: Worker | None = None
        self._stopped = threading.Event()
        self._swap = threading.Lock()  # between starting a worker and stopping from outside
        self._sent = 0  # groups in flight that the worker has got
        self._deaths = 0
        self._read_since = 0

    @property
    def pid(self) -> int | None:
        """Process id of the worker, None while there is none."""
        return self._worker.pid if self._worker else None

    def start(self) -> Pipeline | None:
        """Start the worker and wait until it is ready; None when stopped meanwhile.

        Raises:
            PipelineError: the pipeline is missing or does not load, or the worker dies over it.
        """
        try:
            while not self._stopped.is_set():
                try:
                    return self._begin()
                except WorkerDiedError as death:
                    if not self._stopped.is_set():
                        self._count_death(death)
        except BaseException:
            self.stop()
            raise
        self.stop()  # again: a worker may have been begun meanwhile
        return None

    def run(self, take: Take) -> Iterator[Highlighted]:
        """Read articles until there are no more, yielding what was found in each, in order.

        Args:
            take: gives the next group to read together. Called with True it may wait, and None
                means that no more will come; called with False, None means none at the moment.

        Raises:
            PipelineError: the worker was given up; the sentence says why.
        """
        flight: deque[Group] = deque()
        try:
            while not self._stopped.is_set():
                try:
                    if not self._fill(flight, take):
                        return
                    yield from self._answers(flight)
                except WorkerDiedError as death:
                    if not self._stopped.is_set():
                        yield from self._bury(flight, death)
                        self.start()
        finally:
            self.stop()

    def stop(self) -> None:
        """End the worker and whoever waits for it, at once; nothing can be run afterwards."""
        self._stopped.set()
        with self._swap:
            worker = self._worker
        if worker is not None:
            worker.close()

    def _begin(self) -> Pipeline:
        with self._swap:
            if self._worker is not None:
                self._worker.close()
            worker = self._worker = Worker(self._request)
        self._sent = 0
        if self._stopped.is_set():
            worker.kill()
        return worker.wait_ready()

    def _fill(self, flight: deque[Group], take: Take) -> bool:
        """Take groups until enough are in flight, send those not sent; False when all is done."""
        assert self._worker is not None
        while len(flight) < self._ahead and (group := take(not flight)) is not None:
            flight.append(group)
        while self._sent < len(flight):
            self._worker.ask(flight[self._sent])
            self._sent += 1
        return bool(flight)

    def _answers(self, flight: deque[Group]) -> Iterator[Highlighted]:
        """The answers to the first group in flight, which shrinks by each."""
        assert self._worker is not None
        group = flight[0]
        for result in self._worker.answers():
            group.pop(0)
            self._read_since += 1
            yield result
            if not group:
                break
        flight.popleft()
        self._sent -= 1

    def _bury(self, flight: deque[Group], death: WorkerDiedError) -> Iterator[Highlighted]:
        """Skip and name the article the worker died on, and count the death.

        It may have been any of a group: then they are to be read one by one, which shows the one.
        An article that the worker had not begun is not to blame.
        """
        begun = self._worker is not None and self._worker.reading
        if begun and len(flight[0]) > 1:
            flight.extendleft([job] for job in reversed(flight.popleft()))
            return
        if begun:
            (job,) = flight.popleft()
            if self._on_crash is not None:
                self._on_crash(job, death.how)
            yield Highlighted(job.article_id, (), sentences.DIED_ON_IT)
        self._count_death(death)

    def _count_death(self, death: WorkerDiedError) -> None:
        get_logger("nlp").warning("worker died: %s", death.how)
        self._deaths = 1 if self._read_since >= RECOVERED else self._deaths + 1
        self._read_since = 0
        if self._deaths > 1:
            raise PipelineError(tr(sentences.GIVEN_UP).format(how=death.how))


def take_from(groups: Iterator[Group]) -> Take:
    """A ``take`` that hands out what an iterator gives."""

    def take(_wait: bool) -> Group | None:  # noqa: FBT001 - the shape of Take
        with suppress(StopIteration):
            return next(groups)
        return None

    return take
