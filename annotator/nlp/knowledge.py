"""What the components know beyond the language: the schema and the names of dictionaries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import cache, cached_property

from annotator.domain import codebook
from annotator.domain.folding import words as folded_words
from annotator.domain.schema import CodeList, Composition, Schema, Slot
from annotator.domain.schema_text import decode, to_text
from annotator.domain.suggestions import Candidate
from annotator.domain.values import ValueKind
from annotator.nlp.actor_codes import ActorCodes
from annotator.nlp.name_table import NameTable
from annotator.nlp.rules import NamedCode, digest
from annotator.resources import schema_path

_SHOWN = 3  # codes of a plain list that are offered for an actor


@dataclass(frozen=True)
class Knowledge:
    """A schema and the entries of dictionaries, made ready for suggesting."""

    schema: Schema
    entries: tuple[NamedCode, ...] = ()

    @classmethod
    def of(cls, name: str) -> Knowledge:
        """What comes with the program, for one of its schemas by name."""
        return cls(_schema(name))

    @classmethod
    def in_text(cls, text: str, entries: Iterable[NamedCode] = ()) -> Knowledge:
        """That of a schema as a project keeps it, with the entries of its dictionaries."""
        return cls(decode(json.loads(text)), tuple(entries))

    @cached_property
    def mark(self) -> str:
        """Some characters that change when anything changes that values depend on."""
        text = to_text(self.schema, compact=True)
        return digest(text, [astuple(entry) for entry in self.entries])

    @cached_property
    def composition(self) -> Composition | None:
        """How the codes of actors are composed, None where the schema composes none."""
        slots = (s for s in self.schema.slots if s.kind is ValueKind.COMPOSED)
        return next((self.schema.composition(s.composition) for s in slots), None)

    @cached_property
    def names(self) -> NameTable:
        """Every phrase that means an actor or a role."""
        table = NameTable(self.schema, self.composition)
        for entry in reversed(self.entries):
            table.add_entry(entry)
        return table

    @cached_property
    def actor_codes(self) -> ActorCodes | None:
        """What composes codes of actors, None where the schema composes none."""
        if self.composition is None:
            return None
        return ActorCodes(self.schema, self.composition, self.names)

    def actor_values(
        self, mention_type: str, words: str, composed: tuple[Candidate, ...]
    ) -> tuple[Candidate, ...]:
        """The candidates of an actor as the first slot of its mention type takes them."""
        slot = self._first_slots.get(mention_type)
        if slot is None or slot.kind is ValueKind.COMPOSED:
            return composed
        return self.listed(slot.code_list, words) if slot.kind is ValueKind.CODE else ()

    @cached_property
    def _first_slots(self) -> dict[str, Slot]:
        return {slot.mention_type: slot for slot in reversed(self.schema.slots)}

    def listed(self, code_list: str, words: str) -> tuple[Candidate, ...]:
        """The codes of a plain list that words speak for, best first."""
        codes = self.schema.code_list(code_list)
        found = codebook.ranking(codes).scores(dict.fromkeys(folded_words(words), 1.0))
        ranked = sorted(found, key=lambda code: (-found[code], code))[:_SHOWN]
        total = sum(found[code] for code in ranked) or 1.0
        return tuple(
            Candidate(code, _label(codes, code), words, round(found[code] / total, 3), "codebook")
            for code in ranked
        )


def _label(codes: CodeList, code: str) -> str:
    entry = codes.get(code)
    return entry.label if entry else ""


@cache
def _schema(name: str) -> Schema:
    return decode(json.loads(schema_path(name).read_text(encoding="utf-8")))
