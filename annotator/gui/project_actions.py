"""The commands about whole projects: open, new, copies, restore, check, who codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from annotator.domain.errors import KnownError, LockedError
from annotator.domain.schema_text import to_text
from annotator.formats.codebook_files import read_schema
from annotator.gui import seating
from annotator.gui.dialogs.coder import Seat
from annotator.gui.dialogs.new_project import NewProjectDialog
from annotator.gui.dialogs.project_settings import ProjectSettings, ProjectSettingsDialog
from annotator.gui.dialogs.report import ReportDialog
from annotator.gui.dialogs.restore import CopyRow, RestoreDialog
from annotator.gui.time_words import time_words
from annotator.gui.views.start_page import RecentProject
from annotator.resources import schema_names, schema_path
from annotator.storage import backup, location, people, reads
from annotator.storage.project import Project, create, open_project
from annotator.storage.project_settings import (
    count_time,
    suggest_whole_events,
    suggests_whole_events,
    time_rule,
)

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.storage.check import CheckReport


class ProjectActions:
    """The handlers of everything that opens, makes, copies or examines a project file."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.report = ""  # of the last bug, to be copied

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every project command's handler by command id."""
        return {
            "project.new": self.new,
            "project.open": self.choose,
            "project.save_copy": self.save_copy,
            "project.save_elsewhere": self.save_elsewhere,
            "project.try_again": self.try_again,
            "project.restore": self.restore,
            "project.check": self.check,
            "project.coder": self.change_coder,
            "project.settings": self.settings,
            "project.close": self.window.close_project,
            "help.copy_report": self.copy_report,
        }

    # --- opening -------------------------------------------------------------------------------

    def show_recent(self) -> None:
        """Fill the start page."""
        settings = self.window.settings
        paths = [Path(name) for name in settings.get("recent/projects")]
        self.window.start_page.set_recent(
            [RecentProject(path, path.exists(), *settings.where(path)) for path in paths]
        )
        self.window.start_page.offer_tour(
            offered=not settings.get("tour/finished"), begun=bool(settings.get("tour/project"))
        )

    def forget(self, path: str) -> None:
        """Take a project off the list of recent ones."""
        self.window.settings.forget_recent(path)
        self.show_recent()

    def choose(self) -> None:
        """Ask for a project file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self.window, self.window.tr("Open project"), "", self.window.tr("Projects (*.db)")
        )
        if chosen:
            self.open_path(Path(chosen))

    def open_path(
        self, path: Path, coder: str = "", *, round_name: str = "", remembered: bool = True
    ) -> None:
        """Open a project file for a coder, asking who it is where that is not known.

        Args:
            path: of the project file.
            coder: who codes; the window asks where it knows nobody.
            round_name: in which round; else in the one where the coder sat last.
            remembered: whether the start page lists it; copies to try things out in it does not.
        """
        self.window.start_page.say("")
        try:
            project = self._open_file(path, coder)
        except KnownError as error:
            self.window.say_problem(str(error))
            return
        try:
            desk = seating.sit_down(self.window, project, Seat(coder, round_name))
        except KnownError as error:
            project.close()
            self.window.say_problem(str(error))
            return
        if desk is None:
            project.close()
            return
        if remembered:
            self.window.settings.add_recent(path)
        else:
            self.window.settings.forget_recent(str(path.resolve()))
        self.window.open_project(project, desk)

    def _open_file(self, path: Path, coder: str) -> Project:
        """Open for writing, or for reading only while somebody else writes."""
        page = self.window.page
        if page is not None and page.session.project.path == path.resolve():
            self.window.close_project()
        try:
            return open_project(path, coder=coder)
        except LockedError as error:
            rest = self.window.tr("You can look, not edit.")
            self.window.locked_by = f"{error.who} {rest}"
            return open_project(path, read_only=True)

    def new(self) -> None:
        """Ask for a new project, make it and open it."""
        from annotator.domain import schema_file  # noqa: PLC0415 - pydantic is slow to load

        schemas = [(name, schema_file.load(schema_path(name)).title) for name in schema_names()]
        request = NewProjectDialog.ask(self.window, self.window.theme, schemas)
        if request is None:
            return
        known = request.schema in schema_names()
        source = schema_path(request.schema) if known else Path(request.schema)
        try:
            text = to_text(read_schema(source), compact=True)
            create(request.path, schema=text, title=request.title)
        except KnownError as error:
            self.window.say_problem(str(error))
            return
        self.open_path(request.path)

    def settings(self) -> None:
        """Ask what shall hold for everybody who codes in the project."""
        page, sitting = self.window.page, self.window.sitting
        if page is None or sitting is None:
            return
        project = page.session.project
        connection = project.connection
        now = ProjectSettings(suggests_whole_events(connection), time_rule(connection))
        kept = ProjectSettingsDialog.ask(
            self.window, self.window.theme, now, read_only=project.read_only
        )
        if kept is None:
            return
        try:
            suggest_whole_events(project, kept.whole_events)
            count_time(project, kept.time)
        except KnownError as error:
            self.window.say_problem(str(error))
            return
        page.show_suggestions()
        sitting.take_time_rule()
        sitting.ask_anew()

    def open_sample(self) -> None:
        """Open the sample project, made in the user's documents when it is not there yet."""
        from annotator.jobs.sample import CODER, sample_path  # noqa: PLC0415 - rarely wanted

        try:
            path = sample_path()
        except (KnownError, OSError) as error:
            self.window.say_problem(str(error))
            return
        self.open_path(path, CODER)

    def change_coder(self) -> None:
        """Go on as another coder, or in another round."""
        page = self.window.page
        if page is None:
            return
        project, desk = page.session.project, page.session.desk
        several = len(reads.rounds(project.connection)) > 1
        seat = seating.ask(self.window, project, desk.coder.name if several else "")
        if seat is not None:
            self.window.close_project()
            self.open_path(project.path, seat.coder, round_name=seat.round)

    def say_opened(self) -> None:
        """Say what must be known of the file just opened: locked, or in a risky folder."""
        page = self.window.page
        assert page is not None
        project = page.session.project
        mode = self.window.tr("reading only") if project.read_only else ""
        owner = people.packet_owner(project.connection)
        packet = self.window.tr("packet of {}").format(owner.name) if owner else ""
        page.top_bar.show_project(project.title, page.session.desk.round.name, mode, packet)
        if project.read_only:
            page.banner.say(self.window.locked_by, warning=True)
            return
        settings = self.window.settings
        remark = ""
        if not settings.project_value(project.uuid, "folder_said"):
            remark = location.remark(project.path)
            if remark:
                settings.set_project_value(project.uuid, "folder_said", "yes")
        told = " ".join(filter(None, (remark, self._time_to_tell(page.session))))
        if told:
            page.banner.say(told, warning=bool(remark))

    def _time_to_tell(self, session: Session) -> str:
        """How active time is counted, where this coder has not been told of it on this machine."""
        rule = time_rule(session.project.connection)
        name, now = f"time_said/{session.desk.coder.name}", f"{rule.counted} {rule.idle}"
        before = self.window.settings.project_value(session.project.uuid, name)
        self.window.settings.set_project_value(session.project.uuid, name, now)
        if before == now or not (before or rule.counted):
            return ""
        return time_words(rule)

    # --- trouble -------------------------------------------------------------------------------

    def say_not_saved(self, sentence: str) -> None:
        """Keep an edit on screen that the file could not take, and offer the ways out."""
        page = self.window.page
        assert page is not None
        page.banner.say(
            sentence,
            ("project.try_again", self.window.tr("Try again")),
            ("project.save_elsewhere", self.window.tr("Save elsewhere…")),
            warning=True,
            stays=True,
        )

    def try_again(self) -> None:
        """Make the edit again that the file could not take."""
        page = self.window.page
        if page is not None and page.session.run_again() is not None:
            page.banner.hide()

    def save_elsewhere(self) -> None:
        """Go on in a copy under another name, and make the edit there."""
        page = self.window.page
        target = self._ask_target(self.window.tr("Save elsewhere"))
        if page is None or target is None:
            return
        session = page.session
        try:
            session.project.save_elsewhere(target, coder=session.desk.coder.name)
        except KnownError as error:
            self.say_not_saved(str(error))
            return
        self.window.settings.add_recent(target)
        page.banner.hide()
        session.run_again()
        page.banner.say(self.window.tr("Going on in {}").format(target))

    def _ask_target(self, title: str) -> Path | None:
        page = self.window.page
        if page is None:
            return None
        path = page.session.project.path
        start = str(path.with_name(f"{path.stem}-copy.db"))
        chosen, _ = QFileDialog.getSaveFileName(
            self.window, title, start, self.window.tr("Projects (*.db)")
        )
        return Path(chosen) if chosen else None

    def copy_report(self) -> None:
        """Put the report of the last bug on the clipboard."""
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - needed once in a blue moon

        QGuiApplication.clipboard().setText(self.report)

    # --- copies --------------------------------------------------------------------------------

    def save_copy(self) -> None:
        """Write a verified copy under another name."""
        page = self.window.page
        target = self._ask_target(self.window.tr("Save a copy"))
        if page is None or target is None:
            return
        try:
            page.session.project.save_copy(target, replace=True)
        except KnownError as error:
            self.window.say_problem(str(error))
        else:
            page.banner.say(self.window.tr("A verified copy is in {}").format(target))

    def restore(self) -> None:
        """Show the kept copies and go back to one."""
        page = self.window.page
        if page is None:
            return
        path, coder = page.session.project.path, page.session.desk.coder.name
        copies = [
            CopyRow(kept.path, f"{kept.made_at.astimezone():%Y-%m-%d %H:%M}")
            for kept in backup.kept_copies(path)
        ]
        chosen = RestoreDialog.ask(self.window, self.window.theme, copies, self._preview)
        if chosen is None:
            return
        self.window.close_project()
        try:
            backup.restore(path, copy=chosen)
        except KnownError as error:
            self.window.say_problem(str(error))
        self.open_path(path, coder)

    def _preview(self, path: Path) -> str:
        try:
            seen = backup.preview(path)
        except KnownError as error:
            return str(error)
        return self.window.tr("{} articles · {} codings · {} events").format(
            f"{seen.articles:,}", f"{seen.codings:,}", f"{seen.events:,}"
        )

    def check(self) -> None:
        """Verify every promise of the file and show what was found."""
        from annotator.storage.check import check  # noqa: PLC0415 - not needed to start

        page = self.window.page
        if page is None:
            return
        try:
            report = check(page.session.project.path)
        except KnownError as error:
            self.window.say_problem(str(error))
            return
        found = [*report.findings(warning=False), *report.findings(warning=True)]
        ReportDialog.show_report(
            self.window,
            self.window.theme,
            self.window.tr("Check of the file"),
            [self._summary(report)],
            [f"{name}: {finding}" for name, finding in found],
        )

    def _summary(self, report: CheckReport) -> str:
        number = len(report.promises)
        if report.ok:
            return self.window.tr("All {} promises of the file are kept.").format(number)
        return self.window.tr("The file breaks promises. Restore… goes back to a verified copy.")
