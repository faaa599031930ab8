"""Sixty-two kills at random moments: nothing acknowledged is lost, nothing is torn."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from pathlib import Path

import coded
import pytest
from kills import killer, needs_kill

from annotator.domain.changes import Kind, Op
from annotator.domain.events import NewArticle
from annotator.domain.incoming import Incoming, Origin
from annotator.domain.text import article_text, headline_of
from annotator.jobs.exporting import ExportOptions, export_project
from annotator.storage import files, migrations, ops, reads
from annotator.storage.check import check
from annotator.storage.imports import add_articles
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.lock import lock_path
from annotator.storage.packing import pack
from annotator.storage.project import open_project
from annotator.storage.suggested import suggested_events
from annotator.storage.tables import MIGRATIONS, Migration

pytestmark = needs_kill

EVENTS = 1500


# With a cache this small a transaction reaches the file long before its commit, as those of a
# large project do, so that a kill leaves a file that is torn until it is recovered.
SPILL = "PRAGMA cache_size = 10"


# --- victims, each run in a process that is killed -------------------------------------------


def code_events(acknowledge, path):
    """Single edits, one after another; an undo now and then."""
    with coded.sitting(Path(path)) as (project, desk):
        acknowledge("0")
        for number in range(1, 100_000):
            changes = ops.create_event(project, desk, 1)
            acknowledge(changes.edit_id)
            if number % 5 == 0:
                acknowledge(project.undo(desk).edit_id)


def take_events(acknowledge, path):
    """A whole suggested event taken and taken back, again and again."""
    with coded.sitting(Path(path)) as (project, desk):
        given = suggested_events(project.connection, desk, 1)[0]
        if given.decision:
            project.undo(desk)
        acknowledge("0")
        for _ in range(100_000):
            acknowledge(ops.take_event(project, desk, given.id).edit_id)
            acknowledge(project.undo(desk).edit_id)


def edit_in_bulk(acknowledge, path):
    """One edit that changes thousands of rows, again and again."""
    with coded.sitting(Path(path)) as (project, desk):
        project.connection.execute(SPILL)
        ids = [row[0] for row in project.connection.execute("SELECT id FROM event").fetchall()]
        acknowledge("0")
        for mark in range(1, 1000):
            with project.transact(Op.SET_RECIPROCAL, "change all", desk=desk) as edit:
                edit.kinds.add(Kind.EVENT)
                for event_id in ids:
                    edit.update("event", event_id, reciprocal=mark % 2)
            acknowledge(edit.changes.edit_id)


def merge_packets(acknowledge, path, packet):
    """A packet merged and the merge undone, again and again."""
    with coded.sitting(Path(path), "pi") as (project, desk):
        project.connection.execute(SPILL)
        acknowledge("0")
        for _ in range(1000):
            ops.merge_packets(project, desk, [packet])
            acknowledge("1")
            project.undo(desk)
            acknowledge("0")


def import_articles(acknowledge, path):
    """A thousand articles in one transaction, then the next thousand."""
    with open_project(Path(path)) as project:
        project.connection.execute(SPILL)
        acknowledge("0")
        for batch in range(1, 100):
            articles = [incoming(batch * 1000 + number) for number in range(1000)]
            acknowledge(add_articles(project, articles, batch=1000).added)


def incoming(number):
    text = article_text(f"Talks in Baku, part {number}", coded.BODY)
    return Incoming(NewArticle(text, headline_of(text)), Origin("corpus.csv", number))


def export_again_and_again(acknowledge, path, target):
    """The same workbook, written in the place of the one before."""
    acknowledge("0")
    for _ in range(100):
        export_project(Path(path), Path(target), ExportOptions(unfinished=True))
        acknowledge("1")


def bring_up_to_date(acknowledge, path):
    """A migration that rewrites every event and rebuilds a table."""
    connection = files.connect(Path(path), "rw")
    files.make_durable(connection)
    connection.execute(SPILL)
    acknowledge("0")
    migrations.apply(connection, (*MIGRATIONS, SECOND))
    acknowledge("1")
    connection.close()


SECOND = Migration(
    MIGRATIONS[-1].number + 1,
    "made up",
    "9.9",
    """
    ALTER TABLE event ADD COLUMN weight REAL; -- made up; for a test
    UPDATE event SET weight = id * 0.5;
    CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, name TEXT NOT NULL, weight REAL) STRICT;
    INSERT INTO rebuilt SELECT id, uuid, weight FROM event;
    UPDATE rebuilt SET weight = weight + 1;
    """,
)


# --- the tests -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kill():
    with killer(Path(__file__)) as kill:
        yield kill


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A project in which one coder has many events."""
    path = coded.make(tmp_path_factory.mktemp("full") / "full.db")
    with coded.sitting(path) as (project, desk):
        coding_id = project.connection.execute(
            "SELECT coding_id FROM event WHERE id = ?",
            (ops.create_event(project, desk, 1).event_id,),
        ).fetchone()[0]
        with project.transact(Op.CREATE_EVENT, "many", desk=desk) as edit:
            for position in range(1, EVENTS):
                edit.insert(
                    "event",
                    uuid=new_uuid(),
                    coding_id=coding_id,
                    position=position,
                    created_at=utc_now(),
                )
    return path


