import datetime as dt

import pytest
from coded import APRIL_9, PIPELINE, TEXT, at, dump, highlighted, make, sitting, suggest

from annotator.domain.changes import Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Segment
from annotator.domain.suggestions import Candidate, NewSuggestion
from annotator.domain.values import CodeValue, DateValue, PlaceValue, Provenance, TextValue
from annotator.storage import highlights, ops, reads


@pytest.fixture
def desk(tmp_path):
    with sitting(make(tmp_path / "p.db")) as both:
        yield both


@pytest.fixture
def event_id(desk):
    return ops.create_event(*desk, 1).event_id


def event(desk):
    project, who = desk
    return reads.coding(project.connection, who, 1).events[0]


def suggestion(desk, quote):
    project, who = desk
    return next(s for s in reads.suggestions(project.connection, who, 1) if s.quote == quote)


def test_fill_by_hand(desk, event_id):
    value = CodeValue("AZEGOV")
    changes = ops.fill_slot(*desk, event_id, "giver", value=value, segments=at("Azerbaijan"))
    assert (changes.op, changes.label) == (Op.FILL_SLOT, "fill Giver")
    assert changes.kinds == {Kind.EVENT}
    (filler,) = event(desk).in_slot("giver")
    assert (changes.event_id, changes.filler_id) == (event_id, filler.id)
    assert (filler.value, filler.provenance) == (value, Provenance.BY_HAND)
    (mention,) = filler.mentions
    assert (mention.type, mention.segments) == ("who", at("Azerbaijan"))
    assert mention.quotes == ("Azerbaijan",)


def test_segments_are_sorted_merged_and_quoted(desk, event_id):
    start = TEXT.index("two".title())
    segments = (Segment(start + 4, start + 13), *at("9 April"), Segment(start, start + 5))
    ops.fill_slot(*desk, event_id, "teller", segments=segments)
    (filler,) = event(desk).in_slot("teller")
    assert filler.mentions[0].quotes == ("9 April", "Two officials")
    assert filler.value == TextValue("9 April Two officials")


def test_words_alone_give_the_value_they_can(desk, event_id):
    for slot, words in [("day", "9 April"), ("spot", "in Baku"), ("teller", "Two officials")]:
        ops.fill_slot(*desk, event_id, slot, segments=at(words))
    ops.fill_slot(*desk, event_id, "deed", segments=at("hosted"))
    found = {filler.slot: filler.value for filler in event(desk).fillers}
    assert found["day"] == DateValue.day(APRIL_9, text="9 April", relative_to=dt.date(2025, 4, 10))
    assert found["spot"].name == "Baku"
    assert found["teller"] == TextValue("Two officials")
    assert found["deed"] is None  # marked, not coded yet


def test_long_stretches_are_not_read(desk, event_id):
    ops.fill_slot(*desk, event_id, "teller", segments=(Segment(0, len(TEXT)),))
    ops.fill_slot(*desk, event_id, "day", segments=(Segment(0, len(TEXT)),))
    assert len(TEXT) < 200 or {f.value for f in event(desk).fillers} == {None}


def test_single_slot_replaces_and_several_adds(desk, event_id):
    first = ops.fill_slot(*desk, event_id, "deed", value=CodeValue("042"), segments=at("hosted"))
    second = ops.fill_slot(*desk, event_id, "deed", value=CodeValue("043"), segments=at("leaders"))
    (deed,) = event(desk).in_slot("deed")
    assert deed.id == second.filler_id != first.filler_id
    assert deed.mentions[0].quote == "leaders"
    mentions = desk[0].connection.execute("SELECT count(*) FROM mention").fetchone()
    assert mentions == (1,)  # the words it had serve nothing any more
    for words in ("Türkiye", "Syria"):
        ops.fill_slot(*desk, event_id, "taker", segments=at(words))
    assert [f.quote for f in event(desk).in_slot("taker")] == ["Türkiye", "Syria"]


