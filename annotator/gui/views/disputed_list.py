"""The articles that can be adjudicated, with what their coders disagree about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement.disagreements import KINDS, Disagreement
from annotator.domain.events import FINISHED, CodingStatus
from annotator.gui import plain_text
from annotator.gui.comparison import in_order, kind_words
from annotator.gui.spoken import Role
from annotator.gui.theme import NEAR, ROOM, ROW_RADIUS, SMALL, STEP, WIDE, Theme
from annotator.gui.views.queue_delegate import LINES, LONGEST
from annotator.jobs.adjudicating import Disputed

_ARTICLE = Qt.ItemDataRole.UserRole
_TITLE, _DETAILS = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_SIGNS = {CodingStatus.TODO: "○", CodingStatus.IN_PROGRESS: "◐"}
_DONE = "●"
_LEAST = 80  # pixels at 100 % in which titles are broken
_SHOWN_KINDS = 2  # in a row; the tool tip has all


class DisputedList(QWidget):
    """Sorted by the gravest disagreement; a kind can be chosen, each with how many have it."""

    spoken_as = Role.Pane
    article_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._articles: list[Disputed] = []
        self.setAccessibleName(self.tr("Articles to adjudicate"))
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("Kind of disagreement"))
        self.kinds.setToolTip(plain_text.tip(self.tr("Show the articles with one kind only")))
        self.kinds.setMinimumContentsLength(10)
        self.kinds.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.count = QLabel()
        self.count.setObjectName("disputedCount")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Articles to adjudicate"))
        self.list.setWordWrap(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.kinds.activated.connect(lambda _: self._fill())
        self.list.currentItemChanged.connect(lambda item, _: self._choose(item))
        self._column = QVBoxLayout(self)
        for part in (self.count, self.kinds):
            self._column.addWidget(part)
        self._column.addWidget(self.list, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        t, px = theme.tokens, theme.px
        self._column.setContentsMargins(px(STEP), px(STEP), px(NEAR), px(NEAR))
        self._column.setSpacing(px(NEAR))
        self.setStyleSheet(
            f"#disputedCount {{ color: {t.muted}; font-weight: 600; font-size: {px(SMALL)}px; }}"
            f" QListWidget {{ background: {t.background}; border: none; }}"
            f" QListWidget::item {{ padding: {px(NEAR)}px; border-radius: {px(ROW_RADIUS)}px; }}"
            f" QListWidget::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}"
        )
        self._fill()

    # --- showing -------------------------------------------------------------------------------

    def show_articles(self, articles: Sequence[Disputed]) -> None:
        """Show articles in this order; the kind chosen stays."""
        self._articles = list(articles)
        self._fill_kinds()
        self._fill()

    def replace(self, article: Disputed) -> None:
        """Show one article as it is now, at its place."""
        for at, known in enumerate(self._articles):
            if known.article.article_id == article.article.article_id:
                self._articles[at] = article
        for item in self._items():
            if item.data(_ARTICLE) == article.article.article_id:
                self._dress(item, article)
        self._say_count()

    def _fill_kinds(self) -> None:
        chosen = self.kind
        self.kinds.clear()
        self.kinds.addItem(self.tr("All ({})").format(len(self._articles)), None)
        for kind in KINDS:
            number = sum(kind in article.kinds for article in self._articles)
            if number or kind is chosen:
                words = kind_words(kind)
                self.kinds.addItem(f"{words[:1].upper()}{words[1:]} ({number})", kind.value)
        at = self.kinds.findData(chosen.value if chosen else None)
        self.kinds.setCurrentIndex(max(0, at))

    @property
    def kind(self) -> Disagreement | None:
        """The kind chosen, None for all."""
        value = self.kinds.currentData()
        return Disagreement(value) if value else None

    def _fill(self) -> None:
        current = self.current
        self.list.blockSignals(True)
        self.list.clear()
        for article in self._shown():
            item = QListWidgetItem()
            item.setData(_ARTICLE, article.article.article_id)
            self._dress(item, article)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.set_current(current)
        self._say_count()

    def _shown(self) -> list[Disputed]:
        kind = self.kind
        return [one for one in self._articles if kind is None or kind in one.kinds]

    def _say_count(self) -> None:
        done = sum(one.article.status in FINISHED for one in self._articles)
        words = self.tr("ADJUDICATED {} OF {}").format(done, len(self._articles))
        self.count.setText(words)

    def _dress(self, item: QListWidgetItem, one: Disputed) -> None:
        sign = _SIGNS.get(one.article.status, _DONE)
        kinds = [kind_words(kind) for kind in in_order(one.kinds)]
        said = ", ".join(kinds[:_SHOWN_KINDS]) + ("…" if len(kinds) > _SHOWN_KINDS else "")
        # by number, so that their order does not tell who is who
        counts = " : ".join(map(str, sorted(one.counts, reverse=True)))
        details = " · ".join(filter(None, (one.article.published, said)))
        item.setData(_TITLE, f"{sign} {one.article.title}")
        item.setData(_DETAILS, f"{details}\n" + self.tr("events {}").format(counts))
        item.setToolTip(plain_text.tip(f"{one.article.title}: {', '.join(kinds)}"))
        state = self.tr("adjudicated") if one.article.status in FINISHED else self.tr("to do")
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole,
            f"{one.article.title}. {', '.join(kinds)}. {state}",
        )
        token = "muted" if one.article.status in FINISHED else "text"
        item.setForeground(QBrush(self._theme.color(token)))
        self._size(item)

    def _size(self, item: QListWidgetItem) -> None:
        """As high as its words need at this width, with no more than two lines of the title."""
        px = self._theme.px
        room = max(px(_LEAST), self.list.viewport().width() - px(WIDE))
        title = self._cut(item.data(_TITLE), room)
        item.setText(f"{title}\n{item.data(_DETAILS)}")
        item.setSizeHint(QSize(room, self._height(item.text(), room) + px(ROOM)))

    def _cut(self, title: str, room: int) -> str:
        """As much of a title as two lines hold."""
        most = self._height("\n".join("x" * LINES), room)
        if self._height(title, room) <= most:
            return title
        lengths = range(min(len(title), LONGEST))
        fits = bisect_left(lengths, True, key=lambda n: self._height(f"{title[:n]}…", room) > most)
        return f"{title[: max(0, fits - 1)].rstrip()}…"

    def _height(self, words: str, room: int) -> int:
        flags = int(Qt.TextFlag.TextWordWrap)
        return self.list.fontMetrics().boundingRect(0, 0, room, 10_000, flags, words).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the titles anew."""
        super().resizeEvent(event)
        for item in self._items():
            self._size(item)

    # --- choosing ------------------------------------------------------------------------------

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    @property
    def current(self) -> int | None:
        """The article in focus."""
        item = self.list.currentItem()
        return int(item.data(_ARTICLE)) if item is not None else None

    def set_current(self, article_id: int | None) -> None:
        """Put the focus on an article, asking for nothing."""
        self.list.blockSignals(True)
        for row, item in enumerate(self._items()):
            if item.data(_ARTICLE) == article_id:
                self.list.setCurrentRow(row)
                self.list.scrollToItem(item)
        self.list.blockSignals(False)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.article_chosen.emit(item.data(_ARTICLE))

    def step(self, by: int) -> int | None:
        """The next article of those shown, or the one before; None at the end."""
        ids = [one.article.article_id for one in self._shown()]
        at = ids.index(self.current) + by if self.current in ids else 0
        return ids[at] if 0 <= at < len(ids) else None

    def next_to_do(self) -> int | None:
        """The next article of those shown that is not adjudicated yet, round the list."""
        shown = self._shown()
        ids = [one.article.article_id for one in shown]
        here = ids.index(self.current) + 1 if self.current in ids else 0
        turned = [*shown[here:], *shown[:here]]
        to_do = (one.article.article_id for one in turned if one.article.status not in FINISHED)
        return next(to_do, None)
