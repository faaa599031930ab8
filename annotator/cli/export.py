"""``annotator export``: the dataset as a workbook or as CSV."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import Outcome
from annotator.cli.progress import progress

HELP = "write the dataset as an Excel workbook or as CSV"
ROWS = ("events", "dyads", "mentions", "codings", "articles")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("target", type=Path, metavar="OUT.xlsx|OUT.csv")
    parser.add_argument(
        "--rows", choices=ROWS, default="events", help="what a CSV file holds (default: events)"
    )
    parser.add_argument("--all", action="store_true", help="unfinished codings too")
    parser.add_argument(
        "--raw",
        action="store_true",
        help="CSV for programs: text that a spreadsheet would run as a formula stays as it is",
    )


def run(args: argparse.Namespace) -> Outcome:
    """Write the file beside its name, verify it, then put it in place."""
    from annotator.domain.dataset import Rows  # noqa: PLC0415 - only when exporting
    from annotator.jobs import exporting  # noqa: PLC0415 - only when exporting

    options = exporting.ExportOptions(Rows(args.rows), unfinished=args.all, raw=args.raw)
    exporting.demand_project(args.project)
    with progress("rows") as meter:
        report = exporting.export_project(args.project, args.target, options, progress=meter.reach)
    data = {
        "path": str(report.path),
        "rows": report.rows,
        "codings": report.codings,
        "left_out": report.left_out,
        "coded_more_than_once": report.several,
        "replaced_characters": report.replaced,
    }
    return Outcome("\n".join(exporting.sentences(report)), data)
