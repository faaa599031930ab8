"""A pair of hands at the real window: every key counted and written down."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings

PIPELINE = "keystrokes_none"  # no pipeline of that name: what was stored beforehand stays
SCREEN = QSize(1366, 768)  # of a small laptop
_PATIENCE = 20.0  # seconds


class Hands:
    """Presses keys where the focus is; the mouse is only watched."""

    def __init__(self, project: Path, coder: str, settings: Path, *, slowly: float = 0.0) -> None:
        self.count = 0
        self.log: list[str] = []
        self.mouse = 0
        self._slowly = slowly
        self._errors: list[BaseException] = []
        sys.excepthook = self._note_error
        self.window = MainWindow(quiet_settings(settings))
        self.window.resize(SCREEN)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window, 5000)
        self.window.open_path(project, coder)
        self.wait(lambda: self.window.page is not None)
        self.wait(lambda: self.window.page.session.article is not None)
        self.settle()
        self._watch = _MouseWatch(self)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self._watch)

    def _note_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """An error in the window ends the coding at the next key."""
        self._errors.append(error)
        sys.__excepthook__(kind, error, trace)

    def press(self, *keys: str) -> None:
        """Press keys as they are written in the table of commands."""
        for key in keys:
            combination = QKeySequence(key)[0]
            target = QApplication.focusWidget() or self.window
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
            self._note(f"key {key}")

    def write(self, character: str) -> None:
        """Type one character."""
        target = QApplication.focusWidget() or self.window
        QTest.keyClicks(target, character)
        self._note(f"text {character}")

    def _note(self, key: str) -> None:
        if self._errors:
            raise self._errors[0]
        self.count += 1
        self.log.append(key)
        self.settle()
        if self._slowly:
            QTest.qWait(round(self._slowly * 1000))

    def settle(self) -> None:
        """Let the window do what a key asked for."""
        for _ in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self, condition: Callable[[], object]) -> None:
        """Wait until something is so.

        Raises:
            TimeoutError: it did not come to be.
        """
        end = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()

    def close(self) -> None:
        """Close the window as a person does."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self._watch)
        self.window.close()
        QApplication.processEvents()


def quiet_settings(path: Path) -> Settings:
    """Settings of a window that leaves stored suggestions as they are."""
    settings = Settings(path)
    settings.set("suggestions/pipeline", PIPELINE)
    settings.sync()
    return settings


class _MouseWatch(QObject):
    """Counts presses and turns of the mouse, which must stay none."""

    def __init__(self, hands: Hands) -> None:
        super().__init__()
        self._hands = hands

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._hands.mouse += 1
        return False
