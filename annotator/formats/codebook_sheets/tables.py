"""The sheets of a codebook, their columns, and what each means in the words of a codebook's author.

Reading, writing, drop-downs and the explaining sheet are all made from these tables.
"""

from __future__ import annotations

from annotator.domain.schema import AttributeType, DerivedKind, LineStyle, Severity
from annotator.domain.values import ValueKind
from annotator.formats.codebook_sheets.columns import CellKind, Column, From, Table

_NAME_RULE = "Small letters, digits and _; other sheets and the exported dataset use it."
_WHEN = "Condition under which it is asked for; empty: always."
_RETIRED = "yes: shown where it is filled already, offered no more. Never delete what was used."


def _name(help_text: str) -> Column:
    return Column("name", f"{help_text} {_NAME_RULE}", 20, required=True)


def _label(help_text: str = "What coders see.") -> Column:
    return Column("label", help_text, 26, required=True)


def _yes(key: str, help_text: str) -> Column:
    return Column(key, help_text, 11, CellKind.YES_NO)


_HELP = Column("help", "A sentence or two for coders.", 60)
_LEAST, _MOST = "least", "most"

SETTINGS = (
    Column("name", f"Short name of the schema. {_NAME_RULE}", required=True),
    Column("title", "Its title, as coders see it.", required=True),
    Column("version", "Of the codebook, such as 2.1; raise it with each change.", required=True),
    Column("description", "What is coded, in a sentence."),
    Column("licence", "Under which others may use it.", also=("license",)),
    Column(
        "code_slot", "The slot that carries the code of an event.", required=True,
        offers=From("name", "Slots"),
    ),
    Column(
        "dyad.source", "The slot of who acts, where your events have two sides; empty: none.",
        title="dyad source", offers=From("name", "Slots"),
    ),
    Column(
        "dyad.target", "The slot of whom it is done to; empty: none.",
        title="dyad target", offers=From("name", "Slots"),
    ),
    Column(
        "dyad.code", "The slot of the code that goes with the two.",
        title="dyad code", offers=From("name", "Slots"),
    ),
    Column("reciprocal", "yes: an event can be marked as acting both ways.", kind=CellKind.YES_NO),
    Column(
        "identifying", "Slots that tell one event from another, parted by commas.",
        kind=CellKind.NAMES,
    ),
    Column(
        "summary", "Slots in the order in which a sentence names them, parted by commas.",
        kind=CellKind.NAMES,
    ),
    Column(
        "statuses.attribute", "The attribute that says how the text presents an event, for"
        " suggestions; empty: none.", title="status attribute", offers=From("name", "Attributes"),
    ),
    Column("statuses.negated", "Its value for what did not happen.", title="status negated"),
    Column(
        "statuses.hypothetical", "Its value for what might happen.", title="status hypothetical"
    ),
    Column("statuses.announced", "Its value for what is planned.", title="status announced"),
    Column("statuses.alleged", "Its value for what somebody claims.", title="status alleged"),
    Column(
        "statuses.historical", "Its value for what is long past.", title="status historical"
    ),
)  # fmt: skip

SCHEMA = Table(
    "Schema",
    "",
    "What the codebook is called, and which slots play which part. One setting a row.",
    (
        Column("setting", "What is set.", 18, required=True),
        Column("value", "What it is set to.", 60),
        Column("meaning", "What it does; not read back.", 70, title="what it does"),
    ),
)

MENTION_TYPES = Table(
    "Mention types",
    "mention_types",
    "The kinds of words that can be marked in a text, and how they look.",
    (
        _name("Name of the kind."),
        _label(),
        Column(
            "color.light", "Colour on a light page, such as #0a67a8.", 14, title="colour light",
            also=("color light",), required=True,
        ),
        Column(
            "color.dark", "Colour on a dark page.", 14, title="colour dark",
            also=("color dark",), required=True,
        ),
        Column(
            "line", "How it is underlined, so that colour is not the only sign.", 12,
            required=True, offers=tuple(LineStyle),
        ),
        Column(
            "entities", "What the language pipeline calls such words (GPE, PERSON …).", 34,
            CellKind.NAMES,
        ),
        _yes("triggers", "yes: main verbs and event nouns suggest it."),
    ),
)  # fmt: skip

