"""What the commands about things to look at do: go to the next one, ask before done."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.accepting import Row
from annotator.domain.coding_checks import Finding, to_confirm
from annotator.domain.rules import fields_of
from annotator.gui.drafts import Drafts
from annotator.gui.views.done_sheet import DoneSheet
from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

Place = tuple[int, str, int | None]  # event, field, value


def _tr(text: str) -> str:
    return QCoreApplication.translate("Checks", text)


class CheckActions:
    """Walks what is to be looked at in the open article, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self._asked: tuple[Finding, ...] = ()
        self._at: Place | None = None  # where the last step led
        self._drafts = Drafts(page.session, page.settings)
        editors = page.events_pane.editors
        editors.draft_of = self._draft_of
        editors.attribute_drafted.connect(self._keep_draft)

    @cached_property
    def sheet(self) -> DoneSheet:
        """The question before done, made when it is first asked."""
        made = DoneSheet(self.page, self.page.theme)
        self.page.add_themed(made)
        made.confirmed.connect(self._done_anyway)
        made.returned.connect(self._go_to_asked)
        made.closed.connect(self.page.focus_article)
        return made

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        return {"check.next": partial(self.step, 1), "check.previous": partial(self.step, -1)}

    # --- walking -------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the next thing to look at (1) or the one before (-1), round the whole article."""
        places = list(dict.fromkeys(_place(finding) for finding in self.session.findings))
        if not places:
            self.session.said.emit(_tr("Nothing is to be looked at in this article."))
            return
        self._go_to(places[self._following(places, by)], edit=not self.page.events_pane.read_only)

    def _following(self, places: list[Place], by: int) -> int:
        """Which place comes next from where the focus is."""
        here = self._here()
        if here in places:
            return (places.index(here) + by) % len(places)
        before = [n for n, place in enumerate(places) if self._order(place) < self._order(here)]
        behind = before[-1] + 1 if before else 0
        return (behind if by > 0 else behind - 1) % len(places)

    def _here(self) -> Place:
        """Where the focus is: the row, or the attribute that the last step led to."""
        event_id, row = self.session.focus.event_id or 0, self.session.focus.row
        attribute = self._at is not None and not self._is_slot(self._at[1])
        if attribute and self._at is not None and self._at[0] == event_id:
            return self._at
        return (event_id, row.slot, row.filler_id) if row else (event_id, "", None)

    def _order(self, place: Place) -> tuple[int, int]:
        """Where a place comes in the article: its event, then its row."""
        coding, schema = self.session.coding, self.session.schema
        events = [event.id for event in coding.events] if coding else []
        fields = [entry.name for entry in fields_of(schema)]
        event_id, field, _ = place
        return (
            events.index(event_id) if event_id in events else -1,
            fields.index(field) if field in fields else -1,
        )

    def _go_to(self, place: Place, *, edit: bool) -> None:
        """Put the focus there and say what is to be looked at; ``edit`` asks for what lacks."""
        event_id, field, filler_id = self._at = place
        found = [finding for finding in self.session.findings if _place(finding) == place]
        pane = self.page.events_pane
        if pane.editor_open:
            pane.close_editor(quiet=True)
            self.page.focus_article()
        row = Row(field, filler_id) if self._is_slot(field) else None
        self.session.set_focus(event_id, row)
        if row is not None:
            pane.reveal_row(event_id, row)
        if edit and row is None and field:
            pane.open_attribute(field)
        elif edit and (filler_id is None or any(finding.missing for finding in found)):
            self.page.coding.edit_row()
        self.session.said.emit(" · ".join(finding.sentence for finding in found))

    def _is_slot(self, field: str) -> bool:
        return any(slot.name == field for slot in self.session.schema.slots)

    # --- asking --------------------------------------------------------------------------------

    def set_attribute(self, event_id: int, name: str, values: tuple[str, ...]) -> None:
        """Store an attribute; what the codebook asks of it was asked when it was given."""
        if self.session.run(ops.set_attribute, event_id, name, values) is not None:
            self._keep_draft(event_id, name, "")
            mine = (f for f in self.session.findings if (f.event_id, f.field) == (event_id, name))
            self.session.checking.mean(*to_confirm(tuple(mine)))

    def _draft_of(self, event_id: int, name: str) -> str:
        """What was being written when the program ended, of an attribute that holds text."""
        return self._drafts.of("attribute", event_id, name)

    def _keep_draft(self, event_id: int, name: str, text: str) -> None:
        self._drafts.keep(text, "attribute", event_id, name)

    def ask_before_done(self) -> bool:
        """Ask what the codebook wants to be asked before an article is done; False: nothing."""
        checking = self.session.checking
        asked = to_confirm(self.session.findings)
        self._asked = tuple(finding for finding in asked if not checking.is_meant(finding))
        if self._asked:
            self.sheet.ask_about([self._in_words(finding) for finding in self._asked])
        return bool(self._asked)

    def _in_words(self, finding: Finding) -> str:
        coding = self.session.coding
        ids = [event.id for event in coding.events] if coding else []
        number = ids.index(finding.event_id) + 1
        return _tr("event {}: {}").format(number, finding.sentence)

    def _done_anyway(self) -> None:
        self.session.checking.mean(*self._asked)
        self.page.articles.finish()

    def _go_to_asked(self) -> None:
        if self._asked:
            self._go_to(_place(self._asked[0]), edit=False)


def _place(finding: Finding) -> Place:
    return finding.event_id, finding.field, finding.filler_id
