"""``annotator pack``: one coder's articles as a file that can be mailed."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import Outcome

HELP = "write a packet: a project file with one coder's articles and codings, and nobody else's"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("--coder", required=True, metavar="ID", help="whose packet it is")
    parser.add_argument("packet", type=Path, metavar="OUT.db", help="the new file")


def run(args: argparse.Namespace) -> Outcome:
    """Write the packet and say what is in it."""
    from annotator.storage import people  # noqa: PLC0415 - with a project
    from annotator.storage.packing import pack  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project

    with open_project(args.project) as project:
        packed = pack(project, people.known_coder(project.connection, args.coder), args.packet)
    data = {
        "packet": str(packed.path),
        "uuid": packed.uuid,
        "coder": packed.coder,
        "articles": packed.articles,
        "codings": packed.codings,
        "without_suggestions": packed.unread,
    }
    text = (
        f"Packed {packed.articles:,} articles for {packed.coder} as “{packed.path}”,"
        f" {packed.codings:,} of them begun."
    )
    if packed.unread:
        text += (
            f" {packed.unread:,} articles have no suggestions yet: the coder's machine will make"
            " its own. To let all see the same, run annotator highlight, and pack again."
        )
    return Outcome(text, data)
