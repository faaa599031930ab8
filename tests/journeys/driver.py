"""A coder at the real window: presses keys and clicks, and reads only what is on screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain import schema_file
from annotator.domain.events import Event, Segment
from annotator.domain.suggestions import Suggestion
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings
from annotator.jobs.highlighting import highlight_project
from annotator.jobs.importing import import_paths
from annotator.resources import schema_path
from annotator.storage.project import create, open_project


def make_project(
    path: Path, *articles: Path, highlight: bool = True, schema: str = "cameo"
) -> None:
    """A project with these files imported and highlighted by the real pipeline."""
    create(path, schema=schema_file.canonical(schema_path(schema)), title="Journey")
    with open_project(path) as project:
        import_paths(project, articles)
        if highlight:
            highlight_project(project)


class Coder:
    """One person at one window."""

    def __init__(self, qtbot, folder: Path) -> None:
        self.qtbot = qtbot
        self.keys_pressed = 0
        self.window = MainWindow(Settings(folder / "settings.ini"))
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window, 5000)

    def open(self, path: Path, coder: str = "ann") -> None:
        """Open a project and wait for the first article."""
        self.window.open_path(path, coder)
        self.wait(lambda: self.page is not None and self.session.article is not None)
        self.wait(self.page.article_pane.isVisible)

    def close(self) -> None:
        """Close the window as a person does."""
        self.window.close()
        QApplication.processEvents()

    @property
    def page(self):
        return self.window.page

    @property
    def session(self):
        return self.page.session

    @property
    def events(self) -> tuple[Event, ...]:
        return self.session.coding.events

    def wait(self, condition, timeout: int = 8000) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def press(self, *keys: str) -> None:
        """Press keys as they are written in the sheet ("Shift+S", "Ctrl+Enter"), where focus is."""
        for key in keys:
            combination = QKeySequence(key)[0]
            target = QApplication.focusWidget() or self.window
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
            self.keys_pressed += 1
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type characters where the focus is."""
        for character in text:
            QTest.keyClicks(QApplication.focusWidget(), character)
            self.keys_pressed += 1
        QApplication.processEvents()

    @property
    def suggestion(self) -> Suggestion | None:
        return self.page.article_pane.focused_suggestion

    def go_to(self, words: str, mention_type: str, *, after: str = "") -> None:
        """Press Tab until the suggestion that begins with these words (one segment) has focus."""
        floor = self.session.article.text.index(after) if after else 0
        for _ in range(800):
            found = self.suggestion
            if (
                found is not None
                and found.quote.split(" … ")[0] == words
                and found.type == mention_type
                and found.start >= floor
            ):
                return
            self.press("Tab")
        raise AssertionError(f"no suggestion “{words}” ({mention_type})")

    def select(self, words: str, *, after: str = "") -> None:
        """Select words with the keyboard: walk the caret there and hold Shift."""
        text = self.session.article.text
        start = text.index(words, text.index(after) if after else 0)
        self._walk_to(start)
        for _ in range(len(words)):
            self.press("Shift+Right")
        assert self.selected == words

    def _walk_to(self, offset: int) -> None:
        view = self.view
        self.press("Ctrl+Home")
        line = self.session.article.text[:offset].count("\n")
        while view.textCursor().blockNumber() < line:
            before = view.textCursor().position()
            self.press("Down")
            assert view.textCursor().position() != before, "the caret does not move"
        while view.textCursor().position() < offset:
            self.press("Ctrl+Right")
        while view.textCursor().position() > offset:
            self.press("Left")

    @property
    def view(self):
        """The text widget that has the keyboard."""
        return self.page.article_pane.focusProxy()

    @property
    def selected(self) -> str:
        text = self.session.article.text
        return " … ".join(text[s.start : s.end] for s in self.page.article_pane.selection)

    @staticmethod
    def segments(start: int, end: int) -> tuple[Segment, ...]:
        """One range of the text."""
        return (Segment(start, end),)

    def code(self, typed: str) -> None:
        """Type into the open editor and take the first row."""
        assert self.page.events_pane.editor_open
        self.write(typed)
        self.press("Return")
        assert not self.page.events_pane.editor_open

    def click(self, widget: QWidget, where: QPoint | None = None) -> None:
        """Click with the left button."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=where or widget.rect().center())
        QApplication.processEvents()
