"""A new version of the codebook: its codes, the values that follow them, what is to be reviewed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk
from annotator.domain.language import tr
from annotator.domain.schema import Code, Schema
from annotator.domain.schema_changes import ChangeKind, Update
from annotator.domain.schema_text import to_text
from annotator.domain.values import CodeValue
from annotator.storage.creation import code_uuid, schema_hash
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.ops import own
from annotator.storage.ops.codings import report
from annotator.storage.project import EditInProgress, Project
from annotator.storage.rows import code_rows
from annotator.storage.touched import narrowed

_EVERYTHING = frozenset(Kind)


def update_codebook(
    project: Project, desk: Desk, update: Update, *, note: str = "", label: str = ""
) -> Changes:
    """Put a new version of the codebook in force, in one edit.

    Renamed and merged codes are written anew wherever they were coded, by whomever; retired ones
    stay as they are; the values of split ones go on their coders' lists of codes to look at again.
    Every coding keeps the version it was made under. ``update`` is what ``schema_changes.compare``
    made of the schema in force; ``note`` says in words what changed.

    Raises:
        EditRefusedError: nothing would change, or a slot that is to hold less holds more.
    """
    if not update.changes:
        raise EditRefusedError(tr("The codebook is the same already. Nothing was changed."))
    for sentence in narrowed(project.connection, update):
        raise EditRefusedError(tr("{sentence} Nothing was changed.").format(sentence=sentence))
    words = label or "update the codebook"
    with project.transact(Op.UPDATE_CODEBOOK, words, desk=desk) as edit:
        edit.kinds |= _EVERYTHING
        codebook_id = _insert_version(edit, update.schema, note or _said(update))
        rows = _write_codes(edit, update.schema, codebook_id)
        _map_values(edit, update, rows)
        _know_elements(edit, update)
        _ask_again(edit, update, rows, codebook_id)
    return report(edit)


def _said(update: Update) -> str:
    return "\n".join(change.said.english for change in update.changes[:200])


def _insert_version(edit: EditInProgress, schema: Schema, note: str) -> int:
    (latest,) = edit.connection.execute("SELECT max(version) FROM codebook").fetchone()
    text = to_text(schema, compact=True)
    codebook_id = edit.insert(
        "codebook",
        uuid=new_uuid(),
        name=schema.name,
        version=latest + 1,
        title=schema.title,
        schema=text,
        sha256=schema_hash(text),
        note=note,
        created_at=utc_now(),
    )
    edit.update("project", 1, codebook_id=codebook_id)
    return codebook_id


# --- the table of codes ----------------------------------------------------------------------

_Rows = Mapping[tuple[str, str], int]
"""The row of each code by its list and text as they are now."""


def _write_codes(edit: EditInProgress, schema: Schema, codebook_id: int) -> _Rows:
    known = {
        uuid: (row_id, retired)
        for uuid, row_id, retired in edit.connection.execute(
            "SELECT uuid, id, retired_in FROM code"
        ).fetchall()
    }
    entries = list(_entries(schema))
    _make_way(edit, entries, known)
    rows: dict[tuple[str, str], int] = {}
    for name, position, code, uuid in entries:
        row_id, retired = known.get(uuid, (0, None))
        columns = {
            "code": code.code,
            "label": code.label,
            "assignable": int(code.assignable),
            "position": position,
            "retired_in": (retired or codebook_id) if code.retired else None,
        }
        if row_id:
            edit.update("code", row_id, **columns)
        else:
            row_id = edit.insert("code", uuid=uuid, list=name, added_in=codebook_id, **columns)
        rows[name, code.code] = row_id
    for name, _, code, _ in entries:
        parent = rows[name, code.parent] if code.parent else None
        edit.update("code", rows[name, code.code], parent_id=parent)
    return rows


def _entries(schema: Schema) -> Iterator[tuple[str, int, Code, str]]:
    for codes in schema.code_lists:
        for position, code in enumerate(codes.codes):
            yield codes.name, position, code, code_uuid(schema.name, codes.name, code.id)


def _make_way(
    edit: EditInProgress,
    entries: list[tuple[str, int, Code, str]],
    known: Mapping[str, tuple[int, int | None]],
) -> None:
    """Give codes whose text another one takes a text of their own meanwhile."""
    taken = dict(edit.connection.execute("SELECT id, list || ' ' || code FROM code").fetchall())
    wanted = {f"{name} {code.code}": uuid for name, _, code, uuid in entries}
    for uuid, (row_id, _) in known.items():
        if wanted.get(taken[row_id], uuid) != uuid:
            edit.update("code", row_id, code=f"~{row_id}")


# --- what was coded --------------------------------------------------------------------------


def _map_values(edit: EditInProgress, update: Update, rows: _Rows) -> None:
    """Write renamed and merged codes anew in every value that has them."""
    changed: set[int] = set()
    for name, texts in update.mapped.items():
        for old, new in texts.items():
            found = _filler_codes(edit.connection, _old_row(edit, update, rows, name, old, new))
            target = rows[name, new]
            for row_id, filler_id in found:
                edit.update("filler_code", row_id, element=new, code_id=target)
                changed.add(filler_id)
    for filler_id in sorted(changed):
        (code,) = edit.connection.execute(
            "SELECT group_concat(element, '') FROM"
            " (SELECT element FROM filler_code WHERE filler_id = ? ORDER BY position)",
            (filler_id,),
        ).fetchone()
        edit.update("filler", filler_id, code=code)


def _know_elements(edit: EditInProgress, update: Update) -> None:
    """Let values whose elements the codebook did not know point at the codes that are new."""
    schema = update.schema
    added = sorted({c.becomes for c in update.changes if c.kind is ChangeKind.ADDED and c.becomes})
    slots = {slot.name: slot for slot in schema.slots}
    for element in added:
        found = edit.connection.execute(
            "SELECT DISTINCT f.id, f.slot, f.code FROM filler_code c JOIN filler f"
            " ON f.id = c.filler_id WHERE c.code_id IS NULL AND c.element = ?",
            (element,),
        ).fetchall()
        for filler_id, slot, code in found:
            for row in code_rows(edit.connection, schema, slots[slot], CodeValue(code)):
                (row_id,) = edit.connection.execute(
                    "SELECT id FROM filler_code WHERE filler_id = ? AND position = ?",
                    (filler_id, row["position"]),
                ).fetchone()
                edit.update("filler_code", row_id, code_id=row["code_id"])


def _old_row(
    edit: EditInProgress, update: Update, rows: _Rows, name: str, old: str, new: str
) -> int:
    """The row of the code that was written ``old``: merged ones keep their own row."""
    merged = (name, old) in update.merged
    change = next(c for c in update.changes if c.part == name and c.name == old)
    if not merged:
        return rows[name, new]
    uuid = code_uuid(update.schema.name, name, change.code_id)
    (row_id,) = edit.connection.execute("SELECT id FROM code WHERE uuid = ?", (uuid,)).fetchone()
    return int(row_id)


def _filler_codes(connection: sqlite3.Connection, code_id: int) -> list[tuple[int, int]]:
    return connection.execute(
        "SELECT id, filler_id FROM filler_code WHERE code_id = ? ORDER BY id", (code_id,)
    ).fetchall()


# --- codes to be looked at again -------------------------------------------------------------


def _ask_again(edit: EditInProgress, update: Update, rows: _Rows, codebook_id: int) -> None:
    """Put the values of split codes on the lists of their coders."""
    texts = {(c.part, c.name): c.becomes for c in update.changes if c.name}
    for name, split in update.split.items():
        for old in split:
            code = texts.get((name, old)) or old
            for _, filler_id in _filler_codes(edit.connection, rows[name, code]):
                edit.insert(
                    "code_review",
                    uuid=new_uuid(),
                    filler_id=filler_id,
                    codebook_id=codebook_id,
                    code=old,
                )


def keep_code(project: Project, desk: Desk, filler_id: int) -> Changes:
    """Settle that a value keeps its code although that was split.

    Raises:
        EditRefusedError: the value is not this coder's, or not to be looked at again.
    """
    filler = own.filler(project.connection, desk, filler_id)
    open_ids = open_reviews(project.connection, filler_id)
    if not open_ids:
        raise EditRefusedError(tr("This value is not to be looked at again. Nothing was changed."))
    label = f"keep {own.slot_label(project.schema, filler.slot)}"
    with project.transact(Op.KEEP_CODE, label, desk=desk) as edit:
        edit.article_id, edit.event_id = filler.article_id, filler.event_id
        edit.filler_id = filler.id
        settle(edit, filler_id, "kept")
    return report(edit)


def settle(edit: EditInProgress, filler_id: int, how: str) -> None:
    """Take a value off the list of those to be looked at again."""
    for row_id in open_reviews(edit.connection, filler_id):
        edit.kinds.add(Kind.CODEBOOK_REVIEW)
        edit.update("code_review", row_id, settled=how)


def open_reviews(connection: sqlite3.Connection, filler_id: int) -> list[int]:
    """The reviews of a value that are not settled."""
    rows = connection.execute(
        "SELECT id FROM code_review WHERE filler_id = ? AND settled IS NULL", (filler_id,)
    ).fetchall()
    return [row_id for (row_id,) in rows]
