"""What is to be looked at in the open article, found anew only where something changed."""

from __future__ import annotations

import datetime as dt

from annotator.domain.coding_checks import Finding, findings, of_event
from annotator.domain.events import Article, Coding, Event
from annotator.domain.schema import Schema


class Checking:
    """Remembers the findings of each event of one article, and what the coder said of them."""

    def __init__(self) -> None:
        self._told_by: tuple[Schema, dt.date | None] | None = None
        self._coding: Coding | None = None
        self._found: tuple[Finding, ...] = ()
        self._by_event: dict[int, tuple[Event, tuple[Finding, ...]]] = {}
        self._meant: set[Finding] = set()

    def of(
        self, schema: Schema, article: Article | None, coding: Coding | None
    ) -> tuple[Finding, ...]:
        """What there is to look at, event by event."""
        told_by = schema, article.published if article else None
        if self._told_by is None or self._told_by[0] is not schema or self._told_by != told_by:
            self._told_by, self._coding = told_by, None
            self._by_event.clear()
        if coding is not self._coding or coding is None:
            self._coding = coding
            events = coding.events if coding else ()
            self._found = findings(schema, events, told_by[1], each=self._of_event)
            held = {event.id for event in events}
            self._by_event = {key: kept for key, kept in self._by_event.items() if key in held}
        return self._found

    def _of_event(
        self, schema: Schema, event: Event, published: dt.date | None
    ) -> tuple[Finding, ...]:
        known = self._by_event.get(event.id)
        if known is None or known[0] != event:
            known = self._by_event[event.id] = event, of_event(schema, event, published)
        return known[1]

    def mean(self, *found: Finding) -> None:
        """Note that the coder was asked about these and meant what is coded."""
        self._meant.update(found)

    def is_meant(self, finding: Finding) -> bool:
        """Whether the coder was asked about it before and meant it, in this sitting."""
        return finding in self._meant
