"""The one window: the start page, or one coder's page on one project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.events import Desk
from annotator.gui import actions as qt_actions
from annotator.gui import commands as command_table
from annotator.gui import spoken
from annotator.gui.codebook_actions import CodebookActions
from annotator.gui.coding_page import CodingPage
from annotator.gui.corpus_actions import CorpusActions
from annotator.gui.dictionary_actions import DictionaryActions
from annotator.gui.held_keys import HeldKeys
from annotator.gui.help_actions import HelpActions
from annotator.gui.history_actions import HistoryActions
from annotator.gui.key_choice import readable, without
from annotator.gui.key_names import KeyNames, says_refused
from annotator.gui.project_actions import ProjectActions
from annotator.gui.read_only import grey_edits, is_refused, sentence
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.sitting import Sitting
from annotator.gui.team.adjudication_actions import AdjudicationActions
from annotator.gui.theme import Mode, Theme, make_theme, style_sheet
from annotator.gui.view_actions import ViewActions
from annotator.gui.views.start_page import StartPage
from annotator.storage.project import Project

_SIZE = QSize(1440, 900)  # at first, where the screen has room for it
_FRAME = QSize(16, 48)  # about what the desktop draws around a window


class MainWindow(QMainWindow):
    """Owns the open project, the commands and the look; panes and ops do the rest."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        spoken.install()
        self.settings = settings or Settings()
        self.theme = self._read_theme()
        self.page: CodingPage | None = None
        self.sitting: Sitting | None = None
        self.actions_by_id: dict[str, QAction] = {}
        self.project_actions = ProjectActions(self)
        self.corpus_actions = CorpusActions(self)
        self.codebook_actions = CodebookActions(self)
        self.dictionary_actions = DictionaryActions(self)
        self.adjudication_actions = AdjudicationActions(self)
        self.view_actions = ViewActions(self)
        self.history_actions = HistoryActions(self)
        self.help_actions = HelpActions(self)
        self.locked_by = ""  # who writes to the project that is open for reading only
        self._held_keys = HeldKeys(self)
        self._stack = QStackedWidget()
        self.start_page = StartPage()
        self._stack.addWidget(self.start_page)
        self.setCentralWidget(self._stack)
        self.start_page.command_requested.connect(self.run_command)
        self.start_page.open_requested.connect(self.project_actions.open_path)
        self.start_page.forget_requested.connect(self.project_actions.forget)
        self.start_page.sample_requested.connect(self.project_actions.open_sample)
        self.setWindowTitle("annotator")
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self.restoreGeometry(self.settings.get("window/geometry"))
        self._build_commands()
        self.apply_look()
        self.project_actions.show_recent()

    # --- commands ------------------------------------------------------------------------------

    def _build_commands(self) -> None:
        """Make actions, keys and menus anew for what is open."""
        for old in self.actions_by_id.values():
            old.setShortcuts([])  # at once: one key on two actions does neither
            old.deleteLater()
        schema = self.page.session.schema if self.page else None
        chosen = readable(self.settings.chosen_keys())
        self.commands, self._refused = command_table.in_force(schema, chosen)
        self.key_names = KeyNames(self.commands)
        self.actions_by_id = qt_actions.build_actions(
            self,
            self.commands,
            self._handlers(),
            repeating=lambda: self._held_keys.repeating,
        )
        places: dict[command_table.Where, list[QWidget]] = {
            where: [] for where in command_table.Where
        }
        places[command_table.Where.WINDOW] = [self]
        if self.page is not None:
            places[command_table.Where.CODING] = [self.page.article_pane, self.page.events_pane]
            places[command_table.Where.READING] = [self.page.article_pane.view]
            places[command_table.Where.QUEUE] = [self.page.queue_pane]
            places[command_table.Where.ADJUDICATION] = self.adjudication_actions.places
            menu = qt_actions.build_menu(self, self.commands, self.actions_by_id)
            self.page.top_bar.menu_button.setMenu(menu)
            self._fill_context_menu(self.page)
            self.page.set_keys(self.key_names)
        self.start_page.set_keys(self.key_names)
        self.adjudication_actions.take_keys()
        qt_actions.place_actions(self.actions_by_id, self.commands, places)
        self._enable()

    def take_keys(self, chosen: command_table.Chosen) -> None:
        """Give commands these keys from now on, and remember them."""
        self.settings.set_chosen_keys(chosen)
        self._build_commands()

    def _drop_refused(self) -> None:
        """Forget the keys that other commands have now, and say so once."""
        chosen = readable(self.settings.chosen_keys())
        if self.page is not None and any(one.command.id in chosen for one in self._refused):
            self.settings.set_chosen_keys(without(chosen, self._refused))
            self.page.session.said.emit(says_refused(self._refused))

    def _fill_context_menu(self, page: CodingPage) -> None:
        """Offer on a right click what acts on the words under the mouse."""
        if page.session.project.read_only:
            page.article_pane.set_context_commands(())
            return
        wanted = [name for name in self.commands if name.startswith(("slot.fill.", "slot.add."))]
        shown = ["suggestion.accept", *wanted, "mention.evidence", "suggestion.reject", "event.new"]
        page.article_pane.set_context_commands(
            [(name, self.commands[name].label, self.key_names.of(name)) for name in shown]
        )

    def _handlers(self) -> dict[str, Callable[[], object]]:
        coding = self.page.handlers() if self.page else {}
        idle = dict.fromkeys(self.commands, _do_nothing) if not coding else {}
        return {
            **idle,
            **self.project_actions.handlers(),
            **self.corpus_actions.handlers(),
            **self.codebook_actions.handlers(),
            **self.dictionary_actions.handlers(),
            **self.adjudication_actions.handlers(),
            **self.view_actions.handlers(),
            **self.history_actions.handlers(),
            **self.help_actions.handlers(),
            **coding,
        }

    def run_command(self, command_id: str) -> None:
        """Do what a command does, as its key would."""
        action = self.actions_by_id.get(command_id)
        if action is not None and action.isEnabled():
            action.trigger()

    def _enable(self) -> None:
        """Grey out what cannot be done now."""
        for command_id, action in self.actions_by_id.items():
            action.setEnabled(self.page is not None or command_id in WITHOUT_PROJECT)
        self._show_undo()

    def _show_undo(self) -> None:
        """Say what undo and redo would do now."""
        page = self.page
        if page is None:
            return
        undo = page.session.undo_state()
        for name, label in (("edit.undo", undo.undo), ("edit.redo", undo.redo)):
            action, verb = self.actions_by_id[name], self.commands[name].label
            action.setEnabled(label is not None)
            action.setText(f"{verb}: {label}" if label else verb)
        if page.session.project.read_only:
            grey_edits(self.actions_by_id, page.top_bar.menu_button.menu())
        page.top_bar.follow(self.actions_by_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say why a key does nothing where a project is open for reading only."""
        if self.page is not None and is_refused(self.actions_by_id.values(), event):
            self.page.session.said.emit(sentence())
        else:
            super().keyPressEvent(event)

    # --- look ----------------------------------------------------------------------------------

    def _read_theme(self) -> Theme:
        get = self.settings.get
        try:
            mode = Mode(get("look/mode"))
        except ValueError:
            mode = Mode.SYSTEM
        return make_theme(
            mode,
            zoom=get("look/zoom") / 100,
            article_size=get("reading/size"),
            line_height=get("reading/line_height"),
            column=get("reading/column"),
            any_width=get("reading/any_width"),
            serif=get("reading/serif"),
        )

    def apply_look(self) -> Theme:
        """Take the look from the settings, give it to everything on screen, and return it."""
        self.theme = self._read_theme()
        QApplication.setPalette(self.theme.palette())
        QApplication.setFont(self.theme.font())  # a style sheet's sizes go by its family
        self.setFont(self.theme.font())
        self.setStyleSheet(style_sheet(self.theme))
        self.start_page.set_theme(self.theme)
        if self.page is not None:
            resized = self.page.theme.zoom != self.theme.zoom
            self.page.set_theme(self.theme)
            if resized:
                self.page.share_room()
            self.page.show_hint()
        self.help_actions.set_theme(self.theme)
        return self.theme

    # --- project -------------------------------------------------------------------------------

    def open_project(self, project: Project, desk: Desk) -> None:
        """Show a project to a coder; what was open before is closed."""
        self.close_project()
        session = Session(project, desk, self)
        page = CodingPage(session, self.theme, self.settings)
        self.page = page
        page.command_requested.connect(self.run_command)
        page.read_only_shown.connect(self._build_commands)
        session.changed.connect(self._follow)
        session.not_saved.connect(self.project_actions.say_not_saved)
        page.queue_pane.files_dropped.connect(self._take_files)
        page.events_pane.element_requested.connect(self.codebook_actions.add_element)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if not page.panes.restoreState(self.settings.get("window/panes")):
            QTimer.singleShot(0, page, page.share_room)
        page.queue_pane.setVisible(self.settings.get("window/queue_shown"))
        self._build_commands()
        page.start()
        self.sitting = Sitting(page, self.settings, self)
        self.sitting.start()
        self.project_actions.say_opened()
        self.setWindowTitle(f"{project.title} – annotator")
        if self.isVisible():
            QTimer.singleShot(0, self, self._first_article)

    def _take_files(self, paths: list[Path]) -> None:
        """Merge packets that were dropped, import other files."""
        if self.page is not None and not self.page.team.take_files(paths):
            self.corpus_actions.import_files(paths)

    def close_project(self) -> None:
        """Close what is open: time counted, copy made, worker ended, lock given back."""
        if self.page is None:
            return
        page, self.page = self.page, None
        self.codebook_actions.close()
        self.dictionary_actions.close()
        self.adjudication_actions.close()
        self.history_actions.close()
        page.stop()
        self._remember_panes(page)
        if self.sitting is not None:
            self.sitting.stop()
            self.sitting = None
        page.session.project.close()
        self._stack.removeWidget(page)
        page.deleteLater()
        self._build_commands()
        self.setWindowTitle("annotator")
        self.project_actions.show_recent()

    def _follow(self, changes: Changes) -> None:
        if Kind.CODEBOOK in changes.kinds:
            self._build_commands()  # letters and slots come from the codebook
            self._drop_refused()
            if self.sitting is not None:
                self.sitting.take_schema()
        self._show_undo()
        self.codebook_actions.follow(changes)
        shared = Kind.DICTIONARY in changes.kinds and changes.op is not Op.LEARN_NAME
        if shared and self.sitting is not None:
            self.sitting.ask_anew()
        self.dictionary_actions.follow(changes)
        self.history_actions.follow(changes)
        if Kind.ARTICLE in changes.kinds:
            self.corpus_actions.offer_dates()

    def _remember_panes(self, page: CodingPage) -> None:
        self.settings.set("window/panes", page.panes.saveState())
        self.settings.set("window/queue_shown", page.queue_pane.isVisibleTo(page))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout, close the project, then go."""
        self.settings.set("window/geometry", self.saveGeometry())
        self.close_project()
        self.settings.sync()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Open the article to go on with once the window is there."""
        super().showEvent(event)
        self._held_keys.watch(self)
        QTimer.singleShot(0, self, self._first_article)

    def _first_article(self) -> None:
        if self.page is not None and self.page.session.article is None:
            self.page.open_first()
            self._drop_refused()

    def open_path(self, path: Path, coder: str = "", *, round_name: str = "") -> None:
        """Open a project file for a coder in a round; without a coder the window asks."""
        self.project_actions.open_path(path, coder, round_name=round_name)

    def say_problem(self, sentence: str) -> None:
        """Say what could not be done, where the user is looking."""
        if self.page is not None:
            self.page.banner.say(sentence, warning=True)
        else:
            self.start_page.say(sentence)

    def say_error(self, sentence: str, report: str) -> None:
        """Say that something went wrong; a bug offers its report."""
        page, known = self.page, self.project_actions.report
        if report and report == known and page is not None and page.banner.isVisible():
            return  # a bug met at every repaint is said once
        self.project_actions.report = report
        if page is None:
            self.start_page.say(sentence, report=bool(report))
            return
        offer = [("help.copy_report", self.tr("Copy the report"))] if report else []
        page.banner.say(sentence, *offer, warning=True)

    def follow_system(self) -> None:
        """Take on the desktop's light or dark look whenever it changes."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply_look, Qt.ConnectionType.QueuedConnection)


def _do_nothing() -> None:
    """What a command does that needs a project while none is open; it is greyed out then."""


# Commands that work on the start page too.
WITHOUT_PROJECT = frozenset(
    {
        "project.new",
        "project.open",
        "app.quit",
        "view.zoom_in",
        "view.zoom_out",
        "view.zoom_reset",
        "view.letters_larger",
        "view.letters_smaller",
        "view.column_wider",
        "view.column_narrower",
        "view.reading_reset",
        "view.menu",
        "view.mode",
        "view.preferences",
        "view.keys",
        "help.palette",
        "help.keys",
        "help.manual",
        "help.tour",
        "help.copy_report",
        "help.about",
    }
)
