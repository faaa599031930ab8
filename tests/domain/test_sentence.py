"""An event in words, and what is missing or odd about it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from annotator.domain.events import Event, Filler, Mention, Segment
from annotator.domain.schema_text import decode
from annotator.domain.sentence import Tone, plain, sentence, warnings
from annotator.domain.values import CodeValue, DateValue, PlaceValue, Provenance
from annotator.resources import schema_path


@pytest.fixture(scope="module")
def schema():
    return decode(json.loads(schema_path("cameo").read_text(encoding="utf-8")))


def filler(number, slot, value, words=""):
    mention = Mention(number, f"m{number}", "actor", (Segment(0, 1),), (words,))
    mentions = (mention,) if words else ()
    return Filler(number, f"f{number}", 1, slot, number, value, Provenance.BY_HAND, mentions)


def event(*fillers, reciprocal=False):
    return Event(1, "e", 1, 0, reciprocal=reciprocal, fillers=fillers)


def test_it_reads_as_who_did_what_to_whom_where_and_when(schema):
    coded = event(
        filler(1, "source", CodeValue("TURMIL")),
        filler(2, "action", CodeValue("194")),
        filler(3, "target", CodeValue("SYRREB")),
        filler(4, "location", PlaceValue("Afrin", country="SYR")),
        filler(5, "date", DateValue.day(dt.date(2018, 1, 20))),
    )
    assert plain(sentence(schema, coded)) == (
        "Türkiye military → fight with artillery and tanks → Syria rebels · Afrin · 2018-01-20"
    )
    assert warnings(schema, coded) == ()


def test_two_sides_of_a_reciprocal_event_are_joined_by_a_double_arrow(schema):
    coded = event(
        filler(1, "source", CodeValue("NERMIL")),
        filler(2, "source", CodeValue("MLIGOV")),
        filler(3, "action", CodeValue("057")),
        reciprocal=True,
    )
    assert plain(sentence(schema, coded)) == (
        "Niger military + Mali government ⇄ sign formal agreement"
    )


def test_what_is_missing_stands_in_the_sentence(schema):
    runs = sentence(schema, event(filler(1, "source", None, "Bamako")))
    assert plain(runs) == "Bamako? → no action"
    assert [run.text for run in runs if run.tone is Tone.ODD] == ["Bamako?", "no action"]


def test_warnings_name_what_is_missing_or_odd(schema):
    coded = event(
        filler(1, "source", CodeValue("MLI")),
        filler(2, "target", CodeValue("MLI")),
        filler(3, "target", None, "Bamako"),
        filler(4, "date", DateValue(dt.date(2024, 2, 1), dt.date(2024, 2, 29))),
        filler(5, "date_due", DateValue.unresolved("soon")),
    )
    assert warnings(schema, coded) == (
        "no action",
        "target has no code yet",
        "date is a month",
        "due date is not resolved",
        "MLI is on both sides",
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, ()), (7, ()), (8, ("date spans weeks",)), (31, ("date is a month",)),
     (90, ("date spans months",)), (365, ("date spans months",)),
     (367, ("date spans more than a year",))],
)  # fmt: skip
def test_a_wide_date_is_said(schema, days, said):
    start = dt.date(2024, 1, 1)
    value = DateValue(start, start + dt.timedelta(days=days - 1))
    full = event(
        filler(1, "source", CodeValue("MLI")),
        filler(2, "action", CodeValue("010")),
        filler(3, "date", value),
    )
    assert warnings(schema, full) == said
