"""No worker outlives whoever started it, however that ended."""

import os
import signal
import subprocess
import sys
import time

import pytest
from own_pipelines import alive

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

_PARENT = """
import sys, time
from annotator.nlp.jobs import Crew
from annotator.nlp.rules import Job, Request, Rule
mode, name = sys.argv[1:]
if mode == "loading":
    from annotator.nlp.supervisor import Supervisor
    import threading
    supervisor = Supervisor(Request("", ()))
    threading.Thread(target=supervisor.start, daemon=True).start()
    while supervisor.pid is None: time.sleep(0.01)
    print(supervisor.pid, flush=True)
    time.sleep(60)
with Crew(Request(name, (Rule("who", ("WHO",)),)), jobs=1 if mode == "idle" else 2) as crew:
    crew.wait_ready()
    print(*[s.pid for s in crew._supervisors], flush=True)
    if mode == "idle":
        time.sleep(60)
    for result in crew.highlight([Job(1, "SLEEP"), Job(2, "SLEEP " * 4_000)]):
        pass
"""


@pytest.mark.parametrize(
    ("mode", "how"),
    [
        ("loading", "SIGKILL"),
        ("busy", "SIGKILL"),
        pytest.param("idle", "SIGKILL", marks=pytest.mark.slow),
        pytest.param("busy", "SIGTERM", marks=pytest.mark.slow),
    ],
)
def test_workers_end_within_five_seconds_of_a_kill(own_pipelines, mode, how):
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, mode, "odd"], stdout=subprocess.PIPE, text=True
    )
    try:
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        assert workers
        assert all(map(alive, workers))
        if mode == "busy":
            time.sleep(0.3)
    finally:
        os.kill(parent.pid, getattr(signal, how))
        parent.wait()
        parent.stdout.close()
    deadline = time.monotonic() + 5
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(alive, workers))
