"""Search all commands, and articles by title, by a few letters, and run one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListWidgetItem,
    QWidget,
)

from annotator.gui import icons
from annotator.gui.commands import Command
from annotator.gui.dialogs.ranking import LOOSE, STARTS, score
from annotator.gui.key_caps import draw_caps
from annotator.gui.key_names import key_text
from annotator.gui.theme import FAR, ICON, NEAR, SMALL, UI, WIDE, Theme
from annotator.gui.views.row_delegate import Index, RowDelegate
from annotator.gui.views.search_sheet import SearchSheet

SHOWN = 12
WIDTH, ROW = 600, FAR  # pixels at 100 %
_LOOSE = 2 * LOOSE  # shown where nothing fits better
_RECENT = 500  # before anything is typed, what was run lately stands first
_ABLE = 1000  # what can be done now stands before what cannot
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Entry:
    """One line of the palette: a command's id or an article's, and how it is shown."""

    what: str | int
    label: str
    part: str
    keys: tuple[str, ...]
    enabled: bool


class Palette(SearchSheet):
    """A field and what fits it; Enter runs the chosen one."""

    leaves_for = (
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.OtherFocusReason,
    )

    chosen = Signal(str)
    article_chosen = Signal(int)

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        commands: Sequence[Command],
        enabled: set[str],
        articles: Sequence[tuple[int, str]] = (),
        recent: Sequence[str] = (),
    ) -> None:
        hint = QCoreApplication.translate(
            "Palette", "Enter runs it · Up and Down choose · Esc leaves"
        )
        super().__init__(_EntryDelegate(theme, ROW, width=WIDTH), hint, parent, theme)
        self.setProperty("manual", "commands")
        self.setAccessibleName(self.tr("Search or run a command"))
        self._title.hide()
        self._commands, self._enabled, self._articles = commands, enabled, articles
        self._recent = {name: _RECENT - place for place, name in enumerate(recent)}
        self._before = QApplication.focusWidget()
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Command"))
        self.list.setAccessibleName(self.tr("What fits"))
        self.closed.connect(self._end)
        self._show("")

    def open(self) -> None:
        """Show it over the upper middle of the window, ready for typing."""
        self.show_rows(3, SHOWN, beside=160)
        self.open_with("")
        self.setAccessibleName(self.tr("Search or run a command"))

    def _show(self, query: str) -> None:
        self.list.clear()
        for entry in self._found(query)[:SHOWN]:
            item = QListWidgetItem(entry.label)
            item.setData(_ENTRY, entry)
            spoken = ", ".join((entry.label, *entry.keys))
            unable = "" if entry.enabled else self.tr("not possible now")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{spoken}, {unable}" if unable else spoken
            )
            if not entry.enabled:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self._can(0) else -1)

    def _found(self, query: str) -> list[Entry]:
        """What fits, best first; what cannot be done now comes last."""
        found: list[tuple[int, Entry]] = []
        for command in self._commands:
            beside = score(query, f"{command.menu} {command.help} {command.id}")
            fits = max(2 * score(query, command.label), beside if beside > STARTS else 0)
            keys = tuple(dict.fromkeys(key_text(key) for key in command.keys))
            able = command.id in self._enabled
            lately = self._recent.get(command.id, 0) if not query.strip() else 0
            part = self.tr("used lately") if lately else command.menu
            fits += lately
            entry = Entry(command.id, command.label.rstrip("…"), part, keys, able)
            found.append((fits + (_ABLE if able and fits else 0), entry))
        if query.strip():
            for number, title in self._articles:
                fits = score(query, title)
                entry = Entry(number, title, self.tr("Article"), (), enabled=True)
                found.append((fits + _ABLE if fits else 0, entry))
        best = sorted((pair for pair in found if pair[0] > 0), key=lambda pair: -pair[0])
        if any(fits % _ABLE > _LOOSE for fits, _ in best):
            best = [(fits, entry) for fits, entry in best if fits % _ABLE > _LOOSE]
        return [entry for _, entry in best]

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        what = item.data(_ENTRY).what
        self.leave()
        if isinstance(what, int):
            self.article_chosen.emit(what)
        else:
            self.chosen.emit(what)

    def _end(self) -> None:
        """Give the keyboard back to what had it, and go."""
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def _left_for_another(self) -> None:
        self._before = None  # somebody chose another place
        self.leave()


class _EntryDelegate(RowDelegate):
    """A label, the part of the menu it is in, and its keys at the right."""

    def draw(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Draw one row."""
        entry: Entry = index.data(_ENTRY)
        theme, px = self.theme, self.theme.px
        inner = box.adjusted(px(NEAR), 0, -px(NEAR), 0)
        right = inner.right() - (draw_caps(painter, theme, inner, entry.keys) if entry.keys else 0)
        inner.setRight(right - px(NEAR))
        if isinstance(entry.what, int):
            ratio = painter.device().devicePixelRatio()
            drawing = icons.pixmap("article", theme.color("muted"), px(ICON), ratio=ratio)
            painter.drawPixmap(round(inner.left()), round(inner.center().y() - px(NEAR)), drawing)
            inner.setLeft(inner.left() + px(WIDE))
        painter.setFont(theme.font(UI))
        painter.setPen(theme.color("text" if entry.enabled else "muted"))
        label = self._draw(painter, inner, entry.label, theme.font(UI))
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.color("muted"))
        part = entry.part if entry.enabled else self.tr("not possible now")
        inner.setLeft(inner.left() + label + px(NEAR))
        self._draw(painter, inner, part, theme.font(SMALL))

    def _draw(self, painter: QPainter, box: QRectF, text: str, font: QFont) -> float:
        metrics = QFontMetrics(font)
        text = " ".join(text.split())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(box.width())))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return float(metrics.horizontalAdvance(shown))
