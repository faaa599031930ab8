"""Which value of a suggestion comes first, how sure it is, and what a coder's own choices add."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import Protocol

from annotator.domain.dictionary import Entry, choose, interval_of, reason
from annotator.domain.events import Event
from annotator.domain.folding import fold
from annotator.domain.language import tr
from annotator.domain.schema import Code, Schema, Slot
from annotator.domain.suggestions import Candidate
from annotator.domain.values import DateValue, ValueKind

CLEAR = 1.3
"""Times the confidence of the second candidate from which on the first stands clear of it."""

DICTIONARY, DECISIONS = "dictionary", "own decisions"  # origins
_SURE, _LIKELY = 0.8, 0.5  # confidence from which on a candidate is called so
_WHOLE, _PART = 0.95, 0.85  # confidence of a coder's own entry for all words, for some of them
_LONGEST = 12  # words of a name
_MOST = 5  # codes chosen before that are offered


def ordered(candidates: Sequence[Candidate], day: dt.date | None) -> tuple[Candidate, ...]:
    """The candidates that hold on a day, in their order; without a day all of them.

    Of those that stand together and come from one place, what holds for some time goes before
    what always holds. Without a day, what has ended goes behind the rest of its origin.
    """
    if day is None:
        return tuple(
            candidate
            for _, group in groupby(candidates, key=lambda candidate: candidate.origin)
            for candidate in sorted(group, key=lambda candidate: candidate.valid_to is not None)
        )
    holding = (candidate for candidate in candidates if candidate.holds_on(day))
    return tuple(
        candidate
        for _, group in groupby(holding, key=lambda candidate: candidate.origin)
        for candidate in sorted(group, key=lambda candidate: not candidate.dated)
    )


def fitting(schema: Schema, slot: Slot, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates that a slot can hold: of a list of codes, those that can be given."""
    if slot.kind is not ValueKind.CODE:
        return tuple(candidates)
    codes = schema.code_list(slot.code_list)
    known = {candidate.value: codes.get(candidate.value) for candidate in candidates}
    return tuple(c for c in candidates if (code := known[c.value]) and may_be_given(code))


def may_be_given(code: Code) -> bool:
    """Whether a code of a list is no heading and in use."""
    return code.assignable and not code.retired


