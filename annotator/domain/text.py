"""Article text: normalised once at import, then immutable and counted in code points."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.domain.errors import TextError
from annotator.domain.events import Segments
from annotator.domain.language import tr

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# The same characters as they stand in UTF-8, where looking for them is several times faster.
_CONTROL_BYTES = bytes([*range(9), *range(11, 32), 127])
_RARE_BYTES = (b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbb\xbf", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_C1_BYTES = re.compile(b"\xc2[\x80-\x9f]")
# A sentence ends behind . ! ? (and their CJK, Arabic and Devanagari kin) with closing quotes,
# before white space and something that can open a sentence; every line break ends one too.
_SENTENCE_END = re.compile(
    "[.!?…。！？؟۔।\n](?:(?<=\n)\n*"
    r"|(?<!\n)[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-z]|[\"'“‘«(\[]*\d))"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Sgt|Capt|Sen|Rep|Gov|St|No|vs|Jr|Sr|Inc|Ltd|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 5  # characters, with its dot


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A normalised text and what had to be changed, in words."""

    text: str
    notes: tuple[str, ...]


def normalise(raw: str) -> Cleaned:
    """Give every line one newline and drop what no reader sees; never compose characters.

    Byte order marks, control characters and noncharacters are removed, lone surrogates become
    U+FFFD, trailing blanks of lines stay (they carry no offsets anybody marks). Unicode
    normalisation is not applied, since it would move offsets.
    """
    if _is_normal(raw):
        return Cleaned(raw.strip(), ())
    text = _NEWLINES.sub("\n", raw)
    notes = []
    text, controls = _CONTROLS.subn("", text)
    if controls:
        sentence = (
            tr("1 control character removed")
            if controls == 1
            else tr("{count} control characters removed")
        )
        notes.append(sentence.format(count=controls))
    text, surrogates = _SURROGATES.subn("\ufffd", text)
    if surrogates:
        sentence = (
            tr("1 unreadable character replaced by \ufffd")
            if surrogates == 1
            else tr("{count} unreadable characters replaced by \ufffd")
        )
        notes.append(sentence.format(count=surrogates))
    return Cleaned(text.strip(), tuple(notes))


def _is_normal(raw: str) -> bool:
    """Whether nothing has to be replaced or removed, as in nearly every text."""
    try:
        encoded = raw.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    if len(encoded.translate(None, _CONTROL_BYTES)) != len(encoded):
        return False
    if any(character in encoded for character in _RARE_BYTES):
        return False
    return b"\xc2" not in encoded or not _C1_BYTES.search(encoded)


def article_text(title: str, body: str) -> str:
    """Headline, blank line, body: the text that offsets count in.

    Both parts are normalised already. A body that begins with the headline does not repeat it.

    Raises:
        TextError: when neither holds a visible character.
    """
    headline = " ".join(title.split())
    content = body.strip()
    if not headline:
        headline, _, content = content.partition("\n")
        headline, content = headline.strip(), content.strip()
    elif content.split("\n", 1)[0].strip() == headline:
        content = content.partition("\n")[2].strip()
    if not any(unicodedata.category(c)[0] not in "ZC" for c in headline + content):
        raise TextError(tr("The article is empty: it holds no visible text."))
    return f"{headline}\n\n{content}" if content else headline


def headline_of(text: str) -> str:
    """The first line of an article's text."""
    return text.partition("\n")[0]


def text_hash(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def quotes_of(text: str, segments: Segments) -> tuple[str, ...]:
    """The words under each segment.

    Raises:
        TextError: when a segment reaches past the text, or two overlap or stand out of order.
    """
    previous = 0
    for segment in segments:
        if segment.end > len(text) or segment.start < previous:
            raise TextError(
                tr("The range {start}-{end} does not fit the text.").format(
                    start=segment.start, end=segment.end
                )
            )
        previous = segment.end
    return tuple(text[s.start : s.end] for s in segments)


def sentence_starts(text: str) -> list[int]:
    """Offsets at which the sentences of a text begin; a line break always ends one."""
    return [0, *iter_sentence_starts(text)]


def iter_sentence_starts(text: str) -> Iterator[int]:
    """Offsets at which the sentences behind the first begin, found one at a time."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" in match.group() or not _is_abbreviation(text, start, match.start()):
            start = match.end()
            yield start


def _is_abbreviation(text: str, sentence: int, end: int) -> bool:
    """Whether the dot at ``end`` belongs to an abbreviation of the sentence begun before it."""
    if text[end] != ".":
        return False
    begin = max(sentence, end - _LONGEST_ABBREVIATION)
    return _ABBREVIATION.search(text, begin, end + 1) is not None


def sentence_number(starts: list[int], offset: int) -> int:
    """Which sentence, counted from 1, holds the character at an offset."""
    return bisect_right(starts, offset)
