"""A coder's queue as a Qt model: ids at once, everything else only for what is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.domain.events import ArticleRow, CodingStatus
from annotator.gui import plain_text

Fetch = Callable[[list[int]], list[ArticleRow]]
Index = QModelIndex | QPersistentModelIndex

CHUNK = 64  # rows fetched around the one asked for
KEPT = 4096  # rows held before the oldest are let go
ROW_ROLE = Qt.ItemDataRole.UserRole
SNIPPET_ROLE = Qt.ItemDataRole.UserRole + 1  # the line of the text where a search hit it
_ROOT = QModelIndex()
_WORDS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
_OF_ROWS = (ROW_ROLE, *_WORDS)


class QueueModel(QAbstractListModel):
    """Rows are article ids in queue order; ``ROW_ROLE`` gives the ``ArticleRow`` of one."""

    def __init__(self) -> None:
        super().__init__()
        self._ids: array[int] = array("q")
        self._fetch: Fetch = lambda _: []
        self._rows: dict[int, ArticleRow] = {}
        self._last = 0  # where the article asked for last stands
        self._snippet: Callable[[int], str] | None = None
        self._snippets: dict[int, str] = {}

    def set_queue(self, ids: array[int], fetch: Fetch) -> None:
        """Show other articles; ``fetch`` reads the rows of some ids."""
        self.beginResetModel()
        self._ids, self._fetch = ids, fetch
        self._rows.clear()
        self.endResetModel()

    def show_ids(self, ids: array[int]) -> None:
        """Show some of the articles: what only follows those shown is added, nothing moves."""
        kept = len(self._ids)
        if len(ids) > kept > 0 and ids[:kept] == self._ids:
            self.beginInsertRows(_ROOT, kept, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
        elif ids != self._ids:
            self.beginResetModel()
            self._ids = ids
            self.endResetModel()

    def remove(self, article_id: int) -> None:
        """Take one article out."""
        place = self.index_of(article_id).row()
        if place >= 0:
            self.beginRemoveRows(_ROOT, place, place)
            self._ids = self._ids[:place] + self._ids[place + 1 :]
            self.endRemoveRows()

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Show nothing for as long as the block runs: what Qt does for every row costs nothing."""
        ids = self._ids
        self.show_ids(array("q"))
        yield
        self.show_ids(ids)

    def set_snippets(self, snippet: Callable[[int], str] | None) -> None:
        """Say for each row where a search hit its text; None: nothing is searched."""
        self._snippet = snippet
        self._snippets.clear()
        if self._ids:  # the same articles may be shown before and after
            first, last = self.index(0), self.index(len(self._ids) - 1)
            self.dataChanged.emit(first, last, [SNIPPET_ROLE, *_WORDS])

    def refresh(self, ids: Iterable[int]) -> None:
        """Read some rows again."""
        for article_id in ids:
            if self._rows.pop(article_id, None) is not None:
                index = self.index_of(article_id)
                if index.isValid():  # it may be left out by a filter or a search
                    self.dataChanged.emit(index, index)

    def reread_rows(self) -> None:
        """Read all rows again, those in sight at once."""
        self._rows.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def index_of(self, article_id: int | None) -> QModelIndex:
        """Where an article stands, an invalid index when it is not in the queue."""
        if article_id is None:
            return QModelIndex()
        near = (self._last + step for step in (0, 1, -1))  # mostly the same or the next one
        place = next(
            (n for n in near if 0 <= n < len(self._ids) and self._ids[n] == article_id), -1
        )
        if place < 0:
            try:
                place = self._ids.index(article_id)
            except ValueError:
                return QModelIndex()
        self._last = place
        return self.index(place)

    def article_id(self, index: Index) -> int | None:
        """The article at an index."""
        return self._ids[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many articles the queue holds."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row behind an index, its title, or its words for a screen reader."""
        if not index.isValid():
            return None
        if role == SNIPPET_ROLE:
            return self._snippet_of(self._ids[index.row()])
        row = self._row(index.row()) if role in _OF_ROWS else None
        if role == ROW_ROLE or row is None:
            return "" if role in _WORDS else row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        words = self._spoken_with_hit(row)
        return plain_text.tip(words) if role == Qt.ItemDataRole.ToolTipRole else words

    def _row(self, place: int) -> ArticleRow | None:
        wanted = self._ids[place]
        if wanted not in self._rows:
            self._read_around(place)
        return self._rows.get(wanted)

    def _read_around(self, place: int) -> None:
        start = max(0, place - CHUNK // 2)
        ids = [i for i in self._ids[start : start + CHUNK] if i not in self._rows]
        for row in self._fetch(ids):
            self._rows[row.id] = row
        for old in list(self._rows)[: max(0, len(self._rows) - KEPT)]:
            del self._rows[old]

    def _snippet_of(self, article_id: int) -> str:
        if self._snippet is None:
            return ""
        if article_id not in self._snippets:
            self._snippets[article_id] = self._snippet(article_id)
        return self._snippets[article_id]

    def _spoken_with_hit(self, row: ArticleRow) -> str:
        snippet = self._snippet_of(row.id)
        return f"{self.spoken(row)}. {snippet}" if snippet else self.spoken(row)

    def spoken(self, row: ArticleRow) -> str:
        """A row in words."""
        day = row.published.isoformat() if row.published else self.tr("no publication date")
        parts = [row.title or self.tr("no title"), day, self.state(row)]
        if row.flagged:
            parts.append(self.tr("flagged"))
        if row.question:
            parts.append(self.tr("question asked"))
        if row.unread:
            parts.append(self.tr("something new to read"))
        return ", ".join(part for part in parts if part)

    def state(self, row: ArticleRow) -> str:
        """How far a row is, in words."""
        if row.status is CodingStatus.NOTHING:
            return self.tr("nothing to code")
        if row.events == 1:
            return self.tr("1 event")
        if row.events:
            return self.tr("{} events").format(row.events)
        return {
            CodingStatus.DONE: self.tr("done"),
            CodingStatus.IN_PROGRESS: self.tr("in progress"),
        }.get(row.status, "")
