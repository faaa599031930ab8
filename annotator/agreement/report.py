"""How far coders agree on a whole project: every figure, with what it rests on.

Rules: articles are pooled before anything is divided; only articles that all who are compared
have finished count; the order of coders, events and articles changes nothing, and the same seed
draws the same resamples. What cannot be computed is undefined and says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from annotator.agreement.bootstrap import RESAMPLES, SEED
from annotator.agreement.code_figures import CodeFigure, Confused, Place, code_figures, confused
from annotator.agreement.comparison import ComparedArticle, Comparison, Selection, compare
from annotator.agreement.coverage import CoderStates, notes, states
from annotator.agreement.distances import Scale
from annotator.agreement.event_figures import EventFigures, EventTallies, event_figures, seen_by
from annotator.agreement.field_figures import FieldFigures, field_figures
from annotator.agreement.field_ratings import FieldRatings, Values, Variant
from annotator.agreement.fields import ReportedField
from annotator.agreement.figures import Figure
from annotator.agreement.groupings import BOTH, EVIDENCE, Events
from annotator.agreement.resampling import Resampling
from annotator.agreement.set_distances import Truths
from annotator.agreement.statistics import statistics
from annotator.agreement.study import Study, StudyArticle
from annotator.agreement.text_figures import TextFigures, Texts
from annotator.domain.language import tr

FAIR, GOOD = 0.667, 0.8
"""From where on alpha is usually read as tentative, and as reliable: a convention of Krippendorff
(2019), "Content Analysis", 4th ed., section 12.5, not a property of the figure."""


@dataclass(frozen=True, slots=True)
class FieldReport:
    """A field with its figures: for events matched by evidence alone, and by both stages.

    ``absent`` counts events that only some raters saw as absent from the others' codings. Where
    any suggestion was accepted, ``same_suggestion`` is on values for which all accepted the same
    one, ``own`` on the others. ``blank`` counts the values that were left blank, ``given`` those
    that were not.
    """

    field: ReportedField
    evidence: FieldFigures
    both: FieldFigures
    absent: FieldFigures | None
    same_suggestion: FieldFigures | None
    own: FieldFigures | None
    blank: int
    given: int
    statistics: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures on some articles."""

    articles: int
    events: EventFigures
    fields: tuple[FieldReport, ...]
    text: TextFigures


@dataclass(frozen=True, slots=True)
class Brief:
    """The main figures on a part: two raters, one coder, one week."""

    name: str
    articles: int
    f1_evidence: Figure
    f1_both: Figure
    fields: Mapping[str, FieldFigures]


