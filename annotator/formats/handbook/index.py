"""The alphabetical index: from labels and search words to codes."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from itertools import groupby

from annotator.domain.folding import fold
from annotator.domain.schema import Code, CodeList, Schema
from annotator.formats.handbook.codes import is_explained
from annotator.formats.handbook.html import element, link, text

Places = dict[str, list[tuple[CodeList, Code]]]


def index(schema: Schema) -> str:
    """Every label and search word of the lists that are explained, with its codes."""
    places = _places(schema)
    ordered = sorted(places, key=lambda words: (fold(words), words))
    letters = "".join(
        text("h3", letter) + element("ul", "".join(_item(words, places) for words in group))
        for letter, group in groupby(ordered, key=_letter)
    )
    return element("section", text("h2", "Index") + letters, id="index", class_="index") if (
        letters
    ) else ""  # fmt: skip


def _places(schema: Schema) -> Places:
    places: Places = defaultdict(list)
    for codes in filter(is_explained, schema.code_lists):
        for code in codes.codes:
            if code.retired:
                continue
            for words in dict.fromkeys(map(_headword, (code.label, *code.search))):
                places[words].append((codes, code))
    return places


def _headword(words: str) -> str:
    """Small letters at the beginning, but for names and abbreviations."""
    first, _, _ = words.partition(" ")
    return words if any(c.isupper() for c in first[1:]) else words[:1].lower() + words[1:]


def _letter(words: str) -> str:
    first = fold(words)[:1].upper()
    return first if first.isalpha() else "0–9"


def _item(words: str, places: Places) -> str:
    linked = ", ".join(link(codes, code, code.code) for codes, code in places[words])
    return element("li", f"{escape(words)} {linked}")
