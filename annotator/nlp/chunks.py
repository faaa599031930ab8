"""Cut a text into pieces that a pipeline reads in sane time and memory, offsets kept.

A parser's memory grows with the length of what it reads at once, and a tokenizer takes quadratic
time over a run of brackets. So a long text is cut at line breaks, failing those at sentence ends,
failing those at blanks; and a "word" of hundreds of characters is left out, since nobody marks it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from annotator.domain.text import sentence_starts

CHUNK = 20_000  # characters read at once
LONGEST_WORD = 300  # characters without a blank
MOST = 1_000_000  # characters of an article; longer ones are not read
SPACELESS = frozenset({"bo", "ja", "km", "lo", "my", "th", "zh"})  # languages without blanks

_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_WIDE_ENDS = "。！？"  # end a sentence without a blank behind them
_LAST_BLANK = re.compile(r"\s(?=\S*\Z)")


def chunks(text: str, *, size: int = CHUNK, spaceless: bool = False) -> Iterator[tuple[int, str]]:
    """Yield (offset, piece) in order; pieces hold all of the text but its endless words.

    Args:
        text: the text of an article.
        size: most characters of a piece.
        spaceless: the language writes no blanks between words, so that none is too long.
    """
    start = 0
    if not spaceless:
        for word in _LONG_WORD.finditer(text):
            yield from _cut(text, start, word.start(), size)
            start = word.end()
    yield from _cut(text, start, len(text), size)


def _cut(text: str, start: int, end: int, size: int) -> Iterator[tuple[int, str]]:
    while end - start > size:
        stop = _good_place(text, start, start + size)
        yield from _piece(text, start, stop)
        start = stop
    yield from _piece(text, start, end)


def _piece(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    if (piece := text[start:end]) and not piece.isspace():
        yield start, piece


def _good_place(text: str, start: int, end: int) -> int:
    """Where to end a piece that begins at ``start`` and must not reach past ``end``."""
    line = text.rfind("\n", start + 1, end)
    if line > start:
        return line + 1
    window = text[start:end]
    sentences = sentence_starts(window)
    last = sentences[bisect_right(sentences, len(window) - 1) - 1]
    last = max(last, *(window.rfind(mark) + 1 for mark in _WIDE_ENDS))
    if last > 0:
        return start + last
    blank = _LAST_BLANK.search(window)
    return start + blank.end() if blank and blank.end() < len(window) else end
