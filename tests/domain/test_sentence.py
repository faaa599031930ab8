"""An event in words, what is missing among them."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from annotator.domain.events import Event, Filler, Mention, Segment
from annotator.domain.schema_text import decode
from annotator.domain.sentence import Tone, plain, sentence
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
    assert plain(runs) == "Bamako? → no action yet"
    assert [run.text for run in runs if run.tone is Tone.ODD] == ["Bamako?", "no action yet"]
