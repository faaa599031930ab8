"""What a schema wants suggested, as plain values that travel to the worker."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.schema import Schema
from annotator.domain.schema_text import to_text
from annotator.domain.values import ValueKind


class Finds(StrEnum):
    """What the marks of a mention type are about, by the slots they fill."""

    WORDS = ""
    WHO = "who"
    WHERE = "where"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Rule:
    """What suggests one mention type: entity labels, and main verbs with event nouns."""

    type: str  # mention type of the schema
    entities: tuple[str, ...] = ()
    triggers: bool = False
    finds: Finds = Finds.WORDS


@dataclass(frozen=True, slots=True)
class NamedCode:
    """An entry of a dictionary: what a name or a role stands for, and when.

    ``kind`` is "actor", "agent" (a role that is added to a country) or "discard" (no actor).
    Days are ISO dates, empty where the end is open.
    """

    surface: str
    code: str
    kind: str = "actor"
    valid_from: str = ""
    valid_to: str = ""
    origin: str = ""  # which dictionary, in words


@dataclass(frozen=True, slots=True)
class Job:
    """One article to read: its text as stored, offsets count its code points."""

    article_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """Who shall suggest what: a pipeline's name ("" is the best installed) and the rules.

    ``schema`` is the text of the schema that values come from; without it only stretches are
    suggested. ``names`` are the dictionaries' entries. ``background`` lets everything else on the
    computer go first.
    """

    pipeline: str
    rules: tuple[Rule, ...]
    background: bool = False
    schema: str = ""
    names: tuple[NamedCode, ...] = ()
    events: bool = True  # whole events are suggested


def request_of(
    schema: Schema,
    pipeline: str = "",
    *,
    text: str = "",
    names: Sequence[NamedCode] = (),
    events: bool = True,
    background: bool = False,
) -> Request:
    """What a project asks of a pipeline; ``text`` is that of the schema where it is at hand."""
    known = text or to_text(schema, compact=True)
    return Request(pipeline, rules_of(schema), background, known, tuple(names), events)


def rules_of(schema: Schema) -> tuple[Rule, ...]:
    """The rules of a schema, in its order; mention types that nothing suggests are left out."""
    return tuple(
        Rule(entry.name, entry.entities, entry.triggers, _finds(schema, entry.name))
        for entry in schema.mention_types
        if entry.entities or entry.triggers
    )


_FINDS = {
    ValueKind.CODE: Finds.WHO,
    ValueKind.COMPOSED: Finds.WHO,
    ValueKind.PLACE: Finds.WHERE,
    ValueKind.DATE: Finds.WHEN,
}


def _finds(schema: Schema, mention_type: str) -> Finds:
    """What marks of a type are about: what the first slot they fill holds."""
    if schema.mention_type(mention_type).triggers:
        return Finds.WORDS
    slots = schema.slots_for(mention_type)
    return _FINDS.get(slots[0].kind, Finds.WORDS) if slots else Finds.WORDS


def digest(*parts: object) -> str:
    """Eight characters that change when what suggestions depend on changes."""
    text = json.dumps(parts, sort_keys=True, default=repr)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
