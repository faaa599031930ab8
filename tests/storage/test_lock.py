import os
import platform
import signal
import time

import pytest
from coded import make, sitting
from outside import another_process, held_by_another_process, names

from annotator.domain.errors import LockedError, ProjectError
from annotator.storage import lock, ops
from annotator.storage.project import open_project


def test_a_second_process_is_told_who_writes(tmp_path):
    path = make(tmp_path / "p.db")
    with held_by_another_process(path) as process:
        host = platform.node()
        with pytest.raises(
            LockedError, match=rf"written to by ann on {host} since 20\d\d-"
        ) as told:
            open_project(path)
        assert f"(process {process.pid})" in str(told.value)
        with open_project(path, read_only=True) as reader:
            assert reader.title == "Small"
        writer = lock.writer_of(path)
        assert (writer.coder, writer.host, writer.pid) == ("ann", host, process.pid)
    open_project(path).close()


def test_the_lock_ends_with_its_owner(tmp_path):
    path = make(tmp_path / "p.db")
    with held_by_another_process(path) as process:
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "closed\n"
        assert names(tmp_path) == {"p.db"}
        open_project(path).close()


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on this system")
def test_the_system_frees_the_lock_of_a_killed_process(tmp_path):
    path = make(tmp_path / "p.db")
    with held_by_another_process(path) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert lock.lock_path(path).exists()  # a file alone is no lock
        with sitting(path) as (project, desk):
            assert ops.create_event(project, desk, 1).edit_id
            assert lock.writer_of(path).pid == os.getpid()
    assert names(tmp_path) == {"p.db"}


def test_one_of_two_racing_processes_gets_it(tmp_path):
    path = make(tmp_path / "p.db")
    script = """
import sys
from annotator.domain.errors import LockedError
from annotator.storage.project import open_project
for line in sys.stdin:
    try:
        with open_project(sys.argv[1]):
            print("mine", flush=True)
            sys.stdin.readline()
        print("gone", flush=True)
    except LockedError:
        print("not mine", flush=True)
        sys.stdin.readline()
        print("gone", flush=True)
"""
    with another_process(script, path) as one, another_process(script, path) as two:
        for _ in range(10):
            said = []
            for process in (one, two):
                process.stdin.write("\n")
                process.stdin.flush()
            said = [process.stdout.readline() for process in (one, two)]
            assert sorted(said) == ["mine\n", "not mine\n"]
            for process in (one, two):
                process.stdin.write("\n")
                process.stdin.flush()
                assert process.stdout.readline() == "gone\n"


def test_the_coder_can_be_named_later(tmp_path):
    path = make(tmp_path / "p.db")
    with open_project(path) as project:
        since = lock.writer_of(path).since
        project.sign("eva-" + "ä" * 500)
        writer = lock.writer_of(path)
        assert writer.coder.startswith("eva-ää")
        assert writer.since == since
        project.sign("bob")
        with pytest.raises(LockedError, match="written to by bob on"):
            open_project(path)


def test_the_record_can_be_read_without_the_locked_byte(tmp_path):
    """Windows shuts readers out of the byte that is locked: the first one."""
    path = make(tmp_path / "p.db")
    with open_project(path, coder="ann"):
        content = lock.lock_path(path).read_bytes()
    assert content[:1] == b"\0"
    assert content[1:].strip().startswith(b'{"coder": "ann"')


def test_a_lock_without_record_still_gives_a_sentence(tmp_path):
    path = make(tmp_path / "p.db")
    with open_project(path):
        os.truncate(lock.lock_path(path), 0)
        begun = time.monotonic()
        with pytest.raises(LockedError, match="written to by somebody else"):
            open_project(path)
        assert time.monotonic() - begun < 5


def test_a_folder_where_no_lock_can_be_set(tmp_path):
    path = make(tmp_path / "p.db")
    lock.lock_path(path).mkdir()
    with pytest.raises(ProjectError, match="does not let a lock be set"):
        open_project(path)
    open_project(path, read_only=True).close()