def first_choice(kind: ValueKind, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate that accepting alone stores; None where the coder is to choose.

    Of a list of codes only one that stands clear of the rest is taken.
    """
    if not candidates or (kind is ValueKind.CODE and not stands_clear(candidates)):
        return None
    return candidates[0]


def stands_clear(candidates: Sequence[Candidate]) -> bool:
    """Whether the first candidate stands clear of the second."""
    sure = [candidate.confidence for candidate in candidates[:2]]
    if len(sure) < 2 or sure[0] is None or sure[1] is None:
        return bool(sure)
    return sure[0] >= CLEAR * sure[1]


def clear_value(candidates: Sequence[Candidate]) -> str:
    """The value of the first candidate where it stands clear of the rest, empty where not."""
    return candidates[0].value if candidates and stands_clear(candidates) else ""


def sureness(confidence: float | None) -> str:
    """How sure something is, in words; empty where nothing is known."""
    if confidence is None:
        return ""
    if confidence >= _SURE:
        return tr("sure")
    return tr("likely") if confidence >= _LIKELY else tr("a guess")


def days_of(candidate: Candidate) -> str:
    """The days on which a candidate holds, in words; empty for always."""
    first, last = candidate.valid_from, candidate.valid_to
    return interval_of(Entry("", candidate.value, valid_from=first, valid_to=last))


# --- the day -----------------------------------------------------------------------------------


def date_slot(schema: Schema) -> Slot | None:
    """The slot that says when an event took place."""
    named = (schema.slot(name) for name in schema.summary)
    return next((slot for slot in (*named, *schema.slots) if slot.kind is ValueKind.DATE), None)


def due_slot(schema: Schema) -> Slot | None:
    """The slot that says when an announced event would happen.

    It is named after the slot that says when an event took place: ``date`` and ``date_due``.
    """
    when = date_slot(schema)
    named = f"{when.name}_due" if when is not None else ""
    return next((s for s in schema.slots if s.name == named and s.kind is ValueKind.DATE), None)


def day_of_event(schema: Schema, event: Event | None, published: dt.date | None) -> dt.date | None:
    """The day by which dated candidates are chosen: the event's, else that of publication."""
    slot = date_slot(schema)
    fillers = event.in_slot(slot.name) if event is not None and slot is not None else ()
    for filler in fillers:
        if isinstance(filler.value, DateValue) and (day := filler.value.start or filler.value.end):
            return day
    return published


# --- what the coder chose before ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Habits:
    """What one coder chose before, as far as it may speak on an article.

    ``names`` are the entries of the coder's own dictionary by folded form; ``codes`` how often
    each code was chosen, by the plain form of the trigger.
    """

    names: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def with_habits(
    schema: Schema,
    habits: Habits,
    candidates: tuple[Candidate, ...],
    *,
    mention_type: str,
    words: str,
    label: str,
) -> tuple[Candidate, ...]:
    """The candidates of a suggestion, what the coder chose before in front."""
    if habits.names and _holds_actors(schema, mention_type):
        return _with_names(habits.names, candidates, words)
    if label in habits.codes and mention_type == schema.slot(schema.code_slot).mention_type:
        return _with_codes(schema, habits.codes[label], candidates, label)
    return candidates


class Proposed(Protocol):
    """A suggestion in any of its forms."""

    @property
    def type(self) -> str:
        """Its mention type."""

    @property
    def quote(self) -> str:
        """Its words."""

    @property
    def label(self) -> str:
        """What the pipeline called it."""

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Its values, best first."""


def personal(schema: Schema, habits: Habits, of: Proposed) -> tuple[Candidate, ...]:
    """The candidates of a suggestion as one coder sees them; the very same where nothing is new."""
    return with_habits(
        schema, habits, of.candidates, mention_type=of.type, words=of.quote, label=of.label
    )


def _holds_actors(schema: Schema, mention_type: str) -> bool:
    slots = schema.slots_for(mention_type)
    return any(slot.kind is ValueKind.COMPOSED for slot in slots)


def _with_names(
    names: Mapping[str, tuple[Entry, ...]], candidates: tuple[Candidate, ...], words: str
) -> tuple[Candidate, ...]:
    form = next((form for form in _forms(words) if form in names), None)
    if form is None:
        return candidates
    whole = form == fold(words)
    own = [_of_entry(entry, whole=whole) for entry in choose(names[form], None)]
    if whole:
        return _in_front(own, candidates)
    return _in_front([c for c in candidates if _says_more(c, own)] + own, candidates)


def _says_more(candidate: Candidate, own: Iterable[Candidate]) -> bool:
    """Whether a candidate for all the words only goes on with the code of some of them."""
    return any(
        candidate.value != entry.value and candidate.value.startswith(entry.value) for entry in own
    )


def _of_entry(entry: Entry, *, whole: bool) -> Candidate:
    why = reason(entry)
    if not whole:
        why = tr("“{words}” {reason}").format(words=entry.surface, reason=why)
    days = entry.valid_from, entry.valid_to
    return Candidate(entry.code, "", why, _WHOLE if whole else _PART, DICTIONARY, *days)


@lru_cache(maxsize=20_000)
def _forms(words: str) -> tuple[str, ...]:
    """The folded words, then every run of them, the longest first."""
    folded = fold(words).split()[:_LONGEST]
    return tuple(
        " ".join(folded[start : start + size])
        for size in range(len(folded), 0, -1)
        for start in range(len(folded) - size + 1)
    )


def _with_codes(
    schema: Schema, chosen: Mapping[str, int], candidates: tuple[Candidate, ...], label: str
) -> tuple[Candidate, ...]:
    """The codes chosen for this trigger before, the most frequent first."""
    codes = schema.code_list(schema.slot(schema.code_slot).code_list)
    total = sum(chosen.values())
    own = []
    for value, times in sorted(chosen.items(), key=lambda item: -item[1])[:_MOST]:
        known = codes.get(value)
        if known is not None and may_be_given(known):
            sentence = (
                tr("you chose it once for “{words}”")
                if times == 1
                else tr("you chose it {times} times for “{words}”")
            )
            why = sentence.format(times=times, words=label)
            sure = round(times / (total + 1), 3)
            own.append(Candidate(value, known.label, why, sure, DECISIONS))
    return _in_front(own, candidates)


def _in_front(own: list[Candidate], candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Some candidates first, then the others; the machine's words for a value are kept."""
    labels = {candidate.value: candidate.label for candidate in candidates}
    first = [c if c.label else replace(c, label=labels.get(c.value, "")) for c in own]
    values = {candidate.value for candidate in first}
    return (*first, *(other for other in candidates if other.value not in values))
