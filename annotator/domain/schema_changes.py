"""What a new version of a codebook changes, code by code, before anything is applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.domain.carrying import carry, same_codes
from annotator.domain.errors import SchemaError
from annotator.domain.language import Sentence, later, tr
from annotator.domain.schema import Attribute, AttributeType, Code, CodeList, Schema, Slot


class ChangeKind(StrEnum):
    """What happens to a code, a slot or an attribute."""

    ADDED = "added"
    RENAMED = "renamed"  # another text or another label
    MOVED = "moved"  # under another code
    REWORDED = "reworded"  # definition, examples, search words, values
    RETIRED = "retired"
    MERGED = "merged"  # into another code
    SPLIT = "split"  # into several, its events are to be looked at again
    REVIVED = "revived"  # retired before, in use again
    CHANGED = "changed"  # of slots, attributes and the rest
    NARROWED = "narrowed"  # can hold less than before: only where nothing was coded


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One change. ``part`` is a code list, or "slots", "attributes" and the like.

    ``name`` is the old text of a code or the name of a slot or attribute, empty for what is new;
    ``successors`` are the codes that take the place of a merged or split one.
    """

    kind: ChangeKind
    part: str
    name: str
    said: Sentence
    code_id: str = ""
    becomes: str = ""
    successors: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The change in words."""
        return str(self.said)


@dataclass(frozen=True)
class Update:
    """A new version ready to be applied to a project.

    ``schema`` holds everything of the old version too, retired. ``mapped`` gives, by list, the
    texts of codes that are written otherwise now; ``split`` the codes to be looked at again.
    """

    schema: Schema
    changes: tuple[SchemaChange, ...]
    mapped: dict[str, dict[str, str]] = field(default_factory=dict)
    split: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def merged(self) -> frozenset[tuple[str, str]]:
        """(list, old text) of the codes merged into others."""
        merged = (c for c in self.changes if c.kind is ChangeKind.MERGED)
        return frozenset((change.part, change.name) for change in merged)


def compare(old: Schema, new: Schema) -> Update:
    """What a new version changes, with everything that is left out carried over as retired.

    Raises:
        SchemaError: it is another schema, or what was coded could not be read under it; all
            reasons are listed.
    """
    problems = tuple(_hindrances(old, new))
    if problems:
        lines = "\n".join(f"- {problem}" for problem in problems)
        raise SchemaError(
            tr(
                "This cannot become a new version of “{old}”. Mend it and try again.\n{lines}"
            ).format(old=old.title, lines=lines),
            problems=problems,
        )
    whole = carry(old, new)
    changes = [change for codes in whole.code_lists for change in _codes(old, codes)]
    changes += _fields(old, whole)
    changes += _rest(old, whole)
    return Update(whole, tuple(changes), _mapped(changes), _split(changes))


def _mapped(changes: list[SchemaChange]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for change in changes:
        target = change.successors[0] if change.kind is ChangeKind.MERGED else change.becomes
        if change.name and target and target != change.name:
            found.setdefault(change.part, {})[change.name] = target
    return found


def _split(changes: list[SchemaChange]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for change in changes:
        if change.kind is ChangeKind.SPLIT:
            found[change.part] = (*found.get(change.part, ()), change.name)
    return found


# --- codes -----------------------------------------------------------------------------------


_NEW_LIST = later("New code list “{label}” with {count} codes.")
_NEW_CODE = later("New code {code} {label}.")


def _codes(old: Schema, codes: CodeList) -> Iterator[SchemaChange]:
    before = next((entry for entry in old.code_lists if entry.name == codes.name), None)
    known = {code.id: code for code in before.codes} if before else {}
    if before is None:
        sentence = Sentence(_NEW_LIST, {"label": codes.label, "count": len(codes.codes)})
        yield SchemaChange(ChangeKind.ADDED, "code lists", codes.name, sentence)
        return
    for code in codes.codes:
        earlier = known.get(code.id)
        if earlier is None:
            sentence = Sentence(_NEW_CODE, {"code": code.code, "label": code.label})
            yield SchemaChange(ChangeKind.ADDED, codes.name, "", sentence, code.id, code.code)
        elif earlier != code:
            yield from _code(codes.name, earlier, code)


def _code(part: str, old: Code, new: Code) -> Iterator[SchemaChange]:
    for kind, sentence in _kinds(old, new):
        yield SchemaChange(kind, part, old.code, sentence, old.id, new.code, _after(old, new))


def _after(old: Code, new: Code) -> tuple[str, ...]:
    return new.successors if new.successors != old.successors else ()


def _kinds(old: Code, new: Code) -> Iterator[tuple[ChangeKind, Sentence]]:
    successors = _after(old, new)
    gaps = {
        "name": f"{old.code} {old.label}",
        "new": f"{new.code} {new.label}",
        "parent": new.parent,
        "codes": ", ".join(successors),
    }
    if new.retired and len(successors) == 1:
        yield ChangeKind.MERGED, Sentence(later("{name} is merged into {codes}."), gaps)
    elif len(successors) > 1:
        yield ChangeKind.SPLIT, Sentence(later("{name} is split into {codes}."), gaps)
    elif new.retired and not old.retired:
        yield ChangeKind.RETIRED, Sentence(later("{name} is retired."), gaps)
    if old.retired and not new.retired:
        yield ChangeKind.REVIVED, Sentence(later("{name} is in use again."), gaps)
    if old.code != new.code or old.label != new.label:
        yield ChangeKind.RENAMED, Sentence(later("{name} becomes {new}."), gaps)
    if old.parent != new.parent:
        under = later("{name} moves under {parent}.")
        top = later("{name} moves under no other code.")
        yield ChangeKind.MOVED, Sentence(under if new.parent else top, gaps)
    if _wording(old) != _wording(new):
        yield ChangeKind.REWORDED, Sentence(later("{name} is worded anew."), gaps)


def _wording(code: Code) -> tuple[object, ...]:
    """What of a code is neither its name nor its place."""
    texts = (code.definition, code.use_when, code.not_when, code.examples, code.search)
    facts = (code.mirror, code.source, code.reference, code.assignable)
    return (*texts, *facts, tuple(sorted(code.values.items())))


# --- slots, attributes and the rest ----------------------------------------------------------


def _fields(old: Schema, new: Schema) -> Iterator[SchemaChange]:
    yield from _entries("slots", old.slots, new.slots)
    yield from _entries("attributes", old.attributes, new.attributes)


def _entries(
    part: str, old: tuple[Slot, ...] | tuple[Attribute, ...], new: tuple[Slot | Attribute, ...]
) -> Iterator[SchemaChange]:
    before = {entry.name: entry for entry in old}
    for entry in new:
        earlier = before.get(entry.name)
        if earlier is None:
            kind, words = ChangeKind.ADDED, later("{label} is new.")
        elif earlier == entry:
            continue
        elif entry.retired and not earlier.retired:
            kind, words = ChangeKind.RETIRED, later("{label} is retired.")
        elif _narrower(earlier, entry):
            kind, words = ChangeKind.NARROWED, later("{label} holds one value instead of several.")
        else:
            kind, words = ChangeKind.CHANGED, later("{label} is changed.")
        yield SchemaChange(kind, part, entry.name, Sentence(words, {"label": entry.label}))


def _narrower(old: Slot | Attribute, new: Slot | Attribute) -> bool:
    return isinstance(old, Slot) and isinstance(new, Slot) and old.several and not new.several


_REST = {
    "title": later("The title: changed."),
    "version": later("The version: changed."),
    "description": later("The description: changed."),
    "licence": later("The licence: changed."),
    "mention_types": later("The mention types: changed."),
    "compositions": later("How codes are composed: changed."),
    "code_slot": later("Which slot carries the code: changed."),
    "dyad": later("The sides of a dyad: changed."),
    "reciprocal": later("Reciprocal events: changed."),
    "identifying": later("What identifies an event: changed."),
    "summary": later("The sentence about an event: changed."),
    "derived": later("The computed columns: changed."),
    "reasons": later("The reasons for nothing to code: changed."),
    "rules": later("The rules: changed."),
    "groups": later("The groups of columns: changed."),
    "modalities": later("What words around an action make of its code: changed."),
    "statuses": later("How suggestions say whether an event occurred: changed."),
}


def _rest(old: Schema, new: Schema) -> Iterator[SchemaChange]:
    for name, words in _REST.items():
        if getattr(old, name) != getattr(new, name):
            yield SchemaChange(ChangeKind.CHANGED, name, name, Sentence(words))


# --- what stands in the way ------------------------------------------------------------------

_WIDER = {
    (AttributeType.ONE_OF, AttributeType.SEVERAL_OF),
    (AttributeType.INTEGER, AttributeType.NUMBER_OR_WORD),
    *((kind, AttributeType.TEXT) for kind in AttributeType if kind is not AttributeType.SEVERAL_OF),
}
"""Changes of an attribute's type under which every earlier value stays one."""


