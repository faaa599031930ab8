"""One of several codings that are looked at side by side, its events in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.domain.sentence import Run, plain
from annotator.gui.dialogs.form import scrolled, text_label
from annotator.gui.theme import CARD_RADIUS, NEAR, SMALL, STEP, THIN, TIGHT, Theme
from annotator.gui.views.runs_label import RunsLabel


@dataclass(frozen=True)
class ShownEvent:
    """An event in words; ``alike`` ones stand back, ``mark`` says why another does not."""

    words: tuple[Run, ...]
    alike: bool
    mark: str = ""


class CodingCard(QFrame):
    """A heading, what is said of the coding, and its events; those not alike stand out."""

    def __init__(
        self, theme: Theme, head: str, said: Sequence[str], events: Sequence[ShownEvent]
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("endCard")
        column = QVBoxLayout(self)
        edge = theme.px(STEP)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(NEAR))
        column.addWidget(text_label(head, "endHead"))
        column.addWidget(text_label(" · ".join(said), "endMade"))
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(NEAR))
        for event in events:
            lines.addWidget(self._line(event))
        if not events:
            lines.addWidget(text_label(self.tr("No events."), "endMade"))
        lines.addStretch(1)
        column.addWidget(scrolled(inside), 1)
        told = "; ".join(self._said(event) for event in events)
        self.setAccessibleName(f"{', '.join((head, *said))}: {told or self.tr('No events.')}")
        self._style()

    def _line(self, event: ShownEvent) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(TIGHT))
        words = RunsLabel()
        words.show_runs(event.words, self._theme, muted=event.alike)
        column.addWidget(words)
        if not event.alike:
            column.addWidget(text_label(self._mark(event), "endOnly"))
        return line

    def _mark(self, event: ShownEvent) -> str:
        return event.mark or self.tr("only here")

    def _said(self, event: ShownEvent) -> str:
        words = plain(event.words)
        return words if event.alike else f"{words} ({self._mark(event)})"

    def _style(self) -> None:
        t, px = self._theme.tokens, self._theme.px
        edge = f"{px(THIN)}px solid {t.line}"
        self.setStyleSheet(
            f"#endCard {{ background: {t.surface}; border: {edge};"
            f" border-radius: {px(CARD_RADIUS)}px; }}"
            f" #endHead {{ font-weight: 600; }} #endMade {{ color: {t.muted}; }}"
            f" #endOnly {{ color: {t.accent}; font-size: {px(SMALL)}px; }}"
        )
