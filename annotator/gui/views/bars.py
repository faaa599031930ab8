"""The bars above and below the panes: where one is, what was saved, what would be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.gui.theme import ROW_RADIUS, SMALL, UI, Theme


def _label(name: str, accessible: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAccessibleName(accessible)
    return label


class TopBar(QFrame):
    """Project, round, place in the queue, and the ways to every command."""

    command_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.menu_button = QToolButton()
        self.menu_button.setText("☰")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setToolTip(self.tr("All commands (F10)"))
        self.menu_button.setAccessibleName(self.tr("Menu"))
        self._title = _label("topTitle", self.tr("Project"))
        self._round = _label("topRound", self.tr("Round"))
        self._mode = _label("topMode", self.tr("Mode"))
        self._mode.hide()
        self._place = _label("topPlace", self.tr("Place in the queue"))
        self._palette = self._button("help.palette", self.tr("Search or run a command"), "Ctrl K")
        self._keys = self._button("help.keys", self.tr("keys"), "?")
        self._row = QHBoxLayout(self)
        for widget in (self.menu_button, self._title, self._round, self._mode):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for widget in (self._place, self._palette, self._keys):
            self._row.addWidget(widget)
        self.set_theme(theme)

    def _button(self, command_id: str, text: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setText(f"{text}   {key}")
        button.setObjectName("topButton")
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({key.replace(' ', '+')})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.command_requested.emit(command_id))
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        self._row.setContentsMargins(px(8), px(6), px(16), px(6))
        self._row.setSpacing(px(12))
        chip = (
            f"border: 1px solid {t.line}; border-radius: {px(ROW_RADIUS)}px;"
            f" padding: {px(4)}px {px(10)}px;"
        )
        self.setStyleSheet(
            f"#topBar {{ background: {t.surface}; border-bottom: 1px solid {t.line}; }}"
            f" #topTitle {{ font-weight: 600; }}"
            f" #topRound {{ color: {t.muted}; {chip} }}"
            f" #topMode {{ color: {t.warning}; {chip} border-color: {t.warning}; }}"
            f" #topButton {{ color: {t.muted}; {chip} }}"
            f" #topButton:hover {{ background: {t.accent_soft}; }}"
            f" #topButton:focus {{ border-color: {t.accent}; }}"
            f" QToolButton::menu-indicator {{ image: none; }}"
            f" QToolButton {{ font-size: {px(UI)}px; }}"
        )

    def show_project(self, title: str, round_name: str, mode: str = "") -> None:
        """Name the project and the round; ``mode`` marks reading only and the like."""
        self._title.setText(title)
        self._round.setText(self.tr("round: {}").format(round_name))
        self._mode.setText(mode)
        self._mode.setVisible(bool(mode))

    def show_place(self, number: int, total: int) -> None:
        """Say which article of how many is open; 0 of 0 says nothing."""
        text = self.tr("Article {} of {}").format(number, f"{total:,}") if total else ""
        self._place.setText(text)


class StatusLine(QFrame):
    """Coder, what was saved and when, what undo would undo; progress; who suggests."""

    command_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._coder = _label("statusCoder", self.tr("Coder"))
        self._saved = _label("statusSaved", self.tr("Saved"))
        self._undo = QToolButton()
        self._undo.setObjectName("statusUndo")
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._undo.setToolTip(self.tr("Take this edit back (Ctrl+Z)"))
        self._undo.clicked.connect(lambda: self.command_requested.emit("edit.undo"))
        self._message = _label("statusMessage", self.tr("Message"))
        self._progress = _label("statusProgress", self.tr("Own progress"))
        self._pipeline = _label("statusPipeline", self.tr("Who suggests"))
        self._row = QHBoxLayout(self)
        for widget in (self._coder, self._saved, self._undo):
            self._row.addWidget(widget)
        self._row.addWidget(self._message, 1)
        for widget in (self._progress, self._pipeline):
            self._row.addWidget(widget)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        self._row.setContentsMargins(px(16), px(3), px(16), px(3))
        self._row.setSpacing(px(20))
        self.setFixedHeight(px(28))
        self.setStyleSheet(
            f"#statusLine {{ background: {t.surface}; border-top: 1px solid {t.line}; }}"
            f" QLabel, QToolButton {{ color: {t.muted}; font-size: {px(SMALL + 1)}px; }}"
            f" #statusSaved {{ color: {t.good}; }} #statusMessage {{ color: {t.warning}; }}"
            f" #statusUndo {{ border: none; padding: 0; }}"
            f" #statusUndo:hover {{ color: {t.text}; background: transparent; }}"
        )

    @property
    def saved_text(self) -> str:
        """What is said of the last save."""
        return self._saved.text()

    @property
    def message(self) -> str:
        """The sentence shown."""
        return self._message.text()

    @property
    def pipeline_text(self) -> str:
        """What is said of who suggests."""
        return self._pipeline.text()

    def show_coder(self, name: str) -> None:
        """Name the coder."""
        self._coder.setText(name)

    def show_saved(self, clock: str) -> None:
        """Say that everything is on disk since this time of day; empty: nothing saved yet."""
        self._saved.setText(f"✓ {self.tr('saved')} {clock}" if clock else "")

    def show_undo(self, label: str | None) -> None:
        """Say what undo would take back."""
        self._undo.setText(self.tr("Undo: {}").format(label) if label else "")
        self._undo.setVisible(bool(label))

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one clears it."""
        self._message.setText(sentence)
        self._message.setToolTip(sentence)

    def show_progress(self, text: str) -> None:
        """Show the coder's own progress."""
        self._progress.setText(text)

    def show_pipeline(self, text: str) -> None:
        """Say who suggests, or why there are no highlights."""
        self._pipeline.setText(text)
        self._pipeline.setToolTip(text)
