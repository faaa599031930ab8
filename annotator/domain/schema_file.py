"""Schema files as people edit them: read, checked with all problems named, and written.

With ``schema_models`` the only place that knows pydantic. What it returns is the frozen ``Schema``
of ``schema``; a project keeps the canonical text and reads it with ``schema_text.decode`` alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annotator.domain.errors import SchemaError
from annotator.domain.language import later, tr
from annotator.domain.loose_json import placed
from annotator.domain.schema import Schema
from annotator.domain.schema_checks import problems as rule_problems
from annotator.domain.schema_models import PATTERNS, SchemaModel
from annotator.domain.schema_text import decode, to_text


def load(path: Path) -> Schema:
    """Read a schema file, or raise SchemaError with every problem it has."""
    return decode(_checked(path))


def canonical(path: Path) -> str:
    """The one text of a checked schema file: no line breaks, nothing that is a default.

    This is what a project keeps; ``decode(json.loads(text))`` is the schema again.
    """
    return to_text(load(path), compact=True)


def from_json(data: object) -> Schema:
    """The schema of parsed JSON, or SchemaError with every problem it has."""
    found = problems(data)
    if found:
        raise _refusal(
            tr("The schema has one problem. Mend the file and try again.\n{lines}"),
            tr("The schema has {count} problems. Mend the file and try again.\n{lines}"),
            found,
        )
    assert isinstance(data, Mapping)
    return decode(data)


def problems(data: object) -> tuple[str, ...]:
    """Every problem of parsed JSON in sentences that begin with its place, in file order."""
    shape: tuple[str, ...] = ()
    try:
        SchemaModel.model_validate(data)
    except ValidationError as error:
        shape = _shape_problems(error, data)
    rules = rule_problems(data) if isinstance(data, Mapping) else ()
    return shape + tuple(rule for rule in rules if rule not in shape)


def json_schema() -> dict[str, Any]:
    """The JSON Schema that every schema file obeys, for editors that check while typing."""
    generated = SchemaModel.model_json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return head | generated | {"title": "Schema of an annotator project"}


def save(schema: Schema, path: Path) -> None:
    """Write a schema file; SchemaError when what would be written has problems."""
    text = to_text(schema)
    found = problems(json.loads(text))
    if found:
        raise _refusal(
            tr('The schema for "{path}" has one problem. Mend the file and try again.\n{lines}'),
            tr(
                'The schema for "{path}" has {count} problems. Mend the file and try again.'
                "\n{lines}"
            ),
            found,
            path.name,
        )
    path.write_text(text, encoding="utf-8", newline="\n")


def _checked(path: Path) -> Mapping[str, Any]:
    data, repeated = _parsed(path)
    found = repeated + problems(data)
    if found:
        raise _refusal(
            tr('The schema file "{path}" has one problem. Mend the file and try again.\n{lines}'),
            tr(
                'The schema file "{path}" has {count} problems. Mend the file and try again.'
                "\n{lines}"
            ),
            found,
            str(path),
        )
    assert isinstance(data, Mapping)
    return data


def _refusal(one: str, several: str, found: tuple[str, ...], path: str = "") -> SchemaError:
    lines = "\n".join(f"- {problem}" for problem in found)
    sentence = one if len(found) == 1 else several
    return SchemaError(sentence.format(path=path, count=len(found), lines=lines), problems=found)


def _parsed(path: Path) -> tuple[object, tuple[str, ...]]:
    """The JSON of a file and the keys that stand twice in one object of it."""
    repeated: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, value in pairs:
            if key in seen:
                name = next((str(v) for k, v in pairs if k in ("code", "name")), "")
                sentence = (
                    tr('The key "{key}" of "{name}" stands twice; keep one of them.')
                    if name
                    else tr('The key "{key}" stands twice; keep one of them.')
                )
                repeated.append(sentence.format(key=key, name=name))
            seen[key] = value
        return seen

    text = _text(path)
    try:
        return json.loads(text, object_pairs_hook=collect), tuple(repeated)
    except json.JSONDecodeError as error:
        sentence = tr(
            'The schema file "{path}" is not valid JSON: {problem} in line {line}, '
            "column {column}. Mend that place, or take a fresh copy of the file."
        ).format(path=path, problem=error.msg, line=error.lineno, column=error.colno)
        raise SchemaError(sentence, problems=(sentence,)) from error
    except RecursionError as error:
        sentence = tr('The schema file "{path}" is nested too deeply to be a schema.').format(
            path=path
        )
        raise SchemaError(sentence, problems=(sentence,)) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = tr(
            'The schema file "{path}" is not UTF-8 text. Save it as UTF-8 and try again.'
        ).format(path=path)
        raise SchemaError(sentence, problems=(sentence,)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        sentence = tr(
            'The schema file "{path}" cannot be read ({reason}). Check the path and '
            "the right to read it."
        ).format(path=path, reason=reason)
        raise SchemaError(sentence, problems=(sentence,)) from error


def _shape_problems(error: ValidationError, data: object) -> tuple[str, ...]:
    return tuple(
        placed(_place(entry["loc"], data), _sentence(entry))
        for entry in error.errors(include_url=False)
    )


def _place(location: Iterable[str | int], data: object) -> str:
    """A JSON path such as ``slots[2].key``, with the name of the entry it goes through."""
    path, name, at = "", "", data
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
        at = _inside(at, step)
        if isinstance(at, Mapping):
            name = next((at[k] for k in ("code", "name", "value") if at.get(k)), name)
    return f"{path or 'file'} ({name})" if name else path or "file"


def _inside(at: object, step: str | int) -> object:
    if isinstance(at, list) and isinstance(step, int) and step < len(at):
        return at[step]
    return at.get(step) if isinstance(at, Mapping) else None


_SENTENCES = {
    "missing": later("it is missing."),
    "extra_forbidden": later("this key is not known here; check its spelling."),
    "string_type": later("text in quotes is wanted here."),
    "bool_type": later("true or false is wanted here."),
    "int_type": later("a whole number is wanted here."),
    "tuple_type": later("a list in [ ] is wanted here."),
    "list_type": later("a list in [ ] is wanted here."),
    "dict_type": later("an object in { } is wanted here."),
    "model_type": later("an object in { } is wanted here."),
    "model_attributes_type": later("an object in { } is wanted here."),
    "string_too_short": later("it must not be empty."),
    "too_short": later("at least one entry is wanted here."),
}


def _sentence(entry: ErrorDetails) -> str:
    """What is wrong, in words for people who do not know pydantic."""
    kind = entry["type"]
    if kind == "string_pattern_mismatch":
        return tr(PATTERNS[entry["ctx"]["pattern"]])
    if kind in _SENTENCES:
        return tr(_SENTENCES[kind])
    return f"it {entry['msg'].removeprefix('Input ').rstrip('.')}."
