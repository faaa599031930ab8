"""Sentences in another language: said whole, told again, and read back where they are typed."""

import datetime as dt

import pytest

from annotator.domain import dates, edit_labels, schema_file
from annotator.domain.errors import SchemaError
from annotator.domain.language import Sentence, again, gaps, tr
from annotator.domain.text import article_text
from annotator.domain.values import Bound, DateValue
from tests.spoken import MARK, known, marked

GERMAN = {
    "since {day}": "seit {day}",
    "up to {day}": "bis {day}",
    "{day} (reported)": "{day} (gemeldet)",
    "unresolved: {words}": "ungeklärt: {words}",
    "unknown": "unbekannt",
    "open": "offen",
    "Wednesday": "Mittwoch",
    "Thu": "Do",
    "Apr": "April",
    "{weekday} {day} {month} {year}": "{weekday}, {day}. {month} {year}",
    "{weekday} before publication ({day})": "{weekday} vor Erscheinen ({day})",
    "delete event {number}": "Ereignis {number} löschen",
    "{count:,} files": "{count:,} Dateien",
}
DAY, LATER = dt.date(2025, 4, 10), dt.date(2025, 5, 3)


def test_a_sentence_is_said_in_the_language_that_is_spoken():
    said = Sentence("delete event {number}", {"number": 3})
    assert (str(said), said.english) == ("delete event 3", "delete event 3")
    with known(GERMAN):
        assert (str(said), said.english) == ("Ereignis 3 löschen", "delete event 3")
    assert tr("since {day}") == "since {day}"


@pytest.mark.parametrize(
    ("sentence", "said", "found"),
    [
        ("new event", "new event", {}),
        ("new event", "new events", None),
        ("add {n} to {slot}", "add 2 to Who\nacts", {"n": "2", "slot": "Who\nacts"}),
        ('"{a}" or "0{a}"', '"42" or "042"', {"a": "42"}),
        ('"{a}" or "0{a}"', '"42" or "043"', None),
        ("{count:,} of (it)", "1,200 of (it)", {"count": "1,200"}),
    ],
)
def test_gaps_of_what_was_said(sentence, said, found):
    assert gaps(sentence, said) == found


def test_what_is_kept_in_english_is_said_again():
    sentences = ("{count:,} files", "delete event {number}")
    assert again("1,200 files", sentences) == "1,200 files"
    with known(GERMAN):
        assert again("1,200 files", sentences) == "1,200 Dateien"
        assert again("delete event 3", sentences) == "Ereignis 3 löschen"
        assert again("something else", sentences) == "something else"
        assert edit_labels.label("delete event 12") == "Ereignis 12 löschen"


@pytest.mark.parametrize(
    "value",
    [
        DateValue(DAY, None, end_state=Bound.OPEN),
        DateValue(None, DAY, start_state=Bound.OPEN),
        DateValue(DAY, None, end_state=Bound.UNKNOWN),
        DateValue(None, None, Bound.UNKNOWN, Bound.UNKNOWN),
        DateValue(None, None, Bound.OPEN, Bound.UNKNOWN),
        DateValue(DAY, LATER),
        DateValue.day(DAY),
        DateValue.unresolved("some day"),
    ],
)
def test_a_date_in_words_is_read_back_by_the_editor(value):
    english = dates.describe(value)
    assert dates.parse(english, DAY)[0] == value
    with known(GERMAN):
        assert dates.parse(dates.describe(value), DAY)[0] == value
        assert dates.parse(english, DAY)[0] == value


def test_a_reported_date_is_read_back_by_the_editor():
    with known(GERMAN):
        (reported,) = dates.parse("reported", DAY)
        assert dates.describe(reported) == "2025-04-10 (gemeldet)"
        assert dates.parse("2025-04-10 (gemeldet)", DAY) == [reported]


def test_days_and_months_in_words():
    from annotator.domain.dates.noting import DateNote, resolve_note  # noqa: PLC0415

    with known(GERMAN):
        why = resolve_note("Wednesday", DateNote(), DAY).reason
    assert why == "Mittwoch vor Erscheinen (Do, 10. April 2025)"


def test_a_schema_with_problems_says_so_with_places_that_stay_the_same():
    data = {"slots": [{"name": "deed", "key": "DD"}]}
    english = schema_file.problems(data)
    with marked():
        said = schema_file.problems(data)
        with pytest.raises(SchemaError, match=MARK):
            schema_file.from_json(data)
    assert len(said) == len(english)
    for problem, before in zip(said, english, strict=True):
        place, _, sentence = before.partition(": ")
        assert problem.startswith(f"{place}: ")
        assert MARK in problem or sentence.startswith("it ")


def test_what_is_wrong_with_a_text_is_said():
    with marked(), pytest.raises(Exception, match=f"{MARK}The article is empty"):
        article_text(" ", "\n")
