"""The page that brings packets home: looked into beside the work, merged in one undoable step."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import KnownError
from annotator.domain.events import Desk
from annotator.domain.merging import TAKEN, Arrival, MergeReport
from annotator.gui import crash
from annotator.gui.dialogs.merge import MergeDialog
from annotator.gui.tasks import Task
from annotator.storage import ops
from annotator.storage.project import Project

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

_FOLDER = "merge/folder"
TELL_EVERY = 0.05  # seconds between two strokes of the progress bar


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
        self.dialog.preview_wanted.connect(self._look)
        self.dialog.accepted.connect(self._merge)

    def show(self) -> None:
        """Show the page."""
        self.dialog.show_beside()

    @property
    def settled(self) -> bool:
        """Whether the files on the list were looked into."""
        return self.dialog.settled

    def follow(self, changes: Changes) -> None:
        """Look again where an edit may have changed what packets would bring."""
        if changes.kinds & {Kind.CODING, Kind.EVENT} and self.dialog.paths:
            self._look(self.dialog.paths)

    def _look(self, paths: Sequence[Path]) -> None:
        """Find out beside the window what the files would bring, by merging them into a copy."""
        project, coder = self.session.project, self.session.desk.coder.name
        task = Task(lambda _: ops.preview_merge(project, coder, paths), parent=self.dialog)
        task.done.connect(partial(self.dialog.show_report, list(paths)))
        task.failed.connect(partial(self._say_problem, list(paths)))
        task.start()

    def _say_problem(self, paths: Sequence[Path], error: BaseException) -> None:
        if isinstance(error, KnownError):
            self.dialog.show_problem(paths, str(error))
        else:
            crash.hand_on(error)

    def _merge(self) -> None:
        """Merge through the window's own connection, the progress bar drawn on the way.

        No event is handled meanwhile: whatever wrote in the middle would be part of the edit.
        """
        paths, folder = self.dialog.paths, self.dialog.folder
        reports: list[MergeReport] = []

        def merge(project: Project, desk: Desk) -> Changes:
            report, changes = ops.merge_packets(project, desk, paths, progress=self._tell())
            reports.append(report)
            return changes or Changes(Op.MERGE_PACKETS, "", frozenset({Kind.CODING}))

        self.page.progress.start(_tr("Merging packets…"), cancellable=False)
        try:
            done = self.session.run(merge)
        finally:
            self.page.progress.finish()
        if done is None:
            return
        self.page.settings.set_project_value(self.session.project.uuid, _FOLDER, folder)
        self._say(reports[-1])

    def _tell(self) -> Callable[[int, int], None]:
        told = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                self.page.progress.set_fraction(done / total if total else None)
                self.page.progress.repaint()

        return progress

    def _say(self, report: MergeReport) -> None:
        sentence = _tr("{} codings were merged.").format(f"{report.count(*TAKEN):,}")
        conflicts = report.count(Arrival.CONFLICT)
        buttons = [("edit.undo", _tr("Undo"))]
        if conflicts:
            more = _tr("{} are in conflict: both states are kept until one is chosen.")
            sentence += " " + more.format(f"{conflicts:,}")
            buttons.insert(0, ("project.conflicts", _tr("Conflicts…")))
        self.page.banner.say(sentence, *buttons, warning=bool(conflicts), step=True)
