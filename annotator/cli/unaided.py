"""``annotator unaided``: a share of the articles is coded without suggestions."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import Outcome

if TYPE_CHECKING:
    from annotator.storage.unaided import Draw

HELP = "let a share of the articles nobody has begun be coded without suggestions"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument(
        "--share",
        type=_share,
        required=True,
        metavar="S",
        help="of the articles nobody has begun, from 0 (all with suggestions again) to 1",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="N",
        help="another number draws other articles; the same one the same (default: 1)",
    )
    parser.add_argument(
        "--coder", default="", metavar="ID", help="only among the articles given to this coder"
    )
    parser.add_argument(
        "--round", default="main", metavar="NAME", help="in which round (default: main)"
    )


def run(args: argparse.Namespace) -> Outcome:
    """Draw the articles; all who code one of them do it unaided."""
    from annotator.storage import people  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project
    from annotator.storage.unaided import draw  # noqa: PLC0415 - with a project

    with open_project(args.project) as project:
        which = people.find_round(project.connection, args.round)
        coder = people.known_coder(project.connection, args.coder) if args.coder else None
        drawn = draw(project, which, share=args.share, seed=args.seed, coder=coder)
    data = {
        "project": str(args.project.resolve()),
        "round": which.name,
        "share": args.share,
        "seed": args.seed,
        "open": drawn.open,
        "begun": drawn.begun,
        "unaided": list(drawn.unaided),
    }
    return Outcome(_text(drawn, args.share, args.seed), data)


def _text(drawn: Draw, share: float, seed: int) -> str:
    text = (
        f"{len(drawn.unaided):,} of {drawn.open:,} articles that nobody has begun are coded"
        f" without suggestions (share {share:g}, seed {seed})."
    )
    if drawn.begun:
        text += f" {drawn.begun:,} were begun or seen before and stay as they are."
    return text


def _share(typed: str) -> float:
    try:
        share = float(typed)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"“{typed}” is no share from 0 to 1")
    return share
