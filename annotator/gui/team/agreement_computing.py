"""What the page of agreement shows, computed in a thread: a report, as tables, and as files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from annotator.agreement.reporting.comparison import Selection, coders_of, rounds_of
from annotator.agreement.reporting.part import Apart, Part
from annotator.agreement.reporting.report import Options, Report
from annotator.agreement.reporting.report_data import as_data
from annotator.agreement.reporting.study import Study
from annotator.domain.errors import CancelledError, ExportError
from annotator.domain.language import tr
from annotator.gui.dialogs.agreement import Tables
from annotator.gui.dialogs.agreement_choice import Wish
from annotator.gui.dialogs.team_progress import SaidSoFar
from annotator.gui.giving_way import GivingWay
from annotator.gui.tasks import Task
from annotator.gui.team.agreement_figures import beside_n, number
from annotator.gui.team.agreement_places import code_sheets, pairs_sheet, parts_sheet
from annotator.gui.team.agreement_tables import events_sheet, fields_sheet, states_sheet, text_sheet
from annotator.jobs.agreement import open_study, report_on, write_reliability
from annotator.jobs.agreement_so_far import TOGETHER, agreement_so_far
from annotator.jobs.agreement_text import as_text
from annotator.jobs.collecting import without_collecting


def _tr(text: str) -> str:
    return QCoreApplication.translate("Agreement", text)


@dataclass(frozen=True)
class Computed:
    """A report with its tables; ``lacking`` says why nothing could be compared, if so."""

    report: Report
    wish: Wish
    read_at: dt.datetime
    tables: Tables
    lacking: str

    @property
    def rounds(self) -> tuple[str, ...]:
        """The rounds that can be chosen."""
        return rounds_of(self.report.study)

    @property
    def coders(self) -> tuple[str, ...]:
        """Who has anything in the round."""
        return coders_of(self.report.study, self.wish.round)


def compute(
    path: Path,
    wish: Wish,
    task: Task,
    way: GivingWay,
    *,
    label: str = "",
    known: Computed | None = None,
) -> Computed:
    """Compute what is wished, from what was read before or from the file as it is now.

    It gives way to the window, but not while it reads: edits would wait for the reading.

    Raises:
        KnownError: the file cannot be read, or a round or coder does not exist.
        CancelledError: the task was cancelled.
    """
    read_at = known.read_at if known else dt.datetime.now(dt.UTC)
    with without_collecting():
        study = known.report.study if known else open_study(path, cancelled=task.is_cancelled)
    with without_collecting(), way.computing():
        selection = Selection(wish.round, wish.against, _coders(study, wish))
        report = report_on(study, selection, Options(statistics=bool(wish.statistic)))
        wish = replace(wish, round=report.selection.round, coders=report.selection.coders)
        tables = _tables(report, wish, label, task)
    return Computed(report, wish, read_at, tables, str(report.lacking or ""))


def _coders(study: Study, wish: Wish) -> tuple[str, ...]:
    """Those wished, if all of them have something in the round; else all who have."""
    known = coders_of(study, wish.round) if wish.round else ()
    return wish.coders if all(name in known for name in wish.coders) else ()


def _tables(report: Report, wish: Wish, label: str, task: Task) -> Tables:
    """Every table, in the order of the tabs; what was cancelled is computed no further."""
    if not report.comparison.articles:
        return Tables(states_sheet(report))
    apart = Apart(wish.apart) if wish.apart in {*Apart} else Apart.ALL
    steps: tuple[tuple[str, Callable[[Part], object]], ...] = (
        (_tr("Computing figures…"), lambda part: (part.events, part.fields, part.text)),
        (_tr("Going through codes…"), lambda part: part.codes),
        (_tr("Going through weeks…"), lambda part: (part.by_pair, part.by_coder, part.by_week)),
    )
    task.report((_tr("Matching events…"), 1 / (len(steps) + 2)))
    part = report.part(apart)
    for at, (said, step) in enumerate(steps, start=2):
        task.report((said, at / (len(steps) + 2)))
        step(part)
        if task.is_cancelled():
            raise CancelledError
    statistic = label if wish.statistic else ""
    shown = (
        events_sheet(part),
        fields_sheet(part, wish.statistic, statistic),
        text_sheet(part),
        parts_sheet(report, part),
        pairs_sheet(report),
    )
    return Tables(states_sheet(report), shown, code_sheets(report, part))


def said_so_far(path: Path, task: Task) -> SaidSoFar:
    """How far coders agree by now: in a line, and for each coder and round."""
    with without_collecting():
        found = agreement_so_far(path, cancelled=task.is_cancelled)
    together = [one for one in found if one.coder == TOGETHER]
    cells = {(one.round, one.coder): (beside_n(one.f1), beside_n(one.alpha)) for one in found}
    if not together:
        return SaidSoFar("", cells)
    busiest = max(together, key=lambda one: (one.articles, one.round == "main"))
    said = _tr("Agreement so far in round “{}”: event F1 {}, alpha of {} {} ({} articles).")
    both = cells[busiest.round, TOGETHER]
    f1, alpha = (number(figure).text for figure in (busiest.f1, busiest.alpha))
    sentence = said.format(busiest.round, f1, busiest.field, alpha, f"{busiest.articles:,}")
    why = dict.fromkeys(cell.tip for cell in both if cell.quiet)
    return SaidSoFar(" ".join([sentence, *why]), cells)


# --- files ---------------------------------------------------------------------------------------


def write_report(computed: Computed, target: Path, project: Path) -> None:
    """Write the whole report as text, or as JSON where the name ends so.

    Raises ExportError when the file cannot be written.
    """
    with without_collecting():
        if target.suffix.lower() == ".json":
            data = {"file": str(project.resolve()), **as_data(computed.report)}
            text = json.dumps(data, ensure_ascii=False, indent=2)
        else:
            text = as_text(computed.report, terminal=False)
    try:
        target.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        said = tr("“{target}” cannot be written ({why}). Name another file.")
        raise ExportError(said.format(target=target, why=error.strerror)) from error


def write_data(computed: Computed, target: Path, _project: Path) -> None:
    """Write every value compared, and beside it how. Raises ExportError."""
    with without_collecting():
        write_reliability(computed.report, target)
