"""Dates already decided that another publication date would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from annotator.gui import plain_text
from annotator.gui.dialogs.form import Form, scrolled
from annotator.gui.theme import NEAR, Theme

_WORDS = 40  # characters of a date's words before they are cut


@dataclass(frozen=True)
class DateRow:
    """One decided date: the words, what is stored, what they would mean now."""

    filler_id: int
    words: str
    old: str
    new: str


class DatesDialog(Form):
    """Lists them with a tick each; nothing changes without it."""

    def __init__(self, parent: QWidget | None, theme: Theme, rows: Sequence[DateRow]) -> None:
        super().__init__(
            parent, theme, "Dates to look at again", ok=self.tr("Change those ticked"), width=560
        )
        self.setProperty("manual", "dates")
        self.lead(
            self.tr("The publication date was changed. These words would now mean other days:")
        )
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(NEAR))
        self.boxes: dict[int, QCheckBox] = {}
        for row in rows:
            box = QCheckBox(
                plain_text.button(f"“{shortened(row.words)}”   {row.old}  →  {row.new}")
            )
            box.setToolTip(plain_text.tip(row.words))
            box.setChecked(True)
            self.boxes[row.filler_id] = box
            column.addWidget(box)
        if self.boxes:
            self.begin_at(next(iter(self.boxes.values())))
        column.addStretch(1)
        self.body.addWidget(scrolled(inner), 1)

    @classmethod
    def ask(cls, parent: QWidget | None, theme: Theme, rows: Sequence[DateRow]) -> set[int]:
        """The fillers to change; empty when it was called off."""
        dialog = cls(parent, theme, rows)
        if not dialog.run():
            return set()
        return {filler_id for filler_id, box in dialog.boxes.items() if box.isChecked()}


def shortened(words: str) -> str:
    """Words on one line, cut where they are long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _WORDS else f"{flat[: _WORDS - 1].rstrip()}…"
