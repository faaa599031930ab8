"""What coders of one article disagree about: their events aligned, each field compared.

The events are matched as for the figures of agreement, by their evidence and then by what they
say. What is read off the matched events is the kind of each disagreement, for whoever has to
settle it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.ranges import Ranges, joined
from annotator.agreement.reporting.slot_values import identity_of, said_in, sides_of
from annotator.agreement.same_events.grouping import group
from annotator.agreement.same_events.identity import CodedEvent, Field, Identity, aligned
from annotator.agreement.same_events.matching import Article, ArticleMatching, Match
from annotator.agreement.scoring import pairs_of_coders
from annotator.domain.events import Event, evidence_of
from annotator.domain.rules import RECIPROCAL
from annotator.domain.schema import Schema, Slot
from annotator.domain.values import ValueKind


class Disagreement(StrEnum):
    """A kind of disagreement, the gravest first; the last one is none."""

    ONE_FOUND_NOTHING = "one found nothing"
    NUMBER = "other number of events"
    UNMATCHED = "unmatched events"
    ACTION = "other action"
    ACTOR = "other actor"
    PLACE_OR_DATE = "other place or date"
    ATTRIBUTES = "other attributes"
    WORDS = "only words differ"
    NONE = "full agreement"


KINDS = tuple(Disagreement)


@dataclass(frozen=True, slots=True)
class ComparedField:
    """A slot or attribute of an event, as its coders have it.

    ``kind`` is what they disagree about there: NONE where they agree, WORDS where the values are
    the same and were marked in other words.
    """

    name: str
    kind: Disagreement


@dataclass(frozen=True, slots=True)
class AlignedEvents:
    """One event as those coded it who saw it, by coder; fields that nobody filled are left out.

    ``stage`` is 1 where their evidence says that it is one event, 2 where what they say does, and
    0 where only one coder has it, or where they are states of one event.
    """

    events: Mapping[str, Event]
    fields: tuple[ComparedField, ...]
    stage: int
    complete: bool  # every coder has it

    @property
    def kinds(self) -> frozenset[Disagreement]:
        """What the coders disagree about in it."""
        found = {field.kind for field in self.fields} - {Disagreement.NONE}
        return frozenset(found if self.complete else found | {Disagreement.UNMATCHED})

    @property
    def agreed(self) -> bool:
        """Whether every coder has it, with the same values and words."""
        return not self.kinds


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """The events of an article, aligned, in the order of the text."""

    events: tuple[AlignedEvents, ...]
    kinds: frozenset[Disagreement]

    @property
    def gravest(self) -> Disagreement:
        """The kind by which the article is sorted."""
        return min(self.kinds, key=KINDS.index)


def compare(schema: Schema, codings: Mapping[str, Sequence[Event]]) -> ComparedArticle:
    """Align the events of the coders of one article and say what they disagree about.

    ``codings`` are the events of every coder who finished it; none is "nothing to code". They may
    also be states of one coding: an event that has its identity in several is one event there.
    """
    identity = identity_of(schema)
    known = {str(event.id): event for events in codings.values() for event in events}
    article = Article.of(
        "", {name: [_coded(schema, e) for e in events] for name, events in codings.items()}
    )
    matches = [*_of_one_identity(article, known), *ArticleMatching(article, identity).matches()]
    groups = group(article, matches)
    found = tuple(
        AlignedEvents(
            {coder: known[one.key] for coder, one in each.events.items()},
            _fields(schema, identity, each.events, known),
            each.stage,
            len(each.events) == len(codings),
        )
        for each in groups
    )
    return ComparedArticle(found, _kinds(codings, found))


def _of_one_identity(article: Article, known: Mapping[str, Event]) -> Iterator[Match]:
    """What is one event in two states of a coding, whatever it says and rests on."""
    for coders, left, right in pairs_of_coders(article.codings):
        there = {known[event.key].uuid: at for at, event in enumerate(right)}
        for at, event in enumerate(left):
            other = there.get(known[event.key].uuid)
            if other is not None:
                yield Match(coders, (at, other), (event, right[other]), 0, 1.0)


def _kinds(
    codings: Mapping[str, Sequence[Event]], found: Iterable[AlignedEvents]
) -> frozenset[Disagreement]:
    """What an article's coders disagree about; of the kinds about whole events the gravest."""
    kinds = {kind for events in found for kind in events.kinds}
    numbers = {len(events) for events in codings.values()}
    if len(numbers) > 1:
        kinds.discard(Disagreement.UNMATCHED)
        nothing = 0 in numbers
        kinds.add(Disagreement.ONE_FOUND_NOTHING if nothing else Disagreement.NUMBER)
    return frozenset(kinds or {Disagreement.NONE})


