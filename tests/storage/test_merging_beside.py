"""Packets merged by a thread while the project is open: all or nothing, and no edit in between."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager

import pytest
from coded import desk_of, dump, make, sitting

from annotator.domain.errors import CancelledError, EditRefusedError, KnownError, NotYetError
from annotator.domain.events import CodingStatus
from annotator.storage import attention, ops, people, reads
from annotator.storage.assigning import assign, plan_assignment
from annotator.storage.check import check
from annotator.storage.packing import pack
from annotator.storage.project import open_project


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=8), "pi") as both:
        project, who = both
        eva = people.find_or_add_coder(project, "eva")
        assign(
            project,
            who,
            who.round,
            plan_assignment(project.connection, who.round, [eva], per_coder=8),
        )
        yield both


@pytest.fixture
def packet(desk, tmp_path):
    """What eva did: an event in each of her articles."""
    project, _ = desk
    path = pack(project, people.known_coder(project.connection, "eva"), tmp_path / "eva.db").path
    with open_project(path) as opened:
        mine = desk_of(opened, "eva")
        for article in list(reads.queue_ids(opened.connection, mine)):
            ops.create_event(opened, mine, article)
            ops.finish_coding(opened, mine, article, status=CodingStatus.DONE)
    return path


class Thread:
    """Merges beside, and stands still after some codings until it is let go on."""

    def __init__(self, project, who, packet, *, still_after: int) -> None:
        self.outcome: object = None
        self.stands_still, self.stop = threading.Event(), False
        self._go_on = threading.Event()
        self._still_after = still_after
        self._thread = threading.Thread(target=self._run, args=(project, who, packet))
        self._thread.start()
        assert self.stands_still.wait(10)

    def _progress(self, done: int, total: int) -> None:
        if total and done == self._still_after:
            self.stands_still.set()
            assert self._go_on.wait(10)
        if self.stop:
            raise CancelledError

    def _run(self, project, who, packet) -> None:
        try:
            self.outcome = ops.merge_beside(project, who, [packet], progress=self._progress)
        except KnownError as error:
            self.outcome = error

    def end(self, *, stop: bool = False) -> object:
        """Let it go on, or stop, and return what came of it."""
        self.stop = stop
        self._go_on.set()
        self._thread.join(10)
        return self.outcome


@contextmanager
def merging(project, who, packet, *, still_after=3):
    thread = Thread(project, who, packet, still_after=still_after)
    try:
        yield thread
    finally:
        thread.end()


def test_a_merge_beside_is_the_same_edit(desk, packet):
    project, who = desk
    before, rows = dump(project), project.changes_made
    with merging(project, who, packet) as thread:
        report, changes = thread.end()
    assert len(report.files[0].brought) == 8
    assert project.undo_state(who).undo == changes.label == "merge 1 packet"
    assert project.changes_made > rows + 8  # so a copy is due
    home = dump(project)
    project.undo(who)
    assert dump(project) == before
    project.redo(who)
    assert dump(project) == home
    assert check(project.path).ok


def test_no_edit_gets_into_it_and_reading_goes_on(desk, packet):
    project, who = desk
    before = dump(project)
    with merging(project, who, packet) as thread:
        assert dump(project) == before  # nothing of it is seen before all of it is there
        for write in (
            lambda: ops.create_event(project, who, 1),
            lambda: project.undo(who),
            lambda: attention.add_active_time(project, who, 1, 5.0, "2026-01-05"),
        ):
            with pytest.raises(NotYetError, match="edits wait until that is done"):
                write()
        report, _ = thread.end()
    ops.create_event(project, who, 1)
    assert project.undo_state(who).undo == "new event"
    project.undo(who)
    assert project.undo_state(who).undo == "merge 1 packet"
    assert len(report.files[0].brought) == 8


def test_what_is_edited_before_it_writes_is_no_part_of_it(desk, packet):
    project, who = desk
    made = ops.create_event(project, who, 1)
    with merging(project, who, packet) as thread:
        thread.end()
    assert [row[0] for row in _edits(project)][-2:] == ["new event", "merge 1 packet"]
    project.undo(who)
    assert reads.coding(project.connection, who, 1).events[0].id == made.event_id


def _edits(project):
    return project.connection.execute("SELECT label FROM edit ORDER BY id").fetchall()


@pytest.mark.parametrize("after", [1, 5, 8])
def test_one_that_is_stopped_leaves_the_project_as_before(desk, packet, after):
    project, who = desk
    before, edits = dump(project), _edits(project)
    with merging(project, who, packet, still_after=after) as thread:
        assert isinstance(thread.end(stop=True), CancelledError)
    assert (dump(project), _edits(project)) == (before, edits)
    assert check(project.path).ok
    ops.create_event(project, who, 1)  # and nobody has to wait any more


def test_a_project_that_is_closed_waits_for_it(desk, packet):
    project, who = desk
    with merging(project, who, packet) as thread:
        closing = threading.Thread(target=thread.end)
        closing.start()
        project._turns.end()
        closing.join(10)
    assert not isinstance(thread.outcome, Exception)


def test_one_that_comes_after_the_closing_writes_nothing(desk, packet):
    project, who = desk
    before = dump(project)
    project._turns.end()
    with pytest.raises(CancelledError):
        ops.merge_beside(project, who, [packet], progress=lambda _done, _total: None)
    assert dump(project) == before


def test_a_project_open_for_reading_takes_nothing(desk, packet):
    project, who = desk
    with open_project(project.path, read_only=True) as opened:
        with pytest.raises(EditRefusedError, match="reading only"):
            ops.merge_beside(opened, who, [packet], progress=lambda _done, _total: None)
        with pytest.raises(sqlite3.OperationalError):
            opened.connection.execute("DELETE FROM event")
