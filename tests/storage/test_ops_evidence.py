import pytest
from coded import at, dump, make, sitting, suggest

from annotator.domain.changes import Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Segment
from annotator.storage import ops, reads


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as both:
        yield both


@pytest.fixture
def event_id(desk):
    return ops.create_event(*desk, 1).event_id


@pytest.fixture
def filler_id(desk, event_id):
    return ops.fill_slot(*desk, event_id, "giver", segments=at("Azerbaijan")).filler_id


def fillers(desk):
    project, who = desk
    return {f.id: f for e in reads.coding(project.connection, who, 1).events for f in e.fillers}


def quotes(desk, filler_id):
    return [mention.quote for mention in fillers(desk)[filler_id].mentions]


def count(desk, table):
    return desk[0].connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_evidence_is_added_in_order_and_once(desk, filler_id):
    changes = ops.add_evidence(*desk, filler_id, segments=at("leaders"))
    assert (changes.op, changes.label) == (Op.ADD_EVIDENCE, "add evidence to Giver")
    assert changes.filler_id == filler_id
    ops.add_evidence(*desk, filler_id, segments=at("Talks"))
    assert quotes(desk, filler_id) == ["Azerbaijan", "leaders", "Talks"]
    assert ops.add_evidence(*desk, filler_id, segments=at("leaders")).edit_id == 0


def test_a_suggestion_can_be_evidence(desk, filler_id):
    project, who = desk
    suggest(project)
    given = next(s for s in reads.suggestions(project.connection, who, 1) if s.quote == "Syria")
    changes = ops.add_evidence(*desk, filler_id, suggestion_id=given.id)
    assert changes.kinds == {Kind.EVENT, Kind.SUGGESTION}
    assert quotes(desk, filler_id) == ["Azerbaijan", "Syria"]
    mention = fillers(desk)[filler_id].mentions[1]
    after = {s.quote: s.decision for s in reads.suggestions(project.connection, who, 1)}
    assert after["Syria"] == "accepted"
    start = mention.segments[0].start
    ops.move_mention(*desk, mention.id, (Segment(start - 4, start + 5),))  # "and Syria"
    after = {s.quote: s.decision for s in reads.suggestions(project.connection, who, 1)}
    assert after["Syria"] == "accepted"
    ops.remove_evidence(*desk, filler_id, mention.id)
    after = {s.quote: s.decision for s in reads.suggestions(project.connection, who, 1)}
    assert after["Syria"] == ""


def test_removed_evidence_goes_with_its_mention_unless_it_serves_another(desk, event_id, filler_id):
    other = ops.fill_slot(*desk, event_id, "taker", segments=at("Azerbaijan")).filler_id
    (mention,) = fillers(desk)[filler_id].mentions
    changes = ops.remove_evidence(*desk, filler_id, mention.id)
    assert changes.label == "remove evidence of Giver"
    assert quotes(desk, filler_id) == []
    assert quotes(desk, other) == ["Azerbaijan"]
    ops.set_comment(*desk, 1, "question", "who is this?", mention_id=mention.id)
    ops.remove_evidence(*desk, other, mention.id)
    assert (count(desk, "mention"), count(desk, "mention_segment")) == (0, 0)
    (comment,) = reads.coding(desk[0].connection, desk[1], 1).comments
    assert (comment.text, comment.mention_id) == ("who is this?", None)
    with pytest.raises(EditRefusedError, match="not evidence of Taker"):
        ops.remove_evidence(*desk, other, mention.id)


def test_a_mention_is_moved_for_all_it_serves(desk, event_id, filler_id):
    other = ops.fill_slot(*desk, event_id, "taker", segments=at("Azerbaijan")).filler_id
    (mention,) = fillers(desk)[filler_id].mentions
    changes = ops.move_mention(*desk, mention.id, at("Azerbaijan", "leaders", "Syria"))
    assert changes.label == "move mark to “Azerbaijan leaders Syria”"
    assert (changes.event_id, changes.filler_id) == (None, None)
    (moved,) = fillers(desk)[filler_id].mentions
    assert (moved.id, moved.uuid) == (mention.id, mention.uuid)
    assert moved.quotes == ("Azerbaijan", "leaders", "Syria")
    assert quotes(desk, other) == ["Azerbaijan … leaders … Syria"]
    ops.move_mention(*desk, mention.id, at("Syria"))
    assert quotes(desk, other) == ["Syria"]
    assert count(desk, "mention_segment") == 1
    assert ops.move_mention(*desk, mention.id, at("Syria")).edit_id == 0


def test_moving_onto_another_mention_makes_one_of_both(desk, event_id, filler_id):
    other = ops.fill_slot(*desk, event_id, "taker", segments=at("Syria")).filler_id
    ops.add_evidence(*desk, other, segments=at("Azerbaijan"))
    (moved,) = fillers(desk)[filler_id].mentions
    ops.set_comment(*desk, 1, "note", "hm", mention_id=moved.id)
    target = fillers(desk)[other].mentions[0]
    changes = ops.move_mention(*desk, moved.id, at("Syria"))
    assert changes.edit_id
    assert fillers(desk)[filler_id].mentions == (target,)
    assert fillers(desk)[other].mentions == (target,)
    assert count(desk, "mention") == 1
    (comment,) = reads.coding(desk[0].connection, desk[1], 1).comments
    assert comment.mention_id == target.id


def test_moving_does_not_join_types(desk, event_id, filler_id):
    ops.fill_slot(*desk, event_id, "spot", segments=at("Baku on"))
    (mention,) = fillers(desk)[filler_id].mentions
    ops.move_mention(*desk, mention.id, at("Baku on"))
    assert count(desk, "mention") == 2


@pytest.mark.parametrize("segments", [(), (Segment(5, 100_000),), (Segment(13, 15),)])
def test_what_marks_no_words_is_refused(desk, filler_id, segments):
    (mention,) = fillers(desk)[filler_id].mentions
    before = dump(desk[0])
    for attempt in (
        lambda: ops.add_evidence(*desk, filler_id, segments=segments),
        lambda: ops.move_mention(*desk, mention.id, segments),
    ):
        with pytest.raises(EditRefusedError, match="Nothing was changed"):
            attempt()
    assert dump(desk[0]) == before
