"""What our window answers about pages beside the work: adjudicating, and edits while they read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from benchmarks.serving import Painted, press, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.main_window import MainWindow

_PAUSE = 0.15  # seconds between two edits: nobody makes more, and computing stands still for each
_MOST = 300  # edits
_PATIENCE = 600  # seconds that a page may read


class Beside:
    """The pages beside the coding window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._painted: Painted | None = None
        self._made = self._refused = 0

    # --- adjudicating ----------------------------------------------------------------------------

    def take_left(self, _: str) -> float:
        """Milliseconds from the key to the painted event that was taken; it is taken back."""
        table = self.window.adjudication_actions
        if table.open is None:
            self.window.run_command("project.adjudicate")
            _wait(lambda: table.open is not None and table.open.settled)
            assert table.open is not None
            table.open.dialog.activateWindow()
            assert QTest.qWaitForWindowActive(table.open.dialog, 5000)
            self._painted = Painted(table.open.dialog, table.open.dialog.tree.viewport())
        shown = table.open
        assert shown is not None
        assert self._painted is not None
        shown.dialog.tree.setFocus()
        first = next(one for one in shown.events if shown.coders[0] in one.aligned.events)
        shown.dialog.tree.go_to((first.key, ""))
        settle()
        took = press(self._painted, shown.dialog.tree, "1")
        if not any(one.decided for one in shown.events):
            raise RuntimeError("no event was taken")
        shown.session.undo()
        settle()
        return took

    # --- edits meanwhile -------------------------------------------------------------------------

    def agreeing(self, _: str) -> float:
        """The slowest edit in ms while the page of agreement reads and computes."""
        return self._edit_while("project.agreement", lambda: None)

    def merging(self, packet: str) -> float:
        """The slowest edit in ms while the page of merging looks into a packet."""
        return self._edit_while("project.merge", lambda: self._add(Path(packet)))

    def _add(self, packet: Path) -> None:
        self.window.page.team.open["project.merge"].dialog.add([packet])

    def _edit_while(self, page: str, begin: Callable[[], None]) -> float:
        self.window.run_command(page)
        begin()
        shown = self.window.page.team.open[page]
        found = self._slowest(lambda: not shown.settled)
        shown.dialog.close()
        return found

    def alone(self, number: str) -> float:
        """The slowest of so many edits while nothing else is done."""
        left = iter(range(int(number)))
        return self._slowest(lambda: next(left, None) is not None)

    def made(self, _: str) -> float:
        """How many edits were made last."""
        return float(self._made)

    def refused(self, _: str) -> float:
        """How many of the edits were refused."""
        return float(self._refused)

    def _slowest(self, going_on: Callable[[], bool]) -> float:
        """Press a key that begins an event, then one that takes it back, again and again."""
        self._made = self._refused = 0
        view, slowest = self.window.page.article_pane.view, 0.0
        keys: Iterator[tuple[Qt.Key, Qt.KeyboardModifier]] = cycle(
            [
                (Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier),
                (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
            ]
        )
        while going_on() and self._made < _MOST:
            settle(_PAUSE)
            self.window.activateWindow()
            _wait(self.window.isActiveWindow)
            view.setFocus()
            key, modifiers = next(keys)
            before = self._edits()
            begun = time.perf_counter()
            QTest.keyClick(view, key, modifiers)
            slowest = max(slowest, (time.perf_counter() - begun) * 1000)
            self._made += 1
            self._refused += self._edits() == before
        return slowest

    def _edits(self) -> int:
        connection = self.window.page.session.project.connection
        return int(connection.execute("SELECT max(id) FROM edit").fetchone()[0] or 0)


def _wait(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not condition():
        QApplication.processEvents()
        if time.monotonic() > until:
            raise TimeoutError("it did not come about")
