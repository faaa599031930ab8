"""``annotator schema from-xlsx``: a workbook as a schema file."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import Outcome
from annotator.cli.schema import given
from annotator.domain.errors import SchemaError

HELP = "read a codebook from an Excel workbook and write it as a schema file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workbook", type=Path, metavar="IN.xlsx")
    parser.add_argument("target", type=Path, metavar="OUT.json")


def run(args: argparse.Namespace) -> Outcome:
    """Read the workbook; nothing is written when it has problems, which are all listed."""
    from annotator.formats.codebook_sheets import read_codebook  # noqa: PLC0415 - heavy

    given.check_ending(args.target, ".json")
    codebook = read_codebook(args.workbook.expanduser())
    try:
        schema = codebook.schema
    except SchemaError as error:
        return given.refused(error)
    return given.saved(schema, args.target, codebook.notes)
