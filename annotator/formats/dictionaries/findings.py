"""What was found in a dictionary's file: its entries, and the lines that could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.dictionary import Entry
from annotator.domain.language import tr


class Format(StrEnum):
    """How a dictionary's file is written."""

    ACTORS = "actors"  # PETRARCH and TABARI
    AGENTS = "agents"
    DISCARDS = "discards"
    TABLE = "table"  # CSV


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was left out, and why."""

    line: int  # as an editor counts; of a table its row
    sentence: str

    def __str__(self) -> str:
        return tr("line {line:,}: {sentence}").format(line=self.line, sentence=self.sentence)


@dataclass(frozen=True)
class DictionaryFile:
    """A file that was read: each entry once, in the order of the file."""

    format: Format
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    duplicates: int = 0  # entries that stood there before
    notes: tuple[str, ...] = ()


class Findings:
    """Collects entries and problems while a file is gone through."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.duplicates = 0
        self._entries: dict[tuple[object, ...], Entry] = {}

    def refuse(self, line: int, sentence: str) -> None:
        """Leave a line out."""
        self.problems.append(Problem(line, sentence))

    def add(self, entries: Iterable[Entry]) -> None:
        """Take entries, each once."""
        for entry in entries:
            key = (entry.surface, entry.code, entry.kind, entry.valid_from, entry.valid_to)
            if key in self._entries:
                self.duplicates += 1
            else:
                self._entries[key] = entry

    def report(self, written: Format, notes: Iterable[str]) -> DictionaryFile:
        """What was found, problems in the order of their lines."""
        return DictionaryFile(
            written,
            tuple(self._entries.values()),
            tuple(sorted(self.problems, key=lambda problem: problem.line)),
            self.duplicates,
            tuple(notes),
        )
