"""What a schema file must keep to beyond its shape: names that exist, trees that are trees.

Works on parsed JSON that may be broken in any way, so that a person gets all problems at once:
what is not what it should be is passed over here, the shape check names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]


def problems(data: Json) -> tuple[str, ...]:
    """Every broken rule of a parsed schema file, as sentences that begin with its place."""
    look = _Look.at(data)
    checks = (
        _names(data),
        _keys(data),
        _slots(data, look),
        _attributes(data),
        _code_lists(data),
        _compositions(data, look),
        _roles(data, look),
        _derived(data, look),
        _repeated("reasons", _entries(data, "reasons"), "value"),
    )
    return tuple(problem for check in checks for problem in check)


def _entries(data: Json, key: str) -> list[tuple[str, Json]]:
    """The objects of a list in ``data``, each with its place."""
    found = data.get(key)
    if not isinstance(found, list):
        return []
    return [(f"{key}[{n}]", e) for n, e in enumerate(found) if isinstance(e, Mapping)]


def _text(entry: Json, key: str) -> str:
    found = entry.get(key, "")
    return found if isinstance(found, str) else ""


def _words(entry: Json, key: str) -> list[str]:
    found = entry.get(key)
    return [word for word in found if isinstance(word, str)] if isinstance(found, list) else []


def _number(entry: Json, key: str, default: int) -> int:
    found = entry.get(key, default)
    return found if isinstance(found, int) and not isinstance(found, bool) else default


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
            {_text(e, "name") for _, e in _entries(data, "mention_types")},
            {_text(e, "name"): e for _, e in _entries(data, "slots")},
            {_text(e, "name"): e for _, e in _entries(data, "code_lists")},
            {_text(e, "name"): e for _, e in _entries(data, "compositions")},
        )

    def codes_of(self, slot: str) -> Json | None:
        """The code list of a slot, None where there is none."""
        return self.lists.get(_text(self.slots.get(slot, {}), "code_list"))


def _repeated(where: str, entries: Iterable[tuple[str, Json]], key: str) -> Iterator[str]:
    counts = Counter(_text(entry, key) for _, entry in entries)
    for text, times in counts.items():
        if text and times > 1:
            yield f'{where}: the {key} "{text}" stands {_times(times)}; once is enough.'


def _times(times: int) -> str:
    return "twice" if times == 2 else f"{times} times"


def _names(data: Json) -> Iterator[str]:
    for part in ("mention_types", "code_lists", "compositions"):
        yield from _repeated(part, _entries(data, part), "name")
    columns = [e for part in ("slots", "attributes", "derived") for e in _entries(data, part)]
    yield from _repeated("slots, attributes and derived columns", columns, "name")


def _keys(data: Json) -> Iterator[str]:
    holders: dict[str, list[str]] = {}
    for part in ("slots", "attributes"):
        for place, entry in _entries(data, part):
            if key := _text(entry, "key"):
                holders.setdefault(key, []).append(f"{place} ({_text(entry, 'name')})")
    for key, places in holders.items():
        if len(places) > 1:
            yield f'{" and ".join(places)}: the letter "{key}" is given to both; choose another.'


def _unknown(place: str, what: str, name: str, known: Iterable[str]) -> str:
    names = ", ".join(sorted(filter(None, known))) or "none is defined"
    return f'{place}: the {what} "{name}" does not exist (known: {names}).'


def _slots(data: Json, look: _Look) -> Iterator[str]:
    for place, slot in _entries(data, "slots"):
        at = f"{place} ({_text(slot, 'name')})"
        if (kind := _text(slot, "mention_type")) and kind not in look.types:
            yield _unknown(at, "mention type", kind, look.types)
        yield from _reference(at, slot, "code", "code_list", look.lists)
        yield from _reference(at, slot, "composed", "composition", look.compositions)


def _reference(
    at: str, slot: Json, kind: str, key: str, known: Mapping[str, Json]
) -> Iterator[str]:
    name, what = _text(slot, key), key.replace("_", " ")
    if _text(slot, "kind") != kind:
        if name:
            yield f'{at}: only a slot of kind "{kind}" has a {what}; take it out.'
    elif not name:
        yield f'{at}: a slot of kind "{kind}" needs a {what}.'
    elif name not in known:
        yield _unknown(at, what, name, known)


def _attributes(data: Json) -> Iterator[str]:
    for place, attribute in _entries(data, "attributes"):
        at = f"{place} ({_text(attribute, 'name')})"
        choices = [_text(choice, "value") for _, choice in _entries(attribute, "choices")]
        yield from _repeated(at, _entries(attribute, "choices"), "value")
        yield from _attribute(at, attribute, choices)


def _attribute(at: str, attribute: Json, choices: list[str]) -> Iterator[str]:
    kind, default = _text(attribute, "type"), _text(attribute, "default")
    if kind == "one_of":
        if len(choices) < 2:
            yield f"{at}: one_of needs at least two choices."
        elif default and default not in choices:
            yield f'{at}: the default "{default}" is not among the choices ({", ".join(choices)}).'
    elif choices:
        yield f"{at}: only one_of has choices; take them out or change the type."
    if kind == "yes_no" and default not in {"", "yes", "no"}:
        yield f'{at}: the default "{default}" of a yes_no must be "yes", "no" or empty.'


def _code_lists(data: Json) -> Iterator[str]:
    for place, code_list in _entries(data, "code_lists"):
        at = f"{place} ({_text(code_list, 'name')})"
        levels = _entries(code_list, "levels")
        yield from _repeated(f"{at}.levels", levels, "name")
        depths = Counter(_number(level, "depth", -1) for _, level in levels)
        for depth, times in depths.items():
            if times > 1 and depth >= 0:
                yield f"{at}.levels: the depth {depth} is given {_times(times)}."
        yield from tree_problems(at, _entries(code_list, "codes"))


def tree_problems(at: str, entries: list[tuple[str, Json]]) -> Iterator[str]:
    """Every broken rule of the codes of one list; ``at`` is the list's place."""
    codes: dict[str, Json] = {}
    for _, entry in entries:
        codes.setdefault(_text(entry, "code"), entry)
    codes.pop("", None)
    yield from _repeated_codes(at, entries)
    yield from _repeated(f"{at}.codes", entries, "id")
    prefixed = _by_prefix(codes)
    for place, entry in entries:
        code = _text(entry, "code")
        here = f"{at}.{place} ({code})"
        if any(character.isspace() for character in code):
            yield f'{here}: the code "{code}" has a blank in it; codes are written without.'
        if (label := _text(entry, "label")) and not label.strip():
            yield f"{here}: its label is empty."
        yield from _parent(here, entry, codes)
        if codes.get(code) is entry:
            yield from _mirror(here, entry, codes)
        yield from _lost_zero(here, entry, codes, by_prefix=prefixed)
    yield from _cycles(at, codes)


