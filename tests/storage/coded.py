"""A small project of our own to edit in: a schema, articles, coders, suggestions."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from annotator.domain.events import Desk, Segment, Segments
from annotator.domain.suggestions import (
    Candidate,
    Highlighted,
    NewEvent,
    NewFiller,
    NewSuggestion,
    Pipeline,
)
from annotator.domain.text import article_text, headline_of, text_hash
from annotator.storage import highlights, people
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.project import Project, create, open_project

BODY = (
    "Azerbaijan hosted the leaders of Türkiye and Syria in Baku on 9 April. 🕊 "
    "Two officials said yesterday that talks with Israel would go on in May."
)
TEXT = article_text("Talks in Baku", BODY)
PIPELINE = Pipeline("rules", "1", ("one", "two"))
NEWER = Pipeline("rules", "2", ("one", "two"))

SCHEMA = {
    "name": "small",
    "title": "Small",
    "version": "1",
    "mention_types": [
        {
            "name": name,
            "label": name.title(),
            "color": {"light": "#112233", "dark": "#aabbcc"},
            "line": "solid",
        }
        for name in ("who", "what", "where", "when")
    ],
    "slots": [
        {
            "name": "giver",
            "label": "Giver",
            "key": "G",
            "mention_type": "who",
            "kind": "composed",
            "composition": "people",
            "several": True,
        },
        {
            "name": "deed",
            "label": "Deed",
            "key": "D",
            "mention_type": "what",
            "kind": "code",
            "code_list": "deeds",
            "required": True,
        },
        {
            "name": "taker",
            "label": "Taker",
            "key": "T",
            "mention_type": "who",
            "kind": "composed",
            "composition": "people",
            "several": True,
        },
        {
            "name": "spot",
            "label": "Spot",
            "key": "S",
            "mention_type": "where",
            "kind": "place",
            "several": True,
        },
        {"name": "day", "label": "Day", "key": "Y", "mention_type": "when", "kind": "date"},
        {
            "name": "teller",
            "label": "Teller",
            "key": "E",
            "mention_type": "who",
            "kind": "text",
            "several": True,
        },
    ],
    "attributes": [
        {
            "name": "state",
            "label": "State",
            "key": "1",
            "type": "one_of",
            "choices": [
                {"value": "real", "label": "Real"},
                {"value": "planned", "label": "Planned"},
            ],
            "default": "real",
        },
        {"name": "sure", "label": "Sure", "key": "2", "type": "yes_no", "default": "yes"},
        {"name": "remark", "label": "Remark", "key": "3", "type": "text"},
    ],
    "code_lists": [
        {
            "name": "deeds",
            "label": "Deeds",
            "codes": [
                {"id": "d04", "code": "04", "label": "Meet", "assignable": False},
                {"id": "d042", "code": "042", "label": "Make a visit", "parent": "04"},
                {"id": "d043", "code": "043", "label": "Host a visit", "parent": "04"},
                {"id": "d010", "code": "010", "label": "State"},
            ],
        },
        {
            "name": "lands",
            "label": "Lands",
            "codes": [
                {"id": "l1", "code": "AZE", "label": "Azerbaijan"},
                {"id": "l2", "code": "TUR", "label": "Türkiye"},
                {"id": "l3", "code": "SYR", "label": "Syria"},
            ],
        },
        {
            "name": "roles",
            "label": "Roles",
            "codes": [
                {"id": "r1", "code": "GOV", "label": "Government"},
                {"id": "r2", "code": "MIL", "label": "Military"},
            ],
        },
    ],
    "compositions": [
        {
            "name": "people",
            "label": "People",
            "element_length": 3,
            "most_elements": 5,
            "unspecified": "---",
            "positions": [
                {"name": "land", "label": "Land", "lists": ["lands"], "most": 1},
                {"name": "role", "label": "Role", "lists": ["roles"], "most": 2},
            ],
        }
    ],
    "code_slot": "deed",
    "dyad": {"source": "giver", "target": "taker", "code": "deed"},
    "reciprocal": True,
    "identifying": ["giver", "deed", "taker"],
    "summary": ["giver", "deed", "taker", "spot", "day"],
    "reasons": [{"value": "sport", "label": "Sport"}, {"value": "empty", "label": "Too short"}],
}

CODED = (
    "coding",
    "mention",
    "mention_segment",
    "event",
    "event_attribute",
    "filler",
    "filler_code",
    "evidence",
    "decision",
    "comment",
    "event_link",
)


def make(path: Path, *, articles: int = 3, published: str | None = "2025-04-10") -> Path:
    """A project with a few articles; all hold ``TEXT``, behind headlines of their own."""
    shutil.copy(_template(articles, published), path)
    return path


@cache
def _template(articles: int, published: str | None) -> Path:
    path = Path(tempfile.mkdtemp(prefix="annotator-tests-")) / "made.db"
    create(path, schema=json.dumps(SCHEMA), title="Small")
    with open_project(path) as project:
        add_articles(project, articles, published=published)
        desk_of(project, "ann")
    return path


def add_articles(
    project: Project, number: int, *, published: str | None = "2025-04-10", first: int = 1
) -> None:
    with project.write() as connection:
        for n in range(first, first + number):
            text = TEXT if n == 1 else article_text(f"Talks in Baku, part {n}", BODY)
            connection.execute(
                "INSERT INTO article (uuid, title, source, published, imported_at, sha256,"
                " characters, text) VALUES (?, ?, 'Wire', ?, ?, ?, ?, ?)",
                (
                    new_uuid(),
                    headline_of(text),
                    published,
                    utc_now(),
                    text_hash(text),
                    len(text),
                    text,
                ),
            )


def desk_of(project: Project, name: str) -> Desk:
    return people.sit_down(project, name)


def hurry(project: Project) -> None:
    """Let edits not wait for the disk: a power cut is not the point of these tests."""
    project.connection.execute("PRAGMA synchronous = OFF")
    project.connection.execute("PRAGMA journal_mode = MEMORY")


@contextmanager
def sitting(path: Path, name: str = "ann") -> Iterator[tuple[Project, Desk]]:
    with open_project(path) as project:
        yield project, desk_of(project, name)


def at(*words: str, text: str = TEXT) -> Segments:
    """Where words stand in the text, one segment for each."""
    found = []
    for word in words:
        start = text.index(word)
        found.append(Segment(start, start + len(word)))
    return tuple(found)


def highlighted(article_id: int = 1, *, text: str = TEXT, more: tuple = ()) -> Highlighted:
    def proposed(kind: str, words: str, *values: str) -> NewSuggestion:
        candidates = tuple(Candidate(value, value, "so it is") for value in values)
        return NewSuggestion(kind, at(words, text=text), kind.upper(), candidates, 0.5)

    return Highlighted(
        article_id,
        (
            proposed("who", "Azerbaijan", "AZEGOV", "AZE"),
            proposed("what", "hosted", "043", "042"),
            proposed("who", "Türkiye", "TUR"),
            proposed("who", "Syria"),
            proposed("where", "Baku on"),
            proposed("when", "9 April"),
            *more,
        ),
    )


def whole_events(text: str = TEXT) -> tuple[NewEvent, ...]:
    """Azerbaijan hosts Türkiye and Syria; the same again; and one of which little is known."""
    hosted = (
        NewFiller("giver", 0, "AZEGOV"),
        NewFiller("deed", 1, "043"),
        NewFiller("taker", 2, "TUR"),
        NewFiller("taker", 3),
        NewFiller("spot", 4),
        NewFiller("day", 5),
    )
    planned = (("state", "planned"),)
    return (
        NewEvent(at("hosted", text=text), hosted, planned, reciprocal=True, confidence=0.8),
        NewEvent(at("Talks", text=text), hosted[:3], confidence=0.4, repeats=0),
        NewEvent(at("leaders", text=text), (NewFiller("deed", 1), NewFiller("giver", 3, "SYR"))),
    )


def suggest(
    project: Project,
    article_id: int = 1,
    pipeline: Pipeline = PIPELINE,
    *,
    events: bool = False,
) -> None:
    text = project.connection.execute(
        "SELECT text FROM article WHERE id = ?", (article_id,)
    ).fetchone()[0]
    result = highlighted(article_id, text=text)
    if events:
        result = replace(result, events=whole_events(text))
    highlights.store(project, pipeline, result)


def dump(project: Project, *, coder_id: int | None = None) -> dict[str, list[tuple]]:
    """All coded rows, as they are; of one coder's codings only where an id is given."""
    rows = {
        table: project.connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in CODED
    }
    for table in ("codebook", "code", "code_review"):
        rows[table] = project.connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
    rows["project"] = project.connection.execute("SELECT * FROM project").fetchall()
    rows["article"] = project.connection.execute(
        "SELECT id, title, source, published, url, language FROM article ORDER BY id"
    ).fetchall()
    rows |= in_use(project, coder_id)
    if coder_id is not None:
        rows = (
            {table: rows[table] for table in ("dictionary", "dictionary_entry")}
            | {"coding": [row for row in rows["coding"] if row[3] == coder_id]}
            | {
                table: [row for row in rows[table] if row[0] in _own(project, table, coder_id)]
                for table in CODED[1:]
            }
        )
    return rows


