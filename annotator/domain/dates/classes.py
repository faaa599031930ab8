"""The part that a word can have in a date, as one letter, so that a text becomes a string of them.

Cues say that a date may be here, the other letters only how far it reaches; OTHER ends it.
"""

from __future__ import annotations

import re

from annotator.domain.dates.numerals import FEASTS, MONTHS, SEASONS, UNITS, WEEKDAYS, with_digits

OTHER = "."
MONTH, MAYBE_MONTH = "m", "a"  # "April"; "May", "Mar", which are other words as well
WEEKDAY, MAYBE_WEEKDAY = "D", "e"  # "Monday"; "Sun"
YEAR, DECADE, NUMERIC, FEAST = "y", "c", "z", "F"  # 2019; 1990s; 09/04/2025; Christmas
DAY, DAYS, UNIT, UNITS_PLURAL, QUARTER, CENTURY, WEEKEND, SEASON = (
    "v",
    "V",
    "u",
    "U",
    "Q",
    "Y",
    "w",
    "s",
)
NAMED_DAY = "r"  # yesterday
NUMBER, COUNT, ORDINAL, ARTICLE = "n", "k", "o", "A"  # 31; "two", 120; "third"; "a"
THE, OF, IN, AT = "T", "f", "I", "i"
LAST, NEXT, THAT, PART, EARLIER, AGO, HALF = "l", "N", "q", "p", "E", "g", "h"
SINCE, BETWEEN, AND, TO = "x", "b", "&", "t"
DAYTIME, HYPHEN, COMMA, OWN = "d", "-", ",", "'"

CUES = f"{MONTH}{MAYBE_MONTH}{WEEKDAY}{YEAR}{DECADE}{NUMERIC}{FEAST}{NAMED_DAY}{DAYTIME}"
CUES += f"{DAY}{DAYS}{UNIT}{UNITS_PLURAL}{QUARTER}{CENTURY}{WEEKEND}{SEASON}"

_WORDS: dict[str, str] = {
    word: letter
    for letter, words in {
        NAMED_DAY: "yesterday today tomorrow tonight overnight",
        DAY: "day",
        DAYS: "days",
        QUARTER: "quarter",
        CENTURY: "century",
        WEEKEND: "weekend",
        THE: "the",
        ARTICLE: "a an",
        OF: "of",
        IN: "in within",
        AT: "on at during over",
        LAST: "last past this current latest",
        NEXT: "next coming",
        THAT: "same that following previous preceding",
        PART: "early mid late beginning start middle end close rest remainder hours",
        EARLIER: "earlier later",
        AGO: "ago",
        HALF: "half halves part",
        SINCE: "since until till before after by from through starting up prior",
        BETWEEN: "between",
        AND: "and or",
        TO: "to until through thru",
        DAYTIME: "morning afternoon evening night noon midnight dawn dusk nightfall",
        HYPHEN: "- – — ‐ ‑",
        COMMA: ",",
        OWN: "'s ’s ' ’",
    }.items()
    for word in words.split()
}
_WORDS["until"] = _WORDS["through"] = SINCE  # between two dates they are read there too
_WORDS |= {unit: UNIT for unit in UNITS if unit not in _WORDS and unit != "centurie"}
_WORDS |= {f"{unit}s": UNITS_PLURAL for unit in UNITS if unit not in ("day", "century")}
_WORDS |= {"centuries": UNITS_PLURAL} | dict.fromkeys(SEASONS, SEASON)
_WORDS |= dict.fromkeys((feast for feast in FEASTS if " " not in feast), FEAST)

# Names of days and months that are other words, or names of people and titles, as well.
_MAYBE = {"may", "march", "mar", "jan", "dec", "sun", "sat", "mon", "wed", "fri"}
_NUMBER = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"1[5-9]\d\d|2[01]\d\d")
_DIGITS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"\d{1,2}[./]\d{1,2}[./][12]\d{3}|[12]\d{3}-\d\d-\d\d(?:T.*)?", NUMERIC),
        (r"(?:[12]\d)?\d0['’]?s", DECADE),
        (r"\d{1,2}(?:st|nd|rd|th)", ORDINAL),
        (r"\d{3}", COUNT),
        (r"\d{1,2}[-–—]\d{1,2}", NUMBER),
        (r"(?:1[5-9]\d\d|2[01]\d\d)[-–—/](?:\d\d|\d{4})", YEAR),
    )
)


def class_of(word: str) -> str:
    """The letter of a word of an English text, as it is written there."""
    if word[:1].isdigit():
        return class_of_digits(word)
    lower = word.lower()
    if lower.startswith("mid-"):  # tokenizers leave "mid-1996" whole
        return {YEAR: NUMERIC, DECADE: DECADE}.get(class_of_digits(lower[4:]), OTHER)
    name = lower.rstrip(".")
    if name in MONTHS or name in WEEKDAYS:
        return _class_of_name(word, name)
    known = _WORDS.get(lower)
    if known is not None:
        return known
    (number,) = with_digits([lower])
    if number[:1].isdigit():
        return {"°": ORDINAL, "s": DECADE}.get(number[-1], COUNT)
    return OTHER


def class_of_digits(word: str) -> str:
    """The letter of a word of digits, in any language; OTHER for other words.

    A full stop behind them is no part of it: "9." is the ninth in German, "2019." ends a sentence.
    """
    digits = word.removesuffix(".")
    if _NUMBER.fullmatch(digits):
        return NUMBER if 1 <= int(digits) <= 31 else COUNT
    if _YEAR.fullmatch(digits):
        return YEAR
    return next((letter for pattern, letter in _DIGITS if pattern.fullmatch(digits)), OTHER)


def _class_of_name(word: str, name: str) -> str:
    """Names of days and months are written with a capital letter; "march" is something else."""
    if not word[0].isupper():
        return OTHER
    maybe = name in _MAYBE and not word.endswith(".")
    if name in MONTHS:
        return MAYBE_MONTH if maybe else MONTH
    return MAYBE_WEEKDAY if maybe else WEEKDAY
