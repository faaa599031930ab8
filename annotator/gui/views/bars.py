"""The bars above and below the panes: where one is, what was saved, what would be undone."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.gui import icons, plain_text
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.spoken import Role
from annotator.gui.theme import (
    ICON,
    NEAR,
    ROOM,
    ROW_RADIUS,
    SMALL,
    SMALL_ICON,
    STEP,
    TIGHT,
    UI,
    WIDE,
    Theme,
)
from annotator.gui.views.command_buttons import CommandButtons
from annotator.gui.views.cut_label import CutLabel
from annotator.gui.views.key_button import KeyButton
from annotator.gui.views.pressable import make_pressable

_STATUS = WIDE + TIGHT  # height of the status bar in pixels at 100 %
_UNDO = 44  # characters of what would be undone before they are cut


def _label(name: str, accessible: str) -> QLabel:
    label = plain_text.label("", name)
    label.setAccessibleName(accessible)
    return label


def _cut_label(name: str, accessible: str) -> CutLabel:
    label = CutLabel(name)
    label.setAccessibleName(accessible)
    return label


class TopBar(QFrame):
    """Project, round, place in the queue, and the ways to every command."""

    spoken_as = Role.ToolBar

    command_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.menu_button = QToolButton()
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setAccessibleName(self.tr("Menu"))
        make_pressable(self.menu_button)
        self._title = _cut_label("topTitle", self.tr("Project"))
        self._round = _label("topRound", self.tr("Round"))
        self._mode = _label("topMode", self.tr("Mode"))
        self._mode.hide()
        self._place = _label("topPlace", self.tr("Place in the queue"))
        self._palette = self._button(
            "help.palette", self.tr("Search or run a command"), theme, "search"
        )
        self._keys = self._button("help.keys", self.tr("keys"), theme)
        self._row = QHBoxLayout(self)
        self._view = CommandButtons(("view.queue",), theme)
        self._edit = CommandButtons(("edit.undo", "edit.redo", "event.new"), theme)
        self._back = CommandButtons(("article.previous",), theme)
        self._on = CommandButtons(("article.next", "article.done"), theme)
        self._groups = (self._view, self._edit, self._back, self._on)
        for group in self._groups:
            group.command_requested.connect(self.command_requested)
        left: list[QWidget] = [self.menu_button, self._view, self._edit]
        left += [self._title, self._round, self._mode]
        for widget in left:
            self._row.addWidget(widget)
        self._row.addStretch(1)
        right: list[QWidget] = [self._back, self._place, self._on, self._palette, self._keys]
        for widget in right:
            self._row.addWidget(widget)
        self.set_keys(default_names())
        self.set_theme(theme)

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._palette.set_key(names.of("help.palette"))
        self._keys.set_key(names.of("help.keys"))
        for group in self._groups:
            group.set_keys(names)
        self.menu_button.setToolTip(names.tip(self.tr("All commands"), "view.menu"))

    def _button(self, command_id: str, text: str, theme: Theme, drawing: str = "") -> KeyButton:
        button = KeyButton(text, "", theme, drawing=drawing, quiet=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.command_requested.emit(command_id))
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        self._row.setContentsMargins(px(NEAR), px(NEAR), px(ROOM), px(NEAR))
        self._row.setSpacing(px(STEP))
        self._margins, self._least_title = px(WIDE), px(90)
        self.menu_button.setIcon(icons.icon("menu", theme.color("text"), px(ICON)))
        self.menu_button.setIconSize(QSize(px(ICON), px(ICON)))
        for part in (self._palette, self._keys, *self._groups):
            part.set_theme(theme)
        chip = (
            f"border: 1px solid {t.line}; border-radius: {px(ROW_RADIUS)}px;"
            f" padding: {px(TIGHT)}px {px(NEAR)}px;"
        )
        self.setStyleSheet(
            f"#topBar {{ background: {t.surface}; border-bottom: 1px solid {t.line}; }}"
            f" #topTitle {{ font-weight: 600; font-size: {px(UI)}px; }}"
            f" #topRound {{ color: {t.muted}; {chip} }}"
            f" #topMode {{ color: {t.warning}; {chip} border-color: {t.warning}; }}"
            f" QToolButton::menu-indicator {{ image: none; }}"
        )
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words away where there is no room for all of them."""
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """It never keeps the window from getting narrow."""
        return QSize(0, super().minimumSizeHint().height())

    def _make_room(self) -> None:
        """Where all does not fit, the title is cut, then words go that a tool tip says too."""
        parts: list[QWidget] = [self.menu_button, *self._groups, self._place]
        parts += [self._mode] if self._mode.text() else []
        taken = sum(part.sizeHint().width() for part in parts)
        taken += self._row.spacing() * (len(parts) + 4) + self._margins
        left = self.width() - taken - self._least_title
        for button in (self._palette, self._keys):
            left -= button.bare_width
        for button in (self._palette, self._keys):
            button.show_words(left > button.words_width)
            left -= button.words_width if left > button.words_width else 0
        self._round.setVisible(bool(self._round.text()) and left > self._round.sizeHint().width())

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Grey out what cannot be done now."""
        for group in self._groups:
            group.follow(actions)

    def show_project(self, title: str, round_name: str, mode: str = "", packet: str = "") -> None:
        """Name the project and the round; ``mode`` marks reading only, ``packet`` whose it is."""
        self._title.show_text(title)
        named = self.tr("round: {}").format(round_name)
        self._round.setText(f"{packet} · {named}" if packet else named)
        self._mode.setText(mode)
        self._mode.setVisible(bool(mode))
        self._make_room()

    def show_place(self, number: int, total: int) -> None:
        """Say which article of how many is open; 0 of 0 says nothing."""
        text = self.tr("Article {} of {}").format(f"{number:,}", f"{total:,}") if total else ""
        if text != self._place.text():
            self._place.setText(text)
            self._make_room()


class StatusLine(QFrame):
    """Coder, what was saved and when, what undo would undo; progress; who suggests."""

    spoken_as = Role.StatusBar

    command_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._coder = _label("statusCoder", self.tr("Coder"))
        self._check = _label("statusCheck", "")
        self._check.hide()
        self._saved = _label("statusSaved", self.tr("Saved"))
        self._undo = QToolButton()
        self._undo.setObjectName("statusUndo")
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._undo.clicked.connect(lambda: self.command_requested.emit("edit.undo"))
        self._undo.hide()
        self._undo_label: str | None = None
        self._names = default_names()
        self._about_progress = ""  # how it is counted
        self._message = _cut_label("statusMessage", self.tr("Message"))
        self._progress = QToolButton()
        self._progress.setObjectName("statusProgress")
        self._progress.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._progress.clicked.connect(lambda: self.command_requested.emit("view.progress"))
        self._pipeline = _cut_label("statusPipeline", self.tr("Who suggests"))
        self._conflicts = QToolButton()
        self._conflicts.setObjectName("statusConflicts")
        self._conflicts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._conflicts.clicked.connect(lambda: self.command_requested.emit("project.conflicts"))
        self._conflicts.hide()
        self._saved_row = QHBoxLayout()
        self._saved_row.addWidget(self._check)
        self._saved_row.addWidget(self._saved)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._coder)
        self._row.addLayout(self._saved_row)
        self._row.addWidget(self._undo)
        self._row.addWidget(self._message, 1)
        self._row.addWidget(self._conflicts)
        self._row.addWidget(self._progress)
        self._row.addWidget(self._pipeline)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        self._row.setContentsMargins(px(ROOM), px(TIGHT), px(ROOM), px(TIGHT))
        self._row.setSpacing(px(WIDE))
        self._saved_row.setSpacing(px(TIGHT))
        self._theme = theme
        self.setFixedHeight(px(_STATUS))
        ratio = self.devicePixelRatioF()
        self._check.setPixmap(
            icons.pixmap("check", theme.color("good"), px(SMALL_ICON), ratio=ratio)
        )
        self.setStyleSheet(
            f"#statusLine {{ background: {t.surface}; border-top: 1px solid {t.line}; }}"
            f" QLabel, QToolButton {{ color: {t.muted}; font-size: {px(SMALL)}px; }}"
            f" #statusSaved {{ color: {t.good}; }} #statusMessage {{ color: {t.warning}; }}"
            f" #statusUndo, #statusProgress, #statusConflicts {{ border: none; padding: 0; }}"
            f" #statusUndo:hover, #statusProgress:hover, #statusConflicts:hover {{ color: {t.text};"
            f" background: transparent; }}"
        )

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._names = names
        self._tip_undo()
        self._tip_progress()
        self._tip_conflicts()

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

    @property
    def undo_text(self) -> str:
        """What is said of the edit that undo would take back, whole."""
        return self.tr("Undo: {}").format(self._undo_label) if self._undo_label else ""

    def show_coder(self, name: str) -> None:
        """Name the coder."""
        self._coder.setText(name)

    def show_saved(self, clock: str) -> None:
        """Say that everything is on disk since this time of day; empty: nothing saved yet."""
        text = f"{self.tr('saved')} {clock}" if clock else ""
        if text != self._saved.text():
            self._saved.setText(text)
            self._check.setVisible(bool(clock))

    def show_undo(self, label: str | None) -> None:
        """Say what undo would take back."""
        if label == self._undo_label:
            return
        self._undo_label = label
        self._undo.setText(plain_text.button(self._short_undo))
        self._undo.setAccessibleName(self._whole_undo)
        self._tip_undo()
        self._undo.setVisible(bool(label))
        self._make_room()

    @property
    def _whole_undo(self) -> str:
        return " ".join(self.undo_text.split())

    @property
    def _short_undo(self) -> str:
        text = self._whole_undo
        return text if len(text) <= _UNDO else f"{text[: _UNDO - 1].rstrip()}…"

    def _lengthen_undo(self, room: int) -> None:
        """Say as much of what undo takes back as fits into so many pixels more."""
        short, metrics = self._short_undo, self._undo.fontMetrics()
        wide = metrics.horizontalAdvance(short) + max(0, room)
        whole = metrics.elidedText(self._whole_undo, Qt.TextElideMode.ElideRight, wide)
        text = plain_text.button(whole if len(whole) > len(short) else short)
        if text != self._undo.text():
            self._undo.setText(text)

    def _tip_undo(self) -> None:
        text = self._names.tip(self.undo_text, "edit.undo") if self._undo_label else ""
        self._undo.setToolTip(plain_text.tip(text))
        self._undo.setAccessibleDescription(self._names.of("edit.undo"))

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one clears it."""
        if sentence != self._message.text():
            self._message.show_text(sentence)
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let a sentence have its room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where all does not fit, a sentence goes before who suggests, and before progress."""
        always: list[QWidget] = [self._coder, self._saved, self._progress]
        always += [self._conflicts] if self._conflicts.text() else []
        taken = sum(widget.sizeHint().width() for widget in always)
        taken += self._undo_width
        left = self.width() - taken - 6 * self._row.spacing() - self._theme.px(48)
        wanted = self._message.sizeHint().width() if self._message.text() else 0
        self._pipeline.setVisible(not wanted or left - self._pipeline.sizeHint().width() > wanted)
        self._progress.setVisible(not wanted or left > wanted)
        if self._undo_label:
            left -= self._pipeline.sizeHint().width() if not self._pipeline.isHidden() else 0
            self._lengthen_undo(left - wanted)

    @property
    def _undo_width(self) -> int:
        """Of the button with its short words."""
        if not self._undo_label:
            return 0
        metrics = self._undo.fontMetrics()
        more = metrics.horizontalAdvance(self._undo.text().replace("&&", "&"))
        return self._undo.sizeHint().width() - more + metrics.horizontalAdvance(self._short_undo)

    def show_progress(self, text: str, about: str = "") -> None:
        """Show the coder's own progress; ``about`` says how it is counted."""
        self._about_progress = about
        self._tip_progress()
        self._progress.setAccessibleDescription(about)
        if text != self._progress.text():
            self._progress.setText(plain_text.button(text))
            self._progress.setAccessibleName(self.tr("Own progress: {}").format(text))

    def _tip_progress(self) -> None:
        days = self._names.tip(self.tr("Own progress by day"), "view.progress")
        lines = [days, *([self._about_progress] if self._about_progress else [])]
        self._progress.setToolTip(plain_text.tip("\n".join(lines)))

    def show_conflicts(self, number: int) -> None:
        """Say quietly how many codings have two states to choose between; 0 says nothing."""
        several = self.tr("{} conflicts").format(f"{number:,}")
        text = {0: "", 1: self.tr("1 conflict")}.get(number, several)
        if text != self._conflicts.text():
            self._conflicts.setText(text)
            self._conflicts.setAccessibleName(text)
            self._conflicts.setVisible(bool(text))
            self._make_room()

    def _tip_conflicts(self) -> None:
        words = self.tr("Codings that were gone on with in two files: choose")
        self._conflicts.setToolTip(plain_text.tip(self._names.tip(words, "project.conflicts")))

    def show_pipeline(self, text: str) -> None:
        """Say who suggests, or why there are no highlights."""
        self._pipeline.show_text(text)
        self._make_room()
