"""The commands about what is seen: zoom, light and dark, panes, palette, key sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.about import AboutDialog
from annotator.gui.dialogs.key_sheet import KeySheet
from annotator.gui.dialogs.keys_page import KeysPage
from annotator.gui.dialogs.palette import Palette
from annotator.gui.dialogs.preferences import PreferencesDialog
from annotator.gui.dialogs.progress import ProgressDialog
from annotator.gui.key_choice import KeyChoice, readable
from annotator.gui.reading_look import ReadingLook
from annotator.gui.theme import Mode
from annotator.gui.views.tour_panel import TourPanel
from annotator.storage import reads
from annotator.storage.queue_filter import progress_by_day

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

ZOOMS = (100, 110, 125, 150, 175, 200)
RECENT, RECENT_KEPT = "palette/recent", 6


class ViewActions:
    """The handlers of everything that changes only what is on screen."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every viewing command's handler by command id."""
        return {
            "view.queue": self.fold_queue,
            "view.next_pane": lambda: self.step_pane(1),
            "view.previous_pane": lambda: self.step_pane(-1),
            "view.zoom_in": lambda: self.step_zoom(1),
            "view.zoom_out": lambda: self.step_zoom(-1),
            "view.zoom_reset": lambda: self._set_zoom(ZOOMS[0]),
            **ReadingLook(self.window).handlers(),
            "view.mode": self.step_mode,
            "view.preferences": self.preferences,
            "view.keys": self.change_keys,
            "view.menu": self.open_menu,
            "view.progress": self.progress,
            "help.palette": self.palette,
            "help.keys": self.keys,
            "help.about": lambda: AboutDialog.show_about(self.window, self.window.theme),
            "app.quit": self.window.close,
        }

    def fold_queue(self) -> None:
        """Fold the queue away, or bring it back."""
        page = self.window.page
        if page is not None:
            page.queue_pane.setVisible(not page.queue_pane.isVisible())
            if not page.queue_pane.isVisible():
                page.focus_article()

    def step_pane(self, step: int) -> None:
        """Give the keyboard to the next or the previous pane."""
        page = self.window.page
        if page is None:
            return
        panes: list[QWidget] = [page.queue_pane, page.article_pane, page.events_pane]
        panes += [*page.findChildren(TourPanel), page.banner]  # last: the way to others stays
        panes = [pane for pane in panes if pane.isVisible()]
        focused = page.focusWidget()
        at = next((i for i, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)), 0)
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_zoom(self, step: int) -> None:
        """Make everything larger or smaller by one step."""
        now = self.window.settings.get("look/zoom")
        at = min(range(len(ZOOMS)), key=lambda index: abs(ZOOMS[index] - now))
        self._set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, at + step))])

    def _set_zoom(self, percent: int) -> None:
        self.window.settings.set("look/zoom", percent)
        self.window.apply_look()
        if self.window.page is not None:
            self.window.page.session.said.emit(self.window.tr("Size {} %").format(percent))

    def step_mode(self) -> None:
        """Go from light to dark to what the desktop says."""
        order = [Mode.LIGHT, Mode.DARK, Mode.SYSTEM]
        now = self.window.settings.get("look/mode")
        at = order.index(Mode(now)) if now in set(order) else -1
        mode = order[(at + 1) % len(order)]
        self.window.settings.set("look/mode", mode.value)
        self.window.apply_look()
        names = {
            Mode.LIGHT: self.window.tr("light"),
            Mode.DARK: self.window.tr("dark"),
            Mode.SYSTEM: self.window.tr("as the desktop"),
        }
        if self.window.page is not None:
            said = self.window.tr("Look: {}").format(names[mode])
            self.window.page.session.said.emit(said)

    def open_menu(self) -> None:
        """Open the menu of all commands, for the arrows and letters."""
        page = self.window.page
        menu = page.top_bar.menu_button.menu() if page is not None else None
        if page is not None and menu is not None:
            button = page.top_bar.menu_button
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def preferences(self) -> None:
        """Open the preferences; each change shows at once."""
        PreferencesDialog.ask(
            self.window,
            self.window.theme,
            self.window.settings,
            self.window.apply_look,
            self.change_keys,
        )

    def change_keys(self) -> None:
        """Open the page of keys; each change takes effect at once."""
        window = self.window
        schema = window.page.session.schema if window.page else None
        choice = KeyChoice(schema, readable(window.settings.chosen_keys()), window.take_keys)
        KeysPage.ask(window, window.theme, choice)

    def progress(self) -> None:
        """Show the coder's own progress by day."""
        page = self.window.page
        if page is not None:
            connection, desk = page.session.project.connection, page.session.desk
            days, whole = progress_by_day(connection, desk), reads.progress(connection, desk)
            ProgressDialog.show_days(self.window, self.window.theme, days, whole)

    def palette(self) -> None:
        """Search all commands by words and run one."""
        able = {
            command_id
            for command_id, action in self.window.actions_by_id.items()
            if action.isEnabled()
        }
        commands = list(self.window.commands.values())
        recent = self.window.settings.get(RECENT)
        palette = Palette(self.window, self.window.theme, commands, able, recent=recent)
        palette.chosen.connect(self._remember)
        palette.closed.connect(self._keep_keyboard)
        palette.chosen.connect(self.window.run_command, Qt.ConnectionType.QueuedConnection)
        palette.open()

    def _keep_keyboard(self) -> None:
        """Give the keyboard to the text where what had it before is gone."""
        page, focused = self.window.page, self.window.focusWidget()
        if page is not None and (focused is None or not focused.isVisible()):
            page.focus_article()

    def _remember(self, command_id: str) -> None:
        """Offer a command first when the palette is opened the next time."""
        others = [name for name in self.window.settings.get(RECENT) if name != command_id]
        self.window.settings.set(RECENT, [command_id, *others][:RECENT_KEPT])

    def keys(self) -> None:
        """Show every key."""
        sheet = KeySheet(self.window, self.window.theme, list(self.window.commands.values()))
        sheet.change_requested.connect(self.change_keys, Qt.ConnectionType.QueuedConnection)
        sheet.open()
