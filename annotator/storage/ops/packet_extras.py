"""What a packet brings beside codings: links, hours, corrections of articles, learned names."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from annotator.domain.changes import Kind, Op
from annotator.domain.language import tr
from annotator.storage.coding_content import Content
from annotator.storage.journal import new_uuid
from annotator.storage.ops.restoring import Known
from annotator.storage.project import EditInProgress

_FIELDS = ("title", "source", "published")
_ENTRY = (
    "surface",
    "code",
    "valid_from",
    "valid_to",
    "promoted_from",
    "retired_at",
    "kind",
    "plural",
    "folded",
    "folded_plural",
)


def bring_links(
    edit: EditInProgress, source: sqlite3.Connection, restored: Sequence[Content]
) -> None:
    """Link events as they are linked in the packet, as far as both are in this file now."""
    foreign = {uuid for (uuid,) in source.execute("SELECT uuid FROM event").fetchall()}
    for content in restored:
        for event in content["events"]:
            _drop_links(edit, event["uuid"], {link[0] for link in content["links"]}, foreign)
        for link in content["links"]:
            _link(edit, *link)


def _drop_links(edit: EditInProgress, event: str, wanted: set[str], foreign: Iterable[str]) -> None:
    """Take back links that the packet knows both events of and no longer has."""
    rows = edit.connection.execute(
        "SELECT l.id, l.uuid, e.uuid, o.uuid FROM event_link l JOIN event e ON e.id = l.event_id"
        " JOIN event o ON o.id = l.other_event_id WHERE e.uuid = ? OR o.uuid = ?",
        (event, event),
    ).fetchall()
    for row_id, uuid, one, other in rows:
        if uuid not in wanted and one in foreign and other in foreign:
            edit.delete("event_link", row_id)


def _link(edit: EditInProgress, uuid: str, one: str, other: str, kind: str) -> None:
    ids = [
        row[0]
        for name in (one, other)
        for row in edit.connection.execute("SELECT id FROM event WHERE uuid = ?", (name,))
    ]
    if len(ids) < 2:
        return
    known = edit.connection.execute(
        "SELECT 1 FROM event_link WHERE (event_id, other_event_id) IN (VALUES (?, ?), (?, ?))"
        " OR uuid = ?",
        (*ids, *ids[::-1], uuid),
    ).fetchone()
    if known is None:
        first, second = sorted(ids)
        edit.insert("event_link", uuid=uuid, event_id=first, other_event_id=second, kind=kind)


def bring_corrections(edit: EditInProgress, source: sqlite3.Connection, known: Known) -> list[str]:
    """Take over what was corrected about articles, where the project has not changed it itself.

    Returns a sentence for every correction that stays outside.
    """
    sentences = []
    rows = source.execute(
        "SELECT a.uuid, r.before, r.after FROM edit e JOIN edit_row r ON r.edit_id = e.id"
        " JOIN article a ON a.id = r.row_id WHERE r.table_name = 'article' AND e.op = ?"
        " ORDER BY e.id, r.position",
        (Op.SET_ARTICLE_FIELD,),
    ).fetchall()
    first: dict[tuple[str, str], object] = {}
    last: dict[tuple[str, str], object] = {}
    for uuid, before, after in rows:
        old, new = json.loads(before), json.loads(after)
        for name in _FIELDS:
            if old[name] != new[name]:
                first.setdefault((uuid, name), old[name])
                last[uuid, name] = new[name]
    for (uuid, name), value in last.items():
        if uuid in known.articles:
            sentences += _correct(edit, known.articles[uuid], name, first[uuid, name], value)
    return sentences


def _correct(
    edit: EditInProgress, article_id: int, name: str, before: object, value: object
) -> list[str]:
    title, here = edit.connection.execute(
        f"SELECT title, {name} FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    if value in (here, before):
        return []
    if here != before:
        return [
            tr("“{title}”: the packet says {name} “{value}”, the project “{here}”.").format(
                title=title, name=name, value=value, here=here
            )
        ]
    edit.kinds.add(Kind.ARTICLE)
    edit.update("article", article_id, **{name: value})
    return []


def bring_times(target: sqlite3.Connection, source: sqlite3.Connection) -> None:
    """Note hours worked, suggestions seen and answers read, each once however often it comes.

    That is no decision of anybody's, so it is no part of the undo step.
    """
    for article, coder, which, day, seconds in _keyed(source, "t.day, t.seconds", "active_time"):
        target.execute(
            "INSERT INTO active_time (article_id, coder_id, round_id, day, seconds)"
            " SELECT a.id, k.id, r.id, ?, ? FROM article a, coder k, round r"
            " WHERE a.uuid = ? AND k.uuid = ? AND r.uuid = ?"
            " ON CONFLICT DO UPDATE SET seconds = max(seconds, excluded.seconds)",
            (day, seconds, article, coder, which),
        )
    shown = "p.name, p.version, p.components, t.first_at"
    joined = "shown t JOIN pipeline p ON p.id = t.pipeline_id"
    for article, coder, which, name, version, components, first in _keyed(source, shown, joined):
        target.execute(
            "INSERT INTO shown (article_id, coder_id, round_id, pipeline_id, first_at)"
            " SELECT a.id, k.id, r.id, p.id, ? FROM article a, coder k, round r, pipeline p"
            " WHERE a.uuid = ? AND k.uuid = ? AND r.uuid = ?"
            " AND p.name = ? AND p.version = ? AND p.components = ?"
            " ON CONFLICT DO UPDATE SET first_at = min(first_at, excluded.first_at)",
            (first, article, coder, which, name, version, components),
        )
    for answer, read_at in source.execute("SELECT answer, read_at FROM answer_read").fetchall():
        target.execute(
            "INSERT INTO answer_read (answer, read_at) SELECT ?, ? WHERE EXISTS"
            " (SELECT 1 FROM comment WHERE uuid = ?) ON CONFLICT DO NOTHING",
            (answer, read_at, answer),
        )


def _keyed(source: sqlite3.Connection, columns: str, table: str) -> list[tuple[str, ...]]:
    """Columns of a table of a coder's work, behind article, coder and round by identity."""
    aliased = table if " " in table else f"{table} t"
    return source.execute(
        f"SELECT a.uuid, k.uuid, r.uuid, {columns} FROM {aliased}"
        " JOIN article a ON a.id = t.article_id JOIN coder k ON k.id = t.coder_id"
        " JOIN round r ON r.id = t.round_id"
    ).fetchall()


