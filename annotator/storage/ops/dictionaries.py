"""What names stand for: learned by a coder, promoted by the PI, imported from files."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.dictionary import Entry, EntryKind, Owner, folded_forms
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk
from annotator.domain.folding import fold
from annotator.domain.language import tr
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.ops import own
from annotator.storage.ops.codings import report
from annotator.storage.ops.suggestions import shortened
from annotator.storage.ops.values import one_line
from annotator.storage.project import EditInProgress, Project
from annotator.storage.rows import Columns, day_of

SHARED = "shared"
"""What the project's dictionary is called."""

_RESERVED = tuple(owner.value for owner in Owner)
_LONGEST = 200  # characters of a name, a code, the name of a dictionary


# --- one entry -------------------------------------------------------------------------------


def learn_name(
    project: Project,
    desk: Desk,
    surface: str,
    code: str,
    *,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    kind: EntryKind = EntryKind.ACTOR,
    filler_id: int | None = None,
) -> Changes:
    """Remember in the coder's own dictionary what a name stands for, for that coder alone.

    ``valid_from`` and ``valid_to`` are the first and the last day on which it does; ``filler_id``
    is the value it was confirmed with.

    Raises:
        EditRefusedError: no name or code, days in the wrong order, it is known already, or the
            filler is not this coder's.
    """
    entry = _checked(Entry(surface, code, kind, valid_from, valid_to))
    filler = None if filler_id is None else own.filler(project.connection, desk, filler_id)
    label = f"learn “{shortened(entry.surface)}”"
    with project.transact(Op.LEARN_NAME, label, desk=desk) as edit:
        edit.article_id = None if filler is None else filler.article_id
        dictionary_id = _find_or_add(edit, Owner.OWN, desk.coder.name, coder_id=desk.coder.id)
        _refuse_known(edit.connection, dictionary_id, entry, Owner.OWN)
        _add(edit, dictionary_id, entry, filler_id=filler_id)
        _count_up(edit, dictionary_id)
    return report(edit)


def change_entry(project: Project, desk: Desk, entry_id: int, changed: Entry) -> Changes:
    """Give an entry another name, code, kind, plural or other days.

    Raises:
        EditRefusedError: it is another coder's, or would have no name, no code, or days in the
            wrong order.
    """
    entry = _checked(changed)
    kept = _kept(project.connection, desk, entry_id)
    label = f"change “{shortened(kept.surface)}”"
    with project.transact(Op.CHANGE_ENTRY, label, desk=desk) as edit:
        before = len(edit.rows)
        edit.kinds.add(Kind.DICTIONARY)
        edit.update("dictionary_entry", entry_id, **_columns(entry))
        if len(edit.rows) > before:
            _count_up(edit, kept.dictionary_id)
    return report(edit)


def retire_entry(project: Project, desk: Desk, entry_id: int) -> Changes:
    """Take an entry out of use; what was coded by it stays.

    Raises:
        EditRefusedError: it is another coder's, or gone.
    """
    kept = _kept(project.connection, desk, entry_id)
    label = f"retire “{shortened(kept.surface)}”"
    with project.transact(Op.RETIRE_ENTRY, label, desk=desk) as edit:
        edit.update("dictionary_entry", entry_id, retired_at=utc_now())
        _count_up(edit, kept.dictionary_id)
    return report(edit)


def promote_entry(project: Project, desk: Desk, entry_id: int) -> Changes:
    """Copy an entry of a coder's dictionary into the shared one, whose version rises.

    Raises:
        EditRefusedError: it is no coder's entry in use, or the shared dictionary has it.
    """
    kept = _find(project.connection, entry_id)
    if kept.owner is not Owner.OWN:
        raise EditRefusedError(tr("All coders share this entry already. Nothing was changed."))
    label = f"share “{shortened(kept.surface)}”"
    with project.transact(Op.PROMOTE_ENTRY, label, desk=desk) as edit:
        dictionary_id = _find_or_add(edit, Owner.SHARED, SHARED)
        _refuse_known(edit.connection, dictionary_id, kept.entry, Owner.SHARED)
        _add(edit, dictionary_id, kept.entry, promoted_from=kept.uuid)
        _count_up(edit, dictionary_id)
    return report(edit)


@dataclass(frozen=True, slots=True)
class _Kept:
    """An entry in use, and whose it is."""

    entry: Entry
    uuid: str
    dictionary_id: int
    owner: Owner
    coder_id: int | None

    @property
    def surface(self) -> str:
        return self.entry.surface


