"""The coding window's middle: queue, article and events, wired to the session."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from annotator.domain.accepting import Row
from annotator.domain.changes import Changes, Kind
from annotator.domain.events import ArticleRow
from annotator.domain.schema import Schema
from annotator.domain.values import ValueKind
from annotator.gui.article_actions import ArticleActions
from annotator.gui.card_actions import CardActions
from annotator.gui.check_actions import CheckActions
from annotator.gui.coding_actions import CodingActions
from annotator.gui.comment_actions import CommentActions
from annotator.gui.event_actions import EventActions
from annotator.gui.going_back import GoingBack
from annotator.gui.key_names import KeyNames, lettered
from annotator.gui.link_actions import LinkActions
from annotator.gui.page_frame import PageFrame
from annotator.gui.pointing import Pointing
from annotator.gui.question_actions import QuestionActions
from annotator.gui.queue_actions import QueueActions
from annotator.gui.reading_aloud import ReadingAloud
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.span_actions import SpanActions
from annotator.gui.suggestion_actions import SuggestionActions
from annotator.gui.team.actions import TeamActions
from annotator.gui.theme import Theme
from annotator.gui.time_words import progress_words, time_words
from annotator.gui.whole_events import WholeEvents
from annotator.storage import ops, reads
from annotator.storage.project_settings import TimeRule


class Handling(Protocol):
    """A part of the page that does what some commands ask for."""

    def handlers(self) -> dict[str, Callable[[], object]]: ...  # noqa: D102 - said above


class CodingPage(PageFrame):
    """Three panes between two bars; every wish of a pane ends in one op or one command."""

    command_requested = Signal(str)

    def __init__(self, session: Session, theme: Theme, settings: Settings) -> None:
        super().__init__(theme)
        self.session = session
        self.settings = settings
        self._time_rule = TimeRule()
        self.busy = False  # long work on files is going on
        self.queue_ids: array[int] = array("q")
        self._lettered = (session.schema, self.keys, session.schema)
        self._changes_to_show: list[Changes] = []
        self._aside = QTimer(self, singleShot=True, interval=0)
        self._aside.timeout.connect(self._show_aside)
        self.whole_events = WholeEvents(self)
        self.coding = CodingActions(self)
        self.suggesting = SuggestionActions(self)
        self.articles = ArticleActions(self)
        self.pointing = Pointing(self)
        self.comments = CommentActions(self)
        self.going_back = GoingBack(self)
        self.questions = QuestionActions(self)
        self.queue = QueueActions(self)
        self.checks = CheckActions(self)
        self.team = TeamActions(self)
        self._parts: tuple[Handling, ...] = (
            self.coding,
            self.suggesting,
            SpanActions(self),
            self.pointing,
            EventActions(self),
            CardActions(self),
            LinkActions(self),
            self.articles,
            self.comments,
            self.questions,
            self.queue,
            self.checks,
            self.team,
        )
        self._wire()
        self._aloud = ReadingAloud(self, session)  # after the views, which it reads
        self.set_theme(theme)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What every command about the open project's articles does, by command id."""
        session = self.session
        made: dict[str, Callable[[], object]] = {
            "edit.undo": session.undo,
            "edit.redo": session.redo,
        }
        for part in self._parts:
            made |= part.handlers()
        return self.whole_events.instead_of(made) | self.whole_events.handlers()

    def _wire(self) -> None:
        session, coding = self.session, self.coding
        session.article_left.connect(self.events_pane.close_editor)
        session.article_opened.connect(self._show_article)
        session.changed.connect(self._show_changes)
        session.focus_changed.connect(self._show_focus)
        session.said.connect(self.status_line.say)
        self.queue_pane.article_chosen.connect(session.open_article)
        self.article_pane.suggestion_focused.connect(self.show_hint)
        self.article_pane.selection_changed.connect(self.show_hint)
        self.article_pane.mention_activated.connect(self._activate_filler)
        self.article_pane.details_requested.connect(
            lambda: self.command_requested.emit("article.details")
        )
        self.events_pane.event_activated.connect(session.set_focus)
        self.events_pane.row_activated.connect(session.set_focus)
        self.events_pane.value_chosen.connect(coding.take_value)
        self.events_pane.attribute_chosen.connect(self.checks.set_attribute)
        self.events_pane.reciprocal_toggled.connect(
            lambda event, on: session.run(ops.set_reciprocal, event, on)
        )
        self.events_pane.evidence_remove_requested.connect(
            lambda filler, mention: session.run(ops.remove_evidence, filler, mention)
        )
        self.events_pane.event_hovered.connect(self.article_pane.hover_event)
        self.events_pane.mention_requested.connect(self.article_pane.highlight_filler)
        self.events_pane.editor_closed.connect(self._take_keyboard_back)
        self.choices.chosen.connect(self.articles.nothing)
        for ended in (self.choices.closed, self.notes.closed, self.banner.left):
            ended.connect(self.focus_article)
        for part in (
            self.top_bar,
            self.status_line,
            self.banner,
            self.queue_pane,
            self.article_pane,
            self.events_pane,
        ):
            part.command_requested.connect(self.command_requested)

    # --- showing -------------------------------------------------------------------------------

    def start(self) -> None:
        """Show the queue and the article to go on with."""
        session = self.session
        self.article_pane.set_schema(self.shown_schema)
        self.events_pane.set_schema(self.shown_schema)
        if session.project.read_only:
            self.show_read_only()
        self.status_line.show_coder(session.desk.coder.name)
        self.reread_queue()
        self._hand_in_recent()
        self.show_status()

    def take_schema(self) -> None:
        """Show everything by the schema in force, which an edit has changed."""
        session = self.session
        self.article_pane.set_schema(self.shown_schema)
        self.events_pane.set_schema(self.shown_schema)
        self.article_pane.show_article(
            session.article,
            session.coding,
            session.suggestions,
            active_event_id=session.focus.event_id,
            filler_id=session.filler.id if session.filler else None,
        )

    def open_first(self) -> None:
        """Open the article to go on with: where one was, the first to do, the first there is."""
        back = self.going_back.find()
        if back is not None:
            self.session.open_article(back.article_id, back.focus)
            return
        connection, desk = self.session.project.connection, self.session.desk
        first = reads.next_to_do(connection, desk, None)
        if first is None and self.queue_ids:
            first = self.queue_ids[0]
        if first is None:
            self._show_no_article()
        self.session.open_article(first)

    def _show_no_article(self) -> None:
        self.article_pane.set_empty(
            self.tr("No articles yet"),
            self.tr("Import a folder, a spreadsheet or text files, or paste one article."),
            (
                ("project.import", self.tr("Import articles…")),
                ("article.paste", self.tr("Paste one")),
                ("article.new", self.tr("Write one…")),
            ),
        )

    def reread_queue(self) -> None:
        """Show the queue as it is in the file now."""
        connection, desk = self.session.project.connection, self.session.desk
        self.queue_ids = reads.queue_ids(connection, desk)
        self.queue_pane.set_queue(self.queue_ids, self._rows)
        self.queue.reread()
        self.queue_pane.set_counts(reads.counts(connection, desk))
        self._show_place()

    def _rows(self, ids: list[int]) -> list[ArticleRow]:
        return reads.article_rows(self.session.project.connection, self.session.desk, ids)

    def _show_article(self) -> None:
        session = self.session
        self.going_back.leave(self.article_pane.place)
        self.suggesting.forget_offer()
        self._show_events()
        unaided = session.coding is not None and session.coding.unaided
        self.article_pane.set_notice(self.tr("unaided") if unaided else "")
        self.article_pane.show_article(
            session.article,
            session.coding,
            session.suggestions,
            active_event_id=session.focus.event_id,
            filler_id=session.filler.id if session.filler else None,
            left=self.going_back.left_at(session.article.id if session.article else None),
        )
        self.status_line.say("")
        self.queue_pane.set_current(session.article.id if session.article else None)
        self._show_place()
        self.queue.follow_article()
        self.focus_article()

    def _show_changes(self, changes: Changes) -> None:
        self.banner.step_passed()
        self.suggesting.forget_offer()
        self.status_line.say("")
        if Kind.CODEBOOK in changes.kinds:
            self.take_schema()
        self._show_events()
        if not self._refresh_article(facts=Kind.ARTICLE in changes.kinds):
            self.show_hint()
        self._changes_to_show.append(changes)
        self._aside.start()

    def _refresh_article(self, *, facts: bool = False) -> bool:
        """Show what was coded since; True when the focus went on, which says its own hint."""
        session = self.session
        return self.article_pane.refresh(
            session.shown_coding,
            session.suggestions,
            article=session.article if facts else None,
            active_event_id=session.shown_event_id,
            filler_id=session.filler.id if session.filler and not session.looked_at else None,
        )

    def _show_aside(self) -> None:
        """What may come one turn of the event loop after the edit itself was painted."""
        if any(Kind.EVENT in changes.kinds for changes in self._changes_to_show):
            self._hand_in_recent()
        for changes in self._changes_to_show:
            self._show_one_aside(changes)
        self._changes_to_show.clear()
        self._show_saved()

    def stop(self) -> None:
        """Show nothing more: the project is about to be closed."""
        ending = (self.pointing, self.queue, self.whole_events, self._aside, self.going_back)
        for part in (*ending, self.team):
            part.stop()
        self.session.article_left.emit()
        self.questions.close()
        self.session.blockSignals(True)

    def _show_one_aside(self, changes: Changes) -> None:
        if changes.article_id is not None:
            self.queue_pane.refresh([changes.article_id])
            self.queue.follow(changes)
        if Kind.CODING in changes.kinds:
            self.queue_pane.set_counts(
                reads.counts(self.session.project.connection, self.session.desk)
            )
            self._show_progress()

    def show_suggestions(self) -> None:
        """Show suggestions that arrived for the open article."""
        self.session.take_up_suggestions()
        self._refresh_article()
        pane = self.article_pane
        if pane.focused_suggestion is None and not pane.selection:
            # as if they had been there when the article was opened
            pane.focus_next_after(self.queue.hit_at)
        self.show_hint()
        self.whole_events.show_soon()

    def _show_focus(self) -> None:
        self._show_events()
        if not self._refresh_article():
            self.show_hint()

    def _show_events(self) -> None:
        session = self.session
        self.events_pane.show_coding(
            session.article,
            session.coding,
            active_event_id=session.focus.event_id,
            row=session.focus.row,
            findings=session.findings,
        )

    def _hand_in_recent(self) -> None:
        """Let the editors offer the codes used lately."""
        connection, desk = self.session.project.connection, self.session.desk
        self.events_pane.set_recent(
            {
                slot.name: tuple(reads.recent_codes(connection, desk, slot.name))
                for slot in self.session.schema.slots
                if slot.kind in (ValueKind.CODE, ValueKind.COMPOSED)
            }
        )

    def _show_place(self) -> None:
        article = self.session.article
        if article is None:
            self.top_bar.show_place(0, 0)
            return
        number = self.queue_ids.index(article.id) + 1 if article.id in self.queue_ids else 0
        self.top_bar.show_place(number, len(self.queue_ids))

    def show_status(self) -> None:
        """Say what was saved, and the coder's own progress."""
        self._show_saved()
        self._show_progress()

    def _show_saved(self) -> None:
        session = self.session
        saved = session.saved_at
        self.status_line.show_saved(saved.strftime("%H:%M:%S") if saved else "")
        self.status_line.show_undo(session.undo_state().undo)

    def _show_progress(self) -> None:
        progress = reads.progress(self.session.project.connection, self.session.desk)
        minutes = round(progress.seconds_today / 60) if self._time_rule.counted else None
        self.status_line.show_progress(
            progress_words(progress.finished_today, minutes), time_words(self._time_rule)
        )

    @property
    def shown_schema(self) -> Schema:
        """The schema in force with the letters in force."""
        schema, keys, shown = self._lettered
        if schema is not self.session.schema or keys is not self.keys:
            schema, keys = self.session.schema, self.keys
            shown = lettered(schema, keys)
            self._lettered = (schema, keys, shown)
        return shown

    def set_keys(self, names: KeyNames) -> None:
        """Name other keys from now on, beside the slots too."""
        before = self.shown_schema
        super().set_keys(names)
        if self.session.article is not None and self.shown_schema != before:
            self.take_schema()
        self.show_hint()

    def tell(self, sentence: str, *command_ids: str) -> None:
        """Say a sentence with the keys of these commands in its gaps."""
        self.session.said.emit(self.keys.told(sentence, *command_ids))

    def show_time_rule(self, rule: TimeRule) -> None:
        """Show the coder's minutes by the rule they are counted by, or none."""
        if rule != self._time_rule:
            self._time_rule = rule
            self._show_progress()

    # --- focus ---------------------------------------------------------------------------------

    def focus_article(self) -> None:
        """Give the keyboard to the text."""
        self.article_pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_keyboard_back(self) -> None:
        """Give the keyboard to the text after an editor, unless it went elsewhere by wish."""
        focused = QApplication.focusWidget()
        if focused is None or self.events_pane.isAncestorOf(focused):
            self.focus_article()

    def _activate_filler(self, event_id: int, filler_id: int | None) -> None:
        coding = self.session.coding
        event = coding.event(event_id) if coding else None
        filler = next((f for f in event.fillers if f.id == filler_id), None) if event else None
        self.session.set_focus(event_id, Row(filler.slot, filler.id) if filler else None)

    def show_hint(self) -> None:
        """Say under the focused suggestion or the selection what the keys would do."""
        self.suggesting.show_hint()

    def unfinished(self) -> int:
        """How many codings are begun and not finished, by anybody: exports leave them out."""
        return reads.unfinished(self.session.project.connection)
