"""Words of a language that tell places from other names, read from ``resources/places``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache

from annotator.domain.gazetteer import Kind
from annotator.resources import resource

Words = frozenset[str]

_EXCLUDED = ("not_behind", "not_behind_in_capitals", "not_before")


@dataclass(frozen=True)
class PlaceWords:
    """Word lists in small letters; a list is empty where a language has none."""

    before: Words = frozenset()
    near: Words = frozenset()
    sites: Words = frozenset()
    parts: Words = frozenset()
    not_behind: Words = frozenset()
    not_behind_in_capitals: Words = frozenset()
    not_before: Words = frozenset()
    titles: Words = frozenset()
    prefixes: tuple[str, ...] = ()
    kinds: dict[str, Kind] = field(default_factory=dict)


@cache
def place_words(language: str) -> PlaceWords:
    """The word lists of a language code such as ``en``; empty ones where we have none."""
    path = resource("places", f"{language}.json")
    if not language.isalpha() or not path.is_file():
        return PlaceWords()
    data = json.loads(path.read_text(encoding="utf-8"))
    lists = [*("before", "near", "sites", "parts", "titles"), *_EXCLUDED]
    kinds = {word: Kind(kind) for kind, words in data["kinds"].items() for word in words}
    prefixes = tuple(sorted(data.get("prefixes", ()), key=len, reverse=True))
    return PlaceWords(
        **{name: frozenset(data[name]) for name in lists}, prefixes=prefixes, kinds=kinds
    )
