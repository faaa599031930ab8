import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from coded import make, sitting
from outside import harm, names, overwrite, sha256

from annotator.domain.errors import LockedError, ProjectError, ReadOnlyError
from annotator.domain.text import text_hash
from annotator.storage import files, lock, opening, ops
from annotator.storage.check import check
from annotator.storage.project import open_project


def foreign(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.commit()


def truncated(path):
    make(path)
    os.truncate(path, path.stat().st_size // 2)


def header_only(path):
    make(path)
    os.truncate(path, 60)


def newer(path):
    make(path)
    harm(path, "UPDATE project SET needs_version = '7.3'", "PRAGMA user_version = 9999")


def other_application(path):
    make(path)
    harm(path, "PRAGMA application_id = 12345")


def no_tables(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 1095650895")
        connection.execute("VACUUM")


def bad_page(path):
    make(path)
    overwrite(path, at=path.stat().st_size // 2 // 4096 * 4096, count=8192)


def changed_text(path):
    make(path)
    harm(path, "UPDATE article SET text = replace(text, 'Baku', 'Gaza') WHERE id = 2")


def dangling(path):
    make(path)
    harm(path, "UPDATE project SET codebook_id = 1", "UPDATE round SET codebook_id = 77")


def no_project(path):
    make(path)
    harm(path, "DELETE FROM project")


def extra_trigger(path):
    make(path)
    harm(path, "CREATE TRIGGER evil AFTER INSERT ON event BEGIN DELETE FROM coder; END")


BAD = {
    "empty": (lambda path: path.write_bytes(b""), "is empty \\(0 bytes\\)"),
    "one byte": (lambda path: path.write_bytes(b"S"), "another kind of file"),
    "text": (lambda path: path.write_text("Dear all,\n" * 50), "another kind of file"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 40), "another kind of file"),
    "header only": (header_only, "is cut off: only 60"),
    "truncated": (truncated, "is cut off: only [\\d,]+ of [\\d,]+ bytes"),
    "folder": (lambda path: path.mkdir(), "is a folder"),
    "foreign": (foreign, "database of another program"),
    "other application": (other_application, "database of another program"),
    "newer": (newer, "needs annotator 7.3 or later"),
    "no tables": (no_tables, "damaged \\(it holds no tables\\)"),
    "bad page": (bad_page, "is damaged"),
    "changed text": (changed_text, "damaged \\(the text of article 2 has changed\\)"),
    "dangling": (dangling, "damaged \\(a row of table round points at nothing\\)"),
    "no project": (no_project, "row that describes the project is missing"),
    "extra trigger": (extra_trigger, "holds what annotator did not make: trigger evil"),
}


@pytest.mark.parametrize("read_only", [False, True], ids=["write", "read"])
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_gets_its_sentence_and_stays_as_it_is(tmp_path, kind, read_only):
    path = tmp_path / "bad.db"
    spoil, sentence = BAD[kind]
    spoil(path)
    before = sha256(path) if path.is_file() else None
    beside = names(tmp_path)
    with pytest.raises(ProjectError, match=sentence) as caught:
        open_project(path, read_only=read_only)
    assert str(path) in str(caught.value)
    assert str(caught.value).endswith(".")
    assert before == (sha256(path) if path.is_file() else None)
    assert names(tmp_path) == beside


@pytest.mark.parametrize("read_only", [False, True])
def test_a_missing_file_is_not_made(tmp_path, read_only):
    with pytest.raises(ProjectError, match="There is no file"):
        open_project(tmp_path / "p.db", read_only=read_only)
    assert names(tmp_path) == set()


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
def test_what_is_no_file_at_all(tmp_path):
    os.mkfifo(tmp_path / "pipe.db")
    with pytest.raises(ProjectError, match="not an ordinary file"):
        open_project(tmp_path / "pipe.db")
    (tmp_path / "loop.db").symlink_to(tmp_path / "loop.db")
    with pytest.raises(ProjectError, match="cannot be reached"):
        open_project(tmp_path / "loop.db")
    with pytest.raises(ProjectError, match="cannot be reached"):
        open_project(tmp_path / ("long" * 100))


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="the administrator may read everything"
)
def test_a_file_that_may_not_be_read_or_written(tmp_path):
    path = make(tmp_path / "p.db")
    path.chmod(0)
    with pytest.raises(ProjectError, match="cannot be read: Permission denied"):
        open_project(path)
    path.chmod(0o400)
    with pytest.raises(ProjectError, match="Open it for reading only"):
        open_project(path)
    open_project(path, read_only=True).close()


def test_a_link_is_the_file_it_leads_to(tmp_path):
    path = make(tmp_path / "p.db")
    (tmp_path / "other.db").symlink_to(path)
    with open_project(tmp_path / "other.db") as project:
        assert project.path == path
        with pytest.raises(LockedError):
            open_project(path)


def test_reading_only(tmp_path):
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, desk):
        ops.create_event(project, desk, 1)
        before = sha256(path)
        with open_project(path, read_only=True) as reader:
            assert reader.read_only
            assert reader.connection.execute("SELECT count(*) FROM event").fetchone() == (1,)
            with pytest.raises(ReadOnlyError, match="reading only"):
                ops.create_event(reader, desk, 1)
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                reader.connection.execute("DELETE FROM event")
    assert sha256(path) == before


def leave_a_torn_write(path, folder):
    """A project as a crash leaves it: pages written, the journal still there."""
    copy = folder / "copy"
    copy.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 5")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE code SET label = label || ?", ("x" * 3000,))
        connection.execute("UPDATE article SET source = ?", ("x" * 30000,))
        for file in (path, files.journal_of(path)):
            shutil.copy(file, copy / file.name)
        connection.execute("ROLLBACK")
    return copy / path.name