SLOTS = Table(
    "Slots",
    "slots",
    "The roles an event has: who, what, to whom, where, when. Each is filled by marking words.",
    (
        _name("Name of the slot."),
        _label(),
        Column("key", "The capital letter a coder presses.", 7, required=True),
        Column(
            "mention_type", "Which kind of words fills it.", 16, required=True,
            offers=From("name", "Mention types"),
        ),
        Column(
            "kind", "What its value is: a code of a list, a composed code, a place, a date …", 12,
            required=True, offers=tuple(ValueKind),
        ),
        Column(
            "code_list", "For kind “code”: the list its codes come from.", 18,
            offers=From("name", "Code lists"),
        ),
        Column(
            "composition", "For kind “composed”: how its codes are composed.", 16,
            offers=From("name", "Compositions"),
        ),
        _yes("several", "yes: it can hold several values."),
        Column("most", "How many at most; empty: any number.", 8, CellKind.NUMBER),
        _yes("required", "yes: an event without it is incomplete."),
        Column("when", _WHEN, 34),
        _HELP,
        _yes("retired", _RETIRED),
    ),
)  # fmt: skip

ATTRIBUTES = Table(
    "Attributes",
    "attributes",
    "What an event says of itself that is not marked in the text: status, numbers, notes.",
    (
        _name("Name of the attribute."),
        _label(),
        Column("key", "The capital letter a coder presses; may be empty.", 7),
        Column(
            "type", "What it holds; one_of and several_of have their choices in “Choices”.", 18,
            required=True, offers=tuple(AttributeType),
        ),
        Column(_LEAST, "Of numbers: the lowest allowed.", 8, CellKind.NUMBER),
        Column(
            _MOST, "Of numbers: the highest allowed; of several_of: how many choices.", 8,
            CellKind.NUMBER,
        ),
        _yes("required", "yes: an event without it is incomplete."),
        Column("when", _WHEN, 34),
        Column("default", "What is offered first.", 16),
        _HELP,
        _yes("retired", _RETIRED),
    ),
)  # fmt: skip

_ATTRIBUTE = Column(
    "attribute", "The attribute it belongs to.", 20, required=True,
    offers=From("name", "Attributes"),
)  # fmt: skip

CHOICES = Table(
    "Choices",
    "choices",
    "What can be chosen for each attribute, in this order. For an attribute of the type"
    " number_or_word: the words that stand for numbers (“dozens”), from least to most.",
    (
        _ATTRIBUTE,
        Column(
            "value", "What the dataset holds: small letters, digits, _ and -. Or the word.", 22,
            also=("word",), required=True,
        ),
        Column("label", "What coders see; empty for number words.", 30),
        Column(_LEAST, "Of a number word: the lowest number it can mean.", 8, CellKind.NUMBER),
        Column(
            _MOST, "Of a number word: the highest; empty: open upwards.", 8, CellKind.NUMBER
        ),
        Column("when", "Condition under which it is offered; empty: always.", 34),
        _HELP,
        _yes("retired", "yes: offered no more."),
    ),
    owners="attributes",
    owner="attribute",
    frozen=2,
)  # fmt: skip

RULES = Table(
    "Rules",
    "rules",
    "What must hold of an event. A broken rule is shown to the coder; it forbids nothing.",
    (
        _name("Name of the rule."),
        Column("when", "The rule speaks where this holds; empty: always.", 40),
        Column("demand", "What must hold then.", 40, required=True),
        Column("message", "What the coder is told where it does not.", 60, required=True),
        Column(
            "severity", "mark: said on the event; confirm: asked at once, or before done.", 12,
            offers=tuple(Severity),
        ),
    ),
)  # fmt: skip


def _choice_columns(what: str) -> tuple[Column, ...]:
    return (
        Column(
            "value", "What the dataset holds: small letters, digits, _ and -.", 22, required=True
        ),
        _label(what),
        _HELP,
        Column("when", "Condition under which it is offered; empty: always.", 30),
        _yes("retired", "yes: offered no more."),
    )


REASONS = Table(
    "Reasons",
    "reasons",
    "Why an article holds nothing to code: what a coder picks from.",
    _choice_columns("What coders see."),
)

