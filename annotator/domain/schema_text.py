"""The text of a schema, as a file that people edit and as a project keeps it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from annotator.domain.schema import MentionType, Schema


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