def _repeated_codes(at: str, entries: list[tuple[str, Json]]) -> Iterator[str]:
    counts = Counter(_text(entry, "code") for _, entry in entries)
    for code, times in counts.items():
        if code and times > 1:
            lost = code.isdigit() and not code.startswith("0")
            hint = _zero_hint(code) if lost else ""
            yield f'{at}.codes: the code "{code}" stands {_times(times)}; once is enough.{hint}'


def _zero_hint(code: str) -> str:
    return f' Did a spreadsheet turn "0{code}" into "{code}"?'


def _parent(here: str, entry: Json, codes: Mapping[str, Json]) -> Iterator[str]:
    parent = _text(entry, "parent")
    if parent and parent not in codes:
        hint = f' Did you mean "0{parent}"?' if f"0{parent}" in codes else ""
        yield f'{here}: its parent "{parent}" is not in this list.{hint}'


def _mirror(here: str, entry: Json, codes: Mapping[str, Json]) -> Iterator[str]:
    code, mirror = _text(entry, "code"), _text(entry, "mirror")
    if not mirror:
        return
    if mirror not in codes:
        yield f'{here}: its mirror "{mirror}" is not in this list.'
    elif mirror == code:
        yield f"{here}: it names itself as its mirror; leave the mirror empty instead."
    elif _text(codes[mirror], "mirror") != code:
        yield f'{here}: it names "{mirror}" as its mirror, but "{mirror}" does not name it back.'


