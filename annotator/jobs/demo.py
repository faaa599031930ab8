"""The demonstration: the sample project, highlighted and exported, in one folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.dataset import Rows
from annotator.domain.errors import ExportError, LockedError, PipelineError
from annotator.domain.language import tr
from annotator.jobs.exporting import ExportOptions, export_project
from annotator.jobs.highlighting import highlight_project
from annotator.jobs.sample import CODER, make_sample
from annotator.storage.project import open_project

__all__ = ["CODER", "Made", "make", "make_project"]


@dataclass(frozen=True)
class Made:
    """Where everything is; ``no_highlights`` says why there are none, if so."""

    project: Path
    workbook: Path
    csv: Path
    no_highlights: str = ""

    def as_data(self) -> dict[str, object]:
        """The same for ``--json``."""
        return {
            "project": str(self.project),
            "workbook": str(self.workbook),
            "csv": str(self.csv),
            "no_highlights": self.no_highlights,
        }


def make_project(folder: Path) -> Path:
    """The sample project in a folder, made when it is not there yet.

    Raises:
        ExportError: the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            tr("The folder “{folder}” cannot be made: {error}. Name another one.").format(
                folder=folder, error=error.strerror
            )
        ) from error
    project = folder / "demo.db"
    if not project.exists():
        make_sample(project)
    return project


def make(folder: Path, *, progress: Callable[[int, int], None] = lambda _d, _t: None) -> Made:
    """Make the sample project in a folder, or go on with the one that is there; export it.

    Raises:
        ExportError: the folder cannot be made or written to.
        ProjectError: what stands there as demo.db is no project, or damaged.
    """
    project = make_project(folder)
    made = Made(
        project, folder / "events.xlsx", folder / "events.csv", _highlight(project, progress)
    )
    export_project(project, made.workbook, ExportOptions())
    export_project(project, made.csv, ExportOptions(Rows.EVENTS))
    return made


def _highlight(path: Path, progress: Callable[[int, int], None]) -> str:
    """Why there are no highlights, empty when there are."""
    try:
        with open_project(path) as project:
            highlight_project(project, progress=progress)
    except (PipelineError, LockedError) as error:
        return str(error)
    return ""
