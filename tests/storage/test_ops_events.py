import datetime as dt

import pytest
from coded import at, desk_of, dump, make, sitting, suggest

from annotator.domain.changes import Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.event_order import Order
from annotator.domain.events import CodingStatus
from annotator.domain.values import CodeValue, DateValue, Provenance
from annotator.storage import ops, reads
from annotator.storage.ops.order import positions


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as both:
        yield both


def coding(desk, article_id=1):
    project, who = desk
    return reads.coding(project.connection, who, article_id)


def ids(desk):
    return [event.id for event in coding(desk).events]


def create(desk, **more):
    return ops.create_event(*desk, 1, **more).event_id


def test_first_event_begins_the_coding(desk):
    assert coding(desk).status is CodingStatus.TODO
    changes = ops.create_event(*desk, 1)
    assert changes.op is Op.CREATE_EVENT
    assert changes.kinds == {Kind.EVENT, Kind.CODING}
    assert (changes.article_id, changes.event_id) == (1, coding(desk).events[0].id)
    assert coding(desk).status is CodingStatus.IN_PROGRESS


def test_defaults_are_stored_as_taken_not_as_chosen(desk):
    create(desk)
    (event,) = coding(desk).events
    assert [(a.name, a.values, a.provenance) for a in event.attributes] == [
        ("state", ("real",), Provenance.DEFAULT),
        ("sure", ("yes",), Provenance.DEFAULT),
    ]


def test_an_event_behind_another_one(desk):
    first, second = create(desk), create(desk)
    between = create(desk, after=first)
    assert ids(desk) == [first, between, second]
    with pytest.raises(EditRefusedError, match="another article"):
        ops.create_event(*desk, 2, after=first)


def test_an_event_on_an_article_that_is_not_there_is_refused(desk):
    with pytest.raises(EditRefusedError, match="article no longer exists"):
        ops.create_event(*desk, 99)
    assert not desk[0].connection.in_transaction


def test_duplicate_copies_everything_and_says_where_from(desk):
    project, who = desk
    suggest(project)
    event_id = create(desk)
    behind = create(desk)
    given = reads.suggestions(project.connection, who, 1)[0]
    ops.fill_slot(*desk, event_id, "giver", suggestion_id=given.id)
    ops.fill_slot(*desk, event_id, "deed", segments=at("hosted"), value=CodeValue("043"))
    ops.set_reciprocal(*desk, event_id, True)
    changes = ops.duplicate_event(*desk, event_id)
    assert changes.label == "duplicate event 1"
    assert ids(desk) == [event_id, changes.event_id, behind]
    original, copy, _ = coding(desk).events
    assert copy.reciprocal
    assert {a.provenance for a in copy.attributes} == {Provenance.COPIED}
    pairs = list(zip(original.fillers, copy.fillers, strict=True))
    assert len(pairs) == 2
    for old, new in pairs:
        assert (new.slot, new.value, new.position) == (old.slot, old.value, old.position)
        assert new.mentions == old.mentions  # the same mentions, not copies of them
        assert new.uuid != old.uuid
        assert new.provenance is Provenance.COPIED
        stored = project.connection.execute(
            "SELECT copied_from FROM filler WHERE id = ?", (new.id,)
        ).fetchone()
        assert stored == (old.uuid,)
    codes = project.connection.execute(
        "SELECT element, code_id FROM filler_code WHERE filler_id = ?", (pairs[0][1].id,)
    ).fetchall()
    assert len(codes) == 1
    assert codes[0][1] is not None


