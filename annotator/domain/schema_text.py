"""The text of a schema, as a file that people edit and as a project keeps it, and back."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any

from annotator.domain.schema import (
    Attribute,
    AttributeType,
    Choice,
    Code,
    CodeList,
    Composition,
    DerivedColumn,
    DerivedKind,
    Dyad,
    Level,
    LineStyle,
    MentionType,
    Modality,
    NumberWord,
    Position,
    Rule,
    Schema,
    Severity,
    Slot,
    Statuses,
)
from annotator.domain.values import ValueKind

Json = Mapping[str, Any]


def encode(schema: Schema) -> dict[str, Any]:
    """The JSON of a schema, without what is a default; ``decode`` reads it back."""
    data = _plain(schema)
    assert isinstance(data, dict)
    return data


def to_text(schema: Schema, *, compact: bool = False) -> str:
    """The file text of a schema: one slot, attribute or code a line, so that changes read well.

    ``compact`` leaves out every line break: the canonical form that a project keeps.
    """
    data = encode(schema)
    if compact:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _lines(data) + "\n"


_SPECIAL = {"color_light", "color_dark"}


def _plain(value: object) -> object:
    """Dataclasses as dicts without defaults, tuples as lists."""
    if isinstance(value, MentionType):
        color = {"light": value.color_light, "dark": value.color_dark}
        return {"name": value.name, "label": value.label, "color": color} | {
            key: rest for key, rest in _fields(value).items() if key not in {"name", "label"}
        }
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return str(value) if isinstance(value, str) else value


def _fields(value: object) -> dict[str, object]:
    return {
        field.name: _plain(content)
        for field in dataclasses.fields(value)  # type: ignore[arg-type]
        if field.name not in _SPECIAL and (content := getattr(value, field.name)) != _default(field)
    }


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return dataclasses.MISSING


def _lines(value: object, indent: int = 0) -> str:
    """JSON in which an object stands on one line unless it holds long lists of objects."""
    flat = json.dumps(value, ensure_ascii=False)
    pad = "  " * (indent + 1)
    if isinstance(value, dict) and (indent == 0 or "codes" in value or "positions" in value):
        rows = [f"{pad}{json.dumps(k)}: {_lines(v, indent + 1)}" for k, v in value.items()]
        return "{\n" + ",\n".join(rows) + "\n" + "  " * indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = [pad + _lines(entry, indent + 1) for entry in value]
        return "[\n" + ",\n".join(rows) + "\n" + "  " * indent + "]"
    return flat


def decode(data: Json) -> Schema:
    """The schema of checked JSON, as ``schema_file`` writes it and a project keeps it.

    Nothing is validated here (that needs pydantic, which a starting window does not load).
    """
    dyad, statuses = data.get("dyad"), data.get("statuses")
    return Schema(
        name=data["name"],
        title=data["title"],
        version=data["version"],
        description=data.get("description", ""),
        licence=data.get("licence", ""),
        mention_types=tuple(map(_mention_type, data["mention_types"])),
        slots=tuple(map(_slot, data["slots"])),
        attributes=tuple(map(_attribute, data.get("attributes", ()))),
        code_lists=tuple(map(_code_list, data.get("code_lists", ()))),
        compositions=tuple(map(_composition, data.get("compositions", ()))),
        code_slot=data["code_slot"],
        dyad=Dyad(**dyad) if dyad else None,
        reciprocal=data.get("reciprocal", False),
        identifying=tuple(data.get("identifying", ())),
        summary=tuple(data.get("summary", ())),
        derived=tuple(map(_derived, data.get("derived", ()))),
        reasons=_choices(data.get("reasons", ())),
        rules=tuple(map(_rule, data.get("rules", ()))),
        groups=_choices(data.get("groups", ())),
        modalities=tuple(map(_modality, data.get("modalities", ()))),
        statuses=Statuses(**statuses) if statuses else None,
    )


def _mention_type(data: Json) -> MentionType:
    return MentionType(
        name=data["name"],
        label=data["label"],
        color_light=data["color"]["light"],
        color_dark=data["color"]["dark"],
        line=LineStyle(data["line"]),
        entities=tuple(data.get("entities", ())),
        triggers=data.get("triggers", False),
    )


def _slot(data: Json) -> Slot:
    return Slot(**{**data, "kind": ValueKind(data["kind"])})


def _choices(data: Sequence[Json]) -> tuple[Choice, ...]:
    return tuple(Choice(**choice) for choice in data)


def _attribute(data: Json) -> Attribute:
    typed = {
        "type": AttributeType(data["type"]),
        "choices": _choices(data.get("choices", ())),
        "words": tuple(NumberWord(**word) for word in data.get("words", ())),
    }
    return Attribute(**{"key": "", **data, **typed})


_TUPLES = ("examples", "search", "successors")


def _code(data: Json) -> Code:
    lists = {name: tuple(data[name]) for name in _TUPLES if name in data}
    return Code(**{**data, **lists})


def _code_list(data: Json) -> CodeList:
    levels = tuple(Level(**level) for level in data.get("levels", ()))
    return CodeList(data["name"], data["label"], tuple(map(_code, data["codes"])), levels)


def _composition(data: Json) -> Composition:
    positions = tuple(
        Position(**{**position, "lists": tuple(position["lists"])})
        for position in data["positions"]
    )
    return Composition(**{**data, "positions": positions})


def _derived(data: Json) -> DerivedColumn:
    typed = {"kind": DerivedKind(data["kind"]), "lists": tuple(data.get("lists", ()))}
    return DerivedColumn(**{**data, **typed})


def _rule(data: Json) -> Rule:
    return Rule(**{**data, "severity": Severity(data.get("severity", Severity.MARK))})


_MODAL_LISTS = ("words", "auxiliaries", "under", "becomes")


def _modality(data: Json) -> Modality:
    return Modality(**{**data, **{name: tuple(data.get(name, ())) for name in _MODAL_LISTS}})
