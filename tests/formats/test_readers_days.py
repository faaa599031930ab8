"""Publication dates as files write them."""

import datetime as dt

import pytest

from annotator.formats.readers.days import DayReader, NoDayError, Order, order_of, read_words

APRIL_9 = dt.date(2025, 4, 9)


@pytest.mark.parametrize(
    "words",
    [
        "2025-04-09",
        "2025-4-9",
        "2025/04/09",
        "2025.04.09",
        "20250409",
        "2025-04-09T23:59:59Z",
        "2025-04-09T23:59:59.123-07:00",
        "2025-04-09 23:59",
        "2025-04-09 00:00:00.000000+00:00",
        "9 April 2025",
        "9. April 2025",
        "09 Apr 2025",
        "9-Apr-2025",
        "April 9, 2025",
        "Apr. 9, 2025",
        "April 9th, 2025",
        "Wednesday, April 9, 2025",
        "April 9, 2025 8:30 PM EST",
        "9 April 2025 at 08:30",
        "Wed, 09 Apr 2025 23:59:00 -0700",
        "Wed Apr 09 2025 10:00:00 GMT+0200 (CEST)",
        "9 avril 2025",
        "9 de abril de 2025",
        "9 апреля 2025 г.",
        "9 Nisan 2025",
        "9 أبريل 2025",
        "2025年4月9日",
    ],
)
def test_one_day_as_written(words):
    assert DayReader().read(words) == APRIL_9


@pytest.mark.parametrize(
    "words",
    [
        "soon",
        "yesterday",
        "Wednesday",
        "2025",
        "April 2025",
        "31 February 2025",
        "2025-02-30",
        "32/13/2025",
        "9 April 2025 and 11 April 2025",
        "1712345678",
        "45000",
        "9 listopada 2025",  # November in Polish, October in Croatian
        "0000-00-00",
    ],
)
def test_what_is_no_day(words):
    with pytest.raises(NoDayError, match="is not a date; write it year-month-day"):
        DayReader().read(words)


def test_the_language_of_the_row_decides():
    assert read_words("9 listopada 2025", "pl") == dt.date(2025, 11, 9)
    assert DayReader().read("9 listopada 2025", language="hr") == dt.date(2025, 10, 9)


def test_two_digits_are_no_year():
    with pytest.raises(NoDayError, match="year of two digits"):
        DayReader().read("9/4/25")


@pytest.mark.parametrize("nothing", [None, "", "  ", "NaN", "NaT", "null", "N/A", "#N/A"])
def test_nothing_is_given(nothing):
    assert DayReader().read(nothing) is None


def test_cells_that_are_dates():
    assert DayReader().read(dt.datetime.fromisoformat("2025-04-09T23:59")) == APRIL_9
    assert DayReader().read(APRIL_9) == APRIL_9


@pytest.mark.parametrize(
    ("others", "day"),
    [
        (["13/04/2025", ""], dt.date(2025, 4, 3)),
        (["04/13/2025", "2025-01-01"], dt.date(2025, 3, 4)),
    ],
)
def test_another_date_of_the_column_decides(others, day):
    assert DayReader(lambda: ["03/04/2025", *others]).read("03/04/2025") == day


@pytest.mark.parametrize(
    ("others", "why"), [([], "no other date"), (["13/04/2025", "04/13/2025"], "both ways")]
)
def test_a_date_that_can_be_two(others, why):
    with pytest.raises(NoDayError, match="can be 2025-04-03 or 2025-03-04") as refused:
        DayReader(lambda: ["03/04/2025", *others]).read("03/04/2025")
    assert why in str(refused.value)


def test_numbers_that_can_be_one_day_only_need_no_column():
    def column():
        pytest.fail("the column was gone through")

    reader = DayReader(column)
    assert reader.read("13/04/2025 08:30") == dt.date(2025, 4, 13)
    assert reader.read("04/04/2025") == dt.date(2025, 4, 4)
    assert reader.read("04.13.2025") == dt.date(2025, 4, 13)


def test_the_column_is_gone_through_once():
    times = []

    def column():
        times.append(1)
        return ["13/04/2025"]

    reader = DayReader(column)
    assert [reader.read(f"0{n}/04/2025").day for n in (1, 2, 3)] == [1, 2, 3]
    assert len(times) == 1


def test_order_of_a_column():
    assert order_of([None, "x", "1/1/2025"]) is Order.UNDECIDED
    assert order_of(["1/1/2025", "31.12.2024 10:00"]) is Order.DAY_FIRST
    assert order_of(["12/31/2024"]) is Order.MONTH_FIRST
    assert order_of(["12/31/2024", "31/12/2024"]) is Order.MIXED
