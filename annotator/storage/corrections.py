"""What was corrected about articles, here and in packets, and what that comes to.

The result follows from the corrections alone and never from the order in which files arrived: each
is applied in the order of their times where it was made of a value that held then. What was
corrected in the project itself stands until somebody who saw it corrects it again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.domain.changes import Op
from annotator.storage import strange_rows

FIELDS = ("title", "source", "published", "url", "language")
_LONGEST = 10_000  # characters
_IDENTITY = 36


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one article given another value by one edit."""

    made_by: str  # identity of the edit
    article: str  # identity
    field: str
    before: str | None
    value: str | None
    made_at: str  # UTC, ISO 8601
    steps: int  # how often it was undone or redone
    own: bool  # made in this very file

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other one, in whatever file."""
        return self.made_by, self.field

    @property
    def in_effect(self) -> bool:
        """Whether it is not undone."""
        return self.steps % 2 == 0

    @property
    def order(self) -> tuple[str, str]:
        """What corrections are put in order by."""
        return self.made_at, self.made_by


def corrections(connection: sqlite3.Connection) -> dict[tuple[str, str], Correction]:
    """Every correction that a file knows of; one that makes no sense is left out."""
    found = [*_brought(connection), *_made_here(connection)]
    return {one.key: one for one in found if _makes_sense(one)}


def outcome(known: Iterable[Correction]) -> str | None:
    """What a field of an article is after all corrections of it, at least one."""
    ordered = sorted(known, key=lambda one: one.order)
    value = ordered[0].before
    held = {value}
    for one in ordered:
        if one.in_effect and (one.own or one.before in held):
            value = one.value
            held = {value} if one.own else held | {value}
    return value


def _brought(connection: sqlite3.Connection) -> list[Correction]:
    rows = connection.execute(
        "SELECT c.made_by, a.uuid, c.field, c.before, c.value, c.made_at, c.steps, 0"
        " FROM correction c JOIN article a ON a.id = c.article_id"
    ).fetchall()
    return [Correction(*row) for row in rows]


def _made_here(connection: sqlite3.Connection) -> list[Correction]:
    steps = dict(
        connection.execute(
            "SELECT target_id, count(*) FROM edit WHERE op = ? AND target_id IS NOT NULL"
            " GROUP BY target_id",
            (Op.SET_ARTICLE_FIELD,),
        ).fetchall()
    )
    rows = connection.execute(
        "SELECT e.id, e.uuid, a.uuid, r.before, r.after, e.created_at FROM edit_row r"
        " JOIN edit e ON e.id = r.edit_id JOIN article a ON a.id = r.row_id"
        " WHERE r.table_name = 'article' AND e.op = ? AND e.kind = 'do'",
        (Op.SET_ARTICLE_FIELD,),
    ).fetchall()
    return [
        Correction(uuid, article, name, old[name], new[name], made_at, steps.get(edit_id, 0), True)
        for edit_id, uuid, article, before, after, made_at in rows
        for old, new in [(_row(before), _row(after))]
        for name in FIELDS
        if name in old and name in new and old[name] != new[name]
    ]


def _row(text: str | None) -> Mapping[str, str | None]:
    row = strange_rows.read_json(text)
    return row if isinstance(row, dict) else {}


def _makes_sense(one: Correction) -> bool:
    values = (one.before, one.value)
    return (
        one.field in FIELDS
        and strange_rows.is_typed(one.made_by)
        and len(one.made_by) <= _IDENTITY
        and all(value is None or strange_rows.is_typed(value) for value in values)
        and len(one.value or "") <= _LONGEST
        and strange_rows.is_time(one.made_at)
        and (_is_date(one.value) if one.field == "published" else _is_line(one))
    )


def _is_date(value: str | None) -> bool:
    return value is None or strange_rows.is_day(value)


def _is_line(one: Correction) -> bool:
    """Whether it is one line of text, and not empty where it is the title."""
    value = one.value
    if value is None or "\n" in value or "\r" in value:
        return False
    return bool(value.strip()) or one.field != "title"
