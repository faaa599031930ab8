"""The characters that tokens of a text stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.domain.events import Segment, Segments, merge_segments

if TYPE_CHECKING:
    from spacy.tokens import Token


def segments_of(tokens: Sequence[Token]) -> Segments:
    """The characters of some tokens in order, those that follow one another as one stretch."""
    stretches: list[list[Token]] = []
    for token in tokens:
        if stretches and token.i == stretches[-1][-1].i + 1:
            stretches[-1].append(token)
        else:
            stretches.append([token])
    return merge_segments(
        [Segment(part[0].idx, part[-1].idx + len(part[-1].text)) for part in stretches]
    )
