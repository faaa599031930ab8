"""Schema files as people edit them: read, checked with all problems named, and written.

The only place that knows pydantic. What it returns is the frozen ``Schema`` of ``schema``; a
project keeps the canonical text and reads it with ``schema.decode`` alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from annotator.domain.errors import SchemaError
from annotator.domain.schema import (
    AttributeType,
    DerivedKind,
    LineStyle,
    Schema,
    decode,
)
from annotator.domain.schema_checks import problems as rule_problems
from annotator.domain.schema_text import to_text
from annotator.domain.values import ValueKind

_NAME, _COLOUR, _KEY, _OPTIONAL_KEY = (
    *(r"^[a-z][a-z0-9_]*$", r"^#[0-9a-fA-F]{6}$"),
    *(r"^[A-Z]$", r"^[A-Z]?$"),
)
_PATTERNS = {
    _NAME: 'only small letters a-z, digits and "_" can stand here, a letter first.',
    _COLOUR: 'a colour is wanted here, written like "#0a67a8".',
    _KEY: "one capital letter A-Z is wanted here.",
    _OPTIONAL_KEY: "one capital letter A-Z or nothing is wanted here.",
}

Name = Annotated[str, Field(pattern=_NAME)]
Text = Annotated[str, Field(min_length=1)]
Colour = Annotated[str, Field(pattern=_COLOUR, examples=["#0a67a8"])]
Key = Annotated[str, Field(pattern=_KEY, description="One capital letter.")]
OptionalKey = Annotated[
    str, Field(pattern=_OPTIONAL_KEY, description="One capital letter or none.")
]
CodeText = Annotated[str, Field(min_length=1, description="Text: 010 is not 10.")]


E = TypeVar("E")
_Loose = Annotated[E, Field(strict=False)]  # an enum by its value


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class Colours(_Entry):
    """The colours of a mention type on a light and on a dark page."""

    light: Colour
    dark: Colour


class MentionTypeModel(_Entry):
    """A kind of stretch that can be marked in the text."""

    name: Name
    label: Text
    color: Colours
    line: _Loose[LineStyle]
    """Line style under its mentions, so that colour is never the only sign."""
    entities: list[Text] = []
    """Entity labels of a language pipeline that suggest this type."""
    triggers: bool = False
    """Whether main verbs and event nouns suggest this type."""


class SlotModel(_Entry):
    """A role an event has."""

    name: Name
    label: Text
    key: Key
    mention_type: Name
    kind: _Loose[ValueKind]
    code_list: str = ""
    """The list of the codes it holds; of slots of kind code."""
    composition: str = ""
    """How its codes are composed; of slots of kind composed."""
    several: bool = False
    """Whether it can hold several values."""
    required: bool = False
    """Whether an event without it is incomplete."""
    help: str = ""


class ChoiceModel(_Entry):
    """One value of an attribute, or one reason for nothing to code."""

    value: Name
    label: Text
    help: str = ""


class AttributeModel(_Entry):
    """Something an event says of itself that is no filler."""

    name: Name
    label: Text
    key: OptionalKey = ""
    type: _Loose[AttributeType]
    choices: list[ChoiceModel] = []
    default: str = ""
    help: str = ""


class LevelModel(_Entry):
    """A named depth of a code list; depth 0 are the roots."""

    name: Name
    label: Text
    depth: Annotated[int, Field(ge=0)]


class CodeModel(_Entry):
    """One entry of a code list."""

    id: Text
    """An id that outlives renaming; unique in its list."""
    code: CodeText
    label: Text
    parent: str = ""
    """The code right above it, empty for a root."""
    assignable: bool = True
    """False for headings that no event can carry."""
    definition: str = ""
    use_when: str = ""
    not_when: str = ""
    examples: list[Text] = []
    search: list[Text] = []
    """Other words by which a coder finds it."""
    mirror: str = ""
    """The code of the returned dyad, where the two sides of an event have different codes."""
    source: str = ""
    """Where label or entry come from, when it is not the list's own source."""
    values: dict[Name, str] = {}
    """Named values, from which derived columns are made; a child inherits what it lacks."""


class CodeListModel(_Entry):
    """Codes with their tree, in the order in which they are shown."""

    name: Name
    label: Text
    levels: list[LevelModel] = []
    codes: Annotated[list[CodeModel], Field(min_length=1)]


class PositionModel(_Entry):
    """A place in a composed code."""

    name: Name
    label: Text
    lists: Annotated[list[Name], Field(min_length=1)]
    """The lists its elements come from; the first that knows an element types it."""
    least: Annotated[int, Field(ge=0)] = 0
    most: Annotated[int, Field(ge=1)] = 1


class CompositionModel(_Entry):
    """How a code is composed of elements of one length, typed by position."""

    name: Name
    label: Text
    element_length: Annotated[int, Field(ge=1)]
    most_elements: Annotated[int, Field(ge=1)]
    unspecified: CodeText
    """The code of somebody of whom it is not said who."""
    unspecified_label: Text = "unspecified"
    usual: str = ""
    """Name of the value with the whole code that an element usually stands in."""
    positions: Annotated[list[PositionModel], Field(min_length=1)]


