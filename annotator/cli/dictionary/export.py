"""``annotator dictionary export``: a dictionary of a project as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import Outcome
from annotator.domain.dictionary import EntryKind, Owner

HELP = "write a dictionary to FILE.csv, or to FILE.txt as PETRARCH reads it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--which",
        default=Owner.SHARED.value,
        metavar="D",
        help="shared, own (with --coder), or the name of an imported one (default: %(default)s)",
    )
    parser.add_argument("--coder", default="", metavar="ID", help="whose own dictionary")
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in EntryKind],
        help="only names, only roles, or only words to discard; PETRARCH has a file for each",
    )


def run(args: argparse.Namespace) -> Outcome:
    """Export."""
    from annotator.jobs.dictionaries import export_dictionary  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project

    kind = EntryKind(args.kind) if args.kind else None
    path = args.file.expanduser()
    with open_project(args.project, read_only=True) as project:
        number = export_dictionary(project, path, which=args.which, coder=args.coder, kind=kind)
    made = path.resolve()
    return Outcome(
        f"Wrote “{made}”: {number:,} {'entry' if number == 1 else 'entries'}.",
        {"project": str(args.project.resolve()), "path": str(made), "entries": number},
    )
