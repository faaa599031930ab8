"""Cells to what a schema file holds and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from annotator.domain.language import later, tr
from annotator.formats import safe_text
from annotator.formats.codebook_sheets.columns import CellKind, Column

_YES = frozenset({"yes", "y", "x", "true", "1", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "0", "-", "–"})
_PARTS = {CellKind.LINES: r"\n", CellKind.WORDS: r"[\n;]", CellKind.NAMES: r"[\n;,]"}
_JOINTS = {CellKind.LINES: "\n", CellKind.WORDS: "; ", CellKind.NAMES: ", "}
# Excel reads _x0041_ as "A"; with this in front it reads the text itself.

Value = str | bool | int | list[str] | None
"""What a cell says; None: nothing."""


class Cell(Protocol):
    """What is used of a cell that was read."""

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever the spreadsheet holds
        """Its content."""

    @property
    def data_type(self) -> str | None:
        """One letter: s text, n number, b yes/no, d date, f formula, e error."""


def read(column: Column, cell: Cell) -> Value:
    """What a cell says under its column; ValueError with a sentence where it can say nothing."""
    text = text_of(cell, yes_no=column.kind is CellKind.YES_NO)
    return _READ[column.kind](text) if text else None


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def text_of(cell: Cell, *, yes_no: bool = False) -> str:
    """A cell as text without blanks around it; ValueError with a sentence for what is none."""
    if is_blank(cell):
        return ""
    value = cell.value
    if yes_no and isinstance(value, bool):
        return "yes" if value else "no"
    if cell.data_type in _REFUSED:
        raise ValueError(tr(_REFUSED[cell.data_type]))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _unliteral(str(value)).strip()


_REFUSED: Mapping[str | None, str] = {
    "b": later(
        "the spreadsheet made TRUE or FALSE of what was written here. Format the cell as text and"
        " write it again."
    ),
    "d": later(
        "a date stands here, where text is wanted. Format the cell as text and write it again."
    ),
    "e": later("the cell holds an error of the spreadsheet. Write what is meant."),
    "f": later("a formula stands here. Put its result in its place, as a value."),
}


def _unliteral(text: str) -> str:
    """Without the marks that Excel writes for a carriage return and before such a mark.

    openpyxl takes the second away itself, but not in every kind of cell.
    """
    if "_x" not in text:
        return text
    return text.replace("_x005F_x", "_x").replace("_x000D_\n", "\n").replace("_x000D_", "\n")


def _yes_no(text: str) -> bool:
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError(tr("“{text}” is neither yes nor no.").format(text=text))


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        sentence = tr("a whole number is wanted here, not “{text}”.")
        raise ValueError(sentence.format(text=text)) from None


def _parted(kind: CellKind) -> Callable[[str], list[str]]:
    split = re.compile(_PARTS[kind]).split
    return lambda text: [part.strip() for part in split(text) if part.strip()]


_READ: Mapping[CellKind, Callable[[str], Value]] = {
    CellKind.TEXT: str,
    CellKind.YES_NO: _yes_no,
    CellKind.NUMBER: _number,
    **{kind: _parted(kind) for kind in _PARTS},
}


def written(column: Column, value: object) -> str | int | None:
    """What a cell of the column holds for a value of a schema file; None: nothing."""
    if column.kind is CellKind.YES_NO:
        return _word(value, usual=column.usual)
    if value is None or value in ("", []):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, list):
        return safe_text.literal(_JOINTS[column.kind].join(value))
    return safe_text.literal(str(value))


def _word(value: object, *, usual: bool) -> str | None:
    """Yes or no; where an empty cell means no, only yes is written."""
    given = usual if value is None else bool(value)
    return "yes" if given else "no" if usual else None
