"""Dictionaries as they are read: a coder's own, the shared one, imported ones.

Nothing of a coder's own dictionary is read for another coder; only ``offered``, which is for the
PI, looks into all of them.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.domain.dictionary import Entry, EntryKind, Owner, title_of
from annotator.domain.events import Desk
from annotator.domain.folding import fold
from annotator.storage.rows import day_of

_IN_ORDER = "CASE d.kind WHEN 'own' THEN 0 WHEN 'shared' THEN 1 ELSE 2 END, d.position, d.id"
_IN_USE = "e.retired_at IS NULL AND d.retired_at IS NULL"
_FROM = (
    " FROM dictionary_entry e JOIN dictionary d ON d.id = e.dictionary_id"
    " LEFT JOIN coder c ON c.id = d.coder_id"
)
_SELECT = (
    "SELECT e.id, e.uuid, e.surface, e.code, e.kind, e.valid_from, e.valid_to, e.plural, d.kind,"
    f" coalesce(c.name, d.name){_FROM}"
)
# by the order of rows and not by an index, which would be sorted anew for each page
_ONE = "+e.dictionary_id = ?"
_PAGE = 2_000  # entries read at a time: an open read holds up whoever writes
_TOGETHER = 400  # names looked up by one query


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary in use, with how many entries it has."""

    id: int
    uuid: str
    owner: Owner
    name: str  # of its coder, for an own one
    version: int
    entries: int

    @property
    def title(self) -> str:
        """What it is called in words."""
        return title_of(self.owner, self.name)


def dictionaries(connection: sqlite3.Connection) -> list[Dictionary]:
    """The dictionaries that all coders share: the project's own one, then the imported ones."""
    rows = connection.execute(
        "SELECT d.id, d.uuid, d.kind, d.name, d.version, (SELECT count(*) FROM dictionary_entry e"
        "  WHERE e.dictionary_id = d.id AND e.retired_at IS NULL)"
        " FROM dictionary d WHERE d.retired_at IS NULL AND d.kind <> 'own'"
        f" ORDER BY {_IN_ORDER}"
    ).fetchall()
    return [Dictionary(row[0], row[1], Owner(row[2]), *row[3:]) for row in rows]


def own(connection: sqlite3.Connection, desk: Desk) -> list[Entry]:
    """What this coder confirmed, in that order."""
    return _of(connection, "d.kind = 'own' AND d.coder_id = ?", (desk.coder.id,))


def shared(connection: sqlite3.Connection) -> list[Entry]:
    """The entries of the project's dictionary."""
    return _of(connection, "d.kind = 'shared'", ())


def imported(connection: sqlite3.Connection, name: str | None = None) -> list[Entry]:
    """The entries of the imported dictionary of that name, or of all in the order of import."""
    return [
        _entry(row)
        for dictionary in dictionaries(connection)
        if dictionary.owner is Owner.IMPORTED and name in (None, dictionary.name)
        for row in _rows(connection, _ONE, (dictionary.id,))
    ]


def pooled(connection: sqlite3.Connection) -> list[Entry]:
    """All that every coder shares, for the suggester: the shared dictionary, then imported ones."""
    return shared(connection) + imported(connection)


def version_mark(connection: sqlite3.Connection) -> str:
    """A short digest of what every coder shares; another one as soon as any of it is changed."""
    digest = hashlib.sha256()
    for dictionary in dictionaries(connection):
        for _, _, *told in _rows(connection, _ONE, (dictionary.id,)):  # by content, not identity
            digest.update(repr(told).encode())
    return digest.hexdigest()[:12]


def lookup(
    connection: sqlite3.Connection, desk: Desk | None, surfaces: Iterable[str]
) -> dict[str, tuple[Entry, ...]]:
    """The entries of names as they stand in a text, for those that have any.

    In the order in which dictionaries are asked; ``desk`` None leaves coders' own ones out, as
    for what several coders are to see alike. Case, accents and marks do not matter: "U.S." is
    found for "us", so whoever asks does so for names.
    """
    wanted = {surface: fold(surface) for surface in surfaces}
    found: dict[str, dict[int, Entry]] = {}
    forms_wanted = sorted({form for form in wanted.values() if form})
    for start in range(0, len(forms_wanted), _TOGETHER):
        part = forms_wanted[start : start + _TOGETHER]
        for entry, forms in _matching(connection, desk, part):
            for form in forms:
                found.setdefault(form, {})[entry.id] = entry
    return {
        surface: tuple(found[form].values()) for surface, form in wanted.items() if form in found
    }


def _matching(
    connection: sqlite3.Connection, desk: Desk | None, forms: Sequence[str]
) -> list[tuple[Entry, tuple[str, ...]]]:
    """The entries of folded names, each with the names it was found by."""
    marks = ", ".join("?" * len(forms))
    select = _SELECT.replace("SELECT ", "SELECT e.folded, e.folded_plural, ", 1)
    whose = f"{_IN_USE} AND (d.kind <> 'own' OR d.coder_id = ?)"
    rows = connection.execute(
        f"{select} WHERE e.id IN"
        f" (SELECT id FROM dictionary_entry WHERE folded IN ({marks}) UNION"
        f"  SELECT id FROM dictionary_entry WHERE folded_plural IN ({marks}))"
        f" AND {whose} ORDER BY {_IN_ORDER}, e.id",
        (*forms, *forms, desk and desk.coder.id),
    ).fetchall()
    asked = frozenset(forms)
    return [(_entry(row[2:]), tuple(form for form in row[:2] if form in asked)) for row in rows]


def offered(connection: sqlite3.Connection) -> list[Entry]:
    """What coders confirmed and the shared dictionary lacks, for the PI to look through."""
    known = "SELECT 1 FROM dictionary_entry s JOIN dictionary t ON t.id = s.dictionary_id"
    return _of(
        connection,
        f"d.kind = 'own' AND NOT EXISTS ({known} WHERE t.kind = 'shared'"
        "  AND s.retired_at IS NULL AND s.folded = e.folded AND s.code = e.code"
        "  AND s.valid_from IS e.valid_from AND s.valid_to IS e.valid_to)",
        (),
    )


def _of(connection: sqlite3.Connection, which: str, given: tuple[object, ...]) -> list[Entry]:
    return list(map(_entry, _rows(connection, which, given)))


def _rows(
    connection: sqlite3.Connection, which: str, given: tuple[object, ...]
) -> Iterator[tuple[Any, ...]]:
    """The rows of entries in use, in their order, read in short pages."""
    last = 0
    while True:
        rows = connection.execute(
            f"{_SELECT} WHERE {which} AND {_IN_USE} AND e.id > ? ORDER BY e.id LIMIT {_PAGE}",
            (*given, last),
        ).fetchall()
        yield from rows
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def _entry(row: Sequence[Any]) -> Entry:
    owner = Owner(row[8])
    return Entry(
        surface=row[2],
        code=row[3],
        kind=EntryKind(row[4]),
        valid_from=day_of(row[5]),
        valid_to=day_of(row[6]),
        plural=row[7],
        owner=owner,
        dictionary=title_of(owner, row[9]),
        id=row[0],
        uuid=row[1],
    )
