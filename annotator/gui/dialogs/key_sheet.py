"""The sheet of all keys, made from the table of commands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import plain_text
from annotator.gui.commands import MENUS, Command
from annotator.gui.commands.registry import translated
from annotator.gui.dialogs.form import Form, line, scrolled, text_label
from annotator.gui.key_caps import key_cap
from annotator.gui.key_names import key_text, searched
from annotator.gui.spoken import Role
from annotator.gui.theme import FAR, ROOM, STEP, TIGHT, Theme

__all__ = ["KeySheet", "balanced", "key_cap"]

COLUMNS, COLUMN_WIDTH = 3, 330  # at most, and pixels of one at 100 %
_HEAD = 2  # rows that a heading with its space is worth

Group = tuple[str, list[Command]]


class _Sheet(QScrollArea):
    """Holds the keys; the arrows scroll it."""

    spoken_as = Role.Document


class KeySheet(Form):
    """Every command with its keys by part of the menu, searchable; Escape closes it."""

    change_requested = Signal()

    def __init__(self, parent: QWidget | None, theme: Theme, commands: Sequence[Command]) -> None:
        super().__init__(
            parent,
            theme,
            QCoreApplication.translate("KeySheet", "Keys"),
            width=COLUMNS * COLUMN_WIDTH + 80,
        )
        self.setProperty("manual", "commands")
        self.setModal(False)
        self._commands = commands
        self.search = line(placeholder=self.tr("Search: “event”, “undo”, “Ctrl” …"))
        self.search.setClearButtonEnabled(True)
        self.field("", self.search)
        self.search.setAccessibleName(self.tr("Search keys"))
        self.search.textChanged.connect(self._show)
        self._nothing = text_label(self.tr("No command fits these words."), "formLead")
        self.body.addWidget(self._nothing)
        self._inner = QWidget()
        self._columns = QHBoxLayout(self._inner)
        self._columns.setContentsMargins(0, 0, theme.px(STEP), 0)
        self._columns.setSpacing(theme.px(FAR))
        area = scrolled(self._inner, _Sheet())
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # arrows scroll
        area.setAccessibleName(self.tr("Keys"))
        area.setMinimumHeight(self.room(600))
        self.body.addWidget(area, 1)
        self.change_button = QPushButton(self.tr("Change keys…"))
        self.change_button.setAutoDefault(False)
        self.change_button.clicked.connect(self._change)
        self.buttons.insertWidget(0, self.change_button)
        self._show("")

    def _change(self) -> None:
        """Close, and ask for the page where keys are changed."""
        self.reject()
        self.change_requested.emit()

    def _show(self, query: str) -> None:
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        found = [(menu, self._matching(menu, query)) for menu in MENUS]
        groups = [(menu, commands) for menu, commands in found if commands]
        self._nothing.setVisible(not groups)
        room = self.screen().availableGeometry().width() - self.theme.px(80)
        number = max(1, min(COLUMNS, room // self.theme.px(COLUMN_WIDTH)))
        for column in balanced(groups, number):
            self._columns.addWidget(self._column(column), 1)

    def _matching(self, menu: str, query: str) -> list[Command]:
        words = query.casefold().split()
        return [
            command
            for command in self._commands
            if command.menu == menu
            and command.keys
            and all(word in searched(command) for word in words)
        ]

    def _column(self, groups: list[Group]) -> QWidget:
        widget = QWidget()
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.px(ROOM))
        for menu, commands in groups:
            grid = QGridLayout()
            grid.setVerticalSpacing(self.theme.px(TIGHT))
            grid.setHorizontalSpacing(self.theme.px(STEP))
            grid.setColumnStretch(0, 1)
            head = text_label(translated(menu), "formLabel")
            grid.addWidget(head, 0, 0, 1, 2)
            for number, command in enumerate(commands, start=1):
                label = text_label(command.label.rstrip("…"))
                label.setToolTip(plain_text.tip(command.help))
                grid.addWidget(label, number, 0)
                grid.addWidget(self._caps(command), number, 1, Qt.AlignmentFlag.AlignRight)
            layout.addLayout(grid)
        layout.addStretch(1)
        return widget

    def _caps(self, command: Command) -> QWidget:
        caps = QWidget()
        row = QHBoxLayout(caps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(TIGHT))
        for text in dict.fromkeys(key_text(key) for key in command.keys):
            row.addWidget(key_cap(self.theme, text))
        return caps


def balanced(groups: Sequence[Group], number: int) -> list[list[Group]]:
    """Groups in order over at most so many columns, the longest of them as short as can be."""
    sizes = [len(commands) + _HEAD for _, commands in groups]
    number = min(number, len(groups))
    if not number:
        return []

    def parts(cuts: tuple[int, ...]) -> list[tuple[int, int]]:
        edges = (0, *cuts, len(groups))
        return list(pairwise(edges))

    def longest(cuts: tuple[int, ...]) -> tuple[int, int]:
        heights = [sum(sizes[start:end]) for start, end in parts(cuts)]
        return max(heights), max(heights) - min(heights)

    best = min(combinations(range(1, len(groups)), number - 1), key=longest)
    return [list(groups[start:end]) for start, end in parts(best)]
