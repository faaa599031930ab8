"""One coding made of two: taken, mixed, dropped, added to, undone; the originals stay."""

import pytest
from coded import at, desk_of, dump, make, sitting, suggest

from annotator.agreement.reporting.disagreements import Disagreement
from annotator.domain.errors import CancelledError, EditRefusedError
from annotator.domain.events import CodingStatus, Desk
from annotator.domain.merging import Arrival
from annotator.domain.values import CodeValue, Provenance
from annotator.jobs.adjudicating import disputed_articles
from annotator.storage import ops, people, questions, reads
from annotator.storage.check import check
from annotator.storage.dataset import open_dataset
from annotator.storage.double_coded import (
    adjudication_round,
    double_coded,
    rounds_to_adjudicate,
)
from annotator.storage.ops.adjudicating import coded_by, verdicts
from annotator.storage.packing import pack
from annotator.storage.project import open_project


@pytest.fixture
def room(tmp_path):
    """A project with two codings of article 1, and the desk of who adjudicates."""
    with sitting(make(tmp_path / "p.db"), "eva") as (project, eva):
        suggest(project)
        bob = desk_of(project, "bob")
        events = {}
        for desk, code in ((eva, "042"), (bob, "043")):
            event = ops.create_event(project, desk, 1).event_id
            ops.fill_slot(
                project, desk, event, "deed", value=CodeValue(code), segments=at("hosted")
            )
            ops.fill_slot(project, desk, event, "giver", segments=at("Azerbaijan"))
            ops.set_attribute(project, desk, event, "state", ("planned",))
            ops.finish_coding(project, desk, 1, status=CodingStatus.DONE)
            events[desk.coder.name] = event
        judging = people.find_or_add_round(project, "judged", kind="adjudication")
        pi = Desk(people.find_or_add_coder(project, "pi"), judging)
        yield project, pi, events


def coding(room):
    project, pi, _ = room
    return reads.coding(project.connection, pi, 1)


def codes(event):
    return [filler.value.code for filler in event.in_slot("deed")]


def originals(project):
    return [dump(project, coder_id=desk_of(project, name).coder.id) for name in ("eva", "bob")]


def test_an_event_is_taken_whole_and_says_where_it_is_from(room):
    project, pi, events = room
    before = originals(project)
    ops.take_coded_event(project, pi, events["eva"], same=(events["bob"],))
    (event,) = coding(room).events
    assert codes(event) == ["042"]
    assert {f.provenance for f in event.fillers} == {Provenance.ADJUDICATED}
    assert [f.quote for f in event.fillers] == ["hosted", "Azerbaijan"]
    assert event.attribute("state") == ("planned",)
    assert set(verdicts(project.connection, pi, 1).values()) == {event.id}
    assert originals(project) == before
    assert check(project.path).ok, check(project.path).findings(warning=False)
    copied = project.connection.execute(
        "SELECT count(*) FROM filler f JOIN filler o ON o.uuid = f.copied_from"
        " WHERE f.event_id = ?",
        (event.id,),
    ).fetchone()[0]
    assert copied == 2


def test_single_values_are_taken_from_the_other_coder(room):
    project, pi, events = room
    before = originals(project)
    ops.take_coded_event(project, pi, events["eva"])
    (event,) = coding(room).events
    ops.take_coded_values(project, pi, event.id, events["bob"], "deed")
    (event,) = coding(room).events
    assert codes(event) == ["043"]
    ops.set_value(project, pi, event.in_slot("deed")[0].id, CodeValue("010"))
    assert codes(coding(room).events[0]) == ["010"]
    project.undo(pi)
    project.undo(pi)
    assert codes(coding(room).events[0]) == ["042"]
    project.undo(pi)
    assert coding(room).id is None
    assert originals(project) == before
    assert verdicts(project.connection, pi, 1) == {}


def test_an_event_is_dropped_with_a_note_for_training(room):
    project, pi, events = room
    ops.drop_coded_event(project, pi, events["bob"])
    ops.set_comment(project, pi, 1, "training", "Hosting is 043 only for a state visit.")
    assert list(verdicts(project.connection, pi, 1).values()) == [None]
    assert [c.kind for c in coding(room).comments] == ["training"]
    ops.take_coded_event(project, pi, events["bob"])
    assert None not in verdicts(project.connection, pi, 1).values()
    ops.delete_event(project, pi, coding(room).events[0].id)
    assert verdicts(project.connection, pi, 1) == {}
    assert check(project.path).ok


