"""One worker process: what it says, how it dies, and what becomes of its articles."""

import os
import threading
import time

import pytest
from own_pipelines import ODD, alive

from annotator.domain.errors import PipelineError
from annotator.domain.events import Segment
from annotator.domain.suggestions import NewSuggestion
from annotator.nlp.process import Worker, WorkerDiedError
from annotator.nlp.rules import Job, Request
from annotator.nlp.sentences import DIED_ON_IT
from annotator.nlp.supervisor import Supervisor, take_from

pytestmark = pytest.mark.usefixtures("own_pipelines")


def taken(*groups):
    """Groups of texts as the supervisor takes them; articles are counted from 1."""
    number = 0
    jobs = []
    for group in groups:
        texts = [group] if isinstance(group, str) else group
        jobs.append([Job(number + n, text) for n, text in enumerate(texts, 1)])
        number += len(texts)
    return take_from(iter(jobs))


def run(supervisor, *groups):
    """Read groups of texts; results by article number."""
    supervisor.start()
    return {result.article_id: result for result in supervisor.run(taken(*groups))}


def test_one_worker_reads_whatever_comes(capfd):
    supervisor = Supervisor(ODD, ahead=2)
    who = supervisor.start()
    assert (who.name, who.version) == ("odd", "7.1")
    assert "annotator_line_breaks/1" in who.components
    assert alive(pid := supervisor.pid)
    texts = ["then 😀 Bob fled the attack", "PRINT Eve", "MODULES", "RAISE", "Joe " * 3_000]
    said, printed, modules, raised, long = supervisor.run(taken(*texts))
    assert said.article_id == 1
    assert said.suggestions == (
        NewSuggestion("who", (Segment(7, 10),), "WHO"),
        NewSuggestion("what", (Segment(20, 26),), "NOUN"),
    )
    assert len(printed.suggestions) == 1  # what a library prints gets between nothing
    assert capfd.readouterr() == ("", "")
    assert modules.failure.endswith("(RuntimeError: spacy).")  # and no Qt, no SQLite, no pandas
    assert raised.failure == "The pipeline failed on this article (ValueError: no such thing)."
    assert len(long.suggestions) == 3_000
    assert not alive(pid)  # nobody is left when all is read


def test_a_crash_names_its_article_and_the_second_gives_up():
    crashes, results = [], []
    supervisor = Supervisor(
        ODD, ahead=2, on_crash=lambda job, how: crashes.append((job.article_id, how))
    )
    supervisor.start()
    take = taken("Bob", "please DIE here", "Eve", "Joe", "EXIT", "Ann")

    with pytest.raises(PipelineError, match=r"twice \(exit status 3\)") as raised:
        results.extend(supervisor.run(take))
    assert crashes == [(2, "signal SIGSEGV"), (5, "exit status 3")]
    assert [r.article_id for r in results] == [1, 2, 3, 4, 5]
    assert [len(r.suggestions) for r in results] == [1, 0, 1, 1, 0]
    assert [r.failure for r in results] == ["", DIED_ON_IT, "", "", DIED_ON_IT]
    assert "\n" not in str(raised.value)
    assert not alive(supervisor.pid)


def test_what_a_dead_worker_had_begun_is_known_whatever_it_was_asked_since():
    worker = Worker(ODD)
    worker.wait_ready()
    worker.ask([Job(1, "Bob")])
    worker.ask([Job(2, "please DIE here")])
    deadline = time.monotonic() + 20
    while alive(worker.pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    for number in range(3, 6):
        worker.ask([Job(number, "Eve")])  # nobody hears it
    answers = worker.answers()
    assert next(answers).article_id == 1
    with pytest.raises(WorkerDiedError) as raised:
        next(answers)
    assert raised.value.how == "signal SIGSEGV"
    assert worker.reading
    worker.close()


def test_a_missing_pipeline_is_said_in_one_line():
    with pytest.raises(PipelineError, match="“nobody_has_this” is not installed"):
        Supervisor(Request("nobody_has_this", ())).start()


def test_stop_while_loading_leaves_nobody():
    supervisor = Supervisor(ODD)
    timer = threading.Timer(0.2, supervisor.stop)
    timer.start()
    assert supervisor.start() is None
    timer.join()
    assert not alive(supervisor.pid)
    assert list(supervisor.run(taken("Bob"))) == []


@pytest.mark.slow
def test_a_pipeline_that_does_not_load_is_said_in_one_line():
    with pytest.raises(PipelineError) as raised:
        Supervisor(Request("breaks_at_load", ())).start()
    assert "installed but does not load" in str(raised.value)
    assert "[E053] Could not read config.cfg" in str(raised.value)


@pytest.mark.slow
def test_a_pipeline_that_kills_its_worker_at_load_is_given_up():
    with pytest.raises(PipelineError, match=r"ended unexpectedly twice \(exit status 9\)"):
        Supervisor(Request("dies_at_load", ())).start()


@pytest.mark.slow
def test_in_a_group_the_one_article_is_found():
    crashes = []
    supervisor = Supervisor(ODD, ahead=2, on_crash=lambda job, _: crashes.append(job.article_id))
    results = run(supervisor, ["Bob", "Eve", "you DIE", "Joe"], ["Ann", "Tim"])
    assert crashes == [3]
    assert list(results) == [1, 2, 3, 4, 5, 6]
    assert [bool(r.suggestions) for r in results.values()] == [True, True, False, True, True, True]


@pytest.mark.slow
def test_far_apart_crashes_are_each_survived(monkeypatch):
    monkeypatch.setattr("annotator.nlp.supervisor.RECOVERED", 3)
    results = run(Supervisor(ODD), "DIE", "a", "b", "c", "DIE", "Bob")
    assert [n for n, r in results.items() if r.failure] == [1, 5]
    assert results[6].suggestions


@pytest.mark.slow
def test_a_worker_killed_while_idle_blames_no_article():
    crashes = []
    supervisor = Supervisor(ODD, on_crash=lambda job, _: crashes.append(job))
    supervisor.start()

    def jobs():
        yield [Job(1, "Bob")]
        os.kill(supervisor.pid, 9)
        while alive(supervisor.pid):
            pass
        yield [Job(2, "Eve")]

    results = list(supervisor.run(take_from(jobs())))
    assert [bool(r.suggestions) for r in results] == [True, True]
    assert crashes == []


@pytest.mark.slow
def test_stop_from_another_thread_ends_a_busy_worker_at_once():
    supervisor = Supervisor(ODD)
    supervisor.start()
    pid = supervisor.pid
    timer = threading.Timer(0.5, supervisor.stop)
    timer.start()
    assert list(supervisor.run(taken("SLEEP"))) == []
    assert not alive(pid)
    timer.join()


@pytest.mark.slow
def test_an_article_that_takes_too_long_ends_the_worker_and_is_skipped(tmp_path, monkeypatch):
    early = tmp_path / "sitecustomize.py"  # shortens the limit in the worker's own process
    early.write_text(
        "import annotator.nlp.deadline as d\n"
        "made = d.Deadline.__init__\n"
        "d.Deadline.__init__ = lambda self, s: made(self, 1.5 if s < 100 else s)\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ['PYTHONPATH']}")
    results = run(Supervisor(ODD), "SLEEP", "Bob")
    assert results[1].failure == DIED_ON_IT
    assert results[2].suggestions
