"""Help: the manual at the page of what has the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.theme import Theme

if TYPE_CHECKING:
    from annotator.gui.dialogs.manual import ManualWindow
    from annotator.gui.main_window import MainWindow

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

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every helping command's handler by command id."""
        return {"help.manual": self.open_manual}

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

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        if self.manual is not None:
            self.manual.set_theme(theme)
