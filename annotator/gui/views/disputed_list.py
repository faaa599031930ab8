"""The articles that can be adjudicated, with what their coders disagree about."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Collection

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement.reporting.disagreements import KINDS, Disagreement
from annotator.domain.events import FINISHED, CodingStatus
from annotator.gui import plain_text
from annotator.gui.spoken import Role
from annotator.gui.team.comparison import in_order, kind_words
from annotator.gui.theme import NEAR, ROOM, ROW_RADIUS, SMALL, STEP, TIGHT, Theme
from annotator.gui.views.queue_delegate import LINES, LONGEST
from annotator.jobs.adjudicating import Disputed

_ARTICLE = Qt.ItemDataRole.UserRole
_TITLE, _DETAILS = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_SIGNS = {CodingStatus.TODO: "○", CodingStatus.IN_PROGRESS: "◐"}
_DONE = "●"
_AT_ONCE = 60  # titles that are broken anew before the window is looked after again
_LEAST = 56  # pixels at 100 % in which titles are broken
_SHOWN_KINDS = 2  # in a row; the tool tip has all


class DisputedList(QWidget):
    """Sorted by the gravest disagreement; a kind can be chosen, each with how many have it."""

    spoken_as = Role.Pane
    article_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._articles: dict[int, Disputed] = {}  # those not shown among them
        self._numbers: Counter[Disagreement] = Counter()  # of articles, by kind
        self._done: set[int] = set()
        self._order: list[tuple[int, int]] = []  # of the rows
        self._items: dict[int, QListWidgetItem] = {}
        self._to_size: list[QListWidgetItem] = []
        self._sizing = QTimer(self, interval=0)
        self._sizing.timeout.connect(self._size_some)
        self.setAccessibleName(self.tr("Articles to adjudicate"))
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("Kind of disagreement"))
        self.kinds.setToolTip(plain_text.tip(self.tr("Show the articles with one kind only")))
        self.kinds.setMinimumContentsLength(10)
        self.kinds.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.count = QLabel()
        self.count.setWordWrap(True)
        self.count.setObjectName("disputedCount")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Articles to adjudicate"))
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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
            f" QListWidget::item {{ padding: {px(TIGHT)}px; border-radius: {px(ROW_RADIUS)}px; }}"
            f" QListWidget::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}"
        )
        self._fill()

    # --- showing -------------------------------------------------------------------------------

    def clear(self) -> None:
        """Show no article; the kind chosen stays."""
        self._articles.clear()
        self._done.clear()
        self._numbers.clear()
        self._fill()
        self._fill_kinds()

    def add(self, articles: Collection[Disputed]) -> None:
        """Show further articles, each at its place; what is in sight stays where it is."""
        for one in articles:
            self._keep(one)
        top = self._top_of_current()
        self.list.blockSignals(True)
        for one in articles:
            if self._is_wanted(one):
                self._insert(one)
        self.list.blockSignals(False)
        if top is not None:
            bar, moved = self.list.verticalScrollBar(), self._top_of_current()
            bar.setValue(bar.value() + (moved or 0) - top)
        self._fill_kinds()
        self._say_count()

    def _top_of_current(self) -> int | None:
        item = self.list.currentItem()
        return self.list.visualItemRect(item).top() if item is not None else None

    def _keep(self, one: Disputed) -> None:
        number = one.article.article_id
        before = self._articles.get(number)
        self._numbers.subtract(before.kinds if before else ())
        self._numbers.update(one.kinds)
        self._articles[number] = one
        (self._done.add if one.article.status in FINISHED else self._done.discard)(number)

    def _insert(self, one: Disputed) -> None:
        item, at = QListWidgetItem(), bisect(self._order, one.order)
        item.setData(_ARTICLE, one.article.article_id)
        self._dress(item, one)
        self._order.insert(at, one.order)
        self._items[one.article.article_id] = item
        self.list.insertItem(at, item)

    def knows(self, article_id: int) -> bool:
        """Whether an article is among those read, shown or not."""
        return article_id in self._articles

    def replace(self, article: Disputed) -> None:
        """Show one article as it is now, at its place."""
        number = article.article.article_id
        if number in self._articles:
            self._keep(article)
        if number in self._items:
            self._dress(self._items[number], article)
        self._say_count()

    def _fill_kinds(self) -> None:
        if self.kinds.view().isVisible():
            return  # somebody is choosing
        chosen = self.kind
        self.kinds.clear()
        self.kinds.addItem(self.tr("All ({})").format(len(self._articles)), None)
        for kind in KINDS:
            number = self._numbers[kind]
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

    def _is_wanted(self, one: Disputed) -> bool:
        return self.kind is None or self.kind in one.kinds

    def _fill(self) -> None:
        """Show the articles of the kind chosen."""
        current = self.current
        self.list.blockSignals(True)
        self.list.clear()
        self._order.clear()
        self._items.clear()
        self._to_size.clear()
        for one in sorted(self._articles.values(), key=lambda one: one.order):
            if self._is_wanted(one):
                self._insert(one)
        self.list.blockSignals(False)
        self.set_current(current)
        self._say_count()

    def _say_count(self) -> None:
        words = self.tr("ADJUDICATED {} OF {}").format(len(self._done), len(self._articles))
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
        room = max(px(_LEAST), self._beside_bar() - px(ROOM))
        title = self._cut(item.data(_TITLE), room)
        item.setText(f"{title}\n{item.data(_DETAILS)}")
        item.setSizeHint(QSize(room, self._height(item.text(), room) + 2 * px(NEAR)))

    def _beside_bar(self) -> int:
        """The width beside the scroll bar, also while it is not shown yet."""
        bar = self.list.verticalScrollBar()
        return self.list.viewport().width() - (0 if bar.isVisible() else bar.sizeHint().width())

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
        """Break the titles anew, those in sight at once."""
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        for row in self._rows_in_sight():
            self._size(self.list.item(row))
        self._to_size = list(self._items.values())
        self._sizing.start()

    def _rows_in_sight(self) -> range:
        first = self.list.indexAt(QPoint(1, 1)).row()
        last = self.list.indexAt(self.list.viewport().rect().bottomLeft() + QPoint(1, -1)).row()
        return range(max(0, first), (last if last >= 0 else self.list.count() - 1) + 1)

    def _size_some(self) -> None:
        """Break some more titles anew; the window does not wait for all of them."""
        some, self._to_size = self._to_size[:_AT_ONCE], self._to_size[_AT_ONCE:]
        for item in some:
            self._size(item)
        if not self._to_size:
            self._sizing.stop()

    # --- choosing ------------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
        """The article in focus."""
        item = self.list.currentItem()
        return int(item.data(_ARTICLE)) if item is not None else None

    def set_current(self, article_id: int | None) -> None:
        """Put the focus on an article, asking for nothing."""
        item = self._items.get(article_id) if article_id is not None else None
        if item is not None:
            self.list.blockSignals(True)
            self.list.setCurrentItem(item)
            self.list.scrollToItem(item)
            self.list.blockSignals(False)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.article_chosen.emit(item.data(_ARTICLE))

    def _at(self, row: int) -> int:
        return int(self.list.item(row).data(_ARTICLE))

    def step(self, by: int) -> int | None:
        """The next article of those shown, or the one before; None at the end."""
        row = self.list.currentRow()
        row = row + by if row >= 0 else 0
        return self._at(row) if 0 <= row < self.list.count() else None

    def next_to_do(self) -> int | None:
        """The next article of those shown that is not adjudicated yet, round the list."""
        here, rows = self.list.currentRow() + 1, self.list.count()
        turned = (self._at((here + n) % rows) for n in range(rows))
        return next((number for number in turned if number not in self._done), None)
