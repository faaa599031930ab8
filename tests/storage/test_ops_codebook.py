"""A codebook changed while it is in use: nothing coded disappears, and one undo takes it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coded import at, desk_of, dump, make, sitting

from annotator.domain import codebook_editing as editing
from annotator.domain.errors import EditRefusedError, SchemaError
from annotator.domain.schema import Attribute, AttributeType, Choice, Code, Slot
from annotator.domain.schema_changes import ChangeKind, compare
from annotator.domain.values import CodeValue, Provenance, TextValue, ValueKind
from annotator.storage import ops, reads
from annotator.storage.check import check
from annotator.storage.dataset import open_dataset
from annotator.storage.project import open_project


@pytest.fixture
def path(tmp_path):
    """ann and bob have coded a visit each; ann has named an army."""
    path = make(tmp_path / "p.db")
    with sitting(path) as (project, ann):
        for desk in (ann, desk_of(project, "bob")):
            event = ops.create_event(project, desk, 1).event_id
            ops.fill_slot(project, desk, event, "deed", value=CodeValue("042"))
            ops.fill_slot(
                project, desk, event, "giver", value=CodeValue("TURMIL"), segments=at("Türkiye")
            )
    return path


def change(project, desk, make_new, **options):
    """Put in force what a function makes of the schema."""
    update = compare(project.schema, make_new(project.schema))
    return ops.update_codebook(project, desk, update, **options), update


def codes_of(project, desk, article=1):
    coding = reads.coding(project.connection, desk, article)
    return [(f.slot, f.value.code) for event in coding.events for f in event.fillers]


def test_a_renamed_code_is_renamed_wherever_it_was_coded(path):
    with sitting(path) as (project, ann):
        before = dump(project)
        change(project, ann, lambda s: editing.change_code(s, "deeds", "042", code="0421"))
        bob = desk_of(project, "bob")
        for desk in (ann, bob):
            assert ("deed", "0421") in codes_of(project, desk)
        assert project.schema.code_list("deeds").get("042") is None
        assert project.schema.code_list("deeds").get("043").mirror in ("", "0421")
        assert reads.codebook_version(project.connection) == 2
        project.undo(ann)
        assert dump(project) == before
        assert project.schema.code_list("deeds").get("042") is not None
        project.redo(ann)
        assert ("deed", "0421") in codes_of(project, bob)
    assert check(path).findings(warning=False) == []


def test_elements_of_composed_codes_follow_too(path):
    with sitting(path) as (project, ann):
        change(project, ann, lambda s: editing.change_code(s, "roles", "MIL", code="ARM"))
        assert ("giver", "TURARM") in codes_of(project, ann)
    assert check(path).findings(warning=False) == []


def test_two_codes_can_swap_their_texts(path):
    def swap(schema):
        schema = editing.change_code(schema, "deeds", "042", code="x")
        schema = editing.change_code(schema, "deeds", "043", code="042")
        return editing.change_code(schema, "deeds", "x", code="043")

    with sitting(path) as (project, ann):
        before = dump(project)
        change(project, ann, swap)
        assert ("deed", "043") in codes_of(project, ann)
        project.undo(ann)
        assert dump(project) == before
    assert check(path).findings(warning=False) == []


def test_a_retired_code_stays_on_its_events_and_is_not_given_again(path):
    with sitting(path) as (project, ann):
        change(project, ann, lambda s: editing.retire_code(s, "deeds", "042"))
        assert ("deed", "042") in codes_of(project, ann)
        event = ops.create_event(project, ann, 2).event_id
        with pytest.raises(EditRefusedError, match="042 Make a visit is retired"):
            ops.fill_slot(project, ann, event, "deed", value=CodeValue("042"))
        ops.duplicate_event(project, ann, reads.coding(project.connection, ann, 1).events[0].id)
        assert codes_of(project, ann).count(("deed", "042")) == 2
    assert check(path).findings(warning=False) == []


def test_a_code_left_out_of_a_new_file_is_retired_not_lost(path):
    def without(schema):
        deeds, *rest = schema.code_lists
        kept = tuple(code for code in deeds.codes if code.code != "042")
        kept = tuple(replace(code, mirror="") for code in kept)
        return replace(schema, code_lists=(replace(deeds, codes=kept), *rest))

    with sitting(path) as (project, ann):
        _, update = change(project, ann, without)
        assert next(c.kind for c in update.changes if c.name == "042") is ChangeKind.RETIRED
        assert project.schema.code_list("deeds").get("042").retired
        assert ("deed", "042") in codes_of(project, ann)


def test_a_merged_code_is_mapped(path):
    with sitting(path) as (project, ann):
        _, update = change(project, ann, lambda s: editing.merge_code(s, "deeds", "042", "010"))
        assert ("deed", "010") in codes_of(project, ann)
        assert [c.kind for c in update.changes] == [ChangeKind.MERGED]
        old = project.schema.code_list("deeds").get("042")
        assert (old.retired, old.successors) == (True, ("010",))
        filler = reads.coding(project.connection, ann, 1).events[0].in_slot("deed")[0]
        assert filler.provenance is Provenance.BY_HAND
        assert reads.codes_to_review(project.connection, ann) == []
    assert check(path).findings(warning=False) == []


def test_a_split_code_puts_its_events_on_their_coders_lists(path):
    def split(schema):
        new = Code("", "0422", "Make a short visit", parent="04")
        schema = editing.add_code(schema, "deeds", new)
        return editing.split_code(schema, "deeds", "042", ("0422", "043"))

    with sitting(path) as (project, ann):
        before = dump(project)
        change(project, ann, split)
        bob = desk_of(project, "bob")
        for desk in (ann, bob):
            (found,) = reads.codes_to_review(project.connection, desk)
            assert (found.article_id, found.slot, found.code, found.split) == (
                1,
                "deed",
                *["042"] * 2,
            )
        mine = reads.codes_to_review(project.connection, ann)[0]
        ops.set_value(project, ann, mine.filler_id, CodeValue("0422"))
        assert reads.codes_to_review(project.connection, ann) == []
        assert reads.reviews_open(project.connection) == 1
        theirs = reads.codes_to_review(project.connection, bob)[0]
        with pytest.raises(EditRefusedError):
            ops.keep_code(project, ann, theirs.filler_id)
        ops.keep_code(project, bob, theirs.filler_id)
        assert reads.reviews_open(project.connection) == 0
        project.undo(bob)
        assert len(reads.codes_to_review(project.connection, bob)) == 1
        project.undo(ann)
        assert len(reads.codes_to_review(project.connection, ann)) == 1
        project.undo(ann)
        assert dump(project) == before
    assert check(path).findings(warning=False) == []


def test_an_event_on_the_list_can_be_deleted(path):
    with sitting(path) as (project, ann):
        change(project, ann, lambda s: editing.split_code(s, "deeds", "042", ("042", "043")))
        event = reads.coding(project.connection, ann, 1).events[0]
        ops.delete_event(project, ann, event.id)
        assert reads.codes_to_review(project.connection, ann) == []
        project.undo(ann)
        assert len(reads.codes_to_review(project.connection, ann)) == 1
    assert check(path).findings(warning=False) == []


def test_a_coding_keeps_the_version_it_was_made_under(path):
    with sitting(path) as (project, ann):
        change(project, ann, lambda s: editing.change_code(s, "deeds", "010", label="Say"))
        ops.create_event(project, ann, 2)
    with open_dataset(path) as dataset:
        versions = {
            (coding.coder, coding.article_id): dataset.facts.codebooks[coding.codebook_id].version
            for batch in dataset.batches(unfinished=True)
            for coding in batch.codings
        }
    assert versions == {("ann", 1): 1, ("bob", 1): 1, ("ann", 2): 2}


def test_undo_is_refused_when_somebody_codes_under_the_new_version(path):
    with sitting(path) as (project, ann):
        change(project, ann, lambda s: editing.add_code(s, "deeds", Code("", "011", "Stay mute")))
        bob = desk_of(project, "bob")
        event = ops.create_event(project, bob, 2).event_id
        ops.fill_slot(project, bob, event, "deed", value=CodeValue("011"))
        before = dump(project)
        with pytest.raises(EditRefusedError, match="cannot be undone"):
            project.undo(ann)
        assert dump(project) == before
        assert project.schema.code_list("deeds").get("011") is not None


def test_undo_is_refused_when_a_new_slot_holds_something(path):
    new = Slot("means", "Means", "M", "what", ValueKind.TEXT)
    with sitting(path) as (project, ann):
        change(project, ann, lambda s: replace(s, slots=(*s.slots, new)))
        bob = desk_of(project, "bob")
        event = reads.coding(project.connection, bob, 1).events[0].id
        ops.fill_slot(project, bob, event, "means", value=TextValue("by air"))
        with pytest.raises(EditRefusedError, match="means is coded since"):
            project.undo(ann)
        assert project.schema.slot("means").label == "Means"


def test_slots_and_attributes_left_out_are_retired(path):
    def less(schema):
        slots = tuple(slot for slot in schema.slots if slot.name != "giver")
        _, *rest = schema.attributes
        return replace(
            schema,
            slots=slots,
            dyad=None,
            reciprocal=False,
            identifying=("deed",),
            summary=("deed",),
            attributes=tuple(a for a in rest if a.name != "sure"),
        )

    with sitting(path) as (project, ann):
        change(project, ann, less)
        assert project.schema.slot("giver").retired
        assert project.schema.attribute("state").retired
        assert ("giver", "TURMIL") in codes_of(project, ann)
        event = ops.create_event(project, ann, 2).event_id
        held = reads.coding(project.connection, ann, 2).event(event)
        assert held.attributes == ()  # no default of a retired attribute
    assert check(path).findings(warning=False) == []


def test_a_slot_cannot_come_to_hold_less_than_it_holds(path):
    def single(schema):
        slots = tuple(replace(s, several=False) if s.name == "giver" else s for s in schema.slots)
        return replace(schema, slots=slots)

    with sitting(path) as (project, ann):
        change(project, ann, single)
        project.undo(ann)
        event = reads.coding(project.connection, ann, 1).events[0].id
        ops.fill_slot(project, ann, event, "giver", value=CodeValue("SYR"))
        with pytest.raises(EditRefusedError, match="1 event has several"):
            change(project, ann, single)
        assert reads.codebook_version(project.connection) == 1


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda s: replace(s, name="other"), "make a new project for another schema"),
        (
            lambda s: replace(s, slots=(replace(s.slots[1], kind=ValueKind.TEXT), *s.slots[2:])),
            "Add a new slot instead",
        ),
        (
            lambda s: replace(
                s, attributes=(replace(s.attributes[0], type=AttributeType.DATE), *s.attributes[1:])
            ),
            "Add a new attribute instead",
        ),
        (
            lambda s: replace(s, compositions=(replace(s.compositions[0], element_length=2),)),
            "could not be read",
        ),
    ],
)
def test_what_cannot_become_a_new_version_is_said(path, spoil, sentence):
    with open_project(path) as project, pytest.raises(SchemaError, match=sentence):
        compare(project.schema, spoil(project.schema))


def test_a_text_cannot_come_to_mean_another_code(path):
    def steal(schema):
        deeds, *rest = schema.code_lists
        codes = tuple(
            replace(c, code="042") if c.code == "010" else c for c in deeds.codes if c.code != "042"
        )
        return replace(schema, code_lists=(replace(deeds, codes=codes), *rest))

    with open_project(path) as project, pytest.raises(SchemaError, match="cannot come to mean"):
        compare(project.schema, steal(project.schema))


def test_the_preview_counts_what_each_change_touches(path):
    with open_project(path) as project:
        schema = editing.retire_code(project.schema, "deeds", "042")
        schema = editing.change_code(schema, "roles", "MIL", label="Army")
        schema = editing.change_code(schema, "deeds", "010", definition="To say something.")
        found = reads.touched(project.connection, compare(project.schema, schema))
        assert {(t.change.kind, t.change.name): (t.codings, t.values) for t in found} == {
            (ChangeKind.RETIRED, "042"): (2, 2),
            (ChangeKind.REWORDED, "010"): (0, 0),
            (ChangeKind.RENAMED, "MIL"): (2, 2),
        }


def test_the_same_codebook_again_is_no_edit(path):
    with sitting(path) as (project, ann), pytest.raises(EditRefusedError, match="same already"):
        change(project, ann, lambda s: s)


def test_wider_attributes_keep_their_values(path):
    def wider(schema):
        state = replace(schema.attributes[0], type=AttributeType.SEVERAL_OF, default="")
        more = Attribute(
            "mood", "Mood", "", AttributeType.ONE_OF, (Choice("a", "A"), Choice("b", "B"))
        )
        return replace(schema, attributes=(state, *schema.attributes[1:], more))

    with sitting(path) as (project, ann):
        change(project, ann, wider)
        event = reads.coding(project.connection, ann, 1).events[0]
        assert event.attribute("state") == ("real",)
        ops.set_attribute(project, ann, event.id, "state", ("real", "planned"))
        ops.set_attribute(project, ann, event.id, "mood", ("a",))
    assert check(path).findings(warning=False) == []


def test_an_unknown_element_is_known_once_it_is_added(path):
    with sitting(path) as (project, ann):
        event = reads.coding(project.connection, ann, 1).events[0].id
        ops.fill_slot(project, ann, event, "taker", value=CodeValue("SYRXYZ"))
        query = "SELECT element FROM filler_code WHERE code_id IS NULL"
        assert project.connection.execute(query).fetchall() == [("XYZ",)]
        change(project, ann, lambda s: editing.add_code(s, "roles", Code("", "XYZ", "Scouts")))
        assert project.connection.execute(query).fetchall() == []
        project.undo(ann)
        assert project.connection.execute(query).fetchall() == [("XYZ",)]
    assert check(path).findings(warning=False) == []
