"""What the commands about one event in several articles do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.events import LinkedEvent
from annotator.domain.linking import LinkCandidate, ranked
from annotator.gui.views.link_sheet import LinkSheet
from annotator.storage import ops, reads

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Links", text)


class LinkActions:
    """Handlers of links between events, for one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        page.events_pane.link_opened.connect(self.open)

    @cached_property
    def sheet(self) -> LinkSheet:
        """The list to choose from, made when it is first asked for."""
        made = LinkSheet(self.page, self.page.theme)
        self.page.add_themed(made)
        made.chosen.connect(self._link)
        made.closed.connect(self.page.focus_article)
        return made

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        return {"event.link": self.ask, "event.follow_link": self.follow}

    def ask(self) -> None:
        """Offer the coder's events in other articles, the likeliest first."""
        event, session = self.session.active_event, self.session
        if event is None:
            self.page.tell(_tr("There is no event yet: {} starts one."), "event.new")
            return
        found = reads.link_candidates(session.project.connection, session.desk, event.id)
        published = session.article.published if session.article else None
        self.sheet.ask(session.schema, ranked(session.schema, event, published, found))

    def _link(self, candidate: LinkCandidate) -> None:
        event = self.session.active_event
        if event is not None:
            operation = ops.unlink_events if candidate.linked else ops.link_events
            self.session.run(operation, event.id, candidate.event.id)

    def follow(self) -> None:
        """Go to the same event in another article."""
        event = self.session.active_event
        if event is None or not event.links:
            self.session.said.emit(_tr("This event is not linked with one in another article."))
        else:
            self.open(event.links[0])

    def open(self, link: LinkedEvent) -> None:
        """Open another article at an event of it."""
        self.session.open_article(link.article_id)
        self.session.set_focus(link.event_id)
