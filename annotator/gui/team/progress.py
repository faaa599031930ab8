"""The page of everybody's progress: counted beside the window, in short reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.domain.changes import Changes
from annotator.domain.errors import CancelledError, KnownError
from annotator.gui import crash
from annotator.gui.dialogs.team_progress import SaidSoFar, TeamProgressDialog
from annotator.gui.tasks import Task
from annotator.storage.status import Standing, may_agree, standings_of

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage


class TeamProgress:
    """One page of how far everybody is."""

    def __init__(self, page: CodingPage) -> None:
        self._path = page.session.project.path
        self.dialog = TeamProgressDialog(page.window(), page.theme)
        self.dialog.refresh_requested.connect(self._count)
        self.dialog.agreement_requested.connect(
            lambda: page.command_requested.emit("project.agreement")
        )
        self.dialog.finished.connect(self._stop)
        self._task: Task | None = None
        self._agreed: Task | None = None

    def show(self) -> None:
        """Show the page, and count."""
        self.dialog.show_beside()
        self._count()

    @property
    def settled(self) -> bool:
        """Whether all is counted."""
        return self.dialog.settled

    def follow(self, changes: Changes) -> None:
        """Nothing: it is counted when it is asked for, not at every edit."""

    def _count(self) -> None:
        self._stop()
        path = self._path
        self._task = Task(
            lambda task: standings_of(path, cancelled=task.is_cancelled), parent=self.dialog
        )
        self._task.done.connect(self._show)
        self._task.failed.connect(self._say_problem)
        self._task.start()

    def _show(self, found: Sequence[Standing]) -> None:
        self.dialog.show_standings(found)
        if not may_agree(found):
            self.dialog.show_agreement(SaidSoFar())
            return
        self.dialog.await_agreement()
        path = self._path

        def compute(task: Task) -> SaidSoFar:
            from annotator.gui.team.agreement_computing import said_so_far  # noqa: PLC0415 - numpy

            return said_so_far(path, task)

        self._agreed = Task(compute, parent=self.dialog)
        self._agreed.done.connect(self.dialog.show_agreement)
        self._agreed.failed.connect(self._say_problem)
        self._agreed.start()

    def _stop(self, *_: object) -> None:
        for task in filter(None, (self._task, self._agreed)):
            task.cancel()

    def _say_problem(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            return
        if isinstance(error, KnownError):
            self.dialog.said.setText(str(error))
        else:
            crash.hand_on(error)
