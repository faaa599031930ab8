"""The line over the events: how many there are, and what is done with them by mouse."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QToolButton, QWidget

from annotator.gui import icons, plain_text
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.theme import Theme
from annotator.gui.views.key_button import KeyButton


class EventsHeader(QWidget):
    """Shows a number and signals what is wished."""

    command_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = plain_text.label(name="eventsCount")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._count, 1)
        self._buttons: dict[str, QAbstractButton] = {}
        self._tips: dict[str, str] = {}
        self._pictured: dict[str, QToolButton] = {}
        for command_id, picture, tip in (
            ("event.duplicate", "duplicate", self.tr("Duplicate the event")),
            ("event.delete", "trash", self.tr("Delete the event")),
        ):
            self._pictured[picture] = QToolButton(self)
            self._add(self._pictured[picture], command_id, tip)
        self._new = KeyButton(self.tr("New event"), "", theme, parent=self)
        self._add(self._new, "event.new", self.tr("Start an event"))
        self.set_keys(default_names())
        self.set_theme(theme)

    def _add(self, button: QAbstractButton, command_id: str, tip: str) -> None:
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.command_requested.emit(command_id))
        self._row.addWidget(button)
        self._buttons[command_id], self._tips[command_id] = button, tip

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._new.set_key(names.of("event.new"))
        for command_id, button in self._buttons.items():
            tip = names.tip(self._tips[command_id], command_id)
            button.setToolTip(plain_text.tip(tip))
            button.setAccessibleName(tip)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        px = theme.px
        self._row.setContentsMargins(px(16), px(8), px(16), px(4))
        self._row.setSpacing(px(4))
        self._new.set_theme(theme)
        for picture, button in self._pictured.items():
            button.setIcon(icons.icon(picture, theme.color("muted"), px(16)))
            button.setIconSize(QSize(px(16), px(16)))

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter
        """Let nothing be edited."""
        for button in self._buttons.values():
            button.setEnabled(not read_only)

    def say_count(self, number: int) -> None:
        """Say how many events there are."""
        self._count.setText(self.tr("EVENTS · {}").format(number))
