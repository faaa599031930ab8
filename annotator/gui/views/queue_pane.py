"""The queue: which articles are to do, in progress, done; one click or Enter opens one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.events import ArticleRow, CodingStatus
from annotator.domain.queue_filter import QueueFilter
from annotator.gui import plain_text
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.models.queue_model import QueueModel
from annotator.gui.spoken import Role
from annotator.gui.theme import LIGHT, NEAR, ROOM, Theme
from annotator.gui.views.key_button import KeyButton
from annotator.gui.views.queue_delegate import QueueDelegate
from annotator.gui.views.queue_head import QueueHead


class _List(QTableView):
    """A list whose Enter opens, wherever the current row came from.

    It is a table of one column because that is laid out by arithmetic alone; Qt's own list asks
    the model for every row at each change, which takes a second and a half for 100,000 of them.
    """

    opened = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def row_height(self) -> int:
        """Of every row, in pixels."""
        return self.verticalHeader().defaultSectionSize()

    def set_row_height(self, height: int) -> None:
        """Make every row equally high, in pixels."""
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def moveCursor(
        self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the ends of the queue."""
        last = self.model().rowCount() - 1
        if action == QTableView.CursorAction.MoveHome and last >= 0:
            return self.model().index(0, 0)
        if action == QTableView.CursorAction.MoveEnd and last >= 0:
            return self.model().index(last, 0)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to commands; a search would read every row of a long queue."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the pane goes back by one step
        else:
            super().keyPressEvent(event)


