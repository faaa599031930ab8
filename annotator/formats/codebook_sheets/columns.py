"""What a sheet of a codebook is made of: columns, what their cells hold, what they offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from annotator.formats.readers.fields import folded


class CellKind(Enum):
    """What stands in the cells of a column."""

    TEXT = auto()
    YES_NO = auto()
    NUMBER = auto()  # whole
    LINES = auto()  # several texts, one a line
    WORDS = auto()  # several texts, one a line or parted by ";"
    NAMES = auto()  # several names or codes, parted by ","


@dataclass(frozen=True)
class From:
    """What a drop-down offers: the cells of a column, of the same sheet where none is named."""

    key: str
    sheet: str = ""


@dataclass(frozen=True)
class Column:
    """One column. ``key`` is the key in a schema file; a point in it goes one object deeper."""

    key: str
    help: str
    width: int = 16
    kind: CellKind = CellKind.TEXT
    title: str = ""  # empty: the key, with blanks
    also: tuple[str, ...] = ()  # other titles under which it is found
    required: bool = False
    offers: tuple[str, ...] | From = ()
    usual: bool = False  # of YES_NO: what an empty cell means

    @property
    def name(self) -> str:
        """The title as it stands over the column."""
        return self.title or self.key.replace("_", " ")

    @property
    def names(self) -> frozenset[str]:
        """Every title under which the column is found, folded."""
        return frozenset(map(folded, (self.name, self.key, *self.also)))


@dataclass(frozen=True)
class Table:
    """One sheet with a row for each entry of a list in a schema file."""

    title: str
    key: str  # of the list; within each owner where there is one
    help: str
    columns: tuple[Column, ...]
    owners: str = ""  # key of the list whose entries own the rows
    owner: str = ""  # key of the column that names the owner
    frozen: int = 1  # columns that stay in view

    def column(self, key: str) -> Column:
        """The column of a key; StopIteration when there is none."""
        return next(column for column in self.columns if column.key == key)


def matched(columns: Sequence[Column], titles: Sequence[str]) -> Mapping[str, list[int]]:
    """Where the columns stand among the titles of a sheet: key to positions."""
    found: dict[str, list[int]] = {}
    for at, title in enumerate(map(folded, titles)):
        for column in columns:
            if title and title in column.names:
                found.setdefault(column.key, []).append(at)
    return found
