"""The sample project's texts and codings: whole, varied, and true to each other and the schema."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample"
SCHEMA = ROOT / "schemas" / "cameo.json"
FILES = sorted(SAMPLE.glob("*.txt"))
CODINGS = json.loads((SAMPLE / "codings.json").read_text(encoding="utf-8"))
CODED = [coding for coding in CODINGS if coding["events"]]
FILLERS = [
    pytest.param(coding["article"], event, filler, id=f"{coding['article'][:2]}-{at}-{of}")
    for coding in CODED
    for at, event in enumerate(coding["events"], 1)
    for of, filler in enumerate(event["fillers"], 1)
]
LEAST_WORDS, MOST_WORDS = 350, 650
KEYS = {"Date", "Source"}


def parts_of(path: Path) -> tuple[str, dict[str, str], str]:
    """Headline, header block and body of a sample file."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    headline, *lines = head.split("\n")
    return headline, dict(line.split(": ", 1) for line in lines), body.strip()


def text_of(name: str) -> str:
    """The text that offsets and occurrences count in: headline, blank line, body."""
    headline, _, body = parts_of(SAMPLE / name)
    return f"{headline}\n\n{body}"


def words_in(path: Path) -> int:
    return len(parts_of(path)[2].split())


def published(name: str) -> dt.date | None:
    day = parts_of(SAMPLE / name)[1].get("Date")
    return dt.date.fromisoformat(day) if day else None


def schema() -> dict:
    if not SCHEMA.exists():
        pytest.skip("the schema file is not there yet")
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def known_codes(data: dict, name: str, *, assignable: bool = False) -> set[str]:
    codes = next(entry["codes"] for entry in data["code_lists"] if entry["name"] == name)
    return {c["code"] for c in codes if c.get("assignable", True) or not assignable}


def every_text() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in FILES)


# --- the articles ---------------------------------------------------------------------------


def test_files_are_numbered_in_the_order_of_the_queue():
    assert [int(path.name[:2]) for path in FILES] == list(range(1, len(FILES) + 1))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_header_block_is_read_as_written(path):
    headline, header, body = parts_of(path)
    assert headline == headline.strip()
    assert 20 <= len(headline) <= 120
    assert set(header) <= KEYS
    assert header["Source"].strip()
    assert "Date" not in header or re.fullmatch(r"2024-\d\d-\d\d", header["Date"])
    assert not body.startswith(("Date:", "Source:", headline))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_text_is_tidy(path):
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert b"\r" not in raw
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]\n|  |\t", text)
    paragraphs = parts_of(path)[2].split("\n\n")
    assert all("\n" not in paragraph for paragraph in paragraphs)
    assert 90 <= words_in(path) <= MOST_WORDS


def test_there_are_enough_full_length_articles():
    assert sum(LEAST_WORDS <= words_in(path) <= MOST_WORDS for path in FILES) >= 10
    assert sum(words_in(path) < 150 for path in FILES) >= 2


def test_dates_follow_the_queue_and_one_is_unknown():
    days = [published(path.name) for path in FILES]
    assert days.count(None) == 1
    known = [day for day in days if day is not None]
    assert known == sorted(known)


def test_no_paragraph_and_no_headline_stands_twice():
    paragraphs = [
        p for path in FILES for p in (parts_of(path)[0], *parts_of(path)[2].split("\n\n"))
    ]
    assert len(paragraphs) == len(set(paragraphs))


def test_hard_characters_are_among_them():
    text = every_text()
    classes = {unicodedata.bidirectional(character) for character in text}
    assert classes & {"R", "AL"}, "a right-to-left name"
    assert any(unicodedata.combining(character) for character in text), "a combining character"
    assert any(ord(character) > 0xFFFF for character in text), "two UTF-16 units in one character"
    assert {"“", "”", "’", "—"} <= set(text), "typographic quotes and dashes"


@pytest.mark.parametrize(
    "words",
    [
        "on Tuesday",
        "arlier this month",
        "the first half of May",
        "yesterday (April 9)",
        "ver the weekend",
        "since January",
        "the same day",
        "last month",
        "next week",
        "by the end of the year",
        "two weeks later",
        "by June 1",
    ],
)
def test_relative_dates_are_among_them(words):
    assert words in every_text()


# --- the codings ----------------------------------------------------------------------------


def test_two_articles_are_coded_and_one_holds_nothing():
    assert sorted(len(coding["events"]) for coding in CODINGS) == [0, 3, 4]
    for coding in CODINGS:
        assert set(coding) <= {"article", "status", "reason", "events"}
        assert (SAMPLE / coding["article"]).is_file()
        assert coding["status"] == ("done" if coding["events"] else "nothing to code")
        assert bool(coding.get("reason")) == (not coding["events"])


