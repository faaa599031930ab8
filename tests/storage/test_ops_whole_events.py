"""Whole suggested events: stored, read, shown as they would be taken, taken and set aside."""

from dataclasses import replace

import pytest
from coded import APRIL_9, NEWER, at, desk_of, dump, highlighted, make, sitting, suggest

from annotator.domain.changes import Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import CodingStatus
from annotator.domain.suggestions import NewEvent, NewFiller
from annotator.domain.values import CodeValue, DateValue, PlaceValue, Provenance
from annotator.storage import highlights, ops, reads
from annotator.storage.check import check
from annotator.storage.suggested import suggested_events


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as both:
        suggest(both[0], events=True)
        yield both


def offered(desk, article_id=1):
    project, who = desk
    return suggested_events(project.connection, who, article_id)


def first(desk):
    return offered(desk)[0].id


def coding(desk, article_id=1):
    project, who = desk
    return reads.coding(project.connection, who, article_id)


def mentions_decided(desk):
    project, who = desk
    return {s.quote: s.decision for s in reads.suggestions(project.connection, who, 1)}


def test_whole_events_are_read_as_they_were_stored(desk):
    hosted, again, little = offered(desk)
    assert (hosted.segments, hosted.quote) == (at("hosted"), "hosted")
    assert (hosted.reciprocal, hosted.confidence, hosted.repeats) == (True, 0.8, None)
    assert hosted.attributes == (("state", "planned"),)
    assert [f.value for f in hosted.in_slot("taker")] == ["TUR", ""]
    words = {s.id: s.quote for s in reads.suggestions(*[desk[0].connection, desk[1]], 1)}
    assert words[hosted.in_slot("giver")[0].suggestion_id] == "Azerbaijan"
    assert (again.repeats, again.reciprocal, again.attributes) == (hosted.id, False, ())
    assert (little.confidence, little.decision) == (None, "")


def test_the_file_keeps_its_promises_with_events(desk):
    ops.take_event(*desk, first(desk))
    suggest(desk[0], pipeline=NEWER, events=True)
    path = desk[0].path
    desk[0].close()
    assert check(path).ok


def test_a_broken_suggested_event_is_found(desk):
    project, _ = desk
    suggest(project, 2, events=True)
    other = offered(desk, 2)[0].in_slot("giver")[0].suggestion_id
    with project.write() as connection:
        connection.execute(
            "UPDATE suggestion_slot SET mention_suggestion_id = ? WHERE suggestion_id = ?"
            " AND slot = 'deed'",
            (other, first(desk)),
        )
    path = project.path
    project.close()
    sentences = [found.what for _, found in check(path).findings(warning=False)]
    assert sentences == [f"it points at suggestion {other} of another article"]


def test_taking_stores_all_of_it_in_one_step(desk):
    project, who = desk
    before = dump(project)
    changes = ops.take_event(*desk, first(desk))
    assert (changes.op, changes.label) == (Op.TAKE_EVENT, "take event “hosted”")
    assert changes.kinds == {Kind.EVENT, Kind.CODING, Kind.SUGGESTION}
    (event,) = coding(desk).events
    assert changes.event_id == event.id
    values = {(f.slot, f.quote): f.value for f in event.fillers}
    assert values["giver", "Azerbaijan"] == CodeValue("AZEGOV")
    assert values["deed", "hosted"] == CodeValue("043")
    assert values["taker", "Türkiye"] == CodeValue("TUR")
    assert values["taker", "Syria"] is None
    spot, day = values["spot", "Baku on"], values["day", "9 April"]
    assert isinstance(spot, PlaceValue)
    assert isinstance(day, DateValue)
    assert (spot.name.split()[0], day.start, day.end) == ("Baku", APRIL_9, APRIL_9)
    assert {f.provenance for f in event.fillers} == {Provenance.ACCEPTED}
    assert all(f.suggestion_id is not None for f in event.fillers)
    pipelines = project.connection.execute("SELECT DISTINCT pipeline_id FROM filler").fetchall()
    assert pipelines == [(1,)]
    how = {a.name: (a.values, a.provenance) for a in event.attributes}
    assert how == {
        "state": (("planned",), Provenance.ACCEPTED),
        "sure": (("yes",), Provenance.DEFAULT),
    }
    assert event.reciprocal
    query = "SELECT reciprocal_provenance FROM event"
    assert project.connection.execute(query).fetchone() == (Provenance.ACCEPTED,)
    assert [e.decision for e in offered(desk)] == ["accepted", "", ""]
    assert set(mentions_decided(desk).values()) == {"accepted"}
    after = dump(project)
    project.undo(who)
    assert dump(project) == before
    assert offered(desk)[0].decision == ""
    project.redo(who)
    assert dump(project) == after


