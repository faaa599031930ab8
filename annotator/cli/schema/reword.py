"""``annotator schema reword``: a manual's or a team's own wording laid over a codebook."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import Outcome
from annotator.cli.schema import given
from annotator.domain.errors import SchemaError

HELP = "lay definitions, examples and search words of your own over a codebook, by code"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("schema", metavar=given.METAVAR, help=given.HELP)
    parser.add_argument(
        "wording",
        type=Path,
        metavar="WORDING.xlsx|WORDING.csv",
        help="a table with a column “code” (and “list” where several lists know it) and any of"
        " definition, use when, not this when, examples, search words, reference; what is empty"
        " stays as it was",
    )
    parser.add_argument("target", type=Path, metavar="OUT.json")


def run(args: argparse.Namespace) -> Outcome:
    """Lay the wording over; nothing is written when a row has problems, which are all listed."""
    from annotator.domain.rewording import reword  # noqa: PLC0415 - with the rest
    from annotator.formats.codebook_sheets import read_wording  # noqa: PLC0415 - heavy

    given.check_ending(args.target, ".json")
    schema = given.read_schema(args.schema)
    path = args.wording.expanduser()
    try:
        wording = read_wording(path, code_lists=[entry.name for entry in schema.code_lists])
        reference = "" if wording.has_references else path.name
        made = reword(schema, wording.rows, reference=reference)
    except SchemaError as error:
        return given.refused(error)
    return given.saved(made, args.target, wording.notes)
