"""``annotator status``: how far each coder is in each round."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.agreement.figures import Figure
    from annotator.jobs.agreement_so_far import SoFar
    from annotator.storage.status import Standing

HELP = (
    "say how far each coder is: articles, events, time, use of suggestions, open questions, and how"
    " far coders agree by now"
)
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
_AGREED = ("twice", "event F1", "alpha")
_WORDS = 2  # columns of words; the others are numbers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", type=Path, metavar="PROJECT.db")
    parser.add_argument("--round", default="", metavar="NAME", help="only of this round")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="without agreement so far (a few seconds for 5,000 articles coded twice)",
    )


def run(args: argparse.Namespace) -> Outcome:
    """Read the project and print one line for each coder and round."""
    from annotator.storage import people  # noqa: PLC0415 - with a project
    from annotator.storage.project import open_project  # noqa: PLC0415 - with a project
    from annotator.storage.status import may_agree, standings  # noqa: PLC0415 - with a project

    with open_project(args.project, read_only=True) as project:
        connection = project.connection
        which = people.find_round(connection, args.round).id if args.round else None
        found = standings(connection, which)
    agreed = _Agreed() if args.quick or not may_agree(found) else _agreed(args.project, args.round)
    data = {
        "project": str(args.project.resolve()),
        "coders": [{**_data(one), **agreed.data(one.round, one.coder)} for one in found],
        **agreed.rounds(),
    }
    if not found:
        return Outcome("Nobody was given or has coded anything.", data)
    return Outcome("\n".join([_table(found, agreed), *agreed.sentences()]), data)


def _agreed(project: Path, which: str) -> _Agreed:
    from annotator.jobs.agreement_so_far import agreement_so_far  # noqa: PLC0415 - numpy
    from annotator.jobs.collecting import without_collecting  # noqa: PLC0415 - with a project

    with without_collecting():
        found = agreement_so_far(project)
    return _Agreed({(one.round, one.coder): one for one in found if which in ("", one.round)})


@dataclass(frozen=True)
class _Agreed:
    """Agreement so far by round and coder, the coder "" being all; None where none was asked."""

    found: dict[tuple[str, str], SoFar] | None = None

    def _of(self, which: str, coder: str) -> SoFar:
        from annotator.jobs.agreement_so_far import alone  # noqa: PLC0415 - numpy

        assert self.found is not None
        return self.found.get((which, coder)) or alone(which, coder)

    def data(self, which: str, coder: str) -> dict[str, object]:
        """The figures of a coder; null and a reason where they are undefined."""
        return {} if self.found is None else {"agreement": _figures(self._of(which, coder))}

    def rounds(self) -> dict[str, object]:
        """The figures of all coders together, by round."""
        if self.found is None:
            return {}
        whole = {which: one for (which, coder), one in self.found.items() if not coder}
        return {"agreement": {which: _figures(one) for which, one in whole.items()}}

    def cells(self, which: str, coder: str) -> tuple[str, ...]:
        """The figures of a coder for people."""
        if self.found is None:
            return ()
        one = self._of(which, coder)
        return (f"{one.articles:,}", *map(_number, (one.f1, one.alpha)))

    def sentences(self) -> Iterator[str]:
        """The figures of each round in words, and why some are undefined."""
        reasons: dict[str, None] = {}
        for (which, coder), one in (self.found or {}).items():
            reasons |= {figure.reason: None for figure in (one.f1, one.alpha) if figure.reason}
            if not coder:
                yield (
                    f"Agreement so far in round “{which}”: event F1 {_number(one.f1)} (n ="
                    f" {one.f1.n:,}), alpha of {one.field} {_number(one.alpha)} (n ="
                    f" {one.alpha.n:,}), in {one.articles:,} articles that two or more finished."
                )
        for reason in reasons:
            yield f"undefined: {reason}"


def _figures(one: SoFar) -> dict[str, object]:
    from annotator.agreement.reporting.report_data import figure  # noqa: PLC0415 - numpy

    return {
        "articles": one.articles,
        "event_f1": figure(one.f1),
        "alpha": figure(one.alpha),
        "alpha_of": one.field,
    }


def _number(figure: Figure) -> str:
    return "undefined" if figure.value is None else f"{figure.value:.3f}"


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


def _table(found: Sequence[Standing], agreed: _Agreed) -> str:
    head = _HEAD if agreed.found is None else (*_HEAD, *_AGREED)
    rows = [head, *((*_row(one), *agreed.cells(one.round, one.coder)) for one in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if column < _WORDS else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
