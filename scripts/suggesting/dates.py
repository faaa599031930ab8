"""How many date expressions are resolved to the very interval, over both shapes of gold tables.

A table has the columns ``published``, ``expression`` and either ``interval`` (days, ``a..b`` or
``abstain``) or ``value`` (TIMEX3). A row is right when start and end are the gold ones; an open end
counts as the publication date. Scored of TIMEX3 are the rows whose value is a year, quarter, half,
season, month, ISO week, weekend, decade or day, as they stand. ``*_REF`` and values with ``X``
must abstain and are a figure of their own. Weeks run Monday to Sunday.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain import dates
from annotator.domain.dates import spans
from annotator.domain.dates.spans import Span
from annotator.domain.values import Bound, DateKind, DateValue

DEFINITIONS = {
    "dates_news": "share of expressions with start and end right, or left unresolved where the gold"
    " abstains; an open end is the publication date",
    "dates_timex": "the same over rows whose TIMEX3 value is a year, quarter, half, season, month,"
    " ISO week, weekend, decade or day",
    "dates_timex_abstain": "share of rows with *_REF or X in the value that are left unresolved",
}
_ABSTAIN = "abstain"
_TIMEX: tuple[tuple[str, Callable[..., Span]], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)", lambda y, m, d: spans.day(dt.date(y, m, d))),
    (r"(\d{4})-(\d\d)", spans.month),
    (r"(\d{4})", spans.year),
    (r"(\d{3})", lambda tens: spans.decade(tens * 10)),
    (r"(\d{4})-Q([1-4])", spans.quarter),
    (r"(\d{4})-H([12])", spans.half),
    (r"(\d{4})-SP", lambda y: spans.season(y, 3)),
    (r"(\d{4})-SU", lambda y: spans.season(y, 6)),
    (r"(\d{4})-FA", lambda y: spans.season(y, 9)),
    (r"(\d{4})-WI", lambda y: spans.season(y, 12)),
    (r"(\d{4})-W(\d\d)", lambda y, w: spans.week_of(dt.date.fromisocalendar(y, w, 1))),
    (r"(\d{4})-W(\d\d)-WE", lambda y, w: spans.weekend_of(dt.date.fromisocalendar(y, w, 1))),
)


@dataclass(frozen=True)
class Row:
    """One expression, what the gold says, and what we say; ``gold`` None: it must abstain."""

    figure: str
    published: dt.date
    expression: str
    gold: tuple[dt.date, dt.date] | None
    found: DateValue

    @property
    def right(self) -> bool:
        """Whether both ends are the gold ones, or nothing was resolved where nothing should be."""
        if self.gold is None:
            return self.found.kind is DateKind.UNRESOLVED
        open_end = self.found.end_state is Bound.OPEN
        return (self.found.start, self.published if open_end else self.found.end) == self.gold


def measure(path: Path) -> dict[str, float]:
    """The share right of each figure that a table allows."""
    rows = read(path)
    figures: dict[str, float] = {}
    for figure in DEFINITIONS:
        scored = [row.right for row in rows if row.figure == figure]
        if scored:
            figures[figure] = sum(scored) / len(scored)
    return figures


def show(path: Path) -> list[str]:
    """A line for each expression that is wrong."""
    return [_in_words(row) for row in read(path) if not row.right]


def read(path: Path) -> list[Row]:
    """The scored rows of a table.

    Raises:
        ValueError: the table has neither shape, or a row of it is not readable.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = table.fieldnames or ()
        reader = _reader(path, columns)
        rows = []
        for record in table:
            try:
                row = reader(record)
            except (ValueError, TypeError) as error:
                raise ValueError(f"“{path.name}”, line {table.line_num}: {error}") from error
            rows.append(row)
    return [row for row in rows if row is not None]


def _reader(path: Path, columns: Sequence[str]) -> Callable[[dict[str, str]], Row | None]:
    if {"published", "expression"} <= set(columns):
        if "interval" in columns:
            return _news
        if "value" in columns:
            return _timex
    raise ValueError(
        f"“{path.name}” has not the columns published, expression and interval or value."
    )


def _news(record: dict[str, str]) -> Row:
    return _row("dates_news", record, news_interval(record["interval"]))


def _timex(record: dict[str, str]) -> Row | None:
    value = record["value"]
    if value.endswith("_REF") or "X" in value:
        return _row("dates_timex_abstain", record, None)
    gold = timex_interval(value)
    return _row("dates_timex", record, gold) if gold else None


def _row(figure: str, record: dict[str, str], gold: tuple[dt.date, dt.date] | None) -> Row:
    published = dt.date.fromisoformat(record["published"][:10])
    found = dates.resolve(record["expression"], published)
    return Row(figure, published, record["expression"], gold, found)


def news_interval(text: str) -> tuple[dt.date, dt.date] | None:
    """The days of ``2020-05-18..2020-05-24`` or of one day; None for ``abstain``."""
    if text == _ABSTAIN:
        return None
    start, _, end = text.partition("..")
    return dt.date.fromisoformat(start), dt.date.fromisoformat(end or start)


def timex_interval(value: str) -> tuple[dt.date, dt.date] | None:
    """The days of a TIMEX3 value that is a unit of the calendar; None for any other value."""
    for pattern, build in _TIMEX:
        match = re.fullmatch(pattern, value)
        if match:
            span = build(*map(int, match.groups()))
            return span.first, span.last
    return None


def _in_words(row: Row) -> str:
    gold = " – ".join(str(day) for day in row.gold) if row.gold else _ABSTAIN
    found = dates.describe(row.found)
    return f"{row.figure}: “{row.expression}” ({row.published}) is {gold}, not {found}"
