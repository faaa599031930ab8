"""A code list made ready for finding codes by the words of people who do not know it.

What is typed is held against labels and search phrases as units, and against the rest of an
entry word by word. A word counts the more the fewer codes know it; a phrase that is typed whole
counts more than its words here and there; words that no code knows count nothing, so that "bombed
the old market hall" finds what "bomb" finds. Misspelt words stand for the nearest known ones, and
a compound is known in one word or in two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import log

from annotator.domain.english import LEMMAS, LITTLE
from annotator.domain.folding import fold, stems, words
from annotator.domain.schema import Code
from annotator.domain.wording import named_by, read_example

EXACT, KIN, BEGUN, NEAR = 1.0, 0.92, 0.8, 0.7  # how well a known word answers a typed one
_LABEL = 1.25  # worth of a label against that of a search phrase
_HEADING = 0.5  # of a heading against that of a code that can be given
_LABEL_BEGUN = 1.6  # for a label that begins as typed
_SPARE = 0.7  # of a typed word that stands outside the best phrase
_BAG = {"phrase": 0.9, "above": 0.6, "near": 0.3, "meaning": 0.45, "example": 0.15}
_FUZZY_FROM = 4  # letters; shorter words are not guessed at
_HALF = 3  # letters at least of each word in a compound
_FUZZY_AT = 78.0  # similarity, of 100
_WEAK = 0.3  # of the best score: what is below is no answer

Answers = dict[int, float]
"""Known words, by number, with how well each answers a typed one."""


def lemma(word: str) -> str:
    """The plain form of an irregular word, the word itself else."""
    return LEMMAS.get(word, word)


@lru_cache(maxsize=50_000)
def roots(word: str) -> frozenset[str]:
    """What a folded word may be a form of."""
    return stems(word) | stems(lemma(word))


@dataclass(slots=True)
class Phrase:
    """A label or a search phrase of a code: its telling words and what it is worth."""

    place: int
    words: tuple[int, ...]
    worth: float
    weight: float = 0.0  # of all its words together
    unsaid: int = 0  # small words in it that say little ("behind")


@dataclass
class CodeIndex:
    """The words of a list of codes. Places are numbers in the order given."""

    codes: Sequence[Code]
    above: Sequence[str]  # labels and search words of the codes above each one, joined
    phrases: list[Phrase] = field(default_factory=list)
    _number: dict[str, int] = field(default_factory=dict)
    _vocabulary: list[str] = field(default_factory=list)
    _kin: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _with_word: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _pairs: dict[str, tuple[str, str]] = field(default_factory=dict)  # side by side, by both in one
    _bags: dict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        known = {code.code: place for place, code in enumerate(self.codes)}
        inside: dict[int, set[str]] = defaultdict(set)  # the words of each code's phrases
        for place, code in enumerate(self.codes):
            if not code.retired:
                self._add(place, code, inside[place])
        for place, code in enumerate(self.codes):
            near = [inside[known[other]] for other in named_by(code) if other in known]
            worth = 1.0 if code.assignable else _HEADING
            self._add_to_bag(place, set().union(*near), _BAG["near"] * worth)
        self._weigh()
        self._sorted = sorted(self._vocabulary)
        self._codes = sorted((fold(code.code), place) for place, code in enumerate(self.codes))
        self._labels = [fold(code.label) for code in self.codes]
        opening = (label.split(" ", 1)[0] for label in self._labels)
        self._opening = {self._number[word] for word in opening if word in self._number}

    # --- building ------------------------------------------------------------------------------

    def _add(self, place: int, code: Code, inside: set[str]) -> None:
        worth = 1.0 if code.assignable else _HEADING
        inside |= set(self._add_phrase(place, code.label, worth * _LABEL))
        for phrase in code.search:
            inside |= set(self._add_phrase(place, phrase, worth))
        examples = " ".join(read_example(example).text for example in code.examples)
        for part, text in (
            ("above", self.above[place]),
            ("meaning", f"{code.definition} {code.use_when}"),
            ("example", examples),
        ):
            self._add_to_bag(place, _telling(words(text)), _BAG[part] * worth)

    def _add_phrase(self, place: int, text: str, worth: float) -> list[str]:
        written = words(text)
        for pair in pairwise(written):
            if min(map(len, pair)) >= _HALF and pair[0] not in LITTLE:
                self._pairs.setdefault("".join(pair), pair)
        telling = list(dict.fromkeys(_telling(written)))
        found = tuple(map(self._word, telling))
        phrase = Phrase(place, found, worth, unsaid=len(text.split()) - len(telling))
        for number in found:
            self._with_word[number].append(len(self.phrases))
            bag = self._bags[number]
            bag[place] = max(bag.get(place, 0.0), _BAG["phrase"] * worth)
        self.phrases.append(phrase)
        return telling

    def _add_to_bag(self, place: int, found: Iterable[str], weight: float) -> None:
        for word in found:
            bag = self._bags[self._word(word)]
            bag[place] = max(bag.get(place, 0.0), weight)

    def _word(self, word: str) -> int:
        number = self._number.get(word)
        if number is None:
            number = self._number[word] = len(self._vocabulary)
            self._vocabulary.append(word)
            for root in roots(word):
                self._kin[root].add(number)
        return number

    def _weigh(self) -> None:
        """Give each word its weight: the rarer among labels and phrases, the heavier."""
        size = len(self.codes) + 1
        telling = [
            {self.phrases[at].place for at in self._with_word.get(n, ())}
            for n in range(len(self._vocabulary))
        ]
        self._weight = []
        for number, word in enumerate(self._vocabulary):
            places = set(telling[number])
            for other in self._kin[_main_root(word)]:
                places |= telling[other]
            self._weight.append(log(1 + size / (1 + len(places))))
        for phrase in self.phrases:
            phrase.weight = sum(self._weight[number] for number in phrase.words)

    # --- asking --------------------------------------------------------------------------------

    def scores(self, text: str) -> dict[int, float]:
        """How well each place answers a folded query; places that do not are left out."""
        found = self._by_code(text)
        asked = self._asked(text)
        best = self._by_phrase(asked)
        spare = self._by_word(asked)
        for place in best.keys() | spare.keys():
            score, used = best.get(place, (0.0, frozenset()))
            rest = sum(w for n, w in spare.get(place, {}).items() if n not in used)
            found[place] = found.get(place, 0.0) + score + _SPARE * rest
        self._by_label(found, text)
        least = _WEAK * max(found.values(), default=0.0)
        return {place: score for place, score in found.items() if score >= least}

    def says(self, word: str) -> tuple[dict[int, float], dict[int, float]]:
        """What a folded word says of each place and of each phrase, by number.

        Only known words and their kin count, none that merely begin like it.
        """
        places: dict[int, float] = {}
        phrases: dict[int, float] = {}
        for number, quality in self._kin_of(word).items():
            weight = quality * self._weight[number]
            for place, share in self._bags.get(number, {}).items():
                places[place] = max(places.get(place, 0.0), weight * share)
            for at in self._with_word.get(number, ()):
                phrases[at] = max(phrases.get(at, 0.0), weight)
        return places, phrases

    def _by_label(self, found: dict[int, float], text: str) -> None:
        """Lift codes whose label begins as typed, above all the one whose label was typed."""
        for place in found:
            if self._labels[place].startswith(text):
                worth = 1.0 if self.codes[place].assignable else _HEADING
                found[place] *= _LABEL_BEGUN / worth
        top = max(found.values(), default=0.0)
        for place in found:
            if self._labels[place] == text:
                found[place] = 1.2 * top

    def _by_code(self, text: str) -> dict[int, float]:
        """Codes that begin as typed, far above everything else; the one typed whole first."""
        typed = text.replace(" ", "")
        at = bisect_left(self._codes, (typed, -1))
        found: dict[int, float] = {}
        while typed and at < len(self._codes) and self._codes[at][0].startswith(typed):
            code, place = self._codes[at]
            if not self.codes[place].retired:
                found[place] = 2000.0 if code == typed else 1000.0
            at += 1
        return found

    def _asked(self, text: str) -> list[Answers]:
        """What each telling word of a query may mean, each word once."""
        typed = text.split()
        last = typed[-1] if typed else ""
        telling = _telling(part for word in typed for part in self._parts(word))
        asked = {word: self._answers(word, word == last) for word in telling}
        for first, second in pairwise(typed):
            joined = self._joined(first, second)
            if joined:  # another reading of a word that counts already, not one word more
                asked.setdefault(first if first in asked else second, {}).update(joined)
        return list(asked.values())

    def _joined(self, first: str, second: str) -> Answers:
        """The known compounds that two words are when written in one."""
        if min(len(first), len(second)) < 2:
            return {}
        compounds = (first + root for root in roots(second))
        return {self._number[word]: KIN for word in compounds if word in self._number}

    def _parts(self, word: str) -> tuple[str, ...]:
        """The words that some phrase has side by side where an unknown one has them in one."""
        if any(root in self._kin for root in roots(word)):
            return (word,)
        return next((self._pairs[root] for root in roots(word) if root in self._pairs), (word,))

    def _answers(self, word: str, last: bool) -> Answers:  # noqa: FBT001 - the fact itself
        """The known words that a typed one may mean."""
        found = self._kin_of(word)
        if last or not found:
            for number in self._begun(word):
                found.setdefault(number, BEGUN)
        return found or self._near(word)

    def _kin_of(self, word: str) -> Answers:
        found: Answers = {}
        for root in roots(word):
            for number in self._kin.get(root, ()):
                found[number] = KIN
        if word in self._number:
            found[self._number[word]] = EXACT
        return found

    def _begun(self, word: str) -> Iterable[int]:
        """Known words that begin so; of a single letter only those that begin a label."""
        at = bisect_left(self._sorted, word)
        while at < len(self._sorted) and self._sorted[at].startswith(word):
            number = self._number[self._sorted[at]]
            if len(word) > 1 or number in self._opening:
                yield number
            at += 1

    def _near(self, word: str) -> Answers:
        """The known words most like a word that nobody knows."""
        if len(word) < _FUZZY_FROM:
            return {}
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for misspelt words

        like = process.extract(
            word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_FUZZY_AT, limit=5
        )
        best = max((score for _, score, _ in like), default=0.0)
        return {number: NEAR * score / 100 for _, score, number in like if score > best - 6}

    def _by_phrase(self, asked: Sequence[Answers]) -> dict[int, tuple[float, frozenset[int]]]:
        """The best phrase of each place: its score and which typed words it uses."""
        matched: dict[int, float] = defaultdict(float)
        used: dict[int, set[int]] = defaultdict(set)
        for number, (quality, which) in _best(asked).items():
            weight = quality * self._weight[number]
            for at in self._with_word.get(number, ()):
                matched[at] += weight
                used[at].add(which)
        best: dict[int, tuple[float, frozenset[int]]] = {}
        for at, found in matched.items():
            phrase = self.phrases[at]
            score = phrase.worth * found * found / phrase.weight
            if score > best.get(phrase.place, (0.0, None))[0]:
                best[phrase.place] = (score, frozenset(used[at]))
        return best

    def _by_word(self, asked: Sequence[Answers]) -> Mapping[int, dict[int, float]]:
        """What each typed word is worth at each place, wherever it stands in the entry."""
        found: dict[int, dict[int, float]] = defaultdict(dict)
        for which, answers in enumerate(asked):
            for number, quality in answers.items():
                weight = quality * self._weight[number]
                for place, share in self._bags.get(number, {}).items():
                    known = found[place]
                    known[which] = max(known.get(which, 0.0), weight * share)
        return found


def _telling(found: Iterable[str]) -> list[str]:
    """The words that say something, all of them where none does."""
    listed = list(found)
    return [word for word in listed if word not in LITTLE] or listed


def _best(asked: Sequence[Answers]) -> dict[int, tuple[float, int]]:
    """Of each known word how well it answers, and which of the typed words it answers best."""
    best: dict[int, tuple[float, int]] = {}
    for which, answers in enumerate(asked):
        for number, quality in answers.items():
            if quality >= best.get(number, (0.0, 0))[0]:
                best[number] = (quality, which)
    return best


def _main_root(word: str) -> str:
    """The shortest form of a word, under which its whole kin stands."""
    return min(roots(word), key=lambda root: (len(root), root))
