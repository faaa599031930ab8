"""Inside a child process with a window: press keys, notice what is painted, answer a line each.

Only Qt and the standard library stand here, so that the bare window carries nothing of ours.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

Answer = Callable[[str], float]


class Painted(QObject):
    """Notices when the window has put on screen what a view painted."""

    def __init__(
        self, window: QWidget, view: QWidget, *, ready: Callable[[], bool] = lambda: True
    ) -> None:
        """What is painted before it is ``ready`` does not count."""
        super().__init__(window)
        self._window, self._view, self._ready = window, view, ready
        self._seen = False
        self.at = 0.0  # when it was on screen, 0 before
        window.installEventFilter(self)
        view.installEventFilter(self)

    def wait_for(self) -> None:
        """Forget what was painted before."""
        self._seen, self.at = False, 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the window paint and take the time behind it."""
        if watched is self._view and event.type() == QEvent.Type.Paint and self._ready():
            self._seen = True
        if watched is self._window and event.type() == QEvent.Type.UpdateRequest:
            self._window.event(event)
            if self._seen and not self.at:
                self.at = time.perf_counter()
            return True
        return False


def press(painted: Painted, target: QWidget, key: str) -> float:
    """Milliseconds from a key to the frame that shows what it did."""
    from PySide6.QtGui import QKeySequence  # noqa: PLC0415 - not before the first frame
    from PySide6.QtTest import QTest  # noqa: PLC0415

    combination = QKeySequence(key)[0]
    painted.wait_for()
    begun = time.perf_counter()
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
    while not painted.at:
        if time.perf_counter() - begun > 20:
            raise TimeoutError(f"nothing was painted after {key}")
        QApplication.processEvents()
    settle()
    return (painted.at - begun) * 1000


def settle(seconds: float = 0.03) -> None:
    """Let the window do what it has put off."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()


def longest_stall(done: Callable[[], bool], *, seconds: float) -> float:
    """The longest time between two ticks of a timer of 1 ms, in ms, until ``done`` or too late."""
    loop, longest, last = QEventLoop(), 0.0, time.perf_counter()
    until = last + seconds

    def tick() -> None:
        nonlocal longest, last
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        if done() or now > until:
            loop.quit()

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(1)
    loop.exec()
    timer.stop()
    return longest * 1000


def serve(answers: dict[str, Answer]) -> None:
    """Say that the first frame is there; then answer "command argument" lines with numbers."""
    print("painted", flush=True)
    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        try:
            print(answers[command](argument), flush=True)
        except Exception as error:  # noqa: BLE001 - the parent says it
            print(f"error {command}: {type(error).__name__}: {error}", flush=True)
