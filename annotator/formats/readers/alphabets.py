"""Telling 8-bit encodings of Latin letters apart: by which language's letters the bytes make.

French read as Central European shows letters no language has together ("ŕ", "č", "ę"), Polish
read as Western shows signs inside words ("³", "¿"). For each encoding the share of characters
that the best-fitting language has is measured; of equals the first one wins.
"""

from __future__ import annotations

import re

_WESTERN = (
    "éèêëàâçùûüôîïœæÿ",  # French
    "áéíóúüñçïàèò·ªº",  # Spanish, Catalan
    "áâãàçéêíóôõúü",  # Portuguese
    "äöüß",  # German
    "àèéìíîòóùú",  # Italian
    "åäöæøéèüëïóáê",  # Nordic, Dutch
    "áðéíóúýþæö",  # Icelandic
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýžäľĺŕôöü",  # Czech, Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Slovene
    "ăâîşţ",  # Romanian
)
_TURKISH = ("çğıöşüâîûİ",)
_BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äöüõšž")
# The encoding, how it is called, and the languages written in it; commonest first.
ENCODINGS = (
    ("cp1252", "Windows-1252", _WESTERN),
    ("cp1254", "Windows-1254 (Turkish)", _TURKISH),
    ("cp1250", "Windows-1250 (Central European)", _CENTRAL),
    ("iso8859_2", "ISO 8859-2 (Central European)", _CENTRAL),
    ("cp1257", "Windows-1257 (Baltic)", _BALTIC),
    ("mac_roman", "Mac Roman", _WESTERN),
    ("cp850", "DOS code page 850", _WESTERN),
    ("cp852", "DOS code page 852", _CENTRAL),
)
_QUOTES = "“”‘’‚„–—…•«»‹›°§€£©®™·¡¿\xa0\xad"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_GOOD_ENOUGH = 0.8  # share of the characters a language must account for


def guess_latin(data: bytes) -> tuple[str, str] | None:
    """The encoding of Latin text and its name in words, None when no language fits the bytes."""
    best, best_share = None, 0.0
    for encoding, words, languages in ENCODINGS:
        share = _share(data.decode(encoding, errors="replace"), languages)
        if share > best_share:
            best, best_share = (encoding, words), share
    return best if best_share >= _GOOD_ENOUGH else None


def _share(text: str, languages: tuple[str, ...]) -> float:
    counts: dict[str, int] = {}
    marks = total = 0
    for match in _NOT_ASCII.finditer(text):
        letter = match.group()
        total += 1
        if letter in _QUOTES and (letter == "’" or not _within_word(text, match.start())):
            marks += 1
        elif _upright(text, match.start()):
            counts[letter.lower()] = counts.get(letter.lower(), 0) + 1
    if not total:
        return 0.0
    known = max(sum(counts.get(c, 0) for c in dict.fromkeys(each.lower())) for each in languages)
    return (known + marks) / total


def _within_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()


def _upright(text: str, at: int) -> bool:
    """Whether a letter has the case its word gives it: no capital behind a small letter."""
    return not (text[at].isupper() and text[at - 1 : at].islower())
