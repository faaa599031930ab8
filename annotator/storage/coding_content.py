"""A whole coding as plain data that holds in any file: by identities, never by row ids.

That is what a packet brings home, what is kept of a state that a later one replaced, and what of
two ends of a chain is compared. The words of suggestions and pipelines stand for their rows.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from annotator.storage.rows import VALUE_COLUMNS

Content = dict[str, Any]

CODING_COLUMNS = ("status", "reason", "flagged", "unaided", "started_at", "finished_at")
_OWN_EVENTS = "SELECT id FROM event WHERE coding_id = :coding"
_OWN_FILLERS = f"SELECT id FROM filler WHERE event_id IN ({_OWN_EVENTS})"


def read_content(connection: sqlite3.Connection, coding_id: int) -> Content:
    """Everything a coding consists of; the same data from every file that holds the same state."""
    content = _coding(connection, coding_id)
    suggestions = _suggestion_names(connection, coding_id)
    content["mentions"] = _mentions(connection, coding_id)
    content["events"] = _events(connection, coding_id, suggestions)
    content["decisions"] = sorted(
        [suggestions[suggestion_id], decision]
        for suggestion_id, decision in connection.execute(
            "SELECT suggestion_id, decision FROM decision WHERE coding_id = ?", (coding_id,)
        ).fetchall()
    )
    content["comments"] = _dicts(
        connection,
        "SELECT n.uuid, e.uuid AS event, m.uuid AS mention, k.uuid AS coder, n.kind,"
        " q.uuid AS reply_to, n.text, n.created_at FROM comment n"
        " LEFT JOIN event e ON e.id = n.event_id LEFT JOIN mention m ON m.id = n.mention_id"
        " LEFT JOIN coder k ON k.id = n.coder_id LEFT JOIN comment q ON q.id = n.reply_to"
        " WHERE n.coding_id = :coding ORDER BY n.created_at, n.uuid",
        coding_id,
    )
    content["links"] = _links(connection, coding_id)
    content["adjudicated"] = [
        uuid
        for (uuid,) in connection.execute(
            "SELECT s.uuid FROM adjudication d JOIN coding s ON s.id = d.source_coding_id"
            " WHERE d.coding_id = ? ORDER BY s.uuid",
            (coding_id,),
        ).fetchall()
    ]
    content["verdicts"] = _dicts(
        connection,
        "SELECT v.uuid, v.source_event, e.uuid AS event FROM verdict v"
        " LEFT JOIN event e ON e.id = v.event_id WHERE v.coding_id = :coding ORDER BY v.uuid",
        coding_id,
    )
    return content


def text_of_content(content: Content) -> str:
    """A coding's content as text; equal contents have equal texts."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def own_work(content: Content) -> str:
    """The part of a content that its coder made, as text: without what others wrote to it."""
    comments = [one for one in content["comments"] if one["coder"] == content["coder"]]
    return text_of_content({**content, "comments": comments})


def _dicts(connection: sqlite3.Connection, query: str, coding_id: int) -> list[Content]:
    cursor = connection.execute(query, {"coding": coding_id})
    rows = cursor.fetchall()
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _coding(connection: sqlite3.Connection, coding_id: int) -> Content:
    columns = ", ".join(f"c.{name}" for name in CODING_COLUMNS)
    (content,) = _dicts(
        connection,
        "SELECT c.uuid, a.uuid AS article, k.uuid AS coder, r.uuid AS round,"
        f" b.uuid AS codebook, {columns} FROM coding c JOIN article a ON a.id = c.article_id"
        " JOIN coder k ON k.id = c.coder_id JOIN round r ON r.id = c.round_id"
        " JOIN codebook b ON b.id = c.codebook_id WHERE c.id = :coding",
        coding_id,
    )
    return content


def _mentions(connection: sqlite3.Connection, coding_id: int) -> list[Content]:
    rows = connection.execute(
        "SELECT m.uuid, m.type, s.start, s.end, s.quote FROM mention m"
        " JOIN mention_segment s ON s.mention_id = m.id WHERE m.coding_id = ?"
        " ORDER BY m.uuid, s.position",
        (coding_id,),
    ).fetchall()
    found: dict[str, Content] = {}
    for uuid, kind, *segment in rows:
        found.setdefault(uuid, {"uuid": uuid, "type": kind, "segments": []})
        found[uuid]["segments"].append(segment)
    return list(found.values())


def _events(
    connection: sqlite3.Connection, coding_id: int, suggestions: dict[int, list[Any]]
) -> list[Content]:
    events = _dicts(
        connection,
        "SELECT uuid, position, reciprocal, reciprocal_provenance, created_at FROM event"
        " WHERE coding_id = :coding ORDER BY position, uuid",
        coding_id,
    )
    by_uuid = {event["uuid"]: {**event, "attributes": [], "fillers": []} for event in events}
    for attribute in _dicts(
        connection,
        "SELECT e.uuid AS event, a.name, a.position, a.value, a.provenance FROM event e"
        " JOIN event_attribute a ON a.event_id = e.id WHERE e.coding_id = :coding"
        " ORDER BY a.name, a.position",
        coding_id,
    ):
        by_uuid[attribute.pop("event")]["attributes"].append(attribute)
    for filler in _fillers(connection, coding_id, suggestions):
        by_uuid[filler.pop("event")]["fillers"].append(filler)
    return list(by_uuid.values())


