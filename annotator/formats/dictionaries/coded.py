"""Actor and agent files of PETRARCH and TABARI: names, synonyms, plurals, sets, codes with days.

A name stands on a line of its own or before its codes, synonyms follow with ``+``, more codes on
lines of their own; all names of such a block have all its codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from annotator.domain.dictionary import COUNTRY, Entry, EntryKind
from annotator.domain.language import tr
from annotator.domain.plurals import plural
from annotator.formats.dictionaries.codes import Coded, UnreadableError, find_codes, read_code
from annotator.formats.dictionaries.findings import Findings
from annotator.formats.dictionaries.names import read_name, without_comment

_SET = re.compile(r"!(?P<name>[^!=]+)!\s*=\s*(?P<members>.*)")
_IN_NAME = re.compile(r"!([^!]+)!")
_PLURAL = re.compile(r"\{([^{}]*)\}")
_MOST_MADE = 1_000  # names that one line with sets may stand for


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a block; ``codes`` of its own, where it has some."""

    line: int
    surface: str
    plural: str | None = None
    codes: tuple[Coded, ...] = ()


@dataclass
class _Block:
    """A name with its synonyms and codes."""

    line: int
    names: list[_Name] = field(default_factory=list)
    codes: list[Coded] = field(default_factory=list)
    damaged: bool = False  # something in it could not be read, and is reported


def read_coded(lines: Sequence[str], findings: Findings) -> None:
    """Read an actor or agent file."""
    reading = _Reading(findings)
    for number, line in enumerate(lines, start=1):
        if text := without_comment(line):
            reading.read(number, text)
    reading.end_block()


class _Reading:
    """A file while its lines are gone through."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._sets: dict[str, tuple[str, ...]] = {}
        self._block: _Block | None = None

    def read(self, number: int, text: str) -> None:
        """Read one line."""
        try:
            if (found := _SET.fullmatch(text)) is not None:
                self.end_block()
                self._define(found["name"], found["members"])
            elif text.startswith("["):
                self._more_codes(text)
            elif text.startswith("+"):
                self._synonym(number, text.removeprefix("+"))
            else:
                self.end_block()
                self._begin(number, text)
        except UnreadableError as error:
            self._findings.refuse(number, str(error))
            if self._block is not None:
                self._block.damaged = True

    def _define(self, name: str, members: str) -> None:
        known = tuple(filter(None, (member.strip() for member in members.split(","))))
        if not known:
            raise UnreadableError(tr("The set “{name}” is empty.").format(name=name))
        self._sets[name] = known

    def _more_codes(self, text: str) -> None:
        if self._block is None:
            raise UnreadableError(tr("It is a code without a name above it."))
        self._take_codes(self._block.codes, find_codes(text))

    def _begin(self, number: int, text: str) -> None:
        self._block = _Block(number)
        written, inside = _parted(text)
        self._block.names = list(self._names(number, written, ()))
        self._take_codes(self._block.codes, inside)

    def _synonym(self, number: int, text: str) -> None:
        if self._block is None:
            raise UnreadableError(tr("It is a synonym without a name above it."))
        written, inside = _parted(text)
        own: list[Coded] = []
        self._take_codes(own, inside)
        self._block.names += self._names(number, written, tuple(own))

    @staticmethod
    def _take_codes(target: list[Coded], inside: Sequence[str]) -> None:
        """Take all codes that can be read, then complain about the first that cannot."""
        trouble = None
        for each in inside:
            try:
                target.append(read_code(each))
            except UnreadableError as error:
                trouble = trouble or error
        if trouble:
            raise trouble

    def _names(self, number: int, written: str, codes: tuple[Coded, ...]) -> Iterator[_Name]:
        several = _PLURAL.search(written)
        name = _PLURAL.sub(" ", written) if several else written
        if not _IN_NAME.search(name):  # one "!" alone is part of a name
            given = None if several is None else " ".join(several[1].replace("_", " ").split())
            yield _Name(number, read_name(name), given, codes)
            return
        for made, regular in self._expanded(name):
            yield _Name(number, read_name(made), None if regular and not several else "", codes)

    def _expanded(self, name: str) -> Iterator[tuple[str, bool]]:
        """Every name that one with sets stands for, and whether its plural is still to be made."""
        parts = _IN_NAME.split(name)
        unknown = next((part for part in parts[1::2] if part not in self._sets), None)
        if unknown is not None:
            raise UnreadableError(tr("The set “{unknown}” is not known.").format(unknown=unknown))
        sets = [self._sets[part] for part in parts[1::2]]
        many = 1
        for members in sets:
            many *= len(members)
        if many > _MOST_MADE:
            raise UnreadableError(tr("Its sets make {many:,} names of it.").format(many=many))
        for chosen in product(*sets):
            regular = all(_has_no_plural(m, those) for m, those in zip(chosen, sets, strict=True))
            pieces = (part for pair in zip(parts[::2], (*chosen, ""), strict=True) for part in pair)
            yield "".join(pieces), regular

    def end_block(self) -> None:
        """Take the entries of the block that is over."""
        block, self._block = self._block, None
        if block is None:
            return
        if not any((block.codes, block.damaged, *(name.codes for name in block.names))):
            shown = block.names[0].surface if block.names else ""
            self._findings.refuse(block.line, tr("“{shown}” has no code.").format(shown=shown))
            return
        for name in block.names:
            self._findings.add(_entries(name, name.codes or tuple(block.codes)))


def _has_no_plural(member: str, members: tuple[str, ...]) -> bool:
    """Whether a set lacks the plural of a member, which is none itself."""
    several = {plural(other) for other in members}
    return plural(member) not in members and member not in several


def _parted(text: str) -> tuple[str, list[str]]:
    """A name, and what stands in the brackets behind it."""
    name, bracket, rest = text.partition("[")
    return name.strip(), find_codes(bracket + rest)


def _entries(name: _Name, codes: tuple[Coded, ...]) -> Iterator[Entry]:
    for coded in codes:
        agent = COUNTRY in coded.code
        yield Entry(
            name.surface,
            coded.code,
            EntryKind.AGENT if agent else EntryKind.ACTOR,
            coded.valid_from,
            coded.valid_to,
            name.plural if agent else None,
        )
