"""A thread that computes stands still while somebody types, and goes on after."""

from __future__ import annotations

import sys
import threading
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.gui import giving_way
from annotator.gui.giving_way import GivingWay


class Counting:
    """A thread that does nothing but call a function."""

    def __init__(self, way: GivingWay) -> None:
        self.count = 0
        self.ended = False
        self._way = way
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with self._way.computing():
            while not self.ended:
                self._step()

    def _step(self) -> None:
        self.count += 1

    def end(self) -> None:
        self.ended = True
        self._thread.join(5)
        assert not self._thread.is_alive()


@pytest.fixture
def widget(qtbot):
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_a_key_lets_it_stand_still_until_the_window_is_done(qtbot, widget, monkeypatch):
    monkeypatch.setattr(giving_way, "_LONGEST", 60.0)
    turns = sys.getswitchinterval()
    way = GivingWay(widget)
    way._timer.setInterval(60_000)
    counting = Counting(way)
    qtbot.waitUntil(lambda: counting.count > 0)
    qtbot.keyClick(widget, Qt.Key.Key_N)
    time.sleep(0.05)
    before = counting.count
    time.sleep(0.1)
    assert counting.count == before
    way.stop()
    qtbot.waitUntil(lambda: counting.count > before)
    counting.end()
    assert sys.getswitchinterval() == turns


def test_it_goes_on_by_itself_soon_after_a_key(qtbot, widget):
    way = GivingWay(widget)
    counting = Counting(way)
    qtbot.keyClick(widget, Qt.Key.Key_N)
    before = counting.count
    qtbot.waitUntil(lambda: counting.count > before)
    counting.end()
    way.stop()
