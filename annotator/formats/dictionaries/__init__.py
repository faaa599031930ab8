"""Dictionaries of names in and out: PETRARCH's actor, agent and discard files, and tables."""

from __future__ import annotations

from pathlib import Path

from annotator.formats.dictionaries.coded import read_coded
from annotator.formats.dictionaries.detecting import format_of
from annotator.formats.dictionaries.discards import read_discards
from annotator.formats.dictionaries.findings import DictionaryFile, Findings, Format, Problem
from annotator.formats.dictionaries.lines import read_lines
from annotator.formats.dictionaries.table import find_head, read_table
from annotator.formats.dictionaries.writing import check_name, write_dictionary

__all__ = [
    "DictionaryFile",
    "Format",
    "Problem",
    "check_name",
    "read_dictionary",
    "write_dictionary",
]


def read_dictionary(path: Path) -> DictionaryFile:
    """Read a file, whose kind is told by what stands in it; bad lines are reported, not raised.

    Raises:
        ImportFileError: it is missing, no text, or no dictionary.
    """
    lines = read_lines(path)
    findings, head = Findings(), find_head(lines.texts)
    if head is not None:
        read_table(lines.texts, head, findings)
        return findings.report(Format.TABLE, lines.notes)
    written = format_of(path.name, lines.texts)
    read = read_discards if written is Format.DISCARDS else read_coded
    read(lines.texts, findings)
    return findings.report(written, lines.notes)
