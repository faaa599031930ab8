"""What the coding commands do: pick ids from what is on screen, run the op, move the focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.accepting import Row, Target, accept_target, letter_target
from annotator.domain.candidates import date_slot, first_choice
from annotator.domain.changes import Changes
from annotator.domain.events import CodingStatus, Segments
from annotator.domain.schema import Slot
from annotator.domain.suggestions import Candidate
from annotator.domain.values import CodeValue, ValueKind
from annotator.storage import ops, reads

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Coding", text)


class CodingActions:
    """The handlers of everything that codes, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every coding command's handler by command id."""
        page, session = self.page, self.session
        made: dict[str, Callable[[], object]] = {
            "edit.undo": session.undo,
            "edit.redo": session.redo,
            "suggestion.next": page.article_pane.next_suggestion,
            "suggestion.previous": page.article_pane.previous_suggestion,
            "suggestion.accept": self.accept,
            "suggestion.reject": self.reject,
            "mention.evidence": self.add_evidence,
            "span.grow_end": lambda: page.article_pane.grow(end=True, words=1),
            "span.shrink_end": lambda: page.article_pane.grow(end=True, words=-1),
            "span.grow_start": lambda: page.article_pane.grow(end=False, words=1),
            "span.shrink_start": lambda: page.article_pane.grow(end=False, words=-1),
            "span.keep": page.article_pane.pin_selection,
            "span.clear": page.article_pane.let_go,
            "event.new": self.new_event,
            "event.duplicate": self.duplicate_event,
            "event.delete": self.delete_event,
            "event.reciprocal": self.toggle_reciprocal,
            "event.next": lambda: session.step_event(1),
            "event.previous": lambda: session.step_event(-1),
            "event.move_down": lambda: self.move_event(1),
            "event.move_up": lambda: self.move_event(-1),
            "filler.next": lambda: session.step_row(1),
            "filler.previous": lambda: session.step_row(-1),
            "filler.edit": self.edit_row,
            "filler.delete": self.delete_filler,
            "filler.reported": self.take_reported_date,
            "article.done": self.done,
            "article.nothing": self.ask_nothing,
            "article.reopen": self.reopen,
            "article.next": lambda: self.step_article(1),
            "article.previous": lambda: self.step_article(-1),
            "article.next_to_do": self.next_to_do,
            "article.flag": self.toggle_flag,
            "article.note": lambda: self.ask_comment("note"),
            "article.question": lambda: self.ask_comment("question"),
        }
        for slot in session.schema.slots:
            made[f"slot.fill.{slot.name}"] = partial(self.fill, slot)
            if slot.several:
                made[f"slot.add.{slot.name}"] = partial(self.fill, slot, add=True)
        for attribute in session.schema.attributes:
            name = attribute.name
            made[f"attribute.set.{name}"] = partial(self.open_attribute, name)
        made |= page.suggesting.handlers()
        return page.whole_events.instead_of(made) | page.whole_events.handlers()

    # --- slots ---------------------------------------------------------------------------------

    def accept(self) -> None:
        """Put what is focused into the slot shown."""
        target = self.shown_target()
        if self.session.active_event is None:
            self.session.said.emit(_tr("There is no event yet: N starts one."))
        elif target is not None:
            self.put(target)
        elif self.session.focus.row is not None:
            self.edit_row()

    def shown_target(self) -> Target | None:
        """The slot that accepting would fill now."""
        event, pane = self.session.active_event, self.page.article_pane
        if event is None:
            return None
        schema, row = self.session.schema, self.session.focus.row
        if pane.selection:
            empty = [s for s in schema.summary if not event.in_slot(s)]
            name = row.slot if row and row.filler_id is None else (empty or [schema.summary[0]])[0]
            return Target(schema.slot(name))
        suggestion = pane.focused_suggestion
        if suggestion is None:
            return None
        if row is not None and row.filler_id is None:
            slot = schema.slot(row.slot)
            if slot.mention_type == suggestion.type:
                return Target(slot)
        return accept_target(schema, event, suggestion.type)

    def fill(self, slot: Slot, *, add: bool = False) -> None:
        """Put the selection or the focused suggestion into a slot, or open its editor."""
        event, pane = self.session.active_event, self.page.article_pane
        if event is None:
            self.session.said.emit(_tr("There is no event yet: N starts one."))
            return
        target = Target(slot) if add else letter_target(slot, event, self.session.filler)
        if pane.selection or pane.focused_suggestion is not None:
            self.put(target)
        else:
            row = Row(slot.name, None if add else target.replace)
            self.session.set_focus(event.id, row)
            self.page.events_pane.open_editor(event.id, row, add=add)

    def put(self, target: Target, *, candidate: str = "") -> None:
        """Put the selection, or the focused suggestion, into a slot of the active event.

        Of a suggestion its first choice is stored, or the candidate given; where no candidate
        stands clear of the rest, the list opens on them.
        """
        event, pane = self.session.active_event, self.page.article_pane
        assert event is not None
        segments: Segments = pane.snapped_selection() if pane.selection else ()
        suggestion = None if segments else pane.focused_suggestion
        candidates = self.page.suggesting.candidates(suggestion, target.slot)
        first = first_choice(target.slot.kind, candidates)
        changes = self.session.run(
            ops.fill_slot,
            event.id,
            target.slot.name,
            segments=segments,
            suggestion_id=suggestion.id if suggestion else None,
            candidate=candidate or (first.value if first else ""),
            replace=target.replace,
        )
        if changes is not None:
            pane.clear_selection()
            self._ask_for_code(target.slot, changes, candidates)

    def _ask_for_code(
        self, slot: Slot, changes: Changes, candidates: tuple[Candidate, ...]
    ) -> None:
        filler = self.session.filler
        coded = slot.kind in (ValueKind.CODE, ValueKind.COMPOSED)
        if coded and filler is not None and filler.value is None and changes.event_id is not None:
            row = Row(slot.name, filler.id)
            self.page.events_pane.open_editor(
                changes.event_id, row, words=filler.quote, candidates=candidates
            )

    def edit_row(self) -> None:
        """Open the editor of the row in focus."""
        event, row = self.session.active_event, self.session.focus.row
        if event is None:
            self.session.said.emit(_tr("There is no event yet: N starts one."))
            return
        if row is None:
            self.session.step_row(1)
            row = self.session.focus.row
        if row is not None:
            filler, suggesting = self.session.filler, self.page.suggesting
            slot = self.session.schema.slot(row.slot)
            self.page.events_pane.open_editor(
                event.id,
                row,
                words=filler.quote if filler else "",
                candidates=suggesting.candidates(suggesting.of_filler(filler), slot),
            )

    def take_value(self, event_id: int, row: Row, value: object, add: bool) -> None:  # noqa: FBT001 - a signal's arguments
        """Store what the editor gave."""
        if row.filler_id is None or add:
            self.session.run(ops.fill_slot, event_id, row.slot, value=value)
        else:
            self._set_value(row, value)

    def _set_value(self, row: Row, value: object) -> None:
        """Change a value; one that its suggestion offers counts as taken from there."""
        suggesting, filler = self.page.suggesting, self.session.filler
        slot = self.session.schema.slot(row.slot)
        offered = suggesting.candidates(suggesting.of_filler(filler), slot)
        among = isinstance(value, CodeValue) and value.code in {c.value for c in offered}
        if self.session.run(ops.set_value, row.filler_id, value, candidate=among):
            suggesting.offer(self.session.filler)

    def delete_filler(self) -> None:
        """Take the filler in focus out of its slot."""
        filler = self.session.filler
        if filler is None:
            self.session.said.emit(_tr("No value is in focus: Alt+Down moves to one."))
        else:
            self.session.run(ops.delete_filler, filler.id)

    def add_evidence(self) -> None:
        """Add what is focused as further evidence of the filler in focus."""
        filler, pane = self.session.filler, self.page.article_pane
        segments = pane.snapped_selection() if pane.selection else ()
        suggestion = pane.focused_suggestion
        if filler is None:
            self.session.said.emit(_tr("No value is in focus: Alt+Down moves to one."))
        elif not segments and suggestion is None:
            self.session.said.emit(_tr("Nothing is selected: Tab goes to a suggestion."))
        else:
            suggestion_id = None if segments or suggestion is None else suggestion.id
            if self.session.run(
                ops.add_evidence, filler.id, segments=segments, suggestion_id=suggestion_id
            ):
                pane.clear_selection()

    def reject(self) -> None:
        """Dismiss the focused suggestion."""
        suggestion = self.page.article_pane.focused_suggestion
        if suggestion is not None:
            self.session.run(ops.reject_suggestion, suggestion.id)

    def take_reported_date(self) -> None:
        """Put the publication date, as the reported date, into the slot that says when."""
        event, article = self.session.active_event, self.session.article
        if event is None or article is None:
            self.session.said.emit(_tr("There is no event yet: N starts one."))
            return
        if article.published is None:
            self.session.said.emit(_tr("The publication date is not known: F4 sets it."))
            return
        from annotator.domain import dates  # noqa: PLC0415 - not needed to start

        slot = date_slot(self.session.schema)
        if slot is not None:
            held = event.in_slot(slot.name)
            self.session.run(
                ops.fill_slot,
                event.id,
                slot.name,
                value=dates.reported(article.published),
                replace=held[0].id if held else None,
            )

    # --- events --------------------------------------------------------------------------------

    def new_event(self) -> None:
        """Start an event behind the active one."""
        article = self.session.article
        if article is not None:
            self.session.run(ops.create_event, article.id)

    def duplicate_event(self) -> None:
        """Start an event with the values of the active one."""
        if self.session.active_event is not None:
            self.session.run(ops.duplicate_event, self.session.active_event.id)

    def delete_event(self) -> None:
        """Delete the active event; undo brings it back."""
        if self.session.active_event is not None:
            self.session.run(ops.delete_event, self.session.active_event.id)

    def move_event(self, step: int) -> None:
        """Move the active event up or down."""
        coding, event = self.session.coding, self.session.active_event
        if coding is not None and event is not None:
            at = coding.events.index(event) + step
            if 0 <= at < len(coding.events):
                self.session.run(ops.move_event, event.id, at)

    def toggle_reciprocal(self) -> None:
        """Mark the active event reciprocal, or no longer."""
        event = self.session.active_event
        if event is not None:
            self.session.run(ops.set_reciprocal, event.id, not event.reciprocal)

    def open_attribute(self, name: str) -> None:
        """Open an attribute's choices on the active card."""
        if self.session.active_event is None:
            self.session.said.emit(_tr("There is no event yet: N starts one."))
        else:
            self.page.events_pane.open_attribute(name)

    # --- articles ------------------------------------------------------------------------------

    def done(self) -> None:
        """Mark the article done and open the next one to do."""
        article, coding = self.session.article, self.session.coding
        if article is None or coding is None:
            return
        if not coding.events:
            self.session.said.emit(_tr("No event is coded: X marks it as nothing to code."))
            return
        if self.session.run(ops.finish_coding, article.id, status=CodingStatus.DONE):
            self.next_to_do()

    def ask_nothing(self) -> None:
        """Ask why there is nothing to code."""
        if self.session.article is None:
            return
        if self.session.coding is not None and self.session.coding.events:
            self.session.said.emit(
                _tr("Events are coded here; delete them first, or mark it done.")
            )
            return
        reasons = [reason for reason in self.session.schema.reasons if not reason.retired]
        self.page.choices.ask(_tr("Nothing to code, because …"), reasons)

    def nothing(self, reason: str) -> None:
        """Mark the article as nothing to code and open the next one to do."""
        article = self.session.article
        if article is not None and self.session.run(
            ops.finish_coding, article.id, status=CodingStatus.NOTHING, reason=reason
        ):
            self.next_to_do()

    def reopen(self) -> None:
        """Set a finished article back to in progress."""
        if self.session.article is not None:
            self.session.run(ops.reopen_coding, self.session.article.id)

    def next_to_do(self) -> None:
        """Open the next article to do, from the top again when the end is reached."""
        article = self.session.article
        after = article.id if article else 0
        found = reads.next_to_do(self.session.project.connection, self.session.desk, after)
        if found is None:
            self.session.said.emit(_tr("Everything in your queue is finished."))
        else:
            self.session.open_article(found)

    def step_article(self, step: int) -> None:
        """Open the next or the previous article of the queue."""
        ids = self.page.queue_ids
        article = self.session.article
        if not ids or article is None:
            return
        at = ids.index(article.id) + step
        if 0 <= at < len(ids):
            self.session.open_article(ids[at])
        else:
            self.session.said.emit(_tr("This is the last article.") if step > 0 else "")

    def toggle_flag(self) -> None:
        """Flag the article to come back to, or take the flag off."""
        article, coding = self.session.article, self.session.coding
        if article is not None and coding is not None:
            self.session.run(ops.flag_coding, article.id, not coding.flagged)

    def ask_comment(self, kind: str) -> None:
        """Open the sheet for the article's note, or its question to the supervisor."""
        if self.session.article is None or self.session.coding is None:
            return
        mine = [c for c in self.session.coding.comments if c.kind == kind and c.event_id is None]
        title = _tr("Note on this article") if kind == "note" else _tr("Question to the supervisor")
        self.page.note_kind = kind
        self.page.notes.ask(title, mine[0].text if mine else "")

    def keep_comment(self, text: str) -> None:
        """Store what the sheet gave; an empty text removes the comment."""
        article, coding, kind = self.session.article, self.session.coding, self.page.note_kind
        if article is None or coding is None:
            return
        mine = [c for c in coding.comments if c.kind == kind and c.event_id is None]
        if text or mine:
            comment_id = mine[0].id if mine else None
            self.session.run(ops.set_comment, article.id, kind, text, comment_id=comment_id)
