"""``annotator schema check``: every problem of a codebook at once."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.cli import DONE, REFUSED, Outcome
from annotator.domain.codebook_warnings import warnings
from annotator.domain.errors import SchemaError
from annotator.domain.loose_json import entries

HELP = "list every problem of a codebook (.json or .xlsx) with its place"
_MOST_LISTED = 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE")


@dataclass(frozen=True)
class _Checked:
    """What was found in a file."""

    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    codes: int


def run(args: argparse.Namespace) -> Outcome:
    """Check the file; exit status 2 when it has problems."""
    path = args.file.expanduser()
    checked = _workbook(path) if path.suffix.lower() == ".xlsx" else _json(path)
    number = len(checked.problems)
    complaint = (
        f"“{path}” has {'one problem' if number == 1 else f'{number:,} problems'}. Mend"
        f" {'it' if number == 1 else 'them'} and check again."
    )
    return Outcome(
        _text(checked),
        {"file": str(path), **vars(checked)},
        REFUSED if number else DONE,
        complaint if number else "",
    )


def _workbook(path: Path) -> _Checked:
    from annotator.formats.codebook_sheets import read_codebook  # noqa: PLC0415 - heavy

    codebook = read_codebook(path)
    found = tuple(map(codebook.locate, warnings(codebook.data)))
    return _Checked(codebook.problems, found, codebook.notes, _codes(codebook.data))


def _json(path: Path) -> _Checked:
    from annotator.domain import schema_file  # noqa: PLC0415 - loads pydantic

    problems: tuple[str, ...] = ()
    try:
        schema_file.load(path)
    except SchemaError as error:
        problems = error.problems
    data = _loosely(path)
    return _Checked(problems, warnings(data), (), _codes(data))


def _loosely(path: Path) -> Mapping[str, Any]:
    """What can be read of a file whose problems are named already."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, Mapping) else {}


def _codes(data: Mapping[str, Any]) -> int:
    return sum(len(entries(code_list, "codes")) for _, code_list in entries(data, "code_lists"))


def _text(checked: _Checked) -> str:
    lines = [*_some("✗", checked.problems), *_some("!", (*checked.warnings, *checked.notes))]
    if not checked.problems:
        lines.append(f"No problems: {checked.codes:,} codes.")
    return "\n".join(lines)


def _some(mark: str, sentences: Sequence[str]) -> list[str]:
    """The first of many as lines, and how many more there are."""
    more = len(sentences) - _MOST_LISTED
    shown = [f"{mark} {sentence}" for sentence in sentences[:_MOST_LISTED]]
    return [*shown, f"{mark} and {more:,} more; --json lists all"] if more > 0 else shown
