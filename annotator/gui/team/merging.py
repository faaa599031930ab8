"""The page that brings packets home: looked into and merged beside the work, in one undo step."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication

from annotator.domain.changes import Changes, Kind
from annotator.domain.errors import CancelledError, KnownError
from annotator.domain.merging import TAKEN, Arrival, MergeReport
from annotator.gui import crash
from annotator.gui.dialogs.merge import MergeDialog
from annotator.gui.giving_way import GivingWay
from annotator.gui.tasks import Task
from annotator.jobs.collecting import without_collecting
from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage
    from annotator.storage.ops.merging import Progress

_FOLDER = "merge/folder"
TELL_EVERY = 0.05  # seconds between two strokes of the progress bar

_Found = TypeVar("_Found")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Merging", text)


class Merging:
    """One page of packets to merge."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        uuid = self.session.project.uuid
        folder = page.settings.project_value(uuid, _FOLDER)
        self.dialog = MergeDialog(
            page.window(), page.theme, folder=folder or str(self.session.project.path.parent)
        )
        self._task: Task | None = None
        self._edited = False  # since the packets were looked into
        self._way: GivingWay | None = None
        self.dialog.preview_wanted.connect(self._look)
        self.dialog.merge_wanted.connect(self._merge)
        self.dialog.stop_wanted.connect(self._cancel)
        self.dialog.finished.connect(self._end)

    def show(self) -> None:
        """Show the page."""
        self.dialog.show_beside()

    @property
    def settled(self) -> bool:
        """Whether the files on the list were looked into."""
        return self.dialog.settled

    def follow(self, changes: Changes) -> None:
        """Look again where an edit may have changed what packets would bring."""
        if not (changes.kinds & {Kind.CODING, Kind.EVENT} and self.dialog.paths):
            return
        if self._task is None:
            self._look(self.dialog.paths)
        else:
            self._edited = True  # what is going on is not begun anew with every edit

    # --- beside the window -----------------------------------------------------------------------

    def _run(
        self,
        work: Callable[[Progress], _Found],
        done: Callable[[_Found], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Do something long in a thread, in place of what is going on there."""
        self._forget()
        way = GivingWay(self.dialog)

        def beside(task: Task) -> _Found:
            with without_collecting(), way.computing():
                return work(_telling(task))

        task = Task(beside, parent=self.dialog)
        self._task, self._way = task, way
        task.progressed.connect(lambda told: self.dialog.show_progress(*told))
        task.done.connect(partial(self._take, task, done))
        task.failed.connect(partial(self._take, task, failed))
        task.start()

    def _take(self, task: Task, take: Callable[[Any], object], what: object) -> None:
        """Take what came of a task, if nothing else is going on by now."""
        if task is self._task:
            self._forget()
            take(what)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _forget(self) -> None:
        self._cancel()
        self._task = None
        if self._way is not None:
            self._way.stop()
            self._way = None

    def _end(self) -> None:
        """Stop what is going on; the page goes."""
        task = self._task
        self._forget()
        if task is not None:
            task.wait()

    # --- looking into packets --------------------------------------------------------------------

    def _look(self, paths: Sequence[Path]) -> None:
        """Find out what the files would bring, by merging them into a copy."""
        project, coder = self.session.project, self.session.desk.coder.name
        self._edited = False
        self._run(
            lambda progress: ops.preview_merge(project, coder, paths, progress=progress),
            partial(self._show, list(paths)),
            partial(self._say_problem, list(paths)),
        )

    def _show(self, paths: Sequence[Path], report: MergeReport) -> None:
        self.dialog.show_report(paths, report)
        if self._edited:
            self._look(paths)

    def _say_problem(self, paths: Sequence[Path], error: BaseException) -> None:
        if isinstance(error, KnownError):
            self.dialog.show_problem(paths, str(error))
        else:
            crash.hand_on(error)

    # --- merging ---------------------------------------------------------------------------------

    def _merge(self) -> None:
        """Merge through a connection of its own; the window says why edits have to wait."""
        project, desk, paths = self.session.project, self.session.desk, self.dialog.paths
        self.dialog.show_merging(merging=True)
        self._run(
            lambda progress: ops.merge_beside(project, desk, paths, progress=progress),
            lambda merged: self._merged(*merged),
            self._say_unmerged,
        )

    def _merged(self, report: MergeReport, changes: Changes | None) -> None:
        self.page.settings.set_project_value(self.session.project.uuid, _FOLDER, self.dialog.folder)
        self.dialog.leave()
        if changes is not None:
            self.session.take_up(changes)
        self._say(report)

    def _say_unmerged(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            said = _tr("The merging was stopped: the project is as it was before.")
            self.dialog.show_unmerged(said, problem=False)
        elif isinstance(error, KnownError):
            self.dialog.show_unmerged(str(error), problem=True)
        else:
            self.dialog.show_merging(merging=False)
            crash.hand_on(error)

    def _say(self, report: MergeReport) -> None:
        taken = report.count(*TAKEN)
        said = _tr("One coding was merged.") if taken == 1 else _tr("{} codings were merged.")
        sentence = said.format(f"{taken:,}")
        conflicts = report.count(Arrival.CONFLICT)
        buttons = [("edit.undo", _tr("Undo"))]
        if conflicts:
            one = _tr("One is in conflict: both states are kept until one is chosen.")
            several = _tr("{} are in conflict: both states are kept until one is chosen.")
            more = one if conflicts == 1 else several
            sentence += " " + more.format(f"{conflicts:,}")
            buttons.insert(0, ("project.conflicts", _tr("Conflicts…")))
        self.page.banner.say(sentence, *buttons, warning=bool(conflicts), step=True)


def _telling(task: Task) -> Progress:
    """What tells the window how far it is, now and then, and stops when that is wished."""
    told = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if task.is_cancelled():
            raise CancelledError
        if time.monotonic() - told > TELL_EVERY:
            told = time.monotonic()
            task.report((done, total))

    return progress