def test_replace_takes_the_place_of_the_one_named(desk, event_id):
    ids = [
        ops.fill_slot(*desk, event_id, "taker", segments=at(words)).filler_id
        for words in ("Türkiye", "Syria", "Israel")
    ]
    changes = ops.fill_slot(
        *desk, event_id, "taker", value=CodeValue("---"), segments=at("leaders"), replace=ids[1]
    )
    fillers = event(desk).in_slot("taker")
    assert [f.quote for f in fillers] == ["Türkiye", "leaders", "Israel"]
    assert [f.position for f in fillers] == [0, 1, 2]
    assert fillers[1].id == changes.filler_id


def test_replacing_with_the_same_words_keeps_the_mention(desk, event_id):
    ops.fill_slot(*desk, event_id, "deed", segments=at("hosted"))
    (before,) = event(desk).in_slot("deed")
    ops.fill_slot(*desk, event_id, "deed", segments=at("hosted"), value=CodeValue("043"))
    (after,) = event(desk).in_slot("deed")
    assert after.mentions == before.mentions


def test_a_key_held_down_does_no_harm(desk, event_id):
    suggest(desk[0])
    given = suggestion(desk, "hosted")
    first = ops.fill_slot(*desk, event_id, "deed", suggestion_id=given.id)
    again = ops.fill_slot(*desk, event_id, "deed", suggestion_id=given.id)
    assert (again.edit_id, again.filler_id) == (0, first.filler_id)
    date = ops.fill_slot(*desk, event_id, "day", segments=at("9 April"))
    again = ops.fill_slot(*desk, event_id, "day", segments=at("9 April"), replace=date.filler_id)
    assert (again.edit_id, again.filler_id) == (0, date.filler_id)


def test_mentions_are_shared_by_type_and_words(desk, event_id):
    other = ops.create_event(*desk, 1).event_id
    for target in (event_id, other):
        ops.fill_slot(*desk, target, "giver", segments=at("Baku on"))
        ops.fill_slot(*desk, target, "taker", segments=at("Baku on"))
        ops.fill_slot(*desk, target, "spot", segments=at("Baku on"))
    rows = desk[0].connection.execute("SELECT type FROM mention ORDER BY type").fetchall()
    assert rows == [("where",), ("who",)]


@pytest.mark.parametrize(
    ("slot", "options", "sentence"),
    [
        ("mood", {"value": CodeValue("1")}, "has no slot “mood”"),
        ("deed", {}, "nothing to put into Deed"),
        ("deed", {"value": TextValue("x")}, "Deed holds a code"),
        ("day", {"value": CodeValue("x")}, "Day holds a date"),
        ("spot", {"value": DateValue.unresolved("x")}, "Spot holds a place"),
        ("teller", {"value": PlaceValue("x")}, "Teller holds words"),
        ("teller", {"value": TextValue(" \n")}, "Teller needs some words"),
        ("spot", {"value": PlaceValue(" ")}, "Spot needs the name of a place"),
        ("deed", {"value": CodeValue(" ")}, "Deed needs a code"),
        ("giver", {"value": CodeValue("A" * 1_000_000)}, "1,000,000 characters"),
        ("deed", {"value": CodeValue("04")}, "04 Meet is a heading: .* below it .042, 043, "),
        ("deed", {"segments": (Segment(0, 99_999),)}, "0-99999 does not fit the text"),
        ("deed", {"segments": (Segment(13, 15),)}, "No words are marked"),
        ("deed", {"suggestion_id": 99}, "replaced by those of a newer run"),
        ("deed", {"value": CodeValue("042"), "replace": 99}, "value no longer exists"),
    ],
)
def test_what_does_not_fit_is_refused(desk, event_id, slot, options, sentence):
    before = dump(desk[0])
    with pytest.raises(EditRefusedError, match=sentence) as refusal:
        ops.fill_slot(*desk, event_id, slot, **options)
    assert str(refusal.value).endswith("Nothing was changed.")
    assert dump(desk[0]) == before


def test_only_a_filler_of_that_slot_gives_way(desk, event_id):
    giver = ops.fill_slot(*desk, event_id, "giver", segments=at("Syria")).filler_id
    with pytest.raises(EditRefusedError, match="does not stand in Taker of this event"):
        ops.fill_slot(*desk, event_id, "taker", segments=at("Syria"), replace=giver)
    other = ops.create_event(*desk, 1).event_id
    with pytest.raises(EditRefusedError, match="does not stand in Giver of this event"):
        ops.fill_slot(*desk, other, "giver", segments=at("Syria"), replace=giver)


