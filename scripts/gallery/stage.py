"""One window brought into a state by keys, and the picture taken of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QSize, QTimer
from PySide6.QtGui import QCursor, QKeySequence, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.coding_page import CodingPage
from annotator.gui.main_window import MainWindow
from annotator.gui.picture import settle
from annotator.gui.settings import Settings
from annotator.jobs.sample import CODER
from gallery.composing import composed

_PAUSE = 150  # milliseconds for what follows a key
_PATIENCE = 60_000  # milliseconds for what is made beside the window


class Stage:
    """A window with settings of its own on copies of prepared projects; pictured once."""

    def __init__(
        self, folder: Path, prepared: Path, target: Path, *, look: str, zoom: int, size: QSize
    ) -> None:
        self._folder, self._prepared, self._target = folder / "Projects", prepared, target
        self._folder.mkdir()
        os.environ["HOME"] = str(folder)  # nobody's
        self.taken = False
        settings = Settings(folder / "settings.ini")
        settings.set("look/mode", look)
        settings.set("look/zoom", zoom)
        self.window = MainWindow(settings)
        self.window.resize(size)
        QCursor.setPos(size.width() + 100, size.height() + 100)  # over nothing
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window, 3000)

    # --- going there ---------------------------------------------------------------------------

    @property
    def page(self) -> CodingPage:
        """The page of the open project."""
        assert self.window.page is not None
        return self.window.page

    def project(self, name: str) -> Path:
        """A copy of one of the prepared projects that nobody else touches."""
        path = self._folder / f"{name}.db"
        if not path.exists():
            shutil.copy(self._prepared / path.name, path)
        return path

    def open(self, number: int = 0, *, project: str = "Sample", coder: str = CODER) -> None:
        """Open a project, at one of its articles counted from 1."""
        self.window.open_path(self.project(project), coder)
        settle(_PAUSE)
        if not self.page.session.project.read_only:
            self.page.banner.hide()  # what is said at the first sitting only
        if number:
            self.page.session.open_article(self.page.queue_ids[number - 1])
            settle(_PAUSE)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(_keyboard(), combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type characters where the focus is."""
        QTest.keyClicks(_keyboard(), text)
        QApplication.processEvents()

    def go_to(self, quote: str, mention_type: str) -> None:
        """Walk to a suggestion."""
        for _ in range(200):
            found = self.page.article_pane.focused_suggestion
            words = found.quote.split(" … ")[0] if found is not None else ""
            if found is not None and (words, found.type) == (quote, mention_type):
                return
            self.press("Tab")
        raise LookupError(f"no suggestion “{quote}” ({mention_type})")

    def run(self, command: str, then: Callable[[], None] = lambda: None) -> None:
        """Run a command; what it opens is brought further, and pictured if it waits for a user."""
        QTimer.singleShot(0, self.window, partial(self._go_on, then))
        self.window.run_command(command)
        settle(2 * _PAUSE)

    def wait(self, condition: Callable[[], object]) -> None:
        """Wait for something that is made beside the window."""
        end = QDeadlineTimer(_PATIENCE)
        while not condition():
            if end.hasExpired():
                raise TimeoutError(f"{self._target.stem} did not come about")
            settle(50)

    def _go_on(self, then: Callable[[], None]) -> None:
        settle(_PAUSE)
        then()
        if QApplication.activeModalWidget() is None:
            return
        self.take()
        while (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
            settle(20)

    # --- the picture ---------------------------------------------------------------------------

    def take(self) -> None:
        """Save what is on screen, once everything has come to rest."""
        if self.taken:
            return
        settle(2 * _PAUSE)
        page = self.window.page
        if page is not None:
            self.wait(lambda: "…" not in page.status_line.pipeline_text)
        picture = self.painted()
        if not picture.save(str(self._target)):
            raise OSError(f"{self._target} could not be written")
        self.taken = True

    def painted(self) -> QPixmap:
        """The window with the dialogs and menus over it."""
        return composed(self.window)

    def close(self) -> None:
        """Close the window and all that it opened."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                widget.close()
        self.window.close()
        self.window.deleteLater()
        settle(20)


State = Callable[[Stage], None]


def _keyboard() -> QWidget:
    """What the next key goes to: a menu that is open, else what has the focus."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    return widget
