"""Somebody else writes in the project: what they do is shown here soon after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.storage import reads
from annotator.storage.moment import file_version

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

LOOK_EVERY = 2000  # milliseconds


class LookingOn(QObject):
    """Shows a page anew whenever another program has changed its file; asking costs nothing."""

    def __init__(self, page: CodingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._session = page.session
        self._version = file_version(page.session.project.connection)
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look every other second from now on."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more: the project is about to be closed."""
        self._timer.stop()

    def look(self) -> None:
        """Show what was changed since the last look."""
        version = file_version(self._session.project.connection)
        if version == self._version:
            return
        self._version = version
        schema = self._session.schema
        self._session.look_again()
        if self._session.schema is not schema:
            self._page.take_schema()
        self._show_queue()
        self._page.show_status()
        if self._session.article is None and self._page.queue_ids:
            self._page.open_first()

    def _show_queue(self) -> None:
        """The queue as it is now; where it holds the same articles, it stays where it is."""
        page, session = self._page, self._session
        connection, desk = session.project.connection, session.desk
        same = reads.queue_ids(connection, desk) == page.queue_ids
        if not same or page.queue.narrowed:
            page.reread_queue()
            page.queue_pane.set_current(session.article.id if session.article else None)
            return
        page.queue_pane.reread_rows()
        page.queue_pane.set_counts(reads.counts(connection, desk))