def _find(connection: sqlite3.Connection, entry_id: int) -> _Kept:
    row = connection.execute(
        "SELECT e.surface, e.code, e.kind, e.valid_from, e.valid_to, e.plural, e.uuid,"
        " e.dictionary_id, d.kind, d.coder_id FROM dictionary_entry e JOIN dictionary d"
        " ON d.id = e.dictionary_id WHERE e.id = ? AND e.retired_at IS NULL"
        " AND d.retired_at IS NULL",
        (entry_id,),
    ).fetchone()
    if row is None:
        raise EditRefusedError(tr("This entry is no longer in use. Nothing was changed."))
    first, last = map(day_of, row[3:5])
    entry = Entry(row[0], row[1], EntryKind(row[2]), first, last, row[5])
    return _Kept(entry, row[6], row[7], Owner(row[8]), row[9])


def _kept(connection: sqlite3.Connection, desk: Desk, entry_id: int) -> _Kept:
    """An entry that this coder may change."""
    kept = _find(connection, entry_id)
    if kept.owner is Owner.OWN and kept.coder_id != desk.coder.id:
        raise EditRefusedError(
            tr("“{surface}” stands in another coder's dictionary. Nothing was changed.").format(
                surface=shortened(kept.surface)
            )
        )
    return kept


def _checked(entry: Entry) -> Entry:
    surface, code = one_line(entry.surface), one_line(entry.code)
    if not fold(surface):
        raise EditRefusedError(tr("There is no name in it. Nothing was changed."))
    if max(len(surface), len(code)) > _LONGEST:
        raise EditRefusedError(
            tr("A name and a code have at most {most} characters. Nothing was changed.").format(
                most=_LONGEST
            )
        )
    if entry.kind is not EntryKind.DISCARD and (not code or " " in code):
        sentence = (
            tr("“{code}” is no code. Nothing was changed.")
            if code
            else tr("“{surface}” needs a code. Nothing was changed.")
        )
        raise EditRefusedError(sentence.format(code=code, surface=shortened(surface)))
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        raise EditRefusedError(
            tr("It would end on {end}, before it begins on {start}. Nothing was changed.").format(
                end=entry.valid_to, start=entry.valid_from
            )
        )
    return Entry(surface, code, entry.kind, entry.valid_from, entry.valid_to, entry.plural)


def _refuse_known(
    connection: sqlite3.Connection, dictionary_id: int, entry: Entry, owner: Owner
) -> None:
    columns = _columns(entry)
    row = connection.execute(
        "SELECT 1 FROM dictionary_entry WHERE dictionary_id = ? AND folded = ? AND code = ?"
        " AND kind = ? AND valid_from IS ? AND valid_to IS ? AND retired_at IS NULL",
        (
            dictionary_id,
            *(columns[name] for name in ("folded", "code", "kind", "valid_from", "valid_to")),
        ),
    ).fetchone()
    if row is not None:
        sentence = (
            tr("“{surface}” is {code} in your dictionary already. Nothing was changed.")
            if owner is Owner.OWN
            else tr("“{surface}” is {code} in the shared dictionary already. Nothing was changed.")
        )
        raise EditRefusedError(sentence.format(surface=shortened(entry.surface), code=entry.code))


# --- a whole file ----------------------------------------------------------------------------


def import_dictionary(project: Project, desk: Desk, name: str, entries: Iterable[Entry]) -> Changes:
    """Take a whole dictionary in under a name; one of that name is replaced by it.

    The entries of a new dictionary are written outside the journal, which only says that it is in
    use: taking the edit back puts it out of use at once, however large it is. Of one that is
    replaced only what differs is written.

    Raises:
        EditRefusedError: the name cannot be used, or there are no entries.
    """
    title = _checked_name(name)
    wanted = _distinct(entries)
    if not wanted:
        raise EditRefusedError(tr("There are no entries to import. Nothing was changed."))
    with project.transact(Op.IMPORT_DICTIONARY, f"import “{title}”", desk=desk) as edit:
        edit.kinds.add(Kind.DICTIONARY)
        known = _imported(edit.connection, title)
        if known is None:
            _bring_in(edit, title, wanted.values())
        else:
            _replace(edit, known, wanted)
    return report(edit)


def _checked_name(name: str) -> str:
    title = one_line(name)
    if not title or len(title) > _LONGEST:
        raise EditRefusedError(tr("Give the dictionary a short name. Nothing was changed."))
    if title.casefold() in _RESERVED:
        raise EditRefusedError(
            tr(
                "An imported dictionary cannot be called “{title}”: that is one of the "
                "program's own words. Give it another name."
            ).format(title=title)
        )
    return title


