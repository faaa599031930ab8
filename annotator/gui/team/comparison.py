"""The coders' events of one article beside what was settled, as the adjudication shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from textwrap import shorten

from PySide6.QtCore import QCoreApplication

from annotator.agreement.reporting.disagreements import (
    KINDS,
    AlignedEvents,
    ComparedArticle,
    ComparedField,
    Disagreement,
)
from annotator.domain.attribute_values import shown
from annotator.domain.events import Coding, Event, Filler
from annotator.domain.rules import RECIPROCAL
from annotator.domain.schema import Schema, Slot
from annotator.domain.sentence import named, plain, sentence
from annotator.domain.values import CodeValue
from annotator.storage.double_coded import DoubleCoded

_WORDS = 60  # characters of the words shown in a cell
NOT_HERE = "–"

Place = tuple[str, str]
"""An event by its key, and a field of it; the event as a whole has the field ""."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Comparison", text)


@dataclass(frozen=True)
class Settled:
    """One event as the coders have it (None: only the adjudicator) and what was made of it."""

    aligned: AlignedEvents | None
    result: Event | None
    dropped: bool = False

    @property
    def key(self) -> str:
        """What tells it apart, also after further decisions."""
        events = self.aligned.events.values() if self.aligned else (self.result,)
        return " ".join(sorted(event.uuid for event in events if event is not None))

    @property
    def decided(self) -> bool:
        """Whether it was taken or dropped."""
        return self.dropped or self.result is not None

    @property
    def kinds(self) -> frozenset[Disagreement]:
        """What the coders disagree about in it."""
        return self.aligned.kinds if self.aligned else frozenset()

    def sources(self, first: str = "") -> list[Event]:
        """The coders' events, that of the coder named at the front."""
        events = self.aligned.events if self.aligned else {}
        return [events[name] for name in sorted(events, key=lambda name: (name != first, name))]


def settled_events(
    compared: ComparedArticle, coding: Coding | None, verdicts: Mapping[str, int | None]
) -> tuple[Settled, ...]:
    """Every event of the coders with what became of it, then those that the adjudicator added."""
    made = {event.id: event for event in coding.events} if coding else {}
    found, used = [], set()
    for aligned in compared.events:
        uuids = [event.uuid for event in aligned.events.values() if event.uuid in verdicts]
        taken = [made[e] for uuid in uuids if (e := verdicts[uuid]) is not None and e in made]
        result = taken[0] if taken else None
        used |= {event.id for event in taken}
        found.append(Settled(aligned, result, dropped=bool(uuids) and result is None))
    found += [Settled(None, event) for event in made.values() if event.id not in used]
    return tuple(found)


def columns(article: DoubleCoded, *, hidden: bool) -> list[str]:
    """The coders from left to right; with names hidden in an order that tells nothing of them."""
    names = [coder.name for coder in article.coders]
    if not hidden:
        return names
    lots = {c.name: sha256(f"{article.uuid} {c.uuid}".encode()).digest() for c in article.coders}
    return sorted(names, key=lots.__getitem__)


# --- in words ------------------------------------------------------------------------------------


def kind_words(kind: Disagreement) -> str:
    """A kind of disagreement, in the language of the window."""
    return {
        Disagreement.ONE_FOUND_NOTHING: _tr("one found nothing"),
        Disagreement.NUMBER: _tr("other number of events"),
        Disagreement.UNMATCHED: _tr("unmatched events"),
        Disagreement.ACTION: _tr("other action"),
        Disagreement.ACTOR: _tr("other actor"),
        Disagreement.PLACE_OR_DATE: _tr("other place or date"),
        Disagreement.ATTRIBUTES: _tr("other attributes"),
        Disagreement.WORDS: _tr("only words differ"),
        Disagreement.NONE: _tr("full agreement"),
    }[kind]


def in_order(kinds: frozenset[Disagreement]) -> list[Disagreement]:
    """Kinds of disagreement, the gravest first."""
    return sorted(kinds, key=KINDS.index)


@dataclass(frozen=True)
class FieldRow:
    """One slot or attribute: its label, and what stands in each column, the adjudicated last."""

    name: str
    label: str
    kind: Disagreement
    cells: tuple[str, ...]


@dataclass(frozen=True)
class EventRows:
    """One event: what is said over it, how it stands, and its fields."""

    key: str
    title: str
    sign: str
    said: str
    decided: bool
    fields: tuple[FieldRow, ...]


SIGNS = {Disagreement.NONE: "=", Disagreement.WORDS: "≈"}


