"""A copy of what is coded, as it was at one moment, while edits go on."""

from __future__ import annotations

import gc
import itertools
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import bulk
import coded
import pytest

from annotator.domain import schema_file
from annotator.domain.changes import Kind, Op
from annotator.domain.errors import CancelledError, ProjectError
from annotator.domain.events import CodingStatus
from annotator.domain.values import CodeValue
from annotator.resources import schema_path
from annotator.storage import ops
from annotator.storage.dataset import open_dataset
from annotator.storage.snapshot import FEW, snapshot

ROOT = Path(__file__).parents[2]
COPIED = ("coding", "event", "event_attribute", "filler", "evidence", "mention", "mention_segment")


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Eight hundred events in a hundred articles."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    schema = schema_file.canonical(schema_path("cameo"))
    bulk.make(path, schema, articles=100, events_per_article=8, words=60)
    return path


@pytest.fixture
def small(tmp_path):
    path = coded.make(tmp_path / "p.db")
    with coded.sitting(path) as (project, desk):
        code_an_event(project, desk)
    return path


def code_an_event(project, desk, article_id=1):
    event_id = ops.create_event(project, desk, article_id).event_id
    words = coded.at("Azerbaijan")
    ops.fill_slot(project, desk, event_id, "giver", value=CodeValue("AZE"), segments=words)
    ops.fill_slot(project, desk, event_id, "deed", segments=coded.at("hosted"))
    return event_id


def rows(connection, table, schema="temp"):
    names = [row[1] for row in connection.execute(f"PRAGMA temp.table_info({table})").fetchall()]
    query = f"SELECT {', '.join(names)} FROM {schema}.{table} ORDER BY id"
    return connection.execute(query).fetchall()


def assert_same_as_file(connection, tables=(*COPIED, "comment", "article")):
    for table in tables:
        assert rows(connection, table) == rows(connection, table, "main"), table


def test_the_copy_holds_every_coded_row_and_keeps_it(small):
    with snapshot(small) as connection:
        assert_same_as_file(connection)
        before = rows(connection, "event")
        with coded.sitting(small) as (project, desk):
            ops.delete_event(project, desk, before[0][0])
        assert rows(connection, "event") == before
        assert rows(connection, "event", "main") == []


def test_what_is_edited_between_two_reads_is_taken_along(small):
    numbers = itertools.count()
    with coded.sitting(small) as (project, desk):
        ops.finish_coding(project, desk, 1, status=CodingStatus.DONE)

        def edit_meanwhile():
            """Called between two chunks of the copy."""
            number = next(numbers)
            event_id = code_an_event(project, desk, 1 + number % 3)
            ops.set_attribute(project, desk, event_id, "remark", (f"no. {number}",))
            ops.set_comment(project, desk, 1, "note", f"no. {number}")
            if number % 3 == 0:
                ops.delete_event(project, desk, event_id)
            if number % 4 == 0:
                project.undo(desk)
            ops.set_article_field(project, desk, 2, "title", f"Title {number}")
            return False

        with snapshot(small, cancelled=edit_meanwhile) as connection:
            assert next(numbers) > 5, "no edit fell into the copying"
            assert_same_as_file(connection)


def test_an_edit_of_many_rows_is_seen_whole_or_not_at_all(full, tmp_path):
    path = tmp_path / "p.db"
    path.write_bytes(full.read_bytes())
    times = itertools.count()
    with coded.sitting(path, "ann") as (project, desk):
        ids = {
            table: [n for (n,) in project.connection.execute(f"SELECT id FROM {table}").fetchall()]
            for table in ("event", "filler")
        }
        assert sum(map(len, ids.values())) > FEW  # more rows than one last read takes

        def turn_all():
            number = next(times)
            if number < 6:
                with project.transact(Op.SET_RECIPROCAL, "all", desk=desk) as edit:
                    edit.kinds.add(Kind.EVENT)
                    for event_id in ids["event"]:
                        edit.update("event", event_id, reciprocal=1 - number % 2)
                    for filler_id in ids["filler"]:
                        edit.update("filler", filler_id, provenance=f"no. {number}")
            return False

        with snapshot(path, cancelled=turn_all) as connection:
            assert next(times) > 6
            found = connection.execute("SELECT DISTINCT reciprocal FROM event").fetchall()
            assert len(found) == 1
            last = connection.execute("SELECT DISTINCT provenance FROM filler").fetchall()
            assert last == [("no. 5",)]
            assert_same_as_file(connection)


def test_no_edit_is_refused_while_a_dataset_is_read(full, tmp_path):
    path = tmp_path / "p.db"
    path.write_bytes(full.read_bytes())
    ready, stop, failures = threading.Event(), threading.Event(), []

    def read_on():
        try:
            while not stop.is_set():
                with open_dataset(path) as dataset:
                    ready.set()
                    for batch in dataset.batches(unfinished=True):
                        assert batch.codings
        except Exception as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    reader = threading.Thread(target=read_on)
    reader.start()
    assert ready.wait(20)
    with coded.sitting(path) as (project, desk):
        for _ in range(40):
            ops.create_event(project, desk, 1)
    stop.set()
    reader.join()
    assert not failures


def test_a_copy_can_be_stopped(full):
    asked = itertools.count()
    with pytest.raises(CancelledError), snapshot(full, cancelled=lambda: next(asked) > 2):
        pass
    assert next(asked) < 8


def test_what_is_no_project_gets_a_sentence(tmp_path):
    path = tmp_path / "p.db"
    path.write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(ProjectError, match="damaged"), snapshot(path):
        pass
    gc.collect()  # a connection that was left open would warn now


_FULL = """
import os, resource, sys
from pathlib import Path
from annotator.domain.errors import ExportError
from annotator.storage import snapshot
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    with snapshot.snapshot(Path(sys.argv[1])):
        pass
except ExportError as error:
    print(error)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk_for_temporary_files_gets_a_sentence(tmp_path):
    path = tmp_path / "p.db"
    schema = schema_file.canonical(schema_path("cameo"))
    bulk.make(path, schema, articles=4000, events_per_article=4, words=20)
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(path)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "The disk is full" in done.stdout


def test_the_file_is_only_read(small):
    before = small.read_bytes()
    with snapshot(small) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM main.event")
    assert small.read_bytes() == before
