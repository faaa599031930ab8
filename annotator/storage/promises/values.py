"""Promises about values: they are whole, of the schema, and say where they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annotator.domain.attribute_values import stored
from annotator.domain.changes import Kind, Op
from annotator.domain.language import later, tr
from annotator.domain.schema import Schema, Slot
from annotator.domain.values import Provenance, ValueKind
from annotator.storage.promises import Case, Finding, Findings, Promise
from annotator.storage.rows import VALUE_COLUMNS, value_columns, value_of

_PROVENANCES = frozenset(Provenance)
_FILLER = ("id", "slot", "event_id", "provenance", "suggestion_id", *VALUE_COLUMNS)


def _fillers(case: Case) -> Findings:
    """Every value is of the kind its slot takes, and its columns say one thing."""
    slots = {slot.name: slot for slot in case.schema.slots}
    query = f"SELECT {', '.join(_FILLER)} FROM filler"
    for row in case.connection.execute(query):
        columns = dict(zip(_FILLER, row, strict=True))
        for what in _filler_problems(columns, slots):
            yield Finding(f"filler {columns['id']}", what)


def _filler_problems(columns: Mapping[str, Any], slots: Mapping[str, Slot]) -> list[str]:
    problems = []
    slot = slots.get(columns["slot"])
    if slot is None:
        problems.append(tr("the schema has no slot “{slot}”").format(slot=columns["slot"]))
    elif columns["kind"] is not None and columns["kind"] != _stored_kind(slot):
        problems.append(tr("“{slot}” takes no {kind}").format(slot=slot.name, kind=columns["kind"]))
    if columns["provenance"] not in _PROVENANCES:
        problems.append(
            tr("“{provenance}” is no way in which a value comes about").format(
                provenance=columns["provenance"]
            )
        )
    if columns["provenance"] == Provenance.ACCEPTED and columns["suggestion_id"] is None:
        problems.append(tr("it was accepted, but no suggestion is named"))
    values = {name: columns[name] for name in VALUE_COLUMNS}
    try:
        whole = value_columns(value_of(values)) == values
    except (ValueError, TypeError):
        whole = False
    if not whole:
        problems.append(tr("the columns of its value do not fit together"))
    return problems


def _stored_kind(slot: Slot) -> str:
    return "code" if slot.kind is ValueKind.COMPOSED else slot.kind.value


def _single_slots(case: Case) -> Findings:
    """A slot that takes one value holds one at most."""
    single = [slot.name for slot in case.schema.slots if not slot.several]
    rows = case.connection.execute(
        "SELECT event_id, slot, count(*) FROM filler WHERE slot IN"
        f" ({', '.join('?' * len(single))}) GROUP BY event_id, slot HAVING count(*) > 1",
        single,
    )
    for event_id, slot, count in rows:
        yield Finding(
            f"event {event_id}",
            tr("“{slot}” takes one value and holds {count}").format(slot=slot, count=count),
        )


def _types(case: Case) -> Findings:
    """Every mention is of a type that the schema has."""
    known = {entry.name for entry in case.schema.mention_types}
    for table in ("mention", "suggestion"):
        condition = " WHERE kind = 'mention'" if table == "suggestion" else ""
        counted = f"SELECT type, count(*), min(id) FROM {table}{condition} GROUP BY type"
        for name, count, first in case.connection.execute(counted).fetchall():
            if name not in known:
                what = tr("the schema has no mention type “{name}” ({count} of them)").format(
                    name=name, count=count
                )
                yield Finding(f"{table} {first}", what, warning=table == "suggestion")


def _attributes(case: Case) -> Findings:
    """Every attribute of an event is one of the schema's, with a value it allows."""
    query = "SELECT id, event_id, name, value, provenance FROM event_attribute"
    for row_id, event_id, name, value, provenance in case.connection.execute(query):
        what = _attribute_problem(case.schema, name, value)
        if provenance not in _PROVENANCES:
            what = tr("“{provenance}” is no way in which a value comes about").format(
                provenance=provenance
            )
        if what:
            yield Finding(f"event_attribute {row_id} (event {event_id})", what)


