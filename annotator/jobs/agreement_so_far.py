"""Two figures that say how a team is doing: event F1, and alpha of the code events are known by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.agreement.comparison import Selection
from annotator.agreement.event_figures import f1_estimate, matched
from annotator.agreement.field_figures import field_figures
from annotator.agreement.field_ratings import Variant
from annotator.agreement.figures import Figure
from annotator.agreement.groupings import BOTH
from annotator.agreement.report import Options, Report
from annotator.agreement.resampling import Resampling
from annotator.jobs.agreement import open_study, report_on


@dataclass(frozen=True, slots=True)
class SoFar:
    """The round in which most is coded twice, in how many articles, and both figures."""

    round: str
    articles: int
    field: str
    f1: Figure
    alpha: Figure


def agreement_so_far(
    project: Path, *, cancelled: Callable[[], bool] = lambda: False
) -> SoFar | None:
    """How far coders agree by now; None where nothing was coded twice.

    Raises:
        ProjectError: the project cannot be read.
        CancelledError: ``cancelled`` said so.
    """
    study = open_study(project, cancelled=cancelled)
    report = report_on(study, Selection(""), Options(resamples=0))
    return so_far(report) if report.comparison.articles else None


def so_far(report: Report) -> SoFar:
    """Both figures of a report, and nothing else computed."""
    articles = report.comparison.articles
    points = Resampling(articles, 0, report.options.seed)
    column = report.study.schema.code_slot
    of = next(one for one in report.values.fields if one.column == column and one.whole)
    return SoFar(
        report.selection.round,
        len(articles),
        of.label,
        f1_estimate(list(matched(report.events, BOTH)), points).figure,
        field_figures(of, report.ratings(of, Variant()), points).alpha.figure,
    )
