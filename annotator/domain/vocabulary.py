"""The words and codes by which the elements of a composed code can be meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from heapq import nsmallest

from annotator.domain.folding import SMALL_WORDS, fold
from annotator.domain.lexicon import Lexicon, split
from annotator.domain.schema import Code


class Sure(float, Enum):
    """How sure a typed word is of a reading. Only their order and distance have a meaning."""

    CODE = 10.0
    LABEL = 9.2
    PHRASE = 9.0
    UNFINISHED = 6.0  # the beginning of a label or search word
    UNFINISHED_CODE = 5.0
    INNER = 4.5  # a word inside a label
    SMALL = 8.0  # a word such as "of" that says nothing
    HALF_KNOWN = 3.0  # a code of which some elements are known
    UNKNOWN = 1.0
    LEFT_OUT = -4.0

    BARE = 2.0  # what an element loses that usually stands inside a longer code


@dataclass(frozen=True, slots=True)
class Reading:
    """What one stretch of the query may mean."""

    elements: tuple[str, ...]
    sure: float
    coded: bool = False  # typed as a code, so that its order is meant
    left_out: tuple[str, ...] = ()


Typed = Sequence[tuple[str, str]]
"""The folded words of a query, each with the token as it was typed."""

_READINGS = 16  # of the beginning of a code or of a phrase


class Vocabulary:
    """Everything a lexicon's elements are called."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._size = lexicon.composition.element_length
        self._meant: dict[str, list[Reading]] = {}
        self._codes: list[tuple[str, int, Code]] = []
        for name in dict.fromkeys(n for p in lexicon.composition.positions for n in p.lists):
            codes = lexicon.schema.code_list(name).codes
            for code in codes:
                if code.retired:
                    continue
                self._codes.append((code.code.casefold(), len(codes), code))
                self._add(code)
        self._codes.sort(key=lambda entry: entry[:2])
        self._sorted = sorted(self._meant)
        self.longest = max((text.count(" ") + 1 for text in self._sorted), default=1)

    def _add(self, code: Code) -> None:
        label = fold(code.label)
        self._mean(code.code.casefold(), code, Sure.CODE)
        self._mean(label, code, Sure.LABEL)
        for phrase in code.search:
            self._mean(fold(phrase), code, Sure.PHRASE)
        for word in label.split()[1:]:
            if len(word) > 3:
                self._mean(word, code, Sure.INNER)

    def _mean(self, text: str, code: Code, sure: float) -> None:
        whole = code.values.get(self._lexicon.composition.usual, "")
        meanings = self._meant.setdefault(text, [])
        if whole:
            meanings.append(Reading(split(self._lexicon.composition, whole), sure))
        meanings.append(Reading((code.code,), sure - (Sure.BARE if whole else 0)))

    def readings(self, typed: Typed, start: int, end: int) -> Iterator[Reading]:
        """What the words from ``start`` to ``end`` of a query may mean together."""
        text = " ".join(word for word, _ in typed[start:end])
        last, single = end == len(typed), end == start + 1
        known = self._known(text)
        yield from known
        if last or (single and len(text) > 2):
            yield from self._unfinished(text, loss=0.0 if last else 1.0)
        if single:
            token = typed[start][1]
            if fold(token) in {text, ""}:
                yield from self._code(token, last=last and not known, alone=len(typed) == 1)
            if len(typed) > 1:
                yield from self._passed_over(text, known=bool(known))

    def _passed_over(self, text: str, *, known: bool) -> Iterator[Reading]:
        """The reading that a word says nothing: small words freely, others with a warning."""
        if text in SMALL_WORDS:
            yield Reading((), Sure.SMALL)
        elif not known:
            yield Reading((), Sure.LEFT_OUT, left_out=(text,))

    def _known(self, text: str) -> list[Reading]:
        """Exact readings, a plural standing for its singular and the other way round."""
        forms = dict.fromkeys((text, text.removesuffix("s"), text.removesuffix("es"), f"{text}s"))
        return [reading for form in forms for reading in self._meant.get(form, ())]

    def _unfinished(self, text: str, *, loss: float) -> list[Reading]:
        """Readings of the phrases that begin like this, the shortest rest first."""
        found: list[tuple[float, tuple[str, ...]]] = []
        for number in range(bisect_left(self._sorted, text), len(self._sorted)):
            phrase = self._sorted[number]
            if not phrase.startswith(text):
                break
            rest = min(len(phrase) - len(text), 20) / 20
            less = Sure.PHRASE.value - Sure.UNFINISHED.value + rest + loss
            meant = self._meant[phrase] if rest else []
            found += [(less - r.sure, r.elements) for r in meant if r.sure < Sure.CODE]
        best = nsmallest(_READINGS, dict.fromkeys(found))
        return [Reading(elements, -unsure) for unsure, elements in best]

    def _code(self, token: str, *, last: bool, alone: bool) -> Iterator[Reading]:
        """Readings of a token as elements written together, the last one perhaps unfinished."""
        pieces = list(split(self._lexicon.composition, token))
        begun = pieces.pop().casefold() if len(pieces[-1]) < self._size else ""
        elements, known = self._elements(pieces, any_case=token.islower())
        word = token.casefold() in self._meant
        if begun:
            if last and known == len(pieces) < (99 if alone else 2):
                yield from self._endings(elements, begun)
        elif known == len(pieces):
            if len(pieces) == 1 or alone or self._lexicon.explain("".join(elements)).complete:
                certain = (alone or not token.istitle()) and (len(pieces) == 1 or not word)
                sure = Sure.CODE if certain else Sure.HALF_KNOWN
                yield Reading(elements, sure, coded=True)
        elif known and (alone or token.isupper()):
            yield Reading(elements, Sure.HALF_KNOWN, coded=True)
        elif token.isalnum() and (alone or token.isupper() or len(pieces) == 1):
            yield Reading(elements, Sure.UNKNOWN, coded=True)

    def _elements(self, pieces: list[str], *, any_case: bool) -> tuple[tuple[str, ...], int]:
        """Pieces as the codebook writes them, and how many of them it knows somewhere."""
        placed = self._lexicon.place(pieces, any_case=any_case)
        elements: list[str] = []
        known = 0
        for piece, place in zip(pieces, placed, strict=True):
            places = () if place else self._lexicon.places(piece)
            entry = self._lexicon.entry(places[0], piece) if places else place and place[1]
            elements.append(entry.code.code if entry else piece.upper())
            known += entry is not None
        return tuple(elements), known

    def _endings(self, elements: tuple[str, ...], begun: str) -> list[Reading]:
        """Readings that finish a code; lists with few codes first, they are likelier."""
        found: list[tuple[int, Reading]] = []
        for number in range(bisect_left(self._codes, (begun,)), len(self._codes)):
            text, size, code = self._codes[number]
            if not text.startswith(begun):
                break
            whole = (*elements, code.code)
            found.append((size, Reading(whole, Sure.UNFINISHED_CODE, coded=True)))
        found.sort(key=lambda entry: entry[0])
        return [reading for _, reading in found[:_READINGS]]


def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon, made once and kept with it."""
    kept = vars(lexicon)
    if "_vocabulary" not in kept:
        kept["_vocabulary"] = Vocabulary(lexicon)
    found = kept["_vocabulary"]
    assert isinstance(found, Vocabulary)
    return found
