"""How well typed letters fit the name of a command or of an article."""

from __future__ import annotations

import re
from functools import cache

WORDS, STARTS, LOOSE = 100, 60, 10  # letters as words, as starts of words, only in this order
_WORD = re.compile(r"\w+")


def score(query: str, text: str) -> int:
    """How well typed letters fit a text: 0 not at all, more is better.

    All typed words occur, at best at the start of words; or the letters are starts of words in
    order ("dna", "donext" for “Done, next article”); or they only follow one another.
    """
    folded, wanted = text.casefold(), query.casefold().strip()
    if not wanted:
        return 1
    words = wanted.split()
    if all(word in folded for word in words):
        starts = sum(folded.startswith(word) or f" {word}" in folded for word in words)
        return WORDS + 20 * starts + (50 if folded.startswith(wanted) else 0) - len(folded) // 10
    letters = "".join(words)
    if len(letters) > len(folded):
        return 0
    skipped = _skipped(letters, tuple(_WORD.findall(folded)))
    if skipped is not None:
        return STARTS - 4 * min(skipped, 5) - len(folded) // 10
    return _loose(letters, folded)


def _skipped(letters: str, words: tuple[str, ...]) -> int | None:
    """How many words are left out where letters are starts of words in order; None: they are not.

    What stands behind the last letter is not left out.
    """

    @cache
    def least(at: int, word: int) -> int | None:
        if at == len(letters):
            return 0
        if word == len(words):
            return None
        later = least(at, word + 1)
        found = [later + 1] if later is not None else []
        for length in range(1, min(len(words[word]), len(letters) - at) + 1):
            if words[word][length - 1] != letters[at + length - 1]:
                break
            rest = least(at + length, word + 1)
            found += [rest] if rest is not None else []
        return min(found, default=None)

    return least(0, 0) if len(words) <= _MOST_WORDS else None


_MOST_WORDS = 40  # of a title; longer ones are found by words only


def _loose(letters: str, folded: str) -> int:
    """Letters that follow one another: more for those that stand close together."""
    first = at = folded.find(letters[0])
    for letter in letters[1:]:
        at = folded.find(letter, at + 1) if at >= 0 else -1
    if at < 0:
        return 0
    between = at + 1 - first - len(letters)
    return max(1, LOOSE - between // 4)
