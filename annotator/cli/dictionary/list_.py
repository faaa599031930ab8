"""``annotator dictionary list``: the dictionaries that all coders of a project share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import Outcome

if TYPE_CHECKING:
    from annotator.storage.dictionaries import Dictionary

HELP = "list the dictionaries that all coders of a project share, in the order they are asked"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")


def run(args: argparse.Namespace) -> Outcome:
    """List them."""
    from annotator.storage.dictionaries import dictionaries  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project

    with open_project(args.project, read_only=True) as project:
        found = dictionaries(project.connection)
    data = {
        "project": str(args.project.resolve()),
        "dictionaries": [
            {
                "name": each.name,
                "kind": each.owner.value,
                "version": each.version,
                "entries": each.entries,
            }
            for each in found
        ],
    }
    return Outcome("\n".join(map(_line, found)) or "There are no dictionaries yet.", data)


def _line(each: Dictionary) -> str:
    entries = "1 entry" if each.entries == 1 else f"{each.entries:,} entries"
    title = each.title[:1].upper() + each.title[1:]
    return f"{title}: {entries}, version {each.version}"
