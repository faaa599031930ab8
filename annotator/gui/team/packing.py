"""The page that writes packets: beside the work, one coder after the other, to be stopped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.changes import Changes
from annotator.domain.errors import KnownError
from annotator.gui import crash
from annotator.gui.dialogs.packets import PacketsDialog, Sending
from annotator.gui.tasks import Task
from annotator.storage.journal import utc_now
from annotator.storage.packing import Packed, note_packet, sendable, unread_articles, write_packet

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

_FOLDER, _DATED = "packets/folder", "packets/dated"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Packing", text)


class Packing:
    """One page of packets."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.project = page.session.project
        value, uuid = page.settings.project_value, self.project.uuid
        self.dialog = PacketsDialog(
            page.window(),
            page.theme,
            sendable(self.project.connection),
            unread=unread_articles(self.project.connection),
            folder=value(uuid, _FOLDER) or str(self.project.path.parent),
            dated=value(uuid, _DATED) == "yes",
        )
        self.dialog.send_requested.connect(self.send)
        self.dialog.finished.connect(self._stop)
        self._task: Task | None = None

    def show(self) -> None:
        """Show the page."""
        self.dialog.show_beside()

    @property
    def settled(self) -> bool:
        """Whether nothing is being written."""
        return self._task is None

    def follow(self, changes: Changes) -> None:
        """Nothing: the list is of the moment at which the page was opened."""

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def send(self, wanted: Sequence[Sending]) -> None:
        """Write these packets beside the window."""
        if self.page.busy:
            self.dialog.show_result(wanted[0].coder, _tr("Other work on files is going on."))
            self.dialog.finish()
            return
        settings, uuid = self.page.settings, self.project.uuid
        settings.set_project_value(uuid, _FOLDER, self.dialog.folder.text())
        settings.set_project_value(uuid, _DATED, "yes" if self.dialog.dated else "no")
        path = self.project.path

        def write(task: Task) -> None:
            for number, one in enumerate(wanted):
                if task.is_cancelled():
                    return
                try:
                    came: Packed | KnownError = write_packet(path, one.coder, one.path)
                except KnownError as error:
                    came = error
                task.report((number + 1, one, came))

        self.page.busy = True
        self.page.progress.start(_tr("Writing packets…"))
        self._task = Task(write, parent=self.page)
        self.page.progress.cancelled.connect(self._task.cancel)
        self._task.progressed.connect(lambda told: self._take(len(wanted), *told))
        self._task.done.connect(lambda _: self._finish())
        self._task.failed.connect(self._fail)
        self._task.start()

    def _take(self, total: int, done: int, one: Sending, came: Packed | KnownError) -> None:
        if self.page.session.signalsBlocked():  # the project is closed
            return
        self.page.progress.set_fraction(done / total)
        if isinstance(came, KnownError):
            self._say(one, str(came))
            return
        try:
            if not self.project.read_only:
                note_packet(self.project, one.coder, came)
        except KnownError as error:
            self._say(one, str(error))
            return
        said = _tr("{}: {} articles, {} codings begun")
        numbers = f"{came.articles:,}", f"{came.codings:,}"
        self._say(one, said.format(came.path.name, *numbers), sent_at=utc_now())

    def _say(self, one: Sending, sentence: str, *, sent_at: str = "") -> None:
        if self._task is not None and not self._task.is_cancelled():
            self.dialog.show_result(one.coder, sentence, sent_at=sent_at)

    def _finish(self) -> None:
        stopped = self._task is not None and self._task.is_cancelled()
        self._end()
        if stopped:
            self.page.banner.say(_tr("Writing packets was stopped; those written are whole."))
        else:
            self.dialog.finish()

    def _fail(self, error: BaseException) -> None:
        self._end()
        crash.hand_on(error)

    def _end(self) -> None:
        if self._task is not None:
            self.page.progress.cancelled.disconnect(self._task.cancel)
        self._task = None
        self.page.busy = False
        self.page.progress.finish()
