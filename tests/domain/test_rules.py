"""What the shipped schemas ask of events: conditions, choices, numbers, rules."""

import datetime as dt

import pytest

from annotator.domain import rules, schema_file
from annotator.domain.attribute_values import read_attribute, stored
from annotator.domain.coding_checks import of_event
from annotator.domain.events import AttributeValue, Event, Filler
from annotator.domain.quantities import Quantity, read_quantity
from annotator.domain.schema import NumberWord, Severity
from annotator.domain.values import CodeValue, Provenance
from annotator.resources import schema_path

PLOVER = schema_file.load(schema_path("plover"))
PROTEST = schema_file.load(schema_path("protest"))
HAND = Provenance.BY_HAND


def event(*, reciprocal=False, **values):
    """An event with these codes and attribute values."""
    slots = {slot.name for schema in (PLOVER, PROTEST) for slot in schema.slots}
    fillers, attributes = [], []
    for name, given in values.items():
        for value in given if isinstance(given, tuple) else (given,):
            if name in slots:
                number = len(fillers) + 1
                fillers.append(Filler(number, str(number), 1, name, number, CodeValue(value), HAND))
        if name not in slots:
            held = given if isinstance(given, tuple) else (given,)
            attributes.append(AttributeValue(name, held, HAND))
    return Event(1, "e", 1, 0, reciprocal, tuple(fillers), tuple(attributes))


def offered(schema, name, held):
    attribute = schema.attribute(name)
    return [c.value for c in rules.choices(schema, attribute, rules.facts_of(schema, held))]


def said(schema, held):
    return [b.sentence for b in rules.broken(schema, rules.facts_of(schema, held))]


def marked(schema, held):
    return [finding.sentence for finding in of_event(schema, held)]


def test_choosing_an_event_narrows_the_modes():
    assert offered(PLOVER, "mode", event(event_type="CONSULT")) == [
        *("visit", "third-party", "multilateral", "phone"),
    ]
    assert offered(PLOVER, "mode", event(event_type="REJECT")) == [
        "assist",
        "change",
        "yield",
        "meet",
    ]
    assert offered(PLOVER, "mode", event(event_type="AID")) == []
    every = {c.value for c in PLOVER.attribute("mode").choices}
    assert set(offered(PLOVER, "mode", event(event_type="ASSAULT"))) < every


def test_a_mode_is_asked_for_only_where_there_are_modes():
    mode = PLOVER.attribute("mode")
    for code, asked in (("CONSULT", True), ("AID", False)):
        facts = rules.facts_of(PLOVER, event(event_type=code))
        assert rules.applies(PLOVER, mode, facts) is asked
    assert not rules.applies(PLOVER, mode, {})


def test_a_mode_that_no_longer_fits_is_said_and_stays_on_offer():
    held = event(event_type="CONSULT", mode="arrest")
    assert any("is chosen only when" in sentence for sentence in said(PLOVER, held))
    assert "arrest" in offered(PLOVER, "mode", held)
    assert any(
        "is given only when" in s for s in said(PLOVER, event(event_type="AID", mode="visit"))
    )


def test_rules_of_a_schema_are_said_on_the_card():
    lacking = event(actor="USA", event_type="SANCTION")
    assert "this event type needs a recipient" in marked(PLOVER, lacking)
    assert marked(PLOVER, event(actor="USA", event_type="SANCTION", recipient="IRN")) == []
    cyber = event(actor="USA", event_type="COERCE", mode="cyber")
    assert len(said(PLOVER, cyber)) == 1
    assert said(PLOVER, event(event_type="COERCE", mode="cyber", context=("cyber", "legal"))) == []


