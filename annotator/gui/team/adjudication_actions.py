"""The commands of adjudication: they open the window, or act in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.gui.commands import Where, adjudication

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.team.adjudicating import Adjudicating

OPEN = "project.adjudicate"
EVERYWHERE = ("help.keys", "view.zoom_in", "view.zoom_out", "view.zoom_reset", "view.mode")


class AdjudicationActions:
    """Opens the window once, and hands its commands to it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.open: Adjudicating | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        names = [command.id for command in adjudication.COMMANDS if command.id != OPEN]
        made: dict[str, Callable[[], object]] = {OPEN: self.show}
        return made | {name: partial(self._run, name) for name in names}

    @property
    def places(self) -> list[QWidget]:
        """Where the keys of the window work."""
        return self.open.dialog.key_places if self.open is not None else []

    def _run(self, name: str) -> None:
        """Do what a command of the window does; without the window it opens."""
        if self.open is None:
            self.show()
        else:
            self.open.handlers()[name]()

    def show(self) -> None:
        """Open the window beside the work."""
        page = self.window.page
        if page is None:
            return
        if self.open is None:
            from annotator.gui.team.adjudicating import Adjudicating  # noqa: PLC0415 - rarely wanted

            self.open = shown = Adjudicating(self.window)
            shown.dialog.restoreGeometry(self.window.settings.get("adjudication/geometry"))
            shown.dialog.restore_panes(self.window.settings.get("adjudication/panes"))
            shown.dialog.finished.connect(self._forget)
            self._place_keys()
            self.take_keys()
            shown.dialog.show()
            shown.start()
        self.open.dialog.raise_()
        self.open.dialog.activateWindow()

    def _place_keys(self) -> None:
        for command in self.window.commands.values():
            if command.where is Where.ADJUDICATION:
                for widget in self.places:
                    widget.addAction(self.window.actions_by_id[command.id])

    def take_keys(self) -> None:
        """Name the keys in force, and let those work that do everywhere."""
        if self.open is None:
            return
        self.open.dialog.set_keys(self.window.key_names)
        for name in EVERYWHERE:
            self.open.dialog.addAction(self.window.actions_by_id[name])

    def _forget(self, *_: object) -> None:
        shown, self.open = self.open, None
        if shown is None:
            return
        settings = self.window.settings
        settings.set("adjudication/geometry", shown.dialog.saveGeometry())
        settings.set("adjudication/panes", shown.dialog.saved_panes())
        shown.stop()
        shown.dialog.deleteLater()
        shown.deleteLater()

    def close(self) -> None:
        """Close the window: the project goes."""
        if self.open is not None:
            self.open.dialog.close()
            self._forget()
