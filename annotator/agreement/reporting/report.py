"""How far coders agree on a whole project: every figure, with what it rests on.

Rules: articles are pooled before anything is divided; only articles that all who are compared
have finished count; the order of coders, events and articles changes nothing, and the same seed
draws the same resamples. What cannot be computed is undefined and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from annotator.agreement.figures import AgreementError
from annotator.agreement.reporting.basis import Basis, Options
from annotator.agreement.reporting.code_figures import Place
from annotator.agreement.reporting.coverage import CoderStates, notes, states
from annotator.agreement.reporting.event_figures import seen_by
from annotator.agreement.reporting.field_ratings import Variant
from annotator.agreement.reporting.fields import ReportedField
from annotator.agreement.reporting.groupings import BOTH
from annotator.agreement.reporting.lacking import Lacking, lacking
from annotator.agreement.reporting.part import Apart, Part
from annotator.domain.language import later, tr

__all__ = ["Options", "Report", "Where"]

_NONE = {
    Apart.AIDED: later("No article was coded with suggestions by all who are compared."),
    Apart.UNAIDED: later("No article was coded without suggestions by all who are compared."),
    Apart.SAME: later("Nowhere did all who are compared accept the same suggestion."),
}


@dataclass(frozen=True, slots=True)
class Where:
    """Where two raters differ: the article, and the event of each, by identity."""

    article: str
    title: str
    events: tuple[str, ...]


@dataclass(eq=False)
class Report(Basis):
    """The report of one comparison; parts are computed when they are first asked for."""

    @cached_property
    def lacking(self) -> Lacking | None:
        """Why nobody is compared; None where somebody is."""
        return None if self.comparison.articles else lacking(self.study, self.selection)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know of the data."""
        return notes(self.study, self.comparison)

    @property
    def states(self) -> tuple[CoderStates, ...]:
        """What was given to whom, and what came of it."""
        rounds = filter(None, (self.selection.round, self.selection.against))
        found = states(self.study, rounds)
        wanted = self.selection.coders
        first = self.selection.round
        return tuple(
            one for one in found if not wanted or one.coder in wanted or one.round != first
        )

    @property
    def seen_by(self) -> tuple[tuple[int, int], ...]:
        """How many events so many raters saw, as (raters, events)."""
        return seen_by(self.events)

    @property
    def whole(self) -> Part:
        """Every figure on all that is compared."""
        return self.parts[Apart.ALL]

    @cached_property
    def parts(self) -> Mapping[Apart, Part]:
        """Every figure on all, and apart for each part that there is.

        Articles that all coded aided are apart from those that all coded unaided, if both exist;
        those that one coded aided and another unaided are in neither. Values for which all
        accepted the same suggestion are apart from the others, if there are any.
        """
        articles = self.comparison.articles
        every = np.ones(len(articles), bool)
        kept = {Apart.ALL: every}
        aids = [entry.unaided for entry in articles]
        if len(set(aids)) > 1:
            for apart, unaided in ((Apart.AIDED, False), (Apart.UNAIDED, True)):
                if unaided in aids:
                    kept[apart] = np.array([aid is unaided for aid in aids])
        if self._took_the_same:
            kept |= {Apart.SAME: every, Apart.OWN: every}
        return {apart: Part(self, apart, articles) for apart, articles in kept.items()}

    def part(self, apart: Apart) -> Part:
        """One of the parts; all that is compared where all of it is of that kind.

        Raises AgreementError where there is none of the kind.
        """
        found = self.parts.get(apart)
        entries = self.comparison.articles
        if found is None and apart is not Apart.SAME:
            unaided = apart is Apart.UNAIDED
            if apart is Apart.OWN or all(entry.unaided is unaided for entry in entries):
                return self.whole
        if found is None:
            raise AgreementError(tr(_NONE[apart]))
        return found

    @property
    def _took_the_same(self) -> bool:
        """Whether any value is one for which all accepted the same suggestion."""
        return any(
            self.values.same_suggestion(of, Variant())[self.ratings(of, Variant()).unit].any()
            for of in self.values.fields
            if of.whole
        )

    def where(self, of: ReportedField, place: Place) -> Where:
        """Where a place of confusion is: its article, and the events of the two raters."""
        grouping = self.events.grouping(BOTH, of.leaving_out)
        entry = self.comparison.articles[int(grouping.article[place.unit])]
        whose = {
            self.comparison.raters[int(self.events.rater[at])]: self.events.events[at].uuid
            for at in grouping.members(place.unit)
        }
        article = self.articles.get(entry.article)
        return Where(
            entry.article,
            article.title if article else "",
            tuple(whose[rater] for rater in place.raters),
        )
