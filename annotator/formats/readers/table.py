"""What every file with rows looks like to the rest: columns, and rows of chosen fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

Cells = dict[str, object]  # field → what stands there, as the file's format gives it


class Table(Protocol):
    """An open file of rows."""

    columns: tuple[str, ...]
    unit: str  # what a row is called: "row" or "line"
    encoding: str  # in words, empty where the format leaves no choice
    notes: tuple[str, ...]
    clean: bool  # surely nothing in its texts has to be cleaned but carriage returns

    def rows(self, chosen: Mapping[str, str]) -> Iterator[tuple[int, Cells | str]]:
        """The rows from the first one on: number and cells by field, or what is wrong with it.

        ``chosen`` gives the column of each field; rows that hold nothing are left out.
        """

    @property
    def reached(self) -> float:
        """The share of the file that was read, 0 to 1."""
