"""Promises about dictionaries: whose they are, and that every name in them can be found."""

from __future__ import annotations

import sqlite3

from annotator.domain.dictionary import Entry, EntryKind, folded_forms
from annotator.domain.language import later, tr
from annotator.storage.promises import Case, Finding, Findings, Promise, Rule

_OWNERS = Rule(
    "dictionary",
    "SELECT id, name FROM dictionary WHERE (kind = 'own') <> (coder_id IS NOT NULL)",
    later("“{1}” has no coder, or one and is not that coder's own"),
)


def _dictionaries(case: Case) -> Findings:
    """Every dictionary has its owner, and every name stands there as it is looked up."""
    if "folded" not in _columns(case.connection):  # the promise about the layout says so
        return
    yield from _OWNERS.broken(case.connection)
    rows = case.connection.execute(
        "SELECT id, surface, code, kind, plural, folded, folded_plural FROM dictionary_entry"
    )
    for row_id, surface, code, kind, plural, *kept in rows:
        folded, *others = folded_forms(Entry(surface, code, EntryKind(kind), plural=plural)) or [""]
        if kept != [folded, others[0] if others else None]:
            yield Finding(
                f"dictionary_entry {row_id}",
                tr("“{surface}” is not found by how it is written").format(surface=surface),
            )


def _columns(connection: sqlite3.Connection) -> set[str]:
    return {row[1] for row in connection.execute("PRAGMA table_info(dictionary_entry)").fetchall()}


PROMISES = (
    Promise("dictionaries", later("every name in a dictionary can be found"), _dictionaries),
)