class EventTable:
    """The events of an article as rows of a table with a column for each coder.

    After an edit only the rows of events that it was about are made anew.
    """

    def __init__(self) -> None:
        self._of: tuple[Schema, tuple[str, ...]] | None = None
        self._made: dict[str, tuple[int, Settled, str, EventRows]] = {}

    def rows(
        self,
        schema: Schema,
        events: Sequence[Settled],
        coders: Sequence[str],
        notes: Mapping[int, str] | None = None,
    ) -> list[EventRows]:
        """The rows of all events; ``notes`` are those on adjudicated events, by event id."""
        known = self._made if self._of == (schema, tuple(coders)) else {}
        self._of, self._made = (schema, tuple(coders)), {}
        found = []
        for number, settled in enumerate(events, start=1):
            note = (notes or {}).get(settled.result.id, "") if settled.result else ""
            before = known.get(settled.key)
            if before is None or before[:3] != (number, settled, note):
                before = (number, settled, note, _event_rows(schema, number, settled, coders, note))
            self._made[settled.key] = before
            found.append(before[3])
        return found


def _event_rows(
    schema: Schema,
    number: int,
    settled: Settled,
    coders: Sequence[str],
    note: str,
) -> EventRows:
    held = settled.aligned.events if settled.aligned else {}
    about = settled.result or next(iter(settled.sources()), None)
    words = plain(sentence(schema, about)) if about is not None else ""
    return EventRows(
        settled.key,
        f"{number} · {words}",
        "=" if settled.aligned and settled.aligned.agreed else "≠" if settled.aligned else "+",
        _said(settled, note),
        settled.decided,
        tuple(_fields(schema, settled, [held.get(coder) for coder in coders])),
    )


def _said(settled: Settled, note: str) -> str:
    """How an event stands: what the coders disagree about, and what was decided."""
    said = [kind_words(kind) for kind in in_order(settled.kinds)]
    if settled.aligned is None:
        said.append(_tr("added here"))
    else:
        said = said or [kind_words(Disagreement.NONE)]
        decided = _tr("dropped") if settled.dropped else _tr("taken")
        said.append(decided if settled.decided else _tr("not decided"))
    if note:
        said.append(_tr("note: {}").format(note))
    return " · ".join(said)


def _fields(schema: Schema, settled: Settled, events: Sequence[Event | None]) -> list[FieldRow]:
    compared = settled.aligned.fields if settled.aligned else ()
    return field_rows(schema, compared, events, [settled.result])


def field_rows(
    schema: Schema,
    compared: Sequence[ComparedField],
    events: Sequence[Event | None],
    made: Sequence[Event | None] = (),
) -> list[FieldRow]:
    """The fields of one event, a column for each who has it; ``made`` is what was made of it.

    Where columns differ and would read alike, they say where in the text the words stand.
    """
    kinds = {field.name: field.kind for field in compared}
    rows = []
    for name, label in _labels(schema):
        kind = kinds.get(name, Disagreement.NONE)
        cells = [_cell(schema, event, name) for event in events]
        if kind is not Disagreement.NONE and len(set(cells)) == 1:
            cells = [_cell(schema, event, name, placed=True) for event in events]
        of_made = [_cell(schema, event, name) for event in made]
        if name in kinds or any(cell not in ("", NOT_HERE) for cell in of_made):
            rows.append(FieldRow(name, label, kind, (*cells, *of_made)))
    return rows


def _labels(schema: Schema) -> list[tuple[str, str]]:
    """Every field with its label, in the order of the schema."""
    both_ways = [(RECIPROCAL, _tr("Reciprocal"))] if schema.reciprocal else []
    slots = [(slot.name, slot.label) for slot in schema.slots]
    return [*slots, *both_ways, *((entry.name, entry.label) for entry in schema.attributes)]


def _cell(schema: Schema, event: Event | None, name: str, *, placed: bool = False) -> str:
    """What an event says in a field; a dash where there is no event."""
    if event is None:
        return NOT_HERE
    if name == RECIPROCAL:
        return _tr("yes") if event.reciprocal else ""
    slot = next((slot for slot in schema.slots if slot.name == name), None)
    if slot is not None:
        found = event.in_slot(name)
        return "\n".join(_filler(schema, slot, filler, placed=placed) for filler in found)
    attribute = schema.attribute(name)
    return ", ".join(shown(attribute, value) for value in event.attribute(name))


def _filler(schema: Schema, slot: Slot, filler: Filler, *, placed: bool) -> str:
    """A value with its code, and the words it was read from."""
    said = named(schema, slot, filler) if filler.value is not None else _tr("no code yet")
    if isinstance(filler.value, CodeValue):
        said = f"{filler.value.code} {said}"
    quotes = "; ".join(mention.quote for mention in filler.mentions)
    words = shorten(quotes, _WORDS, placeholder="…")
    if placed and words:
        return f"{said}\n“{words}” {_places(filler)}"
    return f"{said}\n“{words}”" if words and words != said else said


def _places(filler: Filler) -> str:
    """Which characters of the text a value was read from, counted from 1."""
    segments = (segment for mention in filler.mentions for segment in mention.segments)
    ranges = ", ".join(f"{one.start + 1}\u2013{one.end}" for one in segments)
    return _tr("(characters {})").format(ranges)
