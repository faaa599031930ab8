"""Promises about the file as such: its project, codebooks, identities and counters."""

from __future__ import annotations

import json
import re
import sqlite3

from annotator.domain.language import later, tr
from annotator.storage.creation import schema_hash
from annotator.storage.promises import Case, Finding, Findings, Promise, Rule, by_rules

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _codebooks(case: Case) -> Findings:
    """The schema of each codebook version is the one whose hash was kept."""
    rows = case.connection.execute("SELECT id, version, schema, sha256 FROM codebook ORDER BY id")
    versions = []
    for codebook_id, version, schema, kept in rows.fetchall():
        versions.append(version)
        if schema_hash(schema) != kept:
            yield Finding(
                f"codebook {codebook_id}", tr("its schema is not the one that was stored")
            )
    if versions != list(range(1, len(versions) + 1)):
        yield Finding(
            "codebook", tr("its versions are {versions}, not 1, 2, ...").format(versions=versions)
        )


def _codes(case: Case) -> Findings:
    """Every code in use under the schema in force is so in the code table, and no other."""
    kept = case.connection.execute(
        "SELECT list, code, id FROM code WHERE retired_in IS NULL"
    ).fetchall()
    known = {
        (entries.name, code.code)
        for entries in case.schema.code_lists
        for code in entries.codes
        if not code.retired
    }
    stored = {(name, code): code_id for name, code, code_id in kept}
    for name, code in sorted(known - stored.keys()):
        yield Finding(
            "code",
            tr("“{code}” of list “{name}” is in the schema and not in the table").format(
                code=code, name=name
            ),
        )
    for name, code in sorted(stored.keys() - known):
        yield Finding(
            f"code {stored[name, code]}",
            tr("“{code}” of list “{name}” is in the table and not in the schema").format(
                code=code, name=name
            ),
        )


def _identities(case: Case) -> Findings:
    """Every identity has the form of one and exists once."""
    tables = [table for table, columns in _columns(case.connection) if "uuid" in columns]
    every = " UNION ALL ".join(f"SELECT '{t}' AS t, rowid AS id, uuid FROM {t}" for t in tables)
    for table, row_id, uuid in case.connection.execute(every):
        if not _UUID.fullmatch(uuid):
            yield Finding(
                f"{table} {row_id}", tr("“{uuid}” is not the form of an identity").format(uuid=uuid)
            )
    twice = f"SELECT uuid, group_concat(t || ' ' || id, ', ') FROM ({every}) GROUP BY uuid"
    for uuid, where in case.connection.execute(f"{twice} HAVING count(*) > 1"):
        yield Finding(where, tr("they share the identity {uuid}").format(uuid=uuid))


def _columns(connection: sqlite3.Connection) -> list[tuple[str, set[str]]]:
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%sqlite_%'"
    ).fetchall()
    return [
        (name, {row[1] for row in connection.execute(f"PRAGMA table_info({name})").fetchall()})
        for (name,) in names
    ]


def _counters(case: Case) -> Findings:
    """No id can be given twice: each counter stands at or above the highest id."""
    for table, seq in case.connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
        (highest,) = case.connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()
        if highest is not None and highest > seq:
            yield Finding(
                table,
                tr("its counter stands at {seq}, below its id {highest}").format(
                    seq=seq, highest=highest
                ),
            )


def _settings(case: Case) -> Findings:
    """Every setting can be read."""
    for name, value in case.connection.execute("SELECT name, value FROM setting").fetchall():
        try:
            json.loads(value)
        except ValueError:
            yield Finding(f"setting {name}", tr("its value cannot be read"))


_ROUNDS = by_rules(
    Rule(
        "codebook",
        "SELECT p.codebook_id FROM project p WHERE p.codebook_id NOT IN (SELECT id FROM codebook)",
        later("it is the one in force, and does not exist"),
    ),
    Rule(
        "project",
        "SELECT id FROM project WHERE trim(title) = ''",
        later("it has no title"),
        warning=True,
    ),
)

PROMISES = (
    Promise("codebooks", later("every codebook version is as it was stored"), _codebooks),
    Promise("codes", later("the code table says what the schema says"), _codes),
    Promise("identities", later("every identity exists once"), _identities),
    Promise("counters", later("no id can be given twice"), _counters),
    Promise("settings", later("every setting can be read"), _settings),
    Promise("project", later("the project names its codebook and itself"), _ROUNDS),
)
