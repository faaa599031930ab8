"""The shape of a schema file as pydantic models; ``schema_file`` reads and writes with them.

The docstrings become the explanations of the JSON Schema that editors show while typing.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from annotator.domain.language import later
from annotator.domain.schema import AttributeType, DerivedKind, LineStyle, Severity
from annotator.domain.values import ValueKind

_NAME, _CHOICE, _COLOUR = r"^[a-z][a-z0-9_]*$", r"^[a-z0-9][a-z0-9_-]*$", r"^#[0-9a-fA-F]{6}$"
_KEY, _OPTIONAL_KEY = r"^[A-Z]$", r"^[A-Z]?$"
PATTERNS = {
    _NAME: later('only small letters a-z, digits and "_" can stand here, a letter first.'),
    _CHOICE: later('only small letters a-z, digits, "_" and "-" can stand here.'),
    _COLOUR: later('a colour is wanted here, written like "#0a67a8".'),
    _KEY: later("one capital letter A-Z is wanted here."),
    _OPTIONAL_KEY: later("one capital letter A-Z or nothing is wanted here."),
}

Name = Annotated[str, Field(pattern=_NAME)]
ChoiceName = Annotated[str, Field(pattern=_CHOICE)]
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
    most: Annotated[int, Field(ge=0)] = 0
    """How many values it can hold where it holds several; 0 for any number."""
    required: bool = False
    """Whether an event without it is incomplete."""
    when: str = ""
    """Condition under which it is asked for, such as "deed is A, B"; empty for always."""
    help: str = ""
    retired: bool = False
    """Whether it is shown only where it is filled already."""


class ChoiceModel(_Entry):
    """One value of an attribute, one reason for nothing to code, or one group of columns."""

    value: ChoiceName
    label: Text
    help: str = ""
    when: str = ""
    """Condition under which it is offered; empty for always."""
    retired: bool = False
    """Whether it is offered no more."""


class NumberWordModel(_Entry):
    """A word that stands for a range of whole numbers, both ends included."""

    word: Text
    least: Annotated[int, Field(ge=0)]
    most: Annotated[int, Field(ge=0)] | None = None
    """The highest number it can stand for; left out where it is open upwards."""


class AttributeModel(_Entry):
    """Something an event says of itself that is no filler."""

    name: Name
    label: Text
    key: OptionalKey = ""
    type: _Loose[AttributeType]
    choices: list[ChoiceModel] = []
    """Of one_of and several_of: what can be chosen."""
    words: list[NumberWordModel] = []
    """Of number_or_word: words such as "dozens" with the numbers they stand for."""
    least: int | None = None
    """Of numbers: the lowest allowed."""
    most: int | None = None
    """Of numbers: the highest allowed; of several_of: how many values can be chosen."""
    required: bool = False
    """Whether an event without it is incomplete."""
    when: str = ""
    """Condition under which it is asked for, such as "deed is A, B"; empty for always."""
    default: str = ""
    help: str = ""
    retired: bool = False
    """Whether it is shown only where it has a value already."""


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
    reference: str = ""
    """What the wording is a paraphrase of, or whose wording it is."""
    retired: bool = False
    """Whether it stays on the events that have it and is offered no more."""
    successors: list[Text] = []
    """The codes that took its place: one after a merger, several after a split."""
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
    group: str = ""
    """Columns of one group say the same by different tables; a team picks among them."""
    help: str = ""


class RuleModel(_Entry):
    """What must hold of an event: where ``when`` holds, ``demand`` must hold."""

    name: Name
    when: str = ""
    """Condition such as "deed is A, B and taker is filled"; empty for always."""
    demand: Text
    """Condition that must hold then."""
    message: Text
    """What is said where it does not."""
    severity: _Loose[Severity] = Severity.MARK
    """mark: said on the card; confirm: also asked about when the value is given."""


class ModalityModel(_Entry):
    """What words around an action make of its code: a threat, a demand, an offer, a refusal."""

    name: Name
    label: Text
    words: list[Text] = []
    """Dictionary forms of words that govern an action, such as "threaten" and "call on"."""
    auxiliaries: list[Text] = []
    """Auxiliary verbs that stand with it, such as "must"."""
    negated: bool = False
    """Whether it holds where these are negated: "would not accept"."""
    under: list[CodeText] = []
    """Headings or codes under which the code then lies."""
    becomes: list[Text] = []
    """Pairs such as "A1 > B7": what becomes of a code, and of the codes under it."""
    status: str = ""
    """Value of the status attribute, where no code takes it up."""
    light: bool = False
    """Whether its words only carry the noun behind them: "launched an attack"."""
    asks: bool = False
    """Whether somebody else is wanted to act, and is its target: "urged Mali to withdraw"."""


class StatusesModel(_Entry):
    """Which attribute says how the text presents an event, and its values for what is read."""

    attribute: Name
    negated: str = ""
    hypothetical: str = ""
    announced: str = ""
    alleged: str = ""
    historical: str = ""


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
    rules: list[RuleModel] = []
    """What else must hold of an event; a broken rule is said, never forbidden."""
    groups: list[ChoiceModel] = []
    """The groups of derived columns among which a team picks."""
    modalities: list[ModalityModel] = []
    """What words around an action make of its code, for suggestions."""
    statuses: StatusesModel | None = None
    """How suggestions say whether an event occurred."""