# --- events made ready to be matched -------------------------------------------------------------


def _coded(schema: Schema, event: Event) -> CodedEvent:
    segments = evidence_of(event, schema.code_slot)
    values = {
        slot.name: [filler.value for filler in event.in_slot(slot.name) if filler.value is not None]
        for slot in schema.slots
    }
    return CodedEvent(
        str(event.id),
        said_in(schema.slots, sides_of(schema) or (), values),
        joined((segment.start, segment.end) for segment in segments),
        event.reciprocal,
    )


# --- fields --------------------------------------------------------------------------------------


def _fields(
    schema: Schema,
    identity: Identity,
    coded: Mapping[str, CodedEvent],
    known: Mapping[str, Event],
) -> tuple[ComparedField, ...]:
    """Every field of an event that somebody filled, with what they disagree about there."""
    events = [known[one.key] for one in coded.values()]
    turned = aligned(coded, identity).values()
    made = [
        ComparedField(slot.name, _of_slot(schema, slot, events, [f[slot.name] for f in turned]))
        for slot in schema.slots
        if any(event.in_slot(slot.name) for event in events)
    ]
    if schema.reciprocal and any(event.reciprocal for event in events):
        same = len({event.reciprocal for event in events}) == 1
        made.append(ComparedField(RECIPROCAL, _unless(same, Disagreement.ATTRIBUTES)))
    for attribute in schema.attributes:
        held = [frozenset(event.attribute(attribute.name)) for event in events]
        if any(held):
            same = len(set(held)) == 1
            made.append(ComparedField(attribute.name, _unless(same, Disagreement.ATTRIBUTES)))
    return tuple(made)


def _unless(same: bool, kind: Disagreement) -> Disagreement:  # noqa: FBT001 - reads as a sentence
    return Disagreement.NONE if same else kind


def _of_slot(
    schema: Schema, slot: Slot, events: Sequence[Event], values: Sequence[Field]
) -> Disagreement:
    if len(set(values)) > 1:
        return _kind_of(schema, slot)
    slots = _marked_together(schema, slot, events)
    return _unless(len({_words(event, slots) for event in events}) == 1, Disagreement.WORDS)


def _marked_together(schema: Schema, slot: Slot, events: Sequence[Event]) -> tuple[str, ...]:
    """The slots whose words are compared as one: both sides of an event that goes both ways."""
    sides = sides_of(schema) or ()
    both_ways = slot.name in sides and any(event.reciprocal for event in events)
    return sides if both_ways else (slot.name,)


def _kind_of(schema: Schema, slot: Slot) -> Disagreement:
    """What it is about when the values of a slot differ."""
    if slot.name == schema.code_slot:
        return Disagreement.ACTION
    if slot.name in (sides_of(schema) or ()) or slot.kind is ValueKind.COMPOSED:
        return Disagreement.ACTOR
    if slot.kind in (ValueKind.PLACE, ValueKind.DATE):
        return Disagreement.PLACE_OR_DATE
    return Disagreement.ATTRIBUTES


def _words(event: Event, slots: Sequence[str]) -> Ranges:
    """The characters marked for some slots."""
    return joined(
        (segment.start, segment.end)
        for slot in slots
        for filler in event.in_slot(slot)
        for mention in filler.mentions
        for segment in mention.segments
    )
