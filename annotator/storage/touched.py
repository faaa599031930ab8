"""What a new version of the codebook would touch, counted before anything is applied."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.domain.language import tr
from annotator.domain.schema_changes import ChangeKind, SchemaChange, Update
from annotator.storage.creation import code_uuid


@dataclass(frozen=True, slots=True)
class Touched:
    """A change with how many codings, and values in them, have what it is about."""

    change: SchemaChange
    codings: int
    values: int


def touched(connection: sqlite3.Connection, update: Update) -> tuple[Touched, ...]:
    """Every change of an update with what it touches, of all coders, in the update's order."""
    codes, slots, attributes = _by_code(connection), _by_slot(connection), _by_name(connection)
    found = []
    for change in update.changes:
        uuid = code_uuid(update.schema.name, change.part, change.code_id)
        named = {"slots": slots, "attributes": attributes}.get(change.part, {})
        codings, values = (
            codes.get(uuid, (0, 0)) if change.code_id else named.get(change.name, (0, 0))
        )
        found.append(Touched(change, codings, values))
    return tuple(found)


def narrowed(connection: sqlite3.Connection, update: Update) -> Iterator[str]:
    """Sentences about slots that are to hold one value and hold several somewhere."""
    for change in update.changes:
        if change.kind is not ChangeKind.NARROWED:
            continue
        (events,) = connection.execute(
            "SELECT count(*) FROM (SELECT event_id FROM filler WHERE slot = ?"
            " GROUP BY event_id HAVING count(*) > 1)",
            (change.name,),
        ).fetchone()
        if events:
            sentence = (
                tr("{change} But 1 event has several: keep “several” for it.")
                if events == 1
                else tr("{change} But {events} events have several: keep “several” for it.")
            )
            yield sentence.format(change=change.sentence, events=events)


def usage(connection: sqlite3.Connection) -> dict[tuple[str, str], tuple[int, int]]:
    """How many codings and values have each code, by list and text; codes nobody used left out."""
    counts = _by_code(connection)
    rows = connection.execute("SELECT uuid, list, code FROM code").fetchall()
    return {(name, code): counts[uuid] for uuid, name, code in rows if uuid in counts}


def codebook_version(connection: sqlite3.Connection) -> int:
    """The number of the codebook version in force, from 1."""
    query = "SELECT c.version FROM codebook c JOIN project p ON p.codebook_id = c.id"
    return int(connection.execute(query).fetchone()[0])


def codings_made(connection: sqlite3.Connection) -> int:
    """How many codings there are, of all coders."""
    return int(connection.execute("SELECT count(*) FROM coding").fetchone()[0])


_Counts = Mapping[str, tuple[int, int]]


def _by_code(connection: sqlite3.Connection) -> _Counts:
    rows = connection.execute(
        "SELECT k.uuid, count(DISTINCT e.coding_id), count(DISTINCT f.id) FROM filler_code c"
        " JOIN code k ON k.id = c.code_id JOIN filler f ON f.id = c.filler_id"
        " JOIN event e ON e.id = f.event_id GROUP BY k.id"
    ).fetchall()
    return {uuid: (codings, values) for uuid, codings, values in rows}


def _by_slot(connection: sqlite3.Connection) -> _Counts:
    rows = connection.execute(
        "SELECT f.slot, count(DISTINCT e.coding_id), count(*) FROM filler f"
        " JOIN event e ON e.id = f.event_id GROUP BY f.slot"
    ).fetchall()
    return {slot: (codings, values) for slot, codings, values in rows}


def _by_name(connection: sqlite3.Connection) -> _Counts:
    rows = connection.execute(
        "SELECT a.name, count(DISTINCT e.coding_id), count(*) FROM event_attribute a"
        " JOIN event e ON e.id = a.event_id GROUP BY a.name"
    ).fetchall()
    return {name: (codings, values) for name, codings, values in rows}
