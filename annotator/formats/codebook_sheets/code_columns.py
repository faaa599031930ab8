"""The columns of a sheet of codes, and which of them hold the wording."""

from __future__ import annotations

import re

from annotator.formats.codebook_sheets.columns import CellKind, Column, From, Table

_VALUE = re.compile(r"\s*value\s*:\s*(.*?)\s*", re.IGNORECASE | re.DOTALL)

WORDING = (
    Column("definition", "What the code means, in a sentence or two.", 50),
    Column("use_when", "Typical reports, and the test that decides.", 44),
    Column(
        "not_when", "What it is mistaken for, and the code that fits then: “only asked for → 020”.",
        44, title="not this when", also=("not when", "do not use when"),
    ),
    Column(
        "examples", "Sentences as in the news, one a line.", 60, CellKind.LINES, also=("example",)
    ),
    Column(
        "search", "Words coders type for it, one a line or parted by “;”.", 80, CellKind.WORDS,
        title="search words", also=("keywords",),
    ),
    Column("reference", "Whose wording it is, or what it is a paraphrase of.", 26),
)  # fmt: skip
"""What explains a code and can be laid over from another table."""

_BY_KEY = {column.key: column for column in WORDING}

CODES = (
    Column("code", "The code itself. Text: 042 is not 42.", 12, required=True),
    Column(
        "parent", "The code right above it in the tree; empty at the top.", 12, offers=From("code")
    ),
    Column("label", "Its name.", 38, required=True),
    Column(
        "assignable", "no: a heading that no event can carry (shaded); empty: yes.", 12,
        CellKind.YES_NO, usual=True,
    ),
    *(_BY_KEY[key] for key in ("definition", "use_when", "not_when", "examples", "search")),
    Column(
        "mirror", "The code of the way back, where the two sides of an event have different codes.",
        10, offers=From("code"),
    ),
    Column("source", "Where code or label come from, when not from the list’s own source.", 18),
    _BY_KEY["reference"],
    Column(
        "retired", "yes: stays on old events, is offered no more (struck out).", 10, CellKind.YES_NO
    ),
    Column(
        "successors", "The codes that took its place, parted by commas: one after a merger,"
        " several after a split.", 16, CellKind.NAMES,
    ),
)  # fmt: skip
"""Columns of every sheet of codes; behind them stand those of the values, and the id last."""

ID = Column(
    "id",
    "What a code is known by when its text changes. Leave it as it is; empty for new codes.",
    40,
)


def code_table(title: str, values: tuple[str, ...], help_text: str = "") -> Table:
    """The sheet of a code list whose codes have these named values."""
    named = (value_column(name) for name in values)
    return Table(title, "codes", help_text, (*CODES, *named, ID), frozen=3)


def value_column(name: str) -> Column:
    """The column of a named value."""
    return Column(f"values.{name}", "", max(12, len(name) + 8), title=f"value: {name}")


def value_name(title: str) -> str | None:
    """The name of the value that a column's title speaks of, None for any other title."""
    match = _VALUE.fullmatch(title)
    return match[1] if match else None
