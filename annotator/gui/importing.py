"""Import beside the coding: files are read in a thread, stored here in short batches."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.errors import KnownError
from annotator.gui.dialogs.import_articles import ImportRequest
from annotator.gui.dialogs.report import ReportDialog
from annotator.gui.tasks import Task
from annotator.jobs import importing

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

AHEAD = 4  # batches that may wait to be stored


class Importing(QObject):
    """One import: progress and cancel over the article, a report at the end."""

    def __init__(self, window: MainWindow, request: ImportRequest) -> None:
        super().__init__(window)
        assert window.page is not None
        self.window = window
        self.page = window.page
        self._request = request
        self._report = importing.ReportInProgress()
        self._room = threading.Semaphore(AHEAD)
        self._task = Task(self._read, parent=self)
        self._task.progressed.connect(self._store)
        self._task.done.connect(self._finish)
        self._task.failed.connect(self._fail)

    def start(self) -> None:
        """Begin; coding goes on meanwhile."""
        self.page.busy = True
        self.page.progress.start(self.tr("Importing articles…"))
        self.page.progress.cancelled.connect(self._task.cancel)
        self._task.start()

    def _read(self, task: Task) -> None:
        """In the thread: hand over batch after batch, never more than a few ahead."""
        request = self._request
        found = importing.batches(
            request.paths,
            mapping=request.mapping,
            published=request.published,
            cancelled=task.is_cancelled,
        )
        for batch in found:
            while not self._room.acquire(timeout=0.2):
                if task.is_cancelled():
                    return
            task.report(batch)

    def _store(self, batch: importing.Batch) -> None:
        if not self.page.busy:
            return
        try:
            self._report.add(batch, importing.store(self.page.session.project, batch))
        except KnownError as error:
            self._task.cancel()
            self._fail(error)
        finally:
            self._room.release()
        if batch.total:
            self.page.progress.set_fraction(min(1.0, batch.done / batch.total))

    def _finish(self, _result: object) -> None:
        if not self.page.busy:
            return
        self._close()
        report = self._report.report(cancelled=self._task.is_cancelled())
        self.page.reread_queue()
        if self.page.session.article is None:
            self.page.open_first()
        elif self.window.sitting is not None:
            self.window.sitting.feed()
        if not report.uneventful:
            ReportDialog.show_report(
                self.window,
                self.window.theme,
                self.tr("Import"),
                report.sentences(),
                report.details(),
            )
        else:
            self.page.banner.say(" ".join(report.sentences()))

    def _fail(self, error: BaseException) -> None:
        if not self.page.busy:
            return
        self._close()
        self.page.reread_queue()
        if isinstance(error, KnownError):
            self.page.banner.say(str(error), warning=True)
        else:
            raise error

    def _close(self) -> None:
        self.page.busy = False
        self.page.progress.finish()
        self.page.progress.cancelled.disconnect(self._task.cancel)