_Key = tuple[object, ...]


def _distinct(entries: Iterable[Entry]) -> dict[_Key, Columns]:
    """The columns of each entry, every entry once, in their order."""
    found: dict[_Key, Columns] = {}
    for entry in entries:
        columns = _columns(_checked(entry))
        found.setdefault(tuple(columns.values()), columns)
    return found


def _imported(connection: sqlite3.Connection, title: str) -> int | None:
    """The dictionary of that name in any case, also one whose import was taken back."""
    rows = connection.execute("SELECT id, name FROM dictionary WHERE kind = 'imported'").fetchall()
    return next((row[0] for row in rows if row[1].casefold() == title.casefold()), None)


def _bring_in(edit: EditInProgress, title: str, wanted: Iterable[Columns]) -> None:
    connection = edit.connection
    dictionary_id = connection.execute(
        "INSERT INTO dictionary (uuid, name, kind, retired_at, position) SELECT ?, ?, 'imported',"
        " ?, coalesce(max(position) + 1, 0) FROM dictionary",
        (new_uuid(), title, utc_now()),
    ).lastrowid
    assert dictionary_id is not None
    connection.executemany(
        "INSERT INTO dictionary_entry (dictionary_id, uuid, surface, code, kind, valid_from,"
        " valid_to, plural, folded, folded_plural) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((dictionary_id, new_uuid(), *columns.values()) for columns in wanted),
    )
    edit.update("dictionary", dictionary_id, retired_at=None)


def _replace(edit: EditInProgress, dictionary_id: int, wanted: Mapping[_Key, Columns]) -> None:
    before = len(edit.rows)
    standing = set()
    for row_id, retired_at, *values in edit.connection.execute(
        "SELECT id, retired_at, surface, code, kind, valid_from, valid_to, plural, folded,"
        " folded_plural FROM dictionary_entry WHERE dictionary_id = ? ORDER BY id",
        (dictionary_id,),
    ).fetchall():
        key = tuple(values)
        if key not in wanted or key in standing:
            edit.delete("dictionary_entry", row_id)
            continue
        standing.add(key)
        if retired_at is not None:
            edit.update("dictionary_entry", row_id, retired_at=None)
    for key, columns in wanted.items():
        if key not in standing:
            _insert(edit, dictionary_id, columns)
    edit.update("dictionary", dictionary_id, retired_at=None)
    if len(edit.rows) > before:
        _count_up(edit, dictionary_id)


# --- rows ------------------------------------------------------------------------------------


def _columns(entry: Entry) -> Columns:
    """The columns of an entry, in the order in which a file's are written."""
    folded, *others = folded_forms(entry)
    return {
        "surface": entry.surface,
        "code": entry.code,
        "kind": entry.kind.value,
        "valid_from": entry.valid_from and entry.valid_from.isoformat(),
        "valid_to": entry.valid_to and entry.valid_to.isoformat(),
        "plural": entry.plural,
        "folded": folded,
        "folded_plural": others[0] if others else None,
    }


def _find_or_add(
    edit: EditInProgress, owner: Owner, name: str, *, coder_id: int | None = None
) -> int:
    """The coder's own or the shared dictionary, made when it is needed first."""
    row = edit.connection.execute(
        "SELECT id FROM dictionary WHERE kind = ? AND coder_id IS ?", (owner.value, coder_id)
    ).fetchone()
    if row is not None:
        return int(row[0])
    return edit.insert(
        "dictionary",
        uuid=new_uuid(),
        name=name,
        coder_id=coder_id,
        kind=owner.value,
        version=0,
    )


def _add(edit: EditInProgress, dictionary_id: int, entry: Entry, **more: object) -> int:
    return _insert(edit, dictionary_id, {**_columns(entry), **more})


def _insert(edit: EditInProgress, dictionary_id: int, columns: Mapping[str, object]) -> int:
    return edit.insert("dictionary_entry", uuid=new_uuid(), dictionary_id=dictionary_id, **columns)


def _count_up(edit: EditInProgress, dictionary_id: int) -> None:
    """Raise the version of a dictionary that was changed."""
    edit.kinds.add(Kind.DICTIONARY)
    (version,) = edit.connection.execute(
        "SELECT version FROM dictionary WHERE id = ?", (dictionary_id,)
    ).fetchone()
    edit.update("dictionary", dictionary_id, version=version + 1)
