"""``annotator highlight``: suggestions for every article that has none yet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import INTERRUPTED, Outcome
from annotator.cli.progress import progress
from annotator.domain.errors import PipelineError

if TYPE_CHECKING:
    from annotator.jobs.highlighting import HighlightReport

HELP = "store suggestions for every article that has none yet"
MOST_JOBS = 64
_MOST_LISTED = 20  # articles without suggestions, named one by one


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

    reached = (0, 0)
    with open_project(args.project) as project, progress("Highlighting") as meter:

        def reach(done: int, total: int) -> None:
            nonlocal reached
            reached = (done, total)
            meter.reach(done, total)

        try:
            report = highlight_project(
                project, pipeline=args.pipeline, jobs=args.jobs, progress=reach
            )
        except KeyboardInterrupt:
            return _interrupted(*reached)
        except PipelineError as error:
            if not reached[0]:
                raise
            raise PipelineError(f"{error} {_kept(*reached)}") from error
    return Outcome(_text(report), _data(report))


def _interrupted(done: int, total: int) -> Outcome:
    data = {"highlighted": done, "left": total - done, "interrupted": True}
    return Outcome("", data, INTERRUPTED, f"Interrupted. {_kept(done, total)}")


def _kept(done: int, total: int) -> str:
    return (
        f"{done:,} of {total:,} articles are done and kept; the same command goes on with the rest."
    )


def _text(report: HighlightReport) -> str:
    who = f"{report.pipeline.name} {report.pipeline.version}"
    if not report.highlighted:
        return f"Every article has been read by {who} already."
    articles = "1 article" if report.highlighted == 1 else f"{report.highlighted:,} articles"
    lines = [f"{articles} read by {who}: {report.suggestions:,} suggestions."]
    lines += [
        f"  “{entry.title}” (article {entry.article_id}): {entry.reason}"
        for entry in report.unread[:_MOST_LISTED]
    ]
    more = len(report.unread) - _MOST_LISTED
    return "\n".join([*lines, *[f"  and {more:,} more; --json lists all"] * (more > 0)])


def _data(report: HighlightReport) -> dict[str, object]:
    return {
        "pipeline": report.pipeline.name,
        "version": report.pipeline.version,
        "components": list(report.pipeline.components),
        "highlighted": report.highlighted,
        "suggestions": report.suggestions,
        "unread": [
            {"article": entry.article_id, "title": entry.title, "reason": entry.reason}
            for entry in report.unread
        ],
    }


def _jobs(typed: str) -> int:
    number = int(typed) if typed.isdecimal() else 0
    if not 1 <= number <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"“{typed}” is no number from 1 to {MOST_JOBS}")
    return number
