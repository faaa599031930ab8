"""Search all commands, and articles by title, by a few letters, and run one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.gui.actions import key_text
from annotator.gui.commands import Command
from annotator.gui.dialogs.form import line
from annotator.gui.theme import CARD_RADIUS, ROW_RADIUS, Theme, style_sheet

SHOWN = 12


def score(query: str, text: str) -> int:
    """How well typed letters fit a text: 0 not at all, more is better.

    All typed words must occur, or the letters must follow one another in the text; a word at
    the start of a word counts most.
    """
    folded, wanted = text.casefold(), query.casefold().strip()
    if not wanted:
        return 1
    words = wanted.split()
    if all(word in folded for word in words):
        starts = sum(folded.startswith(word) or f" {word}" in folded for word in words)
        return 100 + 20 * starts + (50 if folded.startswith(wanted) else 0) - len(folded) // 10
    letters = iter(folded)
    return 10 if all(letter in letters for letter in wanted.replace(" ", "")) else 0


class Palette(QDialog):
    """A field and what fits it; Enter runs the chosen one."""

    chosen = Signal(str)
    article_chosen = Signal(int)

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        commands: Sequence[Command],
        enabled: set[str],
        articles: Sequence[tuple[int, str]] = (),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        t, px = theme.tokens, theme.px
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Search or run a command"))
        self.setStyleSheet(
            style_sheet(theme) + f"#palette {{ background: {t.surface};"
            f" border: 1px solid {t.accent}; border-radius: {px(CARD_RADIUS)}px; }}"
            f" QListWidget {{ border: none; }} QListWidget::item {{ padding: {px(6)}px {px(8)}px;"
            f" border-radius: {px(ROW_RADIUS)}px; }}"
        )
        self._commands = [c for c in commands if c.id in enabled]
        self._articles = articles
        self.field = line(placeholder=self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Command"))
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(12), px(12), px(12))
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.setFixedSize(px(560), px(420))
        self.move(parent.mapToGlobal(parent.rect().center()).x() - self.width() // 2,
                  parent.mapToGlobal(parent.rect().topLeft()).y() + px(64))  # fmt: skip
        self._show("")
        self.field.setFocus()

    def _show(self, query: str) -> None:
        self.list.clear()
        found: list[tuple[int, str, str | int]] = []
        for command in self._commands:
            fits = max(score(query, command.label), score(query, f"{command.menu} {command.help}"))
            keys = " · ".join(dict.fromkeys(key_text(key) for key in command.keys))
            label = command.label.rstrip("…")
            found.append((fits, f"{label}    {keys}" if keys else label, command.id))
        if query.strip():
            found += [(score(query, title) - 5, title, number) for number, title in self._articles]
        best = sorted((f for f in found if f[0] > 0), key=lambda f: -f[0])[:SHOWN]
        for _, text, what in best:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, what)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        what = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        if isinstance(what, int):
            self.article_chosen.emit(what)
        else:
            self.chosen.emit(what)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while typing goes on in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6,
                    Qt.Key.Key_PageUp: -6}.get(Qt.Key(event.key()))  # fmt: skip
            if step is not None:
                row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
                self.list.setCurrentRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)
