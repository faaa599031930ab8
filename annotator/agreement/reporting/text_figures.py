"""Did they mark the same text: spans and units of each mention type, over all articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from annotator.agreement.coefficients.bootstrap import Interval
from annotator.agreement.coefficients.set_distances import Truths
from annotator.agreement.figures import Figure
from annotator.agreement.ranges import Ranges
from annotator.agreement.reporting.comparison import Comparison
from annotator.agreement.reporting.event_figures import f1_estimate
from annotator.agreement.reporting.marked_units import MarkedUnits
from annotator.agreement.reporting.resampling import Estimate, Resampling
from annotator.agreement.reporting.study import StudyArticle
from annotator.agreement.same_text.spans import Span, overlap_tallies
from annotator.agreement.same_text.unit_intervals import (
    cu_alpha_interval,
    ku_alpha_interval,
    ku_coverage_interval,
    u_alpha_interval,
)
from annotator.agreement.same_text.unit_tables import UnitTable
from annotator.agreement.same_text.unitizing import (
    cu_alpha_nominal,
    ku_alpha_nominal,
    ku_coverage,
    u_alpha_binary,
    u_alpha_nominal,
)
from annotator.agreement.scoring import Tally, pairs_of_coders
from annotator.domain.language import tr
from annotator.domain.schema import Schema


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """How far raters marked the same text for one mention type.

    ``ku_alpha`` and ``coverage`` compare its units with those of all types that overlap them.
    """

    name: str
    label: str
    exact: Estimate
    overlap: Estimate
    u_alpha: Estimate
    ku_alpha: Estimate
    coverage: Estimate


@dataclass(frozen=True, slots=True)
class TextFigures:
    """How far raters marked the same text: all mention types, then each by itself.

    ``left_out`` counts the articles that the figures on all types cannot use, as a coder's
    mentions of two types share characters there.
    """

    exact: Estimate
    overlap: Estimate
    u_alpha_binary: Estimate
    u_alpha_nominal: Estimate
    cu_alpha: Estimate
    types: tuple[TypeFigures, ...]
    left_out: int


class Texts:
    """What was marked in the articles compared, made ready once for figures on any of them."""

    def __init__(
        self, schema: Schema, comparison: Comparison, articles: Mapping[str, StudyArticle]
    ) -> None:
        lengths = [
            article.characters if (article := articles.get(entry.article)) else 0
            for entry in comparison.articles
        ]
        self._labels = {entry.name: entry.label for entry in schema.mention_types}
        self._marked = marked = MarkedUnits(comparison, lengths)
        self._every, self._as_one = marked.table(marked.every), marked.table(marked.as_one)
        self._by_type = {name: marked.table(layer) for name, layer in marked.by_type.items()}
        self._spans = list(_tallies(comparison))

    def figures(self, articles: Truths, resampling: Resampling) -> TextFigures:
        """The figures on marked text of some of the articles.

        A text is as long as it is known to be, and at least as its last mention. Mentions of one
        type that share characters are one unit in the alphas; for alphas over all types, articles
        in which mentions of two types share characters are left out.
        """
        apart = articles & ~self._marked.overlapping
        spans = [found for found in self._spans if articles[found.at]]
        estimate, units = _Alphas(resampling, articles), _Alphas(resampling, apart)
        every = self._every
        return TextFigures(
            *_f1(spans, resampling),
            estimate(self._as_one, u_alpha_binary, u_alpha_interval),
            units(every, u_alpha_nominal, u_alpha_interval),
            units(every, cu_alpha_nominal, cu_alpha_interval),
            tuple(
                TypeFigures(
                    name,
                    self._labels.get(name, name),
                    *_f1([found for found in spans if found.type == name], resampling),
                    estimate(self._by_type[name], u_alpha_binary, u_alpha_interval),
                    units(every, ku_alpha_nominal, ku_alpha_interval, name),
                    units(every, ku_coverage, ku_coverage_interval, name),
                )
                for name in sorted(self._marked.types, key=self._order)
            ),
            int(articles.sum() - apart.sum()),
        )

    def _order(self, name: str) -> tuple[int, str]:
        """The order of the schema, what it does not know behind."""
        names = [*self._labels]
        return (names.index(name) if name in names else len(names), name)


@dataclass(frozen=True)
class _Alphas:
    """Computes figures on some of the texts, each with its interval."""

    resampling: Resampling
    texts: Truths

    def __call__(
        self,
        table: UnitTable,
        compute: Callable[..., Figure],
        interval: Callable[..., Interval],
        *value: str,
    ) -> Estimate:
        some = table.only(self.texts)
        figure = compute(some.sums(), *value)
        if figure.value is None or not self.resampling.resamples:
            return Estimate(figure)
        articles = self.resampling.of(np.flatnonzero(self.texts))
        return Estimate(figure, interval(some, *value, articles, self.resampling.draws))


@dataclass(frozen=True, slots=True)
class _Spans:
    """The spans of one type that two raters marked in an article: how many are the same."""

    at: int
    type: str
    exact: Tally
    overlap: Tally


def _tallies(comparison: Comparison) -> Iterator[_Spans]:
    """For each article, two raters and each type that either marked, what is the same."""
    for at, entry in enumerate(comparison.articles):
        marked = {rater: coding.marked for rater, coding in entry.codings.items()}
        for coders, left, right in pairs_of_coders(marked):
            for name in sorted({*left, *right}) or [""]:
                ones, others = left.get(name, ()), right.get(name, ())
                exact = Tally(coders, len({*ones} & {*others}), len(ones), len(others))
                if exact.both == min(exact.first, exact.second):
                    overlap = exact
                else:
                    document = {coders[0]: _as_spans(ones), coders[1]: _as_spans(others)}
                    (overlap,) = overlap_tallies([document])
                yield _Spans(at, name, exact, overlap)


def _as_spans(segments: Sequence[Ranges]) -> list[Span]:
    return [Span(found) for found in segments]


def _f1(spans: Sequence[_Spans], resampling: Resampling) -> tuple[Estimate, Estimate]:
    """F1 of identical and of overlapping spans; spans of different types are never the same."""
    return (
        f1_estimate([(found.at, found.exact) for found in spans], resampling),
        f1_estimate([(found.at, found.overlap) for found in spans], resampling),
    )


class Which(StrEnum):
    """The figures on marked text."""

    EXACT = "F1 exact"
    OVERLAP = "F1 overlap"
    U_BINARY = "uα binary"
    U_NOMINAL = "uα by type"
    CU = "cuα"
    KU = "(k)uα"
    COVERAGE = "coverage"


def every_figure(text: TextFigures) -> Iterator[tuple[str, Which, Estimate]]:
    """All figures, one after the other: of which type (of all: empty), which, and the figure."""
    yield "", Which.EXACT, text.exact
    yield "", Which.OVERLAP, text.overlap
    yield "", Which.U_BINARY, text.u_alpha_binary
    yield "", Which.U_NOMINAL, text.u_alpha_nominal
    yield "", Which.CU, text.cu_alpha
    for one in text.types:
        yield one.label, Which.EXACT, one.exact
        yield one.label, Which.OVERLAP, one.overlap
        yield one.label, Which.U_BINARY, one.u_alpha
        yield one.label, Which.KU, one.ku_alpha
        yield one.label, Which.COVERAGE, one.coverage


def left_out_note(figures: TextFigures) -> str:
    """What a reader should know of the figures on all types; empty where nothing."""
    if not figures.left_out:
        return ""
    said = tr(
        "Left out of the figures over all types: articles in which a coder’s mentions of two types"
        " share characters ({n})."
    )
    return said.format(n=figures.left_out)
