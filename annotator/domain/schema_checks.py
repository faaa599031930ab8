"""What a schema file must keep to beyond its shape: names that exist, trees that are trees.

Works on parsed JSON that may be broken in any way, so that a person gets all problems at once:
what is not what it should be is passed over here, the shape check names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotator.domain.field_checks import field_problems
from annotator.domain.language import later, tr
from annotator.domain.loose_json import (
    Json,
    entries,
    number,
    placed,
    repeated,
    text,
    times,
    unknown,
    words,
)
from annotator.domain.modality_checks import modality_problems
from annotator.domain.tree_checks import tree_problems


def problems(data: Json) -> tuple[str, ...]:
    """Every broken rule of a parsed schema file, as sentences that begin with its place."""
    look = _Look.at(data)
    checks = (
        _names(data),
        _keys(data),
        _slots(data, look),
        field_problems(data),
        _code_lists(data),
        _compositions(data, look),
        _roles(data, look),
        _derived(data, look),
        repeated("reasons", entries(data, "reasons"), "value"),
        repeated("groups", entries(data, "groups"), "value"),
        modality_problems(data),
    )
    return tuple(problem for check in checks for problem in check)


@dataclass(frozen=True)
class _Look:
    """The parts of a schema by name, as far as they can be read."""

    types: set[str] = field(default_factory=set)
    slots: dict[str, Json] = field(default_factory=dict)
    lists: dict[str, Json] = field(default_factory=dict)
    compositions: dict[str, Json] = field(default_factory=dict)

    @classmethod
    def at(cls, data: Json) -> _Look:
        return cls(
            {text(e, "name") for _, e in entries(data, "mention_types")},
            {text(e, "name"): e for _, e in entries(data, "slots")},
            {text(e, "name"): e for _, e in entries(data, "code_lists")},
            {text(e, "name"): e for _, e in entries(data, "compositions")},
        )

    def codes_of(self, slot: str) -> Json | None:
        """The code list of a slot, None where there is none."""
        return self.lists.get(text(self.slots.get(slot, {}), "code_list"))


def _names(data: Json) -> Iterator[str]:
    for part in ("mention_types", "code_lists", "compositions"):
        yield from repeated(part, entries(data, part), "name")
    columns = [e for part in ("slots", "attributes", "derived") for e in entries(data, part)]
    yield from repeated("slots, attributes and derived columns", columns, "name")


def _keys(data: Json) -> Iterator[str]:
    holders: dict[str, list[str]] = {}
    for part in ("slots", "attributes"):
        for place, entry in entries(data, part):
            if (key := text(entry, "key")) and entry.get("retired") is not True:
                holders.setdefault(key, []).append(f"{place} ({text(entry, 'name')})")
    for key, places in holders.items():
        if len(places) > 1:
            said = tr('the letter "{key}" is given to both; choose another.').format(key=key)
            yield placed(" and ".join(places), said)


def _slots(data: Json, look: _Look) -> Iterator[str]:
    for place, slot in entries(data, "slots"):
        at = f"{place} ({text(slot, 'name')})"
        if (kind := text(slot, "mention_type")) and kind not in look.types:
            yield unknown(at, "mention type", kind, look.types)
        yield from _reference(at, slot, "code", "code_list", look.lists)
        yield from _reference(at, slot, "composed", "composition", look.compositions)


_ONLY = {
    "code_list": later('only a slot of kind "{kind}" has a code list; take it out.'),
    "composition": later('only a slot of kind "{kind}" has a composition; take it out.'),
}
_NEEDS = {
    "code_list": later('a slot of kind "{kind}" needs a code list.'),
    "composition": later('a slot of kind "{kind}" needs a composition.'),
}


def _reference(
    at: str, slot: Json, kind: str, key: str, known: Mapping[str, Json]
) -> Iterator[str]:
    name = text(slot, key)
    if text(slot, "kind") != kind:
        if name:
            yield placed(at, tr(_ONLY[key]).format(kind=kind))
    elif not name:
        yield placed(at, tr(_NEEDS[key]).format(kind=kind))
    elif name not in known:
        yield unknown(at, key.replace("_", " "), name, known)


def _code_lists(data: Json) -> Iterator[str]:
    for place, code_list in entries(data, "code_lists"):
        at = f"{place} ({text(code_list, 'name')})"
        levels = entries(code_list, "levels")
        yield from repeated(f"{at}.levels", levels, "name")
        depths = Counter(number(level, "depth", -1) for _, level in levels)
        for depth, count in depths.items():
            if count > 1 and depth >= 0:
                yield placed(
                    f"{at}.levels",
                    tr("the depth {depth} is given {times}.").format(
                        depth=depth, times=times(count)
                    ),
                )
        yield from tree_problems(at, entries(code_list, "codes"))


def _compositions(data: Json, look: _Look) -> Iterator[str]:
    for place, composition in entries(data, "compositions"):
        at = f"{place} ({text(composition, 'name')})"
        positions = entries(composition, "positions")
        yield from repeated(f"{at}.positions", positions, "name")
        for where, position in positions:
            yield from _position(f"{at}.{where} ({text(position, 'name')})", position, look)
        yield from _elements(at, composition, look)


def _position(at: str, position: Json, look: _Look) -> Iterator[str]:
    for name in words(position, "lists"):
        if name not in look.lists:
            yield unknown(at, "code list", name, look.lists)
    if number(position, "least", 0) > number(position, "most", 1):
        yield placed(at, tr('"least" is greater than "most".'))


def _elements(at: str, composition: Json, look: _Look) -> Iterator[str]:
    length = number(composition, "element_length", 0)
    unspecified = text(composition, "unspecified")
    positions = [position for _, position in entries(composition, "positions")]
    least = sum(number(position, "least", 0) for position in positions)
    if least > number(composition, "most_elements", least):
        yield placed(
            at,
            tr('its positions want {least} elements, more than "most_elements" allows.').format(
                least=least
            ),
        )
    if length and unspecified and len(unspecified) % length:
        yield placed(
            at,
            tr('"{unspecified}" is not made of elements of {length} characters.').format(
                unspecified=unspecified, length=length
            ),
        )
    for name in sorted({name for position in positions for name in words(position, "lists")}):
        for where, code in entries(look.lists.get(name, {}), "codes"):
            element = text(code, "code")
            if length and element and len(element) != length:
                yield placed(
                    at,
                    tr('"{element}" ({name}.{where}) does not have {length} characters.').format(
                        element=element, name=name, where=where, length=length
                    ),
                )
            elif element == unspecified:
                yield placed(
                    at,
                    tr('"{element}" ({name}.{where}) is the code of "unspecified" already.').format(
                        element=element, name=name, where=where
                    ),
                )


def _roles(data: Json, look: _Look) -> Iterator[str]:
    """That what names slots by their part names slots there are."""
    if code_slot := text(data, "code_slot"):
        yield from _code_slot("code_slot", code_slot, look)
    for key in ("identifying", "summary"):
        for place, name in enumerate(words(data, key)):
            if name not in look.slots:
                yield unknown(f"{key}[{place}]", "slot", name, look.slots)
        for name, count in Counter(words(data, key)).items():
            if count > 1:
                said = tr('the slot "{name}" stands {times}.')
                yield placed(key, said.format(name=name, times=times(count)))
    dyad = data.get("dyad")
    if isinstance(dyad, Mapping):
        yield from _dyad(dyad, look)
    elif data.get("reciprocal") is True:
        said = tr("events can only be reciprocal where a dyad is defined.")
        yield placed("reciprocal", said)


def _code_slot(at: str, name: str, look: _Look) -> Iterator[str]:
    if name not in look.slots:
        yield unknown(at, "slot", name, look.slots)
    elif text(look.slots[name], "kind") != "code":
        yield placed(at, tr('the slot "{name}" is not of kind "code".').format(name=name))


def _dyad(dyad: Json, look: _Look) -> Iterator[str]:
    source, target, code = (text(dyad, key) for key in ("source", "target", "code"))
    for key, name in (("source", source), ("target", target)):
        if name and name not in look.slots:
            yield unknown(f"dyad.{key}", "slot", name, look.slots)
    if code:
        yield from _code_slot("dyad.code", code, look)
    if source and source == target:
        said = tr('source and target are the same slot "{source}".').format(source=source)
        yield placed("dyad", said)
    elif source in look.slots and target in look.slots:
        ends = [look.slots[name] for name in (source, target)]
        alike = {tuple(text(s, k) for k in ("kind", "code_list", "composition")) for s in ends}
        if len(alike) > 1:
            said = tr(
                '"{source}" and "{target}" hold values of unlike kinds; the two sides of '
                "a dyad need the same kind, code list and composition."
            )
            yield placed("dyad", said.format(source=source, target=target))


def _derived(data: Json, look: _Look) -> Iterator[str]:
    groups = {text(group, "value") for _, group in entries(data, "groups")}
    for place, column in entries(data, "derived"):
        at = f"{place} ({text(column, 'name')})"
        slot, kind, group = (text(column, key) for key in ("slot", "kind", "group"))
        if group and group not in groups:
            yield unknown(at, "group", group, groups)
        if slot not in look.slots:
            if slot:
                yield unknown(at, "slot", slot, look.slots)
        elif kind == "part":
            yield from _part(at, column, look)
        elif kind == "recoded":
            yield from _recoded(at, column, look)
        elif kind in {"label", "level", "value"}:
            yield from _from_code(at, column, look)


def _part(at: str, column: Json, look: _Look) -> Iterator[str]:
    slot = look.slots[text(column, "slot")]
    composition = look.compositions.get(text(slot, "composition"))
    if text(slot, "kind") != "composed" or composition is None:
        yield placed(
            at,
            tr('"part" needs a slot of composed codes, "{slot}" is none.').format(
                slot=text(slot, "name")
            ),
        )
        return
    known = {n for _, p in entries(composition, "positions") for n in words(p, "lists")}
    if not words(column, "lists"):
        yield placed(at, tr('"part" needs the lists whose elements it takes.'))
    for name in words(column, "lists"):
        if name not in look.lists:
            yield unknown(at, "code list", name, look.lists)
        elif name not in known:
            yield placed(
                at,
                tr('no position of the composition takes elements of "{name}".').format(name=name),
            )


def _recoded(at: str, column: Json, look: _Look) -> Iterator[str]:
    slot, argument = look.slots[text(column, "slot")], text(column, "argument")
    composition = look.compositions.get(text(slot, "composition"))
    if text(slot, "kind") != "composed" or composition is None:
        yield placed(
            at,
            tr('"recoded" needs a slot of composed codes, "{slot}" is none.').format(
                slot=text(slot, "name")
            ),
        )
        return
    names = {n for _, p in entries(composition, "positions") for n in words(p, "lists")}
    codes = (code for name in names for _, code in entries(look.lists.get(name, {}), "codes"))
    if not any(isinstance(c.get("values"), Mapping) and argument in c["values"] for c in codes):
        yield placed(
            at,
            tr('no element of the composition has a value "{argument}".').format(argument=argument),
        )


def _from_code(at: str, column: Json, look: _Look) -> Iterator[str]:
    slot, kind, argument = (text(column, key) for key in ("slot", "kind", "argument"))
    codes = look.codes_of(slot)
    if codes is None:
        if kind != "label" or argument:
            yield placed(
                at, tr('"{kind}" needs a slot of kind "code" with a known list.').format(kind=kind)
            )
        return
    if kind == "value":
        given = [entry.get("values") for _, entry in entries(codes, "codes")]
        if not any(isinstance(values, Mapping) and argument in values for values in given):
            yield placed(
                at, tr('no code of the list has a value "{argument}".').format(argument=argument)
            )
    elif kind == "level" or argument:
        levels = [text(level, "name") for _, level in entries(codes, "levels")]
        if argument not in levels:
            yield unknown(at, "level", argument, levels)
