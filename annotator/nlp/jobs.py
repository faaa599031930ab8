"""Highlight many articles with several processes at once."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Self

from annotator.domain.suggestions import Highlighted, Pipeline
from annotator.nlp.rules import Job, Request
from annotator.nlp.supervisor import Group, Supervisor

AHEAD = 2  # groups each process has, so that it never waits for the next
GROUP = 16_000  # characters that are read together; a group of short texts is faster than each


class Crew:
    """Some worker processes that share one pile of articles.

    Use it in a ``with`` block, which ends them whatever happens. All of its methods belong to one
    thread, so that articles may come straight from a database and results go straight into it.
    """

    def __init__(
        self,
        request: Request,
        *,
        jobs: int = 1,
        on_crash: Callable[[Job, str], None] | None = None,
    ) -> None:
        """Start ``jobs`` processes; ``on_crash`` is told articles that ended one, and how."""
        self._pile: queue.SimpleQueue[Group | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[Highlighted | Pipeline | BaseException]
        self._results = queue.SimpleQueue()
        self._supervisors = [
            Supervisor(request, ahead=AHEAD, on_crash=on_crash) for _ in range(jobs)
        ]
        self._threads = [
            threading.Thread(target=self._work, args=(supervisor,), daemon=True)
            for supervisor in self._supervisors
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End all processes at once."""
        for supervisor in self._supervisors:
            supervisor.stop()
        self._pile.put(None)
        for thread in self._threads:
            thread.join(timeout=10)

    def wait_ready(self) -> Pipeline:
        """Wait until every process has loaded the pipeline; returns who suggests.

        Raises:
            PipelineError: the pipeline is missing or does not load.
        """
        who: Pipeline | None = None
        for _ in self._threads:
            answer = self._next()
            assert isinstance(answer, Pipeline)
            who = answer
        assert who is not None
        return who

    def highlight(self, articles: Iterable[Job]) -> Iterator[Highlighted]:
        """Suggestions for every article, in the order they are ready; to be called once.

        Articles are taken from the iterable as they are needed, a few groups ahead.

        Raises:
            PipelineError: a process died a second time and was given up.
        """
        groups = grouped(articles)
        backlog: dict[int, int] = {}  # article handed out and not answered: its weight
        enough = (AHEAD + 1) * len(self._threads) * GROUP
        while True:
            while sum(backlog.values()) < enough and (group := next(groups, None)) is not None:
                backlog.update((job.article_id, min(len(job.text), GROUP)) for job in group)
                self._pile.put(group)
            if not backlog:
                return
            result = self._next()
            assert isinstance(result, Highlighted)
            del backlog[result.article_id]
            yield result

    def _next(self) -> Highlighted | Pipeline:
        while True:
            with suppress(queue.Empty):  # woken now and then, for Ctrl-C to be heard on Windows
                answer = self._results.get(timeout=1)
                if isinstance(answer, BaseException):
                    raise answer
                return answer

    def _work(self, supervisor: Supervisor) -> None:
        try:
            if (pipeline := supervisor.start()) is not None:
                self._results.put(pipeline)
                for result in supervisor.run(self._take):
                    self._results.put(result)
        except BaseException as error:  # noqa: BLE001 - raised where the results are read
            self._results.put(error)

    def _take(self, wait: bool) -> Group | None:  # noqa: FBT001 - the shape of Take
        try:
            group = self._pile.get(block=wait)
        except queue.Empty:
            return None
        if group is None:
            self._pile.put(None)  # the end is for everybody
        return group


def grouped(articles: Iterable[Job], *, size: int = GROUP, most: int = 128) -> Iterator[Group]:
    """Articles in groups of about ``size`` characters, in order; a long one is alone."""
    group: Group = []
    length = 0
    for job in articles:
        if group and (length + len(job.text) > size or len(group) == most):
            yield group
            group, length = [], 0
        group.append(job)
        length += len(job.text)
    if group:
        yield group