def test_codes_the_schema_does_not_know_are_kept_as_they_are(desk, event_id):
    ops.fill_slot(*desk, event_id, "deed", value=CodeValue(" 0999 "))
    ops.fill_slot(*desk, event_id, "giver", value=CodeValue("XYZMIL"))
    assert {f.value for f in event(desk).fillers} == {CodeValue("0999"), CodeValue("XYZMIL")}


def test_accepting_takes_words_and_first_candidate(desk, event_id):
    project, _ = desk
    suggest(project)
    given = suggestion(desk, "Azerbaijan")
    changes = ops.fill_slot(*desk, event_id, "giver", suggestion_id=given.id)
    assert (changes.op, changes.label) == (Op.ACCEPT_SUGGESTION, "accept Giver")
    assert changes.kinds == {Kind.EVENT, Kind.SUGGESTION}
    (filler,) = event(desk).in_slot("giver")
    assert filler.value == CodeValue("AZEGOV")
    assert (filler.provenance, filler.suggestion_id) == (Provenance.ACCEPTED, given.id)
    assert filler.mentions[0].segments == given.segments
    assert suggestion(desk, "Azerbaijan").decision == "accepted"
    row = project.connection.execute(
        "SELECT p.name, p.version FROM filler f JOIN pipeline p ON p.id = f.pipeline_id"
    ).fetchone()
    assert row == ("rules", "1")


def test_accepting_reads_dates_and_places(desk, event_id):
    suggest(desk[0])
    ops.fill_slot(*desk, event_id, "day", suggestion_id=suggestion(desk, "9 April").id)
    ops.fill_slot(*desk, event_id, "taker", suggestion_id=suggestion(desk, "Syria").id)
    (day,) = event(desk).in_slot("day")
    assert (day.value.start, day.value.text) == (APRIL_9, "9 April")
    assert event(desk).in_slot("taker")[0].value is None  # no candidate: the coder composes it


def test_candidates_of_another_type_or_a_heading_are_not_taken(desk, event_id):
    project, _ = desk
    heading = NewSuggestion("what", at("leaders"), candidates=(Candidate("04"),))
    highlights.store(project, PIPELINE, highlighted(more=(heading,)))
    ops.fill_slot(*desk, event_id, "deed", suggestion_id=suggestion(desk, "leaders").id)
    assert event(desk).in_slot("deed")[0].value is None
    ops.fill_slot(*desk, event_id, "spot", suggestion_id=suggestion(desk, "Azerbaijan").id)
    (spot,) = event(desk).in_slot("spot")
    assert spot.value.name == "Azerbaijan"
    assert spot.mentions[0].type == "where"


def test_a_suggestion_of_another_article_is_refused(desk, event_id):
    project, _ = desk
    suggest(project, 2)
    (found,) = project.connection.execute("SELECT min(id) FROM suggestion").fetchone()
    with pytest.raises(EditRefusedError, match="belongs to another article"):
        ops.fill_slot(*desk, event_id, "giver", suggestion_id=found)


def test_an_acceptance_nothing_is_left_of_is_open_again(desk, event_id):
    suggest(desk[0])
    given = suggestion(desk, "Azerbaijan")
    filler_id = ops.fill_slot(*desk, event_id, "giver", suggestion_id=given.id).filler_id
    other = ops.fill_slot(*desk, event_id, "taker", suggestion_id=given.id).filler_id
    ops.delete_filler(*desk, filler_id)
    assert suggestion(desk, "Azerbaijan").decision == "accepted"
    changes = ops.delete_filler(*desk, other)
    assert suggestion(desk, "Azerbaijan").decision == ""
    assert Kind.SUGGESTION in changes.kinds
    desk[0].undo(desk[1])
    assert suggestion(desk, "Azerbaijan").decision == "accepted"


