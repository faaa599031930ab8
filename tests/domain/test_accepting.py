"""Which slot accepting fills, and which value a letter replaces."""

from __future__ import annotations

import json

import pytest

from annotator.domain.accepting import Row, accept_target, letter_target, rows_of
from annotator.domain.events import Event, Filler
from annotator.domain.schema_text import decode
from annotator.domain.values import CodeValue, Provenance
from annotator.resources import schema_path


@pytest.fixture(scope="module")
def schema():
    return decode(json.loads(schema_path("cameo").read_text(encoding="utf-8")))


def event(*slots: str) -> Event:
    fillers = tuple(
        Filler(n, f"u{n}", 1, slot, n, CodeValue("TUR"), Provenance.BY_HAND)
        for n, slot in enumerate(slots, start=1)
    )
    return Event(1, "e", 1, 0, reciprocal=False, fillers=fillers)


def test_without_an_event_nothing_can_be_accepted(schema):
    assert accept_target(schema, None, "actor") is None


@pytest.mark.parametrize(
    ("filled", "mention_type", "slot"),
    [
        ((), "actor", "source"),
        (("source",), "actor", "target"),
        (("source", "target"), "actor", "target"),
        ((), "date", "date"),
        ((), "location", "location"),
    ],
)
def test_the_first_empty_slot_of_the_sentence_is_filled(schema, filled, mention_type, slot):
    found = accept_target(schema, event(*filled), mention_type)
    assert found is not None
    assert (found.slot.name, found.replace) == (slot, None)


def test_a_filled_slot_for_one_value_is_not_filled_again(schema):
    assert accept_target(schema, event("date"), "date") is None


def test_a_letter_fills_an_empty_slot(schema):
    assert letter_target(schema.slot("source"), event("target"), None).replace is None


def test_a_letter_replaces_the_value_in_focus(schema):
    coded = event("source", "source", "target")
    assert letter_target(schema.slot("source"), coded, coded.fillers[0]).replace == 1


def test_a_letter_without_focus_in_its_slot_replaces_the_last_value(schema):
    coded = event("source", "source", "target")
    assert letter_target(schema.slot("source"), coded, coded.fillers[2]).replace == 2


def test_rows_follow_the_schema_and_show_empty_slots(schema):
    rows = rows_of(schema, event("target", "source", "source"))
    assert rows[:4] == [
        Row("source", 2),
        Row("source", 3),
        Row("action", None),
        Row("target", 1),
    ]
