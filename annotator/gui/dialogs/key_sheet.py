"""The sheet of all keys, made from the table of commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.gui.actions import key_text
from annotator.gui.commands import MENUS, Command
from annotator.gui.dialogs.form import Form, line, scrolled, text_label
from annotator.gui.theme import SMALL, UI, Theme

COLUMNS = 3


class KeySheet(Form):
    """Every command with its keys by part of the menu, searchable; Escape closes it."""

    def __init__(self, parent: QWidget | None, theme: Theme, commands: Sequence[Command]) -> None:
        super().__init__(parent, theme, "Keys", width=1040)
        self.setModal(False)
        self._commands = commands
        self.search = line(placeholder=self.tr("Search: “event”, “undo”, “Ctrl” …"))
        self.search.setAccessibleName(self.tr("Search keys"))
        self.search.textChanged.connect(self._show)
        self.body.addWidget(self.search)
        self._inner = QWidget()
        self._columns = QHBoxLayout(self._inner)
        self._columns.setSpacing(theme.px(24))
        area = scrolled(self._inner)
        area.setMinimumHeight(theme.px(480))
        self.body.addWidget(area, 1)
        self._show("")

    def _show(self, query: str) -> None:
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        groups = [(menu, self._matching(menu, query)) for menu in MENUS]
        groups = [(menu, commands) for menu, commands in groups if commands]
        share = sum(len(commands) + 2 for _, commands in groups) / COLUMNS
        columns: list[list[tuple[str, list[Command]]]] = [[] for _ in range(COLUMNS)]
        filled = 0.0
        for menu, commands in groups:
            columns[min(COLUMNS - 1, int(filled / max(share, 1)))].append((menu, commands))
            filled += len(commands) + 2
        for column in columns:
            self._columns.addWidget(self._column(column), 1)

    def _matching(self, menu: str, query: str) -> list[Command]:
        words = query.casefold().split()
        return [
            command
            for command in self._commands
            if command.menu == menu
            and command.keys
            and all(word in self._words(command) for word in words)
        ]

    def _words(self, command: Command) -> str:
        keys = " ".join(key_text(key) for key in command.keys)
        return f"{command.label} {command.help} {keys} {command.menu}".casefold()

    def _column(self, groups: list[tuple[str, list[Command]]]) -> QWidget:
        widget = QWidget()
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.px(16))
        for menu, commands in groups:
            grid = QGridLayout()
            grid.setVerticalSpacing(self.theme.px(6))
            grid.setHorizontalSpacing(self.theme.px(12))
            grid.setColumnStretch(0, 1)
            head = text_label(menu, "formLabel")
            grid.addWidget(head, 0, 0, 1, 2)
            for number, command in enumerate(commands, start=1):
                label = text_label(command.label.rstrip("…"))
                label.setToolTip(command.help)
                grid.addWidget(label, number, 0)
                grid.addWidget(self._caps(command), number, 1, Qt.AlignmentFlag.AlignRight)
            layout.addLayout(grid)
        layout.addStretch(1)
        return widget

    def _caps(self, command: Command) -> QWidget:
        caps = QWidget()
        row = QHBoxLayout(caps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(4))
        for text in dict.fromkeys(key_text(key) for key in command.keys):
            row.addWidget(key_cap(self.theme, text))
        return caps


def key_cap(theme: Theme, text: str) -> QLabel:
    """A key drawn as a key."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    t, px = theme.tokens, theme.px
    label.setStyleSheet(
        f"background: {t.surface}; color: {t.text}; border: 1px solid {t.line};"
        f" border-bottom: {px(2)}px solid {t.line}; border-radius: {px(4)}px;"
        f" padding: 0 {px(5)}px; font-size: {px(SMALL)}px; font-weight: 600;"
    )
    label.setFixedHeight(px(UI + 8))
    return label
