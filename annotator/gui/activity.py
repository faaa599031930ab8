"""How long a coder is at work on an article: time between inputs, idle minutes left out."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from annotator.storage.project_settings import TimeRule

KEEP_EVERY = 30_000  # milliseconds between writes

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    }
)


class Activity(QObject):
    """Counts active seconds of whatever ``subject`` names, and hands them to ``keep``.

    ``keep(subject, seconds, day)`` is called every half minute and when the subject changes.
    """

    def __init__(
        self, keep: Callable[[int, float, dt.date], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._rule = TimeRule()
        self._subject: int | None = None
        self._seconds = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=KEEP_EVERY)
        self._timer.timeout.connect(self.flush)
        self._timer.start()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        self._application = application
        application.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def set_subject(self, subject: int | None) -> None:
        """Count for another article from now on."""
        self.flush()
        self._subject = subject
        self._last = time.monotonic()

    def set_rule(self, rule: TimeRule) -> None:
        """Count by another rule from now on, or not at all."""
        self.flush()
        self._rule = rule
        self._last = time.monotonic()

    def flush(self) -> None:
        """Hand over what was counted so far."""
        seconds, self._seconds = self._seconds, 0.0
        if self._subject is not None and seconds >= 1:
            self._keep(self._subject, round(seconds, 1), dt.date.today())  # noqa: DTZ011 - own day

    def stop(self) -> None:
        """Count no longer."""
        self.set_subject(None)
        self._timer.stop()
        self._application.focusWindowChanged.disconnect(self._watch)
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)

    def _watch(self, window: QWindow | None) -> None:
        """Hear the input of a window from now on; once is enough however often it is told.

        Input passes here once, on its way from the system. A filter on the application would be
        asked about every event of every widget, hundreds of times for one key: a fifth of the
        time of an edit.
        """
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Count the time since the last input, at most the idle limit."""
        if event.type() in _INPUT:
            now = time.monotonic()
            self._seconds += min(now - self._last, self._rule.idle) * self._rule.counted
            self._last = now
        return False
