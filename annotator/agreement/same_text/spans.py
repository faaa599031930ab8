"""Did they mark the same text: the spans of two coders, compared one by one.

A document is what each coder marked in one text: coder -> spans. A coder with an empty list
marked nothing; one with None, or not named, did not work on it and is compared with nobody there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.agreement.assignment import assign
from annotator.agreement.figures import Figure
from annotator.agreement.ranges import Range, Ranges, joined, overlap
from annotator.agreement.scoring import Tally, f1, pairs_of_coders


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, in one or more segments, with a label."""

    segments: Ranges
    label: str = ""

    @classmethod
    def of(cls, *segments: Range, label: str = "") -> Span:
        """A span of these segments; those that touch are one. ValueError for an empty one."""
        return cls(joined(segments), label)


Document = Mapping[str, Sequence[Span] | None]


def span_f1_exact(documents: Iterable[Document], *, label: str | None = None) -> Figure:
    """How much of what they marked has the same characters and the same label.

    Each span agrees with at most one of the other coder's (multisets are compared), counts are
    pooled over the documents; of more than two coders the mean over pairs, as ``scoring.f1``
    says, with when it is undefined. ``label``: only the spans of that label.

    The instance-based F1 of Hripcsak and Rothschild (2005), JAMIA 12(3).
    """
    return f1(exact_tallies(documents, label=label))


def span_f1_overlap_matched(documents: Iterable[Document], *, label: str | None = None) -> Figure:
    """How much of what they marked overlaps with a span of the same label.

    As ``span_f1_exact``, but one character in common is enough. Each span is matched with at most
    one of the other coder's, so that as many as possible are matched: one long span that covers
    two short ones agrees with one of them.
    """
    return f1(overlap_tallies(documents, label=label))


def exact_tallies(documents: Iterable[Document], *, label: str | None = None) -> list[Tally]:
    """What each two coders marked in each document, and how much of it is identical."""
    return [
        Tally(coders, (Counter(left) & Counter(right)).total(), len(left), len(right))
        for document in documents
        for coders, left, right in pairs_of_coders(_labelled(document, label))
    ]


def overlap_tallies(documents: Iterable[Document], *, label: str | None = None) -> list[Tally]:
    """What each two coders marked in each document, and how much of it can be matched."""
    return [
        Tally(coders, len(_matched(left, right)), len(left), len(right))
        for document in documents
        for coders, left, right in pairs_of_coders(_labelled(document, label))
    ]


def _labelled(document: Document, label: str | None) -> Document:
    """The document with the spans of one label; all of them where none is asked for."""
    if label is None:
        return document
    return {
        coder: None if spans is None else [span for span in spans if span.label == label]
        for coder, spans in document.items()
    }


def _matched(left: Sequence[Span], right: Sequence[Span]) -> list[tuple[int, int]]:
    """As many pairs of overlapping spans of one label as there can be."""
    return assign(
        {
            (row, column): (1,)
            for row, one in enumerate(left)
            for column, other in enumerate(right)
            if one.label == other.label and overlap(one.segments, other.segments)
        }
    )
