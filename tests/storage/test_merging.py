"""Packets brought home: nothing lost, in any order, as often as one likes, undone in one step."""

import datetime as dt
import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from coded import desk_of, make, sitting, suggest

from annotator.domain.changes import Op
from annotator.domain.errors import EditRefusedError, ProjectError
from annotator.domain.events import CodingStatus
from annotator.domain.merging import Arrival
from annotator.storage import attention, ops, people, reads
from annotator.storage.assigning import assign, plan_assignment
from annotator.storage.check import check
from annotator.storage.coding_content import read_content
from annotator.storage.ops.choosing import conflicts, ends_of
from annotator.storage.packing import pack
from annotator.storage.project import open_project


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=12), "pi") as both:
        project, who = both
        team = [people.find_or_add_coder(project, name) for name in ("eva", "bob")]
        plan = plan_assignment(project.connection, who.round, team, per_coder=6, overlap=0.5)
        assign(project, who, who.round, plan)
        for article in range(1, 13):
            suggest(project, article)
        yield both


def packet(desk, tmp_path, name, file=""):
    project, _ = desk
    path = tmp_path / (file or f"{name}.db")
    return pack(project, people.known_coder(project.connection, name), path).path


def code(path, name, articles, *, note="", finish=True):
    """Code articles in a packet: accept the first suggestion into a new event of each."""
    with open_project(path) as opened:
        mine = desk_of(opened, name)
        for article in articles:
            event = ops.create_event(opened, mine, article).event_id
            (first, *_) = reads.suggestions(opened.connection, mine, article)
            ops.fill_slot(opened, mine, event, "giver", suggestion_id=first.id)
            if note:
                ops.set_comment(opened, mine, article, "note", note, event_id=event)
            if finish:
                ops.finish_coding(opened, mine, article, status=CodingStatus.DONE)


def queue(project, name):
    return list(reads.queue_ids(project.connection, desk_of(project, name)))


def merge(desk, *paths):
    project, who = desk
    return ops.merge_packets(project, who, paths)[0]


def contents(project):
    """Everything coded, by coding: what must not depend on the way there."""
    ids = [row[0] for row in project.connection.execute("SELECT id FROM coding").fetchall()]
    return sorted(json.dumps(read_content(project.connection, n), sort_keys=True) for n in ids)


def arrivals(report):
    return [one.arrival for each in report.files for one in each.brought]


def test_two_packets_come_home_and_undo_takes_all_of_it_back(desk, tmp_path):
    project, who = desk
    eva, bob = packet(desk, tmp_path, "eva"), packet(desk, tmp_path, "bob")
    code(eva, "eva", queue(project, "eva")[:4], note="sure of it")
    code(bob, "bob", queue(project, "bob")[:3])
    before = contents(project)
    preview = ops.preview_merge(project, "pi", [eva, bob])
    assert contents(project) == before
    report = merge(desk, eva, bob)
    assert report == preview
    assert arrivals(report) == [Arrival.NEW] * 7
    assert check(project.path).ok, check(project.path).findings(warning=False)
    mine = desk_of(project, "eva")
    coding = reads.coding(project.connection, mine, queue(project, "eva")[0])
    (event,) = coding.events
    assert (event.fillers[0].provenance, coding.status) == ("accepted", CodingStatus.DONE)
    assert event.fillers[0].suggestion_id is not None
    assert [comment.text for comment in coding.comments] == ["sure of it"]
    home = contents(project)
    project.undo(who)
    assert contents(project) == before == []
    assert check(project.path).ok
    project.redo(who)
    assert contents(project) == home


def test_merging_twice_changes_nothing(desk, tmp_path):
    project, who = desk
    eva = packet(desk, tmp_path, "eva")
    code(eva, "eva", queue(project, "eva")[:4])
    merge(desk, eva)
    home, edits = contents(project), len(reads.past(project.connection, who, limit=99))
    report, changes = ops.merge_packets(project, who, [eva])
    assert arrivals(report) == [Arrival.UNCHANGED] * 4
    assert changes is None
    assert contents(project) == home
    assert len(reads.past(project.connection, who, limit=99)) == edits


def test_a_later_state_replaces_the_earlier_one_which_is_kept(desk, tmp_path):
    project, _ = desk
    article = queue(project, "eva")[0]
    eva = packet(desk, tmp_path, "eva")
    code(eva, "eva", [article], finish=False)
    early = shutil.copy(eva, tmp_path / "early.db")
    code(eva, "eva", [article], note="again")
    merge(desk, early)
    assert arrivals(merge(desk, eva)) == [Arrival.NEWER]
    mine = desk_of(project, "eva")
    assert len(reads.coding(project.connection, mine, article).events) == 2
    assert arrivals(merge(desk, early)) == [Arrival.OLDER]
    assert len(reads.coding(project.connection, mine, article).events) == 2
    (kept,) = project.connection.execute(
        "SELECT content FROM coding_state WHERE standing = 'earlier'"
    ).fetchone()
    assert len(json.loads(kept)["events"]) == 1
    assert check(project.path).ok


def test_work_goes_on_in_the_project_and_in_the_next_packet(desk, tmp_path):
    project, _ = desk
    article = queue(project, "eva")[0]
    eva = packet(desk, tmp_path, "eva")
    code(eva, "eva", [article], finish=False)
    merge(desk, eva)
    mine = desk_of(project, "eva")
    (event,) = reads.coding(project.connection, mine, article).events
    ops.set_attribute(project, mine, event.id, "state", ("planned",))
    assert arrivals(merge(desk, eva)) == [Arrival.OLDER]
    second = packet(desk, tmp_path, "eva", "second.db")
    code(second, "eva", [article])
    assert arrivals(merge(desk, second)) == [Arrival.NEWER]
    coding = reads.coding(project.connection, mine, article)
    assert [e.attribute("state") for e in coding.events] == [("planned",), ("real",)]
    assert check(project.path).ok


