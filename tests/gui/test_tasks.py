"""Work beside the window: results on its thread, a window that never waits."""

import gc
import json
import subprocess
import sys
import threading
import time

import pytest
from own_pipelines import alive, own_pipelines, pipelines_folder  # noqa: F401 - fixtures
from PySide6.QtCore import QEventLoop, Qt, QThread, QTimer

from annotator.domain.errors import ExportError
from annotator.domain.schema_text import decode
from annotator.gui.tasks import Highlighter, Task
from annotator.nlp.rules import request_of
from annotator.resources import schema_path

SCHEMA = decode(json.loads(schema_path("cameo").read_text(encoding="utf-8")))


@pytest.fixture
def task(qtbot):
    """Start a function as a task; the signals it sent, each with the thread they came in."""
    running = []

    def start(function):
        made = Task(function)
        made.heard = []
        for name in ("progressed", "done", "failed"):
            getattr(made, name).connect(
                lambda value, name=name: made.heard.append((name, value, QThread.currentThread()))
            )
        running.append(made)
        made.start()
        return made

    yield start
    for made in running:
        made.cancel()
        assert made.wait()


def test_what_a_task_returns_and_tells_arrives_on_this_thread(qtbot, task):
    def work(self):
        assert threading.current_thread() is not threading.main_thread()
        self.report(1)
        self.report((2, "of 2"))
        return {"written": 7}

    made = task(work)
    qtbot.waitUntil(lambda: len(made.heard) == 3)
    assert [entry[:2] for entry in made.heard] == [
        ("progressed", 1),
        ("progressed", (2, "of 2")),
        ("done", {"written": 7}),
    ]
    assert {thread for *_, thread in made.heard} == {QThread.currentThread()}


@pytest.mark.parametrize("error", [ExportError("The disk is full."), ZeroDivisionError("a bug")])
def test_what_a_task_raises_arrives_whole(qtbot, task, error):
    def work(_):
        raise error

    made = task(work)
    qtbot.waitUntil(lambda: bool(made.heard))
    assert made.heard[0][:2] == ("failed", error)


def test_a_task_is_asked_to_stop(qtbot, task):
    def work(self):
        while not self.is_cancelled():
            time.sleep(0.001)
        return "stopped"

    made = task(work)
    assert not made.wait(0.05)
    made.cancel()
    qtbot.waitUntil(lambda: bool(made.heard))
    assert made.heard[0][:2] == ("done", "stopped")


def test_a_task_that_outlives_its_object_harms_nothing(qtbot):
    go = threading.Event()
    made = Task(lambda _: go.wait(5))
    made.start()
    from shiboken6 import delete  # noqa: PLC0415 - as Qt does when a window goes

    thread = made._thread
    delete(made)
    go.set()
    thread.join(5)
    assert not thread.is_alive()


CHATTER = """
from PySide6.QtCore import QCoreApplication
from annotator.gui.tasks import Task
app = QCoreApplication([])
def work(task):
    while True:
        task.report(1)
heard = []
tasks = [Task(work) for _ in range(3)]
for t in tasks:
    t.progressed.connect(heard.append)
    t.start()
for _ in range(50):
    app.processEvents()
"""


