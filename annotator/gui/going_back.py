"""Where a coder was: in each article read lately, and in which one when the program ended.

That one is remembered on this machine, so that the next start goes back to it, to its line and
its event. The article is written down as soon as it is painted; line, event and row are a moment
after they come to rest. What a killed program had not written yet is told by the journal's latest
edit.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QObject, QTimer

from annotator.domain.accepting import Row
from annotator.domain.changes import Changes
from annotator.domain.events import FINISHED, Coding, Event
from annotator.gui.session import Focus
from annotator.storage import people, reads
from annotator.storage.journal import Entry

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

MOST = 200  # articles whose lines are known
_TOP = (0, 0)
SOON, LATER = 50, 1000  # milliseconds after another article, and after another event or row


@dataclass(frozen=True)
class Place:
    """Where a coder was, by identities that outlive the file's own numbers."""

    article: str = ""
    event: str = ""
    slot: str = ""
    filler: str = ""
    finished: bool = False  # the article was being looked at again
    edit: int = 0  # the latest edit known then
    caret: int = 0  # offset in the text
    scrolled: int = 0  # pixels


_NOWHERE = asdict(Place())


@dataclass(frozen=True)
class Back:
    """The article to open, and what of it to put into focus."""

    article_id: int
    focus: Focus


class GoingBack(QObject):
    """Remembers the place of one coder in one project, and finds it again."""

    def __init__(self, page: CodingPage) -> None:
        super().__init__(page)
        self._page = page
        self._session = page.session
        self._edit = 0
        self._left: dict[int, tuple[int, int]] = {}  # caret and scrolling by article
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._later = QTimer(self, singleShot=True, interval=LATER)
        for timer in (self._soon, self._later):
            timer.timeout.connect(self.remember)
        self._session.article_opened.connect(self._soon.start)
        self._session.focus_changed.connect(self._later.start)
        self._session.changed.connect(self._changed)
        view = page.article_pane.view
        for moved in (view.caret_moved, view.shifted, page.article_pane.suggestion_focused):
            moved.connect(self._later.start)

    def stop(self) -> None:
        """Write down what is still to be written; nothing more comes."""
        if self._soon.isActive() or self._later.isActive():
            self.remember()
        self._soon.stop()
        self._later.stop()

    def _changed(self, changes: Changes) -> None:
        self._edit = max(self._edit, changes.edit_id)
        self._later.start()

    # --- the line of each article --------------------------------------------------------------

    def leave(self, place: tuple[int, tuple[int, int]] | None) -> None:
        """Remember at which line an article is left."""
        if place is not None:
            article_id, where = place
            self._left.pop(article_id, None)
            self._left[article_id] = where
            if len(self._left) > MOST:
                self._left.pop(next(iter(self._left)))

    def left_at(self, article_id: int | None) -> tuple[int, int]:
        """Caret and scrolling where an article was left: the top when it was not read lately."""
        return _TOP if article_id is None else self._left.get(article_id, _TOP)

    # --- remembering ---------------------------------------------------------------------------

    def remember(self) -> None:
        """Write down where the coder is now."""
        article, settings = self._session.article, self._page.settings
        if article is None:
            return
        project, ids = self._session.project, self._page.queue_ids
        number = ids.index(article.id) + 1 if article.id in ids else 0
        settings.set_project_value(project.uuid, self._key, json.dumps(asdict(self._here())))
        settings.set_where(project.path, (number, len(ids)))
        settings.sync()

    def _here(self) -> Place:
        session = self._session
        assert session.article is not None
        event, row, filler = session.active_event, session.focus.row, session.filler
        shown = self._page.article_pane.place
        caret, scrolled = shown[1] if shown and shown[0] == session.article.id else _TOP
        return Place(
            article=session.article.uuid,
            event=event.uuid if event else "",
            slot=row.slot if row else "",
            filler=filler.uuid if filler else "",
            finished=session.coding is not None and session.coding.status in FINISHED,
            edit=self._edit,
            caret=caret,
            scrolled=scrolled,
        )

    @property
    def _key(self) -> str:
        desk = self._session.desk
        kept = f"place/{quote(desk.coder.name, safe='')}"
        main = desk.round.name == people.MAIN_ROUND
        return kept if main else f"{kept}/{quote(desk.round.name, safe='')}"

    # --- finding it again ----------------------------------------------------------------------

    def find(self) -> Back | None:
        """Where to go on: None when nothing is remembered, or the article is gone."""
        connection, desk = self._session.project.connection, self._session.desk
        place, latest = self._read(), self._latest()
        self._edit = latest.id if latest else 0
        newer = latest if latest is not None and latest.id > place.edit else None
        article_id = reads.article_of(connection, place.article)
        if newer is not None and newer.article_id not in (None, article_id):
            article_id, place = newer.article_id, Place()
        if article_id is None or article_id not in self._page.queue_ids:
            return None
        coding = reads.coding(connection, desk, article_id)
        if coding.status in FINISHED and not place.finished:
            return self._after(article_id) if self._read().article else None
        self.leave((article_id, (place.caret, place.scrolled)))
        return Back(article_id, _by_edit(coding, newer) or _by_place(coding, place))

    def _after(self, article_id: int) -> Back:
        connection, desk = self._session.project.connection, self._session.desk
        following = reads.next_to_do(connection, desk, article_id)
        return Back(article_id if following is None else following, Focus())

    def _latest(self) -> Entry | None:
        session = self._session
        entries = reads.history(session.project.connection, session.desk, limit=1)
        return entries[0] if entries else None

    def _read(self) -> Place:
        kept = self._page.settings.project_value(self._session.project.uuid, self._key)
        try:
            place = Place(**json.loads(kept or "{}"))
        except (TypeError, ValueError):  # written by another version, or by hand
            return Place()
        fits = all(type(value) is type(getattr(place, name)) for name, value in _NOWHERE.items())
        return place if fits else Place()


def _by_edit(coding: Coding, latest: Entry | None) -> Focus | None:
    """The event and the row that the latest edit was about."""
    event = coding.event(latest.event_id) if latest else None
    if latest is None or event is None:
        return None
    filler = next((f for f in event.fillers if f.id == latest.filler_id), None)
    return Focus(event.id, Row(filler.slot, filler.id) if filler else None)


def _by_place(coding: Coding, place: Place) -> Focus:
    """The event and the row that were written down, as far as they are still there."""
    event = next((e for e in coding.events if e.uuid == place.event), None)
    return Focus(event.id, _row(event, place)) if event else Focus()


def _row(event: Event, place: Place) -> Row | None:
    filler = next((f for f in event.in_slot(place.slot) if f.uuid == place.filler), None)
    return Row(place.slot, filler.id if filler else None) if place.slot else None
