"""A strip that shows how far long work is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from annotator.gui.theme import NEAR, ROOM, STEP, Theme
from annotator.gui.views.cut_label import CutLabel

_LABEL = 480  # pixels at 100 % that the words may take


class ProgressPanel(QFrame):
    """Hidden while nothing runs."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressPanel")
        self._label = CutLabel("progressLabel")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self._row.addWidget(self._bar, 1)
        self._row.addWidget(self._cancel)
        self.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        self._row.setContentsMargins(px(ROOM), px(NEAR), px(ROOM), px(NEAR))
        self._row.setSpacing(px(STEP))
        self._bar.setFixedHeight(px(NEAR))
        self._label.setMaximumWidth(px(_LABEL))
        self.setStyleSheet(
            f"#progressPanel {{ background: {t.surface}; border-bottom: 1px solid {t.line}; }}"
        )

    def start(self, label: str) -> None:
        """Show that work has begun."""
        self._label.show_text(label)
        self._bar.setAccessibleName(label)
        self._cancel.setEnabled(True)
        self.set_fraction(None)
        self.show()

    def set_fraction(self, fraction: float | None) -> None:
        """Say how far it is, 0 to 1; None while that is not known."""
        self._bar.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self._bar.setValue(round(1000 * fraction))

    def finish(self) -> None:
        """Hide it again."""
        self.hide()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._label.show_text(self.tr("Stopping…"))
        self.cancelled.emit()
