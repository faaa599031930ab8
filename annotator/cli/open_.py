"""``annotator open``: the window, on a project or on the start page."""

from __future__ import annotations

import argparse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from annotator.cli import Outcome
from annotator.domain.errors import KnownError

HELP = "open the window, on a project or on the list of recent ones"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", nargs="?", type=Path, metavar="PROJECT.db")
    parser.add_argument(
        "--coder", default="", metavar="ID", help="who codes; without it the window asks"
    )
    parser.add_argument(
        "--round",
        default="",
        metavar="NAME",
        help="in which round; without it where the coder sat last",
    )


def run(args: argparse.Namespace) -> Outcome:
    """Show the window until it is closed."""
    from annotator.gui import display  # noqa: PLC0415 - Qt only where a window is wanted

    with ThreadPoolExecutor(1) as beside:  # the child takes as long as our own imports
        trying = beside.submit(display.try_display)
        try:
            from annotator.gui.app import run_window  # noqa: PLC0415 - it needs Qt's libraries
        except ImportError as error:
            if problem := trying.result().problem:
                raise _cannot_be_shown(problem) from error
            raise
        if problem := trying.result().problem:
            raise _cannot_be_shown(problem)
    if args.project is not None:
        check_openable(args.project, args.round)
    status = run_window(args.project, coder=args.coder, round_name=args.round)
    return Outcome(status=status)


def _cannot_be_shown(problem: str) -> KnownError:
    return KnownError(f"The window cannot be shown. {problem}")


def check_openable(path: Path, round_name: str = "") -> None:
    """Refuse a file that is no project, or has no such round, before a window opens for it."""
    from annotator.storage import people  # noqa: PLC0415 - only with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - only with a project

    with open_project(path, read_only=True) as project:
        if round_name:
            people.find_round(project.connection, round_name)
