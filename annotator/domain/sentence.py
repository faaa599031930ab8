"""An event as one sentence, with what is missing said in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain import composed, dates, rules
from annotator.domain.direction import isolated
from annotator.domain.events import Event, Filler
from annotator.domain.language import tr
from annotator.domain.schema import Schema, Slot
from annotator.domain.values import (
    CodeValue,
    DateKind,
    DateValue,
    PlaceValue,
    TextValue,
    ValueKind,
)


class Tone(StrEnum):
    """How a part of the sentence is said."""

    STRONG = "strong"  # who did what to whom
    PLAIN = "plain"  # where and when
    QUIET = "quiet"  # joints
    ODD = "odd"  # missing, or to be looked at


@dataclass(frozen=True, slots=True)
class Run:
    """A few words in one tone."""

    text: str
    tone: Tone


def sentence(schema: Schema, event: Event) -> tuple[Run, ...]:
    """The event in words: sides and action joined by arrows, then place and date.

    A slot the schema requires is named when it is empty; a value not coded yet stands with a
    question mark behind its words.
    """
    order = [schema.slot(name) for name in schema.summary]
    core = [slot for slot in order if slot.kind in (ValueKind.CODE, ValueKind.COMPOSED)]
    rest = [slot for slot in order if slot not in core]
    arrow = " ⇄ " if event.reciprocal else " → "
    runs: list[Run] = []
    for slot in core:
        said = _slot(schema, slot, event, joint=" + ")
        if said:
            runs += [Run(arrow, Tone.QUIET)] if runs else []
            runs += said
    for slot in rest:
        said = _slot(schema, slot, event, joint=", ")
        if said:
            runs += [Run(" · ", Tone.QUIET)] if runs else []
            runs += said
    return tuple(runs)


def plain(runs: tuple[Run, ...]) -> str:
    """The sentence without its tones."""
    return "".join(run.text for run in runs)


def shown(runs: tuple[Run, ...]) -> str:
    """The sentence as it is shown: "A → B" stays in that order when both names are Arabic."""
    return "".join(map(drawn, runs))


def drawn(run: Run) -> str:
    """A part of the sentence as it is shown: a name that turns no neighbour round."""
    return run.text if run.tone is Tone.QUIET else isolated(run.text)


def _slot(schema: Schema, slot: Slot, event: Event, *, joint: str) -> list[Run]:
    fillers = event.in_slot(slot.name)
    if not fillers:
        wanted = slot.required and rules.applies(schema, slot, rules.facts_of(schema, event))
        return [Run(tr("no {} yet").format(lowered(slot.label)), Tone.ODD)] if wanted else []
    runs: list[Run] = []
    for filler in fillers:
        runs += [Run(joint, Tone.QUIET)] if runs else []
        runs.append(_filler(schema, slot, filler))
    return runs


def _filler(schema: Schema, slot: Slot, filler: Filler) -> Run:
    core = slot.kind in (ValueKind.CODE, ValueKind.COMPOSED)
    if filler.value is None:
        return Run(f"{filler.quote or lowered(slot.label)}?", Tone.ODD)
    odd = isinstance(filler.value, DateValue) and filler.value.kind is DateKind.UNRESOLVED
    tone = Tone.ODD if odd else Tone.STRONG if core else Tone.PLAIN
    return Run(named(schema, slot, filler), tone)


def named(schema: Schema, slot: Slot, filler: Filler) -> str:
    """A filler in words: labels for codes, a name for a place, days for a date."""
    match filler.value:
        case CodeValue(code) if slot.kind is ValueKind.COMPOSED:
            return _composed(schema, slot, code)
        case CodeValue(code):
            entry = schema.code_list(slot.code_list).get(code)
            return lowered(short(entry.label)) if entry else code
        case DateValue() as value:
            return dates.describe(value)
        case PlaceValue() as value:
            return value.name
        case TextValue(text):
            return text
        case None:
            return filler.quote


def _composed(schema: Schema, slot: Slot, code: str) -> str:
    composition = schema.composition(slot.composition)
    if code == composition.unspecified:
        return tr("unspecified")
    parts = composed.explain(schema, composition, code).parts
    return " ".join(part.label if part.known else part.element for part in parts)


def short(label: str) -> str:
    """A label without the remark that no finer code fits."""
    return label.split(", not specified", 1)[0]


def lowered(label: str) -> str:
    """A label as it stands inside a sentence; abbreviations keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
