"""The page where each command is given the keys one likes; every change takes effect at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from annotator.domain.errors import KnownError
from annotator.gui import key_file
from annotator.gui.dialogs.form import Form, line, text_label
from annotator.gui.dialogs.key_list import KeyList
from annotator.gui.dialogs.key_panel import KeyPanel
from annotator.gui.key_choice import KeyChoice
from annotator.gui.key_names import says_refused
from annotator.gui.theme import Theme
from annotator.gui.views.floating_sheet import ENTER

_BESIDE = 400  # pixels at 100 % of everything on the page but the list
_NAMED = 3  # unknown commands of a file that are named


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeysPage", text)


class KeysPage(Form):
    """A field to find a command, the commands by menu, and the keys of the current one."""

    def __init__(self, parent: QWidget | None, theme: Theme, choice: KeyChoice) -> None:
        super().__init__(parent, theme, _tr("Change keys"), width=640)
        self.setProperty("manual", "commands")
        self.choice = choice
        self.search = line(placeholder=_tr("Search: “event”, “undo”, “Ctrl” …"))
        self.search.setClearButtonEnabled(True)
        self.field("", self.search)
        self.search.setAccessibleName(_tr("Search commands"))
        self.search.installEventFilter(self)
        self.list = KeyList(theme)
        self.list.setMinimumHeight(self._list_height(theme))
        self.body.addWidget(self.list, 1)
        self.panel = KeyPanel(choice, theme)
        self.body.addWidget(self.panel)
        self.said = text_label("", "formHelp")
        self.body.addWidget(self.said)
        self._build_buttons()
        self.search.textChanged.connect(self._show)
        self.list.command_chosen.connect(self._show_command)
        self.list.change_requested.connect(lambda _: self.panel.begin())
        self.panel.changed.connect(self._show_change)
        self.panel.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._say("")
        self._show()

    def _build_buttons(self) -> None:
        self.reset_button = self._button(_tr("Reset all"), self._reset_all)
        self.back_button = self._button(_tr("Take back"), self._take_back)
        self.save_button = self._button(_tr("Save…"), self._save)
        self.load_button = self._button(_tr("Load…"), self._load)
        self.save_button.setToolTip(_tr("Save the keys you changed as a file"))
        self.load_button.setToolTip(_tr("Take the keys of a file"))
        self.back_button.setToolTip(_tr("Undo the last change of keys (Ctrl+Z)"))
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self._take_back)

    def _button(self, label: str, act: object) -> QPushButton:
        button = QPushButton(label)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        self.buttons.insertWidget(self.buttons.count() - 2, button)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        super().set_theme(theme)
        if hasattr(self, "panel"):
            self.list.set_theme(theme)
            self.panel.set_theme(theme)

    def _list_height(self, theme: Theme) -> int:
        """As much as the screen leaves beside the keys of one command."""
        left = self.screen().availableGeometry().height() - theme.px(_BESIDE)
        return max(theme.px(90), min(theme.px(360), left))

    # --- showing -------------------------------------------------------------------------------

    def _show(self) -> None:
        commands = list(self.choice.commands.values())
        self.list.show_commands(commands, self.choice.is_changed, self.search.text())
        self.reset_button.setEnabled(bool(self.choice.changed))
        self.back_button.setEnabled(self.choice.can_take_back)

    def _show_command(self, command_id: str) -> None:
        self.panel.show_command(self.choice.commands.get(command_id))
        after: QWidget = self.list
        for widget in (*self.panel.captures, self.panel.reset_button):
            QWidget.setTabOrder(after, widget)
            after = widget

    def _show_change(self) -> None:
        self._say("")
        self._show()

    def _say(self, *sentences: str) -> None:
        usual = _tr("Enter, then press the key to have; Backspace takes a key away.")
        self.said.setText(" ".join(filter(None, sentences)) or usual)

    # --- all of them ---------------------------------------------------------------------------

    def _reset_all(self) -> None:
        self.choice.reset_all()
        self._show()
        self._say(_tr("Every command has its own keys again; Ctrl+Z takes that back."))

    def _take_back(self) -> None:
        self.choice.take_back()
        self._show_change()

    def _save(self) -> None:
        path = self.ask_target(self)
        if path is None:
            return
        try:
            key_file.write(path, self.choice.chosen)
        except KnownError as error:
            self._say(str(error))
        else:
            self._say(_tr("Saved as {}.").format(path))

    def _load(self) -> None:
        path = self.ask_source(self)
        if path is None:
            return
        try:
            unknown, refused = self.choice.load(key_file.read(path))
        except KnownError as error:
            self._say(str(error))
            return
        self._show()
        loaded = _tr("The keys of {} are in force.").format(path.name)
        self._say(loaded, _says_unknown(unknown), says_refused(refused))

    @classmethod
    def ask_target(cls, parent: QWidget) -> Path | None:
        """Ask which file the keys shall be saved as; None: none."""
        chosen, _ = QFileDialog.getSaveFileName(
            parent, _tr("Save keys"), "keys.json", _tr("Sets of keys (*.json)")
        )
        return Path(chosen) if chosen else None

    @classmethod
    def ask_source(cls, parent: QWidget) -> Path | None:
        """Ask which file of keys shall be loaded; None: none."""
        chosen, _ = QFileDialog.getOpenFileName(
            parent, _tr("Load keys"), "", _tr("Sets of keys (*.json)")
        )
        return Path(chosen) if chosen else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the field to the list."""
        if watched is self.search and isinstance(event, QKeyEvent):
            down = event.key() == Qt.Key.Key_Down or event.key() in ENTER
            if event.type() == QEvent.Type.KeyPress and down:
                if not event.isAutoRepeat():
                    self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    @classmethod
    def ask(cls, parent: QWidget | None, theme: Theme, choice: KeyChoice) -> None:
        """Show the page; each change is told to whoever keeps the keys."""
        cls(parent, theme, choice).run()


def _says_unknown(names: tuple[str, ...]) -> str:
    """What a file gave keys to and is no command here."""
    if not names:
        return ""
    told = ", ".join(name[:60] for name in names[:_NAMED])
    more = _tr(" and {} more").format(len(names) - _NAMED) if len(names) > _NAMED else ""
    return _tr("Not known here and left out: {}.").format(told + more)
