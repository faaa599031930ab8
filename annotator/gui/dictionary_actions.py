"""The dictionaries page: what names stand for, promoted, dated and retired in undoable steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.changes import Changes, Kind
from annotator.domain.dictionary import Entry, Owner
from annotator.gui.dialogs.dictionaries import DictionariesDialog, Shelf, Shelved
from annotator.storage import dictionaries, ops

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dictionaries", text)


class DictionaryActions:
    """The handlers of everything about names and their codes."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.dialog: DictionariesDialog | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every dictionary command's handler by command id."""
        return {"project.dictionaries": self.show}

    @property
    def _session(self) -> Session | None:
        return self.window.page.session if self.window.page else None

    def show(self) -> None:
        """List the entries of the coder, the shared ones, and for the PI those of all coders."""
        session = self._session
        if session is None:
            return
        if self.dialog is None:
            read_only = session.project.read_only
            dialog = DictionariesDialog(
                self.window, self.window.theme, shelved(session), read_only=read_only
            )
            dialog.promoted.connect(lambda entry: self._run(ops.promote_entry, entry))
            dialog.retired.connect(lambda entry: self._run(ops.retire_entry, entry))
            dialog.days_changed.connect(self._change_days)
            dialog.destroyed.connect(self._forget)
            self.dialog = dialog
            dialog.show_beside()
        self.dialog.raise_()

    def _forget(self) -> None:
        self.dialog = None

    def _run(self, operation: Callable[..., Changes], *arguments: object) -> None:
        session, page = self._session, self.window.page
        if session is None or page is None:
            return
        if session.run(operation, *arguments) is None and self.dialog is not None:
            self.dialog.say(page.status_line.message)

    def _change_days(self, entry_id: int, first: dt.date | None, last: dt.date | None) -> None:
        entry = self.dialog.entry if self.dialog is not None else None
        if entry is not None and entry.id == entry_id:
            changed = replace(entry, valid_from=first, valid_to=last)
            self._run(ops.change_entry, entry_id, changed)

    def follow(self, changes: Changes) -> None:
        """Show the entries as an edit left them."""
        session = self._session
        if self.dialog is not None and session is not None and Kind.DICTIONARY in changes.kinds:
            self.dialog.show_entries(shelved(session))

    def close(self) -> None:
        """Close what is open: the project goes."""
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None


def shelved(session: Session) -> Shelved:
    """The entries that are listed, by whose they are."""
    connection = session.project.connection
    entries: dict[Shelf, list[Entry]] = {
        Shelf.OWN: dictionaries.own(connection, session.desk),
        Shelf.SHARED: dictionaries.shared(connection),
        Shelf.OFFERED: dictionaries.offered(connection),
    }
    imported = [
        f"{found.title}: {found.entries:,}"
        for found in dictionaries.dictionaries(connection)
        if found.owner is Owner.IMPORTED
    ]
    words = _tr("Imported: {}.").format(", ".join(imported)) if imported else ""
    return Shelved({shelf: _sorted(found) for shelf, found in entries.items()}, words)


def _sorted(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.surface.casefold(), entry.code))
