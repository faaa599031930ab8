"""A new version of a codebook with everything of the old one in it: nothing coded ever disappears.

What a new version leaves out is carried over as retired: codes, slots, attributes and choices stay
on the events that have them and are offered no more. A code is the same code when it has the same
id, or, without one in common, the same text in the same list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.domain.schema import (
    Attribute,
    Choice,
    Code,
    CodeList,
    Composition,
    MentionType,
    Schema,
    Slot,
)

Pairs = Mapping[str, Code]
"""The codes of a new list by the id that the same code has in the old one."""


def carry(old: Schema, new: Schema) -> Schema:
    """The new version with all that only the old one has, retired; codes keep their old ids."""
    old_lists = {codes.name: codes for codes in old.code_lists}
    lists = [
        carried_list(old_lists[codes.name], codes) if codes.name in old_lists else codes
        for codes in new.code_lists
    ]
    known = {codes.name for codes in lists}
    lists += [_retired_list(codes) for codes in old.code_lists if codes.name not in known]
    return replace(
        new,
        mention_types=_with_missing(old.mention_types, new.mention_types, _as_it_is),
        slots=_with_missing(old.slots, new.slots, _retired),
        attributes=_attributes(old, new),
        code_lists=tuple(lists),
        compositions=_with_missing(old.compositions, new.compositions, _as_it_is),
        reasons=choices_with(old.reasons, new.reasons),
    )


def same_codes(old: CodeList, new: CodeList) -> Pairs:
    """Which code of the new list each code of the old one is, by the old id."""
    by_id = {code.id: code for code in new.codes}
    found = {code.id: by_id[code.id] for code in old.codes if code.id in by_id}
    taken = {code.id for code in found.values()}
    free = {code.code: code for code in new.codes if code.id not in taken}
    for code in old.codes:
        if code.id not in found and code.code in free:
            found[code.id] = free.pop(code.code)
    return found


def carried_list(old: CodeList, new: CodeList) -> CodeList:
    """The new list, with old ids, and behind its codes those that only the old one has."""
    pairs = same_codes(old, new)
    old_ids = {code.id: old_id for old_id, code in pairs.items()}
    codes = [replace(code, id=old_ids.get(code.id, code.id)) for code in new.codes]
    gone = [code for code in old.codes if code.id not in pairs]
    texts = {code.code: pairs[code.id].code for code in old.codes if code.id in pairs}
    texts |= {code.code: code.code for code in gone}
    codes += [_gone(code, texts) for code in gone]
    return replace(new, codes=tuple(codes))


def _gone(code: Code, texts: Mapping[str, str]) -> Code:
    """A code that is left out, under its parent as that is written now."""
    return replace(
        code,
        parent=texts.get(code.parent, ""),
        mirror="",
        successors=tuple(texts[s] for s in code.successors if s in texts),
        retired=True,
    )


def _retired_list(codes: CodeList) -> CodeList:
    return replace(codes, codes=tuple(replace(code, retired=True) for code in codes.codes))


Named = TypeVar("Named", MentionType, Slot, Attribute, Composition)


def _with_missing(
    old: tuple[Named, ...], new: tuple[Named, ...], make: Callable[[Named], Named]
) -> tuple[Named, ...]:
    names: set[str] = {entry.name for entry in new}
    gone: list[Named] = [make(entry) for entry in old if entry.name not in names]
    return new + tuple(gone)


def _as_it_is(entry: Named) -> Named:
    return entry


def _retired(slot: Slot) -> Slot:
    return replace(slot, retired=True, required=False)


def _attributes(old: Schema, new: Schema) -> tuple[Attribute, ...]:
    before = {attribute.name: attribute for attribute in old.attributes}
    kept = [
        replace(a, choices=choices_with(before[a.name].choices, a.choices))
        if a.name in before and a.choices
        else a
        for a in new.attributes
    ]
    names = {attribute.name for attribute in kept}
    gone = [a for a in old.attributes if a.name not in names]
    return (*kept, *(replace(a, retired=True, required=False, default="") for a in gone))


def choices_with(old: Iterable[Choice], new: Sequence[Choice]) -> tuple[Choice, ...]:
    """The new choices, and behind them the old ones that are left out, retired."""
    values = {choice.value for choice in new}
    gone = {choice.value: choice for choice in old if choice.value not in values}
    return (*new, *(replace(choice, retired=True) for choice in gone.values()))
