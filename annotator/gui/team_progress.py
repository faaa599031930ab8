"""The page of everybody's progress: counted beside the window, in short reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.changes import Changes
from annotator.domain.errors import KnownError
from annotator.gui import crash
from annotator.gui.dialogs.team_progress import TeamProgressDialog
from annotator.gui.tasks import Task
from annotator.storage.status import standings_of

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage


class TeamProgress:
    """One page of how far everybody is."""

    def __init__(self, page: CodingPage) -> None:
        self._path = page.session.project.path
        self.dialog = TeamProgressDialog(page.window(), page.theme)
        self.dialog.refresh_requested.connect(self._count)
        self.dialog.finished.connect(self._stop)
        self._task: Task | None = None

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
        self._task.done.connect(self.dialog.show_standings)
        self._task.failed.connect(self._say_problem)
        self._task.start()

    def _stop(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()

    def _say_problem(self, error: BaseException) -> None:
        if isinstance(error, KnownError):
            self.dialog.said.setText(str(error))
        else:
            crash.hand_on(error)
