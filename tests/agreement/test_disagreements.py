"""What coders disagree about, by kind: events aligned, fields compared, the gravest first."""

from __future__ import annotations

import datetime as dt
import json
from itertools import count, permutations

import pytest

from annotator.agreement.reporting.disagreements import KINDS, Disagreement, compare
from annotator.domain.events import AttributeValue, Event, Filler, Mention, Segment
from annotator.domain.schema_text import decode
from annotator.domain.values import CodeValue, DateValue, PlaceValue, Provenance
from annotator.resources import schema_path

_IDS = count(1)
DAY = dt.date(2024, 3, 2)


@pytest.fixture(scope="module")
def schema():
    return decode(json.loads(schema_path("cameo").read_text(encoding="utf-8")))


def filler(slot: str, value, start: int, end: int) -> Filler:
    number = next(_IDS)
    mention = Mention(number, f"m{number}", "", (Segment(start, end),), ("words",))
    return Filler(number, f"f{number}", 0, slot, 0, value, Provenance.BY_HAND, (mention,))


def event(
    *,
    action: str = "057",
    source: str = "NERGOV",
    target: str = "MLIGOV",
    day: dt.date = DAY,
    place: str = "Bamako",
    at: int = 10,
    reciprocal: bool = False,
    swapped: bool = False,
    status: str = "occurred",
) -> Event:
    number = next(_IDS)
    sides = ("target", "source") if swapped else ("source", "target")
    fillers = (
        filler(sides[0], CodeValue(source), 0, 5),
        filler("action", CodeValue(action), at, at + 8),
        filler(sides[1], CodeValue(target), 30, 35),
        filler("location", PlaceValue(place), 40, 46),
        filler("date", DateValue.day(day), 50, 58),
    )
    attributes = (AttributeValue("status", (status,), Provenance.BY_HAND),)
    return Event(number, f"e{number}", 1, 0, reciprocal, fillers, attributes)


def kinds(schema, **codings):
    return compare(schema, codings).kinds


def test_coders_who_say_the_same_agree(schema):
    found = compare(schema, {"ann": [event()], "bob": [event()]})
    assert found.kinds == {Disagreement.NONE}
    assert found.events[0].agreed
    assert kinds(schema, ann=[], bob=[]) == {Disagreement.NONE}


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ({"action": "042"}, Disagreement.ACTION),
        ({"source": "NER"}, Disagreement.ACTOR),
        ({"target": "---"}, Disagreement.ACTOR),
        ({"place": "Gao"}, Disagreement.PLACE_OR_DATE),
        ({"day": dt.date(2024, 3, 3)}, Disagreement.PLACE_OR_DATE),
        ({"status": "announced"}, Disagreement.ATTRIBUTES),
        ({"reciprocal": True}, Disagreement.ATTRIBUTES),
        ({"at": 12}, Disagreement.WORDS),
    ],
)
def test_one_field_that_differs_has_its_kind(schema, other, kind):
    found = compare(schema, {"ann": [event()], "bob": [event(**other)]})
    assert found.kinds == {kind}
    (aligned,) = found.events
    assert set(aligned.events) == {"ann", "bob"}
    assert [field.kind for field in aligned.fields if field.kind is not Disagreement.NONE] == [kind]


def test_a_reciprocal_event_is_the_same_either_way_round(schema):
    one, other = event(reciprocal=True), event(reciprocal=True, source="MLIGOV", target="NERGOV")
    swapped = event(reciprocal=True, swapped=True)
    assert kinds(schema, ann=[one], bob=[swapped]) == {Disagreement.NONE}
    assert kinds(schema, ann=[one], bob=[other]) == {Disagreement.NONE}


def test_of_kinds_about_whole_events_the_gravest_is_said(schema):
    far = event(action="190", source="MLI", target="NER", place="Kidal", at=900)
    assert kinds(schema, ann=[event()], bob=[]) == {Disagreement.ONE_FOUND_NOTHING}
    assert kinds(schema, ann=[event(), far], bob=[event()]) == {Disagreement.NUMBER}
    assert kinds(schema, ann=[event()], bob=[far]) == {Disagreement.UNMATCHED}
    more = kinds(schema, ann=[event(), far], bob=[event(action="042")])
    assert more == {Disagreement.NUMBER, Disagreement.ACTION}
    assert compare(schema, {"ann": [event()], "bob": [far]}).gravest is Disagreement.UNMATCHED


def test_events_that_others_lack_stand_alone(schema):
    codings = {"ann": [event()], "bob": [event()], "eva": [event(action="042")]}
    (aligned,) = compare(schema, codings).events
    assert set(aligned.events) == {"ann", "bob", "eva"}
    assert aligned.kinds == {Disagreement.ACTION}
    two = compare(schema, codings | {"eva": []})
    assert [set(found.events) for found in two.events] == [{"ann", "bob"}]
    assert not two.events[0].complete
    assert two.events[0].kinds == {Disagreement.UNMATCHED}


def test_the_order_of_coders_and_events_changes_nothing(schema):
    far = event(action="190", at=900)
    codings = {"ann": [event(), far], "bob": [event(day=dt.date(2024, 3, 4))], "eva": []}
    wanted = compare(schema, codings)
    for names in permutations(codings):
        turned = {name: codings[name][::-1] for name in names}
        found = compare(schema, turned)
        assert found.kinds == wanted.kinds
        assert found.events == wanted.events


def test_agreement_comes_last(schema):
    assert KINDS[0] is Disagreement.ONE_FOUND_NOTHING
    assert KINDS[-1] is Disagreement.NONE
