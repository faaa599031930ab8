"""``annotator schema update``: a new version of a project's codebook, previewed and applied."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import Outcome
from annotator.cli.schema import given
from annotator.domain.errors import SchemaError

if TYPE_CHECKING:
    from annotator.storage.reads import Touched

HELP = "put a new version of the codebook in force; nothing coded is lost, undo takes it back"
CODER = "pi"  # under whose name it is done unless told otherwise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("new", metavar="NEW", help=f"the new version: {given.HELP}")
    parser.add_argument(
        "--dry-run", action="store_true", help="only say what would change and what it touches"
    )
    parser.add_argument(
        "--coder",
        default=CODER,
        metavar="ID",
        help="who does it, and can undo it in the window (default: %(default)s)",
    )
    parser.add_argument("--note", default="", metavar="WORDS", help="what changed, in words")


def run(args: argparse.Namespace) -> Outcome:
    """Compare, say what is touched, and apply it unless it is a dry run."""
    from annotator.domain.schema_changes import compare  # noqa: PLC0415 - with a project
    from annotator.storage import ops, people, reads  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project

    try:
        new = given.read_schema(args.new)
        with open_project(args.project, read_only=args.dry_run, coder=args.coder) as project:
            update = compare(project.schema, new)
            found = reads.touched(project.connection, update)
            applied = bool(found) and not args.dry_run
            if applied:
                desk = people.sit_down(project, args.coder)
                ops.update_codebook(project, desk, update, note=args.note)
            version = reads.codebook_version(project.connection)
            to_review = reads.reviews_open(project.connection)
    except SchemaError as error:
        return given.refused(error)
    data = {
        "project": str(args.project.resolve()),
        "version": version,
        "applied": applied,
        "changes": [_change(entry) for entry in found],
        "to_review": to_review,
    }
    return Outcome("\n".join(_lines(found, version, to_review, applied=applied)), data)


def _lines(
    found: Sequence[Touched], version: int, to_review: int, *, applied: bool
) -> Sequence[str]:
    if not found:
        return [f"The codebook is the same already (version {version}). Nothing was changed."]
    lines = [_line(entry) for entry in found]
    if not applied:
        return [*lines, f"{_changes(len(found))} would be made; nothing was changed."]
    lines.append(f"{_changes(len(found))} made; the codebook is at version {version}.")
    if to_review:
        lines.append(f"{to_review:,} values are on their coders' lists of codes to look at again.")
    return lines


def _changes(number: int) -> str:
    return "1 change" if number == 1 else f"{number:,} changes"


def _line(entry: Touched) -> str:
    coded = (
        f" ({entry.values:,} value{'s' * (entry.values != 1)}"
        f" in {entry.codings:,} coding{'s' * (entry.codings != 1)})"
        if entry.values
        else ""
    )
    return f"{entry.change.kind}: {entry.change.sentence}{coded}"


def _change(entry: Touched) -> dict[str, object]:
    change = entry.change
    return {
        "kind": change.kind.value,
        "part": change.part,
        "name": change.name,
        "becomes": change.becomes,
        "successors": list(change.successors),
        "sentence": change.sentence,
        "codings": entry.codings,
        "values": entry.values,
    }
