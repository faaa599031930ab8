"""What may stand in a slot or an attribute, and what words alone would put there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from annotator.domain.attribute_values import problem, stored
from annotator.domain.candidates import first_choice, fitting, ordered
from annotator.domain.errors import EditRefusedError
from annotator.domain.language import later, tr
from annotator.domain.schema import Attribute, Schema, Slot
from annotator.domain.suggestions import Candidate
from annotator.domain.text import normalise
from annotator.domain.values import (
    CodeValue,
    DateKind,
    DateValue,
    PlaceValue,
    Provenance,
    TextValue,
    Value,
    ValueKind,
)
from annotator.storage.ops.own import Proposal

_LONGEST_CODE = 100  # characters; pasted prose is not a code
_LONGEST_READ = 200  # characters; longer stretches are no name, date or place

_HOLDS: dict[ValueKind, tuple[type, str]] = {
    ValueKind.CODE: (CodeValue, later("{slot} holds a code. Nothing was changed.")),
    ValueKind.COMPOSED: (CodeValue, later("{slot} holds a code. Nothing was changed.")),
    ValueKind.DATE: (DateValue, later("{slot} holds a date. Nothing was changed.")),
    ValueKind.PLACE: (PlaceValue, later("{slot} holds a place. Nothing was changed.")),
    ValueKind.TEXT: (TextValue, later("{slot} holds words. Nothing was changed.")),
}


def one_line(text: str) -> str:
    """Text as a single line without stray blanks or characters no reader sees."""
    return " ".join(normalise(text).text.split())


def checked(schema: Schema, slot: Slot, value: Value) -> Value:
    """The value as it is stored; EditRefusedError when the slot cannot hold it."""
    kind, sentence = _HOLDS[slot.kind]
    if not isinstance(value, kind):
        raise EditRefusedError(tr(sentence).format(slot=slot.label))
    clean = _clean(value)
    if isinstance(clean, CodeValue):
        _check_code(schema, slot, clean.code)
    if isinstance(clean, TextValue) and not clean.text:
        raise EditRefusedError(
            tr("{slot} needs some words. Nothing was changed.").format(slot=slot.label)
        )
    if isinstance(clean, PlaceValue) and not (clean.name or clean.latitude is not None):
        raise EditRefusedError(
            tr("{slot} needs the name of a place. Nothing was changed.").format(slot=slot.label)
        )
    return clean


def _clean(value: Value) -> Value:
    match value:
        case CodeValue():
            return replace(value, code=one_line(value.code))
        case TextValue():
            return replace(value, text=normalise(value.text).text)
        case DateValue():
            return replace(value, text=one_line(value.text))
        case PlaceValue():
            return replace(
                value,
                name=one_line(value.name),
                country=one_line(value.country),
                admin1=one_line(value.admin1),
                gazetteer_id=one_line(value.gazetteer_id),
            )


def _check_code(schema: Schema, slot: Slot, code: str) -> None:
    if not code:
        raise EditRefusedError(
            tr("{slot} needs a code. Nothing was changed.").format(slot=slot.label)
        )
    if len(code) > _LONGEST_CODE:
        raise EditRefusedError(
            tr(
                "{slot} was given {count:,} characters; a code has at most {most}. "
                "Nothing was changed."
            ).format(slot=slot.label, count=len(code), most=_LONGEST_CODE)
        )
    if slot.kind is not ValueKind.CODE:
        return
    codes = schema.code_list(slot.code_list)
    entry = codes.get(code)
    if entry is not None and entry.retired:
        sentence = (
            tr("{code} {label} is retired: use {instead}. Nothing was changed.")
            if entry.successors
            else tr("{code} {label} is retired. Nothing was changed.")
        )
        instead = ", ".join(entry.successors)
        raise EditRefusedError(sentence.format(code=code, label=entry.label, instead=instead))
    if entry is not None and not entry.assignable:
        below = ", ".join(child.code for child in codes.children.get(code, ())[:3])
        sentence = (
            tr(
                "{code} {label} is a heading: choose a code below it ({below}, ...)."
                " Nothing was changed."
            )
            if below
            else tr("{code} {label} is a heading: choose a code below it. Nothing was changed.")
        )
        raise EditRefusedError(sentence.format(code=code, label=entry.label, below=below))


@dataclass(frozen=True, slots=True)
class Context:
    """What words of an article are read against."""

    published: dt.date | None
    language: str
    day: dt.date | None = None  # by which dated candidates are chosen


def read(schema: Schema, slot: Slot, words: str, context: Context) -> Value | None:
    """The value that the marked words alone give the slot, None where they give none."""
    if not words or len(words) > _LONGEST_READ:
        return None
    from annotator.domain.reading import read_value  # noqa: PLC0415 - not needed by a start

    return read_value(schema, slot, words, published=context.published, language=context.language)


def proposed(schema: Schema, slot: Slot, proposal: Proposal, context: Context) -> Value | None:
    """The value that accepting a suggestion puts into a slot.

    It is the suggestion's first candidate that holds on the day, as a coder could have typed it,
    when the suggestion is of the slot's mention type and the slot can hold it; else what its
    words say. None where no candidate of a code list stands clear of the rest.
    """
    of_type = proposal.candidates if proposal.type == slot.mention_type else ()
    holding = ordered(fitting(schema, slot, of_type), context.day)
    if holding:
        first = first_choice(slot.kind, holding)
        if first is None:
            return None
        value = _suggested(slot, first, proposal.quote, context)
        try:
            return None if value is None else checked(schema, slot, value)
        except EditRefusedError:
            pass  # a heading, say: the coder chooses
    return read(schema, slot, proposal.quote, context)


def taken(
    schema: Schema,
    slot: Slot,
    value: str,
    proposal: Proposal,
    context: Context,
    day: dt.date | None,
) -> Value | None:
    """The value that taking a whole suggested event puts into a slot, None where a coder chooses.

    It is ``value`` as a coder could have typed it; where that holds for some time only and not on
    the event's ``day``, the first candidate that does. Without one, days, places and plain words
    are what accepting the words alone would store, and codes are left to be chosen.
    """
    candidate = _holding(value, proposal, day) if value else None
    found = _suggested(slot, candidate, proposal.quote, context) if candidate else None
    if found is not None:
        try:
            return checked(schema, slot, found)
        except EditRefusedError:
            pass  # a heading, say: the coder chooses
    coded = slot.kind in (ValueKind.CODE, ValueKind.COMPOSED)
    return None if coded else proposed(schema, slot, proposal, context)


def _holding(value: str, proposal: Proposal, day: dt.date | None) -> Candidate | None:
    """The candidate of that value, or the first that holds on the day where it does not."""
    same = (c for c in proposal.candidates if c.value == value)
    meant = next(same, Candidate(value))
    if day is None or meant.holds_on(day):
        return meant
    return next((c for c in proposal.candidates if c.holds_on(day)), None)


def chosen(
    schema: Schema, slot: Slot, written: str, proposal: Proposal, context: Context
) -> Value | None:
    """The value that one candidate of a suggestion, as it is written there, puts into a slot."""
    known = (candidate for candidate in proposal.candidates if candidate.value == written)
    candidate = next(known, Candidate(written))
    value = _suggested(slot, candidate, proposal.quote, context)
    return None if value is None else checked(schema, slot, value)


def _suggested(slot: Slot, candidate: Candidate, words: str, context: Context) -> Value | None:
    """The value that a candidate for some words stands for in a slot."""
    if slot.kind is ValueKind.DATE:
        return _dated(candidate, words, context)
    if slot.kind is ValueKind.PLACE:
        from annotator.domain import places  # noqa: PLC0415 - not needed by a start

        return next(iter(places.parse(candidate.value)), None)
    typed = candidate.value
    return TextValue(typed) if slot.kind is ValueKind.TEXT else CodeValue(typed)


def _dated(candidate: Candidate, words: str, context: Context) -> Value | None:
    """The days that a candidate for the words of a date stands for."""
    from annotator.domain import dates  # noqa: PLC0415 - not needed by a start
    from annotator.domain.date_candidates import note_of  # noqa: PLC0415

    note = note_of(words, candidate)
    found = dates.resolve_note(words, note, context.published, language=context.language).value
    if found.kind is not DateKind.UNRESOLVED or not note.instead:
        return found
    typed = dates.parse(note.instead, context.published, language=context.language)
    return replace(typed[0], text=words) if typed else None


def after_change(provenance: Provenance) -> Provenance:
    """How a value counts as come about once a coder has changed it."""
    accepted = provenance in (Provenance.ACCEPTED, Provenance.EDITED)
    return Provenance.EDITED if accepted else Provenance.BY_HAND


def checked_choices(attribute: Attribute, values: tuple[str, ...]) -> tuple[str, ...]:
    """An attribute's values as they are stored; EditRefusedError when they are not allowed."""
    try:
        kept = [stored(attribute, value) for value in values]
    except ValueError as error:
        raise EditRefusedError(tr("{error} Nothing was changed.").format(error=error)) from error
    kept = list(dict.fromkeys(filter(None, kept)))
    if sentence := problem(attribute, kept):
        raise EditRefusedError(tr("{sentence} Nothing was changed.").format(sentence=sentence))
    return tuple(kept)
