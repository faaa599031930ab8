"""Long computing in a thread that stands still while somebody types or clicks.

Threads share one interpreter: without this every edit would take turns with the computing, and
take three times as long.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

STILL = 40  # milliseconds after a key in which nothing is computed: until its edit is painted
_LONGEST = 1.0  # seconds, should the window never say that it is done
_SHORT_TURNS = 0.0005  # seconds between two looks whether the window wants Python
_HANDS = {
    QEvent.Type.ShortcutOverride,  # what a key is first of all
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
}


class GivingWay(QObject):
    """Looks for keys and clicks from when it is made until it is stopped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._free = threading.Event()
        self._free.set()
        self._timer = QTimer(self, singleShot=True, interval=STILL)
        self._timer.timeout.connect(self._free.set)
        application = QCoreApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def stop(self) -> None:
        """Look no more; whatever stands still goes on."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()
        self._free.set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the thread stand still from a key on until what it does is painted."""
        if event.type() in _HANDS:
            self._free.clear()
            self._timer.start()
        return super().eventFilter(watched, event)

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Stand still, in the thread that computes inside, whenever a hand moves.

        It must hold nothing that an edit waits for: no cursor, no lock.
        """
        before = sys.getswitchinterval()
        sys.setswitchinterval(min(before, _SHORT_TURNS))
        sys.setprofile(self._look)  # of this thread alone; called with every function
        try:
            yield
        finally:
            sys.setprofile(None)
            sys.setswitchinterval(before)

    def _look(self, _frame: object, _event: str, _argument: object) -> None:
        if not self._free.is_set():
            self._free.wait(_LONGEST)