class QueuePane(QFrame):
    """Rows are read only as they come into view, so that 100,000 cost no more than ten."""

    spoken_as = Role.Pane

    article_chosen = Signal(int)
    command_requested = Signal(str)
    files_dropped = Signal(list)
    left = Signal()  # the keyboard is to go back to the article

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queuePane")
        self.setAcceptDrops(True)
        self._theme = Theme(LIGHT, dark=False)
        self.head = QueueHead(self._theme, self)  # before the list, for Tab
        self._header = self.head.header
        self._model = QueueModel()
        self._delegate = QueueDelegate(self._theme)
        self._list = _List(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setAccessibleName(self.tr("Queue of articles"))
        self._list.clicked.connect(self._open)
        self._list.opened.connect(self._open)
        self._buttons: dict[str, KeyButton] = {}
        self.head.left.connect(self.left)
        self.head.list_wanted.connect(self._go_to_list)
        self._empty = self._build_empty()
        self._none = self._build_none()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(self._stack, 1)
        self._keyboard: QWidget = self._list  # where the pane takes the keyboard to
        self.set_counts({})
        self.set_keys(default_names())
        self.set_theme(self._theme)

    def _build_empty(self) -> QWidget:
        page = QWidget(self)
        text = plain_text.label(
            self.tr("No articles yet. Drop files here, or"), "queueEmpty", wrap=True
        )
        column = QVBoxLayout(page)
        column.addWidget(text)
        for command_id, label, drawing in (
            ("project.import", self.tr("Import articles…"), "import"),
            ("article.paste", self.tr("Paste one"), "paste"),
            ("article.new", self.tr("Write one…"), "plus"),
        ):
            button = KeyButton(label, "", self._theme, drawing=drawing)
            button.clicked.connect(lambda _=False, c=command_id: self.command_requested.emit(c))
            column.addWidget(button)
            self._buttons[command_id] = button
        column.addStretch(1)
        self._empty_column = column
        return page

    def set_keys(self, names: KeyNames) -> None:
        """Name the keys in force."""
        self.head.set_keys(names)
        for command_id, button in self._buttons.items():
            button.set_key(names.of(command_id))

    def _build_none(self) -> QWidget:
        page = QWidget(self)
        self._none_text = plain_text.label("", "queueEmpty", wrap=True)
        self._search_all = KeyButton(self.tr("Search all articles"), self.tr("Enter"), self._theme)
        self._search_all.clicked.connect(lambda: self.head.filter_chosen.emit(QueueFilter.ALL))
        self._way_back = KeyButton(self.tr("Show all again"), "Esc", self._theme)
        self._way_back.clicked.connect(self._leave)
        self._none_column = QVBoxLayout(page)
        self._none_column.addWidget(self._none_text)
        self._none_column.addWidget(self._search_all)
        self._none_column.addWidget(self._way_back)
        self._none_column.addStretch(1)
        return page

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.head.set_theme(theme)
        t, px = theme.tokens, theme.px
        self._delegate.set_theme(theme)
        for button in (*self._buttons.values(), self._search_all, self._way_back):
            button.set_theme(theme)
        for column in (self._empty_column, self._none_column):
            column.setContentsMargins(px(ROOM), px(NEAR), px(ROOM), px(ROOM))
            column.setSpacing(px(NEAR))
        self.setStyleSheet(
            f"#queuePane {{ background: {t.background}; border: none; }}"
            f" #queueEmpty {{ color: {t.muted}; }}"
            " QTableView { background: transparent; border: none; }"
        )
        self._fit_rows()
        self._list.viewport().update()

    def _fit_rows(self) -> None:
        """Make rows as high as they are drawn; Qt would tell of each of 100,000 rows by itself."""
        if self._list.row_height == self._delegate.row_height:
            return
        article_id = self._model.article_id(self._list.currentIndex())
        with self._model.emptied():
            self._list.set_row_height(self._delegate.row_height)
        self.set_current(article_id)

    def set_queue(self, ids: array[int], fetch: Callable[[list[int]], list[ArticleRow]]) -> None:
        """Show other articles; ``fetch`` reads the rows of some ids."""
        self._model.set_queue(ids, fetch)
        self._stack.setCurrentIndex(0 if ids else 1)
        self._keyboard = self._list if ids else self._buttons["project.import"]

    def show_ids(self, ids: array[int], sentence: str, *, hidden: bool = False) -> None:
        """Show some of the queue's articles; where there is none, a sentence and the way back.

        Args:
            ids: of the articles, in order.
            sentence: why there is none.
            hidden: whether the filter hides all that a search found.
        """
        self._model.show_ids(ids)
        self._none_text.setText(sentence)
        self._search_all.setVisible(hidden)
        self._stack.setCurrentIndex(0 if ids else 2)
        way_on = self._search_all if hidden else self._way_back
        self._keyboard = self._list if ids else way_on

    def remove(self, article_id: int) -> None:
        """Take one article out of what is shown."""
        self._model.remove(article_id)

    def show_snippets(self, snippet: Callable[[int], str] | None) -> None:
        """Show under each row where a search hit its text; None: nothing is searched."""
        self._model.set_snippets(snippet)
        self._delegate.snippets = snippet is not None
        self._fit_rows()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Take the keyboard to the list; a focus proxy would let Tab pass by the head."""
        self._keyboard.setFocus(reason)

    def show_first(self) -> None:
        """Show the list from its top: what a search found first."""
        self._list.scrollToTop()

    def _go_to_list(self) -> None:
        if self._stack.currentIndex() == 0:
            if not self._list.currentIndex().isValid():
                self._list.setCurrentIndex(self._model.index(0, 0))
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """Back by one step: from the search, from a filter that shows nothing, to the article."""
        if self.head.field.text():
            self.head.clear_search()
        elif self._stack.currentIndex() == 2:
            self.head.filter_chosen.emit(QueueFilter.ALL)
        else:
            self.left.emit()

    def set_counts(self, counts: dict[CodingStatus, int]) -> None:
        """Say how many are to do, and how many are done."""
        to_do = counts.get(CodingStatus.TODO, 0) + counts.get(CodingStatus.IN_PROGRESS, 0)
        total = sum(counts.values())
        if not total:
            self._header.setText(self.tr("QUEUE"))
        elif not to_do:
            self._header.setText(self.tr("ALL {} FINISHED").format(f"{total:,}"))
        else:
            self._header.setText(self.tr("TO DO · {}").format(f"{to_do:,}"))
        names = {
            CodingStatus.TODO: self.tr("to do"),
            CodingStatus.IN_PROGRESS: self.tr("in progress"),
            CodingStatus.DONE: self.tr("done"),
            CodingStatus.NOTHING: self.tr("nothing to code"),
        }
        parts = [
            f"{counts[status]:,} {name}" for status, name in names.items() if counts.get(status)
        ]
        self._header.setToolTip("\n".join(parts))
        self._header.setAccessibleName(", ".join(parts) or self._header.text())

    def set_current(self, article_id: int | None) -> None:
        """Mark the open article and keep it in view."""
        index = self._model.index_of(article_id)
        jumps = self._list.hasAutoScroll()
        self._list.setAutoScroll(False)
        self._list.setCurrentIndex(index)
        self._list.setAutoScroll(jumps)
        self._show_whole(index)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the open article in view once the pane has its size."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        self._list.scrollToTop()
        self._show_whole(self._list.currentIndex())

    def _show_whole(self, index: QModelIndex) -> None:
        """Scroll only where the row is not in view, and then far: it is painted anew but once."""
        box = self._list.visualRect(index)
        if index.isValid() and not self._list.viewport().rect().contains(box):
            self._list.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)

    def refresh(self, ids: Iterable[int]) -> None:
        """Read some rows again."""
        self._model.refresh(ids)

    def reread_rows(self) -> None:
        """Read all rows again; the queue stays where it is."""
        self._model.reread_rows()

    def _open(self, index: QModelIndex) -> None:
        article_id = self._model.article_id(index)
        if article_id is not None:
            self.article_chosen.emit(article_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back by one step."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over the files that were dropped."""
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        if paths:
            self.files_dropped.emit(paths)
