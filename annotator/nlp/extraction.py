"""Turn what a pipeline found in an article into suggestions of the schema's mention types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.domain.date_candidates import noted
from annotator.domain.dates.noting import DateNote
from annotator.domain.events import Segment, Segments
from annotator.domain.suggestions import NewEvent, NewSuggestion
from annotator.nlp.components import actions, actors, dates, entities, places, triggers
from annotator.nlp.rules import Finds, Rule
from annotator.nlp.spans_of import segments_of
from annotator.nlp.whole_events import assembled

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from annotator.nlp.actor_spans import Actor
    from annotator.nlp.components.actions import Action
    from annotator.nlp.knowledge import Knowledge

# What no mark begins or ends with, where a tokenizer left it on its word.
_HEAD = " \t\n\u00a0\"'“”‘’«»„‚`([{<*_~|,;:!?…—–-"
_TAIL = " \t\n\u00a0\"'“”‘’«»„‚`)]}>*_~|,;:!?…—–-"
_POSSESSIVES = ("'s", "’s")
_ANY_LABEL = frozenset({"ROLE", "NAME"})  # actors that no entity label stands behind


@dataclass(frozen=True)
class Extracted:
    """What to propose for a piece of an article, in order of the text, none twice."""

    suggestions: tuple[NewSuggestion, ...]
    events: tuple[NewEvent, ...] = ()


def extract(
    doc: Doc, rules: tuple[Rule, ...], knowledge: Knowledge | None = None, *, offset: int = 0
) -> Extracted:
    """What to propose for a piece of an article.

    Args:
        doc: the piece as read by a pipeline with our components.
        rules: which finds suggest which mention type. One stretch may serve several types.
        knowledge: the schema that values come from; without it only stretches are proposed.
        offset: where in the article the piece begins, in code points.
    """
    found: dict[tuple[int, int, int], NewSuggestion] = {}
    order = {rule.type: number for number, rule in enumerate(rules)}
    for rule in rules:
        for made in _of_rule(doc, rule, knowledge):
            moved = replace(made, segments=_moved(made.segments, offset))
            key = (moved.segments[0].start, moved.segments[-1].end, order[rule.type])
            found.setdefault(key, moved)
    listed = tuple(found[key] for key in sorted(found))
    if knowledge is None:
        return Extracted(listed)
    return Extracted(listed, assembled(doc, knowledge, listed, offset))


def _moved(segments: Segments, offset: int) -> Segments:
    return tuple(Segment(s.start + offset, s.end + offset) for s in segments)


def _of_rule(doc: Doc, rule: Rule, knowledge: Knowledge | None) -> Iterator[NewSuggestion]:
    if knowledge is not None:
        if rule.finds is Finds.WHO:
            yield from _who(doc, rule, knowledge)
            return
        if rule.finds is Finds.WHERE and places.NAME in doc.spans:
            yield from _where(doc, rule)
            return
        if rule.finds is Finds.WHEN and dates.NAME in doc.spans:
            yield from _when(doc, rule)
            return
        if rule.triggers:
            yield from _what(doc, rule)
            return
    for span in _spans(doc, rule):
        if (segment := _segment(span)) is not None:
            yield NewSuggestion(rule.type, (segment,), span.label_)


def _who(doc: Doc, rule: Rule, knowledge: Knowledge) -> Iterator[NewSuggestion]:
    wanted = {*rule.entities, *_ANY_LABEL}
    listed: Sequence[Actor] = doc.user_data.get(actors.NAME, ())
    for actor in listed:
        span = doc[actor.start : actor.end]
        segment = _segment(span) if actor.label in wanted else None
        if segment is not None:
            candidates = knowledge.actor_values(rule.type, span.text, actor.candidates)
            confidence = candidates[0].confidence if candidates else None
            yield NewSuggestion(
                rule.type, (segment,), actor.label, candidates, confidence, actor.standing
            )


def _what(doc: Doc, rule: Rule) -> Iterator[NewSuggestion]:
    listed: Sequence[Action] = doc.user_data.get(actions.NAME, ())
    for action in listed:
        if segments := segments_of(action.tokens):
            confidence = action.candidates[0].confidence if action.candidates else None
            yield NewSuggestion(rule.type, segments, action.plain, action.candidates, confidence)


def _where(doc: Doc, rule: Rule) -> Iterator[NewSuggestion]:
    known = doc.user_data.get(places.NAME, ())
    for span, candidates in zip(doc.spans.get(places.NAME, ()), known, strict=False):
        if (segment := _segment(span)) is not None:
            confidence = candidates[0].confidence if candidates else None
            yield NewSuggestion(rule.type, (segment,), span.label_, tuple(candidates), confidence)


def _when(doc: Doc, rule: Rule) -> Iterator[NewSuggestion]:
    notes: Sequence[DateNote] = doc.user_data.get(dates.NAME, ())
    for span, note in zip(doc.spans.get(dates.NAME, ()), notes, strict=True):
        if (segment := _segment(span)) is not None:
            candidates = (noted(span.text, note),)
            yield NewSuggestion(
                rule.type, (segment,), span.label_, candidates, candidates[0].confidence
            )


def _spans(doc: Doc, rule: Rule) -> Iterator[Span]:
    labels = set(rule.entities)
    yield from (span for span in doc.spans.get(entities.NAME, ()) if span.label_ in labels)
    if rule.triggers:
        yield from doc.spans.get(triggers.NAME, ())


def _segment(span: Span) -> Segment | None:
    """The characters of a span without what a tokenizer left at its ends; None: nothing left."""
    text = span.text
    start = len(text) - len(text.lstrip(_HEAD))
    end = len(text.rstrip(_TAIL))
    if text[start:end].endswith(".") and text[start : end - 1][-1:].isdigit():
        end -= 1  # "2019.", where a tokenizer leaves the full stop on it
    if text[start:end].endswith(_POSSESSIVES):
        end -= len(_POSSESSIVES[0])
    if end <= start or "\n" in text[start:end]:
        return None
    return Segment(span.start_char + start, span.start_char + end)
