"""Changes of one code list, each giving a new schema; nothing is applied to a project by them.

What is coded follows when the result is compared with the schema in force (``schema_changes``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from annotator.domain.code_ids import code_id
from annotator.domain.condition_editing import extend_conditions, rename_in_conditions
from annotator.domain.errors import SchemaError
from annotator.domain.language import tr
from annotator.domain.schema import Code, CodeList, Schema
from annotator.domain.wording import retold

WORDING = ("definition", "use_when", "not_when", "examples", "search", "reference")
"""The fields of a code that say what it means."""


def change_code(schema: Schema, name: str, code: str, /, **fields: object) -> Schema:
    """Give a code another text, label, wording or heading mark.

    Codes under it, its mirror, successors and conditions elsewhere, and what other codes say of it
    follow a new text.

    Raises:
        SchemaError: the text is empty, has a blank in it, or is another code's.
    """
    old = _known(schema, name, code)
    new = replace(old, **fields)  # type: ignore[arg-type]
    if new.code != old.code:
        _demand_free(schema, name, new.code)
    if not new.label.strip():
        raise SchemaError(tr("The code {code} needs a label.").format(code=new.code))

    def changed(entry: Code) -> Code:
        entry = new if entry is old else entry
        return _following(entry, old.code, new.code) if new.code != old.code else entry

    made = _each(schema, name, changed)
    return rename_in_conditions(made, name, old.code, new.code)


def add_code(schema: Schema, name: str, new: Code) -> Schema:
    """Add a code behind those under the same parent; an empty id gets one.

    Raises:
        SchemaError: the text is empty, has a blank in it, or is there already.
    """
    _demand_free(schema, name, new.code)
    if not new.label.strip():
        raise SchemaError(tr("The code {code} needs a label.").format(code=new.code))
    codes = schema.code_list(name)
    taken = {code.id for code in codes.codes}
    made = new.id or code_id(name, new.code, taken=taken)
    at = _end_of(codes, new.parent)
    entries = (*codes.codes[:at], replace(new, id=made), *codes.codes[at:])
    return _with(schema, name, entries)


def retire_code(schema: Schema, name: str, code: str) -> Schema:
    """Take a code out of use; events keep it. Codes under it are retired too."""
    gone = {code, *_below(schema.code_list(name), code)}
    _known(schema, name, code)
    made = _each(
        schema, name, lambda entry: replace(entry, retired=True) if entry.code in gone else entry
    )
    return _inherited(made, name, dict.fromkeys(gone, ()))


def revive_code(schema: Schema, name: str, code: str) -> Schema:
    """Take a retired code into use again, with the codes above it."""
    path = {entry.code for entry in schema.code_list(name).path(code)}
    _known(schema, name, code)
    return _each(
        schema,
        name,
        lambda e: replace(e, retired=False, successors=()) if e.code in path else e,
    )


def merge_code(schema: Schema, name: str, code: str, into: str) -> Schema:
    """Let another code take a code's place: events will have that one, and it is retired.

    Conditions that name the code name the other one as well.

    Raises:
        SchemaError: the other one is a heading, retired, or the same.
    """
    _known(schema, name, code)
    _demand_successors(schema, name, (into,))
    if code == into:
        raise SchemaError(tr("{code} cannot be merged into itself.").format(code=code))
    if below := _below(schema.code_list(name), code):
        raise SchemaError(
            tr("{code} has codes under it ({below}): merge those first.").format(
                code=code, below=", ".join(below[:4])
            )
        )
    made = _each(
        schema,
        name,
        lambda e: replace(e, retired=True, successors=(into,), mirror="") if e.code == code else e,
    )
    made = _inherited(made, name, {code: (into,)})
    return extend_conditions(made, name, code, (into,))


def split_code(schema: Schema, name: str, code: str, into: Sequence[str]) -> Schema:
    """Let several codes take a code's place; its events are to be looked at again.

    The code itself may be among them: it stays in use then, and means less than before. Conditions
    that name it name the others as well.

    Raises:
        SchemaError: fewer than two are named, or one is a heading or retired.
    """
    _known(schema, name, code)
    named = tuple(dict.fromkeys(into))
    if len(named) < 2:
        raise SchemaError(
            tr("Name at least two codes into which {code} is split.").format(code=code)
        )
    _demand_successors(schema, name, tuple(other for other in named if other != code))
    stays = code in named

    def changed(entry: Code) -> Code:
        if entry.code != code:
            return entry
        return replace(entry, retired=not stays, successors=named)

    made = _each(schema, name, changed)
    if not stays:
        made = _inherited(made, name, {code: named})
    return extend_conditions(made, name, code, named)


def move_code(schema: Schema, name: str, code: str, parent: str) -> Schema:
    """Put a code under another one, or at the top for an empty parent.

    Raises:
        SchemaError: the new parent is the code itself or stands under it.
    """
    codes = schema.code_list(name)
    moved = _known(schema, name, code)
    if parent:
        _known(schema, name, parent)
    if parent == code or parent in _below(codes, code):
        raise SchemaError(
            tr("{code} cannot stand under {parent}, which is the code or below it.").format(
                code=code, parent=parent
            )
        )
    others = tuple(entry for entry in codes.codes if entry is not moved)
    at = _end_of(replace(codes, codes=others), parent)
    return _with(schema, name, (*others[:at], replace(moved, parent=parent), *others[at:]))


# --- shared ----------------------------------------------------------------------------------


def _known(schema: Schema, name: str, code: str) -> Code:
    found = schema.code_list(name).get(code)
    if found is None:
        raise SchemaError(
            tr("There is no code “{code}” in {label}.").format(
                code=code, label=schema.code_list(name).label
            )
        )
    return found


def _demand_free(schema: Schema, name: str, code: str) -> None:
    codes = schema.code_list(name)
    if not code or any(character.isspace() for character in code):
        raise SchemaError(tr("A code is written with at least one character and without blanks."))
    if (known := codes.get(code)) is not None:
        sentence = (
            tr("“{code}” is {label} (retired) already. Choose another code.")
            if known.retired
            else tr("“{code}” is {label} already. Choose another code.")
        )
        raise SchemaError(sentence.format(code=code, label=known.label))
    for composition in schema.compositions:
        size = composition.element_length
        used = any(name in position.lists for position in composition.positions)
        if used and len(code) != size:
            raise SchemaError(
                tr("A code of {codes} has {size} characters, “{code}” has not.").format(
                    codes=codes.label, size=size, code=code
                )
            )
        if used and code == composition.unspecified:
            raise SchemaError(
                tr("“{code}” means “{unspecified_label}” already.").format(
                    code=code, unspecified_label=composition.unspecified_label
                )
            )


def _demand_successors(schema: Schema, name: str, codes: Sequence[str]) -> None:
    for code in codes:
        entry = _known(schema, name, code)
        if not entry.assignable:
            raise SchemaError(
                tr("{code} {label} is a heading: name codes that can be given.").format(
                    code=code, label=entry.label
                )
            )
        if entry.retired:
            raise SchemaError(
                tr("{code} {label} is retired: name codes that are in use.").format(
                    code=code, label=entry.label
                )
            )


def _below(codes: CodeList, code: str) -> list[str]:
    """All codes under one that are in use, at any depth."""
    found: list[str] = []
    for child in codes.children.get(code, ()):
        if not child.retired:
            found += [child.code, *_below(codes, child.code)]
    return found


def _end_of(codes: CodeList, parent: str) -> int:
    """The place behind the last code that stands under a parent, at any depth."""
    inside = {parent} if parent else {code.code for code in codes.codes}
    last = len(codes.codes) if not parent else 0
    for place, code in enumerate(codes.codes):
        if code.code == parent or code.parent in inside:
            inside.add(code.code)
            last = place + 1
    return last


def _following(entry: Code, old: str, new: str) -> Code:
    """A code that names another one, when that one is written otherwise."""
    return replace(
        entry,
        parent=new if entry.parent == old else entry.parent,
        mirror=new if entry.mirror == old else entry.mirror,
        successors=tuple(new if code == old else code for code in entry.successors),
        use_when=retold(entry.use_when, lambda code: new if code == old else code),
        not_when=retold(entry.not_when, lambda code: new if code == old else code),
    )


def _inherited(schema: Schema, name: str, heirs: Mapping[str, tuple[str, ...]]) -> Schema:
    """Let codes that were followed by one that is gone be followed by its heirs."""

    def changed(entry: Code) -> Code:
        if entry.code in heirs or heirs.keys().isdisjoint(entry.successors):
            return entry
        passed = (other for code in entry.successors for other in heirs.get(code, (code,)))
        return replace(entry, successors=tuple(dict.fromkeys(passed)))

    return _each(schema, name, changed)


def _each(schema: Schema, name: str, change: Callable[[Code], Code]) -> Schema:
    return _with(schema, name, tuple(map(change, schema.code_list(name).codes)))


def _with(schema: Schema, name: str, codes: tuple[Code, ...]) -> Schema:
    lists = tuple(
        replace(entry, codes=codes) if entry.name == name else entry for entry in schema.code_lists
    )
    return replace(schema, code_lists=lists)
