"""The history of edits beside the work: listed, followed, gone back in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain import edit_labels
from annotator.domain.changes import Changes
from annotator.gui.dialogs.history import HistoryDialog, HistoryRow, Outlook
from annotator.gui.session import Session
from annotator.storage import reads

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

SHOWN = 500  # entries


def _tr(text: str) -> str:
    return QCoreApplication.translate("History", text)


class HistoryActions:
    """Opens the list, keeps it true, and goes to the point chosen in it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._dialog: HistoryDialog | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        return {"view.history": self.open}

    def open(self) -> None:
        """List the coder's edits with their times, beside the work; the present is chosen."""
        page = self.window.page
        if page is None:
            return
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        session = page.session
        dialog = HistoryDialog(
            self.window,
            self.window.theme,
            _rows(session),
            lambda edit_id: _outlook(session, edit_id),
        )
        dialog.went.connect(self._go)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.show_beside()

    def follow(self, changes: Changes) -> None:  # noqa: ARG002 - any edit is one of the list
        """Show the list as it is after an edit."""
        if self._dialog is not None and self.window.page is not None:
            self._dialog.show_rows(_rows(self.window.page.session))

    def close(self) -> None:
        """Close the list with its project."""
        if self._dialog is not None:
            self._dialog.close()

    def _forget(self) -> None:
        self._dialog = None

    def _go(self, edit_id: int) -> None:
        """Take back, or do again, what lies between the present and an entry."""
        page = self.window.page
        if page is None:
            return
        session = page.session
        way = reads.way_to(session.project.connection, session.desk, edit_id)
        wanted = way.undos + way.redos
        if not way.open or not wanted:
            return
        made = session.travel(way.undos, way.redos)
        page.reread_queue()  # other articles than the open one may have changed
        if made == wanted:
            verb = _tr("Taken back: {}.") if way.undos else _tr("Done again: {}.")
            session.said.emit(verb.format(_edits(made)))


def _rows(session: Session) -> list[HistoryRow]:
    connection, desk = session.project.connection, session.desk
    found = reads.past(connection, desk, limit=SHOWN)
    ids = sorted({past.entry.article_id for past in found if past.entry.article_id})
    titles = {row.id: row.title for row in reads.article_rows(connection, desk, ids)}
    return [
        HistoryRow(
            past.entry.created_at,
            edit_labels.label(past.entry.label),
            past.entry.kind,
            titles.get(past.entry.article_id or 0, ""),
            past.entry.id,
            undone=past.standing is reads.Standing.UNDONE,
            sealed=edit_labels.seal(past.reason),
        )
        for past in found
    ]


def _edits(number: int) -> str:
    return _tr("one edit") if number == 1 else _tr("{} edits").format(number)


def _outlook(session: Session, edit_id: int) -> Outlook:
    """What going to an entry would do, said before it is done."""
    way = reads.way_to(session.project.connection, session.desk, edit_id)
    if not way.open:
        said = _tr("Other work was done since: what was undone then cannot be done again.")
        return Outlook(said, possible=False)
    parts = []
    if way.undos:
        parts.append(_tr("Enter takes back what was done since: {}.").format(_edits(way.undos)))
    if way.redos:
        parts.append(_tr("Enter does again what was undone: {}.").format(_edits(way.redos)))
    if way.stays:
        parts.append(_tr("What can no longer be taken back stays: {}.").format(_edits(way.stays)))
    if not parts:
        parts.append(_tr("This is how things are now."))
    return Outlook(" ".join(parts), possible=bool(way.undos or way.redos))
