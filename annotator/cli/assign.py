"""``annotator assign``: who codes what, and which articles two coders code."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import Outcome
from annotator.domain.errors import EditRefusedError

if TYPE_CHECKING:
    from annotator.domain.events import Coder, Round
    from annotator.storage.assigning import Assignment
    from annotator.storage.project import Project

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
    from annotator.storage.assigning import assign  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project

    with open_project(args.project, read_only=args.dry_run, coder=args.coder) as project:
        coders = [_coder(project, name, dry_run=args.dry_run) for name in args.coders]
        which = _round(project, args)
        plan = _plan(project, which, coders, args)
        if plan.new and not args.dry_run:
            desk = people.sit_down(project, args.coder)
            assign(project, desk, which, plan)
    data = {
        "project": str(args.project.resolve()),
        "round": which.name,
        "seed": args.seed,
        "applied": bool(plan.new) and not args.dry_run,
        "coders": [
            {"coder": s.coder, "articles": s.articles, "new": s.new, "twice": s.twice}
            for s in plan.shares
        ],
        "pairs": [{"coders": [a, b], "articles": number} for a, b, number in plan.pairs],
        "unassigned": plan.unassigned,
    }
    return Outcome("\n".join(_lines(plan, which.name, args)), data)


def _plan(
    project: Project, which: Round, coders: list[Coder], args: argparse.Namespace
) -> Assignment:
    from annotator.storage import people  # noqa: PLC0415 - with a project
    from annotator.storage.assigning import (  # noqa: PLC0415 - with a project
        Strata,
        evenly,
        plan_assignment,
        plan_recoding,
    )

    if args.recode_of:
        of = people.find_round(project.connection, args.recode_of)
        return plan_recoding(
            project.connection, which, coders, of=of, share=args.share, seed=args.seed
        )
    per_coder = args.per_coder
    if per_coder is None:
        per_coder = evenly(project.connection, len(coders), args.overlap)
    return plan_assignment(
        project.connection,
        which,
        coders,
        per_coder=per_coder,
        overlap=args.overlap,
        seed=args.seed,
        strata=Strata(args.stratify),
    )


def _coder(project: Project, name: str, *, dry_run: bool) -> Coder:
    from annotator.domain.events import Coder  # noqa: PLC0415 - with a project
    from annotator.storage import people  # noqa: PLC0415 - with a project

    if not dry_run:
        return people.find_or_add_coder(project, name)
    problem = people.problem_with(name)
    if problem:
        raise EditRefusedError(problem)
    return people.find_coder(project.connection, name) or Coder(0, f"new:{name}", name)


def _round(project: Project, args: argparse.Namespace) -> Round:
    from annotator.domain.events import Round  # noqa: PLC0415 - with a project
    from annotator.storage import people, reads  # noqa: PLC0415 - with a project

    kind = args.kind or ("recode" if args.recode_of else "main")
    if not args.dry_run:
        return people.find_or_add_round(project, args.round, kind=kind)
    known = {entry.name: entry for entry in reads.rounds(project.connection)}
    return known.get(args.round) or Round(0, "", args.round, kind)


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
