"""What a packet brings beside codings: links, hours, corrections of articles, learned names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.domain.changes import Kind, Op
from annotator.domain.dictionary import Entry, EntryKind, folded_forms
from annotator.domain.language import tr
from annotator.storage import corrections, strange_rows
from annotator.storage.coding_content import Content
from annotator.storage.corrections import Correction
from annotator.storage.identities import Identities
from annotator.storage.journal import new_uuid
from annotator.storage.ops.links import SAME
from annotator.storage.ops.restoring import Known
from annotator.storage.project import EditInProgress

_DAY = 86_400.0  # seconds
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


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name of a coder's dictionary in a packet: what it is now, and since when."""

    uuid: str
    changed_at: str  # UTC, ISO 8601; empty: it left the project like that
    columns: Mapping[str, object]


def bring_links(
    edit: EditInProgress, source: sqlite3.Connection, restored: Sequence[Content]
) -> None:
    """Link events as they are linked in the packet, as far as both are in this file now."""
    foreign = {uuid for (uuid,) in source.execute("SELECT uuid FROM event").fetchall()}
    for content in restored:
        for event in content["events"]:
            _drop_links(edit, event["uuid"], {link[0] for link in content["links"]}, foreign)
        put_links(edit, content)


def put_links(edit: EditInProgress, content: Content) -> None:
    """Link the events of a coding as it says, where the others are in this file."""
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
    if kind != SAME:
        return
    found = [
        row
        for name in (one, other)
        for row in edit.connection.execute(
            "SELECT e.id, c.id, c.coder_id, c.round_id FROM event e"
            " JOIN coding c ON c.id = e.coding_id WHERE e.uuid = ?",
            (name,),
        )
    ]
    if len(found) < 2 or found[0][1] == found[1][1] or found[0][2:] != found[1][2:]:
        return  # nobody links her events with another's, or two of one article
    ids = [row[0] for row in found]
    known = edit.connection.execute(
        "SELECT 1 FROM event_link WHERE (event_id, other_event_id) IN (VALUES (?, ?), (?, ?))"
        " OR uuid = ?",
        (*ids, *ids[::-1], uuid),
    ).fetchone()
    if known is None and not Identities(edit.connection).holders(uuid):
        first, second = sorted(ids)
        edit.insert("event_link", uuid=uuid, event_id=first, other_event_id=second, kind=kind)


def bring_corrections(edit: EditInProgress, source: sqlite3.Connection, known: Known) -> list[str]:
    """Take over what was corrected about articles.

    Returns a sentence for every correction that stays outside.
    """
    here = corrections.corrections(edit.connection)
    brought = [
        one for one in corrections.corrections(source).values() if one.article in known.articles
    ]
    news = [one for one in brought if _is_news(one, here.get(one.key))]
    for one in news:
        here[one.key] = _keep_correction(edit, known.articles[one.article], one)
    sentences = []
    for article, name in dict.fromkeys((one.article, one.field) for one in news):
        about = [one for one in here.values() if (one.article, one.field) == (article, name)]
        value = corrections.outcome(about)
        title = _correct(edit, known.articles[article], name, value)
        latest = max(
            (one for one in news if (one.article, one.field) == (article, name)),
            key=lambda one: one.order,
        )
        if latest.in_effect and latest.value != value:
            sentences.append(
                tr("“{title}”: the packet says {name} “{value}”, the project “{here}”.").format(
                    title=title, name=name, value=latest.value, here=value
                )
            )
    return sentences


def _is_news(one: Correction, here: Correction | None) -> bool:
    return here is None or (not here.own and here.steps < one.steps)


def _keep_correction(edit: EditInProgress, article_id: int, one: Correction) -> Correction:
    row = edit.connection.execute(
        "SELECT id FROM correction WHERE made_by = ? AND field = ?", one.key
    ).fetchone()
    if row is not None:
        edit.update("correction", row[0], steps=one.steps)
    else:
        edit.insert(
            "correction",
            article_id=article_id,
            field=one.field,
            before=one.before,
            value=one.value,
            made_by=one.made_by,
            made_at=one.made_at,
            steps=one.steps,
        )
    return replace(one, own=False)


