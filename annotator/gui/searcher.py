"""The search in all articles as the window sees it: words in, articles found out, never waited for.

A thread indexes the queue in its order as long as somebody searches, and answers anew as it gets
on, so that the first hits are there at once however many articles there are.
"""

from __future__ import annotations

import threading
import time
from array import array
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.domain.searching import Term
from annotator.gui.tasks import Task
from annotator.storage.search import TOGETHER, SearchIndex, in_order

ANSWER_EVERY = 0.4  # seconds between answers while articles are still being indexed


@dataclass(frozen=True)
class Answer:
    """What was found so far: articles in queue order, of so many searched, of so many there are."""

    terms: tuple[Term, ...]
    ids: array[int]
    searched: int
    total: int

    @property
    def complete(self) -> bool:
        """Whether every article was searched."""
        return self.searched >= self.total


class Searcher(QObject):
    """One project's search, from the first question until ``stop``."""

    answered = Signal(object)  # Answer
    failed = Signal(object)  # the exception

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._asked: tuple[tuple[Term, ...], array[int]] | None = None
        self._changed = threading.Condition()
        self._fresh = False
        self._task = Task(self._serve, parent=self)
        self._task.progressed.connect(self.answered)
        self._task.failed.connect(self.failed)
        self._task.start()

    def ask(self, terms: tuple[Term, ...], ids: array[int]) -> None:
        """Search these articles for all of the terms; answers come until all are searched."""
        self._set((terms, ids))

    def rest(self) -> None:
        """Search no further until somebody asks again; what is indexed stays."""
        self._set(None)

    def _set(self, asked: tuple[tuple[Term, ...], array[int]] | None) -> None:
        with self._changed:
            self._asked, self._fresh = asked, True
            self._changed.notify()

    def stop(self) -> None:
        """End it; what was indexed is gone."""
        with self._changed:
            self._task.cancel()
            self._changed.notify()
        self._task.wait()

    def _serve(self, task: Task) -> None:
        with SearchIndex(self.path) as index:
            waiting: list[int] = []  # articles to be indexed, the next one last
            next_answer = 0.0
            while (asked := self._next(task, bool(waiting))) is not None:
                terms, ids, fresh = asked
                if fresh:
                    index.catch_up()
                    waiting = [number for number in reversed(ids) if number not in index]
                else:
                    index.add([waiting.pop() for _ in range(min(TOGETHER, len(waiting)))])
                if fresh or not waiting or time.monotonic() >= next_answer:
                    found = in_order(ids, index.find(terms))
                    task.report(Answer(terms, found, len(ids) - len(waiting), len(ids)))
                    next_answer = time.monotonic() + ANSWER_EVERY

    def _next(
        self,
        task: Task,
        more: bool,  # noqa: FBT001 - whether articles wait to be indexed
    ) -> tuple[tuple[Term, ...], array[int], bool] | None:
        """What to answer, and whether it was asked just now; None when it is over."""
        with self._changed:
            while not task.is_cancelled():
                if self._asked is not None and (self._fresh or more):
                    fresh, self._fresh = self._fresh, False
                    return (*self._asked, fresh)
                self._changed.wait()
        return None
