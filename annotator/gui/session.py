"""The state of one coder at one project: what is open, what has focus, what was last saved.

Every edit of the window goes through ``run``; what it changed comes back out of one signal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.domain import edit_labels
from annotator.domain.accepting import Row, rows_of
from annotator.domain.candidates import Habits
from annotator.domain.changes import Changes, Kind, UndoState
from annotator.domain.coding_checks import Finding
from annotator.domain.errors import KnownError, NotSavedError
from annotator.domain.events import Article, Coding, Desk, Event, Filler
from annotator.domain.offers import Offer, offers
from annotator.domain.schema import Schema
from annotator.domain.suggestion_parts import Suggestions
from annotator.domain.suggestions import Candidate, SuggestedEvent, Suggestion
from annotator.gui.checking import Checking
from annotator.storage import ops, reads
from annotator.storage.project import Project
from annotator.storage.project_settings import suggests_whole_events
from annotator.storage.suggested import decided_anew, suggested_events

Operation = Callable[..., Changes]
_TITLE = 60  # characters of an article's title in a sentence


@dataclass(frozen=True)
class Focus:
    """The active event and the row of it that keys act on."""

    event_id: int | None = None
    row: Row | None = None


@dataclass(frozen=True)
class Unsaved:
    """An edit the file could not take, kept so that it can be tried again."""

    operation: Operation
    arguments: tuple[Any, ...]
    options: dict[str, Any]


class Session(QObject):
    """One coder's sitting at one project."""

    changed = Signal(object)  # Changes, once for each edit, undo and redo
    article_left = Signal()  # the last moment to store what is being written about it
    article_opened = Signal()
    focus_changed = Signal()
    said = Signal(str)  # one sentence for the user
    not_saved = Signal(str)  # the edit stays on screen until it is saved or given up

    def __init__(self, project: Project, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.desk = desk
        self.article: Article | None = None
        self.coding: Coding | None = None
        self.suggestions = Suggestions()
        self._suggested: tuple[SuggestedEvent, ...] | None = None  # None: not asked for yet
        self._decided_since = False  # on a suggestion, since whole events were read
        self.looked_at: int | None = None  # suggested event that is unfolded, by suggestion id
        self._previews: dict[int, Event] = {}
        self._offers: tuple[tuple[object, ...], tuple[Offer, ...]] | None = None
        self.checking = Checking()
        self.habits = Habits()  # what the coder chose in other articles
        self._names: reads.Names | None = None  # of the coder's dictionary, once they were read
        self.focus = Focus()
        self.saved_at: dt.datetime | None = None
        self.unsaved: Unsaved | None = None

    @property
    def schema(self) -> Schema:
        """The project's schema."""
        return self.project.schema

    @property
    def active_event(self) -> Event | None:
        """The active event."""
        return self.coding.event(self.focus.event_id) if self.coding else None

    @property
    def filler(self) -> Filler | None:
        """The filler in focus, None on an empty row."""
        event, row = self.active_event, self.focus.row
        if event is None or row is None:
            return None
        return next((f for f in event.fillers if f.id == row.filler_id), None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be looked at in the open article."""
        return self.checking.of(self.schema, self.article, self.coding)

    def candidates_of(self, suggestion: Suggestion | None) -> tuple[Candidate, ...]:
        """The values a suggestion could stand for, what the coder chose before in front."""
        if suggestion is None:
            return ()
        connection, habits = self.project.connection, self.habits
        return reads.candidates_of(connection, suggestion, schema=self.schema, habits=habits)

    @property
    def suggested(self) -> tuple[SuggestedEvent, ...]:
        """The whole suggested events of the open article, where they are wanted.

        They are read when they are first asked for, which is after the article was painted.
        """
        connection, article = self.project.connection, self.article
        if article is None:
            return ()
        if self._suggested is None:
            wanted = suggests_whole_events(connection)
            self._suggested = suggested_events(connection, self.desk, article.id) if wanted else ()
        elif self._decided_since:
            self._suggested = decided_anew(connection, self.desk, article.id, self._suggested)
        self._decided_since = False
        return self._suggested

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The whole suggested events still open, in the order they are looked at."""
        told_by = (self.suggested, self.coding, self.schema)
        if self._offers is None or any(
            a is not b for a, b in zip(told_by, self._offers[0], strict=True)
        ):
            self._offers = told_by, offers(self.suggested, self.schema, self.coding)
        return self._offers[1]

    def has_preview(self, suggestion_id: int) -> bool:
        """Whether ``preview`` costs nothing any more."""
        return suggestion_id in self._previews

    def preview(self, suggestion_id: int) -> Event:
        """A suggested event as taking it would store it; its id is the suggestion's with a minus.

        Raises:
            EditRefusedError: a newer run has replaced the suggestion.
        """
        if suggestion_id not in self._previews:
            made = ops.as_taken(self.project, self.desk, suggestion_id, mine=self.habits)
            self._previews[suggestion_id] = made
        return self._previews[suggestion_id]

    @property
    def shown_coding(self) -> Coding | None:
        """The coding, with the suggested event that is looked at behind its own."""
        if self.coding is None or self.looked_at is None:
            return self.coding
        events = (*self.coding.events, self.preview(self.looked_at))
        return replace(self.coding, events=events)

    @property
    def shown_event_id(self) -> int | None:
        """The event whose words stand out: the one looked at, else the active one."""
        return self.focus.event_id if self.looked_at is None else -self.looked_at

    def look_at(self, suggestion_id: int | None) -> None:
        """Unfold a suggested event, or none; nothing is stored."""
        if suggestion_id != self.looked_at:
            self.looked_at = suggestion_id
            self.focus_changed.emit()

    def open_article(self, article_id: int | None, focus: Focus | None = None) -> None:
        """Show another article, or none; its first event is the active one if not told."""
        self.article_left.emit()
        connection = self.project.connection
        self.article = None if article_id is None else reads.article(connection, article_id)
        self._reread_habits()
        self._reread_coding()
        self.suggestions = Suggestions()
        self.take_up_suggestions()
        self._previews.clear()
        first = self.coding.events[0].id if self.coding and self.coding.events else None
        self.focus = focus if focus is not None and focus.event_id is not None else Focus(first)
        self._settle_focus()
        self.article_opened.emit()

    def reread_suggestions(self) -> None:
        """Take up suggestions that arrived for the open article."""
        if self.article is not None:
            connection = self.project.connection
            self.suggestions = reads.suggestions(connection, self.desk, self.article.id)

    @property
    def names(self) -> reads.Names:
        """The actors of the coder's own dictionary by folded form."""
        if self._names is None:
            self._names = reads.own_names(self.project.connection, self.desk)
        return self._names

    def _reread_habits(self) -> None:
        if self.article is not None:
            self.habits = reads.habits(
                self.project.connection,
                self.desk,
                self.schema,
                self.article.id,
                names=self.names,
            )

    def look_again(self) -> None:
        """Take up what another program has changed in the file; the focus stays where it can."""
        self.project.look_again()
        connection, article = self.project.connection, self.article
        self.article = None if article is None else reads.article(connection, article.id)
        self._names = None
        self._reread_habits()
        self._reread_coding()
        self._previews.clear()
        self.take_up_suggestions()
        self._settle_focus()
        self.focus_changed.emit()

    def take_up_suggestions(self) -> None:
        """Take up suggestions that arrived for the open article, whole events among them."""
        self.reread_suggestions()
        self._suggested, self.looked_at = None, None

    def run(self, operation: Operation, *arguments: object, **options: object) -> Changes | None:
        """Make one edit; None when it was refused, with the sentence said."""
        try:
            changes = operation(self.project, self.desk, *arguments, **options)
        except NotSavedError as error:
            self.unsaved = Unsaved(operation, arguments, options)
            self.not_saved.emit(str(error))
            return None
        except KnownError as error:
            self.said.emit(str(error))
            return None
        self.take_up(changes)
        return changes

    def run_again(self) -> Changes | None:
        """Try the edit again that the file could not take."""
        if self.unsaved is None:
            return None
        unsaved, self.unsaved = self.unsaved, None
        return self.run(unsaved.operation, *unsaved.arguments, **unsaved.options)

    def undo(self) -> Changes | None:
        """Take back the latest edit, opening its article."""
        before = self.article
        return self._say_step(self.run(_undo), self.tr("Undone: {}"), before)

    def redo(self) -> Changes | None:
        """Do again what was undone last, opening its article."""
        before = self.article
        return self._say_step(self.run(_redo), self.tr("Done again: {}"), before)

    def _say_step(
        self, changes: Changes | None, said: str, before: Article | None
    ) -> Changes | None:
        """Say what a step was about, and that it was in another article."""
        if changes is None:
            return None
        sentence = said.format(edit_labels.label(changes.label))
        if before is not None and self.article is not None and self.article.id != before.id:
            title = shorten(self.article.title, _TITLE, placeholder="…")
            sentence += " · " + self.tr("in another article: “{}”").format(title)
        self.said.emit(sentence)
        return changes

    def travel(self, undos: int, redos: int) -> int:
        """Take back so many edits, then do so many again; each remains a step of its own.

        Returns how many steps were made; one that is refused ends the way, with its sentence.
        """
        project, desk = self.project, self.desk
        made: list[Changes] = []
        sentence = ""
        for step in (project.undo,) * undos + (project.redo,) * redos:
            try:
                made.append(step(desk))
            except KnownError as error:
                sentence = str(error)
                break
        if made:
            kinds = frozenset().union(*(changes.kinds for changes in made))
            self.take_up(replace(made[-1], kinds=kinds))
        if sentence:
            self.said.emit(sentence)
        return len(made)

    def undo_state(self) -> UndoState:
        """What undo and redo would do now."""
        state = self.project.undo_state(self.desk)
        undo, redo = (label and edit_labels.label(label) for label in (state.undo, state.redo))
        return UndoState(undo, redo)

    def set_focus(self, event_id: int | None, row: Row | None = None) -> None:
        """Make an event active, and a row of it the one that keys act on."""
        if event_id is not None and event_id < 0:  # words of the suggested event looked at
            return
        before = self.focus, self.looked_at
        self.focus, self.looked_at = Focus(event_id, row), None
        self._settle_focus()
        if (self.focus, None) != before:
            self.focus_changed.emit()

    def step_row(self, step: int) -> None:
        """Move to the next (1) or previous (-1) row of the active event."""
        event = self.active_event
        if event is None:
            return
        rows = rows_of(self.schema, event)
        at = rows.index(self.focus.row) if self.focus.row in rows else -1
        self.set_focus(event.id, rows[max(0, min(len(rows) - 1, at + step))])

    def step_event(self, step: int) -> None:
        """Make the next (1) or previous (-1) event active."""
        events = self.coding.events if self.coding else ()
        if not events:
            return
        ids = [event.id for event in events]
        at = ids.index(self.focus.event_id) if self.focus.event_id in ids else 0
        self.set_focus(ids[max(0, min(len(ids) - 1, at + step))])

    def take_up(self, changes: Changes) -> None:
        """Show what an edit has changed, one made beside the window too."""
        elsewhere = changes.article_id is not None and (
            self.article is None or changes.article_id != self.article.id
        )
        if Kind.DICTIONARY in changes.kinds:
            self._names = None
        if changes.edit_id:
            self.saved_at = dt.datetime.now()  # noqa: DTZ005 - shown on the user's own clock
        if elsewhere:
            self.open_article(changes.article_id)
        else:
            if self.article is not None and Kind.ARTICLE in changes.kinds:
                self.article = reads.article(self.project.connection, self.article.id)
            if Kind.DICTIONARY in changes.kinds:
                self._reread_habits()
            self._reread_coding()
            if changes.kinds & {Kind.ARTICLE, Kind.CODEBOOK, Kind.DICTIONARY}:
                self._previews.clear()  # what dates and codes come to may be something else now
            if Kind.SUGGESTION in changes.kinds:
                self.suggestions, self._decided_since = self.suggestions.again(), True
        self.looked_at = None
        self._focus_on(changes)
        self.changed.emit(changes)

    def _reread_coding(self) -> None:
        connection, article = self.project.connection, self.article
        self.coding = None if article is None else reads.coding(connection, self.desk, article.id)

    def _focus_on(self, changes: Changes) -> None:
        """Put the focus on what an edit made or touched, as far as it is there."""
        event = self.coding.event(changes.event_id) if self.coding else None
        if event is not None:
            filler = next((f for f in event.fillers if f.id == changes.filler_id), None)
            row = Row(filler.slot, filler.id) if filler else None
            kept = self.focus.row if self.focus.event_id == event.id else None
            self.focus = Focus(event.id, row or kept)
        self._settle_focus()

    def _settle_focus(self) -> None:
        """Keep the focus on something that exists."""
        event = self.active_event
        if event is None:
            events = self.coding.events if self.coding else ()
            self.focus = Focus(events[-1].id if events else None)
            event = self.active_event
        if event is None:
            return
        rows, row = rows_of(self.schema, event), self.focus.row
        if row is not None and row not in rows:
            row = next((other for other in rows if other.slot == row.slot), None)
        self.focus = Focus(event.id, row)


def _undo(project: Project, desk: Desk) -> Changes:
    return project.undo(desk)


def _redo(project: Project, desk: Desk) -> Changes:
    return project.redo(desk)
