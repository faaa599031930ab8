"""Python's garbage, looked for in the thread of the window alone.

Python looks for it in whatever thread makes the most objects. A timer, a model or a widget that is
found there ends in a thread it does not live in, which takes the program down.
"""

from __future__ import annotations

import gc
from threading import Thread

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from annotator.jobs.collecting import may_collect

LOOK_EVERY = 100  # milliseconds
_GROWN = 1.25  # times as many objects as were left the last time: worth looking through all


class GarbageCollector(QObject):
    """Looks for garbage about as often as Python would, between two events of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._held: list[tuple[Thread, object]] = []
        self._looks = 0  # through what is not young since all was looked through
        self._left = 0  # objects after that
        timer = QTimer(self, interval=LOOK_EVERY)
        timer.timeout.connect(self.look)
        timer.start()

    def hold(self, thread: Thread, what: object) -> None:
        """Keep what a thread works with till it has ended: it must not be the last to let go."""
        self._held.append((thread, what))

    def look(self) -> None:
        """Look through what is young, seldom through more."""
        if any(not thread.is_alive() for thread, _ in self._held):
            self._held = [(thread, what) for thread, what in self._held if thread.is_alive()]
        if not may_collect():
            return
        young, middle, _ = gc.get_count()
        most_young, most_middle, most_looks = gc.get_threshold()
        if middle > most_middle:
            gc.collect(1)
            self._looks += 1
            if self._looks > most_looks:
                self._look_through_all()
        elif young > most_young:
            gc.collect(0)

    def _look_through_all(self) -> None:
        self._looks = 0
        if len(gc.get_objects()) > _GROWN * self._left:
            gc.collect()
            self._left = len(gc.get_objects())


def start_thread(thread: Thread, what: object) -> None:
    """Start a thread that works with something of the window: all of it ends in this thread."""
    application = QCoreApplication.instance()
    if application is not None:
        found = application.findChild(GarbageCollector)
        collector = found if found is not None else GarbageCollector(application)
        collector.hold(thread, what)
    thread.start()
