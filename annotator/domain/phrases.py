"""How words stand together in a sentence: phrases to widen a selection by, sentences to step by.

Told from the text alone, without a language model: by capitals, punctuation and the small words
of English, in which the sample schemas and most corpora are; in other languages a selection grows
by names and by what stands between punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.events import Segment, Segments
from annotator.domain.words import words_between


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PREPOSITIONS = _set_of(
    "about across after against along among around at before behind between by down during for from"
    " in inside into near of off on onto out outside over since through throughout to toward"
    " towards under until up upon via with within without"
)
_OTHERS = _set_of(
    "a an the and or but nor that which who whom whose when while where as if than because although"
    " though he she it they we you i him her them us me his its their our my your this these those"
    " there is are was were be been being am has have had do does did will would shall should can"
    " could may might must not no n't"
)
SMALL_WORDS = _PREPOSITIONS | _OTHERS
"""Words that hold a sentence together and hardly ever begin or end what is coded."""

_IN_NAMES = _set_of("of the de del della da di du la le el al bin ibn abu van von der den")
_BARRIER = re.compile(r"[,;:.!?…()\[\]{}\"“”„«»|•–—\n]|(?<!\w)['‘’]|['’](?!\w)")
_END = re.compile(r"[.!?…。！？؟]+[)\]}\"”’»]*(?=\s)|\n+")
_TITLES = _set_of("mr mrs ms dr prof gen col lt sgt capt gov sen rep st no vs")
_MOST = 12  # widths of one selection
_FAR = 2000  # characters of a sentence that are looked at


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of one sentence, and whether something parts each from the next."""

    text: str
    words: tuple[Segment, ...]

    def parted(self, at: int) -> bool:
        """Whether punctuation stands behind a word; so it does behind the last one."""
        if at < 0 or at + 1 >= len(self.words):
            return True
        between = self.text[self.words[at].end : self.words[at + 1].start]
        if between.strip() == "." and _abbreviated(self.text, self.words[at].end):
            return False
        return _BARRIER.search(between) is not None

    def word(self, at: int) -> str:
        """A word as it is written."""
        return self.text[self.words[at].start : self.words[at].end]

    def small(self, at: int) -> bool:
        """Whether a word only holds the sentence together."""
        return self.word(at).lower() in SMALL_WORDS

    def named(self, at: int) -> bool:
        """Whether a word begins like a name."""
        word = self.word(at)
        return word[:1].isupper() or word[:1].isdigit()


def sentence_at(text: str, offset: int) -> Segment:
    """The sentence that an offset stands in, a line break ending one; never empty of a text."""
    low = max(0, offset - _FAR)
    start, high = low, min(len(text), offset + _FAR)
    for end in _ends(text, low, high):
        if end > offset:
            return Segment(start, end)
        start = end
    return Segment(start, high) if start < high else Segment(max(0, high - 1), max(1, high))


def next_sentence(text: str, offset: int, step: int) -> int:
    """Where the next sentence begins, or (step -1) the one an offset is in, else the one before."""
    if step > 0:
        return _first_word(text, sentence_at(text, offset).end)
    start = _first_word(text, sentence_at(text, offset).start)
    if start < offset:
        return start
    before = text[: sentence_at(text, offset).start].rstrip()
    return _first_word(text, sentence_at(text, len(before) - 1).start) if before else 0