def test_what_is_shown_before_is_what_is_stored(desk):
    writes = desk[0].connection.total_changes
    shown = [ops.as_taken(*desk, event.id) for event in offered(desk)]
    assert desk[0].connection.total_changes == writes
    for preview, event in zip(shown, offered(desk), strict=True):
        ops.take_event(*desk, event.id)
        taken = coding(desk).events[-1]
        assert preview.id == -event.id
        assert preview.reciprocal == taken.reciprocal
        assert {(a.name, a.values, a.provenance) for a in preview.attributes} == {
            (a.name, a.values, a.provenance) for a in taken.attributes
        }

        def plain(of):
            return sorted(
                (f.slot, f.position, str(f.value), f.provenance, f.suggestion_id, f.quote)
                for f in of.fillers
            )

        assert plain(preview) == plain(taken)


def test_a_code_that_no_longer_fits_is_left_to_the_coder(desk):
    project, _ = desk
    hosted = NewEvent(
        at("hosted"),
        (NewFiller("deed", 1, "04"), NewFiller("deed", 1, "043"), NewFiller("gone", 0, "AZE")),
        (("state", "unheard-of"), ("gone", "1")),
    )
    highlights.store(project, NEWER, replace(highlighted(), events=(hosted,)))
    ops.take_event(*desk, first(desk))
    (event,) = coding(desk).events
    assert [(f.slot, f.value) for f in event.fillers] == [("deed", None)]  # 04 is a heading
    assert event.attribute("state") == ("real",)


def test_rejecting_leaves_the_words_suggested(desk):
    project, who = desk
    before = dump(project)
    changes = ops.reject_event(*desk, first(desk))
    assert (changes.op, changes.label) == (Op.REJECT_EVENT, "dismiss event “hosted”")
    assert [e.decision for e in offered(desk)] == ["rejected", "", ""]
    assert set(mentions_decided(desk).values()) == {""}
    assert coding(desk).status is CodingStatus.IN_PROGRESS
    bob = project, desk_of(project, "bob")
    assert offered(bob)[0].decision == ""
    project.undo(who)
    assert dump(project) == before


def test_decisions_outlive_a_newer_run(desk):
    project, who = desk
    taken, _, little = offered(desk)
    ops.take_event(*desk, taken.id)
    ops.reject_event(*desk, little.id)
    suggest(project, pipeline=NEWER, events=True)
    assert [e.decision for e in offered(desk)] == ["accepted", "", "rejected"]
    assert offered(desk)[0].id != taken.id
    project.undo(who)
    project.undo(who)
    assert [e.decision for e in offered(desk)] == ["", "", ""]
    suggest(project, events=True)
    project.redo(who)
    project.redo(who)
    assert [e.decision for e in offered(desk)] == ["accepted", "", "rejected"]
    assert len(coding(desk).events) == 1


def test_what_is_gone_or_elsewhere_is_refused(desk):
    project, _ = desk
    given, _, little = (event.id for event in offered(desk))
    for op in (ops.take_event, ops.reject_event):
        with pytest.raises(EditRefusedError, match="another article"):
            op(*desk, given, article_id=2)
    ops.reject_event(*desk, given)
    suggest(project, pipeline=NEWER, events=True)
    for op in (ops.take_event, ops.reject_event, ops.as_taken):
        for gone in (given, little, 999):  # superseded, deleted, never there
            with pytest.raises(EditRefusedError, match="replaced by those of a newer run"):
                op(*desk, gone)
    assert coding(desk).events == ()


def test_it_is_taken_once_and_offered_again_when_deleted(desk):
    changes = ops.take_event(*desk, first(desk))
    with pytest.raises(EditRefusedError, match="taken already"):
        ops.take_event(*desk, first(desk))
    suggest(desk[0], pipeline=NEWER, events=True)
    with pytest.raises(EditRefusedError, match="taken already"):
        ops.take_event(*desk, first(desk))
    ops.delete_event(*desk, changes.event_id)
    assert offered(desk)[0].decision == ""
    assert set(mentions_decided(desk).values()) == {""}


def test_an_article_without_events_is_in_progress_again(desk):
    ops.finish_coding(*desk, 1, status=CodingStatus.NOTHING)
    ops.take_event(*desk, first(desk))
    assert coding(desk).status is CodingStatus.IN_PROGRESS


def test_what_a_coder_chose_before_stands_in_whole_events_too(desk):
    project, who = desk
    event = offered(desk)[0]

    def coded():
        made = ops.as_taken(*desk, event.id)
        composed = [f for f in made.fillers if project.schema.slot(f.slot).composition]
        return composed[0]

    before = coded()
    ops.learn_name(project, who, before.quote, "MLIGOV")
    assert before.value != CodeValue("MLIGOV")
    assert coded().value == CodeValue("MLIGOV")
    ops.take_event(*desk, event.id)
    (stored,) = [f for f in coding(desk).events[-1].fillers if f.quote == before.quote][:1]
    assert stored.value == CodeValue("MLIGOV")
