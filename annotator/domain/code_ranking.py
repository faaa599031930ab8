"""Codes ranked by the words of a clause, each word with a weight of its own.

The scoring is that of the search (``code_index``), without what only typing needs (unfinished and
misspelt words), and fast enough for every verb of a text: what a word says is worked out once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from annotator.domain.code_index import CodeIndex

_SPARE = 0.7  # of a word that stands outside the best phrase
_UNSAID = 0.97  # for each small word of a phrase, which a clause does not give
_KEPT = 20_000  # words whose meaning is kept; a text in a strange language has no end of them

Says = tuple[dict[int, float], tuple[tuple[int, float], ...]]
"""What a word says of each place, and of each phrase (its number, the weight it brings)."""


class CodeRanking:
    """The codes of an index by how well weighted words fit them."""

    def __init__(self, index: CodeIndex) -> None:
        self._index = index
        self._says: dict[str, Says] = {}
        self.assignable = [code.assignable and not code.retired for code in index.codes]

    def scores(self, asked: Mapping[str, float]) -> dict[str, float]:
        """How well each assignable code fits the folded words; those that do not are left out.

        The weights go from 0 to 1; a score has no unit, only its order and distance count.
        """
        by_place = self._scores(asked)
        codes = self._index.codes
        return {codes[at].code: s for at, s in by_place.items() if self.assignable[at]}

    def _scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        spare: dict[int, float] = defaultdict(float)
        matched: dict[int, float] = defaultdict(float)
        inside: dict[int, list[tuple[str, float]]] = defaultdict(list)
        says = {word: self._say(word) for word in asked}
        for word, weight in asked.items():
            places, phrases = says[word]
            for place, worth in places.items():
                spare[place] += worth * weight
            for phrase, worth in phrases:
                matched[phrase] += worth * weight
                inside[phrase].append((word, weight))
        best: dict[int, tuple[float, int]] = {}
        for number, found in matched.items():
            known = self._index.phrases[number]
            score = known.worth * found * found / known.weight * _UNSAID**known.unsaid
            if score > best.get(known.place, (0.0, 0))[0]:
                best[known.place] = (score, number)
        total = {place: _SPARE * worth for place, worth in spare.items()}
        for place, (score, number) in best.items():
            used = sum(says[word][0].get(place, 0.0) * weight for word, weight in inside[number])
            total[place] = total.get(place, 0.0) + score - _SPARE * used
        return total

    def _say(self, word: str) -> Says:
        known = self._says.get(word)
        if known is None:
            if len(self._says) >= _KEPT:
                self._says.clear()
            known = self._says[word] = self._index.says(word)
        return known
