"""``annotator demo``: the sample project, in the window or, without a display, in a folder."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from annotator.cli import Outcome
from annotator.cli.progress import progress
from annotator.domain.errors import KnownError
from annotator.gui.display import Display, try_display, try_offscreen

HELP = "make the sample project and show it; without a display leave the results in a folder"
FOLDER = "demo-out"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(FOLDER), metavar="DIR",
        help="where the project and its exports are kept (default: %(default)s)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> Outcome:
    """Make or reuse the sample project and show it; without a display, export and paint it."""
    from annotator.jobs import demo  # noqa: PLC0415 - heavy

    display = try_display()
    if not display.problem and not _offscreen(display):
        from annotator.gui.app import run_window  # noqa: PLC0415 - Qt is known to start

        project = demo.make_project(args.folder)  # the window highlights it ahead of the coder
        status = run_window(project, coder=demo.CODER)
        return Outcome(status=status, data={"project": str(project)})
    with progress("highlighting") as meter:
        made = demo.make(args.folder, progress=meter.reach)
    picture = args.folder / "window.png"
    problem = try_offscreen().problem
    if problem:
        raise KnownError(
            f"The sample project and its exports are in {args.folder}, but no picture of the window"
            f" could be painted. {problem}"
        )
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from annotator.gui.picture import paint_window  # noqa: PLC0415 - Qt is known to start

    paint_window(made.project, picture, coder=demo.CODER)
    why = display.problem or "The display is an invisible one (offscreen)."
    names = ", ".join(path.name for path in (made.project, picture, made.workbook, made.csv))
    text = f"{made.no_highlights} " if made.no_highlights else ""
    text += f"{why} The sample project was made without a window: {args.folder} holds {names}."
    return Outcome(text, {**made.as_data(), "picture": str(picture), "display": why})


def _offscreen(display: Display) -> bool:
    return display.platform in ("offscreen", "minimal", "vnc")
