"""What the commands that fill slots do: pick ids from what is on screen, run the op, move on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.accepting import Row, Target, accept_target, letter_target
from annotator.domain.candidates import date_slot, first_choice
from annotator.domain.changes import Changes
from annotator.domain.events import Segments
from annotator.domain.schema import Slot
from annotator.domain.suggestions import Candidate
from annotator.domain.values import CodeValue, ValueKind
from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Coding", text)


class CodingActions:
    """Handlers of everything that fills, changes and empties slots, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        session = self.session
        made: dict[str, Callable[[], object]] = {
            "suggestion.accept": self.accept,
            "suggestion.choose": partial(self.accept, choose=True),
            "suggestion.reject": self.reject,
            "mention.evidence": self.add_evidence,
            "filler.next": lambda: session.step_row(1),
            "filler.previous": lambda: session.step_row(-1),
            "filler.edit": self.edit_row,
            "filler.delete": self.delete_filler,
            "filler.reported": self.take_reported_date,
        }
        for slot in session.schema.slots:
            made[f"slot.fill.{slot.name}"] = partial(self.fill, slot)
            if slot.several:
                made[f"slot.add.{slot.name}"] = partial(self.fill, slot, add=True)
        return made

    # --- slots ---------------------------------------------------------------------------------

    def accept(self, *, choose: bool = False) -> None:
        """Put what is focused into the slot shown; ``choose`` opens the list of its values."""
        target = self.shown_target()
        if self.session.active_event is None:
            self.page.tell(_tr("There is no event yet: {} starts one."), "event.new")
        elif target is not None:
            self.put(target, choose=choose)
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
            self.page.tell(_tr("There is no event yet: {} starts one."), "event.new")
            return
        target = Target(slot) if add else letter_target(slot, event, self.session.filler)
        if self._is_of_another_kind(target):
            said = _tr(
                "These words are suggested as {}, and {} has a value already: select them to put"
                " them there."
            )
            self.session.said.emit(said.format(self._kind_in_focus, slot.label))
        elif pane.selection or pane.focused_suggestion is not None:
            self.put(target)
        else:
            row = Row(slot.name, None if add else target.replace)
            self.session.set_focus(event.id, row)
            if add:
                self.page.events_pane.open_editor(event.id, row, add=True)
            else:
                self.edit_row()

    def _is_of_another_kind(self, target: Target) -> bool:
        """Whether a suggestion in focus would take the place of a value it cannot be."""
        pane = self.page.article_pane
        suggestion = None if pane.selection else pane.focused_suggestion
        other = suggestion is not None and suggestion.type != target.slot.mention_type
        return other and target.replace is not None

    @property
    def _kind_in_focus(self) -> str:
        """What kind of words the focused suggestion is."""
        suggestion = self.page.article_pane.focused_suggestion
        return self.session.schema.mention_type(suggestion.type).label.lower() if suggestion else ""

    def put(self, target: Target, *, candidate: str = "", choose: bool = False) -> None:
        """Put the selection, or the focused suggestion, into a slot of the active event.

        Of a suggestion its first choice is stored, or the candidate given; where no candidate
        stands clear of the rest, or ``choose`` is set, the list opens on them.
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
            self._ask_for_code(target.slot, changes, candidates, always=choose)

    def _ask_for_code(
        self, slot: Slot, changes: Changes, candidates: tuple[Candidate, ...], *, always: bool
    ) -> None:
        filler = self.session.filler
        if filler is None or changes.event_id is None:
            return
        coded = slot.kind in (ValueKind.CODE, ValueKind.COMPOSED)
        if always or (coded and filler.value is None):
            row = Row(slot.name, filler.id)
            self.page.events_pane.open_editor(
                changes.event_id, row, words=filler.quote, candidates=candidates
            )

    def edit_row(self) -> None:
        """Open the editor of the row in focus."""
        event, row = self.session.active_event, self.session.focus.row
        if event is None:
            self.page.tell(_tr("There is no event yet: {} starts one."), "event.new")
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
            self.page.tell(_tr("No value is in focus: {} moves to one."), "filler.next")
        else:
            self.session.run(ops.delete_filler, filler.id)

    def add_evidence(self) -> None:
        """Add what is focused as further evidence of the filler in focus."""
        filler, pane = self.session.filler, self.page.article_pane
        segments = pane.snapped_selection() if pane.selection else ()
        suggestion = pane.focused_suggestion
        if filler is None:
            self.page.tell(_tr("No value is in focus: {} moves to one."), "filler.next")
        elif not segments and suggestion is None:
            self.page.tell(_tr("Nothing is selected: {} goes to a suggestion."), "suggestion.next")
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
            self.page.tell(_tr("There is no event yet: {} starts one."), "event.new")
            return
        if article.published is None:
            self.page.tell(_tr("The publication date is not known: {} sets it."), "article.details")
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
