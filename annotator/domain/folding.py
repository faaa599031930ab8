"""Words as search sees them: without case, accents, possessives and endings."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
"""Words that need not be found when others are typed beside them."""

LONGEST_QUERY = 200
"""Characters of a search box that are read; who pastes more has not meant a search."""

# Endings with the letters that a stem must keep when one is taken off ("ban" of "bans", but
# not "stat" of "station").
_ENDINGS = {
    **dict.fromkeys(("s", "ed", "ing"), 3),
    **dict.fromkeys(("es", "d", "e", "er", "ers", "y", "ies", "ied"), 4),
    **dict.fromkeys(("or", "ors", "ion", "ions", "ation", "ations", "ment", "ments"), 5),
    **dict.fromkeys(("al", "als", "ly"), 5),
}
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")
_ASCII = {
    **{ord(c): " " for c in map(chr, range(128)) if not c.isalnum()},
    **dict.fromkeys(map(ord, "'`")),  # gone without a trace
}


def fold(text: str) -> str:
    """The text in small plain letters and single blanks: "Côte d'Ivoire's" is "cote divoire".

    Dots go ("U.S." is "us"), a possessive ``'s`` goes, every other mark parts two words.
    """
    if text.isascii():  # most of any codebook; ten times as fast
        plain = f"{text.lower().replace('.', '')} ".replace("'s ", " ")
        return " ".join(plain.translate(_ASCII).split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    for possessive in ("'s", "’s"):
        plain = f"{plain} ".replace(f"{possessive} ", " ")
    plain = plain.translate(_APOSTROPHES)
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text; a word with a hyphen counts in parts and as a whole."""
    parts = tuple(fold(text).split())
    joined = tuple(
        whole for piece in text.split() if "-" in piece and (whole := fold(piece.replace("-", "")))
    )
    return parts + joined


@lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """What a folded word may be an inflection of; two words are kin when they share a stem.

    A stem is the word itself or the word without one ending, of three to five letters at least;
    a letter doubled before an ending goes too ("stopped", "stop").
    """
    found = {word}
    for ending, least in _ENDINGS.items():
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < least:
            continue
        found.add(stem)
        if len(stem) > 3 and stem[-1] == stem[-2]:
            found.add(stem[:-1])
    return frozenset(found)
