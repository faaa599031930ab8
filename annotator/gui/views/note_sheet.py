"""A small sheet to write a note or a question on, floating over the page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from annotator.gui.theme import Theme
from annotator.gui.views.floating_sheet import ENTER, FloatingSheet

MOST = 20_000  # characters of a note


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoteSheet", text)


class NoteSheet(FloatingSheet):
    """Plain text; Ctrl+Enter keeps it, Escape keeps nothing, an empty text removes the note."""

    written = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        super().__init__(self._text, _tr("Ctrl+Enter keeps it · Esc leaves it"), parent, theme)
        keep, cancel = QPushButton(_tr("Keep")), QPushButton(_tr("Cancel"))
        keep.setProperty("primary", True)
        for button in (keep, cancel):
            button.setAutoDefault(True)  # Enter presses it
        keep.clicked.connect(self._write)
        cancel.clicked.connect(self.leave)
        self.footer.addWidget(cancel)
        self.footer.addWidget(keep)
        self._text.textChanged.connect(self._cut)

    def ask(self, title: str, text: str = "") -> None:
        """Open with what was written before; ``written`` gives the new text."""
        self._text.setPlainText(text)
        self._text.selectAll()
        self.setFixedSize(self._theme.px(460), self._theme.px(230))
        self.open_with(title)

    def on_key(self, event: QKeyEvent) -> bool:
        """Keep the text on Ctrl+Enter."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in ENTER:
            self._write()
            return True
        return super().on_key(event)

    def _cut(self) -> None:
        text = self._text.toPlainText()
        if len(text) > MOST:
            self._text.setPlainText(text[:MOST])
            self._hint.setText(_tr("A note holds 20,000 characters; the rest was left out"))

    def _write(self) -> None:
        text = self._text.toPlainText().strip()
        self.leave()
        self.written.emit(text)
