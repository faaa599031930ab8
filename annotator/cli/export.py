"""``annotator export``: what is coded, as an Excel workbook, a CSV file or a folder of them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import Outcome
from annotator.cli.progress import progress
from annotator.domain.dataset import Rows

if TYPE_CHECKING:
    from annotator.formats.export_job import ExportReport

HELP = "write what is coded to OUT.xlsx (every sheet), OUT.csv (one kind of rows), or CSV files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("target", type=Path, metavar="OUT.xlsx|OUT.csv|FOLDER")
    parser.add_argument(
        "--rows",
        choices=[rows.value for rows in Rows],
        default=Rows.EVENTS.value,
        help="the rows of a .csv file (default: %(default)s); a workbook and a folder hold all",
    )
    parser.add_argument(
        "--all", action="store_true", dest="unfinished", help="unfinished codings too"
    )
    parser.add_argument(
        "--adjudicated",
        action="store_true",
        help="of an adjudicated article only what was adjudicated, not the codings it is made from",
    )
    parser.add_argument(
        "--pick",
        action="append",
        default=[],
        metavar="GROUP=COLUMN",
        help="of a group of computed columns only this one (or none, all); may be given again",
    )
    parser.add_argument(
        "--raw",
        action="store_true",
        help="leave text in a .csv file as it is, for programs: otherwise text that a spreadsheet"
        " would run as a formula gets a ' in front",
    )


def run(args: argparse.Namespace) -> Outcome:
    """Export."""
    from annotator.formats.export_job import ExportOptions, check_name  # noqa: PLC0415 - heavy
    from annotator.formats.picking import read_picks  # noqa: PLC0415 - with the above
    from annotator.jobs.exporting import export_project, sentences  # noqa: PLC0415 - heavy
    from annotator.storage.project import open_project  # noqa: PLC0415 - not for other commands

    check_name(args.target)
    options = ExportOptions(
        Rows(args.rows),
        unfinished=args.unfinished,
        raw=args.raw,
        picks=read_picks(args.pick),
        adjudicated=args.adjudicated,
    )
    with open_project(args.project, read_only=True) as project, progress("Exporting") as meter:
        report = export_project(project.path, args.target, options, progress=meter.reach)
    return Outcome("\n".join(sentences(report)), _data(args.project, report))


def _data(project: Path, report: ExportReport) -> dict[str, object]:
    return {
        "project": str(project.resolve()),
        "path": str(report.path.resolve()),
        "rows": dict(report.rows),
        "codings": report.codings,
        "left_out": report.left_out,
        "coded_several_times": report.several,
        "characters_replaced": report.replaced,
    }
