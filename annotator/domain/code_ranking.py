"""Codes ranked by the words of a clause, each word with a weight of its own.

The scoring is that of the search (``code_index``), without what only typing needs (unfinished and
misspelt words), and fast enough for every verb of a text: what a word says is worked out once.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nlargest

from annotator.domain.code_index import CodeIndex

_SPARE = 0.7  # of a word that stands outside the best phrase
_UNSAID = 0.9  # for each small word of a phrase, which a clause does not give
_NONE = (0.0, -1)
_LOOKED_AT = 40  # places that are weighed to the end; the others cannot come near the best
_KEPT = 20_000  # words whose meaning is kept; a text in a strange language has no end of them

Says = tuple[dict[int, float], dict[int, float]]
"""What a word says of each place, and of each phrase (its number, the weight it brings)."""


class CodeRanking:
    """The codes of an index by how well weighted words fit them."""

    def __init__(self, index: CodeIndex) -> None:
        self._index = index
        self._says: dict[str, Says] = {}
        self._places_of = [phrase.place for phrase in index.phrases]
        self._shares = [
            phrase.worth / phrase.weight * _UNSAID**phrase.unsaid if phrase.weight else 0.0
            for phrase in index.phrases
        ]
        self.assignable = [code.assignable and not code.retired for code in index.codes]

    def scores(self, asked: Mapping[str, float]) -> dict[str, float]:
        """How well each assignable code fits the folded words; those that do not are left out.

        The weights go from 0 to 1; a score has no unit, only its order and distance count.
        """
        by_place = self._scores(asked)
        codes = self._index.codes
        return {codes[at].code: s for at, s in by_place.items() if self.assignable[at]}

    def _scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        spare: dict[int, float] = {}
        matched: dict[int, float] = {}
        says = [(*self._say(word), weight) for word, weight in asked.items()]
        for places, phrases, weight in says:
            for place, worth in places.items():
                spare[place] = spare.get(place, 0.0) + worth * weight
            for phrase, worth in phrases.items():
                matched[phrase] = matched.get(phrase, 0.0) + worth * weight
        best: dict[int, tuple[float, int]] = {}
        shares, places_of = self._shares, self._places_of
        for number, found in matched.items():
            score, place = shares[number] * found * found, places_of[number]
            if score > best.get(place, _NONE)[0]:
                best[place] = (score, number)
        most = {at: _SPARE * worth + best.get(at, _NONE)[0] for at, worth in spare.items()}
        if len(most) > _LOOKED_AT:
            most = {at: most[at] for at in nlargest(_LOOKED_AT, most, key=most.__getitem__)}
        for place in best.keys() & most.keys():  # the words of its best phrase count only once
            phrase = best[place][1]
            for places, phrases, weight in says:
                if phrase in phrases:
                    most[place] -= _SPARE * places.get(place, 0.0) * weight
        return most

    def _say(self, word: str) -> Says:
        known = self._says.get(word)
        if known is None:
            if len(self._says) >= _KEPT:
                self._says.clear()
            known = self._says[word] = self._index.says(word)
        return known
