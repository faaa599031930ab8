"""The schema of a project: slots, mention types, attributes, code lists, all of them data.

``schema_text`` reads and writes the checked form that a project file keeps; ``schema_file`` reads,
checks and writes the files people edit. Nothing here knows a word of any one schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from annotator.domain.values import ValueKind


class LineStyle(StrEnum):
    """How a mention type is underlined, so that colour is never the only sign."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    WAVY = "wavy"
    DOUBLE = "double"
    DASH_DOT = "dash_dot"


@dataclass(frozen=True)
class MentionType:
    """A kind of stretch that can be marked in the text."""

    name: str
    label: str
    color_light: str  # "#rrggbb"
    color_dark: str
    line: LineStyle
    entities: tuple[str, ...] = ()  # entity labels of a pipeline that suggest this type
    triggers: bool = False  # main verbs and event nouns suggest this type


@dataclass(frozen=True)
class Slot:
    """A role an event has."""

    name: str
    label: str
    key: str  # one capital letter
    mention_type: str
    kind: ValueKind
    code_list: str = ""  # of CODE slots
    composition: str = ""  # of COMPOSED slots
    several: bool = False
    most: int = 0  # values, where it holds several; 0: any number
    required: bool = False
    when: str = ""  # condition under which the slot is asked for; empty: always
    help: str = ""
    retired: bool = False  # shown where it is filled, offered no more


class AttributeType(StrEnum):
    """What an attribute of an event can hold."""

    ONE_OF = "one_of"
    SEVERAL_OF = "several_of"
    YES_NO = "yes_no"
    INTEGER = "integer"
    NUMBER_OR_WORD = "number_or_word"  # a number, a range, or a word that stands for one
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True)
class Choice:
    """One value of an attribute, or one reason, with its label."""

    value: str
    label: str
    help: str = ""
    when: str = ""  # condition under which it is offered; empty: always
    retired: bool = False


@dataclass(frozen=True)
class NumberWord:
    """A word that stands for a range of whole numbers, both ends included."""

    word: str
    least: int
    most: int | None = None  # None: open upwards


@dataclass(frozen=True)
class Attribute:
    """Something an event says of itself that is no filler."""

    name: str
    label: str
    key: str  # one letter, may be empty
    type: AttributeType
    choices: tuple[Choice, ...] = ()
    words: tuple[NumberWord, ...] = ()  # of NUMBER_OR_WORD
    least: int | None = None  # of numbers
    most: int | None = None  # of numbers; of SEVERAL_OF how many values
    required: bool = False
    when: str = ""  # condition under which it is asked for; empty: always
    default: str = ""
    help: str = ""
    retired: bool = False


@dataclass(frozen=True)
class Code:
    """One entry of a code list. ``id`` outlives renaming; ``values`` holds what is derived.

    A retired code stays on the events that have it and is offered no more. ``successors`` are the
    codes that took its place: one for a code merged into another, several for one that was split.
    """

    id: str
    code: str
    label: str
    parent: str = ""
    assignable: bool = True
    definition: str = ""
    use_when: str = ""
    not_when: str = ""
    examples: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    mirror: str = ""
    source: str = ""  # where label or entry come from, when it is not the list's own source
    reference: str = ""  # what the wording is a paraphrase of, or whose wording it is
    retired: bool = False
    successors: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Level:
    """A named depth of a code list; depth 0 are the roots."""

    name: str
    label: str
    depth: int


@dataclass(frozen=True)
class CodeList:
    """Codes with their tree. Codes are text and unique within a list."""

    name: str
    label: str
    codes: tuple[Code, ...]
    levels: tuple[Level, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, Code]:
        """Every code of the list by its text."""
        return {code.code: code for code in self.codes}

    @cached_property
    def children(self) -> Mapping[str, tuple[Code, ...]]:
        """The codes right under each code; under "" stand the roots."""
        below: dict[str, list[Code]] = {}
        for code in self.codes:
            below.setdefault(code.parent, []).append(code)
        return {parent: tuple(codes) for parent, codes in below.items()}

    def get(self, code: str) -> Code | None:
        """The entry of a code, None when the list does not know it."""
        return self.by_code.get(code)

    def path(self, code: str) -> tuple[Code, ...]:
        """From the root down to the code itself; empty for an unknown code."""
        path: list[Code] = []
        entry = self.by_code.get(code)
        while entry is not None and entry not in path:
            path.insert(0, entry)
            entry = self.by_code.get(entry.parent)
        return tuple(path)

    def at_depth(self, code: str, depth: int) -> str:
        """The code's ancestor at a depth, or the code itself where it stands higher up."""
        path = self.path(code)
        return path[min(depth, len(path) - 1)].code if path else code

    def value(self, code: str, name: str) -> tuple[str, bool]:
        """A named value of a code and whether it was inherited from an ancestor."""
        for steps, entry in enumerate(reversed(self.path(code))):
            if entry.values.get(name, "") != "":
                return entry.values[name], steps > 0
        return "", False


@dataclass(frozen=True)
class Position:
    """A place in a composed code: from which lists its elements come, and how many."""

    name: str
    label: str
    lists: tuple[str, ...]
    least: int = 0
    most: int = 1


@dataclass(frozen=True)
class Composition:
    """How a code is composed of elements of fixed length, typed by position."""

    name: str
    label: str
    element_length: int
    most_elements: int
    unspecified: str  # the code of "somebody, not said who"
    positions: tuple[Position, ...]
    unspecified_label: str = "unspecified"
    usual: str = ""  # name of the value with the whole code that an element usually stands in


