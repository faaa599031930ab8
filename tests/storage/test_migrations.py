"""Files of earlier layouts are brought up to date, all or nothing, after a verified copy."""

import sqlite3
from contextlib import closing
from itertools import pairwise

import layout1
import pytest
from coded import desk_of
from outside import names, sha256

from annotator import __version__
from annotator.domain.changes import Op
from annotator.domain.errors import ProjectError
from annotator.storage import backup, files, migrations, opening
from annotator.storage.check import check
from annotator.storage.lock import lock_path
from annotator.storage.project import Project
from annotator.storage.tables import MIGRATIONS, Migration

FIRST = MIGRATIONS[:1]
SECOND = Migration(
    2,
    "weigh events",
    "7.3",
    """
    ALTER TABLE event ADD COLUMN weight REAL; -- how much; not how many
    CREATE TABLE weighing (id INTEGER PRIMARY KEY, event_id INTEGER REFERENCES event (id)) STRICT;
    CREATE TRIGGER weighed AFTER INSERT ON weighing BEGIN
        UPDATE event SET weight = 1; SELECT 1;
    END;
    """,
)
THIRD = Migration(3, "rename", "8.0", "UPDATE project SET title = 'third';")
BROKEN = (
    Migration(
        3, "no such table", "8.0", "UPDATE event SET weight = 2; INSERT INTO nothing VALUES (1);"
    ),
    Migration(3, "dangling", "8.0", "UPDATE coding SET coder_id = 77;"),
    Migration(3, "wrong value", "8.0", "UPDATE coding SET status = 'half done';"),
)


@pytest.fixture
def path(tmp_path, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("home")))
    return layout1.make(tmp_path / "p.db")


def write(path, *steps):
    return Project(opening.open_to_write(path, steps=(*FIRST, *steps)))


def test_the_released_layouts_never_change(path):
    """Where the first migration still may change: ``python tests/storage/layout1.py``."""
    with closing(files.connect(path, "ro")) as connection:
        assert migrations.layout_of(connection) == migrations.expected_layout(1)


def test_every_step_is_numbered_named_and_says_what_it_needs():
    for earlier, later in pairwise(MIGRATIONS):
        assert later.number == earlier.number + 1
    assert MIGRATIONS[0].number == 1
    assert len({step.name for step in MIGRATIONS}) == len(MIGRATIONS)
    for step in MIGRATIONS:
        needed, ours = (
            [int(part) for part in text.split(".")] for text in (step.needs, __version__)
        )
        assert needed <= ours


def test_a_file_of_the_first_release_opens(path):
    with write(path) as project:
        assert project.title == "Small"
        assert project.undo_state(desk_of(project, "ann")).redo
    assert check(path).ok


def test_a_file_is_brought_up_to_date(path, tmp_path):
    before = sha256(path)
    with write(path, SECOND, THIRD) as project:
        connection = project.connection
        assert migrations.version_of(connection) == 3
        assert connection.execute("SELECT needs_version, title FROM project").fetchone() == (
            "8.0",
            "third",
        )
        assert connection.execute("SELECT count(weight) FROM event").fetchone() == (0,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert migrations.layout_problems(connection, (*FIRST, SECOND, THIRD)) == []
        assert migrations.foreign_parts(connection, (*FIRST, SECOND, THIRD)) == []
        applied = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
        assert applied == [("0001 first",), ("0002 weigh events",), ("0003 rename",)]
    (kept,) = backup.kept_copies(path)
    assert kept.before_migration
    assert sha256(path) != before
    assert check(kept.path).ok
    assert names(tmp_path) == {"p.db"}
    assert check(path, steps=(*FIRST, SECOND, THIRD)).ok


def test_nothing_happens_to_a_file_that_is_up_to_date(path):
    write(path, SECOND).close()
    before = sha256(path)
    write(path, SECOND).close()
    assert sha256(path) == before
    assert len(backup.kept_copies(path)) == 1


def test_edits_of_rows_in_a_changed_table_can_no_longer_be_undone(path):
    with write(path, SECOND) as project:
        named = "SELECT DISTINCT edit_id FROM edit_row WHERE table_name = 'event'"
        sealed = "SELECT edit_id, reason FROM edit_seal"
        ids = {row[0] for row in project.connection.execute(named).fetchall()}
        assert ids
        assert dict(project.connection.execute(sealed).fetchall()) == dict.fromkeys(
            ids, "the project was brought up to layout 2"
        )
        ann, bob = desk_of(project, "ann"), desk_of(project, "bob")
        assert project.undo_state(bob).undo is None
        assert project.redo(ann).op == Op.FILL_SLOT  # it names no event row


@pytest.mark.parametrize("broken", BROKEN, ids=lambda step: step.name)
def test_a_step_that_fails_leaves_the_file_as_it_was(path, tmp_path, broken):
    before = sha256(path)
    with pytest.raises(ProjectError, match=r"could not be brought up to date .* as it was before"):
        write(path, SECOND, broken)
    assert sha256(path) == before
    assert names(tmp_path) == {"p.db"}
    (kept,) = backup.kept_copies(path)
    assert check(kept.path).ok
    write(path).close()


def test_no_step_is_taken_when_the_copy_cannot_be_made(path, tmp_path, monkeypatch):
    (tmp_path / "data").write_text("a file where the folder of the copies should be")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "data"))
    before = sha256(path)
    with pytest.raises(ProjectError, match=r"No copy of .* could be kept"):
        write(path, SECOND)
    assert sha256(path) == before
    assert not lock_path(path).exists()


def test_a_newer_file_is_refused_by_name(path):
    write(path, SECOND).close()
    before = sha256(path)
    for attempt in (opening.open_to_write, opening.open_to_read, check):
        with pytest.raises(ProjectError, match=r"needs annotator 7\.3 or later"):
            attempt(path, steps=FIRST)
    assert sha256(path) == before


def test_an_older_file_is_not_read_before_it_is_up_to_date(path):
    before = sha256(path)
    with pytest.raises(ProjectError, match=r"older program .* Open it for writing once"):
        opening.open_to_read(path, steps=(*FIRST, SECOND))
    assert sha256(path) == before


def test_an_older_file_is_checked_as_it_will_be(path):
    before = sha256(path)
    report = check(path, steps=(*FIRST, SECOND))
    assert report.ok
    assert report.layout == 1
    assert sha256(path) == before


def test_a_damaged_file_is_not_brought_up_to_date(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER edit_is_kept")
        connection.commit()
    before = sha256(path)
    with pytest.raises(ProjectError, match="trigger edit_is_kept is missing"):
        write(path, SECOND)
    assert sha256(path) == before
    assert backup.kept_copies(path) == []


def test_an_old_kept_copy_can_be_restored(path):
    write(path, SECOND).close()
    (kept,) = backup.kept_copies(path)
    backup.restore(path, copy=kept)
    with write(path) as project:
        assert migrations.version_of(project.connection) == 1


def test_statements_are_told_apart():
    sql = (
        "CREATE TABLE a (b TEXT); -- one; two\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n"
        "SELECT 1; SELECT 2;\nEND;\nINSERT INTO a VALUES ('x;y')\n;"
    )
    assert [s.split()[0] for s in migrations.statements(sql)] == ["CREATE", "--", "INSERT"]