def _first_word(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _ends(text: str, low: int, high: int) -> list[int]:
    found = []
    for match in _END.finditer(text, low, high):
        if match[0][0] == "." and _abbreviated(text, match.start()):
            continue
        found.append(match.end())
    return found


def _abbreviated(text: str, stop: int) -> bool:
    """Whether a full stop belongs to the word before it: "U.S.", "Gen.", an initial."""
    word = re.search(r"[\w.]*$", text[max(0, stop - 12) : stop])
    before = word[0] if word else ""
    return "." in before or (len(before) == 1 and before.isupper()) or before.lower() in _TITLES


def widths(text: str, segment: Segment, extents: Sequence[Segment] = ()) -> tuple[Segment, ...]:
    """The stretches around a selection that stand together, each wider than the one before.

    The name it is part of, the words without a small word between them, what a preposition adds
    behind, all up to the next comma or bracket, the sentence. ``extents`` are stretches known from
    elsewhere, e.g. suggested ones.
    """
    sentence = sentence_at(text, segment.start)
    row = _Row(text, words_between(text, sentence.start, max(sentence.end, segment.end)))
    inside = [n for n, w in enumerate(row.words) if w.end > segment.start and w.start < segment.end]
    if not inside:
        return ()
    first, last = inside[0], inside[-1]
    found = [Segment(row.words[a].start, row.words[z].end) for a, z in _runs(row, first, last)]
    found += [extent for extent in extents if _covers(extent, segment)]
    wider = sorted({s for s in found if _covers(s, segment)}, key=lambda s: s.end - s.start)
    kept: list[Segment] = []
    for stretch in wider:
        if not kept or _covers(stretch, kept[-1]):
            kept.append(stretch)
    return tuple(kept[:_MOST])


def widened(text: str, segments: Segments, extents: Sequence[Segment] = ()) -> Segments:
    """Several stretches with the last one as wide as its next width; the same when none is."""
    wider = widths(text, segments[-1], extents)
    return (*segments[:-1], wider[0]) if wider else segments


def narrowed(text: str, segments: Segments, extents: Sequence[Segment] = ()) -> Segments:
    """Several stretches with the last one narrowed to the widest that stands together in it.

    What it begins with counts most; its first word is left at the least.
    """
    last = segments[-1]
    words = words_between(text, last.start, last.end)
    if not words:
        return segments
    around = (width for word in words for width in widths(text, word))
    inside = [words[0], *(s for s in (*around, *extents) if _covers(last, s))]
    return (*segments[:-1], max(inside, key=lambda s: (s.end - s.start, -s.start)))


def phrase_at(text: str, word: Segment) -> Segment:
    """The name or the run of words that a word belongs to."""
    sentence = sentence_at(text, word.start)
    row = _Row(text, words_between(text, sentence.start, max(sentence.end, word.end)))
    at = next((n for n, w in enumerate(row.words) if w.end > word.start), None)
    if at is None:
        return word
    first, last = _name(row, at, at) if row.named(at) else _content(row, at, at)
    if (first, last) == (at, at):
        first, last = _content(row, at, at)
    return Segment(row.words[first].start, row.words[last].end)


def _covers(outer: Segment, inner: Segment) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer != inner


def _runs(row: _Row, first: int, last: int) -> list[tuple[int, int]]:
    found = [(first, last)]
    if row.named(first):
        found.append(_name(row, first, last))
    for start in (found[-1], _content(row, *found[-1])):  # first without what stands in front
        found.append((start[0], _content(row, *start)[1]))
        while (more := _attached(row, *found[-1])) != found[-1] and len(found) < _MOST:
            found.append(more)
    found += [_clause(row, first, last), (0, len(row.words) - 1)]
    return found


def _name(row: _Row, first: int, last: int) -> tuple[int, int]:
    """Capitalised words that stand together, with what joins names between them."""
    while not row.parted(last):
        if row.named(last + 1):
            last += 1
        elif (step := _over_joints(row, last)) and step > last:
            last = step
        else:
            break
    while not row.parted(first - 1) and row.named(first - 1):
        first -= 1
    while first < last and row.small(first):
        first += 1
    return first, last


def _over_joints(row: _Row, last: int) -> int:
    at = last + 1
    while at < len(row.words) and row.word(at).lower() in _IN_NAMES and not row.parted(at):
        at += 1
    return at if at < len(row.words) and row.named(at) and at - last <= 3 else last


def _content(row: _Row, first: int, last: int) -> tuple[int, int]:
    """Words on both sides up to a small word or punctuation."""
    while not row.parted(last) and not row.small(last + 1):
        last += 1
    while not row.parted(first - 1) and not row.small(first - 1):
        first -= 1
    return first, last


def _attached(row: _Row, first: int, last: int) -> tuple[int, int]:
    """With what a preposition adds behind: "members" → "members of the union"."""
    at = last + 1
    if row.parted(last) or row.word(at).lower() not in _PREPOSITIONS:
        return first, last
    while at < len(row.words) and row.small(at) and not row.parted(at):
        at += 1
    if at >= len(row.words) or row.small(at):
        return first, last
    return first, _content(row, at, at)[1]


def _clause(row: _Row, first: int, last: int) -> tuple[int, int]:
    """Everything between the punctuation before and behind."""
    while not row.parted(last):
        last += 1
    while not row.parted(first - 1):
        first -= 1
    return first, last
