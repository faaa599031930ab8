"""Bring a file's layout up to date: all numbered steps that it lacks, in one transaction.

Which steps a file lacks is seen from its ``user_version`` alone. sqlite-utils runs them and is
loaded only then (it brings pandas and numpy with it).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from annotator.domain.language import tr
from annotator.storage import journal
from annotator.storage.tables import MIGRATIONS, Migration

if TYPE_CHECKING:
    from sqlite_utils import Database

Steps = Sequence[Migration]
Layout = dict[tuple[str, str], str]

# What SQLite's authorizer calls a change of rows or of a table's form, and where it puts the name.
_TABLE_CHANGES = {
    sqlite3.SQLITE_UPDATE: 0,
    sqlite3.SQLITE_DELETE: 0,
    sqlite3.SQLITE_DROP_TABLE: 0,
    sqlite3.SQLITE_ALTER_TABLE: 1,
}


def newest(steps: Steps = MIGRATIONS) -> int:
    """The number of the layout that this program writes."""
    return steps[-1].number


def version_of(connection: sqlite3.Connection) -> int:
    """The number of a file's layout; 0 for a file without tables."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def pending(connection: sqlite3.Connection, steps: Steps = MIGRATIONS) -> list[Migration]:
    """The steps a file lacks, in order."""
    version = version_of(connection)
    return [step for step in steps if step.number > version]


def apply(connection: sqlite3.Connection, steps: Steps = MIGRATIONS) -> None:
    """Run every step that the file lacks; all of them are durable then, or none has happened.

    Edits that name rows of a changed table can no longer be undone (their rows would come back
    in the old form); the journal says so.

    Raises:
        sqlite3.Error: a step failed, or the file was not whole after it; it is as it was before.
    """
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - brings pandas with it

    missing = {step.number for step in pending(connection, steps)}
    runner = Migrations("annotator")
    for step in steps:
        runner(name=f"{step.number:04d} {step.name}")(_function_of(step))
    connection.execute("PRAGMA foreign_keys = OFF")  # a table is rebuilt under its dependants
    try:
        database = Database(connection, execute_plugins=False)
        with database.atomic():
            runner.apply(database)
            _demand_whole(connection, missing)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _function_of(step: Migration) -> Callable[[Database], None]:
    def run(database: Database) -> None:
        connection: sqlite3.Connection = database.conn
        changed = _run_statements(connection, step.sql)
        _seal(connection, changed, f"the project was brought up to layout {step.number}")
        connection.execute("UPDATE project SET needs_version = ?", (step.needs,))
        connection.execute(f"PRAGMA user_version = {step.number:d}")

    return run


def _run_statements(connection: sqlite3.Connection, sql: str) -> set[str]:
    """Run a script inside the transaction and return the tables whose rows or form it changed."""
    changed: set[str] = set()

    def watch(action: int, *names: str | None) -> int:
        if action in _TABLE_CHANGES:
            changed.add(names[_TABLE_CHANGES[action]] or "")
        return sqlite3.SQLITE_OK

    connection.set_authorizer(watch)
    try:
        for statement in statements(sql):
            connection.execute(statement)
    finally:
        connection.set_authorizer(None)
    return changed


def _seal(connection: sqlite3.Connection, tables: set[str], reason: str) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO edit_seal (edit_id, reason, created_at)"
        " SELECT DISTINCT coalesce(e.target_id, e.id), ?, ? FROM edit_row r"
        " JOIN edit e ON e.id = r.edit_id WHERE r.table_name = ?",
        [(reason, journal.utc_now(), table) for table in sorted(tables)],
    )


def _demand_whole(connection: sqlite3.Connection, missing: set[int]) -> None:
    if missing and version_of(connection) != max(missing):
        raise sqlite3.IntegrityError("the steps that ran are not those the file lacked")
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.IntegrityError("a row would point at nothing")
    answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise sqlite3.IntegrityError(answer)


def statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one (``executescript`` would commit before it)."""
    collected = ""
    for piece in sql.split(";"):
        collected += piece + ";"
        if sqlite3.complete_statement(collected):
            if collected.strip() != ";":
                yield collected.strip()
            collected = ""


def layout_of(connection: sqlite3.Connection) -> Layout:
    """Every table, index, trigger and view of a file by (type, name), with its text."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        " AND NOT (type IN ('table', 'index') AND"
        "  (name LIKE 'sqlite\\_%' ESCAPE '\\' OR tbl_name = '_sqlite_migrations'))"
    ).fetchall()
    return {(kind, name): " ".join(sql.split()) for kind, name, sql in rows}


@cache
def _expected(version: int, steps: tuple[Migration, ...]) -> Layout:
    with sqlite3.connect(":memory:", isolation_level=None) as connection:
        for step in steps:
            if step.number <= version:
                for statement in statements(step.sql):
                    connection.execute(statement)
        layout = layout_of(connection)
    connection.close()
    return layout


def expected_layout(version: int, steps: Steps = MIGRATIONS) -> Layout:
    """The layout that the steps up to a number make."""
    return dict(_expected(version, tuple(steps)))


def layout_problems(connection: sqlite3.Connection, steps: Steps = MIGRATIONS) -> list[str]:
    """What of a file's layout is missing or otherwise than the steps make it."""
    found, expected = layout_of(connection), expected_layout(version_of(connection), steps)
    problems = [
        tr("{kind} {name} is missing").format(kind=kind, name=name)
        for kind, name in expected.keys() - found.keys()
    ]
    problems += [
        tr("{kind} {name} is not laid out as it should be").format(kind=kind, name=name)
        for kind, name in expected.keys() & found.keys()
        if expected[kind, name] != found[kind, name]
    ]
    return sorted(problems)


def foreign_parts(connection: sqlite3.Connection, steps: Steps = MIGRATIONS) -> list[str]:
    """What of a file's layout the steps did not make: tables, triggers, views of other tools."""
    found, expected = layout_of(connection), expected_layout(version_of(connection), steps)
    return sorted(f"{kind} {name}" for kind, name in found.keys() - expected.keys())