def _hindrances(old: Schema, new: Schema) -> Iterator[str]:
    if old.name != new.name:
        yield tr(
            "It is the schema “{new}”, the project codes by “{old}”: make a new"
            " project for another schema, or give the file the old name."
        ).format(new=new.name, old=old.name)
        return
    slots = {slot.name: slot for slot in new.slots}
    for slot in old.slots:
        if slot.name in slots:
            yield from _slot_hindrance(slot, slots[slot.name])
    attributes = {attribute.name: attribute for attribute in new.attributes}
    for attribute in old.attributes:
        now = attributes.get(attribute.name)
        if now and now.type is not attribute.type and (attribute.type, now.type) not in _WIDER:
            yield tr(
                "The attribute “{attribute}” was {old} and would be {new}: values given before"
                " would not fit. Add a new attribute instead."
            ).format(attribute=attribute.name, old=attribute.type, new=now.type)
    yield from _composition_hindrances(old, new)
    yield from _taken_texts(old, new)


def _taken_texts(old: Schema, new: Schema) -> Iterator[str]:
    """Texts of codes that are left out and would come to mean another code."""
    before = {codes.name: codes for codes in old.code_lists}
    for codes in new.code_lists:
        if codes.name not in before:
            continue
        pairs = same_codes(before[codes.name], codes)
        for code in before[codes.name].codes:
            taker = codes.get(code.code)
            if code.id not in pairs and taker is not None:
                yield tr(
                    "“{code}” was {old} and would be {new}: what events were"
                    " coded with cannot come to mean something else. Write the new code otherwise."
                ).format(code=code.code, old=code.label, new=taker.label)


def _slot_hindrance(old: Slot, new: Slot) -> Iterator[str]:
    was, would = _held(old), _held(new)
    if was != would:
        yield tr(
            "The slot “{slot}” held {was} and would hold {would}: values given before would"
            " not fit. Add a new slot instead; the old one is retired when the file leaves it out."
        ).format(slot=old.name, was=was, would=would)


def _held(slot: Slot) -> str:
    """What a slot holds, in words."""
    source = slot.code_list or slot.composition
    sentence = (
        tr("{kind} of “{source}” marked as “{type}”") if source else tr("{kind} marked as “{type}”")
    )
    return sentence.format(kind=slot.kind.value, source=source, type=slot.mention_type)


def _composition_hindrances(old: Schema, new: Schema) -> Iterator[str]:
    now = {composition.name: composition for composition in new.compositions}
    for composition in old.compositions:
        size = now.get(composition.name, composition).element_length
        if size != composition.element_length:
            yield tr(
                "The elements of “{composition}” have {old} characters and would have {new}: codes"
                " given before could not be read."
            ).format(composition=composition.label, old=composition.element_length, new=size)
