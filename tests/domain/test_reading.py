"""What a slot's value is by the marked words alone, and how a value is typed."""

from __future__ import annotations

import datetime as dt

import pytest

from annotator.domain import dates
from annotator.domain.reading import read_value, written
from annotator.domain.schema import Schema, Slot
from annotator.domain.schema_text import decode
from annotator.domain.values import PlaceValue, TextValue, Value, ValueKind

PUBLISHED = dt.date(2025, 4, 10)
SCHEMA: Schema = decode(
    {
        "name": "small",
        "title": "Small",
        "version": "1",
        "mention_types": [],
        "slots": [
            {"name": k.value, "label": k.value, "key": "X", "mention_type": "m", "kind": k.value}
            for k in ValueKind
        ],
        "code_slot": "code",
    }
)


def read(kind: ValueKind, words: str, **options: object) -> Value | None:
    slot: Slot = SCHEMA.slot(kind.value)
    return read_value(SCHEMA, slot, words, **{"published": PUBLISHED, **options})  # type: ignore[arg-type]


def test_a_date_is_resolved_or_keeps_its_words() -> None:
    assert read(ValueKind.DATE, "on  Tuesday") == dates.resolve("on Tuesday", PUBLISHED)
    assert read(ValueKind.DATE, "Tuesday", published=None) == dates.resolve("Tuesday", None)
    value = read(ValueKind.DATE, "hier", language="fr")
    assert value == dates.resolve("hier", PUBLISHED, language="fr")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Bamako", PlaceValue("Bamako")),
        ("in Bamako, Mali", PlaceValue("Bamako", "MLI")),
        ("near the Gaza Strip", PlaceValue("Gaza Strip", "PSE", where_prec=4)),
        ("in The Hague", PlaceValue("The Hague")),
        ("Mali's", PlaceValue("Mali", "MLI", where_prec=6)),
        ("the Highway 12.5 -3.4", PlaceValue("Highway 12.5 -3.4")),
        ("in the", PlaceValue("the")),
    ],
)
def test_a_place_is_named_but_gets_no_coordinates(words: str, expected: PlaceValue) -> None:
    assert read(ValueKind.PLACE, words) == expected


def test_text_is_taken_and_codes_are_left_to_the_coder() -> None:
    assert read(ValueKind.TEXT, " two\nsources ") == TextValue("two sources")
    assert read(ValueKind.CODE, "attacked") is None
    assert read(ValueKind.COMPOSED, "Mali") is None


@pytest.mark.parametrize("kind", list(ValueKind))
def test_no_words_give_no_value(kind: ValueKind) -> None:
    assert read(kind, " \n") is None


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ValueKind.DATE, "2025-04-09"),
        (ValueKind.PLACE, "Bamako, Mali"),
        (ValueKind.TEXT, "two sources"),
    ],
)
def test_what_is_written_reads_as_the_same_value(kind: ValueKind, words: str) -> None:
    value = read(kind, words)
    assert read(kind, written(value)) == value
    assert written(None) == ""
