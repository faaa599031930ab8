"""English plurals of nouns and of phrases that name people and offices."""

from __future__ import annotations

import re

_FORMS = """
child children; foot feet; german germans; human humans; leaf leaves; life lives; ottoman ottomans;
person people; roman romans; shaman shamans; talisman talismans; thief thieves; wolf wolves;
aircraft aircraft; chinese chinese; japanese japanese; people people; personnel personnel;
police police; series series
"""
_IRREGULAR = dict(entry.split() for entry in _FORMS.split(";"))
_OES = ("hero", "veto", "embargo", "mosquito", "tornado", "echo")
_ENDINGS = (  # the first that fits
    (re.compile(r"(?<=[^aeiou])y$|(?<=qu)y$"), "ies"),
    (re.compile(r"(?<=m)an$"), "en"),  # gunman, woman
    (re.compile(r"(?<=[wn]i)fe$"), "ves"),  # wife, housewife
    (re.compile(r"(?<=[ea]l)f$"), "ves"),
    (re.compile(r"(?<=s)is$"), "es"),  # crisis
    (re.compile(r"(?<=[sxz])$|(?<=[cs]h)$"), "es"),
)
_BEFORE_THE_REST = re.compile(
    r"(?P<first>.+?)(?P<rest>[\s-](?:of|for|in|at|on|to|with|from|against|under|de|des|du)[\s-].+)",
    re.IGNORECASE,
)


def plural(phrase: str) -> str:
    """Several of what a phrase names: "ministers of defence", "gunmen"; in its own case.

    Of a phrase with a preposition the word before it changes, else the last one.
    """
    match = _BEFORE_THE_REST.fullmatch(phrase)
    if match:
        return plural(match["first"]) + match["rest"]
    head, blank, last = phrase.rpartition(" ")
    made = _word(last.lower())
    return f"{head}{blank}{_in_case_of(last, made)}"


def _word(word: str) -> str:
    if not word.isalpha() and not word.replace("-", "").isalpha():
        return f"{word}s" if word and word[-1].isalpha() else word
    first, hyphen, last = word.rpartition("-")
    if last in _IRREGULAR:
        return f"{first}{hyphen}{_IRREGULAR[last]}"
    return f"{first}{hyphen}{_by_ending(last)}"


def _by_ending(word: str) -> str:
    for name, form in _IRREGULAR.items():
        if len(name) > 4 and word.endswith(name):  # businessperson, grandchild
            return word.removesuffix(name) + form
    if word.endswith(_OES):
        return f"{word}es"
    for ending, becomes in _ENDINGS:
        if ending.search(word):
            return ending.sub(becomes, word)
    return f"{word}s"


def _in_case_of(word: str, made: str) -> str:
    if word.isupper() and len(word) > 1:
        return made.upper()
    common = 0
    while common < min(len(word), len(made)) and word[common].lower() == made[common]:
        common += 1
    return word[:common] + made[common:]
