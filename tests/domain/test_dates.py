"""Expressions of news text: what they resolve to, and what is left unresolved."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain import dates
from annotator.domain.values import Bound, DateKind

PUBLISHED = dt.date(2025, 4, 10)  # a Thursday


def shown(expression: str, published: dt.date | None = PUBLISHED, **options: object) -> str:
    return dates.describe(dates.resolve(expression, published, **options))  # type: ignore[arg-type]


ABSOLUTE = {
    "April 9, 2025": "2025-04-09",
    "9 April 2025": "2025-04-09",
    "the 9th of April 2025": "2025-04-09",
    "Wednesday, 9 April 2025": "2025-04-09",
    "Sept. 9, 2024": "2024-09-09",
    "9. April 2025": "2025-04-09",
    "9-Apr-2025": "2025-04-09",
    "2025-04-09": "2025-04-09",
    "20250409": "2025-04-09",
    "2025-04-09T22:15:00Z": "2025-04-09",
    "13/04/2025": "2025-04-13",
    "04.13.2025": "2025-04-13",
    "04/04/2025": "2025-04-04",
    "May 2025": "2025-05",
    "in 2019": "2019",
    "twenty twenty-four": "2024",
    "nineteen ninety-one": "1991",
    "the year two thousand and five": "2005",
    "nineteen oh five": "1905",
    "March third, nineteen ninety-eight": "1998-03-03",
    "the 2019 period": "2019",
    "the 1990s": "1990-01-01 – 1999-12-31",
    "1990's": "1990-01-01 – 1999-12-31",
    "the nineteen eighties": "1980-01-01 – 1989-12-31",
    "the 19th century": "1801-01-01 – 1900-12-31",
    "the first quarter of 2024": "2024-01-01 – 2024-03-31",
    "third-quarter 2024": "2024-07-01 – 2024-09-30",
    "Q3 2024": "2024-07-01 – 2024-09-30",
    "2024's second half": "2024-07-01 – 2024-12-31",
    "summer 2019": "2019-06-01 – 2019-08-31",
    "the winter of 2023-24": "2023-12-01 – 2024-02-29",
    "2025-W15": "2025-04-07 – 2025-04-13",
    "the end of 2019": "2019-10-01 – 2019-12-31",
    "early 2024": "2024-01-01 – 2024-03-31",
    "late April 2025": "2025-04-21 – 2025-04-30",
    "the second week of May 2025": "2025-05-08 – 2025-05-14",
    "the last day of February 2024": "2024-02-29",
    "the first two months of 2025": "2025-01-01 – 2025-02-28",
    "the first Monday of May 2025": "2025-05-05",
    "the last weekend of March 2025": "2025-03-29 – 2025-03-30",
    "New Year's Eve 2024": "2024-12-31",
    "from 3 to 5 May 2025": "2025-05-03 – 2025-05-05",
    "May 3–5, 2025": "2025-05-03 – 2025-05-05",
    "28 December 2024 to 3 January 2025": "2024-12-28 – 2025-01-03",
    "28 December to 3 January 2025": "2024-12-28 – 2025-01-03",
    "January to March 2024": "2024-01-01 – 2024-03-31",
    "between 2011 and 2014": "2011-01-01 – 2014-12-31",
    "1990-95": "1990-01-01 – 1995-12-31",
    "since 2015": "since 2015-01-01",
    "May 5, 2025 onwards": "since 2025-05-05",
    "up to 2020": "up to 2020-12-31",
    "through March 2024": "? – 2024-03-31",
    "before 2011": "? – 2010-12-31",
    "after May 3, 2025": "2025-05-04 – ?",
    "April 9 (2025)": "2025-04-09",
}


@pytest.mark.parametrize(("expression", "expected"), ABSOLUTE.items())
def test_what_names_its_year_needs_no_publication_date(expression: str, expected: str) -> None:
    for published in (None, PUBLISHED):
        value = dates.resolve(expression, published)
        assert dates.describe(value) == expected
        assert value.relative_to is None
        assert value.text == expression


RELATIVE = {
    "today": "2025-04-10",
    "this morning": "2025-04-10",
    "yesterday": "2025-04-09",
    "last night": "2025-04-09",
    "overnight": "2025-04-09 – 2025-04-10",
    "the day before yesterday": "2025-04-08",
    "tomorrow's": "2025-04-11",
    # weekdays look back; one equal to the publication day is that day
    "Tuesday": "2025-04-08",
    "on Wednesday": "2025-04-09",
    "Thursday": "2025-04-10",
    "Friday": "2025-04-04",
    "Monday night": "2025-04-07",
    "10 p.m. on Monday": "2025-04-07",
    "Sunday at 14:30 GMT": "2025-04-06",
    "the early hours of Sunday": "2025-04-06",
    "late on Tuesday evening": "2025-04-08",
    "last Friday": "2025-04-04",
    "last Thursday": "2025-04-03",
    "this Friday": "2025-04-11",
    "next Thursday": "2025-04-17",
    "Tuesday last week": "2025-04-01",
    "Monday of last week": "2025-03-31",
    "next week's Wednesday": "2025-04-16",
    # the year of a month or a day of a month
    "9 April": "2025-04-09",
    "April ninth": "2025-04-09",
    "24 March": "2025-03-24",
    "2 May": "2025-05-02",
    "December 3": "2024-12-03",
    "29 February": "2024-02-29",
    "on the 5th": "2025-04-05",
    "Friday the 13th": "2024-12-13",
    "mid-March": "2025-03-11 – 2025-03-20",
    "July last year": "2024-07",
    "last August": "2024-08",
    "this September": "2025-09",
    "next January": "2026-01",
    # weeks, months, years and their parts
    "this week": "2025-04-07 – 2025-04-13",
    "late last week": "2025-04-03 – 2025-04-06",
    "the weekend": "2025-04-05 – 2025-04-06",
    "this weekend": "2025-04-12 – 2025-04-13",
    "over the weekend": "2025-04-05 – 2025-04-06",
    "the week of May 5": "2025-05-05 – 2025-05-11",
    "the week before last": "2025-03-24 – 2025-03-30",
    "the nine months ended March 31": "2024-07-01 – 2025-03-31",
    "next month": "2025-05",
    "the first half of May": "2025-05-01 – 2025-05-15",
    "the second half of May": "2025-05-16 – 2025-05-31",
    "early next month": "2025-05-01 – 2025-05-10",
    "earlier this month": "2025-04-01 – 2025-04-10",
    "later this week": "2025-04-10 – 2025-04-13",
    "earlier in the year": "2025-01-01 – 2025-04-10",
    "the end of the month": "2025-04-21 – 2025-04-30",
    "by year-end": "? – 2025-12-31",
    "last year's third quarter": "2024-07-01 – 2024-09-30",
    "the fourth quarter": "2024-10-01 – 2024-12-31",
    "the latest quarter": "2025-01-01 – 2025-03-31",
    "the year-ago quarter": "2024-01-01 – 2024-03-31",
    "the year-earlier period": "2024-01-01 – 2024-03-31",
    "last summer": "2024-06-01 – 2024-08-31",
    "this winter": "2024-12-01 – 2025-02-28",
    "the nineties": "1990-01-01 – 1999-12-31",
    "the twenties": "2020-01-01 – 2029-12-31",
    "next decade": "2030-01-01 – 2039-12-31",
    # distances
    "two days ago": "2025-04-08",
    "three weeks earlier": "2025-03-20",
    "a fortnight ago": "2025-03-27",
    "a week or so ago": "2025-04-03",
    "a month ago": "2025-03-10",
    "three months ago": "2025-01",
    "nearly two years ago": "2023",
    "in two weeks": "2025-04-24",
    "the past two weeks": "2025-03-27 – 2025-04-10",
    "the last 24 hours": "2025-04-09 – 2025-04-10",
    "the past decade": "2015-04-10 – 2025-04-10",
    "within 10 days": "2025-04-10 – 2025-04-20",
    # ranges and open ends
    "from 3 to 5 May": "2025-05-03 – 2025-05-05",
    "between 3 and 5 May": "2025-05-03 – 2025-05-05",
    "April 9-11": "2025-04-09 – 2025-04-11",
    "December 28 to January 3": "2024-12-28 – 2025-01-03",
    "Monday to Friday": "2025-04-07 – 2025-04-11",
    "between Monday and Wednesday last week": "2025-03-31 – 2025-04-02",
    "Saturday and Sunday": "2025-04-05 – 2025-04-06",
    "since January": "since 2025-01-01",
    "since Tuesday": "since 2025-04-08",
    "until Friday": "? – 2025-04-11",
    "starting Monday": "since 2025-04-14",
    # an explicit date beats the relative word beside it
    "yesterday (April 8)": "2025-04-08",
    "yesterday, April 8": "2025-04-08",
    "Monday (local time)": "2025-04-07",
    "this coming Sunday, April thirteenth": "2025-04-13",
}


@pytest.mark.parametrize(("expression", "expected"), RELATIVE.items())
def test_news_words_count_from_the_publication_date(expression: str, expected: str) -> None:
    value = dates.resolve(expression, PUBLISHED)
    assert dates.describe(value) == expected
    assert value.relative_to == PUBLISHED
    assert value.kind is DateKind.STATED


@pytest.mark.parametrize("expression", RELATIVE)
def test_without_a_publication_date_nothing_relative_is_resolved(expression: str) -> None:
    value = dates.resolve(expression, None)
    assert value.kind is DateKind.UNRESOLVED
    assert value.text == expression
    assert value.relative_to is None


@pytest.mark.parametrize(
    "expression",
    [
        *("the same day", "that day", "the day", "recently", "soon", "currently", "then", "now"),
        *("the following month", "the previous Friday", "two days later", "a few weeks ago"),
        *("six months", "two days", "a year", "the week", "each July", "every Monday", "Mondays"),
        *("09/04/2025", "2003-11", "31 April", "Feb. 29, 2023", "2025-13-01", "second", "noon"),
        *("10:30", "at 10 p.m.", "Monday and Friday", "coming weeks", "", "   ", "🎉", "(", "to"),
        *("99999 years ago", "9000 years ago", "in 900 centuries", "5 May 2025 to 3 May 2025"),
    ],
)
def test_what_names_no_days_or_several_stays_as_words(expression: str) -> None:
    value = dates.resolve(expression, PUBLISHED)
    assert value.kind is DateKind.UNRESOLVED
    assert value.text == " ".join(expression.split())


def test_an_open_end_and_an_unknown_one_differ() -> None:
    since, until = dates.resolve("since May", PUBLISHED), dates.resolve("until May", PUBLISHED)
    assert (since.start, since.end_state) == (dt.date(2024, 5, 1), Bound.OPEN)
    assert (until.start_state, until.end) == (Bound.UNKNOWN, dt.date(2025, 5, 31))


@pytest.mark.parametrize(
    ("expression", "published", "expected"),
    [
        ("January", "2024-11-02", "2025-01"),  # ahead, where that is clearly nearer
        ("March", "2024-11-02", "2024-03"),
        ("December", "2025-01-08", "2024-12"),
        ("1 February", "2024-12-20", "2025-02-01"),
        ("October", "2024-10-30", "2024-10"),  # what holds the day
        ("Sunday", "2024-03-03", "2024-03-03"),
        ("Monday", "2024-03-03", "2024-02-26"),
        ("the third quarter", "2024-10-30", "2024-07-01 – 2024-09-30"),
        ("the weekend", "2024-10-28", "2024-10-26 – 2024-10-27"),
        ("Saturday, April 25", "1998-04-24", "1998-04-25"),
        ("a month ago", "2025-03-31", "2025-02-28"),
        ("last week", "2024-01-03", "2023-12-25 – 2023-12-31"),
    ],
)
def test_the_year_that_news_means(expression: str, published: str, expected: str) -> None:
    assert shown(expression, dt.date.fromisoformat(published)) == expected


def test_a_sentence_about_the_future_looks_ahead() -> None:
    assert shown("Monday") == "2025-04-07"
    assert shown("Monday", ahead=True) == "2025-04-14"
    assert shown("3 March", ahead=True) == "2026-03-03"


@pytest.mark.parametrize(
    ("language", "expression", "expected"),
    [
        ("fr", "le 9 avril 2025", "2025-04-09"),
        ("fr", "hier", "2025-04-09"),
        ("fr", "mardi", "2025-04-08"),
        ("fr", "la semaine dernière", "2025-03-31 – 2025-04-06"),
        ("fr", "09/04/2025", "2025-04-09"),
        ("de", "am 9. April 2025", "2025-04-09"),
        ("de", "vor zwei Wochen", "2025-03-24 – 2025-03-30"),
        ("de", "letztes Jahr", "2024"),
        ("es", "mayo de 2025", "2025-05"),
        ("ru", "9 апреля 2025 года", "2025-04-09"),
        ("ar", "أمس", "2025-04-09"),
        ("zh-TW", "2025年4月9日", "2025-04-09"),
        ("de", "9 April 2025", "2025-04-09"),
    ],
)
def test_other_languages_follow_the_same_conventions(
    language: str, expression: str, expected: str
) -> None:
    assert shown(expression, language=language) == expected


@pytest.mark.parametrize(
    ("language", "expression"),
    [("fr", "maintenant"), ("fr", "deux semaines"), ("fr", "14h"), ("de", "jetzt"), ("xx", "hier")],
)
def test_words_that_another_language_leaves_undated(language: str, expression: str) -> None:
    assert dates.resolve(expression, PUBLISHED, language=language).kind is DateKind.UNRESOLVED


@pytest.mark.parametrize(
    ("language", "expression"),
    [("fr", "hier"), ("fr", "mardi"), ("de", "letztes Jahr"), ("ru", "9 апреля"), ("ar", "اليوم")],
)
def test_no_language_is_resolved_against_today(language: str, expression: str) -> None:
    assert dates.resolve(expression, None, language=language).kind is DateKind.UNRESOLVED


@settings(deadline=None)
@given(st.text(max_size=120), st.one_of(st.none(), st.dates()))
def test_it_never_raises_on_text(expression: str, published: dt.date | None) -> None:
    value = dates.resolve(expression, published)
    assert dates.describe(value)
    assert (value.relative_to is None) or value.relative_to == published


WORDS = [
    *("early", "late", "mid", "last", "next", "this", "since", "until", "from", "to", "and", "the"),
    *("of", "in", "ago", "two", "first", "3", "30", "2025", "may", "april", "monday", "week", "-"),
    *("month", "year", "quarter", "half", "summer", "weekend", "(", ")", ",", "before", "century"),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.dates())
def test_it_never_raises_on_words_of_its_own_grammar(words: list[str], published: dt.date) -> None:
    value = dates.resolve(" ".join(words), published)
    assert value.start is None or value.end is None or value.start <= value.end


@settings(deadline=None)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.dates())
def test_a_full_date_is_itself_however_it_is_written(day: dt.date, published: dt.date) -> None:
    for pattern in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%A, %d %b. %Y", "%b. %d %Y"):
        assert shown(day.strftime(pattern), published) == day.isoformat()


def test_a_starting_window_does_not_load_what_reads_dates() -> None:
    code = (
        "import sys, annotator.domain.dates\n"
        "assert 'dateparser' not in sys.modules\n"
        "assert 'annotator.domain.dates.grammar' not in sys.modules\n"
        "annotator.domain.dates.resolve('today', None)\n"
        "annotator.domain.dates.resolve('today', None)\n"  # still the function
        "assert 'dateparser' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
