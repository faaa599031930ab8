"""The coder's events in other articles, to say which of them is the same as this one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidgetItem,
    QWidget,
)

from annotator.domain.direction import isolated
from annotator.domain.linking import LinkCandidate, matching
from annotator.domain.schema import Schema
from annotator.domain.sentence import sentence, shown
from annotator.gui import icons, plain_text
from annotator.gui.theme import FAR, ICON, NEAR, SMALL, TIGHT, UI, Theme
from annotator.gui.views.row_delegate import Index, RowDelegate
from annotator.gui.views.search_sheet import SearchSheet

SHOWN = 50  # rows at most
_ROW, _ROWS = 46, 7  # height in pixels at 100 %, rows before the list scrolls
_WIDTH = 620
_CANDIDATE = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1


class LinkSheet(SearchSheet):
    """A field and the events that fit it; Enter links one, or takes its link away."""

    chosen = Signal(object)  # LinkCandidate

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        self._empty = plain_text.label(name="linkEmpty", wrap=True)
        self._schema: Schema | None = None
        self._candidates: tuple[LinkCandidate, ...] = ()
        hint = QCoreApplication.translate(
            "LinkSheet", "Enter links it, or takes its link away · Up and Down choose · Esc leaves"
        )
        delegate = _CandidateDelegate(theme, _ROW, width=_WIDTH)
        super().__init__(delegate, hint, parent, theme, self._empty)
        self.field.setPlaceholderText(self.tr("Words of the event, its codes, or of the title"))
        self.field.setAccessibleName(self.tr("Search your events"))
        self.list.setAccessibleName(self.tr("Your events in other articles"))

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        super().set_theme(theme)
        muted, pad = theme.tokens.muted, theme.px(NEAR)
        empty = f" #linkEmpty {{ color: {muted}; padding: {pad}px; }}"
        self.setStyleSheet(self.styleSheet() + empty)

    def ask(self, schema: Schema, candidates: Sequence[LinkCandidate]) -> None:
        """Open with these events, best first."""
        self._schema, self._candidates = schema, tuple(candidates)
        self.show_rows(2, min(_ROWS, max(2, len(candidates))), beside=180)
        self.field.clear()
        self._show("")
        self.open_with(self.tr("The same event in another article"))

    def _show(self, typed: str) -> None:
        assert self._schema is not None
        self.list.clear()
        for candidate in matching(self._schema, self._candidates, typed)[:SHOWN]:
            words = shown(sentence(self._schema, candidate.event))
            published = candidate.place.published
            detail = f"“{isolated(candidate.place.title)}”"
            detail += f" · {published.isoformat()}" if published else ""
            item = QListWidgetItem(words)
            item.setData(_CANDIDATE, candidate)
            item.setData(_DETAIL, detail)
            spoken = f"{words}, {detail}" + (self.tr(", linked") if candidate.linked else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(plain_text.tip(spoken))
            self.list.addItem(item)
        found = self.list.count() > 0
        self.list.setCurrentRow(0 if found else -1)
        self.list.setVisible(found)
        self._empty.setVisible(not found)
        self._empty.setText(
            self.tr("No event of yours fits these words.")
            if self._candidates
            else self.tr("You have coded no event in another article yet.")
        )

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.leave()
            self.chosen.emit(item.data(_CANDIDATE))


class _CandidateDelegate(RowDelegate):
    """An event's sentence, and under it the article; a tick stands before those linked."""

    def draw(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Draw one event."""
        theme, px = self.theme, self.theme.px
        inner = box.adjusted(px(FAR), px(TIGHT), -px(NEAR), -px(TIGHT))
        if index.data(_CANDIDATE).linked:
            ratio = painter.device().devicePixelRatio()
            tick = icons.pixmap("check", theme.color("good"), px(ICON), ratio=ratio)
            painter.drawPixmap(
                round(box.left()) + px(NEAR), round(box.center().y()) - px(ICON) // 2, tick
            )
        half = inner.height() / 2
        upper, lower = inner.adjusted(0, 0, 0, -half), inner.adjusted(0, half, 0, 0)
        self._draw(painter, upper, index.data(Qt.ItemDataRole.DisplayRole), UI, "text")
        self._draw(painter, lower, index.data(_DETAIL), SMALL, "muted")

    def _draw(self, painter: QPainter, box: QRectF, text: str, size: int, color: str) -> None:
        font = self.theme.font(size)
        painter.setFont(font)
        painter.setPen(self.theme.color(color))
        one_line = " ".join(text.split())
        shown = QFontMetrics(font).elidedText(
            one_line, Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
