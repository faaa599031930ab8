"""Parsed JSON that may be broken in any way: what is not what it should be is passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]


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
            yield f'{where}: the {key} "{value}" stands {times(number_of)}; once is enough.'


def times(count: int) -> str:
    """Twice, or so many times."""
    return "twice" if count == 2 else f"{count} times"


def unknown(place: str, what: str, name: str, known: Iterable[str]) -> str:
    """That something names what does not exist, with what does."""
    names = ", ".join(sorted(filter(None, known))) or "none is defined"
    return f'{place}: the {what} "{name}" does not exist (known: {names}).'