@dataclass(frozen=True, slots=True)
class CodeReport:
    """The codes of one field, with what they are confused with."""

    field: ReportedField
    codes: tuple[CodeFigure, ...]
    confusions: tuple[Confused, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """Where two raters differ: the article, and the event of each, by identity."""

    article: str
    title: str
    events: tuple[str, ...]


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
class Report:
    """The report of one comparison; parts are computed when they are first asked for."""

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

    # --- all figures on some articles -----------------------------------------------------------

    @cached_property
    def whole(self) -> Figures:
        """Every figure on all articles compared."""
        return self._figures(np.ones(len(self.comparison.articles), bool), self._resampling)

    @cached_property
    def by_aid(self) -> Mapping[str, Figures]:
        """Every figure apart for articles that all coded aided, and all unaided, if both exist.

        Articles that one coded aided and another unaided are in neither.
        """
        aids = [entry.unaided for entry in self.comparison.articles]
        if len(set(aids)) < 2:
            return {}
        parts = {tr("aided"): False, tr("unaided"): True}
        return {
            name: self._part(np.array([aid is unaided for aid in aids]))
            for name, unaided in parts.items()
            if unaided in aids
        }

    def _part(self, articles: Truths) -> Figures:
        """Every figure on a part, with intervals that draw among its articles."""
        return self._figures(articles, replace(self._resampling, kept=articles))

    def _figures(self, articles: Truths, resampling: Resampling) -> Figures:
        return Figures(
            int(articles.sum()),
            event_figures(self._tallies.part(articles), resampling),
            tuple(self._field(of, articles, resampling) for of in self.values.fields),
            self._texts.figures(articles, resampling),
        )

    def _field(self, of: ReportedField, articles: Truths, resampling: Resampling) -> FieldReport:
        evidence, both, absent = (
            self.ratings(of, variant) for variant in (Variant(EVIDENCE), Variant(), _ABSENT)
        )
        kept = both.only(articles[both.article])
        same, own = self._by_suggestion(of, kept)
        unseen = absent.only(articles[absent.article])
        return FieldReport(
            of,
            field_figures(of, evidence.only(articles[evidence.article]), resampling),
            field_figures(of, kept, resampling),
            field_figures(of, unseen, self._points) if of.countable else None,
            same,
            own,
            (blank := kept.count(of.blank)),
            int((kept.ratings.codes >= 0).sum()) - blank,
            self._statistics(of, kept),
        )

    def _statistics(self, of: ReportedField, found: FieldRatings) -> Mapping[str, Figure]:
        weights = self.options.weights.get(of.name)
        wanted = self.options.statistics or weights is not None
        return statistics(of, found, weights) if wanted else {}

    def _by_suggestion(
        self, of: ReportedField, found: FieldRatings
    ) -> tuple[FieldFigures | None, FieldFigures | None]:
        """The figures apart for units where all accepted the same suggestion, and the others."""
        same = self.values.same_suggestion(of, Variant())[found.unit]
        if not same.any():
            return None, None
        points = self._points
        return (
            field_figures(of, found.only(same), points),
            field_figures(of, found.only(~same), points),
        )

    # --- parts ----------------------------------------------------------------------------------

    @cached_property
    def by_pair(self) -> tuple[Brief, ...]:
        """The main figures for each two raters."""
        every = np.ones(len(self.comparison.articles), bool)
        return tuple(self._brief(" / ".join(pair), every, pair) for pair in self.comparison.pairs)

    @cached_property
    def by_coder(self) -> tuple[Brief, ...]:
        """The main figures for each coder, where she is compared with another round."""
        return self._parted([entry.coder for entry in self.comparison.articles])

    @cached_property
    def by_week(self) -> tuple[Brief, ...]:
        """The main figures for each week (ISO 8601) in which articles were finished by all."""
        return self._parted([_week(entry) for entry in self.comparison.articles])

    def _parted(self, names: Sequence[str]) -> tuple[Brief, ...]:
        return tuple(
            self._brief(name, np.array([other == name for other in names]))
            for name in sorted(set(names) - {""})
        )

    def _brief(self, name: str, articles: Truths, raters: Sequence[str] = ()) -> Brief:
        tallies = self._tallies.part(articles, raters)
        found = event_figures(tallies, self._points)
        fields = {}
        for of in self.values.fields:
            if of.whole:
                ratings = self.ratings(of, Variant())
                part = ratings.only(articles[ratings.article])
                part = part.between(raters) if raters else part
                fields[of.name] = field_figures(of, part, self._points)
        number = len({at for at, _ in tallies.both})
        return Brief(name, number, found.f1_evidence.figure, found.f1_both.figure, fields)

    # --- codes ----------------------------------------------------------------------------------

    @cached_property
    def codes(self) -> tuple[CodeReport, ...]:
        """Code by code, for each field that has codes."""
        found = []
        for of in self.values.fields:
            if of.whole and of.listed:
                ratings = self.ratings(of, Variant())
                found.append(CodeReport(of, code_figures(ratings), confused(ratings)))
        return tuple(found)

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

    # --- what all of it rests on ----------------------------------------------------------------

    @cached_property
    def _tallies(self) -> EventTallies:
        return EventTallies.of(self.events)

    @cached_property
    def _known(self) -> dict[tuple[str, Variant], FieldRatings]:
        return {}

    def ratings(self, of: ReportedField, variant: Variant) -> FieldRatings:
        """The values that a field's figures are computed from."""
        key = (of.name, variant)
        if key not in self._known:
            self._known[key] = self.values.ratings(of, variant)
        return self._known[key]

    @cached_property
    def _resampling(self) -> Resampling:
        articles = self.comparison.articles
        return Resampling(articles, self.options.resamples, self.options.seed)

    @cached_property
    def _points(self) -> Resampling:
        """No resamples: the figures alone."""
        return replace(self._resampling, resamples=0)

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self.study.schema, self.comparison, self.articles)


_ABSENT = Variant(BOTH, absent=True)


def _week(entry: ComparedArticle) -> str:
    """The week in which the last of the coders finished it; empty where that is not known."""
    try:
        day = dt.date.fromisoformat(entry.finished[:10])
    except ValueError:
        return ""
    year, week, _ = day.isocalendar()
    return f"{year}-W{str(week).zfill(2)}"
