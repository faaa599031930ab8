"""Export beside the coding: written in a thread from a snapshot, cancellable."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.dataset import Rows
from annotator.domain.errors import CancelledError, KnownError
from annotator.gui.dialogs.export import ExportRequest
from annotator.gui.tasks import Task
from annotator.jobs import exporting

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

TELL_EVERY = 0.1  # seconds between two words on how far it is


class Exporting(QObject):
    """One export: progress and cancel over the article, a sentence at the end."""

    def __init__(self, window: MainWindow, request: ExportRequest) -> None:
        super().__init__(window)
        assert window.page is not None
        self.page = window.page
        self._request = request
        self._told = 0.0
        self._task = Task(self._write, parent=self)
        self._task.progressed.connect(self._show)
        self._task.done.connect(self._finish)
        self._task.failed.connect(self._fail)
        self._path = self.page.session.project.path

    def start(self) -> None:
        """Begin; coding goes on meanwhile."""
        self.page.busy = True
        self.page.progress.start(self.tr("Exporting…"))
        self.page.progress.cancelled.connect(self._task.cancel)
        self._task.start()

    def _write(self, task: Task) -> exporting.ExportReport:
        """In the thread."""
        request = self._request
        options = exporting.ExportOptions(
            Rows(request.rows),
            unfinished=request.include_all,
            raw=request.raw,
            picks=request.picks,
            adjudicated=request.adjudicated,
        )

        def progress(done: int, total: int) -> None:
            if time.monotonic() - self._told > TELL_EVERY:
                self._told = time.monotonic()
                task.report((done, total))

        return exporting.export_project(
            self._path, request.path, options, progress=progress, cancelled=task.is_cancelled
        )

    def _show(self, reached: tuple[int, int]) -> None:
        done, total = reached
        self.page.progress.set_fraction(min(1.0, done / total) if total else None)

    def _finish(self, report: exporting.ExportReport) -> None:
        self._close()
        self.page.banner.say(" ".join(exporting.sentences(report)))

    def _fail(self, error: BaseException) -> None:
        self._close()
        if isinstance(error, CancelledError):
            self.page.banner.say(self.tr("The export was cancelled; nothing was written."))
        elif isinstance(error, KnownError):
            self.page.banner.say(str(error), warning=True)
        else:
            raise error

    def _close(self) -> None:
        self.page.busy = False
        self.page.progress.finish()
        self.page.progress.cancelled.disconnect(self._task.cancel)
