"""A small sheet that asks from when to when something holds."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from annotator.domain import dates
from annotator.domain.values import DateKind
from annotator.gui.theme import Theme
from annotator.gui.views.floating_sheet import ENTER, FloatingSheet

_MOST = 100  # characters typed


def _tr(text: str) -> str:
    return QCoreApplication.translate("DaysSheet", text)


class DaysSheet(FloatingSheet):
    """One line such as "until 2024-12-08"; Enter keeps it, empty for always, Escape nothing."""

    written = Signal(object, object)  # first and last day, each None for an open end

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        self._line = QLineEdit()
        self._line.setMaxLength(_MOST)
        self._line.setPlaceholderText(_tr("until 2024-12-08, since 2020, 2019-05..2021-03"))
        super().__init__(self._line, "", parent, theme)
        keep = QPushButton(_tr("Keep"))
        keep.setProperty("primary", True)
        keep.setAutoDefault(True)
        keep.clicked.connect(self._write)
        self.footer.addWidget(keep)

    def ask(self, title: str) -> None:
        """Open with an empty line."""
        self._line.clear()
        self._hint.setText(_tr("From when to when; empty: always · Esc leaves it"))
        self.setFixedWidth(self._theme.px(460))
        self.open_with(title)

    def on_key(self, event: QKeyEvent) -> bool:
        """Keep the days on Enter."""
        if event.key() in ENTER:
            self._write()
            return True
        return super().on_key(event)

    def _write(self) -> None:
        days = read_days(self._line.text())
        if days is None:
            self._hint.setText(_tr("No days can be read from this; type until 2024-12-08"))
            return
        self.leave()
        self.written.emit(*days)


def read_days(typed: str) -> tuple[dt.date | None, dt.date | None] | None:
    """First and last day of what was typed, None for an open end; None where it says no days.

    Nothing typed is always.
    """
    words = " ".join(typed[:_MOST].split())
    if not words:
        return None, None
    found = dates.parse(words, None)
    if not found or found[0].kind is not DateKind.STATED:
        return None
    return found[0].start, found[0].end
