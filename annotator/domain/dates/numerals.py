"""Numbers in words, and the names of days, months, seasons and units, as English news has them."""

from __future__ import annotations

from annotator.domain.dates.spans import Unit

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb", "febr"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "weds", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
UNITS = {
    "day": Unit.DAY,
    "week": Unit.WEEK,
    "fortnight": Unit.FORTNIGHT,
    "weekend": Unit.WEEKEND,
    "month": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "year": Unit.YEAR,
    "decade": Unit.DECADE,
    "century": Unit.CENTURY,
    "centurie": Unit.CENTURY,  # without the plural's s
}
FEASTS = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}

ORDINAL = "°"  # behind the digits of an ordinal that was a word: "third" is "3°", not "3rd"

# fmt: off
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_CARDINALS = {word: value for value, word in enumerate(_SMALL)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth"}
_IRREGULAR |= {"eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
_ORDINALS = {
    _IRREGULAR.get(word, f"{word}th"): value for word, value in _CARDINALS.items() if value < 20
} | {f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS, start=2)}
_DECADES = {f"{word[:-1]}ies": f"{value}0s" for value, word in enumerate(_TENS, start=2)}


def with_digits(words: list[str]) -> list[str]:
    """The same words with their numbers in digits: "nineteen ninety one" is "1991"."""
    found: list[str] = []
    at = 0
    while at < len(words):
        value, length = _number(words, at)
        if length:
            found.append(value)
            at += length
        else:
            found.append(_DECADES.get(words[at], words[at]))
            at += 1
    return found


def _number(words: list[str], at: int) -> tuple[str, int]:
    """The number that begins at a word, in digits, and how many words it takes (0: none does)."""
    value, length, ordinal = _below_hundred(words, at)
    if not length or ordinal:
        return (f"{value}{ORDINAL}" if ordinal else ""), length
    follows = words[at + length] if at + length < len(words) else ""
    if follows in ("hundred", "thousand"):
        return _large(words, at + length + 1, value * (100 if follows == "hundred" else 1000), at)
    second, more, ordinal = _below_hundred(words, at + length)
    if follows == "oh" and 10 <= value < 22:  # nineteen oh five
        second, more, ordinal = _below_hundred(words, at + length + 1)
        more = more and more + 1
    elif second < 10:
        more = 0
    if more and not ordinal and 10 <= value < 22:
        return str(value * 100 + second), length + more
    if value and follows in _DECADES and 10 <= value < 22:  # nineteen nineties
        return f"{value}{_DECADES[follows]}", length + 1
    return str(value), length


def _large(words: list[str], at: int, value: int, start: int) -> tuple[str, int]:
    skip = 1 if at + 1 < len(words) and words[at] == "and" else 0
    rest, length, ordinal = _below_hundred(words, at + skip)
    if not length:
        return str(value), at - start
    return f"{value + rest}{ORDINAL if ordinal else ''}", at + skip + length - start


def _below_hundred(words: list[str], at: int) -> tuple[int, int, bool]:
    """Value, number of words and whether it is an ordinal, of a number below a hundred."""
    word = words[at] if at < len(words) else ""
    if word in _ORDINALS:
        return _ORDINALS[word], 1, True
    if word not in _CARDINALS:
        return 0, 0, False
    value = _CARDINALS[word]
    follows = words[at + 1] if at + 1 < len(words) else ""
    if value >= 20 and 0 < _CARDINALS.get(follows, 0) < 10:
        return value + _CARDINALS[follows], 2, False
    if value >= 20 and 0 < _ORDINALS.get(follows, 0) < 10:
        return value + _ORDINALS[follows], 2, True
    return value, 1, False
