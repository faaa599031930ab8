"""Did they mark the same text: spans and units of each mention type, over all articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annotator.agreement.comparison import ComparedArticle, Comparison
from annotator.agreement.event_figures import f1_estimate
from annotator.agreement.figures import Figure
from annotator.agreement.resampling import Estimate, Resampling
from annotator.agreement.scoring import Tally
from annotator.agreement.spans import Document, Span, exact_tallies, overlap_tallies
from annotator.agreement.study import StudyArticle
from annotator.agreement.unitizing import (
    Continuum,
    Unit,
    cu_alpha_nominal,
    ku_alpha_nominal,
    ku_coverage,
    layers,
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


def text_figures(
    schema: Schema,
    comparison: Comparison,
    articles: Mapping[str, StudyArticle],
    resampling: Resampling,
) -> TextFigures:
    """The figures on marked text.

    A text is as long as it is known to be, and at least as its last mention. Mentions of one type
    that share characters are one unit in the alphas; for alphas over all types, articles in which
    mentions of two types share characters are left out.
    """
    documents = [_document(entry) for entry in comparison.articles]
    texts = [_continuum(entry, articles.get(entry.article)) for entry in comparison.articles]
    by_type = layers(texts)
    merged = _joined(by_type, texts)
    apart = [text for text in merged if not _overlapping(text)]
    labels = {entry.name: entry.label for entry in schema.mention_types}
    return TextFigures(
        _spans(exact_tallies, documents, resampling),
        _spans(overlap_tallies, documents, resampling),
        u_alpha_binary(map(_as_one, merged)),
        u_alpha_nominal(apart),
        cu_alpha_nominal(apart),
        tuple(
            TypeFigures(
                name,
                labels.get(name, name),
                _spans(exact_tallies, documents, resampling, label=name),
                _spans(overlap_tallies, documents, resampling, label=name),
                u_alpha_binary(by_type[name]),
                ku_alpha_nominal(apart, name),
                ku_coverage(apart, name),
            )
            for name in sorted(by_type, key=_in_order_of(schema))
        ),
        len(texts) - len(apart),
    )


def _in_order_of(schema: Schema) -> Callable[[str], tuple[int, str]]:
    places = {entry.name: at for at, entry in enumerate(schema.mention_types)}
    return lambda name: (places.get(name, len(places)), name)


def _spans(
    tallies: Callable[..., list[Tally]],
    documents: Sequence[Document],
    resampling: Resampling,
    *,
    label: str | None = None,
) -> Estimate:
    """F1 of spans, with its interval."""
    found = [
        (at, tally)
        for at, document in enumerate(documents)
        for tally in tallies([document], label=label)
    ]
    return f1_estimate(found, resampling)


def _document(entry: ComparedArticle) -> Document:
    return {
        rater: [Span(segments, name) for name, found in coding.marked.items() for segments in found]
        for rater, coding in entry.codings.items()
    }


def _continuum(entry: ComparedArticle, article: StudyArticle | None) -> Continuum:
    """The text with a unit for each part of each mention."""
    units = {
        rater: [
            Unit(start, end, name)
            for name, found in coding.marked.items()
            for segments in found
            for start, end in segments
        ]
        for rater, coding in entry.codings.items()
    }
    ends = [unit.end for found in units.values() for unit in found]
    return Continuum(0, max([article.characters if article else 0, *ends]), units)


def _joined(
    by_type: Mapping[str, Sequence[Continuum]], texts: Sequence[Continuum]
) -> list[Continuum]:
    """The layers put on each other again, the units of each type joined where they overlap."""
    return [
        replace(
            text,
            units={
                rater: sorted(
                    unit for layer in by_type.values() for unit in layer[at].units[rater] or ()
                )
                for rater in text.units
            },
        )
        for at, text in enumerate(texts)
    ]


def _overlapping(text: Continuum) -> bool:
    return any(_overlap(units or ()) for units in text.units.values())


def _overlap(units: Iterable[Unit]) -> bool:
    found = sorted(units)
    return any(one.end > other.start for one, other in pairwise(found))


def _as_one(text: Continuum) -> Continuum:
    """The text with the units of all types as units of one, joined where they overlap."""
    return replace(
        text,
        units={rater: _whatever(units or ()) for rater, units in text.units.items()},
    )


def _whatever(units: Iterable[Unit]) -> list[Unit]:
    joined: list[Unit] = []
    for unit in sorted(units):
        if joined and unit.start < joined[-1].end:
            joined[-1] = Unit(joined[-1].start, max(unit.end, joined[-1].end))
        else:
            joined.append(Unit(unit.start, unit.end))
    return joined


def left_out_note(figures: TextFigures) -> str:
    """What a reader should know of the figures on all types; empty where nothing."""
    if not figures.left_out:
        return ""
    said = tr(
        "Left out of the figures over all types: {n} articles in which a coder's mentions of two"
        " types share characters."
    )
    return said.format(n=figures.left_out)
