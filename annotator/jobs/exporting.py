"""Export a project's coded data, read from a snapshot so that no edit has to wait."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.formats.export_job import ExportOptions, ExportReport, check_name, export
from annotator.storage.dataset import StoredDataset
from annotator.storage.project import open_project
from annotator.storage.snapshot import snapshot


def export_project(
    project: Path,
    target: Path,
    options: ExportOptions,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ExportReport:
    """Write a project's data to a file that ends in .xlsx or .csv.

    ``progress`` is told how many rows are done, of how many. It may run in any thread, while the
    project is being edited.

    Raises:
        ExportError: it cannot be written; what stood at the target before still stands.
        ProjectError: the project cannot be read.
        CancelledError: ``cancelled`` said so.
    """
    check_name(target)
    with snapshot(project, cancelled=cancelled) as connection:
        return export(
            StoredDataset(connection), target, options, report=progress, cancelled=cancelled
        )


def demand_project(path: Path) -> None:
    """Refuse with a sentence what is no project, or a damaged one."""
    open_project(path, read_only=True).close()


def sentences(report: ExportReport) -> list[str]:
    """What was written, in words."""
    counts = ", ".join(f"{number:,} {name.lower()}" for name, number in report.rows.items())
    said = [f"Exported to {report.path}: {counts}."]
    if report.left_out:
        said.append(f"{report.left_out:,} unfinished codings were left out (--all takes them).")
    if report.several:
        said.append(f"{report.several:,} articles were coded more than once; see About.")
    if report.replaced:
        said.append(f"{report.replaced:,} characters that a spreadsheet cannot hold were replaced.")
    return said
