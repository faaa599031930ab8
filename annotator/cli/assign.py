"""``annotator assign``: who codes what, and which articles two coders code."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import Outcome

if TYPE_CHECKING:
    from annotator.storage.assigning import Assignment
    from annotator.storage.dealing import Wish

HELP = "give articles to coders, a share of them to two; what was given out before stays"
CODER = "pi"  # under whose name it is done unless told otherwise
KINDS = ("training", "pilot", "main", "recode", "adjudication")
STRATA = ("none", "source", "collection", "month")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument(
        "--coders",
        type=_names,
        required=True,
        metavar="ID,ID",
        help="short ids of those who get articles; new ones are added to the project",
    )
    parser.add_argument(
        "--per-coder",
        type=int,
        metavar="N",
        help="how many articles each has afterwards (default: all of them, dealt out evenly)",
    )
    parser.add_argument(
        "--overlap",
        type=float,
        default=0.0,
        metavar="S",
        help="share of each coder's articles that a second coder gets too (default: 0)",
    )
    parser.add_argument(
        "--stratify",
        choices=STRATA,
        default="none",
        help="keep the articles dealt in proportion by this (default: %(default)s)",
    )
    parser.add_argument("--round", default="main", metavar="NAME", help="default: main")
    parser.add_argument(
        "--kind", choices=KINDS, default=None, help="of a round that is new (default: main)"
    )
    parser.add_argument(
        "--recode-of",
        default="",
        metavar="ROUND",
        help="instead: give each coder a share of her own finished articles of that round again",
    )
    parser.add_argument(
        "--share", type=float, default=0.1, metavar="S", help="with --recode-of (default: 0.1)"
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="N",
        help="another number deals other articles; the same one the same (default: 1)",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say who would get what")
    parser.add_argument(
        "--coder",
        default=CODER,
        metavar="ID",
        help="who does it, and can undo it in the window (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> Outcome:
    """Plan, say who gets what, and put it into the queues unless it is a dry run."""
    from annotator.storage import people  # noqa: PLC0415 - with a project
    from annotator.storage.dealing import carry_out, plan_wish  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project

    wish = _wish(args)
    with open_project(args.project, read_only=args.dry_run, coder=args.coder) as project:
        if args.dry_run:
            plan = plan_wish(project.connection, wish)
        else:
            plan_wish(project.connection, wish)  # refused before anybody is added
            plan, _ = carry_out(project, people.sit_down(project, args.coder), wish)
    data = {
        "project": str(args.project.resolve()),
        "round": wish.round,
        "seed": args.seed,
        "applied": bool(plan.new) and not args.dry_run,
        "coders": [
            {"coder": s.coder, "articles": s.articles, "new": s.new, "twice": s.twice}
            for s in plan.shares
        ],
        "pairs": [{"coders": [a, b], "articles": number} for a, b, number in plan.pairs],
        "unassigned": plan.unassigned,
    }
    return Outcome("\n".join(_lines(plan, wish.round, args)), data)


def _wish(args: argparse.Namespace) -> Wish:
    from annotator.storage.assigning import Strata  # noqa: PLC0415 - with a project
    from annotator.storage.dealing import Wish  # noqa: PLC0415 - with a project

    return Wish(
        coders=tuple(args.coders),
        round=args.round,
        kind=args.kind or "",
        per_coder=args.per_coder,
        overlap=args.overlap,
        strata=Strata(args.stratify),
        seed=args.seed,
        recode_of=args.recode_of,
        share=args.share,
    )


def _lines(plan: Assignment, round_name: str, args: argparse.Namespace) -> list[str]:
    lines = [
        f"{share.coder}: {share.articles:,} articles in round “{round_name}”"
        f" ({share.new:,} of them new, {share.twice:,} coded by somebody else too)"
        for share in plan.shares
    ]
    lines += [f"{a} and {b} have {number:,} in common" for a, b, number in plan.pairs]
    lines.append(f"{plan.unassigned:,} articles are with nobody in this round.")
    short = [share.coder for share in plan.shares if share.articles < (args.per_coder or 0)]
    if short and not args.recode_of:
        lines.append(f"There were not enough articles for {', '.join(short)}.")
    if args.dry_run:
        lines.append("Nothing was changed.")
    return lines


def _names(typed: str) -> list[str]:
    names = [name.strip() for name in typed.split(",") if name.strip()]
    if not names or len({name.casefold() for name in names}) < len(names):
        raise argparse.ArgumentTypeError(f"“{typed}” names no coder, or one of them twice")
    return names
