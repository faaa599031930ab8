"""Many coded events, written straight into the tables: what a project holds after a year."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from benchmarks.corpus import Corpus

from annotator.domain.schema import Schema, Slot
from annotator.domain.text import text_hash
from annotator.domain.values import CodeValue, DateValue, PlaceValue, TextValue, Value, ValueKind
from annotator.storage.rows import value_columns

PER_ARTICLE = 4  # events of one coding
_NOW = "2025-04-10T00:00:00.000+00:00"
_MADE = 2_000  # events made here; SQLite repeats them for as many as are wanted
_TOGETHER = 50_000  # rows
_PARENTS = {  # columns that name rows of another table
    "article_id": "article",
    "coding_id": "coding",
    "event_id": "event",
    "filler_id": "filler",
    "mention_id": "mention",
}
_UUID = (
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)"
    " || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
)
_TEXT = 1_200  # characters of an article
_PLACES = (PlaceValue("Gao", "MLI", latitude=16.27, longitude=-0.04), PlaceValue("Lomé", "TGO"))


def fill(path: Path, schema: Schema, corpus: Corpus, *, events: int) -> None:
    """Put articles with finished codings into a new project, until there are so many events."""
    rng = random.Random(1)  # noqa: S311 - the same rows in every run
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF").fetchall()
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -262144")
        connection.execute("BEGIN")
        connection.execute(
            "INSERT INTO coder (id, uuid, name, created_at) VALUES (1, ?, 'made', ?)",
            (_new(rng), _NOW),
        )
        _insert(connection, _rows(schema, corpus, min(events, _MADE), rng))
        _repeat(connection, events // _MADE - 1)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def _insert(connection: sqlite3.Connection, rows: Iterator[tuple[str, dict[str, object]]]) -> None:
    """Insert rows table by table, some thousands at a time."""
    while some := list(islice(rows, _TOGETHER)):
        tables: dict[str, list[dict[str, object]]] = {}
        for table, row in some:
            tables.setdefault(table, []).append(row)
        for table, waiting in tables.items():
            names = list(waiting[0])
            values = ", ".join(f":{name}" for name in names)
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})", waiting
            )


_TABLES = (
    "article",
    "coding",
    "event",
    "event_attribute",
    "filler",
    "mention",
    "mention_segment",
    "evidence",
)


def _repeat(connection: sqlite3.Connection, times: int) -> None:
    """Add everything so many times more, each under an identity of its own."""
    connection.create_function("text_hash", 1, text_hash, deterministic=True)
    last = {
        table: connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0] for table in _TABLES
    }
    columns = {
        table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for table in _TABLES
    }
    for copy in range(1, times + 1):
        for table in _TABLES:
            chosen = ", ".join(_repeated(name, table, last, copy) for name in columns[table])
            connection.execute(
                f"INSERT INTO {table} SELECT {chosen} FROM {table} WHERE id <= {last[table]}"
            )


def _repeated(column: str, table: str, last: dict[str, int], copy: int) -> str:
    """The expression for a column of a repeated row; a text has a line more at its end."""
    more = f"\nRepeated {copy}."
    special = {
        "id": f"id + {copy * last[table]}",
        "uuid": _UUID,
        "text": f"text || '{more}'",
        "sha256": f"text_hash(text || '{more}')",
        "characters": f"characters + {len(more)}",
    }
    if column in _PARENTS:
        return f"{column} + {copy * last[_PARENTS[column]]}"
    if table == "filler" and column == "text":
        return column
    return special.get(column, column)


def _new(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def _rows(
    schema: Schema, corpus: Corpus, events: int, rng: random.Random
) -> Iterator[tuple[str, dict[str, object]]]:
    """Every row with its table, in an order that references allow."""
    slots = [schema.slot(name) for name in schema.summary]
    event = filler = 0
    for article in range(1, events // PER_ARTICLE + 1):
        text = corpus.text(article)[:_TEXT].strip()
        yield "article", _article(article, text, corpus.title(article), rng)
        yield "coding", _coding(article, rng)
        for position in range(PER_ARTICLE):
            event += 1
            yield "event", _event(event, article, position, rng)
            for attribute in schema.attributes:
                if attribute.default:
                    yield "event_attribute", _attribute(event, attribute.name, attribute.default)
            for slot in slots:
                filler += 1
                yield "filler", _filler(filler, event, slot, schema, rng)
                yield from _mention(filler, article, slot, text, rng)


def _article(number: int, text: str, title: str, rng: random.Random) -> dict[str, object]:
    return {
        "id": number,
        "uuid": _new(rng),
        "title": title,
        "source": "Bench",
        "published": "2025-04-10",
        "url": f"https://example.org/{number}",
        "language": "en",
        "external_id": f"r{number}",
        "collection": "",
        "imported_at": _NOW,
        "imported_from": f"bench.csv, row {number}",
        "sha256": text_hash(text),
        "characters": len(text),
        "text": text,
    }


def _coding(number: int, rng: random.Random) -> dict[str, object]:
    return {
        "id": number,
        "uuid": _new(rng),
        "article_id": number,
        "coder_id": 1,
        "round_id": 1,
        "codebook_id": 1,
        "status": "done",
        "reason": "",
        "flagged": 0,
        "unaided": 0,
        "revision": "",
        "started_at": _NOW,
        "finished_at": _NOW,
    }


def _event(number: int, coding: int, position: int, rng: random.Random) -> dict[str, object]:
    return {
        "id": number,
        "uuid": _new(rng),
        "coding_id": coding,
        "position": position,
        "reciprocal": 0,
        "reciprocal_provenance": "default taken",
        "created_at": _NOW,
    }


def _attribute(event: int, name: str, value: str) -> dict[str, object]:
    return {
        "event_id": event,
        "name": name,
        "position": 0,
        "value": value,
        "provenance": "default taken",
    }


def _filler(
    number: int, event: int, slot: Slot, schema: Schema, rng: random.Random
) -> dict[str, object]:
    return {
        "id": number,
        "uuid": _new(rng),
        "event_id": event,
        "slot": slot.name,
        "position": 0,
        "provenance": "by hand",
        **value_columns(_value(slot, schema, rng)),
    }


def _value(slot: Slot, schema: Schema, rng: random.Random) -> Value:
    match slot.kind:
        case ValueKind.CODE:
            codes = schema.code_list(slot.code_list).codes
            return CodeValue(rng.choice([code for code in codes[:60] if code.assignable]).code)
        case ValueKind.COMPOSED:
            return CodeValue(rng.choice(("TUR", "SYR", "MLI", "NER", "TGO")) + rng.choice(_ROLES))
        case ValueKind.DATE:
            return DateValue.day(dt.date(2025, rng.randint(1, 4), rng.randint(1, 28)))
        case ValueKind.PLACE:
            return rng.choice(_PLACES)
        case _:
            return TextValue("some words")


_ROLES = ("GOV", "MIL", "OPP", "")


def _mention(
    number: int, coding: int, slot: Slot, text: str, rng: random.Random
) -> Iterator[tuple[str, dict[str, object]]]:
    start = rng.randrange(len(text) - 12)
    yield (
        "mention",
        {"id": number, "uuid": _new(rng), "coding_id": coding, "type": slot.mention_type},
    )
    yield (
        "mention_segment",
        {
            "mention_id": number,
            "position": 0,
            "start": start,
            "end": start + 12,
            "quote": text[start : start + 12],
        },
    )
    yield "evidence", {"filler_id": number, "mention_id": number, "position": 0}
