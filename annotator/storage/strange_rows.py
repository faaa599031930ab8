"""What a stranger's file can hold that the program never writes, row by row.

The promises of a project are looked at too; these are about what no promise of ours is needed for
as long as only our program writes: times, states, and words that no keyboard types.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from collections.abc import Callable

from annotator.domain.changes import Op
from annotator.domain.language import tr
from annotator.storage.promises import Finding, Findings

_TIMES = (
    ("coding", "started_at"),
    ("coding", "finished_at"),
    ("coding_state", "made_at"),
    ("event", "created_at"),
    ("comment", "created_at"),
    ("dictionary_entry", "retired_at"),
    ("edit", "created_at"),
)
_WORDS = (
    ("coding", ("reason",)),
    ("coding_state", ("state",)),
    ("event_attribute", ("value",)),
    (
        "filler",
        (
            "code",
            "text",
            "place_name",
            "place_country",
            "place_admin1",
            "gazetteer_id",
            "copied_from",
        ),
    ),
    ("comment", ("text",)),
    ("dictionary_entry", ("surface", "code", "plural", "promoted_from")),
    ("pipeline", ("name", "version", "components")),
)
_UNTYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HIGHEST = 2**31  # of numbers that order something
_ORDERED = (
    ("event", "position"),
    ("filler", "position"),
    ("event_attribute", "position"),
)


def is_time(text: object) -> bool:
    """Whether a cell holds a moment with its zone, as the program writes it."""
    try:
        return isinstance(text, str) and dt.datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def is_day(text: object) -> bool:
    """Whether a cell holds a day of the calendar as year-month-day."""
    try:
        return isinstance(text, str) and dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def unreadable_table(connection: sqlite3.Connection) -> str:
    """The first table with a cell whose bytes are no text, and what it is; empty when all are."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).fetchall()
    for (table,) in names:
        try:
            for _ in connection.execute(f'SELECT * FROM "{table}"'):
                pass
        except sqlite3.OperationalError as error:
            return tr("table {table}: {error}").format(table=table, error=_printable(error))
    return ""


def _printable(error: sqlite3.Error) -> str:
    return str(error).encode("ascii", "replace").decode()


def strange_rows(connection: sqlite3.Connection) -> Findings:
    """Every row with a time, a word, a number or a state that the program does not write."""
    for table, column in _TIMES:
        what = tr("“{value}” ({column}) is no time")
        yield from _unfit(connection, table, column, is_time, what)
    for table, columns in _WORDS:
        for column in columns:
            what = tr("column “{column}” holds characters that nobody can type")
            yield from _unfit(connection, table, column, is_typed, what)
    for table, column in _ORDERED:
        what = tr("{value} ({column}) is no place in an order")
        yield from _unfit(connection, table, column, _is_place, what)
    yield from _unfit(connection, "coding_state", "past", _is_past, tr("its past cannot be read"))
    what = tr("the coding that it keeps cannot be read")
    kept = "CASE standing WHEN 'conflict' THEN content END"
    yield from _unfit(connection, "coding_state", kept, _is_kept, what)
    yield from _corrections(connection)


def _unfit(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    fits: Callable[[object], bool],
    what: str,
) -> Findings:
    query = f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"
    for row_id, value in connection.execute(query):
        if not fits(value):
            yield Finding(f"{table} {row_id}", what.format(value=value, column=column))


def is_typed(value: object) -> bool:
    """Whether a cell holds words that can be typed."""
    return isinstance(value, str) and not _UNTYPED.search(value)


def _is_place(value: object) -> bool:
    return isinstance(value, int) and -_HIGHEST < value < _HIGHEST


def _is_kept(value: object) -> bool:
    return isinstance(read_json(value), dict)


def _is_past(value: object) -> bool:
    names = read_json(value)
    return isinstance(names, list) and all(isinstance(name, str) for name in names)


def read_json(text: object) -> object:
    """What JSON in a cell says, None where it is none."""
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None


def _corrections(connection: sqlite3.Connection) -> Findings:
    rows = connection.execute(
        "SELECT e.id, r.before, r.after FROM edit e JOIN edit_row r ON r.edit_id = e.id"
        " WHERE r.table_name = 'article' AND e.op = ?",
        (Op.SET_ARTICLE_FIELD,),
    )
    for edit_id, *states in rows:
        if not all(isinstance(read_json(state), dict) for state in states):
            yield Finding(f"edit {edit_id}", tr("what it corrected cannot be read"))
