"""Where dates stand in plain words, and why they stand for what they do; no spaCy needed."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from annotator.domain import dates
from annotator.domain.dates import classes, finding
from annotator.domain.dates.finding import Kind
from annotator.domain.dates.noting import DateNote

PUBLISHED = dt.date(2020, 5, 20)  # a Wednesday


def found(text: str) -> list[tuple[str, Kind]]:
    words = list(re.finditer(r"\w+\.(?=\s\d)|[\d/]+[\d/-]*\w*|\w+|'s|[^\w\s]", text))
    letters = "".join(classes.class_of(word.group()) for word in words)

    def between(start: int, end: int) -> str:
        return text[words[start].start() : words[end - 1].end()]

    return [
        (between(one.start, one.end), one.kind)
        for one in finding.find(letters, between, lambda _start, _end: True)
    ]


def dated(text: str) -> list[str]:
    return [words for words, kind in found(text) if kind is Kind.DATE]


@pytest.mark.parametrize(
    ("text", "marked"),
    {
        "The leaders met on Monday in Baku.": ["Monday"],
        "It happened late last week.": ["late last week"],
        "In the first half of May, and since January.": ["the first half of May", "since January"],
        "The end of 2019 came.": ["The end of 2019"],
        "By the end of the year they left.": ["By the end of the year"],
        "It ran from 3 to 5 May.": ["from 3 to 5 May"],
        "Between April 3 and April 5 it rained.": ["Between April 3 and April 5"],
        "From Sunday night until 9 November.": ["From Sunday night until 9 November"],
        "On the 9th of April, 2018, and in mid-March.": ["the 9th of April, 2018", "mid-March"],
        "On Tuesday, 10 April 2012, at 5 p.m.": ["Tuesday, 10 April 2012"],
        "Two weeks ago, or a year ago.": ["Two weeks ago", "a year ago"],
        "In the 1990s and the '80s; the 20th century.": [
            "the 1990s",
            "the '80s",
            "the 20th century",
        ],
        "Over the weekend, yesterday morning. Last night.": [
            "the weekend",
            "yesterday morning",
            "Last night",
        ],
        "The last week of March; the third quarter of 2020.": [
            "The last week of March",
            "the third quarter of 2020",
        ],
        "The day before yesterday, earlier this week.": [
            "The day before yesterday",
            "earlier this week",
        ],
        "The summer of 2006; this summer; on Christmas Day.": [
            "The summer of 2006",
            "this summer",
            "Christmas Day",
        ],
        "It began on 13/04/2025 and ended 2025-04-10 in Baku.": ["13/04/2025", "2025-04-10"],
        "In 2014 they left.": ["2014"],
    }.items(),
)
def test_dates_are_found_whole(text: str, marked: list[str]) -> None:
    assert dated(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "The 45-year-old was jailed for two years after a 48-hour search.",
        "At the end of the day, the week was long and the year bad.",
        "It lasted for more than a decade; 2000 people died.",
        "The last week of the war and the fall of Saigon.",
        "They may march in spring, and they sat in the sun.",
        "A second half, the first day, three months, a day or so.",
        "Earlier, later, and in the morning.",
    ],
)
def test_what_names_no_day_is_left_out(text: str) -> None:
    assert found(text) == []


def test_what_counts_from_another_day_is_told_apart() -> None:
    text = "The same day he left; two days later, and the next day, he died. In two weeks."
    assert found(text) == [
        ("The same day", Kind.OTHER_DAY),
        ("two days later", Kind.OTHER_DAY),
        ("the next day", Kind.OTHER_DAY),
        ("In two weeks", Kind.HENCE),
    ]


def test_a_number_behind_a_month_and_a_comma_is_no_day() -> None:
    assert dated("In March, 20 people died.") == ["March"]
    assert dated("On March 20, people died.") == ["March 20"]


@pytest.mark.parametrize(
    ("words", "note", "value", "reason"),
    [
        ("Tuesday", DateNote(), "2020-05-19", "Tuesday before publication (Wed 20 May 2020)"),
        (
            "Monday",
            DateNote(ahead=True),
            "2020-05-25",
            "Monday after publication (Wed 20 May 2020)",
        ),
        ("today", DateNote(), "2020-05-20", "Day of publication (Wed 20 May 2020)"),
        ("9 April 2018", DateNote(), "2018-04-09", "As written"),
        ("December 3", DateNote(), "2019-12-03", "Year chosen by publication (Wed 20 May 2020)"),
        ("last month", DateNote(), "2020-04", "Counted from publication (Wed 20 May 2020)"),
        (
            "Tuesday",
            DateNote(instead="Tuesday (9 April 2019)"),
            "2019-04-09",
            "The date in brackets counts; as written",
        ),
        (
            "yesterday",
            DateNote(doubtful=True, reason="counts from when it was said"),
            "2020-05-19",
            "Tuesday before publication (Wed 20 May 2020); counts from when it was said",
        ),
        ("the same day", DateNote(), "unresolved: the same day", "Names no day by itself"),
    ],
)
def test_the_reason_for_a_value_is_told(
    words: str, note: DateNote, value: str, reason: str
) -> None:
    explained = dates.resolve_note(words, note, PUBLISHED)
    assert (dates.describe(explained.value), explained.reason) == (value, reason)
    assert explained.value.text == words


@pytest.mark.parametrize("words", ["yesterday", "Tuesday", "December 3", "since January"])
def test_nothing_relative_is_resolved_without_a_publication_date(words: str) -> None:
    explained = dates.resolve_note(words, DateNote(), None)
    assert dates.describe(explained.value) == f"unresolved: {words}"
    assert explained.reason == "Needs the publication date"
    whole = dates.resolve_note("9 April 2018", DateNote(), None)
    assert (dates.describe(whole.value), whole.reason) == ("2018-04-09", "As written")


def test_words_of_another_language_are_explained_too() -> None:
    explained = dates.resolve_note("letzte Woche", DateNote(), PUBLISHED, language="de")
    assert dates.describe(explained.value) == "2020-05-11 – 2020-05-17"
    assert explained.reason == "Counted from publication (Wed 20 May 2020)"
