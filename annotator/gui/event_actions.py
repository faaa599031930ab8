"""What the commands about whole events do: start, copy, move, delete, say what they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

Handler = Callable[[], object]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Events", text)


class EventActions:
    """Handlers of everything that acts on the active event, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session

    def handlers(self) -> dict[str, Handler]:
        """Every handler by command id."""
        session = self.session
        made: dict[str, Handler] = {
            "event.new": self.new_event,
            "event.duplicate": self.duplicate_event,
            "event.reply": partial(self.duplicate_event, exchanged=True),
            "event.delete": self.delete_event,
            "event.reciprocal": self.toggle_reciprocal,
            "event.next": lambda: session.step_event(1),
            "event.previous": lambda: session.step_event(-1),
            "event.move_down": lambda: self.move_event(1),
            "event.move_up": lambda: self.move_event(-1),
        }
        for attribute in session.schema.attributes:
            name = attribute.name
            made[f"attribute.set.{name}"] = partial(self.open_attribute, name)
        return made

    def new_event(self) -> None:
        """Start an event behind the active one."""
        article = self.session.article
        if article is not None:
            self.session.run(ops.create_event, article.id)

    def duplicate_event(self, *, exchanged: bool = False) -> None:
        """Start an event with the values of the active one, the sides ``exchanged`` or not."""
        event = self.session.active_event
        if event is not None:
            self.session.run(ops.duplicate_event, event.id, exchanged=exchanged)

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
            self.page.tell(_tr("There is no event yet: {} starts one."), "event.new")
        else:
            self.page.events_pane.open_attribute(name)
