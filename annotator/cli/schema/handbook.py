"""``annotator schema handbook``: a codebook as a page for coders to read and print."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import Outcome
from annotator.cli.schema import given

HELP = "write a codebook as a handbook that any browser shows and prints"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("schema", metavar=given.METAVAR, help=given.HELP)
    parser.add_argument("target", type=Path, metavar="OUT.html")


def run(args: argparse.Namespace) -> Outcome:
    """Write the page."""
    from annotator.formats.handbook import write_handbook  # noqa: PLC0415 - as its neighbours

    given.check_ending(args.target, ".html")
    schema = given.read_schema(args.schema)
    write_handbook(schema, args.target)
    made = args.target.expanduser().resolve()
    return Outcome(
        f"Wrote “{made}”: {given.counted(schema)}.", {"path": str(made), "schema": schema.name}
    )