def bring_names(edit: EditInProgress, source: sqlite3.Connection, known: Known) -> None:
    """Take over the names that coders learned; one that was retired in the packet is so here."""
    columns = ", ".join(f"e.{name}" for name in _ENTRY)
    rows = source.execute(
        f"SELECT d.uuid, k.uuid, e.uuid, {columns} FROM dictionary_entry e"
        " JOIN dictionary d ON d.id = e.dictionary_id JOIN coder k ON k.id = d.coder_id"
        " WHERE d.kind = 'own' ORDER BY e.id"
    ).fetchall()
    here = dict(edit.connection.execute("SELECT uuid, id FROM dictionary_entry").fetchall())
    for dictionary, coder, uuid, *values in rows:
        if coder not in known.coders:
            continue
        entry = dict(zip(_ENTRY, values, strict=True))
        if uuid not in here:
            owner = _own_dictionary(edit, known.coders[coder], dictionary)
            edit.insert("dictionary_entry", uuid=uuid, dictionary_id=owner, **entry)
            edit.kinds.add(Kind.DICTIONARY)
        elif entry["retired_at"] is not None:
            _retire(edit, here[uuid], entry["retired_at"])


def _own_dictionary(edit: EditInProgress, coder_id: int, uuid: str) -> int:
    row = edit.connection.execute(
        "SELECT id FROM dictionary WHERE kind = 'own' AND coder_id = ?", (coder_id,)
    ).fetchone()
    if row is not None:
        return int(row[0])
    taken = edit.connection.execute("SELECT 1 FROM dictionary WHERE uuid = ?", (uuid,)).fetchone()
    (name,) = edit.connection.execute("SELECT name FROM coder WHERE id = ?", (coder_id,)).fetchone()
    return edit.insert(
        "dictionary",
        uuid=new_uuid() if taken else uuid,
        name=name,
        coder_id=coder_id,
        kind="own",
    )


def _retire(edit: EditInProgress, entry_id: int, when: str) -> None:
    (retired,) = edit.connection.execute(
        "SELECT retired_at FROM dictionary_entry WHERE id = ?", (entry_id,)
    ).fetchone()
    if retired is None:
        edit.update("dictionary_entry", entry_id, retired_at=when)
        edit.kinds.add(Kind.DICTIONARY)
