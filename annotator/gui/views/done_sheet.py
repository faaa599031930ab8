"""The question before an article is done, where the codebook wants one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.domain.schema import Choice
from annotator.gui import plain_text
from annotator.gui.theme import Theme
from annotator.gui.views.choice_sheet import ChoiceSheet

_ANYWAY, _BACK = "anyway", "back"


class DoneSheet(ChoiceSheet):
    """Says what is asked about; Enter is done anyway, Escape goes back to the first of it."""

    confirmed = Signal()
    returned = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._asked = plain_text.label(name="doneAsked", wrap=True)
        self._layout.insertWidget(1, self._asked)
        self._hint.setText(self.tr("Enter or Ctrl+Enter: done · Esc goes back"))
        self.chosen.connect(self._answer)

    def ask_about(self, sentences: Sequence[str]) -> None:
        """Ask whether the article is done though this is so."""
        self._asked.setText("\n".join(f"•  {sentence}" for sentence in sentences))
        choices = (
            Choice(_ANYWAY, self.tr("Done anyway")),
            Choice(_BACK, self.tr("Go back and look")),
        )
        title = self.tr("Before this article is done")
        self.ask(title, choices)
        self.setAccessibleDescription(self._asked.text())
        self._list.setAccessibleDescription(self._asked.text())

    def on_key(self, event: QKeyEvent) -> bool:
        """As any choice; Escape is the second one."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            self.returned.emit()
            return True
        return super().on_key(event)

    def _answer(self, value: str) -> None:
        (self.confirmed if value == _ANYWAY else self.returned).emit()
