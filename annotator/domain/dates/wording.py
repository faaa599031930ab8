"""An expression's words in one plain form: lower case, numbers in digits, no time of day."""

from __future__ import annotations

import re

from annotator.domain.dates.numerals import MONTHS, WEEKDAYS, with_digits

_PLAIN = str.maketrans(
    {**dict.fromkeys("‘’ʼ`´", "'"), **dict.fromkeys("–—−‒―", "-"), "\u00a0": " "}
)
_HYPHEN = "‐‑"  # they bind one word; a dash may stand for "to"
_NAMES = "|".join(sorted({*MONTHS, *WEEKDAYS}, key=len, reverse=True))
_DAYTIME = (
    "(?:(?:early|late|mid) )?(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk|"
    "nightfall|sunset|sunrise)(?: hours)?"
)
_SUBSTITUTIONS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?<=[a-z])\.(?=[a-z])", ". "),  # p.m. -> p. m.
        (r"\b([ap])\. ?m\b\.?", r"\1m"),
        (r"(?<=[a-z])\.", ""),  # Sept. -> Sept
        (r"(?<=\d)t\d\d:?\d\d.*$", ""),  # the time behind an ISO date
        (rf"\b({_NAMES}) ?- ?(?=(?:{_NAMES})\b)", r"\1 to "),
        (r"(?<![\w./-])(\d{1,2}) ?- ?(?=\d{1,2}(?![\w./-]))", r"\1 to "),
        (r"(?<=\d)\. (?=[a-z])", " "),  # 9. April
        (r"(?<=\d)(?=[a-z]{3})|(?<=[a-z]{3})(?=\d)", " "),  # 9apr2025
        (r"(?<=[a-z])-(?=[a-z0-9'])|(?<=\d)-(?=[a-z])", " "),
        (r" ?, ?", ", "),
        (r"\bto-(?=day|night|morrow)", "to"),
        (r"\b(?:this|earlier) (?:morning|afternoon|evening)\b|\btonight\b", "today"),
        (r"\blast (?:night|evening)\b", "yesterday"),
        (r"(?:\b(?:at|by|around|about|before|after) )?\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b", " "),
        (
            r"(?:\bat )?\b\d{1,2}:\d\d(?::\d\d)?(?: hours?)?\b|\b\d{4} (?=gmt|utc)|\b\w+ o'clock",
            " ",
        ),
        (r"\b(?:gmt|utc|bst|cest|cet|e[sd]t|p[sd]t|c[sd]t|local time)\b", " "),
        (rf"\b(?:(?:in|at|around|by|on) )?(?:the )?{_DAYTIME}(?: (?:of|on))?(?![a-z'])", " "),
        (r"\bearly hours (?:of|on)\b", " "),
        (r"\bor so\b", " "),
        (r"\( *\)", " "),
        (r"\ba couple (?:of )?", "2 "),
        (r"'(?=\d0s\b)|(?<=\d\d\d0)'(?=s\b)", ""),  # the '80s, the 1990's
        (r"(?<=[a-z\d])'s?$", ""),  # Tuesday's
    )
)
_WORD = re.compile(r"[^\s]+")


def plain(expression: str) -> str:
    """The expression as the grammar reads it; empty when only a time of day was there.

    "The Third-Quarter of nineteen ninety-one" is "the 3° quarter of 1991"; "Sept. 9, 10 p.m."
    is "sept 9".
    """
    text = expression.translate(_PLAIN).casefold()
    for hyphen in _HYPHEN:
        text = text.replace(hyphen, "-")
    text = " ".join(text.split())
    for pattern, by in _SUBSTITUTIONS:
        text = pattern.sub(by, text)
    text = _in_digits(text)
    return text.strip(" ,;:.!?\"'-")


def _in_digits(text: str) -> str:
    words = _WORD.findall(text.replace(",", " ,").replace(")", " )").replace("(", "( "))
    joined = " ".join(with_digits(words))
    return joined.replace(" ,", ",").replace(" )", ")").replace("( ", "(")
