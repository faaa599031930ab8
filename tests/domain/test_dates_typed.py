"""What coders type for a date, how dates look on a card, and how exact they are."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain import dates
from annotator.domain.values import Bound, DateKind, DateValue

PUBLISHED = dt.date(2025, 4, 10)  # a Thursday


def shown(typed: str, published: dt.date | None = PUBLISHED) -> list[str]:
    return [dates.describe(value) for value in dates.parse(typed, published)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2025-04-09", "2025-04-09"),
        ("2025-05", "2025-05"),
        ("2003-11", "2003-11"),  # in a text it might be eight years
        ("2025", "2025"),
        ("20250409", "2025-04-09"),
        ("5/2025", "2025-05"),
        ("2025-05-01..2025-05-15", "2025-05-01 – 2025-05-15"),
        ("2025-05-01 … 2025-05-15", "2025-05-01 – 2025-05-15"),
        ("2025-05 .. 2025-06", "2025-05-01 – 2025-06-30"),
        ("2025-01..", "since 2025-01-01"),
        ("..2025-03", "up to 2025-03-31"),
        ("?..2025-03", "? – 2025-03-31"),
        ("2025-01..?", "2025-01-01 – ?"),
        ("?..", "? – open"),
        ("?", "unknown"),
        ("first quarter of 2024", "2024-01-01 – 2024-03-31"),
        ("late last week", "2025-04-03 – 2025-04-06"),
        ("monday..today", "2025-04-07 – 2025-04-10"),
        ("reported", "2025-04-10 (reported)"),
        ("Publication date", "2025-04-10 (reported)"),
    ],
)
def test_the_best_reading_of_typed_text(typed: str, expected: str) -> None:
    assert shown(typed)[0] == expected


def test_several_readings_are_offered_likeliest_first() -> None:
    assert shown("09/04/2025") == ["2025-04-09", "2025-09-04"]
    assert shown("Monday") == ["2025-04-07", "2025-04-14", "2025-03-31"]
    assert shown("9 April")[0] == "2025-04-09"
    assert set(shown("9 April")) == {"2025-04-09", "2026-04-09", "2024-04-09"}


def test_words_are_kept_only_where_they_say_the_date() -> None:
    first, other, _ = dates.parse("Monday", PUBLISHED)
    assert (first.text, first.relative_to) == ("Monday", PUBLISHED)
    assert (other.text, other.relative_to) == ("", PUBLISHED)
    assert dates.parse("2025-05", PUBLISHED) == [
        DateValue(dt.date(2025, 5, 1), dt.date(2025, 5, 31))
    ]


@pytest.mark.parametrize(
    "typed", ["asdf", "2025-02-30", "2025-05-15..2025-05-01", "..", "x..2025", "7"]
)
def test_what_cannot_be_read_keeps_its_words(typed: str) -> None:
    assert dates.parse(typed, PUBLISHED) == [DateValue.unresolved(typed)]


def test_no_text_gives_nothing() -> None:
    assert dates.parse("  ", PUBLISHED) == []


def test_without_a_publication_date_only_full_dates_are_read() -> None:
    assert shown("9 April", None) == ["unresolved: 9 April"]
    assert shown("yesterday..2025-05-01", None) == ["unresolved: yesterday..2025-05-01"]
    assert shown("2025-04-09", None) == ["2025-04-09"]
    assert shown("reported", None) == []


def test_the_language_of_the_article_is_read_too() -> None:
    values = dates.parse("hier", PUBLISHED, language="fr")
    assert [dates.describe(value) for value in values] == ["2025-04-09"]


def test_a_reported_date_says_so() -> None:
    value = dates.reported(PUBLISHED)
    assert (value.start, value.end, value.kind) == (PUBLISHED, PUBLISHED, DateKind.REPORTED)
    assert value.relative_to == PUBLISHED
    assert dates.precision(value) == "reported"
    assert dates.date_prec(value) is None
    assert dates.time_precision(value) is None
    assert dates.parse("2025-04-10 (reported)", PUBLISHED) == [value]


DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31))
ENDS = st.one_of(DAYS, st.sampled_from([Bound.OPEN, Bound.UNKNOWN]))


@settings(deadline=None)
@given(ENDS, ENDS)
def test_the_editor_reads_what_a_card_shows(a: dt.date | Bound, b: dt.date | Bound) -> None:
    if isinstance(a, dt.date) and isinstance(b, dt.date):
        a, b = min(a, b), max(a, b)
    start, start_state = (None, a) if isinstance(a, Bound) else (a, Bound.KNOWN)
    end, end_state = (None, b) if isinstance(b, Bound) else (b, Bound.KNOWN)
    value = DateValue(start, end, start_state, end_state)
    assert dates.parse(dates.describe(value), None) == [value]


@pytest.mark.parametrize(
    ("typed", "precision", "days", "date_prec", "time_precision"),
    [
        ("2025-04-09", "day", 1, 1, 1),
        ("2025-04-05..2025-04-06", "weekend", 2, 2, 2),
        ("2025-04-01..2025-04-06", "6 days", 6, 2, 2),
        ("2025-W15", "week", 7, 3, 2),
        ("2025-04-01..2025-04-10", "10 days", 10, 4, 3),
        ("2025-05", "month", 31, 4, 3),
        ("Q1 2024", "quarter", 91, 5, None),
        ("summer 2024", "season", 92, 5, None),
        ("2024-07..2024-12", "half-year", 184, 5, None),
        ("2024", "year", 366, 5, None),
        ("the 1990s", "decade", 3652, None, None),
        ("2024-01..2025-12", "731 days", 731, None, None),
        ("2025..", "open", None, None, None),
        ("?..2025", "unknown", None, None, None),
        ("the same day", "unresolved", None, None, None),
    ],
)
def test_how_exact_a_date_is(
    typed: str, precision: str, days: int | None, date_prec: int | None, time_precision: int | None
) -> None:
    value = dates.parse(typed, None)[0]
    assert dates.precision(value) == precision
    assert value.days == days
    assert dates.date_prec(value) == date_prec
    assert dates.time_precision(value) == time_precision
