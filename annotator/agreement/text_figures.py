"""Did they mark the same text: spans and units of each mention type, over all articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.agreement.comparison import Comparison
from annotator.agreement.event_figures import f1_estimate
from annotator.agreement.figures import Figure
from annotator.agreement.marked_units import MarkedUnits
from annotator.agreement.ranges import Ranges
from annotator.agreement.resampling import Estimate, Resampling
from annotator.agreement.scoring import Tally, pairs_of_coders
from annotator.agreement.set_distances import Truths
from annotator.agreement.spans import Span, overlap_tallies
from annotator.agreement.study import StudyArticle
from annotator.agreement.unitizing import (
    cu_alpha_nominal,
    ku_alpha_nominal,
    ku_coverage,
    u_alpha_binary,
    u_alpha_nominal,
)
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
    u_alpha: Figure
    ku_alpha: Figure
    coverage: Figure


@dataclass(frozen=True, slots=True)
class TextFigures:
    """How far raters marked the same text: all mention types, then each by itself.

    ``left_out`` counts the articles that the figures on all types cannot use, as a coder's
    mentions of two types share characters there.
    """

    exact: Estimate
    overlap: Estimate
    u_alpha_binary: Figure
    u_alpha_nominal: Figure
    cu_alpha: Figure
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
        self._marked = MarkedUnits(comparison, lengths)
        self._spans = list(_tallies(comparison))

    def figures(self, articles: Truths, resampling: Resampling) -> TextFigures:
        """The figures on marked text of some of the articles.

        A text is as long as it is known to be, and at least as its last mention. Mentions of one
        type that share characters are one unit in the alphas; for alphas over all types, articles
        in which mentions of two types share characters are left out.
        """
        marked = self._marked
        apart = articles & ~marked.overlapping
        units = marked.sums(marked.every, apart)
        spans = [found for found in self._spans if articles[found.at]]
        return TextFigures(
            *_f1(spans, resampling),
            u_alpha_binary(marked.sums(marked.as_one, articles)),
            u_alpha_nominal(units),
            cu_alpha_nominal(units),
            tuple(
                TypeFigures(
                    name,
                    self._labels.get(name, name),
                    *_f1([found for found in spans if found.type == name], resampling),
                    u_alpha_binary(marked.sums(marked.by_type[name], articles)),
                    ku_alpha_nominal(units, name),
                    ku_coverage(units, name),
                )
                for name in sorted(marked.types, key=self._order)
            ),
            int(articles.sum() - apart.sum()),
        )

    def _order(self, name: str) -> tuple[int, str]:
        """The order of the schema, what it does not know behind."""
        names = [*self._labels]
        return (names.index(name) if name in names else len(names), name)


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


def left_out_note(figures: TextFigures) -> str:
    """What a reader should know of the figures on all types; empty where nothing."""
    if not figures.left_out:
        return ""
    said = tr(
        "Left out of the figures over all types: {n} articles in which a coder's mentions of two"
        " types share characters."
    )
    return said.format(n=figures.left_out)
