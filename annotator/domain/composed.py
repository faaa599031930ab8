"""Composed codes: what each part means, and which codes somebody may be typing."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.composing import candidates
from annotator.domain.lexicon import Composed, Part, lexicon, split
from annotator.domain.schema import Composition, Schema

__all__ = [
    "Composed",
    "Explanation",
    "Part",
    "compose",
    "elements_from",
    "explain",
    "recoded",
    "split",
]

Explanation = Composed


def compose(
    schema: Schema,
    composition: Composition,
    query: str,
    *,
    limit: int = 9,
    recent: Sequence[str] = (),
) -> list[Composed]:
    """The codes that typed codes or words may mean, best first; nothing typed is ever refused.

    Words are looked up in labels and search words of the composition's lists ("french army"),
    codes may be written together or apart and be unfinished ("framil", "fra mi"). What no list
    knows is kept in capitals, with a warning. ``recent`` codes, latest first, come first among
    equals.
    """
    return candidates(lexicon(schema, composition), query, limit=limit, recent=recent)


def explain(schema: Schema, composition: Composition, code: str) -> Explanation:
    """Say part by part what a composed code means, and what is odd about it."""
    return lexicon(schema, composition).explain(code)


def elements_from(
    schema: Schema, composition: Composition, code: str, lists: Sequence[str]
) -> tuple[str, ...]:
    """The elements of a code that come from some lists, in order: a derived column's value."""
    return tuple(p.code for p in explain(schema, composition, code).parts if p.code_list in lists)


def recoded(schema: Schema, composition: Composition, code: str, value: str) -> str:
    """A code as another table writes it: each element by its named value, where it has one."""
    written: list[str] = []
    for part in explain(schema, composition, code).parts:
        entry = schema.code_list(part.code_list).get(part.code) if part.code_list else None
        own = entry.values.get(value, "") if entry else ""
        written.append(own or part.code or part.element)
    return "".join(written)