def _by_prefix(codes: Mapping[str, Json]) -> bool:
    """Whether nearly all codes of a list begin with their parent, as in a decimal tree."""
    children = [(c, p) for c, e in codes.items() if (p := _text(e, "parent"))]
    fitting = sum(code.startswith(parent) for code, parent in children)
    return len(children) >= 10 and fitting >= 0.9 * len(children)


def _lost_zero(
    here: str, entry: Json, codes: Mapping[str, Json], *, by_prefix: bool
) -> Iterator[str]:
    """A number that lost its leading zero, as spreadsheets do: ``42`` beside or for ``042``."""
    code, parent = _text(entry, "code"), _text(entry, "parent")
    if not code.isdigit():
        return
    padded = f"0{code}"
    twin = codes.get(padded)
    beside = twin is not None and _text(twin, "parent").lstrip("0") == parent.lstrip("0") != ""
    instead = by_prefix and parent and padded.startswith(parent) and not code.startswith(parent)
    if beside or instead:
        yield (
            f'{here}: "{code}" looks like "{padded}" without its leading zero; codes are text, '
            "write the zero (in a spreadsheet, format the column as text)."
        )


def _cycles(at: str, codes: Mapping[str, Json]) -> Iterator[str]:
    done: set[str] = set()
    for code in codes:
        path: list[str] = []
        step = code
        while step in codes and step not in done and step not in path:
            path.append(step)
            step = _text(codes[step], "parent")
        if step in path:
            ring = " → ".join([*path[path.index(step) :], step])
            yield f"{at}.codes: these codes stand under each other in a circle: {ring}."
        done.update(path)


def _compositions(data: Json, look: _Look) -> Iterator[str]:
    for place, composition in _entries(data, "compositions"):
        at = f"{place} ({_text(composition, 'name')})"
        positions = _entries(composition, "positions")
        yield from _repeated(f"{at}.positions", positions, "name")
        for where, position in positions:
            yield from _position(f"{at}.{where} ({_text(position, 'name')})", position, look)
        yield from _elements(at, composition, look)


def _position(at: str, position: Json, look: _Look) -> Iterator[str]:
    for name in _words(position, "lists"):
        if name not in look.lists:
            yield _unknown(at, "code list", name, look.lists)
    if _number(position, "least", 0) > _number(position, "most", 1):
        yield f'{at}: "least" is greater than "most".'


def _elements(at: str, composition: Json, look: _Look) -> Iterator[str]:
    length = _number(composition, "element_length", 0)
    unspecified = _text(composition, "unspecified")
    positions = [position for _, position in _entries(composition, "positions")]
    least = sum(_number(position, "least", 0) for position in positions)
    if least > _number(composition, "most_elements", least):
        yield f'{at}: its positions want {least} elements, more than "most_elements" allows.'
    if length and unspecified and len(unspecified) % length:
        yield f'{at}: "{unspecified}" is not made of elements of {length} characters.'
    for name in sorted({name for position in positions for name in _words(position, "lists")}):
        for where, code in _entries(look.lists.get(name, {}), "codes"):
            text = _text(code, "code")
            if length and text and len(text) != length:
                yield f'{at}: "{text}" ({name}.{where}) does not have {length} characters.'
            elif text == unspecified:
                yield f'{at}: "{text}" ({name}.{where}) is the code of "unspecified" already.'


