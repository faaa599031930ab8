"""What Qt made ends in the thread of the window, whichever thread makes the most objects."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, Qt

from annotator.gui.garbage import GarbageCollector
from annotator.gui.tasks import Task
from annotator.jobs.collecting import may_collect, without_collecting

BUSY = """
import gc, threading, time
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication, QWidget
from annotator.gui.tasks import Task

class Owner:
    pass

class Pane(QWidget):
    pass

def leave(made):  # in a circle, as windows that were closed often are
    owner = Owner()
    owner.itself, owner.made = owner, made
    made.destroyed.connect(
        lambda: print(threading.current_thread().name, flush=True),
        Qt.ConnectionType.DirectConnection,
    )

def work(task):
    kept = [[n] for n in range(1_000_000)]
    time.sleep(0.3)
    return len(kept)

app = QApplication([])
timer, pane = QTimer(), Pane()
timer.start(1)
pane.show()
gc.collect()
task, done = Task(work), []
task.done.connect(done.append)
leave(timer), leave(pane)
del timer, pane
task.start()
until = time.monotonic() + 20
while not done and time.monotonic() < until:
    app.processEvents()
    time.sleep(0.001)
print(done)
"""


def test_a_timer_left_over_does_not_end_in_a_busy_thread():
    """It takes the program down there."""
    ended = subprocess.run([sys.executable, "-c", BUSY], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.split() == ["MainThread", "MainThread", "[1000000]"]


def test_what_a_task_works_with_ends_in_this_thread(qtbot):
    go, ended = threading.Event(), []

    def begin():
        theirs = QObject()
        theirs.destroyed.connect(
            lambda: ended.append(threading.current_thread()), Qt.ConnectionType.DirectConnection
        )
        Task(lambda _: (theirs.objectName(), go.wait(5))[1]).start()

    begin()
    assert ended == []
    go.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread()]


class Circle:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qapp):
    Task(lambda _: None).start()
    return qapp.findChild(GarbageCollector)


def many():
    return [[n] for n in range(2000)]


def test_garbage_is_found_while_the_window_runs(qtbot, collector):
    assert not gc.isenabled()
    gone = [weakref.ref(Circle()) for _ in range(3)]
    kept = many()
    qtbot.waitUntil(lambda: not any(ref() for ref in gone))
    assert len(kept) == 2000
    old = Circle()
    gc.collect()  # now it is old
    gone, old = [weakref.ref(old)], None
    collector._left = 0  # as though there were many more objects than there were
    for _ in range(400):
        kept.append(many())
        collector.look()
    assert gone[0]() is None


def test_nothing_is_looked_through_while_millions_are_made(collector):
    gone = weakref.ref(Circle())
    with without_collecting():
        kept = many()
        collector.look()
        with without_collecting():
            assert not may_collect()
        assert not may_collect()
        assert gone() is not None
    assert may_collect()
    collector.look()
    assert gone() is None
    assert len(kept) == 2000


def test_work_that_overlaps_is_left_in_any_order(collector):
    first, second = without_collecting(), without_collecting()
    gc.enable()
    try:
        first.__enter__()
        second.__enter__()
        first.__exit__(None, None, None)
        assert not gc.isenabled()
        second.__exit__(None, None, None)
        assert gc.isenabled()
    finally:
        gc.disable()
