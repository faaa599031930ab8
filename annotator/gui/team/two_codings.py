"""Two coders' codings of one article side by side, as they are in the project now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotator.domain.events import CodingStatus, Desk, Event
from annotator.domain.schema import Schema
from annotator.domain.sentence import sentence
from annotator.gui.dialogs.two_codings import ShownCoding, TwoCodingsDialog
from annotator.gui.views.coding_card import ShownEvent
from annotator.storage import reads

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage
    from annotator.gui.team.agreement_places import Side, Spot, Spots

_QUOTED = 80  # letters of what an event rests on


def _tr(text: str) -> str:
    return QCoreApplication.translate("TwoCodings", text)


class TwoCodings:
    """One look at all places of a difference."""

    def __init__(self, page: CodingPage, parent: QWidget, found: Spots) -> None:
        self.session = page.session
        self._spots = found.spots
        self.dialog = TwoCodingsDialog(parent, page.theme, found.title)
        self.dialog.wanted.connect(self._show)

    def show(self) -> None:
        """Show the first of the places."""
        self.dialog.show_beside()
        raters = [" / ".join(side.rater for side in spot.sides) for spot in self._spots]
        titles = [spot.title for spot in self._spots]
        self.dialog.show_places(list(zip(titles, raters, strict=True)))

    def _show(self, at: int) -> None:
        if 0 <= at < len(self._spots):
            spot = self._spots[at]
            self.dialog.show_codings(spot.title, [self._coding(spot, s) for s in spot.sides])

    def _coding(self, spot: Spot, side: Side) -> ShownCoding:
        connection = self.session.project.connection
        coder = reads.coder(connection, side.coder)
        which = next((one for one in reads.rounds(connection) if one.name == side.round), None)
        article = reads.article_of(connection, spot.article)
        if coder is None or which is None or article is None:
            return ShownCoding(side.rater, (_tr("not in the project any more"),), ())
        coding = reads.coding(connection, Desk(coder, which), article)
        schema = self.session.schema
        events = tuple(shown(schema, event, side) for event in coding.events)
        said = (_tr("round “{}”").format(side.round), _standing(coding.status))
        return ShownCoding(side.coder, said, events)


def shown(schema: Schema, event: Event, side: Side) -> ShownEvent:
    """An event in words; the one in question says what is compared and where it stands."""
    asked = event.uuid == side.event
    mark = " · ".join(filter(None, (_asked(side), _quote(schema, event)))) if asked else ""
    return ShownEvent(sentence(schema, event), alike=not asked, mark=mark)


def _asked(side: Side) -> str:
    return _tr("here: {}").format(side.value) if side.value else _tr("this one")


def _quote(schema: Schema, event: Event) -> str:
    """The words the event rests on: those of its action, or of all it says."""
    action = [m for filler in event.in_slot(schema.code_slot) for m in filler.mentions]
    mentions = action or [m for filler in event.fillers for m in filler.mentions]
    words = " … ".join(quote for mention in mentions for quote in mention.quotes)
    return f"“{words[:_QUOTED]}…”" if len(words) > _QUOTED else f"“{words}”" if words else ""


def _standing(status: CodingStatus) -> str:
    return {
        CodingStatus.TODO: _tr("not begun"),
        CodingStatus.IN_PROGRESS: _tr("in progress"),
        CodingStatus.DONE: _tr("done"),
        CodingStatus.NOTHING: _tr("nothing to code"),
    }[status]