@pytest.mark.parametrize("read_only", [False, True], ids=["write", "read"])
def test_what_a_crash_left_is_taken_back_before_anybody_reads(tmp_path, read_only):
    torn = leave_a_torn_write(make(tmp_path / "p.db"), tmp_path)
    assert files.journal_of(torn).exists()
    with open_project(torn, read_only=read_only) as project:
        assert project.connection.execute("SELECT DISTINCT source FROM article").fetchall() == [
            ("Wire",)
        ]
    assert names(torn.parent) == {"p.db"}
    assert check(torn).ok


def test_a_crash_is_not_taken_back_under_somebody_elses_lock(tmp_path):
    torn = leave_a_torn_write(make(tmp_path / "p.db"), tmp_path)
    before = sha256(torn)
    held = lock.acquire(torn)
    try:
        with pytest.raises(LockedError):
            open_project(torn)
        assert sha256(torn) == before
        assert files.journal_of(torn).exists()
    finally:
        held.release()
    open_project(torn).close()
    assert not files.journal_of(torn).exists()


def test_a_file_that_another_tool_put_into_wal_mode(tmp_path):
    path = make(tmp_path / "p.db")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        connection.execute("UPDATE project SET title = 'in the log'")
        connection.commit()
        shutil.copy(path, tmp_path / "crashed.db")
        shutil.copy(tmp_path / "p.db-wal", tmp_path / "crashed.db-wal")
    with open_project(tmp_path / "crashed.db") as project:
        assert project.title == "in the log"
    assert not names(tmp_path) & {"crashed.db-wal", "crashed.db-shm", "crashed.db.lock"}


def test_another_program_that_keeps_the_file_busy(tmp_path):
    path = make(tmp_path / "p.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ProjectError, match="in use by another program"):
            open_project(path)
    open_project(path).close()
    assert names(tmp_path) == {"p.db"}


def test_a_large_file_is_checked_later(tmp_path):
    path = make(tmp_path / "p.db")
    with open_project(path) as project, project.write() as connection:
        for number in range(10):
            text = f"{number}\n\n" + "many words " * 100_000
            connection.execute(
                "INSERT INTO article (uuid, title, imported_at, sha256, characters, text)"
                " VALUES (?, 't', '2025-01-01T00:00:00+00:00', ?, ?, ?)",
                (f"{number:08d}-0000-4000-8000-000000000000", text_hash(text), len(text), text),
            )
    assert path.stat().st_size > opening.CHECKED_AT_ONCE
    harm(path, "UPDATE article SET text = text || '!' WHERE id = 5")
    with open_project(path) as project:
        assert not project.verified
    assert not check(path).ok


def test_a_connection_in_this_process_keeps_its_lock_when_the_file_is_looked_at(tmp_path):
    """Closing any other handle would drop SQLite's locks, and a second writer would get in."""
    path = make(tmp_path / "p.db")
    with open_project(path) as project, project.write() as connection:
        connection.execute("UPDATE project SET title = 'mine'")
        files.inspect(path)
        open_project(path, read_only=True).close()
        script = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0);"
            " c.execute('BEGIN IMMEDIATE')"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, str(path)], capture_output=True, text=True
        )
        assert "database is locked" in done.stderr


def test_pragmas(tmp_path):
    wanted = {
        "foreign_keys": 1,
        "trusted_schema": 0,
        "synchronous": 3,
        "fullfsync": 1,
        "journal_mode": "delete",
        "busy_timeout": 5000,
    }
    with open_project(make(tmp_path / "p.db")) as project:
        found = {
            name: project.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted
        }
    assert found == wanted
