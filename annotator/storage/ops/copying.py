"""Copy what an event holds into another event, each value saying how it came there."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.domain.values import Provenance
from annotator.storage.journal import new_uuid
from annotator.storage.project import EditInProgress
from annotator.storage.rows import VALUE_COLUMNS

_FILLER = ("id", "uuid", "slot", "position", "pipeline_id", *VALUE_COLUMNS)


def copy_attributes(
    edit: EditInProgress, event_id: int, copy_id: int, provenance: Provenance, *, only: str = ""
) -> None:
    """Copy the attributes of an event, or ``only`` the one of that name."""
    rows = edit.connection.execute(
        "SELECT name, position, value FROM event_attribute WHERE event_id = ?"
        " AND ? IN ('', name) ORDER BY id",
        (event_id, only),
    ).fetchall()
    for name, position, value in rows:
        edit.insert(
            "event_attribute",
            event_id=copy_id,
            name=name,
            position=position,
            value=value,
            provenance=provenance,
        )


def copy_fillers(
    edit: EditInProgress,
    event_id: int,
    copy_id: int,
    provenance: Provenance,
    *,
    only: str = "",
    sides: Mapping[str, str] | None = None,
) -> list[tuple[int, int]]:
    """Copy the fillers of an event with their codes, or those of one slot; evidence is left.

    ``sides`` says which slot becomes which. Returns the ids of originals and copies.
    """
    rows = edit.connection.execute(
        f"SELECT {', '.join(_FILLER)} FROM filler WHERE event_id = ? AND ? IN ('', slot)"
        " ORDER BY id",
        (event_id, only),
    ).fetchall()
    made = []
    for original_id, uuid, *values in rows:
        held = dict(zip(_FILLER[2:], values, strict=True))
        held["slot"] = (sides or {}).get(held["slot"], held["slot"])
        filler_id = edit.insert(
            "filler",
            uuid=new_uuid(),
            event_id=copy_id,
            provenance=provenance,
            copied_from=uuid,
            **held,
        )
        copy_rows(edit, "filler_code", ("position", "element", "code_id"), original_id, filler_id)
        made.append((original_id, filler_id))
    return made


def copy_rows(
    edit: EditInProgress, table: str, columns: tuple[str, ...], original_id: int, filler_id: int
) -> None:
    """Copy the rows of a table that hang on a filler."""
    rows = edit.connection.execute(
        f"SELECT {', '.join(columns)} FROM {table} WHERE filler_id = ? ORDER BY id", (original_id,)
    ).fetchall()
    for row in rows:
        edit.insert(table, filler_id=filler_id, **dict(zip(columns, row, strict=True)))
