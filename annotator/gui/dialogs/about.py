"""Which program this is, and whose work it stands on."""

from __future__ import annotations

import platform

from PySide6 import __version__ as pyside_version
from PySide6.QtWidgets import QWidget

from annotator import __version__
from annotator.gui.dialogs.form import Form
from annotator.gui.theme import Theme


class AboutDialog(Form):
    """Version, licence, credits."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme, f"annotator {__version__}", width=460)
        self.setProperty("manual", "start")
        self.lead(self.tr("Code political events in news articles: who did what to whom,"
                          " where and when."))  # fmt: skip
        self.lead(
            self.tr(
                "MIT licence. Works offline; nothing you code leaves this machine. The window is"
                " made with Qt for Python (LGPL), suggestions with spaCy, storage with SQLite."
            )
        )
        versions = f"Python {platform.python_version()} · PySide6 {pyside_version}"
        self.lead(f"{versions} · {platform.platform()}")

    @classmethod
    def show_about(cls, parent: QWidget | None, theme: Theme) -> None:
        """Show it."""
        cls(parent, theme).show_beside()
