"""Dictionaries of names: what code a name stands for, from when to when, and why one is chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from annotator.domain.folding import fold
from annotator.domain.language import again, later, tr
from annotator.domain.plurals import plural

COUNTRY = "~"
"""Stands in an agent's code for the actor it belongs to: "~GOV" of France is "FRAGOV"."""


class EntryKind(StrEnum):
    """What a name of a dictionary is."""

    ACTOR = "actor"  # a name with a code of its own
    AGENT = "agent"  # a role, whose code is joined to that of the actor beside it
    DISCARD = "discard"  # words that are no actor; with code "+" the whole article holds nothing


class Owner(StrEnum):
    """Whose a dictionary is, in the order in which they are asked."""

    OWN = "own"  # what one coder confirmed, for that coder alone
    SHARED = "shared"  # the project's, made by the PI
    IMPORTED = "imported"  # from a file


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and the code it stands for, on the days from ``valid_from`` to ``valid_to``.

    Both days are included; None leaves that side open. ``plural`` is that of an agent: None for
    the regular one, "" for none. ``dictionary`` says in words where the entry stands.
    """

    surface: str  # as it stands in texts
    code: str
    kind: EntryKind = EntryKind.ACTOR
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    plural: str | None = None
    owner: Owner = field(default=Owner.IMPORTED, compare=False)
    dictionary: str = field(default="", compare=False)
    id: int = field(default=0, compare=False)
    uuid: str = field(default="", compare=False)

    @property
    def dated(self) -> bool:
        """Whether the code holds for some days only."""
        return self.valid_from is not None or self.valid_to is not None

    @property
    def elements(self) -> str:
        """The code without the place of the actor it is joined to."""
        return self.code.replace(COUNTRY, "")

    def holds_on(self, day: dt.date) -> bool:
        """Whether the code holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


def forms(entry: Entry) -> tuple[str, ...]:
    """What stands in texts for an entry: the name, and for an agent its plural."""
    if entry.kind is not EntryKind.AGENT or entry.plural == "":
        return (entry.surface,)
    several = plural(entry.surface) if entry.plural is None else entry.plural
    return tuple(dict.fromkeys((entry.surface, several)))


def folded_forms(entry: Entry) -> tuple[str, ...]:
    """The forms of an entry as they are looked up: without case, accents and marks."""
    return tuple(dict.fromkeys(filter(None, map(fold, forms(entry)))))


def by_form(entries: Iterable[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    """The entries of every folded form, in their order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for form in folded_forms(entry):
            found.setdefault(form, []).append(entry)
    return {form: tuple(those) for form, those in found.items()}


def joined(code: str, actor: str) -> str:
    """The code of an agent of an actor: "~GOV" and "FRA" are "FRAGOV"."""
    return code.replace(COUNTRY, actor) if COUNTRY in code else actor + code


def choose(entries: Sequence[Entry], day: dt.date | None) -> tuple[Entry, ...]:
    """The entries of one name that hold on a day, best first.

    ``day`` is that of the event, else the publication date. A coder's own dictionary comes before
    the shared one, that before imported ones in their order. Of each dictionary the dated codes
    that hold are chosen, the shortest interval first, and the undated ones only if none does.
    Without a day all stand side by side, each with its interval.
    """
    found: list[Entry] = []
    for _, group in groupby(sorted(entries, key=_rank), key=_of_dictionary):
        found += _holding(list(group), day)
    return tuple(_once(found, day))


def _of_dictionary(entry: Entry) -> tuple[Owner, str]:
    return entry.owner, entry.dictionary


def _rank(entry: Entry) -> int:
    return tuple(Owner).index(entry.owner)


def _holding(entries: list[Entry], day: dt.date | None) -> list[Entry]:
    if day is None:
        return entries
    dated = [entry for entry in entries if entry.dated and entry.holds_on(day)]
    return sorted(dated, key=_length) or [entry for entry in entries if not entry.dated]


def _length(entry: Entry) -> tuple[bool, int]:
    """Open intervals behind closed ones, short ones first."""
    if entry.valid_from is None or entry.valid_to is None:
        return True, 0
    return False, (entry.valid_to - entry.valid_from).days


def _once(entries: list[Entry], day: dt.date | None) -> Iterable[Entry]:
    """The first entry of each code; without a day, of each code and interval."""
    seen = set()
    for entry in entries:
        key = (entry.code, entry.kind, *((entry.valid_from, entry.valid_to) if not day else ()))
        if key not in seen:
            seen.add(key)
            yield entry


_OWN = later("{name}’s dictionary")
_SHARED = later("the shared dictionary")
TITLES = (_OWN, _SHARED)
"""What dictionaries are called; exports say it in English."""


def reason(entry: Entry) -> str:
    """Why a code is proposed: "in Ann's dictionary until 2024-12-08"."""
    where = (
        tr("in {dictionary}").format(dictionary=again(entry.dictionary, TITLES))
        if entry.dictionary
        else tr("in a dictionary")
    )
    days = interval_of(entry)
    return tr("{where} {days}").format(where=where, days=days) if days else where


def interval_of(entry: Entry) -> str:
    """The days on which a code holds, in words; empty for always."""
    if entry.valid_from is None:
        return tr("until {day}").format(day=entry.valid_to) if entry.valid_to else ""
    if entry.valid_to is None:
        return tr("since {day}").format(day=entry.valid_from)
    if entry.valid_from == entry.valid_to:
        return tr("on {day}").format(day=entry.valid_from)
    return tr("from {first} to {last}").format(first=entry.valid_from, last=entry.valid_to)


def title_of(owner: Owner, name: str) -> str:
    """What a dictionary is called, in English; ``name`` is its coder's or its own."""
    if owner is Owner.OWN:
        return _OWN.format(name=name)
    return _SHARED if owner is Owner.SHARED else f"“{name}”"
