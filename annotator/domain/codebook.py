"""Find a code: by its digits, the words of its label, its search words, its definition."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from annotator.domain.folding import LONGEST_QUERY, SMALL_WORDS, fold, stems, words
from annotator.domain.schema import Code, CodeList


class Match(IntEnum):
    """How well a code answers a query, best last; the score of a hit."""

    NONE = 0  # nothing was typed
    SOME = 1  # only some of the words are found; shown when no code has them all
    DEFINITION = 2  # some of the words stand only in the definition
    MIXED = 3  # some in the label, some in the search words
    SEARCH = 4  # all in the search words
    PHRASE = 5  # one search phrase begins like this
    LABEL_KIN = 6  # all in the label, some in another form
    LABEL = 7  # all begin words of the label
    LABEL_START = 8  # the label begins like this
    CODE_START = 9
    CODE = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A code in a list of results: ``path`` goes from its root to itself, roots have depth 0."""

    code: Code
    path: tuple[Code, ...]
    depth: int
    score: Match = Match.NONE


def search(
    code_list: CodeList, query: str, *, limit: int = 50, recent: Sequence[str] = ()
) -> list[Hit]:
    """The codes that answer what was typed, best first; headings are among them.

    Every word typed must be found: as the beginning of the code or of a word, or in another
    inflection of one; where no code has them all, those with most of them answer. ``recent``
    codes, latest first, come first among equals, then tree order decides. Without a query: the
    recent codes, then the tree.
    """
    index = _index(code_list)
    text = fold(query[:LONGEST_QUERY])
    typed = _typed(text)
    scores = index.scores(typed, text) if typed else dict.fromkeys(range(index.size), 0)
    latest = {code: place for place, code in enumerate(recent)}

    def rank(place: int) -> tuple[int, int, int]:
        code = index.hits[place].code.code
        return -scores[place], latest.get(code, len(latest)), place

    best = sorted(scores, key=rank)[:limit]
    return [_scored(index.hits[place], Match(scores[place])) for place in best]


def expand(code_list: CodeList) -> list[Hit]:
    """The whole tree from top to bottom, each code right under its parent."""
    return list(_index(code_list).hits)


def parent(code_list: CodeList, code: str) -> Code | None:
    """The code right above, None for a root or an unknown code."""
    entry = code_list.get(code)
    return code_list.get(entry.parent) if entry else None


def children(code_list: CodeList, code: str) -> tuple[Code, ...]:
    """The codes right below, in order; the roots for ``""``."""
    return code_list.children.get(code, ())


def _scored(hit: Hit, score: Match) -> Hit:
    return Hit(hit.code, hit.path, hit.depth, score)


def _typed(text: str) -> tuple[str, ...]:
    """The words that must be found: small words only where there are no others."""
    found = text.split()
    telling = [word for word in found if word not in SMALL_WORDS]
    return tuple(dict.fromkeys(telling or found))


_TIERS: tuple[tuple[Match, tuple[str, ...]], ...] = (
    (Match.CODE_START, ("code",)),
    (Match.LABEL, ("code", "begin")),
    (Match.LABEL_KIN, ("code", "begin", "label")),
    (Match.SEARCH, ("search",)),
    (Match.MIXED, ("code", "begin", "label", "search")),
    (Match.DEFINITION, ("code", "begin", "label", "search", "meaning")),
)
"""In which parts of an entry every typed word must stand, best first."""


class _Words:
    """Which codes have a word, by its beginning or its stem."""

    def __init__(self) -> None:
        self._places: dict[str, set[int]] = {}
        self._kin: dict[str, set[int]] = {}
        self._sorted: list[str] = []

    def add(self, place: int, found: Iterable[str]) -> None:
        for word in found:
            self._places.setdefault(word, set()).add(place)
            for stem in stems(word):
                self._kin.setdefault(stem, set()).add(place)

    def close(self) -> None:
        self._sorted = sorted(self._places)

    def beginning(self, typed: str) -> set[int]:
        """The places of the words that begin as typed."""
        found: set[int] = set()
        for number in range(bisect_left(self._sorted, typed), len(self._sorted)):
            if not self._sorted[number].startswith(typed):
                break
            found |= self._places[self._sorted[number]]
        return found

    def kin(self, typed: str) -> set[int]:
        """The places of the words that share a stem with the typed one."""
        return set().union(*(self._kin.get(stem, ()) for stem in stems(typed)))


class _Index:
    """A code list made ready for searching."""

    def __init__(self, code_list: CodeList) -> None:
        self.hits = list(_walk(code_list, "", ()))
        self.size = len(self.hits)
        self._codes, self._labels = _Words(), _Words()
        self._searches, self._definitions = _Words(), _Words()
        self._label_texts = [fold(hit.code.label) for hit in self.hits]
        self._phrases = [[fold(phrase) for phrase in hit.code.search] for hit in self.hits]
        for place, hit in enumerate(self.hits):
            code = hit.code
            self._codes.add(place, [fold(code.code)])
            self._labels.add(place, words(code.label))
            self._searches.add(place, words(" ".join(code.search)))
            self._definitions.add(place, words(code.definition))
        for part in (self._codes, self._labels, self._searches, self._definitions):
            part.close()

    def scores(self, typed: tuple[str, ...], text: str) -> dict[int, int]:
        """How well each place answers; places that do not answer are left out."""
        scores: dict[int, int] = {}
        found = [self._found(word) for word in typed]
        for score, fields in _TIERS:
            places = set.intersection(*(set().union(*(f[name] for name in fields)) for f in found))
            for place in places:
                scores.setdefault(place, score)
        if not scores:
            return self._partly(found)
        return {place: self._raised(place, score, text) for place, score in scores.items()}

    def _found(self, word: str) -> dict[str, set[int]]:
        """The places of one word by where it was found."""
        return {
            "code": self._codes.beginning(word),
            "begin": self._labels.beginning(word),
            "label": self._labels.kin(word),
            "search": self._searches.beginning(word) | self._searches.kin(word),
            "meaning": self._definitions.beginning(word) | self._definitions.kin(word),
        }

    def _partly(self, found: list[dict[str, set[int]]]) -> dict[int, int]:
        """The places that have most of the words, when none has all."""
        counts = Counter(place for f in found for place in set().union(*f.values()))
        most = max(counts.values(), default=0)
        return {place: Match.SOME for place, count in counts.items() if count == most}

    def _raised(self, place: int, score: int, text: str) -> int:
        """A score with what the whole of the typed text says beyond its words."""
        if score == Match.CODE_START and fold(self.hits[place].code.code) == text:
            return Match.CODE
        if score in (Match.LABEL, Match.LABEL_KIN) and self._label_texts[place].startswith(text):
            return Match.LABEL_START
        if score == Match.SEARCH and any(p.startswith(text) for p in self._phrases[place]):
            return Match.PHRASE
        return score


def _walk(code_list: CodeList, code: str, above: tuple[Code, ...]) -> Iterable[Hit]:
    for entry in code_list.children.get(code, ()):
        path = (*above, entry)
        yield Hit(entry, path, len(above))
        yield from _walk(code_list, entry.code, path)


def _index(code_list: CodeList) -> _Index:
    """The index of a list, made once and kept with the list itself."""
    kept = vars(code_list)  # where the list's own cached properties live
    if "_search_index" not in kept:
        kept["_search_index"] = _Index(code_list)
    index = kept["_search_index"]
    assert isinstance(index, _Index)
    return index
