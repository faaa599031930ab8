"""``annotator status``: how far each coder is in each round."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.storage.status import Standing

HELP = "say how far each coder is: articles, events, time, use of suggestions, open questions"
_HEAD = (
    "round",
    "coder",
    "given",
    "done",
    "nothing",
    "begun",
    "events",
    "per article",
    "hours",
    "min/article",
    "accepted",
    "rejected",
    "by hand",
    "questions",
)
_WORDS = 2  # columns of words; the others are numbers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("--round", default="", metavar="NAME", help="only of this round")


def run(args: argparse.Namespace) -> Outcome:
    """Read the project and print one line for each coder and round."""
    from annotator.storage import people  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project
    from annotator.storage.status import standings  # noqa: PLC0415 - with a project

    with open_project(args.project, read_only=True) as project:
        connection = project.connection
        which = people.find_round(connection, args.round).id if args.round else None
        found = standings(connection, which)
    data = {"project": str(args.project.resolve()), "coders": [_data(one) for one in found]}
    return Outcome(_table(found) if found else "Nobody was given or has coded anything.", data)


def _data(one: Standing) -> dict[str, object]:
    return {
        "round": one.round,
        "coder": one.coder,
        "given": one.given,
        "finished": one.finished,
        "done": one.done,
        "nothing_to_code": one.nothing,
        "nothing_to_code_rate": one.nothing_rate,
        "in_progress": one.in_progress,
        "events": one.events,
        "events_per_article": one.events_per_article,
        "active_seconds": one.seconds,
        "active_seconds_per_article_median": one.median_seconds,
        "values_accepted": one.accepted,
        "values_accepted_share": one.accepted_share,
        "values_by_hand": one.by_hand,
        "suggestions_rejected": one.rejected,
        "open_questions": one.open_questions,
        "finished_by_day": {each.day.isoformat(): each.finished for each in one.days},
    }


def _row(one: Standing) -> tuple[str, ...]:
    return (
        one.round,
        one.coder,
        "all" if one.given is None else f"{one.given:,}",
        f"{one.finished:,}",
        _percent(one.nothing_rate),
        f"{one.in_progress:,}",
        f"{one.events:,}",
        "–" if one.events_per_article is None else f"{one.events_per_article:.1f}",
        f"{one.seconds / 3600:.1f}",
        "–" if one.median_seconds is None else f"{one.median_seconds / 60:.1f}",
        _percent(one.accepted_share),
        f"{one.rejected:,}",
        f"{one.by_hand:,}",
        f"{one.open_questions:,}",
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _table(found: Sequence[Standing]) -> str:
    rows = [_HEAD, *map(_row, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if column < _WORDS else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