def test_a_program_that_ends_while_tasks_speak_ends_well():
    """A thread stopped inside Qt would take the program down, after all was done."""
    ended = subprocess.run([sys.executable, "-c", CHATTER], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.fixture
def highlighter(qtbot, own_pipelines, request):  # noqa: F811
    """A started highlighter that keeps what it says."""
    made = Highlighter(request_of(SCHEMA, getattr(request, "param", "odd"), background=True))
    made.said, made.results, made.who = [], [], []
    made.status_changed.connect(made.said.append)
    made.ready.connect(made.who.append)
    made.highlighted.connect(
        lambda result, who: made.results.append((result, who, QThread.currentThread()))
    )
    began = time.perf_counter()
    made.start()
    assert time.perf_counter() - began < 0.2  # the window does not wait for spaCy
    yield made
    made.stop()
    assert made._supervisor.pid is None or not alive(made._supervisor.pid)


def numbers(highlighter):
    return [result.article_id for result, *_ in highlighter.results]


def test_articles_go_in_and_suggestions_come_out_here(qtbot, highlighter):
    highlighter.set_queue([(3, "Protests\n\nThere were protests.")])
    qtbot.waitUntil(lambda: bool(highlighter.results), timeout=60_000)
    result, who, thread = highlighter.results[0]
    assert (result.article_id, result.failure) == (3, "")
    assert [s.type for s in result.suggestions] == ["action", "action"]
    assert highlighter.who == [who]
    assert thread is QThread.currentThread()
    assert highlighter.said == ["suggestions: loading…", "suggestions: odd 7.1"]
    highlighter.set_queue([(n, "SLOW talks") for n in range(100, 200)])  # the coder jumps:
    highlighter.set_queue([(7, "talks"), (3, "again"), (8, "talks")])
    qtbot.waitUntil(lambda: 8 in numbers(highlighter), timeout=10_000)
    read = numbers(highlighter)
    assert read.count(3) == 1
    assert len([n for n in read if n >= 100]) <= 2  # those the worker had already
    highlighter.set_queue([(10, "Please DIE\n\nhere."), (11, "talks"), (12, "RAISE")])
    qtbot.waitUntil(lambda: 12 in numbers(highlighter), timeout=60_000)
    assert "“Please DIE”: The highlighter ended while it read" in highlighter.said[2]
    failure = next(r.failure for r, *_ in highlighter.results if r.article_id == 12)
    assert failure.startswith("The pipeline failed on this article")
    assert len(highlighter.said) == 3, "it is said where the article is open"
    highlighter.set_queue([(20, "DIE again")])
    qtbot.waitUntil(lambda: "twice" in highlighter.said[-1], timeout=60_000)
    assert [r.suggestions for r, *_ in highlighter.results if r.article_id == 20] == [()]


@pytest.mark.parametrize("highlighter", ["nobody_has_this"], indirect=True)
def test_a_missing_pipeline_is_one_line_and_nothing_else_happens(qtbot, highlighter):
    highlighter.set_queue([(1, "talks")])
    qtbot.waitUntil(lambda: len(highlighter.said) == 2, timeout=30_000)
    assert highlighter.said[1].startswith("The spaCy pipeline “nobody_has_this” is not installed")
    assert highlighter.results == []


def test_closing_at_once_leaves_no_worker(qtbot, highlighter):
    highlighter.set_queue([(1, "SLEEP")])
    highlighter.stop()
    assert highlighter.results == []


def longest_stall(done, *, seconds):
    """The longest time between two ticks of a timer of 1 ms, in seconds."""
    loop, longest, last = QEventLoop(), 0.0, time.perf_counter()
    until = last + seconds

    def tick():
        nonlocal longest, last
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        if done() or now > until:
            loop.quit()

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=1)
    timer.timeout.connect(tick)
    timer.start()
    loop.exec()
    return longest


def test_a_headline_without_end_holds_nothing_up(qtbot):
    made = Highlighter(request_of(SCHEMA))
    made.set_queue([(1, "Obama attacks. " * 50_000)])
    began = time.process_time()
    (job,) = made._take(wait=False)
    assert len(job.text) == 750_000
    assert time.process_time() - began < 0.02


@pytest.mark.slow
@pytest.mark.parametrize("highlighter", ["", "odd"], indirect=True)
def test_the_window_does_not_stall_while_articles_are_read(qtbot, highlighter):
    qtbot.waitUntil(lambda: bool(highlighter.who), timeout=60_000)
    idle = longest_stall(lambda: False, seconds=3)
    text = "Talks\n\n" + "President Erdogan met Ilham Aliyev in Baku on Monday for talks. " * 30
    gc.freeze()  # how long Python's own collector takes over all tests is not the question
    highlighter.set_queue([(n, text) for n in range(100)])
    stall = longest_stall(lambda: len(highlighter.results) == 100, seconds=120)
    gc.unfreeze()
    assert len(highlighter.results) == 100
    assert stall < max(0.05, 3 * idle)
