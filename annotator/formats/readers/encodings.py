"""Bytes to text: which encoding a file is in, said in words, and the text in it.

UTF-8 when all of it can be read so, else UTF-16 and UTF-32 by their marks or their zeros, else a
guess: Latin scripts by the letters of their languages, others by charset-normalizer.
"""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from annotator.domain.errors import ImportFileError
from annotator.domain.language import later, tr

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_FORMATS = (
    (b"%PDF-", later("a PDF document")),
    (b"PK\x03\x04", later("a ZIP archive, or a Word or Excel document")),
    (b"\xd0\xcf\x11\xe0", later("an old or locked Office document")),
    (b"\x89PNG", later("a picture")),
    (b"\xff\xd8\xff", later("a picture")),
    (b"GIF8", later("a picture")),
    (b"\x1f\x8b", later("a compressed file")),
    (b"BZh", later("a compressed file")),
    (b"7z\xbc\xaf", later("a compressed file")),
    (b"Rar!", later("a compressed file")),
    (b"SQLite format 3\x00", later("a database")),
    (b"\x7fELF", later("a program")),
    (b"MZ\x90", later("a program")),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
# What normalising takes out or turns into line breaks.
_CLEANED = bytes({*range(32), 127} - set(b"\t\n\r"))
_CLEANED_RARELY = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")
_C1 = re.compile(b"\xc2[\x80-\x9f]")
_CHUNK = 1 << 17  # bytes; what is decoded at once stays in the processor's cache
_FEW = 8  # control characters that the shortest text may have
_BEFORE, _BEHIND = 1 << 14, 1 << 17  # bytes around the first that are no UTF-8
_HALVES = "surrogatepass"  # the error handler that reads surrogates
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NOT_ASCII = re.compile("[^\x00-\x7f\ufffd]")
_DAMAGED = later("some bytes of it are no UTF-8 and stand as \ufffd in the text")
_ALPHABETS = {  # 8-bit encodings of other alphabets, as charset-normalizer calls them
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "iso8859_5": "ISO 8859-5 (Cyrillic)",
    "cp866": "DOS code page 866 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "iso8859_6": "ISO 8859-6 (Arabic)",
}
_IDEOGRAPHS = {
    "gb18030": "GB 18030 (Chinese)",
    "big5hkscs": "Big5 (Chinese)",
    "cp932": "Shift JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "cp949": "EUC-KR (Korean)",
}
_EAST_ASIAN = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff60]")
_LIKELY = 0.25  # coherence: how well letters are as frequent as in some language


@dataclass(frozen=True)
class Encoding:
    """How to decode a file: for Python, and in words for people."""

    codec: str
    words: str
    errors: str = "strict"
    note: str = ""  # what the reader of the report should know
    clean: bool = False  # surely nothing in it has to be cleaned but carriage returns


def detect(path: Path, *, whole: bool = True) -> Encoding:
    """The encoding of a file; ``whole=False`` judges by its beginning.

    Raises:
        ImportFileError: it is no text; the sentence goes on after the file's name.
    """
    with path.open("rb") as file:
        first = file.read(_CHUNK)
        marked = _marked(first) or _without_mark(first)
        _demand_text(first, marked)
        if marked:
            return marked
        codec = "utf-8-sig" if first.startswith(codecs.BOM_UTF8) else "utf-8"
        return _read_utf8(file, first.removeprefix(codecs.BOM_UTF8), codec, whole=whole)


def _marked(first: bytes) -> Encoding | None:
    for mark, codec, words in _MARKS:
        if first.startswith(mark):
            return Encoding(codec, words, _HALVES if codec == "utf-16" else "replace")
    return None


def _without_mark(first: bytes) -> Encoding | None:
    """UTF-16 without its mark: every other byte is one of a few, zero in blanks and line breaks."""
    sample = first[: 1 << 16]
    if sample.count(0) < 3:
        return None
    even, odd = sample[::2], sample[1::2]
    codec, high, low = ("utf-16-le", odd, even)
    if even.count(0) > odd.count(0):
        codec, high, low = ("utf-16-be", even, odd)
    common = sum(count for _, count in Counter(high).most_common(3))
    if (
        high.count(0) < 0.08 * len(high)
        or common < 0.85 * len(high)
        or low.count(0) > len(low) // 50
    ):
        return None
    return Encoding(codec, "UTF-16", _HALVES)


def _demand_text(first: bytes, marked: Encoding | None) -> None:
    for start, kind in _FORMATS:
        if first.startswith(start):
            raise ImportFileError(tr("It is {kind}, not text.").format(kind=tr(kind)))
    if marked or not first:
        return
    controls = len(first) - len(first.translate(None, _CONTROLS))
    # Noise has a control character in every ninth place; text has hardly any.
    most = 0.3 if _is_utf8(first) else 0.03
    if controls > max(_FEW, most * len(first)):
        raise ImportFileError(tr("It is not text: it is full of characters nobody can read."))


def _utf8(errors: str) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder("utf-8")(errors)


