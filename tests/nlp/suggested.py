"""What the real pipeline suggests on a text, in few words."""

from __future__ import annotations

from functools import cache

from annotator.domain.suggestions import Highlighted, NewEvent, Standing
from annotator.nlp.knowledge import Knowledge
from annotator.nlp.reader import Reader
from annotator.nlp.rules import Job, NamedCode, rules_of


@cache
def reader(schema: str = "cameo", pipeline: str = "", names: tuple[NamedCode, ...] = ()) -> Reader:
    """A loaded reader of a schema that comes with the program."""
    known = Knowledge.of(schema)
    knowledge = Knowledge(known.schema, names) if names else known
    return Reader(pipeline, rules_of(knowledge.schema), knowledge)


def read(text: str, **options: object) -> Highlighted:
    """Everything suggested on a text."""
    return reader(**options).read([Job(1, text)])[0]  # type: ignore[arg-type]


def quoted(text: str, kind: str, *, standing: Standing | None = Standing.FIRST, **options: object):
    """{words: values} of the suggestions of a type, several segments joined by " … "."""
    return {
        " … ".join(text[s.start : s.end] for s in found.segments): [
            c.value for c in found.candidates
        ]
        for found in read(text, **options).suggestions
        if found.type == kind and standing in (None, found.standing)
    }


def in_words(text: str, event: NewEvent, found: Highlighted) -> dict[str, list[tuple[str, str]]]:
    """{slot: [(words, value)]} of a suggested event."""
    made: dict[str, list[tuple[str, str]]] = {}
    for filler in event.fillers:
        segments = found.suggestions[filler.mention].segments
        words = " … ".join(text[s.start : s.end] for s in segments)
        made.setdefault(filler.slot, []).append((words, filler.value))
    return made


def best_event(text: str, **options: object) -> tuple[NewEvent, dict[str, list[tuple[str, str]]]]:
    """The most certain whole event of a text, and its parts in words."""
    found = read(text, **options)
    event = max(found.events, key=lambda e: e.confidence or 0.0)
    return event, in_words(text, event, found)
