"""What happens when the file cannot take an edit, and saving it under another name."""

import json
import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from coded import dump, make, sitting
from outside import another_process, harm, names, sha256

from annotator.domain.errors import LockedError, NotSavedError, ProjectError
from annotator.storage import copies, files, ops
from annotator.storage.check import check
from annotator.storage.project import open_project

WINDOWS = os.name == "nt"


@pytest.mark.skipif(WINDOWS, reason="an open file cannot be moved there")
def test_an_edit_after_the_file_was_moved(tmp_path):
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, desk):
        ops.create_event(project, desk, 1)
        path.rename(tmp_path / "moved.db")
        before = sha256_of_closed(tmp_path / "moved.db")
        with pytest.raises(NotSavedError, match="moved, renamed or replaced"):
            ops.create_event(project, desk, 1)
        assert names(tmp_path) == {"moved.db", "p.db.lock"}
        (tmp_path / "moved.db").rename(path)  # put back: it goes on
        assert ops.create_event(project, desk, 1).edit_id
    assert before != sha256(path)
    assert check(path).ok


def sha256_of_closed(path):
    """The hash through another process: this one must not open the file beside SQLite."""
    script = (
        "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())"
    )
    with another_process(script, path) as process:
        return process.stdout.readline().strip()


@pytest.mark.skipif(WINDOWS, reason="an open file cannot be replaced there")
def test_an_edit_after_the_file_was_replaced_goes_elsewhere(tmp_path):
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, desk):
        ops.create_event(project, desk, 1)
        shutil.copy(make(tmp_path / "other.db"), tmp_path / "new.db")
        (tmp_path / "new.db").replace(path)
        replaced = sha256(path)
        with pytest.raises(NotSavedError, match="save the project elsewhere"):
            ops.create_event(project, desk, 1)
        project.save_elsewhere(tmp_path / "rescued.db")
        assert ops.create_event(project, desk, 1).edit_id  # the same edit again
        assert project.path == tmp_path / "rescued.db"
        with pytest.raises(LockedError):
            open_project(tmp_path / "rescued.db")
    assert sha256(path) == replaced
    with open_project(tmp_path / "rescued.db") as project:
        assert project.connection.execute("SELECT count(*) FROM event").fetchone() == (2,)
    assert check(tmp_path / "rescued.db").ok


@pytest.mark.skipif(WINDOWS, reason="an open file cannot be deleted there")
def test_a_deleted_file_can_still_be_saved_elsewhere(tmp_path):
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, desk):
        ops.create_event(project, desk, 1)
        path.unlink()
        with pytest.raises(NotSavedError, match="moved, renamed or replaced"):
            project.undo(desk)
        project.save_elsewhere(tmp_path / "rescued.db")
        assert project.undo(desk).edit_id
    assert names(tmp_path) == {"rescued.db"}


FULL_DISK = """
import json, resource, signal, sys
from pathlib import Path
import coded
from annotator.domain.errors import NotSavedError
from annotator.storage import ops
from annotator.storage.project import open_project

path = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with coded.sitting(path) as (project, desk):
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20_000, most))
    acknowledged = [0]
    try:
        while True:
            acknowledged.append(ops.create_event(project, desk, 1).edit_id)
    except NotSavedError as error:
        sentence = str(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    events = project.connection.execute("SELECT count(*) FROM event").fetchone()[0]
    project.save_elsewhere(path.with_name("roomy.db"))
    again = ops.create_event(project, desk, 1).edit_id
print(json.dumps([sentence, len(acknowledged) - 1, events, again > acknowledged[-1]]))
"""


@pytest.mark.skipif(WINDOWS, reason="file sizes cannot be limited there")
def test_a_full_disk(tmp_path):
    path = make(tmp_path / "p.db")
    with another_process(FULL_DISK, path) as process:
        answer = process.stdout.readline()
        assert answer, "the process died"
    sentence, acknowledged, events, again = json.loads(answer)
    assert "p.db" in sentence
    assert "elsewhere" in sentence or "another disk" in sentence
    assert "Nothing of this was written" in sentence
    assert acknowledged > 0
    assert events == acknowledged
    assert again
    for name, count in (("p.db", events), ("roomy.db", events + 1)):
        assert check(tmp_path / name).ok
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            assert connection.execute("SELECT count(*) FROM event").fetchone() == (count,)


