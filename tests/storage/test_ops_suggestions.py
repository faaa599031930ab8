import pytest
from coded import NEWER, at, desk_of, dump, make, sitting, suggest

from annotator.domain.changes import Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import CodingStatus
from annotator.storage import ops, reads


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as both:
        suggest(both[0])
        yield both


def decisions(desk):
    project, who = desk
    return {s.quote: s.decision for s in reads.suggestions(project.connection, who, 1)}


def suggestion(desk, quote):
    project, who = desk
    return next(s for s in reads.suggestions(project.connection, who, 1) if s.quote == quote)


def test_reject_and_restore(desk):
    project, who = desk
    given = suggestion(desk, "Syria").id
    changes = ops.reject_suggestion(*desk, given)
    assert (changes.op, changes.label) == (Op.REJECT_SUGGESTION, "dismiss “Syria”")
    assert changes.kinds == {Kind.SUGGESTION, Kind.CODING}
    assert changes.article_id == 1
    assert decisions(desk)["Syria"] == "rejected"
    assert reads.coding(project.connection, who, 1).status is CodingStatus.IN_PROGRESS
    assert ops.reject_suggestion(*desk, given).edit_id == 0
    changes = ops.restore_suggestion(*desk, given)
    assert (changes.op, changes.label) == (Op.RESTORE_SUGGESTION, "restore “Syria”")
    assert set(decisions(desk).values()) == {""}
    with pytest.raises(EditRefusedError, match="Nothing was decided"):
        ops.restore_suggestion(*desk, given)


def test_decisions_are_each_coders_own(desk):
    project, _ = desk
    bob = project, desk_of(project, "bob")
    ops.reject_suggestion(*desk, suggestion(desk, "Syria").id)
    assert decisions(bob)["Syria"] == ""
    with pytest.raises(EditRefusedError, match="Nothing was decided"):
        ops.restore_suggestion(*bob, suggestion(desk, "Syria").id)


def test_a_rejected_suggestion_can_be_accepted_after_all(desk):
    given = suggestion(desk, "Syria").id
    ops.reject_suggestion(*desk, given)
    event_id = ops.create_event(*desk, 1).event_id
    ops.fill_slot(*desk, event_id, "giver", suggestion_id=given)
    assert decisions(desk)["Syria"] == "accepted"
    desk[0].undo(desk[1])
    assert decisions(desk)["Syria"] == "rejected"


def test_restoring_an_accepted_one_leaves_what_was_coded(desk):
    project, who = desk
    event_id = ops.create_event(*desk, 1).event_id
    ops.fill_slot(*desk, event_id, "giver", suggestion_id=suggestion(desk, "Syria").id)
    ops.restore_suggestion(*desk, suggestion(desk, "Syria").id)
    assert decisions(desk)["Syria"] == ""
    assert reads.coding(project.connection, who, 1).events[0].fillers[0].quote == "Syria"


def test_decisions_hold_for_a_newer_run_too(desk):
    project, _ = desk
    ops.reject_suggestion(*desk, suggestion(desk, "Syria").id)
    suggest(project, pipeline=NEWER)
    assert decisions(desk)["Syria"] == "rejected"
    again = suggestion(desk, "Syria").id
    ops.restore_suggestion(*desk, again)
    assert decisions(desk)["Syria"] == ""
    project.undo(desk[1])
    assert decisions(desk)["Syria"] == "rejected"
    event_id = ops.create_event(*desk, 1).event_id
    ops.fill_slot(*desk, event_id, "giver", suggestion_id=again)
    assert decisions(desk)["Syria"] == "accepted"  # the newer decision counts


def test_a_suggestion_that_went_is_refused(desk):
    project, _ = desk
    given = suggestion(desk, "Syria").id
    suggest(project, pipeline=NEWER)
    before = dump(project)
    for attempt in (ops.reject_suggestion, ops.restore_suggestion):
        with pytest.raises(EditRefusedError, match="replaced by those of a newer run"):
            attempt(*desk, given)
    assert dump(project) == before


def test_long_quotes_are_shortened_in_labels(desk):
    event_id = ops.create_event(*desk, 1).event_id
    filler_id = ops.fill_slot(*desk, event_id, "teller", segments=at("Two officials")).filler_id
    project, who = desk
    mention = reads.coding(project.connection, who, 1).events[0].fillers[0].mentions[0]
    words = "Two officials said yesterday that talks with Israel would go on in May"
    label = ops.move_mention(*desk, mention.id, at(words)).label
    assert label == "move mark to “Two officials said yesterday that talks…”"
    assert filler_id
