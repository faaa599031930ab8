"""The page of conflicts: both states of a coding in words, one chosen in an undoable step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.changes import Changes, Kind
from annotator.domain.events import CodingStatus
from annotator.domain.schema import Schema
from annotator.domain.sentence import sentence
from annotator.gui.dialogs.conflicts import ConflictsDialog, ShownConflict, ShownEnd
from annotator.gui.views.coding_card import ShownEvent
from annotator.storage import ops
from annotator.storage.content_events import events_of
from annotator.storage.ops.choosing import Conflict, End, conflicts

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Conflicts", text)


class Conflicts:
    """One page of what is to be chosen."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self.dialog = ConflictsDialog(
            page.window(), page.theme, read_only=self.session.project.read_only
        )
        self.dialog.taken.connect(self._take)
        self.dialog.undo_requested.connect(self.session.undo)
        self._fill()

    def show(self) -> None:
        """Show the page."""
        self.dialog.show_beside()

    @property
    def settled(self) -> bool:
        """Whether everything is shown."""
        return True

    def follow(self, changes: Changes) -> None:
        """Show what is left to choose after an edit."""
        if Kind.CODING in changes.kinds:
            self._fill()

    def _fill(self) -> None:
        found = conflicts(self.session.project.connection)
        self.dialog.show_conflicts([shown(self.session.schema, one) for one in found])

    def _take(self, coding_id: int, state: str) -> None:
        if self.session.run(ops.choose_state, coding_id, state) is None:
            self.dialog.say(self.page.status_line.message)


def shown(schema: Schema, conflict: Conflict) -> ShownConflict:
    """A conflict in words."""
    told = [_told(end) for end in conflict.ends]
    ends = []
    for number, end in enumerate(conflict.ends):
        others = [each for place, each in enumerate(told) if place != number]
        events = tuple(
            ShownEvent(
                sentence(schema, event), alike=all(told[number][at] in other for other in others)
            )
            for at, event in enumerate(events_of(end.content))
        )
        ends.append(ShownEnd(end.state, end.made_at, end.present, _standing(end), events))
    return ShownConflict(
        conflict.coding_id, conflict.title, conflict.coder, conflict.round, tuple(ends)
    )


def _told(end: End) -> list[str]:
    """Each event of a state as text; equal events have equal texts, wherever they stand."""
    return [json.dumps({**event, "position": 0}, sort_keys=True) for event in end.content["events"]]


def _standing(end: End) -> str:
    words = {
        CodingStatus.IN_PROGRESS: _tr("in progress"),
        CodingStatus.DONE: _tr("done"),
        CodingStatus.NOTHING: _tr("nothing to code"),
    }
    return words[CodingStatus(end.content["status"])]
