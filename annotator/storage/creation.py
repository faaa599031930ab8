"""Make a new project file: complete, verified, and only then under its name."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from annotator import __version__
from annotator.domain.errors import ProjectError, SchemaError
from annotator.domain.language import tr
from annotator.domain.schema import Schema
from annotator.domain.schema_text import decode
from annotator.storage import failures, files, migrations, opening
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.migrations import Steps
from annotator.storage.tables import APPLICATION_ID, MIGRATIONS

MAIN_ROUND = "main"
_CODES = uuid.UUID("9a4c5a0e-6f7b-4d53-8f0e-2d9f5b1c7e61")  # name space of the codes' identities


def create(
    path: Path | str,
    *,
    schema: str,
    title: str,
    settings: Mapping[str, object] | None = None,
    steps: Steps = MIGRATIONS,
) -> None:
    """Make a project with one round, ``main``, and the schema as its first codebook version.

    ``schema`` is checked JSON as ``domain.schema_file.canonical`` gives it; ``settings`` are
    project-wide settings by dotted name.

    Raises:
        ProjectError: the file exists already, or cannot be made there.
        SchemaError: the text is no schema.
    """
    target = files.resolve(path)
    decoded = _decoded(schema)
    _demand_free(target)
    temporary = files.temporary_beside(target)
    try:
        with closing(files.connect(temporary, "rwc")) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            files.make_durable(connection)
            migrations.apply(connection, steps)
            _fill(connection, decoded, schema, title, settings or {}, steps)
            opening.demand_sound(connection, temporary, steps)
        files.publish(temporary, target)
    except FileExistsError as error:
        raise _exists(target) from error
    except (OSError, sqlite3.Error) as error:
        raise ProjectError(
            tr(
                "The project could not be made as “{target}”: {reason}. Choose a folder "
                "that you can write to, on a disk with room."
            ).format(target=target, reason=failures.reason(error))
        ) from error
    finally:
        files.discard(temporary)


def _decoded(schema: str) -> Schema:
    try:
        return decode(json.loads(schema))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SchemaError(
            tr("The schema cannot be read: {error!r}.").format(error=error)
        ) from error


def _demand_free(target: Path) -> None:
    if target.exists():
        raise _exists(target)
    if not target.parent.is_dir():
        raise ProjectError(
            tr("There is no folder {folder}. Make it, or choose another for “{name}”.").format(
                folder=target.parent, name=target.name
            )
        )
    left = files.leftovers(target)
    if left:
        raise ProjectError(
            tr(
                "“{journal}” was left by an earlier project of that name and would spoil the "
                "new one. Put it back beside its project, or choose another name."
            ).format(journal=left[0])
        )


def _exists(target: Path) -> ProjectError:
    return ProjectError(
        tr("“{target}” exists already. Choose another name; it was not touched.").format(
            target=target
        )
    )


def _fill(
    connection: sqlite3.Connection,
    schema: Schema,
    text: str,
    title: str,
    settings: Mapping[str, object],
    steps: Steps,
) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("PRAGMA defer_foreign_keys = ON")  # a code may stand before its parent
    now = utc_now()
    codebook = connection.execute(
        "INSERT INTO codebook (uuid, name, version, title, schema, sha256, created_at)"
        " VALUES (?, ?, 1, ?, ?, ?, ?)",
        (new_uuid(), schema.name, schema.title, text, schema_hash(text), now),
    ).lastrowid
    connection.execute(
        "INSERT INTO project (id, uuid, title, codebook_id, created_at, created_by, needs_version)"
        " VALUES (1, ?, ?, ?, ?, ?, ?)",
        (new_uuid(), title, codebook, now, __version__, steps[-1].needs),
    )
    connection.execute(
        "INSERT INTO round (uuid, name, kind, position, codebook_id) VALUES (?, ?, ?, 0, ?)",
        (new_uuid(), MAIN_ROUND, "main", codebook),
    )
    connection.executemany(
        "INSERT INTO code (id, uuid, list, code, label, parent_id, assignable, position, added_in)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, codebook) for row in _code_rows(schema)],
    )
    connection.executemany(
        "INSERT INTO setting (name, value) VALUES (?, ?)",
        [(name, json.dumps(value)) for name, value in settings.items()],
    )
    connection.execute("COMMIT")


def _code_rows(schema: Schema) -> Iterator[tuple[object, ...]]:
    entries = [(entries.name, code) for entries in schema.code_lists for code in entries.codes]
    ids = {(name, code.code): number for number, (name, code) in enumerate(entries, start=1)}
    positions = dict.fromkeys((entries.name for entries in schema.code_lists), 0)
    for name, code in entries:
        yield (
            ids[name, code.code],
            code_uuid(schema.name, name, code.id),
            name,
            code.code,
            code.label,
            ids[name, code.parent] if code.parent else None,
            int(code.assignable),
            positions[name],
        )
        positions[name] += 1


def code_uuid(schema: str, code_list: str, code_id: str) -> str:
    """The identity of a code: the same in every project made with the same schema."""
    return str(uuid.uuid5(_CODES, f"{schema}/{code_list}/{code_id}"))


def schema_hash(text: str) -> str:
    """SHA-256 of a schema's text, as table ``codebook`` keeps it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