def _fillers(
    connection: sqlite3.Connection, coding_id: int, suggestions: dict[int, list[Any]]
) -> list[Content]:
    values = ", ".join(f"f.{name}" for name in VALUE_COLUMNS)
    fillers = _dicts(
        connection,
        f"SELECT e.uuid AS event, f.id, f.uuid, f.slot, f.position, {values}, f.provenance,"
        " f.suggestion_id AS suggestion, f.copied_from, p.name AS pipeline_name,"
        " p.version AS pipeline_version, p.components FROM event e"
        " JOIN filler f ON f.event_id = e.id LEFT JOIN pipeline p ON p.id = f.pipeline_id"
        " WHERE e.coding_id = :coding ORDER BY f.slot, f.position, f.uuid",
        coding_id,
    )
    codes, evidence = _codes(connection, coding_id), _evidence(connection, coding_id)
    reviews = _reviews(connection, coding_id)
    for filler in fillers:
        filler_id = filler.pop("id")
        pipeline = [filler.pop(n) for n in ("pipeline_name", "pipeline_version", "components")]
        filler["pipeline"] = pipeline if pipeline[0] is not None else None
        filler["suggestion"] = suggestions.get(filler["suggestion"])
        filler["codes"] = codes.get(filler_id, [])
        filler["evidence"] = evidence.get(filler_id, [])
        filler["reviews"] = reviews.get(filler_id, [])
    return fillers


def _codes(connection: sqlite3.Connection, coding_id: int) -> dict[int, list[list[Any]]]:
    """The elements of each filler's code: as written, and the identity of the code it is."""
    return _grouped(
        connection,
        "SELECT n.filler_id, n.element, c.uuid FROM filler_code n"
        " LEFT JOIN code c ON c.id = n.code_id"
        f" WHERE n.filler_id IN ({_OWN_FILLERS}) ORDER BY n.filler_id, n.position",
        coding_id,
    )


def _evidence(connection: sqlite3.Connection, coding_id: int) -> dict[int, list[str]]:
    rows = connection.execute(
        "SELECT v.filler_id, m.uuid FROM mention m JOIN evidence v ON v.mention_id = m.id"
        " WHERE m.coding_id = ? ORDER BY v.filler_id, v.position, v.id",
        (coding_id,),
    ).fetchall()
    found: dict[int, list[str]] = {}
    for filler_id, uuid in rows:
        found.setdefault(filler_id, []).append(uuid)
    return found


def _reviews(connection: sqlite3.Connection, coding_id: int) -> dict[int, list[list[Any]]]:
    return _grouped(
        connection,
        "SELECT v.filler_id, v.uuid, b.uuid, v.code, v.settled FROM code_review v"
        " JOIN codebook b ON b.id = v.codebook_id"
        f" WHERE v.filler_id IN ({_OWN_FILLERS}) ORDER BY v.filler_id, v.uuid",
        coding_id,
    )


def _grouped(
    connection: sqlite3.Connection, query: str, coding_id: int
) -> dict[int, list[list[Any]]]:
    found: dict[int, list[list[Any]]] = {}
    for key, *rest in connection.execute(query, {"coding": coding_id}).fetchall():
        found.setdefault(key, []).append(rest)
    return found


def _links(connection: sqlite3.Connection, coding_id: int) -> list[list[str]]:
    """(identity of the link, its events' identities) of the links of the coding's events."""
    rows = connection.execute(
        "SELECT l.uuid, e.uuid, o.uuid, l.kind FROM event_link l JOIN event e ON e.id = l.event_id"
        f" JOIN event o ON o.id = l.other_event_id WHERE l.event_id IN ({_OWN_EVENTS})"
        f" OR l.other_event_id IN ({_OWN_EVENTS}) ORDER BY l.uuid",
        {"coding": coding_id},
    ).fetchall()
    return [list(row) for row in rows]


def _suggestion_names(connection: sqlite3.Connection, coding_id: int) -> dict[int, list[Any]]:
    """What tells each suggestion that the coding names from every other one of its article.

    Pipeline (name, version, components), kind, type, the segments, and its number there.
    """
    rows = connection.execute(
        "SELECT s.id, p.name, p.version, p.components, s.kind, s.type,"
        " (SELECT json_group_array(json_array(g.start, g.end)) FROM (SELECT start, end FROM"
        "  suggestion_segment WHERE suggestion_id = s.id ORDER BY position) g), s.ordinal"
        " FROM suggestion s JOIN pipeline p ON p.id = s.pipeline_id WHERE s.id IN"
        " (SELECT suggestion_id FROM decision WHERE coding_id = :coding"
        f"  UNION SELECT suggestion_id FROM filler WHERE id IN ({_OWN_FILLERS}))",
        {"coding": coding_id},
    ).fetchall()
    return {row[0]: [*row[1:6], json.loads(row[6]), row[7]] for row in rows}
