"""The adjudicated event edited by hand, in the card and the editors of the coding window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.domain.accepting import Row
from annotator.domain.changes import Changes
from annotator.domain.rules import RECIPROCAL
from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.team.adjudicating import Adjudicating


class AdjudicatedEditing(QObject):
    """Opens an editor for the field in focus, and goes from slot to slot of an event added."""

    def __init__(self, owner: Adjudicating) -> None:
        super().__init__(owner)
        self.owner = owner
        self.session = owner.session
        self._adding: list[str] = []  # slots still to be asked for
        self.pane = pane = owner.dialog.events
        pane.set_schema(self.session.schema)
        pane.value_chosen.connect(self._take_value)
        pane.attribute_chosen.connect(self._take_attribute)
        pane.reciprocal_toggled.connect(lambda event, on: owner.run(ops.set_reciprocal, event, on))
        pane.event_activated.connect(self._activate)
        pane.row_activated.connect(self._activate)
        pane.evidence_remove_requested.connect(
            lambda filler, mention: owner.run(ops.remove_evidence, filler, mention)
        )
        pane.editor_closed.connect(self._closed)
        pane.command_requested.connect(self._obey)

    # --- opening -------------------------------------------------------------------------------

    def edit(self) -> None:
        """Edit what is in focus of the adjudicated event."""
        owner, settled = self.owner, self.owner.current
        if settled is None or settled.result is None:
            owner.dialog.say(self.tr("Take the event first; then its values can be edited."))
            return
        if owner.session.project.read_only:
            owner.dialog.say(self.tr("This project is open for reading only."))
            return
        if owner.field == RECIPROCAL:
            owner.run(ops.set_reciprocal, settled.result.id, not settled.result.reciprocal)
            return
        self._adding = []
        self._open(settled.result.id, owner.field or self.session.schema.code_slot)

    def add(self) -> None:
        """Start an event that no coder has, and ask for its values in turn."""
        owner = self.owner
        if owner.article is None or not owner.run(ops.create_event, owner.article.article_id):
            return
        event = self.session.active_event
        if event is not None:
            self._adding = list(self.session.schema.summary)
            self._open(event.id, self._adding.pop(0))

    def add_words(self) -> None:
        """Add the selected words as evidence of the adjudicated value in focus."""
        owner, settled = self.owner, self.owner.current
        result = settled.result if settled is not None else None
        segments = owner.dialog.text.view.segments
        held = result.in_slot(owner.field) if result is not None else ()
        if not segments:
            owner.dialog.say(self.tr("No words are selected in the text."))
        elif not held:
            owner.dialog.say(self.tr("No adjudicated value is in focus."))
        elif owner.run(ops.add_evidence, held[0].id, segments=segments):
            owner.dialog.text.view.put_caret(segments[0].start)

    def _open(self, event_id: int, field: str) -> None:
        """Show the event as a card with the editor of a field open."""
        session = self.session
        slots = {slot.name for slot in session.schema.slots}
        event = session.coding.event(event_id) if session.coding else None
        if event is None:
            return
        held = event.in_slot(field)
        row = Row(field, held[0].id if held else None) if field in slots else None
        session.set_focus(event_id, row)
        self.owner.dialog.show_editor(shown=True)
        self._show()
        if row is None:
            self.pane.open_attribute(field)
        else:
            self.pane.open_editor(event_id, row, words=held[0].quote if held else "")

    def _show(self) -> None:
        session = self.session
        self.pane.set_read_only(session.project.read_only)
        self.pane.show_coding(
            session.article,
            session.coding,
            active_event_id=session.focus.event_id,
            row=session.focus.row,
        )

    def follow(self, changes: Changes) -> None:  # noqa: ARG002 - any edit may be about the card
        """Show the card as it is now."""
        if self.owner.dialog.editing:
            self._show()

    # --- what the card asks for ------------------------------------------------------------------

    def _take_value(self, event_id: int, row: Row, value: object, add: bool) -> None:  # noqa: FBT001 - a signal's arguments
        """Store what the editor gave, with the words that are selected; then go on."""
        if row.filler_id is None or add:
            view = self.owner.dialog.text.view
            self.owner.run(ops.fill_slot, event_id, row.slot, value=value, segments=view.segments)
        else:
            self.owner.run(ops.set_value, row.filler_id, value)
        self._go_on(event_id, row.slot)

    def _take_attribute(self, event_id: int, name: str, values: tuple[str, ...]) -> None:
        self.owner.run(ops.set_attribute, event_id, name, values)
        self._go_on(event_id, name)

    def _go_on(self, event_id: int, field: str) -> None:
        """Ask for the next value of an event that is being added, else go back."""
        if self._adding:
            self._open(event_id, self._adding.pop(0))
        else:
            self._back(event_id, field)

    def _closed(self) -> None:
        """Go back to the events side by side once an editor was left without a value."""
        QTimer.singleShot(0, self, self._leave)

    def _leave(self) -> None:
        dialog, event = self.owner.dialog, self.session.active_event
        if dialog.editing and not self.pane.editor_open:
            self._adding = []
            row = self.session.focus.row
            self._back(event.id if event else 0, row.slot if row else "")

    def _back(self, event_id: int, field: str) -> None:
        self.owner.dialog.show_editor(shown=False)
        self.owner.focus(event_id, field)

    def _activate(self, event_id: int, row: Row | None = None) -> None:
        self.session.set_focus(event_id, row)
        self._show()

    def _obey(self, command: str) -> None:
        """Do what a card's own controls ask for."""
        event, row, filler = self.session.active_event, self.session.focus.row, self.session.filler
        if command == "filler.edit" and event is not None and row is not None:
            self.pane.open_editor(event.id, row, words=filler.quote if filler else "")
        elif command == "filler.delete" and filler is not None:
            self.owner.run(ops.delete_filler, filler.id)
