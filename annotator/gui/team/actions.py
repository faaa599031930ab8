"""What a PI does for a team: give articles out, send packets, bring them home, choose, look on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDropEvent

from annotator.domain.changes import Changes, Kind, Op
from annotator.gui.dialogs.form import Form
from annotator.storage.ops.choosing import count_conflicts

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage
    from annotator.gui.team.merging import Merging


class TeamPage(Protocol):
    """A page of these, open beside the work."""

    @property
    def dialog(self) -> Form: ...  # noqa: D102 - said above

    def show(self) -> None: ...  # noqa: D102 - said above

    @property
    def settled(self) -> bool: ...  # noqa: D102 - whether nothing is read any more

    def follow(self, changes: Changes) -> None: ...  # noqa: D102 - said above


class TeamActions(QObject):
    """Opens each page once, keeps it true, and takes packets that are dropped on the window."""

    def __init__(self, page: CodingPage) -> None:
        super().__init__(page)
        self.page = page
        self.open: dict[str, TeamPage] = {}
        page.session.changed.connect(self._follow)
        QTimer.singleShot(0, self, self._count_conflicts)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        return {name: partial(self.show, name) for name in _PAGES}

    def show(self, name: str) -> TeamPage | None:
        """Show a page, the one that is open if it is; None where it could do nothing."""
        session = self.page.session
        if name in _WRITES and session.project.read_only:
            session.said.emit(self.tr("The project is open for reading only."))
            return None
        shown = self.open.get(name)
        if shown is None:
            shown = _PAGES[name](self.page)
            self.open[name] = shown
            shown.dialog.finished.connect(partial(self._forget, shown))
            shown.show()
        shown.dialog.raise_()
        shown.dialog.activateWindow()
        return shown

    @property
    def settled(self) -> bool:
        """Whether every open page shows all that is to be shown."""
        return all(shown.settled for shown in self.open.values())

    def _forget(self, gone: TeamPage, *_: object) -> None:
        self.open = {name: shown for name, shown in self.open.items() if shown is not gone}

    def stop(self) -> None:
        """Close what is open: the project goes."""
        for shown in list(self.open.values()):
            shown.dialog.close()

    def _follow(self, changes: Changes) -> None:
        """Show what an edit, an undo among them, has made of the queue and of open pages."""
        if Kind.ASSIGNMENT in changes.kinds or changes.op is Op.MERGE_PACKETS:
            self.page.reread_queue()
        if Kind.CODING in changes.kinds:
            self._count_conflicts()
        for shown in list(self.open.values()):
            shown.follow(changes)

    def _count_conflicts(self) -> None:
        if self.page.session.signalsBlocked():  # the project is closed
            return
        connection = self.page.session.project.connection
        self.page.status_line.show_conflicts(count_conflicts(connection))

    # --- files that are dropped ----------------------------------------------------------------

    def take_files(self, paths: list[Path]) -> bool:
        """Show what packets that were dropped would bring; False where none is among the files."""
        packets = [path for path in paths if path.suffix.lower() == ".db"]
        if packets:
            shown = self.show("project.merge")
            if shown is not None:
                cast("Merging", shown).dialog.add(packets)
        return bool(packets)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files wherever on the page they are dropped."""
        if isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            urls = event.mimeData().urls()
            paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
            if paths and event.type() == QEvent.Type.Drop:
                self.page.queue_pane.files_dropped.emit(paths)
            return True
        return super().eventFilter(watched, event)


def _assign(page: CodingPage) -> TeamPage:
    from annotator.gui.team.assigning import Assigning  # noqa: PLC0415 - not needed to start

    return Assigning(page)


def _packets(page: CodingPage) -> TeamPage:
    from annotator.gui.team.packing import Packing  # noqa: PLC0415 - not needed to start

    return Packing(page)


def _merge(page: CodingPage) -> Merging:
    from annotator.gui.team.merging import Merging  # noqa: PLC0415 - not needed to start

    return Merging(page)


def _conflicts(page: CodingPage) -> TeamPage:
    from annotator.gui.team.conflicts import Conflicts  # noqa: PLC0415 - not needed to start

    return Conflicts(page)


def _progress(page: CodingPage) -> TeamPage:
    from annotator.gui.team.progress import TeamProgress  # noqa: PLC0415 - not needed to start

    return TeamProgress(page)


def _agreement(page: CodingPage) -> TeamPage:
    from annotator.gui.team.agreement import Agreement  # noqa: PLC0415 - not needed to start

    return Agreement(page)


_PAGES: dict[str, Callable[[CodingPage], TeamPage]] = {
    "project.assign": _assign,
    "project.packets": _packets,
    "project.merge": _merge,
    "project.conflicts": _conflicts,
    "project.progress": _progress,
    "project.agreement": _agreement,
}
_WRITES = frozenset({"project.assign", "project.merge"})