def kills(kill, template, folder, victim, *, times, longest, steps=MIGRATIONS):
    """Kill a victim many times, each time on the file as the last kill left it.

    Yields (path, fate, whether the kill fell into a write) before anybody opens the file.
    """
    path = Path(shutil.copy(template, folder / "p.db"))
    for _ in range(times):
        fate = kill(victim, str(path), after=random.uniform(0, longest))
        yield path, fate, files.journal_of(path).exists()
        report = check(path, steps=steps)
        assert report.ok, report.findings(warning=False)
        assert not files.leftovers(path)


def test_no_edit_that_was_acknowledged_is_lost(kill, tmp_path):
    template = coded.make(tmp_path / "template.db")
    seen = 0
    for path, fate, _ in kills(kill, template, tmp_path, "code_events", times=16, longest=0.1):
        with open_project(path, coder="next") as project:
            query = "SELECT id FROM edit ORDER BY id"
            kept = [row[0] for row in project.connection.execute(query).fetchall()]
        acknowledged = [int(line) for line in fate.acknowledged[1:]]
        assert set(acknowledged) <= set(kept)
        assert len(kept) - seen - len(acknowledged) in (0, 1)  # one may have just been committed
        assert not lock_path(path).exists()  # the next opening took the dead one's lock and went
        seen = len(kept)
    assert seen


def test_an_event_is_taken_whole_or_not_at_all(kill, tmp_path):
    template = coded.make(tmp_path / "template.db")
    with coded.sitting(template) as (project, _):
        coded.suggest(project, events=True)
    for path, fate, _ in kills(kill, template, tmp_path, "take_events", times=8, longest=0.1):
        with coded.sitting(path) as (project, desk):
            events = reads.coding(project.connection, desk, 1).events
            decision = suggested_events(project.connection, desk, 1)[0].decision
            last = project.connection.execute("SELECT max(id) FROM edit").fetchone()[0] or 0
        assert [len(event.fillers) for event in events] == [6] * bool(decision)
        assert last >= max(int(line) for line in fate.acknowledged)


def test_a_bulk_edit_is_there_whole_or_not_at_all(kill, full, tmp_path):
    inside = 0
    for path, fate, torn in kills(kill, full, tmp_path, "edit_in_bulk", times=10, longest=0.25):
        inside += torn
        with open_project(path) as project:
            marks = project.connection.execute("SELECT DISTINCT reciprocal FROM event").fetchall()
            last = project.connection.execute("SELECT max(id) FROM edit").fetchone()[0]
        assert len(marks) == 1
        assert last >= max(int(line) for line in fate.acknowledged)
    assert inside, "no kill fell into a commit"


def test_a_merge_has_happened_or_has_not(kill, tmp_path):
    template = coded.make(tmp_path / "template.db")
    packet = tmp_path / "eva.db"
    with coded.sitting(template, "eva") as (project, eva):
        for article in (1, 2, 3):
            ops.flag_coding(project, eva, article, True)
        pack(project, eva.coder, packet)
    with coded.sitting(packet, "eva") as (project, eva):
        for number in range(150):
            ops.create_event(project, eva, number % 2 + 2)
    inside = 0
    for number in range(40):
        if inside and number >= 10:
            break
        path = Path(shutil.copy(template, tmp_path / "p.db"))
        kill("merge_packets", str(path), str(packet), after=random.uniform(0, 0.5))
        inside += files.journal_of(path).exists()
        assert check(path).ok
        with open_project(path) as project:
            counted = project.connection.execute("SELECT count(*) FROM event").fetchone()[0]
        assert counted in (0, 150)
    assert inside, "no kill fell into a merge"


def test_an_import_is_there_by_whole_transactions(kill, tmp_path):
    template = coded.make(tmp_path / "template.db")
    before, inside = 3, 0
    for path, fate, torn in kills(
        kill, template, tmp_path, "import_articles", times=8, longest=0.3
    ):
        inside += torn
        with open_project(path, read_only=True) as project:
            count = project.connection.execute("SELECT count(*) FROM article").fetchone()[0]
        done = len(fate.acknowledged) - 1
        assert count - before in (done * 1000, (done + 1) * 1000)
        shutil.copy(template, path)  # each import begins with an empty project
    assert inside, "no kill fell into a commit"


def test_a_migration_is_done_or_has_not_begun(kill, full, tmp_path):
    done = undone = 0
    steps = (*MIGRATIONS, SECOND)
    for path, fate, _ in kills(
        kill, full, tmp_path, "bring_up_to_date", times=10, longest=0.12, steps=steps
    ):
        with open_to_look(path) as connection:
            version = migrations.version_of(connection)
            problems = migrations.layout_problems(connection, steps)
            (sealed,) = connection.execute("SELECT count(*) FROM edit_seal").fetchone()
        assert problems == []
        if version == SECOND.number:
            done += 1
            assert sealed
        else:
            undone += 1
            assert fate.acknowledged == ("0",)
            assert not sealed
        shutil.copy(full, path)
    assert undone, "every migration was through before its kill"
    assert done + undone == 10


def test_an_old_export_stays_until_the_new_one_is_whole(kill, full, tmp_path):
    target = tmp_path / "out.csv"
    export_project(full, target, ExportOptions(unfinished=True))
    whole = target.read_bytes()
    assert whole.count(b"\n") == EVENTS + 1
    for _ in range(10):
        kill("export_again_and_again", str(full), str(target), after=random.uniform(0, 0.3))
        assert target.read_bytes() == whole
    assert check(full).ok


def open_to_look(path):
    return closing(files.connect(path, "rw"))
