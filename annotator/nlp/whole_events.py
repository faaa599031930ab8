"""Whole events of a text as proposals: which mentions would fill which slots, with which values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from annotator.domain.candidates import clear_value
from annotator.domain.events import Segment
from annotator.domain.schema import Schema, Slot
from annotator.domain.suggestions import NewEvent, NewFiller, NewSuggestion
from annotator.domain.values import ValueKind
from annotator.nlp.components import events
from annotator.nlp.reality import Reality, status_of
from annotator.nlp.spans_of import segments_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from annotator.nlp.actor_spans import Actor
    from annotator.nlp.components.events import Event
    from annotator.nlp.knowledge import Knowledge

_MOST = 40  # whole events of a piece of text


@dataclass(frozen=True)
class Roles:
    """Which slots of a schema an event's parts go into."""

    schema: Schema

    @cached_property
    def action(self) -> Slot:
        """The slot that carries the code."""
        return self.schema.slot(self.schema.code_slot)

    @cached_property
    def sides(self) -> tuple[Slot | None, Slot | None]:
        """The slots of who acts and of who is acted upon."""
        if self.schema.dyad is not None:
            dyad = self.schema.dyad
            return self.schema.slot(dyad.source), self.schema.slot(dyad.target)
        who = [slot for slot in self.schema.slots if self._is_side(slot)]
        source = who[0] if who else None
        others = [s for s in who if source and s.mention_type != source.mention_type]
        return source, others[0] if others else None

    @cached_property
    def said_by(self) -> Slot | None:
        """The slot of who is quoted: coded, for the words of sides, and no side itself."""
        kinds = {side.mention_type for side in self.sides if side is not None}
        coded = (s for s in self.schema.slots if s.kind is ValueKind.CODE)
        return next((s for s in coded if s.mention_type in kinds and s not in self.sides), None)

    @cached_property
    def place(self) -> Slot | None:
        """The slot of where it happened."""
        return self._first(ValueKind.PLACE)

    @cached_property
    def day(self) -> Slot | None:
        """The slot of when it happened."""
        return self._first(ValueKind.DATE)

    def _is_side(self, slot: Slot) -> bool:
        coded = slot.kind in (ValueKind.CODE, ValueKind.COMPOSED)
        return coded and bool(self.schema.mention_type(slot.mention_type).entities)

    def _first(self, kind: ValueKind) -> Slot | None:
        named = [self.schema.slot(name) for name in self.schema.summary]
        return next((s for s in (*named, *self.schema.slots) if s.kind is kind), None)


class _Places:
    """Where the suggestions of an article stand, by mention type and first character."""

    def __init__(self, listed: Sequence[NewSuggestion], offset: int) -> None:
        self._listed = listed
        self._by_start: dict[tuple[str, int], list[int]] = {}
        self._by_type: dict[str, list[tuple[int, int]]] = {}  # first characters with places
        for at, suggestion in enumerate(listed):
            start = suggestion.segments[0].start - offset
            self._by_start.setdefault((suggestion.type, start), []).append(at)
            self._by_type.setdefault(suggestion.type, []).append((start, at))

    def of(self, kind: str, segments: Sequence[Segment]) -> int | None:
        """The suggestion of a type that begins where some segments begin and is as long."""
        found = self._by_start.get((kind, segments[0].start), [])
        length = segments[-1].end - segments[0].start

        def off(at: int) -> int:
            own = self._listed[at].segments
            return abs(own[-1].end - own[0].start - length)

        return min(found, key=off, default=None)

    def within(self, kind: str, start: int, end: int) -> Iterator[int]:
        """The suggestions of a type inside a stretch of the piece, which stand in order."""
        listed = self._by_type.get(kind, [])
        for first, at in listed[bisect_left(listed, (start, -1)) :]:
            if first >= end:
                return
            yield at


def assembled(
    doc: Doc, knowledge: Knowledge, listed: Sequence[NewSuggestion], offset: int
) -> tuple[NewEvent, ...]:
    """The whole events of a piece of text, the most certain of each sentence first.

    Args:
        doc: the piece.
        knowledge: the schema.
        listed: what is suggested in the piece; fillers point at it by place.
        offset: where in the article the piece begins.
    """
    found: Sequence[Event] = doc.user_data.get(events.NAME, ())
    if not found:
        return ()
    places = _Places(listed, offset)
    starts = [token.idx for token in doc]
    maker = _Maker(doc, knowledge, Roles(knowledge.schema), listed, places, offset, starts)
    made: list[NewEvent] = []
    where: dict[int, int] = {}  # place among the found events: place among those made
    for at, event in enumerate(found[:_MOST]):
        new = maker.make(event, where)
        if new is not None:
            where[at] = len(made)
            made.append(new)
    return tuple(made)


