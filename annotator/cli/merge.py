"""``annotator merge``: bring home what coders did in their packets."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import Outcome
from annotator.domain.merging import Arrival

if TYPE_CHECKING:
    from annotator.domain.merging import MergeReport

HELP = "bring home what coders did in their packets; in any order, as often as one likes"
CODER = "pi"  # under whose name it is done unless told otherwise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("packets", type=Path, nargs="+", metavar="IN.db")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be merged")
    parser.add_argument(
        "--coder",
        default=CODER,
        metavar="ID",
        help="who does it, and can undo it in the window (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> Outcome:
    """Merge, and say of every coder's codings what became of them."""
    from annotator.storage import ops, people  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project

    with open_project(args.project, read_only=args.dry_run, coder=args.coder) as project:
        if args.dry_run:
            report = ops.preview_merge(project, args.coder, args.packets)
        else:
            with ops.sound_packets(project, args.packets) as packets:
                desk = people.sit_down(project, args.coder)  # not added where a file is refused
                report, _ = ops.merge_sound(project, desk, packets)
    text = "\n".join(_lines(report, dry_run=args.dry_run))
    return Outcome(text, _data(report, args))


def _lines(report: MergeReport, *, dry_run: bool) -> Iterator[str]:
    for each in report.files:
        for coder, counted in each.by_coder():
            parts = [f"{counted[a]:,} {a.value}" for a in Arrival if counted[a]]
            yield f"{each.name}: {coder}: {', '.join(parts)}"
        if not each.brought:
            yield f"{each.name}: no codings"
        yield from (f"{each.name}: {note}" for note in each.notes)
    for each, one in report.problems:
        why = f": {one.sentence}" if one.sentence else ": both are kept; choose in the window"
        yield f"{each.name}: “{one.title}” ({one.coder}, {one.round}) {one.arrival.value}{why}"
    if dry_run:
        yield "Nothing was changed."


def _data(report: MergeReport, args: argparse.Namespace) -> dict[str, object]:
    return {
        "project": str(args.project.resolve()),
        "applied": not args.dry_run,
        "files": [
            {
                "file": each.name,
                "notes": list(each.notes),
                "coders": {
                    coder: {arrival.value: counted[arrival] for arrival in Arrival}
                    for coder, counted in each.by_coder()
                },
            }
            for each in report.files
        ],
        "problems": [
            {
                "file": each.name,
                "coder": one.coder,
                "round": one.round,
                "article": one.title,
                "arrival": one.arrival.value,
                "why": one.sentence,
            }
            for each, one in report.problems
        ],
    }
