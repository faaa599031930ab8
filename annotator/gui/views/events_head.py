"""What stands over the events: how many there are, what is to be looked at, what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QToolButton, QWidget

from annotator.gui import icons, plain_text
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.read_only import sentence
from annotator.gui.theme import HAIR, ICON, LIGHT, NEAR, ROOM, SMALL, SMALL_ICON, THIN, TIGHT, Theme
from annotator.gui.views.key_button import KeyButton
from annotator.gui.views.pressable import make_pressable

_SPARED = ("sort", "duplicate", "trash")  # the first to go where there is no room


class EventsHead(QWidget):
    """One line over the cards; each button asks for the command of its key."""

    command_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme(LIGHT, dark=False)
        self._findings = 0
        self._read_only = False
        self._fitted: tuple[object, ...] = ()
        self.count = plain_text.label(name="eventsCount")
        self.to_look_at = QToolButton()
        self.to_look_at.setObjectName("eventsToLookAt")
        self.to_look_at.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        make_pressable(self.to_look_at)
        self.to_look_at.clicked.connect(lambda: self.command_requested.emit("check.next"))
        self.to_look_at.hide()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.count)
        self._row.addWidget(self.to_look_at)
        self._row.addStretch(1)
        self._buttons: dict[str, QAbstractButton] = {}  # what changes something
        self._tips: dict[str, str] = {}
        self._pictured: dict[str, QToolButton] = {"warning": self.to_look_at}
        for command_id, picture, tip in (
            ("event.sort", "sort", self.tr("Sort the events")),
            ("event.duplicate", "duplicate", self.tr("Duplicate the event")),
            ("event.delete", "trash", self.tr("Delete the event")),
        ):
            self._pictured[picture] = QToolButton(self)
            self._add_button(self._pictured[picture], command_id, tip)
        self._new = KeyButton(self.tr("New event"), "", self._theme, parent=self)
        self._add_button(self._new, "event.new", self.tr("Start an event"))
        self.set_keys(default_names())

    def _add_button(self, button: QAbstractButton, command_id: str, tip: str) -> None:
        make_pressable(button)
        button.clicked.connect(lambda: self.command_requested.emit(command_id))
        self._row.addWidget(button)
        self._buttons[command_id], self._tips[command_id] = button, tip

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self._names = names
        self._new.set_key(names.of("event.new"))
        tip = names.tip(self.tr("Go to the next one"), "check.next")
        self.to_look_at.setToolTip(plain_text.tip(tip))
        for command_id, button in self._buttons.items():
            tip = names.tip(self._tips[command_id], command_id)
            tip = f"{tip} – {sentence()}" if self._read_only else tip
            button.setToolTip(plain_text.tip(tip))
            button.setAccessibleName(tip)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._row.setContentsMargins(px(ROOM), px(NEAR), px(ROOM), px(TIGHT))
        self._row.setSpacing(px(TIGHT))
        self.setStyleSheet(
            f"#eventsCount {{ color: {t.muted}; font-size: {px(SMALL)}px; font-weight: 600;"
            f" letter-spacing: {px(HAIR)}px; }}"
            f" QToolButton {{ padding: {px(THIN)}px; }}"
            f" #eventsToLookAt {{ color: {t.warning}; font-size: {px(SMALL)}px; }}"
        )
        self._new.set_theme(theme)
        for picture, button in self._pictured.items():
            color = theme.color("warning" if picture == "warning" else "muted")
            size = px(SMALL_ICON if picture == "warning" else ICON)
            button.setIcon(icons.icon(picture, color, size))
            button.setIconSize(QSize(size, size))

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter
        """Let nothing be edited; each button says why."""
        self._read_only = read_only
        for button in self._buttons.values():
            button.setEnabled(not read_only)
        self.set_keys(self._names)

    def say(self, events: int, findings: int) -> None:
        """How many events there are, and at how many things somebody should look."""
        self.count.setText(self.tr("EVENTS · {}").format(events))
        self._findings = findings
        self.to_look_at.setAccessibleName(self.tr("{} to look at").format(findings))
        self.to_look_at.setVisible(findings > 0)
        self._fit()

    def _fit(self) -> None:
        """Leave words away where there is no room for them, then what the menu has too."""
        now = (self.width(), self._findings, self.count.text(), self._theme)
        if now == self._fitted:
            return
        self._fitted = now
        number = str(self._findings)
        self.to_look_at.setText(self.tr("{} to look at").format(number))
        for picture in _SPARED:
            self._pictured[picture].setVisible(True)
        if self._too_wide():
            self.to_look_at.setText(number)
        for picture in _SPARED:
            self._pictured[picture].setVisible(not self._too_wide())

    def _too_wide(self) -> bool:
        return self._row.sizeHint().width() > self.width()

    def minimumSizeHint(self) -> QSize:
        """As narrow as with a number alone."""
        return QSize(self._theme.px(120), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more or less as there is room."""
        super().resizeEvent(event)
        self._fit()
