"""Where words begin and end: whole words for a hand-made selection, steps for growing it.

Works for any script: no boundary ever falls between a letter and its combining mark or inside
an emoji. In scripts without blanks between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese)
every written character can be a boundary.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from annotator.domain.events import Segment, Segments

# A text is looked at as a string of the same length with one letter for the class of each
# character: w letter, h Hebrew letter, n digit, u letter of a script without blanks, m mark that
# belongs to what stands before it, j joiner, o symbol, r half of a flag; a few signs stand for
# themselves, s is a blank, p any other punctuation, x the two characters of a possessive 's.
_ITSELF = dict.fromkeys("'-.,:\"") | {"’": "'", "׳": "'", "״": '"', "‐": "-", "‑": "-"}
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_RUN = "[whn][whnmj]*"
_CHARACTER = "u[mj]*|rr?[mj]*|o[mj]*(?:(?<=j)o[mj]*)*"
_WHOLE = re.compile(f"{_RUN}|{_CHARACTER}|.[mj]+")  # no selection ends inside one of these
_ABBREVIATION = r"(?<![whnmj])[wh]\.(?:[wh]\.)+"
_JOINTS = r"'|-|(?<=n)[.,:](?=n)|(?<=h)\"(?=h)|(?<=[wh])\.(?=[wh])"
_WORD = re.compile(f"x+|{_ABBREVIATION}|{_RUN}(?:(?:{_JOINTS}){_RUN})*|{_CHARACTER}")
_HYPHEN = re.compile(r"(?<=\w)[-‐](?=\w)")
_POSSESSIVE = re.compile(r"(?<=\w)['’][sS](?!\w)")
_PARTNERS = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»", "„": "“", '"': '"'}
_KEPT_IN_FRONT, _KEPT_BEHIND = "#@§&", "%‰"
_JOINED = {0x0E33, 0x0EB3, 0xFF9E, 0xFF9F}  # letters by category, drawn onto the one before
_REACH = 400  # characters looked at around an edge; no word is longer


@lru_cache(maxsize=4096)
def _class(character: str) -> str:
    point, category = ord(character), unicodedata.category(character)
    rules = (
        (character in _ITSELF, _ITSELF.get(character) or character),
        (category[0] == "M" or point in _JOINED, "m"),
        (0x1F3FB <= point <= 0x1F3FF or 0xE0020 <= point <= 0xE007F, "m"),  # skin tones, tags
        (0x1F1E6 <= point <= 0x1F1FF, "r"),
        (category[0] == "L" or category == "Nl" or character == "_", _script(point)),
        (category[0] == "N", "n"),
        (category[0] == "S", "o"),
        (point in (0x200C, 0x200D), "j"),
        (category[0] == "P", "p"),
    )
    return next((kind for holds, kind in rules if holds), "s")


def _script(point: int) -> str:
    if any(first <= point <= last for first, last in _UNSPACED):
        return "u"
    return "h" if 0x0590 <= point <= 0x05FF else "w"


def _classes(text: str) -> str:
    return "".join(map(_class, text))


def whole_words(text: str, segment: Segment) -> Segment | None:
    """Widen a selection to whole words, then cut blanks and punctuation off both ends.

    A bracket or quotation mark stays when its partner stands inside; a full stop stays when it
    ends an abbreviation such as "U.S.". None when nothing but blanks and punctuation is left.
    """
    start, end = max(0, segment.start), min(len(text), segment.end)
    if start >= end:
        return None
    start, end = _around(text, start)[0], _around(text, end)[1]
    return _trimmed(text, start, end)


def occurrences(text: str, words: str) -> list[Segment]:
    """Where words stand in a text as whole words, in the same case, in order."""
    found = []
    at = text.find(words) if words else -1
    while at >= 0:
        place = Segment(at, at + len(words))
        if whole_words(text, place) == place:
            found.append(place)
        at = text.find(words, at + len(words))
    return found


def word_at(text: str, offset: int) -> Segment | None:
    """The word that an offset stands in or touches (the later of two); None between blanks."""
    low, words = _words(text, offset - _REACH, offset + _REACH)
    touching = [span for span in words if low + span[0] <= offset <= low + span[1]]
    chosen = [span for span in touching if text[low + span[0]] not in "'’"] or touching
    return Segment(low + chosen[-1][0], low + chosen[-1][1]) if chosen else None


def words_between(text: str, start: int, end: int) -> tuple[Segment, ...]:
    """The words in a part of a text, in order; a possessive 's is one with the word before it."""
    low, found = _words(text, start, end, widen=False)
    words: list[Segment] = []
    for first, last in found:
        if words and text[low + first] in "'’" and words[-1].end == low + first:
            words[-1] = Segment(words[-1].start, low + last)
        else:
            words.append(Segment(low + first, low + last))
    return tuple(words)


