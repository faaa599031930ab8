"""Words looked for in articles: what was typed as terms, and where a text has them.

Text and query are folded alike, character for character, so that a place found in the folded
text is a place of the text itself: small letters, no accents, no vowel points, every mark a blank.
Scripts that put no blanks between words are taken letter by letter, each a word of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.domain.events import Segment

LONGEST_QUERY = 200  # characters that are read; a pasted megabyte is cut
MOST_TERMS = 16
_GONE = "\0"  # stands for a mark that is passed over
_PIECE = 50_000  # code points folded at once: no thread is kept waiting for longer texts
_BEFORE, _AFTER = 16, 120  # characters of a snippet before and behind what was found

# Thai, Lao, Tibetan, Myanmar, Khmer, kana, Han: nothing parts their words
_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ece\u0f40-\u0fbc\u1000-\u109f\u1780-\u17d3"
    "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_ONE_UNSPACED = re.compile(f"[{_UNSPACED}]")
_PART = re.compile(r'"([^"]*)"?|(\S+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PASSED_OVER = re.compile(  # accents, Hebrew points, Arabic vowel signs and the long dash in words
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200b-\u200f\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)


class _Folding(dict[int, str]):
    """Every character's folded form, found out when it is met first."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _folded_character(chr(code))
        return made


def _folded_character(character: str) -> str:
    if _PASSED_OVER.match(character):
        return _GONE
    category = unicodedata.category(character)
    if category[0] not in "LNM" and category != "Co":
        return " "
    parts = unicodedata.normalize("NFD", character)
    accents_only = all(unicodedata.category(mark) == "Mn" for mark in parts[1:])
    return (parts if accents_only else character).lower()[0]


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand one behind the other; ``prefix``: the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


def folded(text: str) -> str:
    """The text as search sees it, exactly as long."""
    return text.translate(_FOLDING)


def spaced(text: str) -> str:
    """The text's words as search sees them, with blanks between them."""
    return "".join(
        _ONE_UNSPACED.sub(r" \g<0> ", piece) for piece in _pieces(text.replace("\r", " "))
    )


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), _PIECE):
        yield folded(text[start : start + _PIECE]).replace(_GONE, "")


def terms_of(query: str) -> tuple[Term, ...]:
    """What was typed as terms, all of which an article must have.

    Words in quotation marks are one term; ``*`` lets a word go on; so does the last word as long
    as no blank stands behind it, because it may still be typed on. Nothing is an error.
    """
    typed = query[:LONGEST_QUERY].translate(_QUOTES)
    found = []
    for match in _PART.finditer(typed):
        phrase, word = match.groups()
        words = tuple(spaced(word if phrase is None else phrase).split())
        if words:
            open_end = phrase is None and (word.endswith("*") or match.end() == len(typed))
            found.append(Term(words, open_end))
    return tuple(dict.fromkeys(found))[:MOST_TERMS]


def first_place(text: str, terms: tuple[Term, ...]) -> Segment | None:
    """Where the first of the terms stands in the text; None: none of them does."""
    seen = folded(text)
    found = [match.span() for term in terms if (match := _pattern(term).search(seen))]
    return Segment(*min(found)) if found else None


def _pattern(term: Term) -> re.Pattern[str]:
    apart = f"[{_GONE} {_UNSPACED}]"
    body = "".join(
        f"{_between(before, word) if before else ''}{f'{_GONE}*'.join(map(re.escape, word))}"
        for before, word in zip(("", *term.words), term.words, strict=False)
    )
    start = "" if _ONE_UNSPACED.match(term.words[0]) else f"(?:(?<={apart})|^)"
    shut = not term.prefix and not _ONE_UNSPACED.match(term.words[-1])
    return re.compile(f"{start}{body}{f'(?={_GONE}*(?:[ {_UNSPACED}]|$))' if shut else ''}")


def _between(before: str, word: str) -> str:
    if _ONE_UNSPACED.match(before) or _ONE_UNSPACED.match(word):
        return f"[{_GONE} ]*"
    return f"{_GONE}* [{_GONE} ]*"


def snippet(text: str, place: Segment) -> str:
    """One line of the text around a place, cut at whole words."""
    start = max(0, place.start - _BEFORE)
    if start:
        blank = text.find(" ", start, place.start)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), place.end + _AFTER)
    line = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{line}{'…' if end < len(text) else ''}"