def _is_utf8(part: bytes) -> bool:
    try:
        _utf8(_HALVES).decode(part)
    except UnicodeDecodeError:
        return False
    return True


def _read_utf8(file: BinaryIO, first: bytes, codec: str, *, whole: bool) -> Encoding:
    """How to read it as UTF-8, or whatever it is by a stretch around what is no UTF-8."""
    errors, clean = "strict", whole
    chunk, state = first, _utf8(errors).getstate()
    while True:
        following = file.read(_CHUNK) if whole else b""
        decoder = _utf8(errors)
        decoder.setstate(state)
        try:
            text = decoder.decode(chunk, final=whole and not following)
        except UnicodeDecodeError as error:
            if errors == _HALVES:
                begin = max(0, error.start - _BEFORE)
                return _other((chunk + following)[begin : error.start + _BEHIND], codec)
            errors, chunk = _HALVES, chunk + following
            continue
        clean = clean and errors == "strict" and is_clean(chunk, text)
        if not following:
            return Encoding(codec, "UTF-8", errors, clean=clean)
        chunk, state = following, decoder.getstate()


def is_clean(data: bytes, text: str) -> bool:
    """Whether ``domain.text.normalise`` would leave a UTF-8 text alone, carriage returns aside.

    A hundred times faster on a whole file than on its cells, and where in doubt it says no.
    """
    if len(data.translate(None, _CLEANED)) != len(data):
        return False
    if any(character in text for character in _CLEANED_RARELY):
        return False
    return b"\xc2" not in data or not (data.endswith(b"\xc2") or _C1.search(data))


def _other(sample: bytes, utf8: str) -> Encoding:
    """Any other encoding, by a stretch of the file that holds bytes beyond ASCII."""
    if _is_damaged_utf8(sample):
        return Encoding(utf8, "UTF-8", "replace", tr(_DAMAGED))
    high = sum(byte > 0x7F for byte in sample)
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 0x80)
    latin = _latin(sample) if high < letters else None
    return latin or _guess(sample) or _fallback()


def _is_damaged_utf8(sample: bytes) -> bool:
    """Whether nearly all that is beyond ASCII is UTF-8 all the same."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)
    bad = text[4:].count("\ufffd")  # the stretch may begin within a character
    return len(_NOT_ASCII.findall(text)) >= 10 * max(1, bad)


def _latin(sample: bytes) -> Encoding | None:
    from annotator.formats.readers.alphabets import guess_latin  # noqa: PLC0415 - rarely needed

    found = guess_latin(sample)
    if found is None:
        return None
    codec, words = found
    if codec == "cp1252" and not re.search(rb"[\x80-\x9f]", sample):
        return Encoding("cp1252", "Latin-1", "replace")
    return Encoding(codec, words, "replace")


def _guess(sample: bytes) -> Encoding | None:
    """Another script, by how frequent its letters are; charset-normalizer knows the languages."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed

    letters = list(from_bytes(sample, cp_isolation=[*_ALPHABETS]))
    best = max(letters, key=lambda match: match.coherence, default=None)
    if best is not None and best.coherence >= _LIKELY:
        return _guessed(best.encoding, _ALPHABETS[best.encoding])
    signs = list(from_bytes(sample, cp_isolation=[*_IDEOGRAPHS]))
    if signs:
        found = max(signs, key=lambda match: _east_asian(str(match))).encoding
        return _guessed(found, _IDEOGRAPHS[found])
    best = from_bytes(sample).best()
    if best is None or best.encoding in ("utf_8", "ascii"):
        return None
    return _guessed(best.encoding, best.encoding.replace("_", "-"))


def _east_asian(text: str) -> float:
    return len(_EAST_ASIAN.findall(text)) / max(1, len(text))


def _guessed(codec: str, words: str) -> Encoding:
    return Encoding(codec, words, "replace", tr("its encoding is a guess: look at the letters"))


def _fallback() -> Encoding:
    note = tr("its encoding could not be told: look at the letters")
    return Encoding("cp1252", "Windows-1252", "replace", note)


def open_text(path: Path, encoding: Encoding) -> io.TextIOWrapper:
    """The file as text, its line breaks as they are."""
    return path.open(encoding=encoding.codec, errors=encoding.errors, newline="")


def read_text(path: Path, encoding: Encoding) -> str:
    """All of a file's text."""
    with open_text(path, encoding) as file:
        return "".join(lines_of(file, encoding))


def lines_of(file: io.TextIOWrapper, encoding: Encoding) -> Iterator[str]:
    """The lines of a file, their breaks kept."""
    return map(join_halves, file) if encoding.errors == _HALVES else iter(file)


def share_read(file: io.TextIOWrapper, size: int) -> float:
    """The share of a file of ``size`` bytes that was read, 0 to 1; while its lines are read."""
    return min(1.0, cast("BinaryIO", file.buffer).tell() / max(1, size))


def join_halves(text: str) -> str:
    """Pairs of surrogates as the one character each stands for; lone ones stay.

    Some programs write characters beyond U+FFFF as two halves, each in UTF-8 of its own.
    """
    if text.isascii() or not _PAIR.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
