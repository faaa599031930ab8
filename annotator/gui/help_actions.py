"""Help: the manual at the page of what has the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.errors import KnownError
from annotator.gui.path_words import path_words
from annotator.gui.tasks import Task
from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.gui.dialogs.manual import ManualWindow
    from annotator.gui.main_window import MainWindow
    from annotator.gui.tour import Tour

PAGE = "manual"  # the property that names the page of a widget and of what is inside it
_ANYWHERE = "window"


def page_of(widget: QWidget | None) -> str:
    """The manual's page for a widget: its own, or that of the nearest one around it."""
    while widget is not None:
        named = widget.property(PAGE)
        if named:
            return str(named)
        widget = widget.parentWidget()
    return _ANYWHERE


class HelpActions:
    """The handlers of everything that explains the program."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.manual: ManualWindow | None = None
        self.tour: Tour | None = None
        self._copy: Path | None = None  # that the tour goes on in
        self._before: tuple[Path, str] | None = None  # the project open before it, and its coder
        self._making: Task | None = None  # the copy of the sample that the tour goes on in

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every helping command's handler by command id."""
        return {"help.manual": self.open_manual, "help.tour": self.take_tour}

    def open_manual(self) -> None:
        """Open the manual where the keyboard is; in the manual itself, its page stays."""
        waiting = QApplication.activeModalWidget()
        focused = QApplication.focusWidget() or QApplication.activeWindow()
        if waiting is not None and (focused is None or focused.window() is self.window):
            focused = waiting  # the dialog is there, the keyboard not yet
        if focused is not None and self.manual is not None and focused.window() is self.manual:
            return
        self.show_manual(page_of(focused))

    def show_manual(self, page: str) -> None:
        """Show a page of the manual beside the work, over a dialog that waits."""
        from annotator.gui.dialogs.manual import ManualWindow  # noqa: PLC0415 - rarely wanted

        parent = QApplication.activeModalWidget() or self.window
        if self.manual is None or self.manual.parentWidget() is not parent:
            self._close()
            self.manual = ManualWindow(parent, self.window.theme, self.window.commands)
            self.manual.destroyed.connect(self._forget)
        self.manual.set_commands(self.window.commands)
        self.manual.show_page(page)
        self.manual.show()
        self.manual.raise_()
        self.manual.activateWindow()
        self.manual.text.setFocus()

    def _close(self) -> None:
        if self.manual is not None:
            self.manual.destroyed.disconnect(self._forget)
            self.manual.close()
            self.manual.deleteLater()
            self.manual = None

    def _forget(self) -> None:
        """The dialog it stood over is gone, and it with that."""
        self.manual = None

    # --- the tour ------------------------------------------------------------------------------

    def take_tour(self) -> None:
        """Begin the tour on a fresh copy of the sample, or go on where it was left."""
        settings = self.window.settings
        kept = Path(settings.get("tour/project") or "?")
        if self._making is not None:
            return
        if not settings.get("tour/finished") and kept.is_file():
            self._tour_in(kept)
            return
        self._say(self.window.tr("Making a fresh copy of the sample project…"))
        self._making = Task(_make_copy, parent=self.window)
        self._making.done.connect(self._begin_tour)
        self._making.failed.connect(self._no_tour)
        self._making.start()

    def _begin_tour(self, path: Path) -> None:
        self._making = None
        self._say("")
        settings = self.window.settings
        settings.set("tour/project", str(path))
        settings.set("tour/step", 0)
        settings.set("tour/finished", False)
        self._tour_in(path)

    def _no_tour(self, error: BaseException) -> None:
        self._making = None
        self._say("")
        if not isinstance(error, KnownError | OSError):
            raise error
        self.window.say_problem(str(error))

    def _tour_in(self, path: Path) -> None:
        from annotator.gui.tour import Tour  # noqa: PLC0415 - taken once or twice in a life
        from annotator.jobs.sample import CODER  # noqa: PLC0415

        window = self.window
        if window.page is None or window.page.session.project.path != path.resolve():
            self._remember_before(path)
            window.project_actions.open_path(path, CODER, remembered=False)
        page, step = window.page, window.settings.get("tour/step")
        if page is None or page.session.project.path != path.resolve():
            return  # it could not be opened, which was said
        if self.tour is not None:
            self.tour.end()
        self.tour = Tour(page, lambda: window.commands, at=step, where=path_words(path))
        self.tour.stepped.connect(self._remember_step)
        self.tour.left.connect(self._leave_tour)
        page.destroyed.connect(lambda _=None, tour=self.tour: self._forget_tour(tour))

    def _remember_before(self, copy: Path) -> None:
        """Keep what is open now, to go back to it; one copy after another goes back behind both."""
        page, left = self.window.page, self._copy
        self._copy = copy.resolve()
        if page is None:
            self._before = None
        elif page.session.project.path != left:
            self._before = (page.session.project.path, page.session.desk.coder.name)

    def _remember_step(self, step: int) -> None:
        settings, tour = self.window.settings, self.tour
        settings.set("tour/step", step)
        if tour is not None and step >= len(tour.steps):
            settings.set("tour/finished", True)
        settings.sync()

    def _leave_tour(self) -> None:
        """Go back to the project that was open before, or to the start page."""
        if self.tour is not None:
            self.tour.end()
        self.tour, before = None, self._before
        self.window.close_project()
        if before is not None:
            self.window.open_path(*before)

    def _forget_tour(self, tour: Tour) -> None:
        """Its page is gone, and it with that."""
        if self.tour is tour:
            self.tour = None

    def _say(self, sentence: str) -> None:
        page = self.window.page
        if page is None:
            self.window.start_page.tell(sentence)
        elif sentence:
            page.banner.say(sentence)
        else:
            page.banner.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        if self.manual is not None:
            self.manual.set_theme(theme)


def _make_copy(_task: Task) -> Path:
    """In the thread: a fresh copy of the sample project."""
    from annotator.jobs.sample import make_tour  # noqa: PLC0415 - rarely wanted

    return make_tour()
