"""``annotator new``: an empty project with a schema."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator import resources
from annotator.cli import Outcome
from annotator.domain.errors import SchemaError

HELP = "make an empty project"
DEFAULT_SCHEMA = "cameo"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument(
        "--schema",
        default=DEFAULT_SCHEMA,
        metavar="NAME|FILE",
        help=f"one of {', '.join(resources.schema_names())}, or a codebook (.json or .xlsx)"
        f" (default: {DEFAULT_SCHEMA})",
    )
    parser.add_argument(
        "--title", default="", metavar="T", help="shown in the window (default: the file's name)"
    )


def run(args: argparse.Namespace) -> Outcome:
    """Make the project."""
    from annotator.domain.schema_text import to_text  # noqa: PLC0415 - with the rest
    from annotator.formats.codebook_files import read_schema  # noqa: PLC0415 - with the rest
    from annotator.storage import creation  # noqa: PLC0415 - other commands need no project

    title = args.title.strip() or args.project.stem
    schema = read_schema(schema_path(args.schema))
    creation.create(args.project, schema=to_text(schema, compact=True), title=title)
    made = args.project.resolve()
    return Outcome(
        f"Made “{made}” with the schema “{schema.title}”.",
        {"project": str(made), "title": title, "schema": schema.name},
    )


def schema_path(given: str) -> Path:
    """The schema file that a name or a path means.

    Raises:
        SchemaError: there is none.
    """
    if given in resources.schema_names():
        return resources.schema_path(given)
    path = Path(given).expanduser()
    if path.is_file():
        return path
    raise SchemaError(
        f"There is no schema “{given}”. Give {', '.join(resources.schema_names())}, or the path of"
        " a codebook (.json or .xlsx)."
    )
