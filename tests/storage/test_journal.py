import json
import sqlite3

import pytest
from coded import APRIL_9, at, desk_of, dump, make, sitting, suggest

from annotator.domain.changes import Op, UndoState
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import CodingStatus
from annotator.domain.values import CodeValue, PlaceValue
from annotator.storage import journal, ops, reads
from annotator.storage.project import open_project


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as both:
        yield both


def rows_of(project, edit_id):
    return project.connection.execute(
        "SELECT table_name, row_id, before, after FROM edit_row"
        " WHERE edit_id = ? ORDER BY position",
        (edit_id,),
    ).fetchall()


def test_rows_are_journalled_as_they_stand_in_the_file(desk):
    project, _ = desk
    changes = ops.create_event(*desk, 1)
    for table, row_id, before, after in rows_of(project, changes.edit_id):
        cursor = project.connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
        names = [column[0] for column in cursor.description]
        assert json.loads(after) == dict(zip(names, cursor.fetchall()[0], strict=True))
        assert before is None


def test_an_edit_that_changes_nothing_is_not_journalled(desk):
    project, who = desk
    with project.transact(Op.FLAG_CODING, "nothing", desk=who) as edit:
        pass
    assert edit.changes.edit_id == 0
    assert project.undo_state(who) == UndoState()


def test_an_update_to_the_same_values_writes_nothing(desk):
    project, who = desk
    event_id = ops.create_event(*desk, 1).event_id
    written = project.connection.total_changes
    with project.transact(Op.MOVE_EVENT, "nothing", desk=who) as edit:
        edit.update("event", event_id, position=0, reciprocal=False)
    assert edit.changes.edit_id == 0
    assert project.connection.total_changes == written


def test_a_row_that_is_gone_refuses_the_edit(desk):
    project, who = desk
    for change in (
        lambda edit: edit.update("event", 99, position=1),
        lambda edit: edit.delete("event", 99),
    ):
        with (
            pytest.raises(EditRefusedError, match="event no longer exists"),
            project.transact(Op.MOVE_EVENT, "x", desk=who) as edit,
        ):
            change(edit)
        assert not project.connection.in_transaction


def test_a_failure_half_way_leaves_nothing(desk):
    project, who = desk
    event_id = ops.create_event(*desk, 1).event_id
    before = dump(project)

    def fail():
        with project.transact(Op.DELETE_EVENT, "x", desk=who) as edit:
            edit.update("event", event_id, position=7)
            edit.delete("event", event_id)  # its attributes are still there

    with pytest.raises(sqlite3.IntegrityError):
        fail()
    assert dump(project) == before
    assert project.undo_state(who).undo == "new event"


def test_undo_and_redo_say_what_they_would_do(desk):
    project, who = desk
    ops.create_event(*desk, 1)
    ops.flag_coding(*desk, 1, True)
    assert project.undo_state(who) == UndoState("flag article", None)
    changes = project.undo(who)
    assert (changes.op, changes.label, changes.article_id) == (Op.FLAG_CODING, "flag article", 1)
    assert project.undo_state(who) == UndoState("new event", "flag article")
    project.undo(who)
    assert project.undo_state(who) == UndoState(None, "new event")
    with pytest.raises(EditRefusedError, match="nothing to undo"):
        project.undo(who)
    project.redo(who)
    assert project.undo_state(who) == UndoState("new event", "flag article")
    ops.flag_coding(*desk, 2, True)  # a new edit ends what can be redone
    assert project.undo_state(who) == UndoState("flag article", None)
    with pytest.raises(EditRefusedError, match="nothing to redo"):
        project.redo(who)
    project.undo(who)
    assert project.undo_state(who) == UndoState("new event", "flag article")


def test_undo_reaches_over_articles_and_restarts(tmp_path):
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, who):
        start = dump(project)
        ops.create_event(project, who, 1)
        ops.create_event(project, who, 2)
    with sitting(path) as (project, who):
        assert project.undo(who).article_id == 2
    with sitting(path) as (project, who):
        assert project.undo_state(who).redo == "new event"
        assert project.undo(who).article_id == 1
        assert dump(project) == start


def test_undo_touches_only_the_coders_own_work(desk):
    project, ann = desk
    bob = desk_of(project, "bob")
    ops.create_event(project, ann, 1)
    ann_before = dump(project, coder_id=ann.coder.id)
    ops.create_event(project, bob, 1)
    ops.create_event(project, ann, 1)
    bob_before = dump(project, coder_id=bob.coder.id)
    project.undo(ann)
    assert dump(project, coder_id=ann.coder.id) == ann_before
    assert dump(project, coder_id=bob.coder.id) == bob_before
    assert project.undo_state(bob) == UndoState("new event", None)


