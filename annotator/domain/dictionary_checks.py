"""What is odd about the codes of a dictionary: a codebook may know less than it, or be another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.composed import explain
from annotator.domain.dictionary import Entry, EntryKind
from annotator.domain.language import tr
from annotator.domain.schema import Composition, Schema


@dataclass(frozen=True, slots=True)
class OddCode:
    """A code the codebook does not know all of; it is kept all the same."""

    code: str
    sentence: str  # what is odd about it
    entries: int  # how many entries have it

    def __str__(self) -> str:
        said = (
            tr("{code} (1 name): {sentence}")
            if self.entries == 1
            else tr("{code} ({entries:,} names): {sentence}")
        )
        return said.format(code=self.code, entries=self.entries, sentence=self.sentence)


def odd_codes(schema: Schema, entries: Iterable[Entry]) -> tuple[OddCode, ...]:
    """Every code that the codebook does not know, with how many entries have it; most used first.

    Of an agent's code only its own elements are looked at: what is missing before them is the
    actor it will be joined to.
    """
    counted = Counter(
        (entry.code, entry.elements, entry.kind is EntryKind.AGENT)
        for entry in entries
        if entry.kind is not EntryKind.DISCARD
    )
    found = [
        OddCode(code, sentence, number)
        for (code, elements, agent), number in counted.most_common()
        if (sentence := _oddity(schema, elements, agent=agent))
    ]
    return tuple(found)


def _oddity(schema: Schema, code: str, *, agent: bool) -> str:
    """What is odd about a code, by the composition that knows it best; empty for nothing."""
    if not schema.compositions:
        known = any(codes.get(code) for codes in schema.code_lists)
        return "" if known else tr("“{code}” is not in the codebook.").format(code=code)
    found = [_sentence(schema, each, code, agent=agent) for each in schema.compositions]
    return min(found, key=len)


def _sentence(schema: Schema, composition: Composition, code: str, *, agent: bool) -> str:
    explained = explain(schema, composition, code)
    if not agent:
        return " ".join(explained.warnings)
    unknown = [part.element for part in explained.parts if not part.known]
    return " ".join(
        tr("“{element}” is not in the codebook.").format(element=element) for element in unknown
    )