def _attribute_problem(schema: Schema, name: str, value: str) -> str:
    try:
        attribute = schema.attribute(name)
    except KeyError:
        return tr("the schema has no attribute “{name}”").format(name=name)
    try:
        kept = stored(attribute, value)
    except ValueError as error:
        return str(error)
    return (
        ""
        if kept == value
        else tr("“{value}” is not written as it should be (“{kept}”)").format(
            value=value, kept=kept
        )
    )


def _elements(case: Case) -> Findings:
    """The elements of every code make up that code, and point at the codes they are."""
    rows = case.connection.execute(
        "SELECT f.id, f.code, (SELECT group_concat(element, '') FROM"
        "  (SELECT element FROM filler_code c WHERE c.filler_id = f.id ORDER BY position))"
        " FROM filler f WHERE f.kind = 'code'"
    )
    for filler_id, code, elements in rows:
        if elements != code:
            yield Finding(
                f"filler {filler_id}",
                tr("its elements are “{elements}”, not “{code}”").format(
                    elements=elements, code=code
                ),
            )
    other = (
        "SELECT c.filler_id, c.element, k.code FROM filler_code c JOIN code k ON k.id = c.code_id"
        " WHERE k.code <> c.element AND k.retired_in IS NULL"
    )
    for filler_id, element, code in case.connection.execute(other):
        yield Finding(
            f"filler {filler_id}",
            tr("its element “{element}” points at code “{code}”").format(
                element=element, code=code
            ),
        )
    unknown = (
        "SELECT element, count(*), min(filler_id) FROM filler_code"
        " WHERE code_id IS NULL GROUP BY element ORDER BY element"
    )
    allowed = {composition.unspecified for composition in case.schema.compositions}
    for element, count, filler_id in case.connection.execute(unknown):
        if element not in allowed:
            what = tr("the codebook does not know “{element}” ({count} times)").format(
                element=element, count=count
            )
            yield Finding(f"filler {filler_id}", what, warning=True)


def _reasons(case: Case) -> Findings:
    """Every reason why there is nothing to code is one of the schema's."""
    known = {choice.value for choice in case.schema.reasons}
    query = "SELECT id, reason FROM coding WHERE reason <> ''"
    for coding_id, reason in case.connection.execute(query):
        if reason not in known:
            yield Finding(
                f"coding {coding_id}",
                tr("“{reason}” is none of the reasons").format(reason=reason),
                warning=True,
            )


def _words(case: Case) -> Findings:
    """The journal and the events use the program's own words."""
    ops, kinds = frozenset(Op), frozenset(Kind)
    for edit_id, op, listed in case.connection.execute("SELECT id, op, kinds FROM edit"):
        if op not in ops:
            yield Finding(
                f"edit {edit_id}", tr("“{op}” is no operation").format(op=op), warning=True
            )
        if not kinds.issuperset(json.loads(listed)):
            yield Finding(
                f"edit {edit_id}",
                tr("{listed} are no parts of a project").format(listed=listed),
                warning=True,
            )
    query = "SELECT id, reciprocal_provenance FROM event"
    for event_id, provenance in case.connection.execute(query):
        if provenance not in _PROVENANCES:
            what = tr("“{provenance}” is no way in which a value comes about").format(
                provenance=provenance
            )
            yield Finding(f"event {event_id}", what)


PROMISES = (
    Promise("values", later("every value is of the kind its slot takes"), _fillers),
    Promise("slots", later("a slot that takes one value holds one at most"), _single_slots),
    Promise("types", later("every mention is of a type of the schema"), _types),
    Promise("attributes", later("every attribute has a value that the schema allows"), _attributes),
    Promise("elements", later("every code consists of its elements"), _elements),
    Promise("reasons", later("every reason is one of the schema's"), _reasons),
    Promise("words", later("provenances and operations are those of the program"), _words),
)