def test_coded_articles_are_full_length():
    assert all(words_in(SAMPLE / coding["article"]) >= LEAST_WORDS for coding in CODED)


@pytest.mark.parametrize(("article", "event", "filler"), FILLERS)
def test_every_quote_stands_in_the_text(article, event, filler):
    text = text_of(article)
    assert filler["quotes"], "each filler of the sample has evidence"
    for quote, occurrence in filler["quotes"]:
        assert occurrence >= 1
        assert text.count(quote) >= occurrence, (quote, occurrence)
        start = -1
        for _ in range(occurrence):
            start = text.index(quote, start + 1)
        around = text[max(0, start - 1) : start] + text[start + len(quote) :][:1]
        assert not any(map(str.isalnum, around)), f"{quote!r} is cut out of a word"


@pytest.mark.parametrize(("article", "event", "filler"), FILLERS)
def test_values_are_well_formed(article, event, filler):
    [(kind, value)] = filler["value"].items()
    day = published(article)
    assert day is not None
    if kind == "date":
        start, end = map(dt.date.fromisoformat, [value, value] if isinstance(value, str) else value)
        assert start <= end
        assert (start > day) == (filler["slot"] == "date_due")
    elif kind == "unresolved":
        assert value in [quote for quote, _ in filler["quotes"]]
    elif kind == "place":
        assert set(value) == {"name", "country", "admin1", "latitude", "longitude", "where_prec"}
        assert re.fullmatch("[A-Z]{3}", value["country"])
        assert -90 <= value["latitude"] <= 90
        assert -180 <= value["longitude"] <= 180
        assert round(value["latitude"], 2) == value["latitude"]
        assert round(value["longitude"], 2) == value["longitude"]
        assert value["where_prec"] in range(1, 8)
        assert value["name"] in [quote for quote, _ in filler["quotes"]]
    else:
        assert kind == "code"
        assert value == value.strip()
        assert value


@pytest.mark.parametrize(("article", "event", "filler"), FILLERS)
def test_codes_are_in_the_schema(article, event, filler):
    data = schema()
    slot = next(entry for entry in data["slots"] if entry["name"] == filler["slot"])
    [(kind, value)] = filler["value"].items()
    if slot["kind"] == "code":
        assert value in known_codes(data, slot["code_list"], assignable=True)
    elif slot["kind"] == "composed":
        shape = next(c for c in data["compositions"] if c["name"] == slot["composition"])
        length = shape["element_length"]
        first, *rest = [value[at : at + length] for at in range(0, len(value), length)]
        entity, *others = shape["positions"]
        assert first in set().union(*(known_codes(data, name) for name in entity["lists"]))
        lists = {name for position in others for name in position["lists"]}
        assert set(rest) <= set().union(*(known_codes(data, name) for name in lists))
        assert 1 + len(rest) <= shape["most_elements"]
    else:
        assert kind in {"date": ("date", "unresolved"), "place": ("place",)}[slot["kind"]]


@pytest.mark.parametrize("coding", CODED, ids=lambda coding: coding["article"])
def test_events_keep_the_rules_of_the_schema(coding):
    data = schema()
    slots = {entry["name"]: entry for entry in data["slots"]}
    attributes = {entry["name"]: entry for entry in data["attributes"]}
    for event in coding["events"]:
        names = [filler["slot"] for filler in event["fillers"]]
        assert {name for name, slot in slots.items() if slot.get("required")} <= set(names)
        assert all(slots[name].get("several") for name in names if names.count(name) > 1)
        assert event["reciprocal"] or "target" in names
        for name, value in event["attributes"].items():
            choices = [choice["value"] for choice in attributes[name].get("choices", ())]
            assert value in choices or (not choices and value)


def test_reasons_are_in_the_schema():
    reasons = {entry["value"] for entry in schema()["reasons"]}
    assert {coding["reason"] for coding in CODINGS if "reason" in coding} <= reasons


def test_the_coded_events_show_what_an_event_can_be():
    events = [event for coding in CODED for event in coding["events"]]
    fillers = [filler for event in events for filler in event["fillers"]]
    statuses = {event["attributes"]["status"] for event in events}
    assert any(event["reciprocal"] for event in events)
    assert {"occurred", "announced", "alleged"} <= statuses
    assert any("unresolved" in filler["value"] for filler in fillers)
    assert any(isinstance(filler["value"].get("date"), list) for filler in fillers)
    assert any(len(filler["quotes"]) > 1 for filler in fillers), "further evidence"
    assert any(filler["slot"] == "date_due" for filler in fillers)
    assert any(filler["slot"] == "attribution" for filler in fillers)