def test_whose_codings_there_are(room):
    project, pi, events = room
    ops.take_coded_event(project, pi, events["eva"])
    ops.finish_coding(project, pi, 1, status=CodingStatus.DONE)
    assert [desk.coder.name for desk in coded_by(project.connection, 1)] == ["bob", "eva"]
    assert coded_by(project.connection, 2) == []


def test_nothing_is_taken_outside_a_round_of_adjudication(room):
    project, pi, events = room
    with pytest.raises(EditRefusedError, match="no round of adjudication"):
        ops.take_coded_event(project, desk_of(project, "bob"), events["eva"])
    ops.take_coded_event(project, pi, events["eva"])
    (event,) = coding(room).events
    with pytest.raises(EditRefusedError, match="none to adjudicate"):
        ops.take_coded_event(project, pi, event.id)
    with pytest.raises(EditRefusedError, match="not part of the work"):
        ops.take_coded_values(project, pi, events["bob"], events["eva"], "deed")


def test_an_export_prefers_what_was_adjudicated_where_asked(room):
    project, pi, events = room
    ops.take_coded_event(project, pi, events["eva"])

    def coders(**wanted):
        with open_dataset(project.path, **wanted) as dataset:
            return [c.coder for batch in dataset.batches(unfinished=False) for c in batch.codings]

    assert coders(adjudicated=True) == ["bob", "eva"]  # not finished yet
    ops.finish_coding(project, pi, 1, status=CodingStatus.DONE)
    assert coders() == ["bob", "eva", "pi"]
    assert coders(adjudicated=True) == ["pi"]  # bob's event went into nothing, and was compared


def compared(project):
    """Whose codings the adjudicated ones are made of, by article."""
    return project.connection.execute(
        "SELECT c.article_id, k.name FROM adjudication d JOIN coding c ON c.id = d.source_coding_id"
        " JOIN coder k ON k.id = c.coder_id ORDER BY c.article_id, k.name"
    ).fetchall()


def test_who_found_nothing_was_compared_too(room, tmp_path):
    """She misses the event, so it is she who can learn something from it."""
    project, pi, events = room
    zoe = desk_of(project, "zoe")
    ops.finish_coding(project, zoe, 1, status=CodingStatus.NOTHING)
    ops.take_coded_event(project, pi, events["bob"])
    ops.set_comment(project, pi, 1, "training", "Hosting is an event.")
    assert compared(project) == [(1, "bob"), (1, "eva"), (1, "zoe")]
    ops.finish_adjudicated(project, pi, 1, zoe.round, status=CodingStatus.DONE)
    with open_project(pack(project, zoe.coder, tmp_path / "zoe.db").path) as opened:
        mine = desk_of(opened, "zoe")
        (lesson,) = reads.coding(opened.connection, mine, 1).comments
        assert lesson.text == "Hosting is an event."
        assert questions.next_unread(opened.connection, mine) == (lesson.id, 1)
        assert reads.article_rows(opened.connection, mine, [1])[0].unread
        questions.remember_read(opened, questions.unread_in(opened.connection, mine, 1))
        assert questions.next_unread(opened.connection, mine) is None
        assert not reads.article_rows(opened.connection, mine, [1])[0].unread
    for _ in range(3):
        project.undo(pi)
    assert compared(project) == []
    assert check(project.path).ok


def test_an_article_finished_without_a_decision_stands_for_all_that_was_compared(room):
    project, pi, _ = room
    eva = desk_of(project, "eva")
    with pytest.raises(EditRefusedError, match="no round of adjudication"):
        ops.finish_adjudicated(project, eva, 1, eva.round, status=CodingStatus.DONE)
    ops.finish_adjudicated(project, pi, 1, eva.round, status=CodingStatus.NOTHING)
    assert compared(project) == [(1, "bob"), (1, "eva")]
    with open_dataset(project.path, adjudicated=True) as dataset:
        (batch,) = dataset.batches(unfinished=False)
        assert [one.coder for one in batch.codings] == ["pi"]
    project.undo(pi)
    assert compared(project) == []


def test_what_is_not_settled_yet_stays_at_home(room, tmp_path):
    project, pi, events = room
    ops.take_coded_event(project, pi, events["eva"])
    with open_project(pack(project, desk_of(project, "eva").coder, tmp_path / "e.db").path) as sent:
        rounds = sent.connection.execute("SELECT count(*) FROM coding").fetchone()
        assert rounds == (1,)
        assert compared(sent) == []