def test_two_ends_of_a_chain_are_both_kept_and_one_is_chosen(desk, tmp_path):
    project, who = desk
    article = queue(project, "eva")[0]
    home = packet(desk, tmp_path, "eva")
    office = shutil.copy(home, tmp_path / "office.db")
    code(home, "eva", [article], note="at home")
    code(office, "eva", [article, article], note="at the office")
    assert arrivals(merge(desk, home, office)) == [Arrival.NEW, Arrival.CONFLICT]
    (conflict,) = conflicts(project.connection)
    ends = ends_of(project.connection, conflict)
    assert [len(end.content["events"]) for end in ends] == [2, 1]
    assert conflict.coder == "eva"
    loser = ends[1]
    ops.choose_state(project, who, conflict.coding_id, loser.state)
    assert conflicts(project.connection) == []
    mine = desk_of(project, "eva")
    assert len(reads.coding(project.connection, mine, article).events) == 1
    assert arrivals(merge(desk, office, home)) == [Arrival.OLDER, Arrival.OLDER]
    assert check(project.path).ok, check(project.path).findings(warning=False)
    project.undo(who)
    assert len(conflicts(project.connection)) == 1
    assert len(reads.coding(project.connection, mine, article).events) == 2
    with pytest.raises(EditRefusedError, match="nothing to choose"):
        ops.choose_state(project, who, conflict.coding_id, "none")


def test_the_same_work_done_twice_is_no_conflict(desk, tmp_path):
    project, _ = desk
    article = queue(project, "eva")[0]
    first = packet(desk, tmp_path, "eva")
    code(first, "eva", [article])
    second = shutil.copy(first, tmp_path / "second.db")
    for path in (first, second):
        with open_project(path) as opened:
            mine = desk_of(opened, "eva")
            ops.flag_coding(opened, mine, article, True)
    assert arrivals(merge(desk, first, second)) == [Arrival.NEW, Arrival.NEWER]
    assert conflicts(project.connection) == []


def test_answers_travel_out_and_questions_home(desk, tmp_path):
    project, who = desk
    article = queue(project, "eva")[0]
    eva = packet(desk, tmp_path, "eva")
    with open_project(eva) as opened:
        mine = desk_of(opened, "eva")
        ops.set_comment(opened, mine, article, "question", "010 or 011?")
    merge(desk, eva)
    (question,) = reads.coding(project.connection, desk_of(project, "eva"), article).comments
    ops.answer_question(project, who, question.id, "010")
    second = packet(desk, tmp_path, "eva", "second.db")
    with open_project(second) as opened:
        mine = desk_of(opened, "eva")
        talk = reads.coding(opened.connection, mine, article).comments
        assert [(c.kind, c.coder) for c in talk] == [("question", "eva"), ("answer", "pi")]
    code(second, "eva", [article])
    assert arrivals(merge(desk, second)) == [Arrival.NEWER]
    talk = reads.coding(project.connection, desk_of(project, "eva"), article).comments
    assert [c.text for c in talk] == ["010 or 011?", "010"]
    code(eva, "eva", [article])  # the first packet, coded on: it knows nothing of the second
    assert arrivals(merge(desk, eva)) == [Arrival.CONFLICT]
    assert check(project.path).ok


def test_hours_corrections_and_names_come_too(desk, tmp_path):
    project, _ = desk
    article = queue(project, "eva")[0]
    eva = packet(desk, tmp_path, "eva")
    with open_project(eva) as opened:
        mine = desk_of(opened, "eva")
        ops.set_article_field(opened, mine, article, "source", "Sample Wire")
        attention.add_active_time(opened, mine, article, 30.0, dt.date(2026, 1, 5))
        ops.finish_coding(opened, mine, article, status=CodingStatus.NOTHING)
    for _ in range(2):
        merge(desk, eva)
    assert reads.article(project.connection, article).source == "Sample Wire"
    (seconds,) = project.connection.execute("SELECT sum(seconds) FROM active_time").fetchone()
    assert seconds == 30.0


def test_a_packet_of_another_project_is_refused(desk, tmp_path):
    project, _ = desk
    other = make(tmp_path / "other.db", articles=2)
    with pytest.raises(ProjectError, match="another project"):
        merge(desk, other)
    with pytest.raises(ProjectError, match="this project itself"):
        merge(desk, project.path)
    assert contents(project) == []


def test_the_merge_is_one_entry_of_the_history(desk, tmp_path):
    project, who = desk
    eva = packet(desk, tmp_path, "eva")
    code(eva, "eva", queue(project, "eva")[:2])
    merge(desk, eva)
    (latest, *_) = reads.past(project.connection, who, limit=5)
    assert (latest.entry.op, latest.entry.label) == (Op.MERGE_PACKETS, "merge 1 packet")


def test_the_packet_itself_is_never_written_to(desk, tmp_path):
    project, _ = desk
    eva = packet(desk, tmp_path, "eva")
    code(eva, "eva", queue(project, "eva")[:2])
    before = eva.read_bytes()
    merge(desk, eva)
    assert eva.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("eva")] == ["eva.db"]
    with closing(sqlite3.connect(eva)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
