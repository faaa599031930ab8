"""``annotator schema to-xlsx``: a codebook as a workbook to be changed."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import Outcome
from annotator.cli.schema import given

HELP = "write a codebook as an Excel workbook that people can change"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("schema", metavar=given.METAVAR, help=given.HELP)
    parser.add_argument("target", type=Path, metavar="OUT.xlsx")


def run(args: argparse.Namespace) -> Outcome:
    """Write the workbook and read it back."""
    from annotator.formats.codebook_sheets import write_codebook  # noqa: PLC0415 - heavy

    given.check_ending(args.target, ".xlsx")
    schema = given.read_schema(args.schema)
    notes = write_codebook(args.target, schema)
    made = args.target.expanduser().resolve()
    return Outcome(
        "\n".join([f"Wrote “{made}”: {given.counted(schema)}.", *notes]),
        {"path": str(made), "schema": schema.name, "notes": list(notes)},
    )
