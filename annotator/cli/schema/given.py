"""The schemas and files that arguments of subcommands name, read and written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import resources
from annotator.cli import REFUSED, Outcome, UsageError
from annotator.cli.new import schema_path
from annotator.domain.errors import SchemaError
from annotator.formats.codebook_files import read_schema as read_file
from annotator.formats.codebook_files import write_schema

if TYPE_CHECKING:
    from annotator.domain.schema import Schema

METAVAR = "SCHEMA"
HELP = "a schema that comes with the program, a .json or .xlsx file, or a PROJECT.db"

_DATABASE = b"SQLite format 3\x00"


def read_schema(given: str) -> Schema:
    """The schema that a name, a file or a project (its codebook in force) means.

    Raises:
        SchemaError: there is none, or it has problems; all of them are listed.
        ProjectError: it is a project that cannot be opened.
        ImportFileError: it is a workbook that cannot be read.
    """
    path = Path(given).expanduser()
    if given not in resources.schema_names() and path.is_file() and _is_project(path):
        return _of_project(path)
    return read_file(schema_path(given))


def _is_project(path: Path) -> bool:
    with path.open("rb") as file:
        return path.suffix.lower() == ".db" or file.read(len(_DATABASE)) == _DATABASE


def _of_project(path: Path) -> Schema:
    from annotator.storage.project import open_project  # noqa: PLC0415 - not for other schemas

    with open_project(path, read_only=True) as project:
        return project.schema


def check_ending(path: Path, ending: str) -> None:
    """Refuse the name of a file to be written that does not end as it should.

    Raises:
        UsageError: it ends otherwise.
    """
    if path.suffix.lower() != ending:
        raise UsageError(f"“{path}” does not end in {ending}. Name the file {path.stem}{ending}.")


def counted(schema: Schema) -> str:
    """How much a schema holds, in words."""
    codes = sum(len(code_list.codes) for code_list in schema.code_lists)
    lists = len(schema.code_lists)
    return f"{codes:,} code{'s' * (codes != 1)} in {lists} list{'s' * (lists != 1)}"


def saved(schema: Schema, target: Path, notes: Sequence[str]) -> Outcome:
    """Write a schema file, whole or not at all, and say so."""
    write_schema(schema, target)
    made = target.expanduser().resolve()
    return Outcome(
        "\n".join([f"Wrote “{made}”: {counted(schema)}.", *notes]),
        {"path": str(made), "schema": schema.name, "notes": list(notes)},
    )


def refused(error: SchemaError) -> Outcome:
    """Every problem, also one by one for programs."""
    data = {"error": str(error), "problems": list(error.problems)}
    return Outcome("", data, REFUSED, str(error))
