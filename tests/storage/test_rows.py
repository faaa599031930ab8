import datetime as dt

import pytest
from coded import SCHEMA, make, sitting

from annotator.domain.events import Segment
from annotator.domain.schema_text import decode
from annotator.domain.values import (
    Bound,
    CodeValue,
    DateKind,
    DateValue,
    PlaceValue,
    TextValue,
)
from annotator.storage.rows import (
    VALUE_COLUMNS,
    code_rows,
    mentions_of,
    segment_rows,
    value_columns,
    value_of,
)

DAY = dt.date(2025, 4, 9)
VALUES = [
    None,
    CodeValue("010"),
    TextValue("two officials\nsaid"),
    DateValue.day(DAY),
    DateValue.day(DAY, kind=DateKind.REPORTED, relative_to=DAY),
    DateValue(DAY, None, Bound.KNOWN, Bound.OPEN, text="since 9 April", relative_to=DAY),
    DateValue(None, DAY, Bound.UNKNOWN, Bound.KNOWN),
    DateValue.unresolved("some day"),
    PlaceValue("Baku"),
    PlaceValue("Gao", "MLI", "Gao Region", 16.27, -0.04, "2457161", 3),
    PlaceValue("sea", latitude=0.0, longitude=0.0, where_prec=7),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_value_comes_back_as_it_went(value):
    columns = value_columns(value)
    assert tuple(columns) == VALUE_COLUMNS
    assert value_of(columns) == value


def test_a_value_fills_only_the_columns_of_its_kind():
    columns = value_columns(PlaceValue("Baku"))
    assert {name: held for name, held in columns.items() if held is not None} == {
        "kind": "place",
        "place_name": "Baku",
    }


def test_mentions_are_put_together_from_their_segments():
    segments = (Segment(3, 5), Segment(9, 12))
    rows = [
        (7, "u", "who", row["start"], row["end"], row["quote"])
        for row in segment_rows(segments, ("ab", "cde"))
    ]
    mention = mentions_of(rows)[7]
    assert mention.segments == segments
    assert mention.quote == "ab … cde"


@pytest.mark.parametrize(
    ("slot", "code", "elements"),
    [
        ("deed", "042", [("042", "deeds")]),
        ("deed", "999", [("999", None)]),
        ("giver", "AZEGOV", [("AZE", "lands"), ("GOV", "roles")]),
        ("giver", "XXXMIL", [("XXX", None), ("MIL", "roles")]),
        ("giver", "---", [("---", None)]),
    ],
)
def test_codes_are_cut_and_looked_up_by_position(tmp_path, slot, code, elements):
    schema = decode(SCHEMA)
    with sitting(make(tmp_path / "p.db", articles=0)) as (project, _):
        rows = code_rows(project.connection, schema, schema.slot(slot), CodeValue(code))
        lists = dict(project.connection.execute("SELECT id, list FROM code").fetchall())
    assert [(row["element"], lists.get(row["code_id"])) for row in rows] == elements
    assert [row["position"] for row in rows] == list(range(len(rows)))


def test_only_codes_have_code_rows(tmp_path):
    schema = decode(SCHEMA)
    with sitting(make(tmp_path / "p.db", articles=0)) as (project, _):
        place = schema.slot("spot")
        assert code_rows(project.connection, schema, place, PlaceValue("Baku")) == []
        assert code_rows(project.connection, schema, place, None) == []