def grown(text: str, segment: Segment, *, end: bool, words: int) -> Segment:
    """Move one edge of a range by words: outward, or inward when ``words`` is negative.

    One word at least stays inside, and no edge crosses a line break.
    """
    for _ in range(abs(words)):
        if words > 0:
            segment = _widened(text, segment, end=end)
        else:
            segment = _narrowed(text, segment, end=end)
    return segment


def regrown(text: str, segments: Segments, *, end: bool, words: int) -> Segments:
    """Move the last edge of several stretches by words, or the first one; see ``grown``."""
    kept = [whole_words(text, segment) or segment for segment in segments]
    at = -1 if end else 0
    kept[at] = grown(text, kept[at], end=end, words=words)
    return tuple(kept)


def _starts(low: int, words: list[tuple[int, int]], text: str) -> list[int]:
    """Where the words begin; a possessive 's begins none."""
    return [low + first for first, _ in words if text[low + first] not in "'’"]


def _widened(text: str, segment: Segment, *, end: bool) -> Segment:
    if end:
        behind = segment.end + _REACH
        stop = text.find("\n", segment.end, behind)
        low, words = _words(text, segment.end - _REACH, stop if stop >= 0 else behind)
        ends = [low + last for _, last in words if low + last > segment.end]
        return Segment(segment.start, min(ends, default=segment.end))
    before = max(0, segment.start - _REACH)
    low, words = _words(text, text.rfind("\n", before, segment.start) + 1 or before, segment.end)
    starts = [first for first in _starts(low, words, text) if first < segment.start]
    return Segment(max(starts, default=segment.start), segment.end)


def _narrowed(text: str, segment: Segment, *, end: bool) -> Segment:
    """Without its last word, or its first; of a compound with hyphens a part at a time."""
    low, words = _words(text, segment.start, segment.end, widen=False)
    hyphens = [low + at for at in _hyphens(text[segment.start : segment.end], words)]
    if end:
        ends = [*(low + last for _, last in words), *hyphens]
        return Segment(
            segment.start, max((e for e in ends if e < segment.end), default=segment.end)
        )
    starts = [*_starts(low, words, text), *(at + 1 for at in hyphens)]
    return Segment(
        min((s for s in starts if s > segment.start), default=segment.start), segment.end
    )


def _hyphens(part: str, words: list[tuple[int, int]]) -> list[int]:
    """Where hyphens join the parts of the first and of the last word."""
    edges = {words[0], words[-1]} if words else set()
    return [
        first + match.start()
        for first, last in edges
        for match in _HYPHEN.finditer(part[first:last])
    ]


def _words(
    text: str, start: int, end: int, *, widen: bool = True
) -> tuple[int, list[tuple[int, int]]]:
    """Offset of the part looked at, and start and end of each of its words, counted from there."""
    low, high = max(0, start), min(len(text), end)
    if widen:
        while 0 < low < high and not text[low - 1].isspace() and start - low < _REACH:
            low -= 1
    part = text[low:high]
    classes = _POSSESSIVE.sub("xx", part)
    shape = "".join(
        "x" if changed != original else _class(original)
        for changed, original in zip(classes, part, strict=True)
    )
    return low, [match.span() for match in _WORD.finditer(shape)]


def _around(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the unbreakable run that an offset cuts, or the offset twice."""
    low = max(0, offset - _REACH)
    for match in _WHOLE.finditer(_classes(text[low : offset + _REACH])):
        start, end = low + match.start(), low + match.end()
        if start < offset < end:
            return start, end
        if start >= offset:
            break
    return offset, offset


def _trimmed(text: str, start: int, end: int) -> Segment | None:
    shape = _classes(text[start:end])
    first, last = 0, len(shape)
    while first < last:
        inside = text[start + first : start + last]
        if _drops_in_front(inside, shape[first]):
            first += 1
        elif _drops_behind(inside, shape[first:last]):
            last -= 1
        else:
            return Segment(start + first, start + last)
    return None


def _drops_in_front(inside: str, kind: str) -> bool:
    if kind in "smj":
        return True
    if kind not in "p'-.,:\"" or (inside[0] in _KEPT_IN_FRONT and len(inside) > 1):
        return False
    partner = _PARTNERS.get(inside[0])
    return partner is None or partner not in inside[1:-1]


def _drops_behind(inside: str, shape: str) -> bool:
    if shape[-1] == "s":
        return True
    if shape[-1] not in "p'-.,:\"" or (inside[-1] in _KEPT_BEHIND and len(inside) > 1):
        return False
    if re.search(f"{_ABBREVIATION}$", shape):
        return False
    openers = [opener for opener, partner in _PARTNERS.items() if partner == inside[-1]]
    return not any(opener in inside[1:-1] for opener in openers)