def test_changing_a_value_keeps_evidence_and_tells_how_it_came(desk, event_id):
    suggest(desk[0])
    given = suggestion(desk, "Azerbaijan")
    ids = {
        "accepted": ops.fill_slot(*desk, event_id, "giver", suggestion_id=given.id).filler_id,
        "by hand": ops.fill_slot(
            *desk, event_id, "taker", segments=at("Syria"), value=CodeValue("SYR")
        ).filler_id,
    }
    copy = ops.duplicate_event(*desk, event_id).event_id
    changes = ops.set_value(*desk, ids["accepted"], CodeValue("AZE"))
    assert changes.label == "set Giver"
    ops.set_value(*desk, ids["by hand"], CodeValue("SYRGOV"))
    ops.set_value(*desk, ids["by hand"], None)
    project, who = desk
    original, copied = reads.coding(project.connection, who, 1).events
    (giver,), (taker,) = original.in_slot("giver"), original.in_slot("taker")
    assert (giver.value, giver.provenance) == (CodeValue("AZE"), Provenance.EDITED)
    assert giver.quote == "Azerbaijan"
    assert giver.suggestion_id == given.id
    assert (taker.value, taker.provenance) == (None, Provenance.BY_HAND)
    assert copied.id == copy
    ops.set_value(*desk, copied.in_slot("giver")[0].id, CodeValue("---"))
    changed = reads.coding(project.connection, who, 1).events[1].in_slot("giver")[0]
    assert changed.provenance is Provenance.BY_HAND


def test_the_same_value_again_changes_nothing(desk, event_id):
    suggest(desk[0])
    given = suggestion(desk, "Azerbaijan")
    filler_id = ops.fill_slot(*desk, event_id, "giver", suggestion_id=given.id).filler_id
    assert ops.set_value(*desk, filler_id, CodeValue("AZEGOV ")).edit_id == 0
    assert event(desk).fillers[0].provenance is Provenance.ACCEPTED


def test_codes_follow_the_value(desk, event_id):
    filler_id = ops.fill_slot(*desk, event_id, "giver", value=CodeValue("AZEGOV")).filler_id
    ops.set_value(*desk, filler_id, CodeValue("TUR"))
    query = "SELECT element, position FROM filler_code WHERE filler_id = ?"
    assert desk[0].connection.execute(query, (filler_id,)).fetchall() == [("TUR", 0)]
    ops.set_value(*desk, filler_id, None)
    assert desk[0].connection.execute(query, (filler_id,)).fetchall() == []


def test_deleting_leaves_the_order_of_the_rest(desk, event_id):
    ids = [
        ops.fill_slot(*desk, event_id, "taker", segments=at(words)).filler_id
        for words in ("Türkiye", "Syria", "Israel")
    ]
    assert ops.delete_filler(*desk, ids[1]).label == "delete Taker"
    assert [f.id for f in event(desk).in_slot("taker")] == [ids[0], ids[2]]
    ops.fill_slot(*desk, event_id, "taker", segments=at("leaders"))
    assert [f.quote for f in event(desk).in_slot("taker")] == ["Türkiye", "Israel", "leaders"]


def test_dates_are_updated_in_one_step(desk, event_id):
    first = ops.fill_slot(*desk, event_id, "day", segments=at("9 April")).filler_id
    other = ops.create_event(*desk, 1).event_id
    second = ops.fill_slot(*desk, other, "day", segments=at("yesterday")).filler_id
    before = dump(desk[0])
    new = {key: DateValue.day(dt.date(2024, 1, n)) for n, key in enumerate((first, second), 1)}
    changes = ops.update_dates(*desk, new)
    assert (changes.label, changes.article_id) == ("update 2 dates", 1)
    project, who = desk
    events = reads.coding(project.connection, who, 1).events
    assert {e.in_slot("day")[0].id: e.in_slot("day")[0].value for e in events} == new
    project.undo(who)
    assert dump(project) == before


def test_dates_are_updated_all_or_none(desk, event_id):
    day = ops.fill_slot(*desk, event_id, "day", segments=at("9 April")).filler_id
    giver = ops.fill_slot(*desk, event_id, "giver", segments=at("Syria")).filler_id
    before = dump(desk[0])
    value = DateValue.day(APRIL_9)
    with pytest.raises(EditRefusedError, match="Giver holds a code"):
        ops.update_dates(*desk, {day: value, giver: value})
    assert dump(desk[0]) == before