def test_what_was_decided_travels_to_the_coders_in_their_packets(room, tmp_path):
    project, pi, events = room
    ops.take_coded_event(project, pi, events["eva"])
    ops.drop_coded_event(project, pi, events["bob"])
    ops.set_comment(project, pi, 1, "training", "A visit is 042 for whoever travels.")
    ops.finish_coding(project, pi, 1, status=CodingStatus.DONE)
    packet = pack(project, desk_of(project, "eva").coder, tmp_path / "eva.db").path
    assert check(packet).ok
    with open_project(packet) as opened:
        mine = desk_of(opened, "eva")
        (lesson,) = reads.coding(opened.connection, mine, 1).comments
        assert (lesson.kind, lesson.coder) == ("training", "pi")
        judging = people.find_round(opened.connection, "judged")
        judged = reads.coding(
            opened.connection, Desk(people.known_coder(opened.connection, "pi"), judging), 1
        )
        assert [codes(event) for event in judged.events] == [["042"]]
        assert opened.connection.execute("SELECT count(*) FROM verdict").fetchone()[0] == 1
        with pytest.raises(EditRefusedError, match="somebody else"):
            ops.set_comment(opened, mine, 1, "note", "no", comment_id=lesson.id)
        ops.set_comment(opened, mine, 1, "note", "I see.")
    report, _ = ops.merge_packets(project, pi, [packet])
    arrivals = {one.coder: one.arrival for one in report.files[0].brought}
    assert arrivals == {"eva": Arrival.NEWER, "pi": Arrival.UNCHANGED}
    assert check(project.path).ok


# --- whole events instead of each other ----------------------------------------------------------


def test_an_event_takes_the_place_of_the_one_taken_before(room):
    project, pi, events = room
    before = originals(project)
    ops.take_coded_event(project, pi, events["eva"], same=(events["bob"],))
    first = coding(room).events[0].id
    other = ops.create_event(project, pi, 1).event_id
    ops.take_coded_event(project, pi, events["bob"], same=(events["eva"],), instead=first)
    assert [codes(event) for event in coding(room).events] == [["043"], []]
    assert coding(room).events[1].id == other
    assert set(verdicts(project.connection, pi, 1).values()) == {coding(room).events[0].id}
    project.undo(pi)
    assert [codes(event) for event in coding(room).events] == [["042"], []]
    assert originals(project) == before
    assert check(project.path).ok


def test_all_that_agrees_is_taken_in_one_step(room):
    project, pi, events = room
    ops.take_agreed_events(project, pi, [(events["eva"], (events["bob"],))])
    assert len(coding(room).events) == 1
    assert len(verdicts(project.connection, pi, 1)) == 2
    project.undo(pi)
    assert coding(room).id is None
    with pytest.raises(EditRefusedError, match="no event to take"):
        ops.take_agreed_events(project, pi, [])


def test_dropping_an_event_takes_what_was_made_of_it(room):
    project, pi, events = room
    ops.take_coded_event(project, pi, events["eva"], same=(events["bob"],))
    made = coding(room).events[0].id
    ops.drop_coded_event(project, pi, events["eva"], same=(events["bob"],), taken=made)
    assert coding(room).events == ()
    assert list(verdicts(project.connection, pi, 1).values()) == [None, None]
    project.undo(pi)
    assert codes(coding(room).events[0]) == ["042"]
    assert check(project.path).ok


# --- what there is to adjudicate -----------------------------------------------------------------


def test_articles_of_two_coders_are_found_with_their_kinds(room):
    project, pi, _ = room
    connection = project.connection
    assert [where.name for where in rounds_to_adjudicate(connection)] == ["main"]
    (where,) = rounds_to_adjudicate(connection)
    ((found,),) = disputed_articles(project.path, project.schema, where, pi)
    assert [coder.name for coder in found.article.coders] == ["bob", "eva"]
    assert found.kinds == {Disagreement.ACTION}
    assert found.counts == (1, 1)
    assert found.article.status is CodingStatus.TODO
    ops.finish_coding(project, pi, 1, status=CodingStatus.NOTHING)
    (found,) = double_coded(connection, where.id, pi)
    assert found.status is CodingStatus.NOTHING
    assert double_coded(connection, where.id, pi, article_id=2) == []
    with pytest.raises(CancelledError):
        list(disputed_articles(project.path, project.schema, where, pi, cancelled=lambda: True))


def test_where_one_adjudicates(room):
    project, pi, _ = room
    eva = desk_of(project, "eva")
    assert adjudication_round(project.connection, pi) == pi.round
    assert adjudication_round(project.connection, eva) == pi.round


def test_without_a_round_of_adjudication_a_free_name_is_taken(tmp_path):
    with sitting(make(tmp_path / "q.db"), "eva") as (project, eva):
        people.find_or_add_round(project, "adjudication", kind="pilot")
        found = adjudication_round(project.connection, eva)
        assert (found.id, found.name, found.kind) == (0, "adjudication 2", "adjudication")
