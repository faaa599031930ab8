"""A project into a spreadsheet: read from a copy made beside the work, so that no edit waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.domain.dataset import Rows
from annotator.formats.export_job import ExportOptions, ExportReport, check_name, export
from annotator.storage.dataset import open_dataset

__all__ = ["ExportOptions", "ExportReport", "export_project", "sentences"]


def export_project(
    project: Path,
    target: Path,
    options: ExportOptions,
    *,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ExportReport:
    """Write what is coded in a project to an .xlsx or .csv file; what stood there stays till then.

    May run in any thread while the project is edited; ``progress`` and ``cancelled`` are called
    in it. The project is only read.

    Raises:
        ExportError: it cannot be written, or the disk for temporary files is full.
        CancelledError: ``cancelled`` said so.
        ProjectError: the project cannot be read.
    """
    check_name(target)
    with open_dataset(project, cancelled=cancelled, adjudicated=options.adjudicated) as dataset:
        return export(dataset, target, options, report=progress, cancelled=cancelled)


def sentences(report: ExportReport) -> tuple[str, ...]:
    """What was written, for people."""
    coded = {rows.value for rows in Rows}
    rows = ", ".join(
        f"{number:,} {name.lower()}"
        for name, number in report.rows.items()
        if name.lower() in coded
    )
    said = [f"Exported {rows} to {report.path}."]
    if report.left_out:
        said.append(f"{_codings(report.left_out)} left out, not being finished.")
    if report.several:
        said.append(
            f"{report.several:,} article{'s are' if report.several != 1 else ' is'} coded more than"
            " once and gives its events as often; choose by coder or round before you count."
        )
    if report.replaced:
        said.append(f"{report.replaced:,} characters that no spreadsheet can hold were replaced.")
    return tuple(said)


def _codings(number: int) -> str:
    return "1 coding was" if number == 1 else f"{number:,} codings were"
