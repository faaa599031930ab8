"""The list of commands with their keys, by part of the menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.gui.commands import MENUS, Command
from annotator.gui.key_caps import draw_caps
from annotator.gui.key_names import key_text, searched
from annotator.gui.theme import FAR, NEAR, SMALL, UI, Theme
from annotator.gui.views.floating_sheet import ENTER
from annotator.gui.views.row_delegate import Index, RowDelegate

_ROW, _HEAD = FAR, FAR  # pixels at 100 %
_LINE = Qt.ItemDataRole.UserRole
_START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Line:
    """A command as it is listed; without an id it is the heading of those below."""

    command_id: str
    label: str
    keys: tuple[str, ...] = ()
    changed: bool = False


class KeyList(QListWidget):
    """Enter or a double click on a command asks to change its keys."""

    change_requested = Signal(str)
    command_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = _LineDelegate(theme, _ROW)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Commands and their keys"))
        self.currentItemChanged.connect(self._tell_current)
        self.itemDoubleClicked.connect(self._ask)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._delegate.theme = theme
        self.doItemsLayout()

    def show_commands(
        self, commands: Sequence[Command], changed: Callable[[str], bool], query: str
    ) -> None:
        """List the commands that fit some words; the one that was current stays it."""
        current = self.command_id
        words = query.casefold().split()
        found = [c for c in commands if all(word in searched(c) for word in words)]
        lines: list[Line] = []
        for menu in (*MENUS, ""):
            part = [command for command in found if command.menu == menu]
            if part:
                lines.append(Line("", menu or self.tr("In no menu")))
            lines += [_line(command, changed=changed(command.id)) for command in part]
        self._fill(lines, current)

    def _fill(self, lines: Sequence[Line], current: str) -> None:
        self.blockSignals(True)
        self.clear()
        for line in lines:
            self.addItem(self._item(line))
        self.blockSignals(False)
        rows = [row for row, line in enumerate(lines) if line.command_id]
        kept = [row for row in rows if lines[row].command_id == current]
        self.setCurrentRow((kept or rows or [-1])[0])
        self._tell_current()

    def _item(self, line: Line) -> QListWidgetItem:
        item = QListWidgetItem(line.label)
        item.setData(_LINE, line)
        if not line.command_id:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            return item
        keys = ", ".join(line.keys) or self.tr("no key")
        changed = self.tr("changed") if line.changed else ""
        spoken = ", ".join(filter(None, (line.label, keys, changed)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item

    @property
    def command_id(self) -> str:
        """The command that is current; empty for none."""
        item = self.currentItem()
        return str(item.data(_LINE).command_id) if item is not None else ""

    def lines(self) -> list[Line]:
        """What is listed, headings included."""
        return [self.item(row).data(_LINE) for row in range(self.count())]

    def go_to(self, command_id: str) -> None:
        """Make a command the current one, if it is listed."""
        for row, line in enumerate(self.lines()):
            if line.command_id == command_id:
                self.setCurrentRow(row)

    def _tell_current(self, *_: object) -> None:
        self.command_chosen.emit(self.command_id)

    def _ask(self, *_: object) -> None:
        if self.command_id:
            self.change_requested.emit(self.command_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to change the keys on Enter, once however long it is held."""
        if event.key() in ENTER:
            event.accept()
            if not event.isAutoRepeat():
                self._ask()
        else:
            super().keyPressEvent(event)


def _line(command: Command, *, changed: bool) -> Line:
    keys = tuple(dict.fromkeys(key_text(key) for key in command.keys))
    return Line(command.id, command.label.rstrip("…"), keys, changed)


class _LineDelegate(RowDelegate):
    """A command with its keys at the right, or a heading."""

    def height_of(self, index: Index) -> int:
        """Headings have some room above."""
        return self.height if self.has_ground(index) else _HEAD

    def has_ground(self, index: Index) -> bool:
        """Whether it is a command."""
        return bool(index.data(_LINE).command_id)

    def draw(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Draw one row."""
        line: Line = index.data(_LINE)
        if line.command_id:
            self._paint_command(painter, box, line)
        else:
            self._paint_heading(painter, box, line.label)

    def _paint_heading(self, painter: QPainter, box: QRectF, label: str) -> None:
        px = self.theme.px
        painter.setFont(self.theme.font(SMALL, weight=QFont.Weight.DemiBold))
        painter.setPen(self.theme.color("muted"))
        inner = box.adjusted(px(NEAR), px(NEAR), -px(NEAR), 0)
        painter.drawText(inner, _START, label.upper())

    def _paint_command(self, painter: QPainter, box: QRectF, line: Line) -> None:
        theme, px = self.theme, self.theme.px
        inner = box.adjusted(px(NEAR), 0, -px(NEAR), 0)
        if line.keys:
            inner.setRight(inner.right() - draw_caps(painter, theme, inner, line.keys) - px(NEAR))
        font = theme.font(UI)
        shown = QFontMetrics(font).elidedText(
            line.label, Qt.TextElideMode.ElideRight, max(0, int(inner.width()))
        )
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(inner, _START, shown)
        if line.changed:
            inner.setLeft(inner.left() + QFontMetrics(font).horizontalAdvance(shown) + px(NEAR))
            painter.setFont(theme.font(SMALL))
            painter.setPen(theme.color("accent"))
            painter.drawText(inner, _START, self.tr("changed"))