def test_delete_takes_all_that_is_in_the_event(desk):
    project, _ = desk
    kept, event_id = create(desk), create(desk)
    before = dump(project)
    shared = ops.fill_slot(*desk, kept, "giver", segments=at("Azerbaijan")).filler_id
    with_shared = dump(project)
    ops.fill_slot(*desk, event_id, "giver", segments=at("Azerbaijan"))
    ops.fill_slot(*desk, event_id, "deed", segments=at("hosted"), value=CodeValue("043"))
    ops.set_comment(*desk, 1, "note", "look again", event_id=event_id)
    changes = ops.delete_event(*desk, event_id)
    assert changes.label == "delete event 2"
    after = dump(project)
    for table in ("mention", "mention_segment", "evidence", "filler", "filler_code"):
        assert after[table] == with_shared[table], table
    assert len(after["event"]) == len(before["event"]) - 1
    assert coding(desk).events[0].fillers[0].id == shared
    (comment,) = coding(desk).comments
    assert (comment.text, comment.event_id) == ("look again", None)  # words are never lost


def test_events_are_moved_to_a_place(desk):
    a, b, c, d = (create(desk) for _ in range(4))
    assert ops.move_event(*desk, d, 0).label == "move event 4"
    assert ids(desk) == [d, a, b, c]
    ops.move_event(*desk, d, 2)
    assert ids(desk) == [a, b, d, c]
    ops.move_event(*desk, a, 99)
    assert ids(desk) == [b, d, c, a]
    assert ops.move_event(*desk, d, 1).edit_id == 0  # it is there already


def test_moving_into_a_gap_changes_one_row(desk):
    a, b, c, d = (create(desk) for _ in range(4))
    ops.delete_event(*desk, b)
    project, _ = desk
    edit_id = ops.move_event(*desk, d, 1).edit_id
    assert ids(desk) == [a, d, c]
    changed = project.connection.execute(
        "SELECT row_id FROM edit_row WHERE edit_id = ?", (edit_id,)
    ).fetchall()
    assert changed == [(d,)]


@pytest.mark.parametrize(
    ("current", "expected"),
    [
        ([], []),
        ([None], [0]),
        ([0, 1, None], [0, 1, 2]),
        ([0, None, 5], [0, 1, 5]),
        ([None, 0], [0, 1]),
        ([3, None, 4, 9], [0, 1, 4, 9]),
        ([0, 9, 1, 2, 3], [0, 9, 10, 11, 12]),
        ([1, 2, 0, 3], [0, 1, 2, 3]),
    ],
)
def test_positions_rise_and_few_change(current, expected):
    found = positions(current)
    assert found == sorted(set(found))
    changed = sum(a != b for a, b in zip(current, found, strict=True))
    assert changed <= sum(a != b for a, b in zip(current, expected, strict=True))


def test_reciprocal_is_set_by_hand(desk):
    project, _ = desk
    event_id = create(desk)
    assert ops.set_reciprocal(*desk, event_id, False).edit_id == 0
    assert ops.set_reciprocal(*desk, event_id, True).label == "mark reciprocal"
    assert coding(desk).events[0].reciprocal
    stored = project.connection.execute("SELECT reciprocal_provenance FROM event").fetchone()
    assert stored == ("by hand",)


def test_attributes_take_what_the_schema_allows(desk):
    event_id = create(desk)
    assert ops.set_attribute(*desk, event_id, "state", ("planned",)).label == "set State"
    ops.set_attribute(*desk, event_id, "remark", ("  odd\r\nlines\x00 ",))
    ops.set_attribute(*desk, event_id, "sure", ())
    event = coding(desk).events[0]
    assert event.attribute("state") == ("planned",)
    assert event.attribute("remark") == ("odd\nlines",)
    assert event.attribute("sure") == ()
    assert {a.name: a.provenance for a in event.attributes} == {
        "state": Provenance.BY_HAND,
        "remark": Provenance.BY_HAND,
    }
    ops.set_attribute(*desk, event_id, "remark", ("  ",))
    assert coding(desk).events[0].attribute("remark") == ()


