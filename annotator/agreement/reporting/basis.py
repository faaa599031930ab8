"""What all figures of a comparison rest on: its events, matched, and their values, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from annotator.agreement.coefficients.bootstrap import RESAMPLES, SEED
from annotator.agreement.coefficients.distances import Scale
from annotator.agreement.reporting.comparison import Comparison, Selection, compare
from annotator.agreement.reporting.event_figures import EventTallies
from annotator.agreement.reporting.field_ratings import FieldRatings, Values, Variant
from annotator.agreement.reporting.fields import ReportedField
from annotator.agreement.reporting.groupings import Events
from annotator.agreement.reporting.resampling import Resampling
from annotator.agreement.reporting.study import Study, StudyArticle
from annotator.agreement.reporting.text_figures import Texts


@dataclass(frozen=True)
class Options:
    """How figures are computed; ``statistics`` asks for further coefficients.

    ``weights`` are scales of one's own, by the name of the field, for a weighted kappa and alpha.
    """

    resamples: int = RESAMPLES
    seed: int = SEED
    statistics: bool = False
    weights: Mapping[str, Scale] = field(default_factory=dict)


@dataclass(eq=False)
class Basis:
    """One comparison of a study; each thing is made when it is first asked for."""

    study: Study
    selection: Selection
    options: Options = field(default_factory=Options)

    @cached_property
    def comparison(self) -> Comparison:
        """Who is compared in which articles."""
        return compare(self.study, self.selection)

    @cached_property
    def events(self) -> Events:
        """All events, matched."""
        return Events(self.study.schema, self.comparison)

    @cached_property
    def values(self) -> Values:
        """The fields of all events."""
        return Values(self.events)

    @cached_property
    def articles(self) -> Mapping[str, StudyArticle]:
        """The articles of the study by identity."""
        return {article.uuid: article for article in self.study.articles}

    @cached_property
    def tallies(self) -> EventTallies:
        """How many events raters found, and how many of them are the same."""
        return EventTallies.of(self.events)

    @cached_property
    def texts(self) -> Texts:
        """What was marked."""
        return Texts(self.study.schema, self.comparison, self.articles)

    @cached_property
    def resampling(self) -> Resampling:
        """The articles drawn again and again."""
        articles = self.comparison.articles
        return Resampling(articles, self.options.resamples, self.options.seed)

    @cached_property
    def points(self) -> Resampling:
        """No resamples: the figures alone."""
        return replace(self.resampling, resamples=0)

    def ratings(self, of: ReportedField, variant: Variant) -> FieldRatings:
        """The values that a field's figures are computed from."""
        key = (of.name, variant)
        if key not in self._known:
            self._known[key] = self.values.ratings(of, variant)
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, Variant], FieldRatings]:
        return {}