def test_another_program_that_keeps_the_file_busy(tmp_path):
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, desk):
        project.connection.execute("PRAGMA busy_timeout = 50")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(NotSavedError, match=r"Another program keeps .* busy"):
                ops.create_event(project, desk, 1)
        assert ops.create_event(project, desk, 1).edit_id
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM event").fetchone()
            with pytest.raises(NotSavedError, match="busy"):  # at the commit
                ops.create_event(project, desk, 1)
        assert not project.connection.in_transaction
        assert project.connection.execute("SELECT count(*) FROM event").fetchone() == (1,)


def delete_and(project, fail):
    with project.write() as connection:
        connection.execute("DELETE FROM article WHERE id = 1")
        fail(connection)


def test_a_mistake_of_ours_is_no_full_disk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as (project, _):
        before = dump(project)
        with pytest.raises(sqlite3.IntegrityError):
            delete_and(
                project, lambda connection: connection.execute("INSERT INTO event (id) VALUES (1)")
            )
        with pytest.raises(ZeroDivisionError):
            delete_and(project, lambda _: 1 / 0)
        assert dump(project) == before


def test_a_copy_under_another_name(tmp_path):
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, desk):
        ops.create_event(project, desk, 1)
        assert project.save_copy(tmp_path / "copy.db") == tmp_path / "copy.db"
        ops.create_event(project, desk, 1)
        kept = dump(project)
    assert names(tmp_path) == {"p.db", "copy.db"}
    with sitting(tmp_path / "copy.db") as (copy, desk):
        assert len(dump(copy)["event"]) == 1
        assert copy.undo_state(desk).undo == "new event"
    assert len(kept["event"]) == 2


def test_a_copy_does_not_replace_unless_it_may(tmp_path):
    path, other = make(tmp_path / "p.db"), make(tmp_path / "other.db")
    before = sha256(other)
    with sitting(path) as (project, desk):
        ops.create_event(project, desk, 1)
        with pytest.raises(NotSavedError, match="exists already"):
            project.save_copy(other)
        assert sha256(other) == before
        with open_project(other), pytest.raises(ProjectError, match="is the project that is open"):
            project.save_copy(other, replace=True)
        with pytest.raises(ProjectError, match="is the project that is open"):
            project.save_copy(path, replace=True)
        (tmp_path / "link.db").symlink_to(path)
        with pytest.raises(ProjectError, match="is the project that is open"):
            project.save_copy(tmp_path / "link.db", replace=True)
        project.save_copy(other, replace=True)
    with open_project(other) as copy:
        assert copy.connection.execute("SELECT count(*) FROM event").fetchone() == (1,)


def test_a_copy_into_a_missing_folder_or_onto_a_folder(tmp_path):
    with open_project(make(tmp_path / "p.db")) as project:
        with pytest.raises(NotSavedError, match=r"No such file|cannot find"):
            project.save_copy(tmp_path / "nowhere" / "copy.db")
        (tmp_path / "folder").mkdir()
        with pytest.raises(NotSavedError, match="exists already"):
            project.save_copy(tmp_path / "folder")
        with pytest.raises(NotSavedError):
            project.save_elsewhere(tmp_path / "nowhere" / "copy.db")
        assert project.path == tmp_path / "p.db"
        assert project.title == "Small"
    assert names(tmp_path) == {"p.db", "folder"}


def test_a_damaged_project_is_not_copied(tmp_path):
    path = make(tmp_path / "p.db")
    with open_project(path) as project:
        harm(path, "UPDATE article SET text = text || '!' WHERE id = 3")
        with pytest.raises(ProjectError, match="text of article 3 has changed"):
            project.save_copy(tmp_path / "copy.db")
    assert names(tmp_path) == {"p.db"}


def test_a_copy_is_made_while_somebody_else_edits(tmp_path):
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, desk), closing(files.connect(path, "ro")) as reader:
        edits = iter(range(2))

        def edit_now_and_then():
            if next(edits, None) is not None:
                ops.create_event(project, desk, 1)
            return False

        copies.copy_to(path, tmp_path / "copy.db", connection=reader, stop=edit_now_and_then)
        kept = dump(project)
    with open_project(tmp_path / "copy.db") as copy:
        assert dump(copy) == kept


def test_a_copy_gives_up_when_edits_never_pause(tmp_path):
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, desk), closing(files.connect(path, "ro")) as reader:

        def edit_always():
            ops.flag_coding(project, desk, 1, flagged=not edit_always.flag)
            edit_always.flag = not edit_always.flag
            return False

        edit_always.flag = False
        with pytest.raises(copies.ChangedMeanwhileError):
            copies.copy_to(path, tmp_path / "copy.db", connection=reader, stop=edit_always)
    assert names(tmp_path) == {"p.db"}