DERIVED = Table(
    "Derived columns",
    "derived",
    "Columns that an export adds by looking up the code: its label, its root, a score.",
    (
        _name("Name of the column."),
        Column(
            "slot", "The slot whose code is looked up.", 18, required=True,
            offers=From("name", "Slots"),
        ),
        Column(
            "kind", "label, level (the code above it at a level), value (a “value:” column), part"
            " or recoded (of composed codes).", 12, required=True, offers=tuple(DerivedKind),
        ),
        Column("argument", "The name of the level or of the value.", 22),
        Column("lists", "Of part: the code lists whose elements it takes.", 26, CellKind.NAMES),
        Column(
            "group", "Columns of one group say the same by different tables; a team picks.", 18,
            offers=From("value", "Column groups"),
        ),
        _HELP,
    ),
)  # fmt: skip

GROUPS = Table(
    "Column groups",
    "groups",
    "The groups that “Derived columns” speaks of.",
    _choice_columns("What the team sees when it picks."),
)

COMPOSITIONS = Table(
    "Compositions",
    "compositions",
    "How composed codes are put together from elements (a country, then a role).",
    (
        _name("Name of the composition."),
        _label(),
        Column(
            "element_length", "How many characters each element has.", 10, CellKind.NUMBER,
            required=True,
        ),
        Column(
            "most_elements", "How many elements a code has at most.", 10, CellKind.NUMBER,
            required=True,
        ),
        Column("unspecified", "The code of somebody not said who.", 14, required=True),
        Column("unspecified_label", "What coders see for it.", 26),
        Column(
            "usual", "The “value:” column with the whole code that an element usually stands in.",
            14,
        ),
    ),
)  # fmt: skip

POSITIONS = Table(
    "Positions",
    "positions",
    "The places in a composed code, from left to right, and the lists their elements come from.",
    (
        Column(
            "composition", "The composition it belongs to.", 18, required=True,
            offers=From("name", "Compositions"),
        ),
        _name("Name of the position."),
        _label(),
        Column(
            "lists", "Code lists, parted by commas; the first that knows an element counts.", 34,
            CellKind.NAMES, required=True,
        ),
        Column(_LEAST, "How many elements at least; empty: 0.", 8, CellKind.NUMBER),
        Column(_MOST, "How many at most; empty: 1.", 8, CellKind.NUMBER),
    ),
    owners="compositions",
    owner="composition",
    frozen=2,
)  # fmt: skip

CODE_LISTS = Table(
    "Code lists",
    "code_lists",
    "The lists of codes, in order. Each has a sheet of its own.",
    (
        _name("Name of the list."),
        _label(),
        Column("sheet", "The sheet with its codes; empty: the sheet of the same name.", 26),
    ),
)

LEVELS = Table(
    "Levels",
    "levels",
    "Names for the depths of a list’s tree: depth 0 are the codes without a parent.",
    (
        Column(
            "code_list", "The list it belongs to.", 20, also=("list",), required=True,
            offers=From("name", "Code lists"),
        ),
        _name("Name of the level."),
        _label(),
        Column("depth", "0, 1, 2 …", 8, CellKind.NUMBER, required=True),
    ),
    owners="code_lists",
    owner="code_list",
    frozen=2,
)  # fmt: skip

MODALITIES = Table(
    "Modalities",
    "modalities",
    "What words around an action make of its code, for suggestions: a threat, a demand, an offer.",
    (
        _name("Name of the modality."),
        _label(),
        Column(
            "words", "Dictionary forms of words that govern the action: threaten, call on.", 40,
            CellKind.WORDS,
        ),
        Column("auxiliaries", "Auxiliary verbs that stand with it: must.", 20, CellKind.WORDS),
        _yes("negated", "yes: it holds where these are negated (would not accept)."),
        Column("under", "Codes or headings under which the code then lies.", 18, CellKind.NAMES),
        Column(
            "becomes", "Pairs “A1 > B7”, one a line: what becomes of a code and those under it.",
            24, CellKind.WORDS,
        ),
        Column("status", "Value of the status attribute where no code takes it up.", 16),
        _yes("light", "yes: its words only carry the noun behind them (launched an attack)."),
        _yes("asks", "yes: somebody else is wanted to act, and is the target (urged them to go)."),
    ),
)  # fmt: skip

TABLES = (
    MENTION_TYPES,
    SLOTS,
    ATTRIBUTES,
    CHOICES,
    RULES,
    REASONS,
    DERIVED,
    GROUPS,
    COMPOSITIONS,
    POSITIONS,
    CODE_LISTS,
    LEVELS,
    MODALITIES,
)
"""Every sheet but the explaining one, the settings and those of the code lists."""