def _roles(data: Json, look: _Look) -> Iterator[str]:
    """That what names slots by their part names slots there are."""
    if code_slot := _text(data, "code_slot"):
        yield from _code_slot("code_slot", code_slot, look)
    for key in ("identifying", "summary"):
        for number, name in enumerate(_words(data, key)):
            if name not in look.slots:
                yield _unknown(f"{key}[{number}]", "slot", name, look.slots)
        for name, times in Counter(_words(data, key)).items():
            if times > 1:
                yield f'{key}: the slot "{name}" stands {_times(times)}.'
    dyad = data.get("dyad")
    if isinstance(dyad, Mapping):
        yield from _dyad(dyad, look)
    elif data.get("reciprocal") is True:
        yield "reciprocal: events can only be reciprocal where a dyad is defined."


def _code_slot(at: str, name: str, look: _Look) -> Iterator[str]:
    if name not in look.slots:
        yield _unknown(at, "slot", name, look.slots)
    elif _text(look.slots[name], "kind") != "code":
        yield f'{at}: the slot "{name}" is not of kind "code".'


def _dyad(dyad: Json, look: _Look) -> Iterator[str]:
    source, target, code = (_text(dyad, key) for key in ("source", "target", "code"))
    for key, name in (("source", source), ("target", target)):
        if name and name not in look.slots:
            yield _unknown(f"dyad.{key}", "slot", name, look.slots)
    if code:
        yield from _code_slot("dyad.code", code, look)
    if source and source == target:
        yield f'dyad: source and target are the same slot "{source}".'
    elif source in look.slots and target in look.slots:
        ends = [look.slots[name] for name in (source, target)]
        alike = {tuple(_text(s, k) for k in ("kind", "code_list", "composition")) for s in ends}
        if len(alike) > 1:
            yield (
                f'dyad: "{source}" and "{target}" hold values of unlike kinds; the two sides of '
                "a dyad need the same kind, code list and composition."
            )


def _derived(data: Json, look: _Look) -> Iterator[str]:
    for place, column in _entries(data, "derived"):
        at = f"{place} ({_text(column, 'name')})"
        slot, kind = _text(column, "slot"), _text(column, "kind")
        if slot not in look.slots:
            if slot:
                yield _unknown(at, "slot", slot, look.slots)
        elif kind == "part":
            yield from _part(at, column, look)
        elif kind in {"label", "level", "value"}:
            yield from _from_code(at, column, look)


def _part(at: str, column: Json, look: _Look) -> Iterator[str]:
    slot = look.slots[_text(column, "slot")]
    composition = look.compositions.get(_text(slot, "composition"))
    if _text(slot, "kind") != "composed" or composition is None:
        yield f'{at}: "part" needs a slot of composed codes, "{_text(slot, "name")}" is none.'
        return
    known = {n for _, p in _entries(composition, "positions") for n in _words(p, "lists")}
    if not _words(column, "lists"):
        yield f'{at}: "part" needs the lists whose elements it takes.'
    for name in _words(column, "lists"):
        if name not in look.lists:
            yield _unknown(at, "code list", name, look.lists)
        elif name not in known:
            yield f'{at}: no position of the composition takes elements of "{name}".'


def _from_code(at: str, column: Json, look: _Look) -> Iterator[str]:
    slot, kind, argument = (_text(column, key) for key in ("slot", "kind", "argument"))
    codes = look.codes_of(slot)
    if codes is None:
        if kind != "label" or argument:
            yield f'{at}: "{kind}" needs a slot of kind "code" with a known list.'
        return
    if kind == "value":
        entries = [entry.get("values") for _, entry in _entries(codes, "codes")]
        if not any(isinstance(values, Mapping) and argument in values for values in entries):
            yield f'{at}: no code of the list has a value "{argument}".'
    elif kind == "level" or argument:
        levels = [_text(level, "name") for _, level in _entries(codes, "levels")]
        if argument not in levels:
            yield _unknown(at, "level", argument, levels)
