"""What was seen around a date, as the candidate that a suggestion keeps, and back."""

from __future__ import annotations

from annotator.domain.dates.noting import DateNote
from annotator.domain.suggestions import Candidate

_DOUBTFUL, _PLAIN = 0.4, 0.8
_AHEAD = "ahead"


def noted(words: str, note: DateNote) -> Candidate:
    """The candidate of a date: the words to resolve, and what bears on them.

    The days are computed when they are shown, since the publication date may be set later.
    """
    return Candidate(
        note.instead or words,
        reason=note.reason,
        confidence=_DOUBTFUL if note.doubtful else _PLAIN,
        origin=_AHEAD if note.ahead else "",
    )


def note_of(words: str, candidate: Candidate) -> DateNote:
    """What ``noted`` wrote of the words of a text."""
    doubtful = candidate.confidence is not None and candidate.confidence <= _DOUBTFUL
    instead = candidate.value if candidate.value != words else ""
    return DateNote(doubtful, candidate.reason, instead, candidate.origin == _AHEAD)
