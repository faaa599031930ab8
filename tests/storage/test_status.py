"""How far a team is: figures by coder and round, read in short pieces."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from contextlib import closing

import bulk
import pytest
from coded import at, desk_of, make, sitting, suggest

from annotator.domain import schema_file
from annotator.domain.events import CodingStatus
from annotator.domain.values import CodeValue
from annotator.resources import schema_path
from annotator.storage import attention, ops, people, reads
from annotator.storage.assigning import assign, plan_assignment, plan_recoding
from annotator.storage.status import standings

DAY = dt.date(2025, 4, 10)


@pytest.fixture
def pi(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=6), "pi") as both:
        project, desk = both
        team = [people.find_or_add_coder(project, name) for name in ("bob", "eva")]
        plan = plan_assignment(project.connection, desk.round, team, per_coder=3)
        assign(project, desk, desk.round, plan)
        yield both


def test_what_was_given_begun_finished_and_asked_is_counted(pi):
    project, _ = pi
    eva = desk_of(project, "eva")
    first, second, third = reads.queue_ids(project.connection, eva)
    suggest(project, first)
    event = ops.create_event(project, eva, first).event_id
    found = reads.suggestions(project.connection, eva, first)
    ops.fill_slot(project, eva, event, "giver", suggestion_id=found[0].id)
    ops.fill_slot(project, eva, event, "deed", value=CodeValue("042"), segments=at("leaders"))
    ops.reject_suggestion(project, eva, found[-1].id)
    ops.finish_coding(project, eva, first, status=CodingStatus.DONE)
    ops.finish_coding(project, eva, second, status=CodingStatus.NOTHING)
    ops.set_comment(project, eva, third, "question", "One event or two?")
    for article, seconds in ((first, 60), (second, 30), (third, 600)):
        attention.add_active_time(project, eva, article, seconds, DAY)
    bob, mine = standings(project.connection)
    assert (bob.coder, bob.given, bob.finished, bob.nothing_rate) == ("bob", 3, 0, None)
    assert (bob.median_seconds, bob.events_per_article, bob.accepted_share) == (None, None, None)
    assert (mine.coder, mine.round, mine.given) == ("eva", "main", 3)
    assert (mine.done, mine.nothing, mine.in_progress) == (1, 1, 1)
    assert mine.nothing_rate == 0.5
    assert (mine.events, mine.events_per_article) == (1, 0.5)
    assert (mine.accepted, mine.by_hand, mine.rejected) == (1, 1, 1)
    assert mine.accepted_share == 0.5
    assert (mine.seconds, mine.median_seconds) == (690, 45)  # the third is not finished
    assert mine.open_questions == 1
    assert sum(each.finished for each in mine.days) == 2
    question = reads.coding(project.connection, eva, third).comments[0].id
    ops.answer_question(project, desk_of(project, "pi"), question, "Two.")
    assert standings(project.connection)[1].open_questions == 0


def test_each_round_has_figures_of_its_own(pi):
    project, desk = pi
    eva = desk_of(project, "eva")
    for article in reads.queue_ids(project.connection, eva):
        ops.finish_coding(project, eva, article, status=CodingStatus.NOTHING)
    again = people.find_or_add_round(project, "again", kind="recode")
    plan = plan_recoding(project.connection, again, [eva.coder], of=desk.round, share=0.67)
    assign(project, desk, again, plan)
    named = [
        (one.round, one.coder, one.given, one.finished) for one in standings(project.connection)
    ]
    assert named == [("main", "bob", 3, 0), ("main", "eva", 3, 3), ("again", "eva", 2, 0)]
    assert [one.round for one in standings(project.connection, again.id)] == ["again"]


def test_without_assignments_the_queue_is_everything(tmp_path):
    with sitting(make(tmp_path / "p.db")) as (project, desk):
        assert standings(project.connection) == []
        ops.finish_coding(project, desk, 1, status=CodingStatus.NOTHING)
        (mine,) = standings(project.connection)
        assert (mine.given, mine.finished) == (None, 1)


class _Timed:
    """A connection that notes how long each read takes."""

    def __init__(self, connection):
        self.connection, self.took = connection, []

    def execute(self, *arguments):
        begun = time.perf_counter()
        cursor = self.connection.execute(*arguments)
        rows = cursor.fetchall()
        self.took.append(time.perf_counter() - begun)
        return _Rows(rows)


class _Rows(list):
    def fetchall(self):
        return self

    def fetchone(self):
        return self[0]


def test_a_large_project_is_read_in_pieces(tmp_path):
    path = tmp_path / "large.db"
    schema = schema_file.canonical(schema_path("cameo"))
    bulk.make(path, schema, articles=1200, events_per_article=2, words=60)
    with closing(sqlite3.connect(path)) as connection:
        timed = _Timed(connection)
        found = standings(timed)
        assert [one.finished for one in found] == [400, 400, 400]
        assert all(one.events == 2 * one.finished for one in found)
        assert all(one.median_seconds == 61.5 for one in found)
        assert len(timed.took) > 20
        assert standings(connection, cancelled=lambda: True) == []