def _correct(edit: EditInProgress, article_id: int, name: str, value: str | None) -> str:
    """Give a field of an article its value, and return the article's title."""
    edit.kinds.add(Kind.ARTICLE)
    edit.update("article", article_id, **{name: value})
    (title,) = edit.connection.execute(
        "SELECT title FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    return str(title)


def bring_times(
    target: sqlite3.Connection, source: sqlite3.Connection, only_coder: str | None
) -> None:
    """Note hours worked, suggestions seen and answers read, each once however often it comes.

    That is no decision of anybody's, so it is no part of the undo step. A row that says what no
    clock says stays outside, and so does anybody else's in a packet that is one coder's.
    """
    for article, coder, which, day, seconds in _keyed(
        source, "t.day, t.seconds", "active_time", only_coder
    ):
        if not (strange_rows.is_day(day) and 0 <= seconds <= _DAY):
            continue
        target.execute(
            "INSERT INTO active_time (article_id, coder_id, round_id, day, seconds)"
            " SELECT a.id, k.id, r.id, ?, ? FROM article a, coder k, round r"
            " WHERE a.uuid = ? AND k.uuid = ? AND r.uuid = ?"
            " ON CONFLICT DO UPDATE SET seconds = max(seconds, excluded.seconds)",
            (day, seconds, article, coder, which),
        )
    shown = "p.name, p.version, p.components, t.first_at"
    joined = "shown t JOIN pipeline p ON p.id = t.pipeline_id"
    for article, coder, which, name, version, components, first in _keyed(
        source, shown, joined, only_coder
    ):
        if not strange_rows.is_time(first):
            continue
        target.execute(
            "INSERT INTO shown (article_id, coder_id, round_id, pipeline_id, first_at)"
            " SELECT a.id, k.id, r.id, p.id, ? FROM article a, coder k, round r, pipeline p"
            " WHERE a.uuid = ? AND k.uuid = ? AND r.uuid = ?"
            " AND p.name = ? AND p.version = ? AND p.components = ?"
            " ON CONFLICT DO UPDATE SET first_at = min(first_at, excluded.first_at)",
            (first, article, coder, which, name, version, components),
        )
    for answer, read_at in source.execute("SELECT answer, read_at FROM answer_read").fetchall():
        if not strange_rows.is_time(read_at):
            continue
        target.execute(
            "INSERT INTO answer_read (answer, read_at) SELECT ?, ? WHERE EXISTS"
            " (SELECT 1 FROM comment n JOIN coding c ON c.id = n.coding_id"
            "  JOIN coder k ON k.id = c.coder_id WHERE n.uuid = ? AND k.uuid = coalesce(?, k.uuid))"
            " ON CONFLICT DO NOTHING",
            (answer, read_at, answer, only_coder),
        )


def _keyed(
    source: sqlite3.Connection, columns: str, table: str, only_coder: str | None
) -> list[tuple[Any, ...]]:
    """Columns of a table of a coder's work, behind article, coder and round by identity."""
    aliased = table if " " in table else f"{table} t"
    return source.execute(
        f"SELECT a.uuid, k.uuid, r.uuid, {columns} FROM {aliased}"
        " JOIN article a ON a.id = t.article_id JOIN coder k ON k.id = t.coder_id"
        " JOIN round r ON r.id = t.round_id WHERE k.uuid = coalesce(?, k.uuid)",
        (only_coder,),
    ).fetchall()


def bring_names(
    edit: EditInProgress, source: sqlite3.Connection, known: Known, only_coder: str | None
) -> None:
    """Take over the names that coders learned, changed and took out of use in their packets.

    Of two states of an entry the one made last counts.
    """
    coders = source.execute(
        "SELECT k.id, k.uuid, d.id, coalesce(d.uuid, '') FROM coder k LEFT JOIN dictionary d"
        " ON d.coder_id = k.id AND d.kind = 'own' WHERE k.uuid = coalesce(?, k.uuid)",
        (only_coder,),
    ).fetchall()
    for coder_id, coder, dictionary_id, uuid in coders:
        entries = [*_entries(source, dictionary_id), *_gone(source, coder_id)]
        if coder in known.coders and entries:
            owner = _own_dictionary(edit, known.coders[coder], uuid or new_uuid())
            for entry in entries:
                _bring_name(edit, owner, entry)


def _entries(source: sqlite3.Connection, dictionary_id: int | None) -> list[_Entry]:
    columns = ", ".join(_ENTRY)
    rows = source.execute(
        f"SELECT id, uuid, {columns} FROM dictionary_entry WHERE dictionary_id = ? ORDER BY id",
        (dictionary_id,),
    ).fetchall()
    return [
        _Entry(uuid, _changed_at(source, row_id), dict(zip(_ENTRY, values, strict=True)))
        for row_id, uuid, *values in rows
    ]


def _gone(source: sqlite3.Connection, coder_id: int) -> list[_Entry]:
    """The names that a coder learned in this file and unlearned again: as if out of use."""
    rows = source.execute(
        "SELECT r.before, max(e.created_at) FROM edit_row r JOIN edit e ON e.id = r.edit_id"
        " WHERE r.table_name = 'dictionary_entry' AND r.after IS NULL AND e.coder_id = ?"
        " AND e.op <> ? AND r.row_id NOT IN (SELECT id FROM dictionary_entry) GROUP BY r.row_id",
        (coder_id, Op.MERGE_PACKETS),
    ).fetchall()
    found = [_unlearned(strange_rows.read_json(before), when) for before, when in rows]
    return [entry for entry in found if entry is not None]


def _unlearned(row: object, when: str) -> _Entry | None:
    """An entry as it was, out of use since; None where the journal does not say what it was.

    It is kept so that it stays unlearned when an earlier packet comes after this one.
    """
    if not isinstance(row, dict) or not strange_rows.is_time(when):
        return None
    if not all(strange_rows.is_typed(row.get(name)) for name in ("uuid", "surface", "code")):
        return None
    try:
        kind = EntryKind(str(row.get("kind")))
        folded, *more = folded_forms(Entry(row["surface"], row["code"], kind)) or [""]
    except ValueError:
        return None
    columns: dict[str, object] = dict.fromkeys(_ENTRY)
    columns |= {name: row[name] for name in ("surface", "code")}
    columns |= {"kind": kind.value, "folded": folded, "folded_plural": more[0] if more else None}
    return _Entry(row["uuid"], when, columns | {"retired_at": when})


def _changed_at(connection: sqlite3.Connection, entry_id: int) -> str:
    """When an entry was changed last, by what its coder did; empty where that is not known."""
    (when,) = connection.execute(
        "SELECT max(coalesce((SELECT brought_at FROM dictionary_entry WHERE id = :entry), ''),"
        " coalesce((SELECT max(e.created_at) FROM edit_row r JOIN edit e ON e.id = r.edit_id"
        "  WHERE r.table_name = 'dictionary_entry' AND r.row_id = :entry AND e.op <> :merge), ''))",
        {"entry": entry_id, "merge": Op.MERGE_PACKETS},
    ).fetchone()
    return str(when)


def _bring_name(edit: EditInProgress, owner: int, entry: _Entry) -> None:
    row = edit.connection.execute(
        "SELECT id, dictionary_id FROM dictionary_entry WHERE uuid = ?", (entry.uuid,)
    ).fetchone()
    if row is None:
        if Identities(edit.connection).holders(entry.uuid):
            return
        edit.kinds.add(Kind.DICTIONARY)
        edit.insert(
            "dictionary_entry",
            uuid=entry.uuid,
            dictionary_id=owner,
            brought_at=entry.changed_at or None,
            **entry.columns,
        )
    elif row[1] == owner and entry.changed_at > _changed_at(edit.connection, row[0]):
        edit.kinds.add(Kind.DICTIONARY)
        edit.update("dictionary_entry", row[0], brought_at=entry.changed_at, **entry.columns)


def _own_dictionary(edit: EditInProgress, coder_id: int, uuid: str) -> int:
    row = edit.connection.execute(
        "SELECT id FROM dictionary WHERE kind = 'own' AND coder_id = ?", (coder_id,)
    ).fetchone()
    if row is not None:
        return int(row[0])
    taken = Identities(edit.connection).holders(uuid)
    (name,) = edit.connection.execute("SELECT name FROM coder WHERE id = ?", (coder_id,)).fetchone()
    return edit.insert(
        "dictionary",
        uuid=new_uuid() if taken else uuid,
        name=name,
        coder_id=coder_id,
        kind="own",
    )