@dataclass(frozen=True)
class _Maker:
    doc: Doc
    knowledge: Knowledge
    roles: Roles
    listed: Sequence[NewSuggestion]
    places: _Places
    offset: int
    starts: Sequence[int]  # first character of each token

    def make(self, event: Event, where: Mapping[int, int]) -> NewEvent | None:
        """The proposal of one event, None where its action is not suggested."""
        segments = segments_of(event.action.tokens)
        action = self.places.of(self.roles.action.mention_type, segments)
        if action is None:
            return None
        fillers = [NewFiller(self.roles.action.name, action, event.code)]
        source, target = self.roles.sides
        fillers += self._actors(source, event.sources)
        fillers += self._actors(target, event.targets)
        fillers += self._quoted(event.said_by)
        fillers += self._beside(self.roles.place, event)
        fillers += self._beside(self.roles.day, event)
        moved = tuple(Segment(s.start + self.offset, s.end + self.offset) for s in segments)
        return NewEvent(
            moved,
            tuple(fillers),
            self._attributes(event),
            event.reciprocal,
            event.confidence,
            where.get(event.repeats) if event.repeats is not None else None,
        )

    def _actors(self, slot: Slot | None, found: Sequence[Actor]) -> Iterator[NewFiller]:
        if slot is None:
            return
        for actor in found if slot.several else found[:1]:
            at = self.places.of(slot.mention_type, (_segment_of(self.doc, actor),))
            if at is not None:
                candidates = self.listed[at].candidates
                yield NewFiller(slot.name, at, candidates[0].value if candidates else "")

    def _quoted(self, found: Sequence[Actor]) -> Iterator[NewFiller]:
        """Who is quoted, where the codebook knows that kind of source by its words."""
        slot = self.roles.said_by
        if slot is None:
            return
        for actor in found:
            words = self.doc[actor.start : actor.end].text
            value = clear_value(self.knowledge.listed(slot.code_list, words))
            at = self.places.of(slot.mention_type, (_segment_of(self.doc, actor),))
            if value and at is not None:
                yield NewFiller(slot.name, at, value)

    def _beside(self, slot: Slot | None, event: Event) -> Iterator[NewFiller]:
        """The place or day of the clause, else of the sentence: the nearest of its kind."""
        if slot is None:
            return
        trigger = event.action.clause.trigger
        taken = {t for actor in (*event.sources, *event.targets) for t in _tokens(actor)}
        for start, end in _stretches(trigger):
            inside = [
                at
                for at in self.places.within(slot.mention_type, start, end)
                if self._free(at, taken)
            ]
            if inside:
                middle = trigger.idx + self.offset
                at = min(inside, key=lambda n: abs(self.listed[n].segments[0].start - middle))
                candidates = self.listed[at].candidates
                yield NewFiller(slot.name, at, candidates[0].value if candidates else "")
                return

    def _free(self, at: int, taken: set[int]) -> bool:
        """Whether a place is where something happens: behind "in", and no actor of the event."""
        segment = self.listed[at].segments[0]
        first = self._token_at(segment.start - self.offset)
        last = self._token_at(segment.end - self.offset - 1)
        if taken.intersection(range(first, last + 1)):
            return False
        token = self.doc[last]
        return token.ent_type_ not in _PLACE_LABELS or token.dep_ in {"pobj", "appos", "conj"}

    def _token_at(self, character: int) -> int:
        """The token that a character of the piece is in."""
        return max(bisect_right(self.starts, character) - 1, 0)

    def _attributes(self, event: Event) -> tuple[tuple[str, str], ...]:
        statuses = self.roles.schema.statuses
        if statuses is None:
            return ()
        value = status_of(event.action)
        if not value and event.reality is not Reality.OCCURRED:
            value = getattr(statuses, event.reality.value)
        return ((statuses.attribute, value),) if value else ()


_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


def _segment_of(doc: Doc, actor: Actor) -> Segment:
    last = doc[actor.end - 1]
    return Segment(doc[actor.start].idx, last.idx + len(last.text))


def _tokens(actor: Actor) -> range:
    return range(actor.start, actor.end)


def _stretches(trigger: Token) -> Iterator[tuple[int, int]]:
    """The characters of the clause, then those of the sentence."""
    doc = trigger.doc
    for first, last in ((trigger.left_edge, trigger.right_edge), _ends(trigger)):
        yield first.idx, last.idx + len(doc[last.i].text)


def _ends(trigger: Token) -> tuple[Token, Token]:
    sentence = trigger.sent
    return sentence[0], sentence[-1]
