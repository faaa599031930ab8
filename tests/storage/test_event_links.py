"""The same event in different articles: linked, taken back, undone, exported, checked."""

import datetime as dt

import pytest
from coded import desk_of, dump, make, sitting

from annotator.domain.changes import Kind, Op
from annotator.domain.dataset import Rows
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import CodingStatus
from annotator.domain.linking import matching, ranked
from annotator.domain.values import CodeValue, DateValue
from annotator.formats.sheets import Coded
from annotator.storage import links, ops, reads
from annotator.storage.check import check
from annotator.storage.dataset import open_dataset


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=5)) as both:
        yield both


def coded(desk, article_id, *, deed="042", giver="AZE", day=9):
    event_id = ops.create_event(*desk, article_id).event_id
    ops.fill_slot(*desk, event_id, "deed", value=CodeValue(deed))
    ops.fill_slot(*desk, event_id, "giver", value=CodeValue(giver))
    ops.fill_slot(*desk, event_id, "day", value=DateValue.day(dt.date(2025, 4, day)))
    return event_id


def event_of(desk, article_id, number=0):
    return reads.coding(desk[0].connection, desk[1], article_id).events[number]


def offered(desk, event_id):
    return [c.event.id for c in candidates(desk, event_id)]


def candidates(desk, event_id):
    project, who = desk
    found = reads.link_candidates(project.connection, who, event_id)
    event = event_of(desk, 1)
    return ranked(project.schema, event, dt.date(2025, 4, 10), found)


def test_a_link_is_seen_from_both_sides_and_undone(desk):
    project, who = desk
    one, other = coded(desk, 1), coded(desk, 2)
    before = dump(project)
    changes = ops.link_events(*desk, other, one)
    assert changes.op is Op.LINK_EVENTS
    assert (changes.kinds, changes.article_id, changes.event_id) == ({Kind.EVENT}, 2, other)
    (there,) = event_of(desk, 1).links
    assert (there.event_id, there.article_id) == (other, 2)
    (back,) = event_of(desk, 2).links
    assert (back.event_id, back.article_id, back.title) == (one, 1, "Talks in Baku")
    assert ops.link_events(*desk, one, other).edit_id == 0  # it is there already
    project.undo(who)
    assert event_of(desk, 1).links == ()
    assert dump(project) == before
    project.redo(who)
    assert ops.unlink_events(*desk, one, other).label == "unlink events"
    assert event_of(desk, 2).links == ()
    with pytest.raises(EditRefusedError, match="not linked"):
        ops.unlink_events(*desk, one, other)


def test_only_own_events_of_different_articles_are_linked(desk):
    project, _ = desk
    one, beside = coded(desk, 1), coded(desk, 1)
    with pytest.raises(EditRefusedError, match="in one article"):
        ops.link_events(*desk, one, beside)
    bob = (project, desk_of(project, "bob"))
    theirs = coded(bob, 2)
    with pytest.raises(EditRefusedError, match="not part of the work of ann"):
        ops.link_events(*desk, one, theirs)
    assert theirs not in offered(desk, one)


def test_a_deleted_event_takes_its_links_along_and_undo_brings_them_back(desk):
    project, who = desk
    one, other = coded(desk, 1), coded(desk, 2)
    ops.link_events(*desk, one, other)
    ops.delete_event(*desk, other)
    assert event_of(desk, 1).links == ()
    project.undo(who)
    assert [link.event_id for link in event_of(desk, 1).links] == [other]


def test_the_likeliest_event_is_offered_first(desk):
    one = coded(desk, 1)
    far = coded(desk, 2, deed="043", giver="TUR", day=1)
    same = coded(desk, 3)
    late = coded(desk, 4, day=20)
    coded(desk, 1, deed="043")  # of the same article
    assert offered(desk, one) == [same, late, far]
    ops.link_events(*desk, one, far)
    assert offered(desk, one) == [far, same, late]
    schema = desk[0].schema
    assert [c.event.id for c in matching(schema, candidates(desk, one), "part 4 AZE")] == [late]
    assert matching(schema, candidates(desk, one), "no such words") == ()


def test_no_more_is_read_of_a_large_project(desk, monkeypatch):
    project, _ = desk
    one = coded(desk, 1)
    others = [coded(desk, 2) for _ in range(6)]
    for name, most in (("MOST", 2), ("_OF_A_CODE", 3), ("_LATEST", 3)):
        monkeypatch.setattr(links, name, most)
    ops.link_events(*desk, one, others[0])
    assert offered(desk, one) == [others[0], others[5], others[4]]
    asked = []
    project.connection.set_trace_callback(asked.append)
    offered(desk, one)
    project.connection.set_trace_callback(None)
    plans = [
        " ".join(row[3] for row in project.connection.execute(f"EXPLAIN QUERY PLAN {query}"))
        for query in asked
        if query.startswith("SELECT") and "event_id IN" not in query
    ]
    tables = ("f", "c", "o", "d", "a", "y", "x", "l")  # what is scanned is only what was cut short
    assert not [plan for plan in plans if any(f"SCAN {name} " in f"{plan} " for name in tables)]


def test_links_stand_in_the_export_where_both_events_do(desk):
    project, _ = desk
    one, other, open_ = coded(desk, 1), coded(desk, 2), coded(desk, 3)
    ops.link_events(*desk, one, other)
    ops.link_events(*desk, one, open_)
    for article_id in (1, 2):
        ops.finish_coding(*desk, article_id, status=CodingStatus.DONE)
    uuids = {number: event_of(desk, n).uuid for n, number in ((1, one), (2, other), (3, open_))}
    with open_dataset(project.path) as dataset:
        assert exported(dataset, unfinished=False) == {
            uuids[one]: uuids[other],
            uuids[other]: uuids[one],
        }
        both = exported(dataset, unfinished=True)
        assert set(both[uuids[one]].split("; ")) == {uuids[other], uuids[open_]}
        assert both[uuids[open_]] == uuids[one]


def exported(dataset, *, unfinished):
    sheet = Coded(dataset, unfinished).sheet(Rows.EVENTS)
    names = [column.name for column in sheet.columns]
    event, linked = names.index("event_id"), names.index("same_event_ids")
    return {row[event]: row[linked] for chunk in sheet.chunks() for row in chunk}


def test_the_check_finds_links_that_should_not_be(desk):
    project, _ = desk
    one, beside, other = coded(desk, 1), coded(desk, 1), coded(desk, 2)
    bob = (project, desk_of(project, "bob"))
    theirs = coded(bob, 2)
    pairs = [(one, beside), (one, theirs), (one, other), (other, one)]
    with project.write() as connection:
        connection.executemany(
            "INSERT INTO event_link (uuid, event_id, other_event_id) VALUES (?, ?, ?)",
            [(f"00000000-0000-4000-8000-00000000000{n}", *pair) for n, pair in enumerate(pairs)],
        )
    said = "\n".join(str(f) for kept in check(project.path).promises for f in kept.findings)
    for words in ("of one article", "which two coders or rounds have", "another link does already"):
        assert words in said
