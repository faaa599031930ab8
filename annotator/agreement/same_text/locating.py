"""Find in a text what coders noted as lists of words, without offsets.

Lists of words are how some published double codings give spans. They are found again in order;
what is not there, or could be in several places, is counted and left out, never guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.ranges import Range, Ranges


class Found(StrEnum):
    """What came of looking for a list of words."""

    LOCATED = "located"
    NOTHING = "nothing marked"  # the list is empty: a coder's decision, not a failure
    NOT_FOUND = "not found"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a list of words stands, as half-open ranges of code points.

    Words side by side are one segment.
    """

    found: Found
    segments: Ranges = ()


def words_of(text: str) -> list[Range]:
    """The words of a text: runs of letters, marks and digits; any other sign but space is one."""
    found: list[Range] = []
    inside = False
    for at, sign in enumerate(text):
        kind = unicodedata.category(sign)[0]
        if inside and kind in "LMN":
            found[-1] = (found[-1][0], at + 1)
        elif kind not in "ZC":
            found.append((at, at + 1))
        inside = kind in "LMN"
    return found


def locate(text: str, words: Sequence[str], *, places: Sequence[Range] | None = None) -> Located:
    """Where words stand in a text, in their order, in as few segments as they can.

    ``places`` are the words of the text where they are known already. Signs that the list has
    glued to a word are looked for behind it. A way to find all words is the better the fewer gaps
    it leaves between them; where two ways leave equally few, the list is ambiguous.
    """
    wanted = [word[start:end] for word in words for start, end in words_of(word)]
    if not wanted:
        return Located(Found.NOTHING)
    places = words_of(text) if places is None else places
    ways = _ways([text[start:end] for start, end in places], wanted)
    if not ways:
        return Located(Found.NOT_FOUND)
    fewest = min(way.gaps for way in ways.values())
    least = [way for way in ways.values() if way.gaps == fewest]
    if sum(way.number for way in least) > 1:
        return Located(Found.AMBIGUOUS)
    return Located(Found.LOCATED, _segments(least[0], places))


@dataclass(frozen=True, slots=True)
class _Way:
    """The ways to find the words so far that end at one word of the text: the best of them."""

    at: int
    gaps: int
    number: int
    before: _Way | None


def _ways(held: Sequence[str], words: Sequence[str]) -> Mapping[int, _Way]:
    """For each word of the text at which the list can end, the best ways to get there."""
    ways = {at: _Way(at, 0, 1, None) for at, word in enumerate(held) if word == words[0]}
    for word in words[1:]:
        reached: dict[int, _Way] = {}
        for at, other in enumerate(held):
            if other == word and (way := _step(at, ways)):
                reached[at] = way
        ways = reached
    return ways


def _step(at: int, ways: Mapping[int, _Way]) -> _Way | None:
    """The best ways to a word of the text from those that end before it."""
    options = [(way.gaps + (way.at + 1 < at), way) for way in ways.values() if way.at < at]
    if not options:
        return None
    fewest = min(gaps for gaps, _ in options)
    least = [way for gaps, way in options if gaps == fewest]
    return _Way(at, fewest, sum(way.number for way in least), least[0])


def _segments(way: _Way, places: Sequence[Range]) -> Ranges:
    """The words of a way, those side by side joined with what stands between them."""
    found: list[Range] = []
    step: _Way | None = way
    after = -1
    while step is not None:
        start, end = places[step.at]
        if step.at + 1 == after:
            found[-1] = (start, found[-1][1])
        else:
            found.append((start, end))
        after, step = step.at, step.before
    return tuple(reversed(found))
