"""Text as a spreadsheet can hold it: no character it refuses, nothing it would run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.domain.errors import ExportError
from annotator.domain.language import tr
from annotator.formats.slot_columns import Column

LONGEST_CELL = 32_767
"""What a cell of Excel can hold, in UTF-16 units."""

SURELY_SHORT = LONGEST_CELL // 2
"""A text of so many characters fits into a cell, whatever they are."""

SEPARATOR = "\x1f"
"""Stands between the cells of a joined row; no cell that was cleaned holds it."""

REPLACEMENT = "\ufffd"

# XML 1.0 has no other control characters than tab, line feed and carriage return.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFUSED_BYTES = bytes([*range(9), 11, 12, *range(14, 32)])
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF in UTF-8
_SURROGATES = re.compile("[\ud800-\udfff]")
_RETURNS = re.compile("\r\n?")

_SIGNS, _OTHERS = "-+", "=@\t\r\n＝＋－＠"
_RUNS = re.compile(rf"'*\s*[{_SIGNS}{_OTHERS}]")
# What begins like a formula and is none: numbers, and signs without anything to reckon with.
_HARMLESS = re.compile(r"[+-]?\d+([.,]\d*)?([eE][+-]?\d+)?|[-+]+(;.*)?", re.DOTALL)


# The same for a joined row; it may find too much, never too little.
_NUMBER_OR_SIGNS = rf"\d+(?:\.\d*)?(?:{SEPARATOR}|\Z)|[-+]*(?:[{SEPARATOR};]|\Z)"
_ROW_RUNS = re.compile(  # begins with a literal, so that searching is fast
    rf"{SEPARATOR}(?:[-+](?!{_NUMBER_OR_SIGNS})|[{_OTHERS}]"
    rf"|(?:'|[^\S{SEPARATOR}])+[{_SIGNS}{_OTHERS}])"
)
_MARK = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def may_run(joined: str) -> bool:
    """Whether ``guard`` may change a cell of a row; the cells are joined by ``SEPARATOR``."""
    return _ROW_RUNS.search(f"{SEPARATOR}{joined}") is not None


def suspicious(encoded: bytes) -> bool:
    """Whether a long UTF-8 text may hold something that ``clean`` would replace; fast."""
    return (
        len(encoded.translate(None, _REFUSED_BYTES)) != len(encoded)
        or b"\r" in encoded
        or any(character in encoded for character in _NONCHARACTERS)
    )


def clean(text: str) -> tuple[str, int]:
    """The text without what a spreadsheet cannot hold, and how many characters were replaced.

    Control characters, lone surrogates, U+FFFE and U+FFFF become U+FFFD; a carriage return
    becomes a line feed.
    """
    text, returns = _RETURNS.subn("\n", text)
    text, refused = _REFUSED.subn(REPLACEMENT, text)
    return text, returns + refused


def encodable(text: str) -> tuple[str, int]:
    """The text without lone surrogates, which no file can hold, and how many were replaced."""
    return _SURROGATES.subn(REPLACEMENT, text)


def refuse_long(sheet: str, columns: Sequence[Column], row: Sequence[str]) -> None:
    """Raise ExportError, naming the cell, when a spreadsheet could not hold one of a row."""
    for column, cell in zip(columns, row, strict=True):
        if len(cell) > SURELY_SHORT and units(cell) > LONGEST_CELL:
            raise ExportError(
                tr(
                    "A cell is too long for a spreadsheet: column “{column}” of {sheet} has "
                    "{count:,} characters in the row of {key} {row} (“{words}…”), and Excel "
                    "holds {most:,}. Nothing was written. Shorten it in the project, "
                    "or export CSV with --raw, which has no such limit."
                ).format(
                    column=column.name,
                    sheet=sheet,
                    count=units(cell),
                    key=columns[0].name,
                    row=row[0],
                    words=cell[:40],
                    most=LONGEST_CELL,
                )
            )


def units(text: str) -> int:
    """Length of a text as Excel counts it: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def guard(text: str) -> str:
    """The text with a ``'`` in front when a spreadsheet would run it as a formula.

    ``unguard`` takes it away again, whatever the text began with.
    """
    return f"'{text}" if _RUNS.match(text) and not _HARMLESS.fullmatch(text) else text


def unguard(cell: str) -> str:
    """The text that ``guard`` was given."""
    return cell[1:] if cell[:1] == "'" and guard(cell[1:]) != cell[1:] else cell


def literal(text: str) -> str:
    """A text as a workbook writes it: Excel reads ``_x0041_`` as "A", and this as it stands."""
    return _MARK.sub("_x005F_", text)
