"""All figures on a part of what is compared: on some of the articles, or some of the values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np

from annotator.agreement.coefficients.set_distances import Truths
from annotator.agreement.figures import Figure
from annotator.agreement.reporting.basis import Basis
from annotator.agreement.reporting.code_figures import CodeFigure, Confused, code_figures, confused
from annotator.agreement.reporting.comparison import ComparedArticle
from annotator.agreement.reporting.event_figures import EventFigures, event_figures
from annotator.agreement.reporting.field_figures import FieldFigures, field_figures
from annotator.agreement.reporting.field_ratings import FieldRatings, Variant
from annotator.agreement.reporting.fields import ReportedField
from annotator.agreement.reporting.groupings import BOTH, EVIDENCE
from annotator.agreement.reporting.resampling import Resampling
from annotator.agreement.reporting.statistics import statistics
from annotator.agreement.reporting.text_figures import TextFigures


class Apart(StrEnum):
    """Which articles, or which values of events, figures are computed on."""

    ALL = "all"
    AIDED = "aided"
    UNAIDED = "unaided"
    SAME = "same-suggestion"
    OWN = "other-values"

    @property
    def of_values(self) -> bool:
        """Whether it parts the values of events, and not articles."""
        return self in (Apart.SAME, Apart.OWN)


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
class Brief:
    """The main figures on a smaller part: two raters, one coder, one week."""

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


@dataclass(eq=False)
class Part:
    """Figures on the articles ``kept`` marks; ``apart`` may also choose among their values.

    Each is computed when it is first asked for. Figures on events and on text know no values
    that came from suggestions: they are on all of the articles.
    """

    basis: Basis
    apart: Apart
    kept: Truths

    @property
    def articles(self) -> int:
        """How many there are."""
        return int(self.kept.sum())

    @cached_property
    def events(self) -> EventFigures:
        """Did they see the same events?"""
        return event_figures(self.basis.tallies.part(self.kept), self._resampling)

    @cached_property
    def fields(self) -> tuple[FieldReport, ...]:
        """Did they code them alike?"""
        return tuple(map(self._field, self.basis.values.fields))

    @cached_property
    def text(self) -> TextFigures:
        """Did they mark the same text?"""
        return self.basis.texts.figures(self.kept, self._resampling)

    @cached_property
    def by_pair(self) -> tuple[Brief, ...]:
        """The main figures for each two raters."""
        pairs = self.basis.comparison.pairs
        return tuple(self._brief(" / ".join(pair), self.kept, pair) for pair in pairs)

    @cached_property
    def by_coder(self) -> tuple[Brief, ...]:
        """The main figures for each coder, where she is compared with another round."""
        return self._parted([entry.coder for entry in self.basis.comparison.articles])

    @cached_property
    def by_week(self) -> tuple[Brief, ...]:
        """The main figures for each week (ISO 8601) in which articles were finished by all."""
        return self._parted([_week(entry) for entry in self.basis.comparison.articles])

    @cached_property
    def codes(self) -> tuple[CodeReport, ...]:
        """Code by code, for each field that has codes."""
        found = []
        for of in self.basis.values.fields:
            if of.whole and of.listed:
                ratings = self._ratings(of, Variant())
                found.append(CodeReport(of, code_figures(ratings), confused(ratings)))
        return tuple(found)

    # --- fields ---------------------------------------------------------------------------------

    def _field(self, of: ReportedField) -> FieldReport:
        evidence, both = self._ratings(of, Variant(EVIDENCE)), self._ratings(of, Variant())
        counts_absent = of.countable and not self.apart.of_values  # who is absent took nothing
        same, own = self._by_suggestion(of, both)
        return FieldReport(
            of,
            field_figures(of, evidence, self._resampling),
            field_figures(of, both, self._resampling),
            self._absent(of) if counts_absent else None,
            same,
            own,
            (blank := both.count(of.blank)),
            int((both.ratings.codes >= 0).sum()) - blank,
            self._statistics(of, both),
        )

    def _absent(self, of: ReportedField) -> FieldFigures:
        return field_figures(of, self._ratings(of, _ABSENT), self.basis.points)

    def _statistics(self, of: ReportedField, found: FieldRatings) -> Mapping[str, Figure]:
        options = self.basis.options
        weights = options.weights.get(of.name)
        wanted = options.statistics or weights is not None
        return statistics(of, found, weights) if wanted else {}

    def _by_suggestion(
        self, of: ReportedField, found: FieldRatings
    ) -> tuple[FieldFigures | None, FieldFigures | None]:
        """The figures apart for values where all accepted the same suggestion, and the others."""
        same = self.basis.values.same_suggestion(of, Variant())[found.unit]
        if self.apart.of_values or not same.any():
            return None, None
        points = self.basis.points
        return (
            field_figures(of, found.only(same), points),
            field_figures(of, found.only(~same), points),
        )

    def _ratings(self, of: ReportedField, variant: Variant) -> FieldRatings:
        """The values of a field in this part."""
        key = (of.name, variant)
        if key not in self._known:
            found = self.basis.ratings(of, variant)
            kept = self.kept[found.article]
            if self.apart.of_values:
                same = self.basis.values.same_suggestion(of, variant)[found.unit]
                kept = kept & (same if self.apart is Apart.SAME else ~same)
            self._known[key] = found if kept.all() else found.only(kept)
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, Variant], FieldRatings]:
        return {}

    @cached_property
    def _resampling(self) -> Resampling:
        """Draws among the articles of this part."""
        return replace(self.basis.resampling, kept=self.kept)

    # --- smaller parts --------------------------------------------------------------------------

    def _parted(self, names: Sequence[str]) -> tuple[Brief, ...]:
        every = np.array(names)
        found = ((name, self.kept & (every == name)) for name in sorted(set(names) - {""}))
        return tuple(self._brief(name, articles) for name, articles in found if articles.any())

    def _brief(self, name: str, articles: Truths, raters: Sequence[str] = ()) -> Brief:
        points = self.basis.points
        tallies = self.basis.tallies.part(articles, raters)
        found = event_figures(tallies, points)
        fields = {}
        for of in self.basis.values.fields:
            if of.whole:
                ratings = self._ratings(of, Variant())
                part = ratings.only(articles[ratings.article])
                part = part.between(raters) if raters else part
                fields[of.name] = field_figures(of, part, points)
        number = len({at for at, _ in tallies.both})
        return Brief(name, number, found.f1_evidence.figure, found.f1_both.figure, fields)


_ABSENT = Variant(BOTH, absent=True)


def _week(entry: ComparedArticle) -> str:
    """The week in which the last of the coders finished it; empty where that is not known."""
    try:
        day = dt.date.fromisoformat(entry.finished[:10])
    except ValueError:
        return ""
    year, week, _ = day.isocalendar()
    return f"{year}-W{str(week).zfill(2)}"
