"""``annotator dictionary import``: a dictionary from a file into a project."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import DONE, Outcome
from annotator.cli.schema.update import CODER

if TYPE_CHECKING:
    from annotator.jobs.dictionaries import Imported

HELP = "take in an actor, agent or discard file of PETRARCH, or a .csv file of names and codes"
_MOST_LISTED = 50  # lines of each kind


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--name",
        default="",
        metavar="N",
        help="what the dictionary is called (default: as the file); one of that name is replaced",
    )
    parser.add_argument(
        "--coder",
        default=CODER,
        metavar="ID",
        help="who does it, and can undo it in the window (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> Outcome:
    """Import; exit status 2 when no entry could be read."""
    from annotator.jobs.dictionaries import import_dictionary, read_file  # noqa: PLC0415 - with a project
    from annotator.storage import people  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project

    path = args.file.expanduser()
    found = read_file(path)
    with open_project(args.project, coder=args.coder) as project:
        desk = people.sit_down(project, args.coder)
        done = import_dictionary(project, desk, found, args.name or path.stem)
    return Outcome("\n".join(_lines(done)), _data(args.project, done), DONE, _complaint(done))


def _lines(done: Imported) -> list[str]:
    entries = len(done.file.entries)
    how = "Replaced" if done.replaced else "Imported"
    if not done.changed:
        how = "Nothing to change in"
    counted = f"{_number(entries, 'entry', 'entries')} for {_number(done.names, 'name', 'names')}"
    lines = [f"{how} the dictionary “{done.name}”: {counted} ({done.file.format.value})."]
    if done.file.duplicates:
        twice = _number(done.file.duplicates, "line says", "lines say")
        lines.append(f"{twice} again what stands in the file before, and counts once.")
    if done.odd:
        codes = _number(len(done.odd), "code", "codes")
        lines.append(f"{codes} not as in the codebook, kept all the same:")
        lines += [f"  {line}" for line in _some(done.odd)]
    return [*lines, *done.file.notes]


def _complaint(done: Imported) -> str:
    if not done.file.problems:
        return ""
    number = _number(len(done.file.problems), "line", "lines")
    return "\n".join(
        [
            f"{number} could not be read and left out:",
            *(f"  {p}" for p in _some(done.file.problems)),
        ]
    )


def _number(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _some(entries: Sequence[object]) -> list[str]:
    """The first of many as lines, and how many more there are."""
    more = len(entries) - _MOST_LISTED
    shown = [str(entry) for entry in entries[:_MOST_LISTED]]
    return [*shown, f"and {more:,} more; --json lists all"] if more > 0 else shown


def _data(project: Path, done: Imported) -> dict[str, object]:
    return {
        "project": str(project.resolve()),
        "name": done.name,
        "format": done.file.format.value,
        "entries": len(done.file.entries),
        "names": done.names,
        "replaced": done.replaced,
        "changed": done.changed,
        "duplicates": done.file.duplicates,
        "problems": [{"line": p.line, "sentence": p.sentence} for p in done.file.problems],
        "warnings": [
            {"code": odd.code, "sentence": odd.sentence, "entries": odd.entries} for odd in done.odd
        ],
        "notes": list(done.file.notes),
    }
