"""Two figures that say how a team is doing: event F1, and alpha of the code events are known by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.agreement.figures import Figure, no_pairs
from annotator.agreement.reporting.comparison import ADJUDICATION, Selection, rounds_of
from annotator.agreement.reporting.event_figures import Placed, f1_estimate, matched
from annotator.agreement.reporting.field_figures import field_figures
from annotator.agreement.reporting.field_ratings import FieldRatings, Variant
from annotator.agreement.reporting.fields import ReportedField
from annotator.agreement.reporting.groupings import BOTH
from annotator.agreement.reporting.report import Options, Report
from annotator.jobs.agreement import open_study

TOGETHER = ""
"""The coder of figures on all coders of a round."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """How far a coder agrees with the others of a round, or all of them with each other.

    ``articles`` counts those that somebody else has finished, too; ``field`` is what the code is
    called. A coder's F1 is the mean over the pairs she is in, her alpha that of her values and,
    of each other coder in turn, theirs.
    """

    round: str
    coder: str
    articles: int
    field: str
    f1: Figure
    alpha: Figure


def alone(which: str, coder: str) -> SoFar:
    """The figures of somebody whose articles nobody else has finished: undefined."""
    return SoFar(which, coder, 0, "", no_pairs(), no_pairs())


def agreement_so_far(
    project: Path, *, cancelled: Callable[[], bool] = lambda: False
) -> tuple[SoFar, ...]:
    """How far coders agree by now: for each round all together, then each coder with the others.

    Rounds in which nothing was coded twice are left out, and those of adjudication. It takes a
    few seconds for 5,000 articles that were coded twice.

    Raises:
        ProjectError: the project cannot be read.
        CancelledError: ``cancelled`` said so.
    """
    study = open_study(project, twice=True, cancelled=cancelled)
    coded = {coding.round for coding in study.codings}
    return tuple(
        one
        for which in rounds_of(study)
        if which in coded and study.rounds.get(which) != ADJUDICATION
        for one in so_far(Report(study, Selection(which), Options(resamples=0)))
    )


def so_far(report: Report) -> Iterator[SoFar]:
    """Both figures of a report, for all coders and for each, and nothing else computed."""
    column = report.study.schema.code_slot
    of = next(one for one in report.values.fields if one.column == column and one.whole)
    tallies = list(matched(report.events, BOTH))
    ratings = report.ratings(of, Variant())
    yield _figures(report, TOGETHER, of, tallies, ratings)
    for coder in report.comparison.raters:
        hers = [placed for placed in tallies if coder in placed[1].coders]
        yield _figures(report, coder, of, hers, ratings.with_each_other(coder))


def _figures(
    report: Report, coder: str, of: ReportedField, tallies: list[Placed], ratings: FieldRatings
) -> SoFar:
    return SoFar(
        report.selection.round,
        coder,
        len({at for at, _ in tallies}),
        of.label,
        f1_estimate(tallies, report.points).figure,
        field_figures(of, ratings, report.points).alpha.figure,
    )
