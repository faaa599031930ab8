"""A project with many coded articles, written straight into the tables, for measuring."""

from __future__ import annotations

import random
import sqlite3
import uuid
from pathlib import Path

from annotator.domain.text import text_hash
from annotator.storage.creation import create

NOW = "2025-04-10T00:00:00.000+00:00"
WORDS = [
    "government",
    "military",
    "talks",
    "border",
    "president",
    "minister",
    "forces",
    "sanctions",
    "protest",
    "aid",
    "troops",
    "agreement",
    "capital",
    "border",
    "officials",
    "said",
    "on",
    "the",
    "near",
    "city",
    "with",
    "of",
    "in",
    "after",
    "and",
    "a",
    "to",
]
CODES = ("010", "042", "190", "193", "057", "1121", "036", "173", "0871", "112")
ACTORS = ("TUR", "TURMIL", "ISRGOV", "SYR", "AZEGOV", "USAGOV", "RUSMIL", "---", "IRNGOV", "SYRREB")
PLACES = (("Baku", "AZE", 40.4, 49.9), ("Gao", "MLI", 16.3, -0.04), ("Damascus", "SYR", 33.5, 36.3))


def make(
    path: Path,
    schema: str,
    *,
    articles: int,
    events_per_article: int,
    words: int = 350,
    seed: int = 1,
) -> None:
    """A new project in which every article has one finished coding by one of three coders."""
    create(path, schema=schema, title="Made")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    _fill(connection, articles, events_per_article, words, random.Random(seed))
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def _new(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def _fill(
    connection: sqlite3.Connection, articles: int, per_article: int, words: int, rng: random.Random
) -> None:
    for coder in (1, 2, 3):
        connection.execute(
            "INSERT INTO coder VALUES (?, ?, ?, '', ?)", (coder, _new(rng), f"coder{coder}", NOW)
        )
    serial = {"event": 0, "filler": 0, "mention": 0}
    for article in range(1, articles + 1):
        _article(connection, article, words, rng)
        connection.execute(
            "INSERT INTO coding VALUES (?, ?, ?, ?, 1, 1, 'done', '', 0, 0, '', ?, ?)",
            (article, _new(rng), article, article % 3 + 1, NOW, NOW),
        )
        connection.execute(
            "INSERT INTO active_time VALUES (?, ?, 1, '2025-04-10', 61.5)",
            (article, article % 3 + 1),
        )
        for position in range(per_article):
            _event(connection, article, position, words, serial, rng)


def _article(connection: sqlite3.Connection, number: int, words: int, rng: random.Random) -> None:
    chosen = rng.choices(WORDS, k=words)
    for at in range(12, words, 13):
        chosen[at] = chosen[at] + "."
        chosen[at - 12] = chosen[at - 12].capitalize()
    text = f"Article number {number}\n\n{' '.join(chosen)}"
    connection.execute(
        "INSERT INTO article VALUES (?, ?, ?, 'Made Daily', '2025-04-10', ?, 'en', ?, '', ?, ?, ?,"
        " ?, ?)",
        (
            number,
            _new(rng),
            f"Article number {number}",
            f"https://example.org/{number}",
            f"x{number}",
            NOW,
            f"made.csv, row {number}",
            text_hash(text),
            len(text),
            text,
        ),
    )


def _event(
    connection: sqlite3.Connection,
    coding: int,
    position: int,
    words: int,
    serial: dict[str, int],
    rng: random.Random,
) -> None:
    serial["event"] += 1
    event = serial["event"]
    connection.execute(
        "INSERT INTO event VALUES (?, ?, ?, ?, 0, 'default taken', ?)",
        (event, _new(rng), coding, position, NOW),
    )
    for name, value in (("status", "occurred"), ("confidence", "sure")):
        connection.execute(
            "INSERT INTO event_attribute (event_id, name, position, value, provenance)"
            " VALUES (?, ?, 0, ?, 'default taken')",
            (event, name, value),
        )
    fillers = [
        ("source", 0, "actor"),
        ("action", 0, "action"),
        ("target", 0, "actor"),
        ("location", 0, "location"),
        ("date", 0, "date"),
    ]
    if rng.random() < 0.2:
        fillers.append(("source", 1, "actor"))
    for slot, at, kind in fillers:
        serial["filler"] += 1
        filler = serial["filler"]
        row: tuple[object, ...]
        if kind == "location":
            name, country, lat, lon = rng.choice(PLACES)
            row = (
                "place",
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                None,
                name,
                country,
                None,
                lat,
                lon,
                "12345",
                1,
            )
        elif kind == "date":
            day = f"2025-{rng.randint(1, 4):02}-{rng.randint(1, 28):02}"
            row = (
                "date",
                None,
                "that day",
                "stated",
                day,
                "known",
                day,
                "known",
                "2025-04-10",
                None,
                None,
                None,
                None,
                None,
                None,
                None,
            )
        else:
            row = ("code", rng.choice(CODES if kind == "action" else ACTORS), *(None,) * 14)
        connection.execute(
            f"INSERT INTO filler VALUES ({', '.join('?' * 25)})",
            (filler, _new(rng), event, slot, at, *row, "by hand", None, None, None),
        )
        start = rng.randrange(30, words * 5)
        serial["mention"] += 1
        mention = serial["mention"]
        connection.execute(
            "INSERT INTO mention VALUES (?, ?, ?, ?)", (mention, _new(rng), coding, kind)
        )
        connection.execute(
            "INSERT INTO mention_segment VALUES (?, ?, 0, ?, ?, ?)",
            (mention, mention, start, start + 12, "some twelve."),
        )
        connection.execute("INSERT INTO evidence VALUES (?, ?, ?, 0)", (mention, filler, mention))
