"""Agreement of anonymous coders who noted words of sentences: published double codings.

Of such data only what happens within a sentence is known: which coder is which in the next one is
not, so there is no figure for a coder, and every figure stays the same when the entries of a
sentence change places.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from annotator.agreement.coefficients.bootstrap import (
    RESAMPLES,
    SEED,
    Articles,
    draw,
    ratio_interval,
)
from annotator.agreement.figures import AgreementError
from annotator.agreement.ranges import Range
from annotator.agreement.ratings import Numbers
from annotator.agreement.reporting.resampling import Estimate
from annotator.agreement.same_text.locating import Found, Located, locate, words_of
from annotator.agreement.same_text.spans import Document, Span, exact_tallies, overlap_tallies
from annotator.agreement.same_text.unit_intervals import u_alpha_interval
from annotator.agreement.same_text.unit_sums import Continuum, Unit, unit_sums
from annotator.agreement.same_text.unit_tables import UnitTable
from annotator.agreement.same_text.unitizing import u_alpha_binary
from annotator.agreement.scoring import Tally, f1_interchangeable
from annotator.domain.language import tr


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and what each coder noted in it: role -> words, in the order of the text."""

    text: str
    entries: tuple[Mapping[str, Sequence[str]], ...]


@dataclass(frozen=True, slots=True)
class RoleFigures:
    """How far coders marked the same text for one role.

    ``lists`` counts what came of their lists of words; those not found and those ambiguous are
    left out of the figures, those that are empty count as "nothing marked".
    """

    lists: Mapping[Found, int]
    exact: Estimate
    overlap: Estimate
    u_alpha: Estimate


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences of a file: a JSON list of objects with "text" and "spans", one per coder.

    Of a coder's object, whatever is a list of words is a role. Raises AgreementError with a
    sentence for a file that is otherwise, OSError when it cannot be read.
    """
    try:
        return [*map(_sentence, json.loads(path.read_text(encoding="utf-8-sig")))]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        said = tr("“{path}” is no list of sentences with each coder's words ({why}).")
        raise AgreementError(said.format(path=path, why=error)) from error


def _sentence(entry: Mapping[str, Any]) -> Sentence:
    if not isinstance(entry["text"], str):
        raise TypeError(tr("its text is no text"))
    return Sentence(entry["text"], tuple(map(_roles, entry["spans"])))


def _roles(entry: Mapping[str, object]) -> dict[str, list[str]]:
    return {role: list(map(str, w)) for role, w in entry.items() if isinstance(w, list)}


def role_figures(
    sentences: Iterable[Sentence], *, resamples: int = RESAMPLES, seed: int = SEED
) -> dict[str, RoleFigures]:
    """For each role, how far the coders of a sentence marked the same text.

    F1 of identical and of overlapping spans: counts averaged over the pairs of coders of a
    sentence, then pooled over sentences. Alpha for unitizing, binary: each segment of words side
    by side is a unit, the sentences are laid end to end. ``n`` counts sentences, and units. A
    coder without a role's list, or whose list cannot be located, is missing in that sentence.
    Intervals draw sentences.
    """
    kept = sorted(sentences, key=_named)
    words = [words_of(sentence.text) for sentence in kept]
    roles = {role for sentence in kept for entry in sentence.entries for role in entry}
    draws = draw(len(kept), resamples=resamples, seed=seed)
    return {role: _figures(role, kept, words, draws) for role in sorted(roles)}


def _named(one: Sentence) -> tuple[str, list[str]]:
    """By what sentences are put in order, so that theirs and that of the coders change nothing."""
    entries = ({role: list(words) for role, words in sorted(e.items())} for e in one.entries)
    return one.text, sorted(map(repr, entries))


def _figures(
    role: str,
    sentences: Sequence[Sentence],
    words: Sequence[Sequence[Range]],
    draws: Numbers,
) -> RoleFigures:
    located = [
        [
            locate(sentence.text, entry[role], places=places) if role in entry else None
            for entry in sentence.entries
        ]
        for sentence, places in zip(sentences, words, strict=True)
    ]
    documents = [_document(found) for found in located]
    texts = [
        _continuum(sentence.text, found) for sentence, found in zip(sentences, located, strict=True)
    ]
    return RoleFigures(
        Counter(one.found for found in located for one in found if one is not None),
        _f1([exact_tallies([document]) for document in documents], draws),
        _f1([overlap_tallies([document]) for document in documents], draws),
        _u_alpha(texts, draws),
    )


def _f1(documents: Sequence[Sequence[Tally]], draws: Numbers) -> Estimate:
    figure = f1_interchangeable(documents)
    if figure.value is None:
        return Estimate(figure)
    both = [2 * sum(t.both for t in found) / max(1, len(found)) for found in documents]
    every = [sum(t.first + t.second for t in found) / max(1, len(found)) for found in documents]
    return Estimate(figure, ratio_interval(np.array(both), np.array(every), draws))


def _u_alpha(texts: Sequence[Continuum], draws: Numbers) -> Estimate:
    figure = u_alpha_binary(texts)
    if figure.value is None:
        return Estimate(figure)
    table = UnitTable.of([unit_sums([text]) for text in texts])
    every = Articles(np.arange(len(texts)), len(texts))
    return Estimate(figure, u_alpha_interval(table, every, draws))


_USABLE = (Found.LOCATED, Found.NOTHING)


def _document(located: Sequence[Located | None]) -> Document:
    """What each coder marked, as one span; None where that is not known."""
    return {
        str(number): [Span.of(*one.segments)] if one.segments else []
        for number, one in enumerate(located)
        if one is not None and one.found in _USABLE
    }


def _continuum(text: str, located: Sequence[Located | None]) -> Continuum:
    """What each coder marked, as units; None where that is not known."""
    units = {
        str(number): [Unit(start, end) for start, end in one.segments]
        for number, one in enumerate(located)
        if one is not None and one.found in _USABLE
    }
    return Continuum(0, len(text), units)
