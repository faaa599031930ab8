"""The keys of one command: pressed anew, added, taken away, reset."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.gui import plain_text
from annotator.gui.commands import Command
from annotator.gui.dialogs.form import text_label
from annotator.gui.key_choice import KeyChoice
from annotator.gui.key_names import key_text
from annotator.gui.theme import CARD_RADIUS, NEAR, ROOM, STEP, Theme
from annotator.gui.views.flow_layout import FlowLayout
from annotator.gui.views.key_capture import KeyCapture


class KeyPanel(QWidget):
    """Shows one command; a key that another command has can be taken from there."""

    left = Signal()  # the keyboard may go back to the list
    changed = Signal()

    def __init__(self, choice: KeyChoice, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._choice, self._theme = choice, theme
        self._command: Command | None = None
        self._wanted = ("", "")  # the key to be replaced, and the one that another command has
        self._build()
        self.set_theme(theme)

    def _build(self) -> None:
        self._name = text_label("", "formLabel")
        self._help = text_label("", "formHelp")
        self._keys = QWidget()
        self._key_row = FlowLayout()
        frame = QVBoxLayout(self._keys)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addLayout(self._key_row)
        self.captures: list[KeyCapture] = []
        self.reset_button = QPushButton(self.tr("Reset"))
        self.reset_button.setToolTip(self.tr("Give this command its own keys back"))
        self.reset_button.clicked.connect(self._reset)
        self._said = text_label("", "formProblem")
        self.take_button = QPushButton(self.tr("Take it from there"))
        self.take_button.setProperty("primary", True)
        self.take_button.clicked.connect(self._take_from)
        self.leave_button = QPushButton(self.tr("Leave it there"))
        self.leave_button.clicked.connect(self._leave_it)
        for button in (self.reset_button, self.take_button, self.leave_button):
            button.setAutoDefault(False)
            button.installEventFilter(self)
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._keys, 1)
        top.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._said, 1)
        below.addWidget(self.leave_button)
        below.addWidget(self.take_button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._name)
        self._column.addWidget(self._help)
        self._column.addLayout(top)
        self._column.addLayout(below)
        self._rows = (top, below)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._column.setContentsMargins(px(ROOM), px(STEP), px(ROOM), px(STEP))
        self._column.setSpacing(px(NEAR))
        for row in self._rows:
            row.setSpacing(px(NEAR))
        for capture in self.captures:
            capture.set_theme(theme)
        self.setMinimumHeight(px(118))
        self.setStyleSheet(
            f"#keyPanel {{ background: {t.surface}; border: 1px solid {t.line};"
            f" border-radius: {px(CARD_RADIUS)}px; }}"
        )

    def show_command(self, command: Command | None) -> None:
        """Show a command and its keys; None: nothing."""
        self._command = command
        self._say("")
        self._name.setText(command.label.rstrip("…") if command else "")
        self._help.setText(command.help if command else self.tr("No command fits these words."))
        self._help.setVisible(bool(self._help.text()))
        self._show_keys(command)

    def _show_keys(self, command: Command | None) -> None:
        for old in self.captures:
            self._key_row.removeWidget(old)
            old.hide()
            old.deleteLater()
        shown = {key_text(key): key for key in reversed(command.keys)} if command else {}
        keys = [*reversed(shown.values()), ""] if command else []
        self.captures = [self._capture(key) for key in keys]
        self.reset_button.setVisible(command is not None)
        self.reset_button.setEnabled(command is not None and self._choice.is_changed(command.id))

    def _capture(self, key: str) -> KeyCapture:
        spoken = self._command.label.rstrip("…") if self._command else ""
        capture = KeyCapture(key, spoken, self._theme, self._keys)
        capture.captured.connect(self._want)
        capture.removed.connect(self._take_away)
        capture.installEventFilter(self)
        self._key_row.addWidget(capture)
        capture.show()
        return capture

    def begin(self) -> None:
        """Wait for a key in the place of the first one."""
        if self.captures:
            self.captures[0].wait()

    @property
    def said(self) -> str:
        """What stands against the key pressed last."""
        return self._said.text()

    # --- what is pressed -----------------------------------------------------------------------

    def _want(self, old: str, key: str) -> None:
        command = self._command
        if command is None:
            return
        problem = self._choice.problem(command.id, key)
        holder = self._choice.holder(command.id, key)
        if problem:
            self._say(f"{key_text(key)}: {problem}")
        elif holder is not None:
            self._wanted = (old, key)
            held = self.tr("{} is the key of “{}”.")
            self._say(held.format(key_text(key), holder.label.rstrip("…")), ask=True)
        else:
            self._choice.give(command.id, key, instead_of=old)
            self._tell()

    def _take_from(self) -> None:
        """Let this command have the key that another one had."""
        old, key = self._wanted
        if self._command is not None and key:
            self._choice.give(self._command.id, key, instead_of=old)
            self._tell()

    def _leave_it(self) -> None:
        self._say("")
        self.left.emit()

    def _take_away(self, key: str) -> None:
        if self._command is not None:
            self._choice.take_away(self._command.id, key)
            self._tell()

    def _reset(self) -> None:
        if self._command is not None:
            self._choice.reset(self._command.id)
            self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.left.emit()

    def _say(self, sentence: str, *, ask: bool = False) -> None:
        self._said.setText(sentence)
        self._said.setAccessibleName(sentence)
        if not ask:
            self._wanted = ("", "")
        for button in (self.take_button, self.leave_button):
            button.setVisible(ask)
        if ask:
            self.take_button.setAccessibleDescription(plain_text.button(sentence))
            self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape goes back to the list; Enter presses a button, once however long it is held."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            waiting = isinstance(watched, KeyCapture) and watched.waiting
            if event.key() == Qt.Key.Key_Escape and not waiting:
                self._leave_it()
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and isinstance(watched, QPushButton) and not isinstance(watched, KeyCapture):
                if not event.isAutoRepeat():
                    watched.click()
                return True
        return super().eventFilter(watched, event)