def test_a_step_whose_rows_were_changed_since_is_refused(desk):
    project, ann = desk
    bob = desk_of(project, "bob")
    ops.set_article_field(project, ann, 1, "title", "Ann's title")
    ops.set_article_field(project, bob, 1, "title", "Bob's title")
    before = dump(project)
    with pytest.raises(EditRefusedError, match="“set title” cannot be undone"):
        project.undo(ann)
    assert dump(project) == before
    assert not project.connection.in_transaction
    project.undo(bob)
    project.undo(ann)
    ops.set_article_field(project, bob, 1, "title", "Bob's title")
    with pytest.raises(EditRefusedError, match="“set title” cannot be redone"):
        project.redo(ann)


def test_a_step_that_would_orphan_somebody_elses_row_is_refused(desk):
    project, ann = desk
    event_id = ops.create_event(project, ann, 1).event_id
    coding_id = reads.coding(project.connection, ann, 1).id
    with project.write() as connection:  # an answer that came back in a packet, say
        connection.execute(
            "INSERT INTO comment (uuid, coding_id, event_id, kind, text, created_at)"
            " VALUES ('u', ?, ?, 'answer', 'yes', '')",
            (coding_id, event_id),
        )
    before = dump(project)
    with pytest.raises(EditRefusedError, match="“new event” cannot be undone"):
        project.undo(ann)
    assert dump(project) == before


def test_a_write_outside_an_edit_seals_the_edits_that_name_its_rows(desk):
    project, who = desk
    ops.set_article_field(*desk, 1, "source", "Old Wire")
    ops.flag_coding(*desk, 2, True)
    ops.set_article_field(*desk, 3, "source", "Old Wire")
    with project.write() as connection:
        journal.seal(connection, "article", [1, 2], "the corpus was imported again")
        connection.execute("UPDATE article SET source = 'New Wire' WHERE id IN (1, 2)")
    assert project.undo(who).article_id == 3
    assert project.undo(who).article_id == 2
    assert project.undo_state(who).undo is None
    assert reads.article(project.connection, 1).source == "New Wire"
    sealed = project.connection.execute("SELECT edit_id, reason FROM edit_seal").fetchall()
    assert sealed == [(1, "the corpus was imported again")]


def test_what_was_undone_is_sealed_too(desk):
    project, who = desk
    ops.set_article_field(*desk, 1, "source", "Old Wire")
    project.undo(who)
    with project.write() as connection:
        journal.seal(connection, "article", [1], "changed")
    assert project.undo_state(who) == UndoState()


def test_adding_rows_that_no_edit_names_seals_nothing(desk):
    project, who = desk
    ops.create_event(*desk, 1)
    suggest(project)
    suggest(project)
    assert project.undo(who).label == "new event"


def test_the_journal_is_append_only(desk):
    project, who = desk
    changes = ops.create_event(*desk, 1)
    project.undo(who)
    for statement in (
        "UPDATE edit SET label = 'x'",
        "DELETE FROM edit",
        "UPDATE edit_row SET before = 'x'",
        "DELETE FROM edit_row",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            project.connection.execute(statement)
    kinds = project.connection.execute("SELECT kind, target_id FROM edit ORDER BY id").fetchall()
    assert kinds == [("do", None), ("undo", changes.edit_id)]


def test_the_journal_tells_who_and_where(desk):
    project, who = desk
    event_id = ops.create_event(*desk, 2).event_id
    changes = ops.fill_slot(*desk, event_id, "deed", value=CodeValue("042"), segments=at("hosted"))
    (latest,) = journal.history(project.connection, who, limit=1)
    assert latest.changes(changes.edit_id) == changes
    row = project.connection.execute(
        "SELECT coder_id, round_id, article_id, op, label FROM edit WHERE id = ?",
        (changes.edit_id,),
    ).fetchone()
    assert row == (who.coder.id, who.round.id, 2, "fill_slot", "fill Deed")


def test_numbers_come_back_exactly(desk):
    project, who = desk
    event_id = ops.create_event(*desk, 1).event_id
    place = PlaceValue("here", latitude=40, longitude=49.123456789012345, where_prec=1)
    ops.fill_slot(*desk, event_id, "spot", value=place)
    before = dump(project)
    project.undo(who)
    project.redo(who)
    assert dump(project) == before
    assert reads.coding(project.connection, who, 1).events[0].fillers[0].value == place


def test_undo_of_many_edits_finds_its_way(desk):
    project, who = desk
    for _ in range(40):
        ops.flag_coding(*desk, 1, True)
        ops.flag_coding(*desk, 1, False)
    for _ in range(60):
        project.undo(who)
    for _ in range(10):
        project.redo(who)
    assert project.undo_state(who) == UndoState("remove flag", "flag article")
    ops.finish_coding(*desk, 2, status=CodingStatus.DONE)
    for _ in range(31):
        project.undo(who)
    assert project.undo_state(who).undo is None
    assert dump(project)["coding"] == []


def test_readers_see_the_file_whole_between_edits(tmp_path):
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, who):
        event_id = ops.create_event(project, who, 1).event_id
        with open_project(path, read_only=True) as reader:
            ops.set_attribute(project, who, event_id, "remark", ("seen",))
            coding = reads.coding(reader.connection, who, 1)
            assert coding.events[0].attribute("remark") == ("seen",)
            assert APRIL_9
