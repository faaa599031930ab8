"""What the window offers for the focused suggestion: its candidates, its extents, its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.domain.candidates import day_of_event, fitting, ordered
from annotator.domain.direction import isolated
from annotator.domain.events import Filler
from annotator.domain.folding import fold
from annotator.domain.schema import Slot
from annotator.domain.suggestions import Candidate, Suggestion
from annotator.domain.text import quotes_of
from annotator.domain.values import CodeValue, ValueKind
from annotator.gui import hints
from annotator.gui.views.days_sheet import DaysSheet
from annotator.storage import ops

if TYPE_CHECKING:
    from annotator.gui.coding_page import CodingPage

WALK_QUIET = "suggestions/walk_quiet"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Suggesting", text)


@dataclass(frozen=True)
class Offer:
    """A name that could be remembered with the code just given."""

    surface: str
    code: str
    filler_id: int


class SuggestionActions:
    """Candidates, extents and names of the suggestions of one coding page."""

    def __init__(self, page: CodingPage) -> None:
        self.page = page
        self.session = page.session
        self.offered: Offer | None = None
        self.days = DaysSheet(page, page.theme)
        self.days.written.connect(self._remember_for)
        self.days.closed.connect(page.focus_article)
        page.add_themed(self.days)
        page.article_pane.set_walk_quiet(page.settings.get(WALK_QUIET))
        page.article_pane.candidate_requested.connect(
            lambda digit: page.command_requested.emit(f"suggestion.candidate_{digit}")
        )

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Every handler by command id."""
        return {
            **{
                f"suggestion.candidate_{digit}": partial(self.take_candidate, digit)
                for digit in range(1, hints.DIGITS + 1)
            },
            "suggestion.other_extent": self.other_extent,
            "suggestion.show_quiet": self.walk_quiet,
            "mention.all_of_name": self.add_all_of_name,
            "dictionary.remember": self.remember,
            "dictionary.remember_dated": self.ask_days,
        }

    # --- candidates ----------------------------------------------------------------------------

    def candidates(self, suggestion: Suggestion | None, slot: Slot) -> tuple[Candidate, ...]:
        """What a slot of the active event could hold for a suggestion, the first choice first."""
        if suggestion is None or suggestion.type != slot.mention_type:
            return ()
        fits = fitting(self.session.schema, slot, self.session.candidates_of(suggestion))
        return ordered(fits, self._day())

    def _day(self) -> dt.date | None:
        session = self.session
        published = session.article.published if session.article else None
        return day_of_event(session.schema, session.active_event, published)

    def of_filler(self, filler: Filler | None) -> Suggestion | None:
        """The suggestion that a value came from, or that stands on its words."""
        if filler is None:
            return None
        suggestions = self.session.suggestions
        own = suggestions.get(filler.suggestion_id)
        if own is not None or not filler.mentions:
            return own
        mention_type = self.session.schema.slot(filler.slot).mention_type
        return suggestions.on(filler.mentions[0].segments, mention_type)

    def take_candidate(self, digit: int) -> None:
        """Put one candidate of the focused suggestion into the slot shown."""
        pane, coding = self.page.article_pane, self.page.coding
        target, suggestion = coding.shown_target(), pane.focused_suggestion
        if suggestion is None or pane.selection:
            return
        if self.session.active_event is None:
            self.page.tell(_tr("There is no event yet: {} starts one."), "event.new")
        elif target is None:
            self.session.said.emit(_tr("No slot is free for it: press the letter of one."))
        else:
            found = self.candidates(suggestion, target.slot)
            if digit > len(found):
                self.session.said.emit(_tr("It has no candidate {}.").format(digit))
            else:
                coding.put(target, candidate=found[digit - 1].value)
                self.offer(self.session.filler)

    # --- which suggestions ---------------------------------------------------------------------

    def other_extent(self) -> None:
        """Focus another extent of the focused suggestion."""
        if not self.page.article_pane.other_extent():
            self.page.tell(
                _tr("It has no other extent: {} and {} move its ends."),
                "span.shrink_end",
                "span.grow_end",
            )

    def walk_quiet(self) -> None:
        """Walk the quiet suggestions too, or leave them out again; remembered."""
        walk = not self.page.settings.get(WALK_QUIET)
        self.page.settings.set(WALK_QUIET, walk)
        self.page.article_pane.set_walk_quiet(walk)
        self.page.tell(
            _tr("{} stops at quiet suggestions too.")
            if walk
            else _tr("{} leaves the quiet suggestions out."),
            "suggestion.next",
        )

    def show_hint(self) -> None:
        """Say under the focused suggestion or the selection what the keys would do."""
        session, pane, theme = self.session, self.page.article_pane, self.page.theme
        article, target = session.article, self.page.coding.shown_target()
        if article is None or session.project.read_only:
            pane.set_hint(None)
            return
        segments = pane.snapped_selection() if pane.selection else ()
        suggestion = pane.focused_suggestion
        event, schema, keys = session.active_event, self.page.shown_schema, self.page.keys
        if segments:
            words = " … ".join(quotes_of(article.text, segments))
            slot = target.slot if target else schema.slot(schema.summary[0])
            pane.set_hint(hints.selection_hint(schema, theme, article, event, words, slot, keys))
        elif suggestion is not None:
            slots = [target.slot] if target else schema.slots_for(suggestion.type)
            candidates = self.candidates(suggestion, slots[0]) if slots else ()
            pane.set_hint(
                hints.suggestion_hint(
                    schema,
                    theme,
                    article,
                    event,
                    suggestion=suggestion,
                    target=target,
                    candidates=candidates,
                    extents=pane.has_other_extent,
                    names=keys,
                )
            )
        else:
            pane.set_hint(None)

    # --- names ---------------------------------------------------------------------------------

    def add_all_of_name(self) -> None:
        """Make every other mention of the name in focus further evidence, in one step."""
        filler = self.session.filler
        if filler is None:
            self.page.tell(_tr("No value is in focus: {} moves to one."), "filler.next")
            return
        before = len(filler.mentions)
        if self.session.run(ops.add_all_of_name, filler.id) and self.session.filler is not None:
            added = len(self.session.filler.mentions) - before
            self.session.said.emit(
                _tr("{} more mentions of “{}”.").format(added, isolated(filler.quote))
            )

    def offer(self, filler: Filler | None) -> None:
        """Offer to remember a name whose code is not what was suggested first."""
        self.offered = self._news(filler)
        if self.offered is not None:
            named = self.page.keys.named
            self.session.said.emit(
                _tr("{}  remembers “{}” as {} · {}  with dates").format(
                    named("dictionary.remember"),
                    isolated(self.offered.surface),
                    self.offered.code,
                    named("dictionary.remember_dated"),
                )
            )

    def forget_offer(self) -> None:
        """Offer nothing any more: something else was done."""
        self.offered = None

    def _news(self, filler: Filler | None) -> Offer | None:
        """The name of a value and its code, unless the first candidate or the coder knows it."""
        offer, suggestion = self._name_of(filler), self.of_filler(filler)
        if offer is None or filler is None:
            return None
        slot = self.session.schema.slot(filler.slot)
        first = self.candidates(suggestion, slot)[:1]
        known = self.session.names.get(fold(offer.surface), ())
        told = {*(c.value for c in first), *(entry.code for entry in known)}
        return None if offer.code in told else offer

    def _name_of(self, filler: Filler | None) -> Offer | None:
        if filler is None or not filler.quote or not isinstance(filler.value, CodeValue):
            return None
        slot, code = self.session.schema.slot(filler.slot), filler.value.code
        if slot.kind is not ValueKind.COMPOSED:
            return None
        composition = self.session.schema.composition(slot.composition)
        if code == composition.unspecified:
            return None
        return Offer(filler.quote, code, filler.id)

    def remember(self) -> None:
        """Keep the name offered, or that of the value in focus, in the coder's dictionary."""
        self._learn(None, None)

    def ask_days(self) -> None:
        """Ask from when to when the name has its code, then keep it."""
        offer = self._to_remember()
        if offer is not None:
            self.days.ask(_tr("Remember “{}” as {}").format(isolated(offer.surface), offer.code))

    def _remember_for(self, first: dt.date | None, last: dt.date | None) -> None:
        self._learn(first, last)

    def _to_remember(self) -> Offer | None:
        offer = self.offered or self._name_of(self.session.filler)
        if offer is None:
            self.session.said.emit(_tr("No actor with a code and words is in focus."))
        return offer

    def _learn(self, first: dt.date | None, last: dt.date | None) -> None:
        offer = self._to_remember()
        if offer is None:
            return
        changes = self.session.run(
            ops.learn_name,
            offer.surface,
            offer.code,
            valid_from=first,
            valid_to=last,
            filler_id=offer.filler_id,
        )
        if changes is not None:
            said = _tr("“{}” is {} in your dictionary; {} takes it back.")
            undo = self.page.keys.named("edit.undo")
            self.session.said.emit(said.format(isolated(offer.surface), offer.code, undo))
