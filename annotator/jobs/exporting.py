"""A project into a spreadsheet: read from a copy made beside the work, so that no edit waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.domain.dataset import Rows
from annotator.domain.language import later, tr
from annotator.formats.export_job import ExportOptions, ExportReport, check_name, export
from annotator.storage.dataset import open_dataset

__all__ = ["ExportOptions", "ExportReport", "export_project", "sentences"]

_KINDS = {  # of rows, as the sheets are called
    Rows.EVENTS.value: later("events"),
    Rows.DYADS.value: later("dyads"),
    Rows.MENTIONS.value: later("mentions"),
    Rows.CODINGS.value: later("codings"),
    Rows.COMMENTS.value: later("comments"),
    Rows.ARTICLES.value: later("articles"),
    Rows.ASSIGNMENTS.value: later("assignments"),
    Rows.CODEBOOK.value: later("entries of the codebook"),
}


def export_project(
    project: Path,
    target: Path,
    options: ExportOptions,
    *,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ExportReport:
    """Write what is coded in a project to a file or folder; what stood there stays till then.

    The target is an .xlsx or .csv file, or a folder, which gets every sheet as a CSV file. May run
    in any thread while the project is edited; ``progress`` and ``cancelled`` are called in it. The
    project is only read.

    Raises:
        ExportError: it cannot be written, or the disk for temporary files is full.
        CancelledError: ``cancelled`` said so.
        ProjectError: the project cannot be read.
    """
    check_name(target)
    with open_dataset(project, cancelled=cancelled, adjudicated=options.adjudicated) as dataset:
        return export(dataset, target, options, report=progress, cancelled=cancelled)


def sentences(report: ExportReport) -> tuple[str, ...]:
    """What was written, for people; the codebook that every workbook has is not counted."""
    kinds = _KINDS if len(report.rows) == 1 else _KINDS.keys() - {Rows.CODEBOOK.value}
    rows = ", ".join(
        tr("{count:,} {rows}").format(count=number, rows=tr(_KINDS[name.lower()]))
        for name, number in report.rows.items()
        if name.lower() in kinds
    )
    said = [tr("Exported {rows} to {path}.").format(rows=rows, path=report.path)]
    if report.left_out:
        sentence = (
            tr("1 coding was left out, not being finished.")
            if report.left_out == 1
            else tr("{count:,} codings were left out, not being finished.")
        )
        said.append(sentence.format(count=report.left_out))
    if report.several:
        sentence = (
            tr(
                "1 article is coded more than once and gives its events as often; choose by coder"
                " or round before you count."
            )
            if report.several == 1
            else tr(
                "{count:,} articles are coded more than once and give their events as often;"
                " choose by coder or round before you count."
            )
        )
        said.append(sentence.format(count=report.several))
    if report.replaced:
        sentence = tr("{count:,} characters that no spreadsheet can hold were replaced.")
        said.append(sentence.format(count=report.replaced))
    return tuple(said)
