"""Parsed JSON that may be broken in any way: what is not what it should be is passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotator.domain.language import gaps, later, tr

Json = Mapping[str, Any]
REPEATED = later('the {key} "{value}" stands {times}; once is enough.')
REPEATED_NUMBER = later(
    'the {key} "{value}" stands {times}; once is enough. Did a spreadsheet turn "0{value}" into'
    ' "{value}"?'
)
UNKNOWN = {
    "attribute": later('the attribute "{name}" does not exist (known: {names}).'),
    "code list": later('the code list "{name}" does not exist (known: {names}).'),
    "composition": later('the composition "{name}" does not exist (known: {names}).'),
    "group": later('the group "{name}" does not exist (known: {names}).'),
    "level": later('the level "{name}" does not exist (known: {names}).'),
    "mention type": later('the mention type "{name}" does not exist (known: {names}).'),
    "slot": later('the slot "{name}" does not exist (known: {names}).'),
    "slot or attribute": later('the slot or attribute "{name}" does not exist (known: {names}).'),
    "status": later('the status "{name}" does not exist (known: {names}).'),
}


def entries(data: Json, key: str) -> list[tuple[str, Json]]:
    """The objects of a list in ``data``, each with its place."""
    found = data.get(key)
    if not isinstance(found, list):
        return []
    return [(f"{key}[{n}]", e) for n, e in enumerate(found) if isinstance(e, Mapping)]


def text(entry: Json, key: str) -> str:
    """The text under a key, empty for anything else."""
    found = entry.get(key, "")
    return found if isinstance(found, str) else ""


def words(entry: Json, key: str) -> list[str]:
    """The texts of a list under a key."""
    found = entry.get(key)
    return [word for word in found if isinstance(word, str)] if isinstance(found, list) else []


def number(entry: Json, key: str, default: int) -> int:
    """The whole number under a key, the default for anything else."""
    found = entry.get(key, default)
    return found if isinstance(found, int) and not isinstance(found, bool) else default


def repeated(where: str, listed: Iterable[tuple[str, Json]], key: str) -> Iterator[str]:
    """That no two of some entries have the same text under a key."""
    counts = Counter(text(entry, key) for _, entry in listed)
    for value, number_of in counts.items():
        if value and number_of > 1:
            said = tr(REPEATED).format(key=key, value=value, times=times(number_of))
            yield placed(where, said)


def repetition(said: str) -> tuple[str, str] | None:
    """The key and the text that a sentence of ``repeated`` is about, None for any other."""
    found = gaps(tr(REPEATED_NUMBER), said) or gaps(tr(REPEATED), said)
    return (found["key"], found["value"]) if found else None


def times(count: int) -> str:
    """Twice, or so many times."""
    return tr("twice") if count == 2 else tr("{count} times").format(count=count)


def placed(place: str, sentence: str) -> str:
    """What is wrong, behind the place where it is: the place is the same in every language."""
    return f"{place}: {sentence}"


def unknown(place: str, what: str, name: str, known: Iterable[str]) -> str:
    """That something names what does not exist, with what does; ``what`` is one of UNKNOWN."""
    names = ", ".join(sorted(filter(None, known))) or tr("none is defined")
    return placed(place, tr(UNKNOWN[what]).format(name=name, names=names))
