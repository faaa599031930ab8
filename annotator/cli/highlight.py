"""``annotator highlight``: suggestions for every article that has none yet."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import Outcome
from annotator.cli.progress import progress

HELP = "store suggestions for every article that has none yet"
MOST_JOBS = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument(
        "--jobs", type=_jobs, default=1, metavar="N", help="processes at once (default: 1)"
    )
    parser.add_argument(
        "--pipeline",
        default="",
        metavar="NAME",
        help="an installed spaCy pipeline, or blank:xx; the best installed unless given",
    )


def run(args: argparse.Namespace) -> Outcome:
    """Highlight what is pending; an interruption keeps what is stored."""
    from annotator.jobs.highlighting import highlight_project  # noqa: PLC0415 - heavy
    from annotator.storage.project import open_project  # noqa: PLC0415 - heavy

    with open_project(args.project) as project, progress("articles") as meter:
        report = highlight_project(
            project, pipeline=args.pipeline, jobs=args.jobs, progress=meter.reach
        )
    name = f"{report.pipeline.name} {report.pipeline.version}"
    text = f"{report.highlighted} articles highlighted by {name}."
    text += "".join(f"\nArticle {number}: {why}" for number, why in report.failures)
    data = {
        "highlighted": report.highlighted,
        "pipeline": report.pipeline.name,
        "version": report.pipeline.version,
        "failures": [{"article": number, "reason": why} for number, why in report.failures],
    }
    return Outcome(text, data)


def _jobs(typed: str) -> int:
    number = int(typed) if typed.isdigit() else 0
    if not 1 <= number <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"“{typed}” is no number from 1 to {MOST_JOBS}")
    return number
