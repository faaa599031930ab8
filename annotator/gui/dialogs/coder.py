"""Who codes? Asked when a project is opened without a coder, and remembered per project."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QCompleter, QWidget

from annotator.gui.dialogs.form import Form, line
from annotator.gui.theme import Theme

_VALID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


class CoderDialog(Form):
    """Asks for a coder's short id, offering those the project knows."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, coders: list[str], remembered: str
    ) -> None:
        super().__init__(parent, theme, "Who is coding?", ok=self.tr("Start"), width=420)
        self.lead(
            self.tr("Your decisions are kept under this short id; you see and undo only your own.")
        )
        self.name = line(remembered, "ann")
        if coders:
            self.name.setCompleter(QCompleter(coders, self))
        known = self.tr("Known here: {}").format(", ".join(coders)) if coders else ""
        self.field(self.tr("Coder"), self.name, known)
        self.name.selectAll()

    def check(self) -> bool:
        """A short id has no blanks and fits into file names."""
        wrong = not _VALID.fullmatch(self.name.text().strip())
        sentence = self.tr(
            "1 to 32 letters, digits, - _ or . and a letter or digit first; for example “ann”."
        )
        self.complain(self.name, sentence if wrong else "")
        return not wrong

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, coders: list[str], remembered: str
    ) -> str | None:
        """The coder's short id, None when nobody was named."""
        dialog = cls(parent, theme, coders, remembered)
        return dialog.name.text().strip() if dialog.run() else None