def test_a_rule_can_ask_before_a_value_is_kept():
    held = event(event_type="ASSAULT", dead="12")
    facts = rules.facts_of(PLOVER, held)
    assert rules.to_confirm(PLOVER, facts, "dead", ("999",)) == ()
    (question,) = rules.to_confirm(PLOVER, facts, "dead", ("1001",))
    assert "1,000" in question
    broken = rules.broken(PLOVER, rules.facts_of(PLOVER, event(dead="1001")))
    assert [b.severity for b in broken] == [Severity.CONFIRM]
    again = rules.facts_of(PLOVER, event(dead="1001"))
    assert rules.to_confirm(PLOVER, again, "dead", ("1002",)) == ()


def test_what_is_required_is_missed():
    assert marked(PROTEST, event(form="march")) == [
        *("no issue yet", "no place yet", "no date yet"),
    ]


def test_rules_follow_the_tree():
    assert said(PROTEST, event(form="clash", deaths="2")) == [
        "People died in a violent event: what did the police do?"
    ]
    assert said(PROTEST, event(form="march", deaths="2")) == []
    damage = PROTEST.attribute("target_damage")
    assert rules.applies(PROTEST, damage, {"form": ("march", "property")})
    assert not rules.applies(PROTEST, damage, {"form": ("march",)})


def test_too_many_values_are_said():
    held = event(form=("march", "rally", "strike", "clash"), against="local")
    assert "Form has 4 values, at most 3 are meant" in said(PROTEST, held)


def test_a_reciprocal_event_is_a_fact_of_its_own():
    assert rules.facts_of(PLOVER, event(reciprocal=True))["reciprocal"] == ("yes",)
    assert "reciprocal" not in rules.facts_of(PROTEST, event())


# --- values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "least", "most", "text"),
    [
        ("300", 300, 300, "300"),
        ("1,200", 1200, 1200, "1200"),
        ("1 200 000", 1200000, 1200000, "1200000"),
        ("200-300", 200, 300, "200..300"),
        ("between 200 and 300", 200, 300, "200..300"),
        ("1000+", 1000, None, "1000.."),
        ("At least 40", 40, None, "40.."),
        ("more than 100", 101, None, "101.."),
        ("up to 50", 0, 50, "0..50"),
        ("fewer than 5", 0, 4, "0..4"),
        ("5-5", 5, 5, "5"),
        ("Dozens", 20, 99, "dozens"),
        ("swarms", 500, None, "swarms"),
    ],
)
def test_numbers_as_news_gives_them(typed, least, most, text):
    words = (NumberWord("dozens", 20, 99), NumberWord("swarms", 500))
    assert read_quantity(typed, words) == Quantity(text, least, most)
    assert read_quantity(text, words) == Quantity(text, least, most)


@pytest.mark.parametrize("typed", ["", "many", "300-200", "-4", "1.5", "fewer than 0", "1,20"])
def test_what_is_no_number(typed):
    assert read_quantity(typed) is None


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("deaths", "-1", "a whole number from 0"),
        ("deaths", "dozens", "a whole number from 0"),
        ("deaths", "3-5", "a whole number from 0"),
        ("size", "0", "a whole number from 1"),
        ("size", "loads", "or a word"),
        ("police", "tanks", "is not a value of Police response"),
        ("repeated", "maybe", "it takes yes, no"),
        ("series_began", "2024-13-01", "takes a date"),
    ],
)
def test_what_an_attribute_cannot_hold_is_said(name, value, sentence):
    with pytest.raises(ValueError, match=sentence):
        stored(PROTEST.attribute(name), value)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("deaths", " 1,200 ", "1200"),
        ("size", "tens of thousands", "tens of thousands"),
        ("series_began", "2024-03", "2024-03-01/2024-03-31"),
        ("series_began", "since Monday", "2024-03-04/.."),
        ("repeated", "yes", "yes"),
        ("note", "a\r\nb", "a\nb"),
        ("note", "", ""),
    ],
)
def test_what_is_stored_of_typed_text(name, typed, kept):
    attribute, published = PROTEST.attribute(name), dt.date(2024, 3, 6)
    assert read_attribute(attribute, typed, published) == kept
    assert stored(attribute, kept) == kept
