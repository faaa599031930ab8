"""Turn what a pipeline found in an article into suggestions of the schema's mention types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.domain.events import Segment
from annotator.domain.suggestions import NewSuggestion
from annotator.nlp.components import entities, triggers
from annotator.nlp.rules import Rule

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# What no mark begins or ends with, where a tokenizer left it on its word.
_HEAD = " \t\n\u00a0\"'“”‘’«»„‚`([{<*_~|,;:!?…—–-"
_TAIL = " \t\n\u00a0\"'“”‘’«»„‚`)]}>*_~|,;:!?…—–-"
_POSSESSIVES = ("'s", "’s")


def suggestions(doc: Doc, rules: tuple[Rule, ...], *, offset: int = 0) -> list[NewSuggestion]:
    """What to propose for a piece of an article, in order of the text, none twice.

    Args:
        doc: the piece as read by a pipeline with our components.
        rules: which labels suggest which mention type. One stretch may serve several types.
        offset: where in the article the piece begins, in code points.
    """
    found: dict[tuple[int, int, int], NewSuggestion] = {}
    order = {rule.type: number for number, rule in enumerate(rules)}
    for rule in rules:
        for span in _spans(doc, rule):
            if (segment := _segment(span, offset)) is not None:
                key = (segment.start, segment.end, order[rule.type])
                found.setdefault(key, NewSuggestion(rule.type, (segment,), span.label_))
    return [found[key] for key in sorted(found)]


def _spans(doc: Doc, rule: Rule) -> Iterator[Span]:
    labels = set(rule.entities)
    yield from (span for span in doc.spans.get(entities.NAME, ()) if span.label_ in labels)
    if rule.triggers:
        yield from doc.spans.get(triggers.NAME, ())


def _segment(span: Span, offset: int) -> Segment | None:
    """The characters of a span without what a tokenizer left at its ends; None: nothing left."""
    text = span.text
    start = len(text) - len(text.lstrip(_HEAD))
    end = len(text.rstrip(_TAIL))
    if text[start:end].endswith(_POSSESSIVES):
        end -= len(_POSSESSIVES[0])
    if end <= start or "\n" in text[start:end]:
        return None
    return Segment(offset + span.start_char + start, offset + span.start_char + end)
