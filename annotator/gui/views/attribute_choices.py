"""The rows of the attribute editor, and what typed text comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from annotator.domain import dates
from annotator.domain.attribute_values import CHOSEN, quantity, read_attribute, shown
from annotator.domain.dates.iso import from_iso
from annotator.domain.folding import fold
from annotator.domain.schema import Attribute, AttributeType, Choice
from annotator.domain.sentence import Run, Tone
from annotator.domain.values import TextValue
from annotator.gui.views.editor_entry import Entry

LISTED = frozenset({*CHOSEN, AttributeType.YES_NO})
_MANY = 9  # choices that digits reach; more of them are found by typing


def tr(text: str) -> str:
    """A text of the editor in the user's language."""
    return QCoreApplication.translate("AttributeEditor", text)


@dataclass(frozen=True)
class AttributeAsked:
    """What the editor was opened for: an attribute, what can be chosen, what dates count from."""

    attribute: Attribute
    choices: tuple[Choice, ...] = ()
    published: dt.date | None = None
    language: str = ""

    @property
    def several(self) -> bool:
        """Whether choices are ticked instead of taken."""
        return self.attribute.type is AttributeType.SEVERAL_OF

    @property
    def listed(self) -> bool:
        """Whether it is answered from a list."""
        return self.attribute.type in LISTED

    @property
    def searched(self) -> bool:
        """Whether the list is long enough to be typed into."""
        return self.listed and len(self.offered) > _MANY

    @property
    def offered(self) -> tuple[Choice, ...]:
        """What can be chosen; yes and no where nothing else can."""
        if self.attribute.choices:
            return self.choices
        return (Choice("yes", tr("Yes")), Choice("no", tr("No")))


def choice_rows(asked: AttributeAsked, query: str, ticked: Sequence[str]) -> tuple[Entry, ...]:
    """The choices that typed words find, best first: by label, then by what explains them."""
    words = fold(query).split()
    ranked = [(_rank(choice, words), choice) for choice in asked.offered]
    found = sorted((r for r in ranked if r[0] is not None), key=lambda r: r[0] or 0)
    return tuple(_row(asked, choice, ticked) for _, choice in found)


def _rank(choice: Choice, words: Sequence[str]) -> int | None:
    """0 where the label begins so, 1 where words of it do, 2 where the rest does; None: not."""
    label, rest = fold(choice.label), fold(f"{choice.value} {choice.help}")
    if all(_begins(word, label) for word in words):
        return 0 if label.startswith(" ".join(words)) else 1
    return 2 if all(_begins(word, f"{label} {rest}") for word in words) else None


def _begins(typed: str, text: str) -> bool:
    return any(word.startswith(typed) for word in text.split())


def _row(asked: AttributeAsked, choice: Choice, ticked: Sequence[str]) -> Entry:
    on = choice.value in ticked
    mark = ("✓" if on else "–") if asked.several else ""
    value = TextValue(choice.value)
    return Entry(choice.label, value, mark, choice.help, right=tr("retired") * choice.retired)


def word_rows(asked: AttributeAsked, typed: str) -> tuple[Entry, ...]:
    """The words that stand for numbers, those that begin as typed."""
    begun = " ".join(typed.split()).casefold()
    attribute = asked.attribute
    return tuple(
        Entry(word.word, TextValue(word.word), right=_range(attribute, word.word), answer=False)
        for word in attribute.words
        if word.word.casefold().startswith(begun)
    )


def value_of(entry: Entry | None) -> str:
    """The value that a row stands for, empty for no row."""
    return entry.value.text if entry is not None and isinstance(entry.value, TextValue) else ""


def read(asked: AttributeAsked, typed: str) -> tuple[str, str]:
    """The stored value of typed text and, where it cannot be one, why."""
    try:
        value = read_attribute(asked.attribute, typed, asked.published, language=asked.language)
    except ValueError as error:
        return "", str(error)
    return value, ""


def reading(asked: AttributeAsked, typed: str) -> tuple[Run, ...]:
    """What is said under the line: the value understood, or what can be typed."""
    if not typed.strip():
        return (Run(_hint(asked.attribute), Tone.PLAIN),)
    value, problem = read(asked, typed)
    if problem:
        return (Run(problem, Tone.ODD),)
    return (Run(_understood(asked.attribute, value), Tone.PLAIN),)


def _understood(attribute: Attribute, value: str) -> str:
    if attribute.type is AttributeType.DATE:
        date = from_iso(value)
        return dates.describe(date) if date else value
    return _range(attribute, value) or shown(attribute, value)


def _range(attribute: Attribute, value: str) -> str:
    number = quantity(attribute, value)
    if number is None or number.least == number.most:
        return ""
    if number.most is None:
        return tr("{} or more").format(f"{number.least:,}")
    return f"{number.least:,}–{number.most:,}"


def _hint(attribute: Attribute) -> str:
    return {
        AttributeType.INTEGER: tr("A whole number."),
        AttributeType.NUMBER_OR_WORD: tr("A number, a range such as 200-300, 1000+, or a word."),
        AttributeType.DATE: tr("2024-03-02, 2024-03, 2024-03-01..2024-03-05, or words."),
    }.get(attribute.type, "")
