"""What a coder coded before: dates that would be read differently now, codes used lately."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace
from typing import Protocol

from annotator.domain.events import Desk
from annotator.domain.values import DateKind, DateValue
from annotator.storage.moment import one_moment
from annotator.storage.rows import VALUE_COLUMNS, day_of, value_of

_LOOKED_BACK = 1000  # latest values among which recent codes are sought


class Resolve(Protocol):
    """What turns words into days: ``domain.dates.resolve``."""

    def __call__(  # noqa: D102 - said above
        self, expression: str, published: dt.date | None, *, language: str = ""
    ) -> DateValue: ...


def dates_to_review(
    connection: sqlite3.Connection, desk: Desk, article_id: int, resolve: Resolve
) -> list[tuple[int, DateValue, DateValue]]:
    """The coder's dates on an article that its present publication date would change.

    Returns (filler id, the date as it is, the date as it would be) of dates that were read
    against another publication date, or could not be read without one, and whose words now come
    to other days; of reported dates too. A date read against the present one stays as it is, also
    where the coder chose another reading.
    """
    values = ", ".join(f"f.{name}" for name in VALUE_COLUMNS)
    with one_moment(connection):
        published, language = connection.execute(
            "SELECT published, language FROM article WHERE id = ?", (article_id,)
        ).fetchone()
        rows = connection.execute(
            f"SELECT f.id, {values} FROM coding c JOIN event e ON e.coding_id = c.id"
            " JOIN filler f ON f.event_id = e.id WHERE c.article_id = ? AND c.coder_id = ?"
            " AND c.round_id = ? AND f.kind = 'date' ORDER BY e.position, e.id, f.slot, f.position",
            (article_id, desk.coder.id, desk.round.id),
        ).fetchall()
    day = day_of(published)
    found = []
    for filler_id, *columns in rows:
        old = value_of(dict(zip(VALUE_COLUMNS, columns, strict=True)))
        assert isinstance(old, DateValue)
        new = _read_again(old, day, language, resolve)
        if _days(new) != _days(old):
            found.append((filler_id, old, new))
    return found


def _read_again(
    old: DateValue, published: dt.date | None, language: str, resolve: Resolve
) -> DateValue:
    if old.kind is DateKind.REPORTED:
        return old if published is None else replace(_day(published), text=old.text)
    if not old.text or not _depends(old, published):
        return old
    return resolve(old.text, published, language=language)


def _depends(old: DateValue, published: dt.date | None) -> bool:
    """Whether a date was read against another publication date, or failed for want of one."""
    if old.kind is DateKind.UNRESOLVED:
        return published is not None
    return old.relative_to is not None and old.relative_to != published


def _day(published: dt.date) -> DateValue:
    return DateValue.day(published, kind=DateKind.REPORTED, relative_to=published)


def _days(value: DateValue) -> tuple[object, ...]:
    """What of a date a reader of the dataset sees."""
    return value.start, value.end, value.start_state, value.end_state, value.kind


def recent_codes(
    connection: sqlite3.Connection, desk: Desk, slot: str, *, limit: int = 10
) -> list[str]:
    """The codes this coder put into a slot lately, the latest first, each once.

    In a round of recoding only those of the round itself: the first coding is out of sight.
    """
    rows = connection.execute(
        "SELECT f.code FROM"
        " (SELECT id, event_id, slot, code FROM filler ORDER BY id DESC LIMIT ?) f"
        " JOIN event e ON e.id = f.event_id JOIN coding c ON c.id = e.coding_id"
        " WHERE f.slot = ? AND f.code IS NOT NULL AND c.coder_id = ?"
        " AND (c.round_id = ? OR NOT ?) ORDER BY f.id DESC",
        (_LOOKED_BACK, slot, desk.coder.id, desk.round.id, desk.round.recodes),
    ).fetchall()
    return list(dict.fromkeys(code for (code,) in rows))[:limit]
