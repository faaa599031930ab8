"""What a schema wants suggested, as plain values that travel to the worker."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from annotator.domain.schema import Schema


@dataclass(frozen=True, slots=True)
class Rule:
    """What suggests one mention type: entity labels, and main verbs with event nouns."""

    type: str  # mention type of the schema
    entities: tuple[str, ...] = ()
    triggers: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One article to read: its text as stored, offsets count its code points."""

    article_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """Who shall suggest what: a pipeline's name ("" is the best installed) and the rules.

    ``background`` lets everything else on the computer go first.
    """

    pipeline: str
    rules: tuple[Rule, ...]
    background: bool = False


def rules_of(schema: Schema) -> tuple[Rule, ...]:
    """The rules of a schema, in its order; mention types that nothing suggests are left out."""
    return tuple(
        Rule(entry.name, entry.entities, entry.triggers)
        for entry in schema.mention_types
        if entry.entities or entry.triggers
    )


def digest(*parts: object) -> str:
    """Eight characters that change when what suggestions depend on changes."""
    text = json.dumps(parts, sort_keys=True, default=repr)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
