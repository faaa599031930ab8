"""What the components know beyond the language: the schema and the names of dictionaries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property

from annotator.domain.schema import Composition, Schema
from annotator.domain.schema_text import decode
from annotator.domain.values import ValueKind
from annotator.nlp.actor_codes import ActorCodes
from annotator.nlp.name_table import NameTable
from annotator.resources import schema_path


@dataclass(frozen=True)
class Knowledge:
    """A schema, made ready for suggesting."""

    schema: Schema

    @classmethod
    def of(cls, name: str) -> Knowledge:
        """What comes with the program, for one of its schemas by name."""
        return cls(_schema(name))

    @cached_property
    def composition(self) -> Composition | None:
        """How the codes of actors are composed, None where the schema composes none."""
        slots = (s for s in self.schema.slots if s.kind is ValueKind.COMPOSED)
        return next((self.schema.composition(s.composition) for s in slots), None)

    @cached_property
    def names(self) -> NameTable:
        """Every phrase that means an actor or a role."""
        return NameTable(self.schema, self.composition)

    @cached_property
    def actor_codes(self) -> ActorCodes | None:
        """What composes codes of actors, None where the schema composes none."""
        if self.composition is None:
            return None
        return ActorCodes(self.schema, self.composition, self.names)


@cache
def _schema(name: str) -> Schema:
    return decode(json.loads(schema_path(name).read_text(encoding="utf-8")))