def test_a_default_given_again_by_hand_is_by_hand(desk):
    event_id = create(desk)
    assert ops.set_attribute(*desk, event_id, "state", ("real",)).edit_id
    assert coding(desk).events[0].attributes[0].provenance is Provenance.BY_HAND


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        ("state", ("unreal",), "“unreal” is not a value of State: it takes real, planned"),
        ("sure", ("perhaps",), "takes yes, no"),
        ("state", ("real", "planned"), "takes one value"),
        ("mood", ("good",), "has no attribute “mood”"),
    ],
)
def test_attributes_refuse_the_rest(desk, name, values, sentence):
    event_id = create(desk)
    before = dump(desk[0])
    with pytest.raises(EditRefusedError, match=sentence):
        ops.set_attribute(*desk, event_id, name, values)
    assert dump(desk[0]) == before


def test_coders_touch_only_their_own_events(desk):
    project, _ = desk
    event_id = create(desk)
    filler_id = ops.fill_slot(*desk, event_id, "giver", segments=at("Syria")).filler_id
    mention_id = coding(desk).events[0].fillers[0].mentions[0].id
    bob = desk_of(project, "bob")
    before = dump(project)
    tries = [
        lambda: ops.delete_event(project, bob, event_id),
        lambda: ops.duplicate_event(project, bob, event_id),
        lambda: ops.move_event(project, bob, event_id, 0),
        lambda: ops.set_reciprocal(project, bob, event_id, True),
        lambda: ops.set_attribute(project, bob, event_id, "sure", ("no",)),
        lambda: ops.create_event(project, bob, 1, after=event_id),
        lambda: ops.fill_slot(project, bob, event_id, "deed", value=CodeValue("042")),
        lambda: ops.set_value(project, bob, filler_id, CodeValue("SYR")),
        lambda: ops.delete_filler(project, bob, filler_id),
        lambda: ops.add_evidence(project, bob, filler_id, segments=at("Baku")),
        lambda: ops.remove_evidence(project, bob, filler_id, mention_id),
        lambda: ops.move_mention(project, bob, mention_id, at("Baku")),
        lambda: ops.set_comment(project, bob, 1, "note", "x", event_id=event_id),
    ]
    for attempt in tries:
        with pytest.raises(EditRefusedError, match="not part of the work of bob in round “main”"):
            attempt()
    assert dump(project) == before


def test_what_is_gone_is_refused_with_a_sentence(desk):
    event_id = create(desk)
    ops.delete_event(*desk, event_id)
    with pytest.raises(EditRefusedError, match="This event no longer exists"):
        ops.delete_event(*desk, event_id)


def test_events_are_brought_into_an_order_in_one_step(desk):
    project, who = desk
    late, early, bare = create(desk), create(desk), create(desk)
    ops.fill_slot(*desk, late, "deed", segments=at("hosted"), value=CodeValue("042"))
    ops.fill_slot(*desk, late, "day", value=DateValue.day(dt.date(2025, 4, 9)))
    ops.fill_slot(*desk, early, "deed", segments=at("Baku"), value=CodeValue("043"))
    ops.fill_slot(*desk, early, "day", value=DateValue.day(dt.date(2025, 4, 8)))
    for order, wanted in (
        (Order.DATE, [early, late, bare]),
        (Order.CODE, [late, early, bare]),
        (Order.MADE, [late, early, bare]),
        (Order.TEXT, [*sorted([late, early], key=lambda n: at_of(desk, n)), bare]),
    ):
        before = ids(desk)
        changes = ops.sort_events(*desk, 1, order)
        assert ids(desk) == wanted
        assert bool(changes.edit_id) == (before != wanted)
        if changes.edit_id:
            project.undo(who)
            assert ids(desk) == before
            project.redo(who)
    assert ops.sort_events(*desk, 2, Order.DATE).edit_id == 0  # nothing is coded there


def at_of(desk, event_id):
    """Where the words of an event's deed begin."""
    event = coding(desk).event(event_id)
    return event.in_slot("deed")[0].mentions[0].start
