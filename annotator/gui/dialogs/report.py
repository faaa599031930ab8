"""What came of long work: sentences, and the rows that could not be taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from annotator.gui.dialogs.form import Form, text_label
from annotator.gui.theme import Theme


class ReportDialog(Form):
    """Sentences above, details below, and a button that copies both."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        title: str,
        sentences: Sequence[str],
        details: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, theme, title, width=560)
        self.setProperty("manual", "safety")
        self.report = "\n".join([*sentences, *details])
        for sentence in sentences:
            self.body.addWidget(text_label(sentence))
        if details:
            box = QPlainTextEdit("\n".join(details))
            box.setReadOnly(True)
            box.setMinimumHeight(self.room(200))
            self.field(self.tr("Details"), box)
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        self.buttons.insertWidget(0, copy)

    @classmethod
    def show_report(
        cls,
        parent: QWidget | None,
        theme: Theme,
        title: str,
        sentences: Sequence[str],
        details: Sequence[str] = (),
    ) -> None:
        """Show it beside the work; nothing waits for it."""
        cls(parent, theme, title, sentences, details).show_beside()
