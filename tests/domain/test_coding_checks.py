"""What a coder is asked to look at again, in the terms of three schemas and one made for it."""

import datetime as dt
from dataclasses import replace

import pytest

from annotator.domain import schema_file
from annotator.domain.accepting import Row
from annotator.domain.coding_checks import findings, of_event, remarks, to_confirm
from annotator.domain.events import AttributeValue, Event, Filler, Mention, Segment
from annotator.domain.schema import Rule, Severity
from annotator.domain.values import CodeValue, DateValue, PlaceValue, Provenance
from annotator.resources import schema_path

CAMEO, PLOVER, PROTEST = (
    schema_file.load(schema_path(name)) for name in ("cameo", "plover", "protest")
)
HAND = Provenance.BY_HAND
PUBLISHED = dt.date(2024, 3, 4)


def filler(number, slot, value, words=""):
    mention = Mention(number, f"m{number}", "actor", (Segment(0, 1),), (words,))
    return Filler(number, f"f{number}", 1, slot, number, value, HAND, (mention,) if words else ())


def event(*fillers, number=1, reciprocal=False, **attributes):
    held = tuple(AttributeValue(name, (value,), HAND) for name, value in attributes.items())
    return Event(number, f"e{number}", 1, number, reciprocal, fillers, held)


def full(*more, number=1, **kept):
    """An event of which nothing is to be said."""
    return event(
        filler(1, "source", CodeValue("MLIGOV")),
        filler(2, "action", CodeValue("057")),
        *more,
        number=number,
        **kept,
    )


def said(schema, *events, published=PUBLISHED):
    return [finding.sentence for finding in findings(schema, events, published)]


def day(month, number):
    return DateValue.day(dt.date(2024, month, number))


def test_a_whole_event_has_nothing_to_look_at():
    assert said(CAMEO, full(filler(3, "target", CodeValue("NERMIL")))) == []


def test_what_is_missing_is_found_where_it_belongs():
    found = of_event(CAMEO, event(filler(7, "target", None, "Bamako")))
    assert [(f.sentence, f.row, f.missing) for f in found] == [
        ("no source yet", Row("source", None), True),
        ("no action yet", Row("action", None), True),
        ("target has no code yet", Row("target", 7), True),
    ]
    assert said(PROTEST, event(filler(1, "form", CodeValue("march")))) == [
        *("no issue yet", "no place yet", "no date yet"),
    ]


def test_a_date_after_the_publication_date_is_found():
    late = full(filler(3, "date", day(3, 5)))
    (found,) = of_event(CAMEO, late, PUBLISHED)
    assert (found.sentence, found.row) == ("date is after the publication date", Row("date", 3))
    assert of_event(CAMEO, late) == ()  # the publication date is not known
    assert said(CAMEO, full(filler(3, "date", day(3, 4)))) == []
    week = DateValue(dt.date(2024, 3, 1), dt.date(2024, 3, 7))
    assert said(CAMEO, full(filler(3, "date", week))) == []  # may still lie before it
    assert said(CAMEO, full(filler(3, "date_due", day(4, 9)))) == []  # that is what it is for


def test_something_due_before_it_was_announced_is_found():
    early = full(filler(3, "date", day(3, 2)), filler(4, "date_due", day(3, 1)))
    assert said(CAMEO, early) == ["due date is before the date"]
    assert said(CAMEO, full(filler(3, "date", day(3, 2)), filler(4, "date_due", day(3, 2)))) == []


def test_a_date_left_in_words_is_found():
    assert said(CAMEO, full(filler(3, "date_due", DateValue.unresolved("soon")))) == [
        "due date is not resolved"
    ]


def test_one_code_on_both_sides_is_found_on_the_target():
    same = full(filler(3, "target", CodeValue("NER")), filler(4, "target", CodeValue("MLIGOV")))
    (found,) = of_event(CAMEO, same)
    assert (found.sentence, found.row) == ("MLIGOV is on both sides", Row("target", 4))
    nobody = event(
        filler(1, "source", CodeValue("---")),
        filler(2, "action", CodeValue("057")),
        filler(3, "target", CodeValue("---")),
    )
    assert said(CAMEO, nobody) == []  # two different people may be unspecified


@pytest.mark.parametrize(
    ("slot", "code", "words"),
    [
        ("action", "9999", "9999 is not in the list “Event code”"),
        ("action", "01", "01 is a heading: a code below it is meant"),
        ("target", "NERQQQ", "QQQ in NERQQQ is in no list"),
    ],
)
def test_a_code_outside_its_list_is_found(slot, code, words):
    held = event(
        filler(1, "source", CodeValue("MLIGOV")),
        *(() if slot == "action" else (filler(2, "action", CodeValue("057")),)),
        filler(3, slot, CodeValue(code)),
    )
    assert said(CAMEO, held) == [words]


def test_the_rules_of_a_schema_are_found_on_the_field_they_demand():
    lacking = event(filler(1, "actor", CodeValue("USA")), filler(2, "event_type", CodeValue("AID")))
    (found,) = of_event(PLOVER, lacking)
    assert (found.sentence, found.row) == (
        "this event type needs a recipient",
        Row("recipient", None),
    )
    assert found.severity is Severity.MARK
    assert to_confirm([found]) == ()


def test_what_done_asks_about_is_what_the_schema_says():
    many = event(
        filler(1, "actor", CodeValue("USA")),
        filler(2, "event_type", CodeValue("ASSAULT")),
        dead="1200",
    )
    (asked,) = to_confirm(findings(PLOVER, [many]))
    assert (asked.field, asked.filler_id) == ("dead", None)
    rule = Rule("dated", "date is filled", "Every event has a date.", severity=Severity.CONFIRM)
    strict = replace(CAMEO, rules=(rule,))
    assert [f.row for f in to_confirm(findings(strict, [full()]))] == [Row("date", None)]
    assert to_confirm(findings(CAMEO, [event()])) == ()  # missing, and nothing asks for it


def test_the_same_event_twice_is_found_on_the_second():
    place = filler(5, "location", PlaceValue("Bamako"))
    found = findings(CAMEO, [full(), full(place, number=2), full(number=3)])
    assert [(f.event_id, f.sentence) for f in found] == [
        (2, "says the same as event 1"),
        (3, "says the same as event 1"),
    ]
    dated = full(filler(3, "date", day(3, 2)), number=2)
    assert said(CAMEO, full(), dated) == []
    assert said(CAMEO, event(), event(number=2))[-1] == "no action yet"  # nothing coded yet


def test_the_sides_of_a_reciprocal_event_have_no_order():
    one = event(
        filler(1, "source", CodeValue("MLI")),
        filler(2, "action", CodeValue("057")),
        filler(3, "target", CodeValue("NER")),
        reciprocal=True,
    )
    other = event(
        filler(1, "source", CodeValue("NER")),
        filler(2, "source", CodeValue("MLI")),
        filler(3, "action", CodeValue("057")),
        number=2,
        reciprocal=True,
    )
    assert said(CAMEO, one, other) == ["says the same as event 1"]


@pytest.mark.parametrize(
    ("days", "remark"),
    [(1, ()), (7, ()), (8, ("date spans weeks",)), (31, ("date is a month",)),
     (90, ("date spans months",)), (365, ("date spans months",)),
     (367, ("date spans more than a year",))],
)  # fmt: skip
def test_a_wide_date_is_a_remark_and_nothing_to_look_at(days, remark):
    start = dt.date(2023, 1, 1)
    wide = full(filler(3, "date", DateValue(start, start + dt.timedelta(days=days - 1))))
    assert remarks(CAMEO, wide) == remark
    assert said(CAMEO, wide) == []
