"""One row of the slot editor's list, and what the editor was opened for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from annotator.domain import codebook
from annotator.domain.events import Article
from annotator.domain.folding import fold
from annotator.domain.schema import CodeList, Schema, Slot
from annotator.domain.suggestions import Candidate
from annotator.domain.values import Value, ValueKind

_HINTS = 9  # codes that the words in the text suggest
_LONGEST_QUOTE = 200  # characters; longer stretches are no name, date or code


def tr(text: str) -> str:
    """A text of the editor in the user's language."""
    return QCoreApplication.translate("SlotEditor", text)


@dataclass(frozen=True)
class Entry:
    """One row. A heading cannot be taken; only ``answer`` rows carry digits.

    What is offered without any word for it is not ``likely``: Enter alone must not take it.
    """

    title: str
    value: Value | None = None
    code: str = ""
    small: str = ""
    right: str = ""
    odd: str = ""  # a warning, as a sentence
    section: str = ""  # said above the row
    depth: int = 0
    takeable: bool = True
    answer: bool = True
    likely: bool = True  # highlighted without being asked for

    @property
    def spoken(self) -> str:
        """The row for a screen reader, and in full where there is no room for it."""
        parts = (self.code, self.title, self.small, self.right, self.odd)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Asked:
    """What the editor was opened for: a slot, what it holds, and what is known of the words."""

    schema: Schema
    slot: Slot
    published: dt.date | None = None
    language: str = ""
    value: Value | None = None
    words: str = ""
    recent: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def code_list(self) -> CodeList | None:
        """The list of a slot that holds one code, None for other kinds."""
        slot = self.slot
        return self.schema.code_list(slot.code_list) if slot.kind is ValueKind.CODE else None

    def needs_modifier(self, query: str) -> bool:
        """Whether a plain digit goes on with what was typed, so that rows need Alt with theirs."""
        coded = self.slot.kind in (ValueKind.CODE, ValueKind.COMPOSED)
        return not coded or not any(character.isalpha() for character in query)

    def types_digit(self, query: str, digit: str) -> bool:
        """Whether a digit behind what was typed belongs to it, and chooses no row."""
        if self.needs_modifier(query):
            return True
        typed = fold(query + digit)
        return any(code.startswith(typed) for code in self._codes_with_digits)

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """The codes that the words in the text suggest, best first."""
        if self.code_list is None:
            return ()
        found = codebook.search(self.code_list, self.words, limit=_HINTS) if self.words else []
        suggested = [candidate.value for candidate in self.candidates]
        return tuple(dict.fromkeys([*suggested, *(hit.code.code for hit in found)]))

    @cached_property
    def _codes_with_digits(self) -> tuple[str, ...]:
        """Codes that hold letters and digits, where a digit may go on with a code."""
        if self.code_list is not None:
            lists = [self.code_list]
        else:
            positions = self.schema.composition(self.slot.composition).positions
            lists = [self.schema.code_list(name) for p in positions for name in p.lists]
        texts = (code.code for codes in lists for code in codes.codes)
        return tuple(fold(text) for text in texts if not (text.isalpha() or text.isdigit()))


def asked_for(
    schema: Schema,
    slot: Slot,
    article: Article | None,
    *,
    value: Value | None = None,
    words: str = "",
    recent: tuple[str, ...] = (),
    candidates: tuple[Candidate, ...] = (),
) -> Asked:
    """What opening the editor asks; of long words only the beginning counts."""
    quote = " ".join(words[: 2 * _LONGEST_QUOTE].split())[:_LONGEST_QUOTE]
    published = article.published if article else None
    language = article.language if article else ""
    return Asked(schema, slot, published, language, value, quote, recent, candidates)