def in_use(project: Project, coder_id: int | None) -> dict[str, list[tuple]]:
    """Dictionaries that are in use, of one coder only where an id is given, with their entries."""
    where = "d.retired_at IS NULL AND (? IS NULL OR d.coder_id = ?)"
    own = (coder_id, coder_id)
    return {
        "dictionary": project.connection.execute(
            f"SELECT d.* FROM dictionary d WHERE {where} ORDER BY d.id", own
        ).fetchall(),
        "dictionary_entry": project.connection.execute(
            "SELECT e.* FROM dictionary_entry e JOIN dictionary d ON d.id = e.dictionary_id"
            f" WHERE {where} ORDER BY e.id",
            own,
        ).fetchall(),
    }


_TO_CODING = {
    "mention": "x.coding_id",
    "mention_segment": "(SELECT coding_id FROM mention m WHERE m.id = x.mention_id)",
    "event": "x.coding_id",
    "event_attribute": "(SELECT coding_id FROM event e WHERE e.id = x.event_id)",
    "filler": "(SELECT coding_id FROM event e WHERE e.id = x.event_id)",
    "filler_code": "(SELECT coding_id FROM event e JOIN filler f ON f.event_id = e.id"
    " WHERE f.id = x.filler_id)",
    "evidence": "(SELECT coding_id FROM mention m WHERE m.id = x.mention_id)",
    "decision": "x.coding_id",
    "comment": "x.coding_id",
    "event_link": "(SELECT coding_id FROM event e WHERE e.id = x.event_id)",
}


def _own(project: Project, table: str, coder_id: int) -> set[int]:
    query = (
        f"SELECT x.id FROM {table} x JOIN coding c ON c.id = {_TO_CODING[table]}"
        " WHERE c.coder_id = ?"
    )
    return {row[0] for row in project.connection.execute(query, (coder_id,)).fetchall()}


APRIL_9 = dt.date(2025, 4, 9)
APRIL_10 = dt.date(2025, 4, 10)