class DyadModel(_Entry):
    """Which slots make a directed dyad and which one carries its code."""

    source: Name
    target: Name
    code: Name


class DerivedModel(_Entry):
    """A column computed from a slot's code on export."""

    name: Name
    slot: Name
    kind: _Loose[DerivedKind]
    argument: str = ""
    """Of level (and label) the name of a level, of value the name of a value."""
    lists: list[Name] = []
    """Of part: the lists whose elements it takes out of a composed code."""
    help: str = ""


class SchemaModel(_Entry):
    """Everything a project knows about its events."""

    schema_: str = Field(default="", alias="$schema")
    name: Name
    title: Text
    version: Text
    description: str = ""
    licence: str = ""
    mention_types: Annotated[list[MentionTypeModel], Field(min_length=1)]
    slots: Annotated[list[SlotModel], Field(min_length=1)]
    attributes: list[AttributeModel] = []
    code_lists: list[CodeListModel] = []
    compositions: list[CompositionModel] = []
    code_slot: Name
    """The slot that carries the code of an event."""
    dyad: DyadModel | None = None
    reciprocal: bool = False
    """Whether events can be marked as acting both ways."""
    identifying: list[Name] = []
    """The slots that tell one event from another."""
    summary: list[Name] = []
    """The slots in the order in which a sentence about an event names them."""
    derived: list[DerivedModel] = []
    reasons: list[ChoiceModel] = []
    """Why an article holds nothing to code."""


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
        raise _refusal("The schema", found)
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
        raise _refusal(f'The schema for "{path.name}"', found)
    path.write_text(text, encoding="utf-8", newline="\n")


def _checked(path: Path) -> Mapping[str, Any]:
    data, repeated = _parsed(path)
    found = repeated + problems(data)
    if found:
        raise _refusal(f'The schema file "{path}"', found)
    assert isinstance(data, Mapping)
    return data


def _refusal(what: str, found: tuple[str, ...]) -> SchemaError:
    number = "one problem" if len(found) == 1 else f"{len(found)} problems"
    lines = "\n".join(f"- {problem}" for problem in found)
    message = f"{what} has {number}. Mend the file and try again.\n{lines}"
    return SchemaError(message, problems=found)


def _parsed(path: Path) -> tuple[object, tuple[str, ...]]:
    """The JSON of a file and the keys that stand twice in one object of it."""
    repeated: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, value in pairs:
            if key in seen:
                name = next((str(v) for k, v in pairs if k in ("code", "name")), "")
                where = f' of "{name}"' if name else ""
                repeated.append(f'The key "{key}"{where} stands twice; keep one of them.')
            seen[key] = value
        return seen

    text = _text(path)
    try:
        return json.loads(text, object_pairs_hook=collect), tuple(repeated)
    except json.JSONDecodeError as error:
        sentence = (
            f'The schema file "{path}" is not valid JSON: {error.msg} in line {error.lineno}, '
            f"column {error.colno}. Mend that place, or take a fresh copy of the file."
        )
        raise SchemaError(sentence, problems=(sentence,)) from error
    except RecursionError as error:
        sentence = f'The schema file "{path}" is nested too deeply to be a schema.'
        raise SchemaError(sentence, problems=(sentence,)) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = f'The schema file "{path}" is not UTF-8 text. Save it as UTF-8 and try again.'
        raise SchemaError(sentence, problems=(sentence,)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        sentence = (
            f'The schema file "{path}" cannot be read ({reason}). '
            "Check the path and the right to read it."
        )
        raise SchemaError(sentence, problems=(sentence,)) from error


def _shape_problems(error: ValidationError, data: object) -> tuple[str, ...]:
    return tuple(
        f"{_place(entry['loc'], data)}: {_sentence(entry)}"
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
    "missing": "it is missing.",
    "extra_forbidden": "this key is not known here; check its spelling.",
    "string_type": "text in quotes is wanted here.",
    "bool_type": "true or false is wanted here.",
    "int_type": "a whole number is wanted here.",
    "tuple_type": "a list in [ ] is wanted here.",
    "list_type": "a list in [ ] is wanted here.",
    "dict_type": "an object in { } is wanted here.",
    "model_type": "an object in { } is wanted here.",
    "model_attributes_type": "an object in { } is wanted here.",
    "string_too_short": "it must not be empty.",
    "too_short": "at least one entry is wanted here.",
}


def _sentence(entry: ErrorDetails) -> str:
    """What is wrong, in words for people who do not know pydantic."""
    kind = entry["type"]
    if kind == "string_pattern_mismatch":
        return _PATTERNS[entry["ctx"]["pattern"]]
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    return f"it {entry['msg'].removeprefix('Input ').rstrip('.')}."
