"""How many dates of two gold tables are resolved to the very interval (skipped without them).

A row is right when start and end are the gold ones; an open end counts as the publication date.
Scored of the TIMEX3 table are the rows whose value is a year, quarter, half, season, month, ISO
week, weekend, decade or day, as they stand: the table does not say "early" or "late", so that
"early November" with the value of all November is counted as wrong. Values with ``_REF`` or ``X``
are a second figure: there the words must stay unresolved.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from annotator.domain import dates
from annotator.domain.dates import spans
from annotator.domain.values import Bound, DateKind, DateValue

GOLD = Path(__file__).parents[3] / "shared" / "gold"
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/gold is not here")

Interval = tuple[dt.date | None, dt.date | None]


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def resolved(row: dict[str, str]) -> DateValue:
    return dates.resolve(row["expression"], dt.date.fromisoformat(row["published"][:10]))


def interval(value: DateValue, row: dict[str, str]) -> Interval:
    until = dt.date.fromisoformat(row["published"][:10])
    return value.start, until if value.end_state is Bound.OPEN else value.end


TIMEX = {
    r"(\d{4})-(\d\d)-(\d\d)": lambda y, m, d: spans.day(dt.date(y, m, d)),
    r"(\d{4})-(\d\d)": spans.month,
    r"(\d{4})": spans.year,
    r"(\d{3})": lambda decade: spans.decade(decade * 10),
    r"(\d{4})-Q(\d)": spans.quarter,
    r"(\d{4})-H(\d)": spans.half,
    r"(\d{4})-SP": lambda y: spans.season(y, 3),
    r"(\d{4})-SU": lambda y: spans.season(y, 6),
    r"(\d{4})-FA": lambda y: spans.season(y, 9),
    r"(\d{4})-WI": lambda y: spans.season(y, 12),
    r"(\d{4})-W(\d\d)": lambda y, w: spans.week_of(dt.date.fromisocalendar(y, w, 1)),
    r"(\d{4})-W(\d\d)-WE": lambda y, w: spans.weekend_of(dt.date.fromisocalendar(y, w, 1)),
}


def gold_interval(value: str) -> Interval | None:
    for pattern, build in TIMEX.items():
        match = re.fullmatch(pattern, value)
        if match:
            span = build(*map(int, match.groups()))
            return span.start, span.end
    return None


@needs_gold
def test_dates_of_news() -> None:
    table = rows("dates_news.tsv")
    right = 0
    for row in table:
        value = resolved(row)
        if row["interval"] == "abstain":
            right += value.kind is DateKind.UNRESOLVED
        else:
            start, _, end = row["interval"].partition("..")
            gold = dt.date.fromisoformat(start), dt.date.fromisoformat(end or start)
            right += interval(value, row) == gold
    print(f"dates_news: {right} of {len(table)}")
    assert right >= len(table) - 1


@needs_gold
def test_dates_of_timex() -> None:
    scored = [
        (row, gold) for row in rows("dates_timex.tsv") if (gold := gold_interval(row["value"]))
    ]
    right = sum(interval(resolved(row), row) == gold for row, gold in scored)
    print(f"dates_timex: {right} of {len(scored)} = {right / len(scored):.3f}")
    assert right / len(scored) >= 0.80


@needs_gold
def test_words_that_name_no_date_abstain() -> None:
    vague = [
        row
        for row in rows("dates_timex.tsv")
        if row["value"].endswith("_REF") or "X" in row["value"]
    ]
    right = sum(resolved(row).kind is DateKind.UNRESOLVED for row in vague)
    print(f"dates_timex abstain: {right} of {len(vague)} = {right / len(vague):.3f}")
    assert right / len(vague) >= 0.85
