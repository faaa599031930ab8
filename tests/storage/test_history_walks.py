"""Every way back to an earlier point is a number of undos or redos that really leads there."""

import random

import pytest
from coded import at, desk_of, dump, hurry, make, sitting
from walk import Walker

from annotator.domain.values import CodeValue
from annotator.storage import journal, ops, reads
from annotator.storage.going_back import Standing, Way, past, way_to


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as both:
        yield both


def travel(project, who, way):
    for _ in range(way.undos):
        project.undo(who)
    for _ in range(way.redos):
        project.redo(who)


def test_a_point_is_reached_by_undos_and_left_by_redos(desk):
    project, who = desk
    first = ops.create_event(*desk, 1)
    then = dump(project)
    ops.fill_slot(*desk, first.event_id, "deed", segments=at("hosted"), value=CodeValue("042"))
    last = ops.flag_coding(*desk, 2, True)
    now = dump(project)
    there = way_to(project.connection, who, first.edit_id)
    assert there == Way(undos=2)
    travel(project, who, there)
    assert dump(project) == then
    back = way_to(project.connection, who, last.edit_id)
    assert back == Way(redos=2)
    travel(project, who, back)
    assert dump(project) == now
    assert way_to(project.connection, who, last.edit_id) == Way()


def test_what_cannot_be_done_again_is_said(desk):
    project, who = desk
    ops.create_event(*desk, 1)
    flagged = ops.flag_coding(*desk, 1, True)
    project.undo(who)
    ops.create_event(*desk, 2)
    assert way_to(project.connection, who, flagged.edit_id).open is False
    standings = [p.standing for p in past(project.connection, who, limit=9)]
    assert standings == [Standing.DONE, Standing.STEP, Standing.UNDONE, Standing.DONE]


def test_sealed_edits_stay_and_are_counted(desk):
    project, who = desk
    first = ops.create_event(*desk, 1)
    titled = ops.set_article_field(*desk, 1, "source", "Other wire")
    ops.flag_coding(*desk, 1, True)
    with project.write() as connection:
        journal.seal(connection, "article", [1], "the article was imported again")
    assert way_to(project.connection, who, first.edit_id) == Way(undos=1, stays=1)
    (sealed,) = [p for p in past(project.connection, who, limit=9) if p.reason]
    assert (sealed.entry.id, sealed.standing) == (titled.edit_id, Standing.SEALED)
    assert sealed.reason == "the article was imported again"


def test_one_coders_history_is_not_anothers(desk):
    project, who = desk
    mine = ops.create_event(*desk, 1)
    bob = (project, desk_of(project, "bob"))
    ops.create_event(*bob, 2)
    assert way_to(project.connection, who, mine.edit_id) == Way()
    assert [p.entry.id for p in past(project.connection, who, limit=9)] == [mine.edit_id]


@pytest.mark.parametrize("seed", range(6))
def test_from_anywhere_to_any_point_that_is_open(tmp_path, seed):
    """A random walk with undos and redos in it; each point is gone to and compared."""
    rng = random.Random(seed)
    with sitting(make(tmp_path / "p.db")) as (project, who):
        hurry(project)
        walker = Walker(rng, articles=False)
        states: dict[int, dict] = {}
        for _ in range(40):
            undo = reads.past(project.connection, who, limit=1) and rng.random() < 0.35
            state = project.undo_state(who)
            if undo and state.redo and rng.random() < 0.4:
                changes = project.redo(who)
            elif undo and state.undo:
                changes = project.undo(who)
            else:
                changes = walker.step(project, who)
            states[changes.edit_id] = dump(project)
        reached = 0
        for edit_id in rng.sample(sorted(states), 25):
            way = way_to(project.connection, who, edit_id)
            assert way.stays == 0
            if way.open:
                travel(project, who, way)
                assert dump(project) == states[edit_id]
                reached += 1
        assert reached > 3
