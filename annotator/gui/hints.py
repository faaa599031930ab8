"""What the floating line under a suggestion or selection says: slot, value, keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from annotator.domain import dates, places
from annotator.domain.accepting import Target
from annotator.domain.candidates import days_of, first_choice, sureness
from annotator.domain.date_candidates import note_of
from annotator.domain.events import Article, Event
from annotator.domain.reading import read_value, written
from annotator.domain.schema import Schema, Slot
from annotator.domain.suggestion_reasons import said
from annotator.domain.suggestions import Candidate, Suggestion
from annotator.domain.values import ValueKind
from annotator.gui.key_names import KeyNames, default_names
from annotator.gui.theme import Theme
from annotator.gui.views.hint_words import Hint

DIGITS = 5  # candidates that have a digit
_GRADE = re.compile(r" /([1-7])(?: #|$)")  # how exact a written place is
_LABEL = 26  # characters of a code's label beside its digit


def _tr(text: str) -> str:
    return QCoreApplication.translate("Hint", text)


def suggestion_hint(
    schema: Schema,
    theme: Theme,
    article: Article,
    event: Event | None,
    *,
    suggestion: Suggestion,
    target: Target | None,
    candidates: tuple[Candidate, ...] = (),
    extents: bool = False,
    names: KeyNames | None = None,
) -> Hint:
    """The line under the focused suggestion; ``candidates`` are those that the slot can hold.

    ``extents``: there are other extents of it to go to.
    """
    kind, words = schema.mention_type(suggestion.type), suggestion.quote
    names = names or default_names()
    color = theme.mention_color(kind).name()
    dismiss = _key(names, "suggestion.reject", _tr("dismiss"))
    shown = tuple(_readable(candidate, suggestion, schema, article) for candidate in candidates)
    reason = said(shown[0].reason) if shown else ""
    if event is None:
        start = _key(names, "event.new", _tr("new event"))
        detail = " · ".join(filter(None, (in_words(shown[:1]), _tr("no event yet"))))
        return Hint(kind.label, "", color, words, detail, (), (start, dismiss), reason)
    letters = _letters(names, schema.slots_for(suggestion.type))
    if target is None:
        detail, keys = _tr("choose a slot"), (*letters, dismiss)
        return Hint(kind.label, "", color, words, detail, (), keys, reason)
    slot = target.slot
    first = first_choice(slot.kind, candidates)
    if first is not None:
        value, detail = value_of(shown[0]), detail_of(shown[0])
    elif candidates:
        value, detail = words, _tr("choose the code")
    else:
        value, detail = words, stored_value(schema, slot, words, article)
    does = _tr("accept") if first is not None or not candidates else _tr("choose")
    accept = _key(names, "suggestion.accept", does)
    digits = _digits(shown, chosen=first is not None)
    other = (_key(names, "suggestion.other_extent", _tr("other extent")),) if extents else ()
    all_keys = (accept, *letters, *other, dismiss)
    caps = {digit: names.cap(f"suggestion.candidate_{digit}") for digit, _ in digits}
    values = {str(number): value_of(c) for number, c in enumerate(shown[:DIGITS], 1)}
    letter = schema.slot(slot.name).key
    return Hint(slot.label, letter, color, value, detail, digits, all_keys, reason, caps, values)


def _readable(
    candidate: Candidate, suggestion: Suggestion, schema: Schema, article: Article
) -> Candidate:
    """A candidate as people read it: a date by its days and why, a place by how exact it is."""
    kinds = {slot.kind for slot in schema.slots_for(suggestion.type)}
    if ValueKind.DATE in kinds:
        note = note_of(suggestion.quote, candidate)
        told = dates.resolve_note(
            suggestion.quote, note, article.published, language=article.language
        )
        value = dates.describe(told.value)
        return replace(candidate, value=value, label="", reason=told.reason or candidate.reason)
    if ValueKind.PLACE in kinds:
        grade = _GRADE.search(candidate.value)
        exact = places.exactness(int(grade[1])) if grade else ""
        return replace(candidate, value=candidate.label or candidate.value, label=exact)
    return candidate


def _key(names: KeyNames, command_id: str, does: str) -> tuple[str, str, str]:
    """The key of a command in force, what it does here, and the command."""
    return names.cap(command_id), does, command_id


def _letters(names: KeyNames, slots: Iterable[Slot]) -> tuple[tuple[str, str, str], ...]:
    """The keys that fill these slots."""
    return tuple(
        (names.slot_key(slot), slot.label.lower(), f"slot.fill.{slot.name}") for slot in slots
    )


def _digits(candidates: tuple[Candidate, ...], *, chosen: bool) -> tuple[tuple[str, str], ...]:
    """The candidates with the digits that store them; the first has Enter where it is chosen."""
    numbered = [
        (str(number), in_words((candidate,)))
        for number, candidate in enumerate(candidates[:DIGITS], 1)
    ]
    return tuple(numbered[1:] if chosen else numbered)


def value_of(candidate: Candidate) -> str:
    """The value of a candidate with the days on which it holds."""
    return " ".join(filter(None, (candidate.value, days_of(candidate))))


def detail_of(candidate: Candidate) -> str:
    """What a candidate's value means and how sure it is."""
    label = "" if candidate.label == candidate.value else _shortened(candidate.label)
    return " · ".join(filter(None, (label, sureness(candidate.confidence))))


def in_words(candidates: tuple[Candidate, ...]) -> str:
    """One candidate in a few words, beside its digit; empty for none."""
    if not candidates:
        return ""
    label = candidates[0].label
    known = "" if label == candidates[0].value else _shortened(label, _LABEL)
    return " ".join(filter(None, (value_of(candidates[0]), known)))


def _shortened(label: str, most: int = 60) -> str:
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def selection_hint(
    schema: Schema,
    theme: Theme,
    article: Article,
    event: Event | None,
    words: str,
    slot: Slot,
    names: KeyNames | None = None,
) -> Hint:
    """The line under a hand-made selection."""
    color = theme.mention_color(schema.mention_type(slot.mention_type)).name()
    names = names or default_names()
    if event is None:
        keys = (_key(names, "event.new", _tr("new event")),)
        return Hint(_tr("Selection"), "", color, words, _tr("no event yet"), (), keys)
    letters = _letters(names, (other for other in schema.slots if other.name in schema.summary))
    accept = _key(names, "suggestion.accept", _tr("accept"))
    value = stored_value(schema, slot, words, article)
    return Hint(slot.label, schema.slot(slot.name).key, color, words, value, (), (accept, *letters))


def stored_value(schema: Schema, slot: Slot, words: str, article: Article) -> str:
    """What accepting these words into a slot would store, in words."""
    if slot.kind in (ValueKind.CODE, ValueKind.COMPOSED):
        return _tr("code to be chosen")
    value = read_value(schema, slot, words, published=article.published)
    text = written(value)
    return "" if text == words else text