@dataclass(frozen=True)
class Dyad:
    """Which slots make a directed dyad and which one carries its code."""

    source: str
    target: str
    code: str


class DerivedKind(StrEnum):
    """How a derived column is computed on export."""

    LABEL = "label"  # label of the code, or of its ancestor at a level
    LEVEL = "level"  # ancestor of the code at a level
    VALUE = "value"  # a named value of the code, inherited where it has none
    PART = "part"  # elements of a composed code that come from some lists
    RECODED = "recoded"  # a composed code, each element written as one of its named values


@dataclass(frozen=True)
class DerivedColumn:
    """A column computed from a slot's code on export."""

    name: str
    slot: str
    kind: DerivedKind
    argument: str = ""  # level name (of LABEL it may be empty), value name
    lists: tuple[str, ...] = ()  # of PART
    group: str = ""  # columns of one group say the same by different tables; a team picks
    help: str = ""


class Severity(StrEnum):
    """What happens where a rule is broken; nothing is ever forbidden."""

    MARK = "mark"  # said on the card of the event
    CONFIRM = "confirm"  # and asked about: when an attribute is given, else before done


@dataclass(frozen=True)
class Rule:
    """What must hold of an event: where ``when`` holds, ``demand`` holds (see ``conditions``)."""

    name: str
    demand: str
    message: str  # said where it is broken
    when: str = ""  # empty: always
    severity: Severity = Severity.MARK


@dataclass(frozen=True)
class Modality:
    """What words around an action make of its code: a threat, a demand, an offer, a refusal.

    It holds where one of its words governs the action ("threatened to attack"), or one of its
    auxiliaries stands with it ("must withdraw"); ``negated`` ones hold where these are negated
    ("would not accept"). The code then lies under one of ``under``, and a code that ``becomes``
    names (or one under it) becomes the code named behind it.
    """

    name: str
    label: str
    words: tuple[str, ...] = ()  # dictionary forms, such as "threaten" and "call on"
    auxiliaries: tuple[str, ...] = ()
    negated: bool = False
    under: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()  # each "code > code"
    status: str = ""  # of Statuses.attribute, where no code takes it up
    light: bool = False  # its words only carry the noun behind them: "launched an attack"
    asks: bool = False  # somebody else is wanted to act, and is its target: "urged Mali to"

    @property
    def pairs(self) -> Mapping[str, str]:
        """What becomes of which code."""
        halves = (pair.partition(">") for pair in self.becomes)
        return {old.strip(): new.strip() for old, _, new in halves}


@dataclass(frozen=True)
class Statuses:
    """Which attribute says how the text presents an event, and its values for what is read."""

    attribute: str
    negated: str = ""
    hypothetical: str = ""
    announced: str = ""
    alleged: str = ""
    historical: str = ""


@dataclass(frozen=True)
class Schema:
    """Everything a project knows about its events."""

    name: str
    title: str
    version: str
    description: str
    licence: str
    mention_types: tuple[MentionType, ...]
    slots: tuple[Slot, ...]
    attributes: tuple[Attribute, ...]
    code_lists: tuple[CodeList, ...]
    compositions: tuple[Composition, ...]
    code_slot: str  # which slot carries the code
    dyad: Dyad | None
    reciprocal: bool  # whether events can be marked reciprocal
    identifying: tuple[str, ...]  # slots that identify an event
    summary: tuple[str, ...]  # slots in the order a sentence names them
    derived: tuple[DerivedColumn, ...]
    reasons: tuple[Choice, ...]  # why an article holds nothing to code
    rules: tuple[Rule, ...] = ()
    groups: tuple[Choice, ...] = ()  # of derived columns, from which a team picks
    modalities: tuple[Modality, ...] = ()
    statuses: Statuses | None = None

    def mention_type(self, name: str) -> MentionType:
        """The mention type of that name; KeyError when there is none."""
        return self._types[name]

    def slot(self, name: str) -> Slot:
        """The slot of that name; KeyError when there is none."""
        return self._slots[name]

    def attribute(self, name: str) -> Attribute:
        """The attribute of that name; KeyError when there is none."""
        return self._attributes[name]

    def code_list(self, name: str) -> CodeList:
        """The code list of that name; KeyError when there is none."""
        return self._lists[name]

    def composition(self, name: str) -> Composition:
        """The composition of that name; KeyError when there is none."""
        return self._compositions[name]

    def slots_for(self, mention_type: str) -> tuple[Slot, ...]:
        """The slots that a mention of this type can fill, in schema order."""
        return tuple(slot for slot in self.slots if slot.mention_type == mention_type)

    @cached_property
    def _types(self) -> Mapping[str, MentionType]:
        return {entry.name: entry for entry in self.mention_types}

    @cached_property
    def _slots(self) -> Mapping[str, Slot]:
        return {entry.name: entry for entry in self.slots}

    @cached_property
    def _attributes(self) -> Mapping[str, Attribute]:
        return {entry.name: entry for entry in self.attributes}

    @cached_property
    def _lists(self) -> Mapping[str, CodeList]:
        return {entry.name: entry for entry in self.code_lists}

    @cached_property
    def _compositions(self) -> Mapping[str, Composition]:
        return {entry.name: entry for entry in self.compositions}
