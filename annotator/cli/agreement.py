"""``annotator agreement``: how far coders agree; with ``--verify``, our figures checked."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import DONE, Outcome

if TYPE_CHECKING:
    from rich.table import Table

    from annotator.agreement.cases import Verification

HELP = "compute agreement, and check the figures against reference values"
SOME_FAILED = 1  # not the same thing as a request that could not be done


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--verify",
        type=Path,
        metavar="CASES.json",
        required=True,
        help="recompute every reference case of the file and compare",
    )


def run(args: argparse.Namespace) -> Outcome:
    """Recompute the cases; exit status 1 when one does not come out as it should."""
    from annotator.agreement import cases  # noqa: PLC0415 - numpy only with agreement

    found = cases.verify(cases.read(args.verify))
    complaint = "" if found.ok else "Not every case came out as it should; the table says which."
    return Outcome(_text(found), found.as_data(), DONE if found.ok else SOME_FAILED, complaint)


def _text(found: Verification) -> str:
    """The cases as a table, as wide as the terminal, and a line that counts them."""
    from rich.console import Console  # noqa: PLC0415 - only for people

    page = io.StringIO()
    console = Console(file=page, force_terminal=sys.stdout.isatty(), width=_width())
    console.print(_table(found))
    counted = ", ".join(
        f"{found.count(status)} {status.replace('_', ' ')}"
        for status in ("passed", "failed", "not_offered")
    )
    console.print(f"{len(found.results)} cases: {counted}.", highlight=False)
    return page.getvalue().rstrip("\n")


def _table(found: Verification) -> Table:
    from rich.table import Table  # noqa: PLC0415 - only for people
    from rich.text import Text  # noqa: PLC0415 - only for people

    table = Table(box=None, pad_edge=False)
    for heading in ("Case", "Result", "Value", "Expected", "Tolerance", "Reason"):
        table.add_column(heading, overflow="fold", no_wrap=heading in {"Case", "Result"})
    for result in found.results:
        cells = (
            result.name,
            result.status.replace("_", " "),
            _shown(result.value),
            _shown(result.expected),
            _shown(result.tol),
            result.reason,
        )
        table.add_row(*map(Text, cells), style="" if result.status == "passed" else "bold red")
    return table


def _shown(value: object) -> str:
    return (
        "undefined" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
    )


def _width() -> int:
    """The terminal's width; wide where there is none, so that no line of a file is folded."""
    import shutil  # noqa: PLC0415 - only for people

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 200
