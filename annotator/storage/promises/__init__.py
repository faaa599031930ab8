"""What a project file promises, each promise as a function that finds where it is broken."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.domain.language import tr
from annotator.domain.schema import Schema


@dataclass(frozen=True)
class Finding:
    """One place where a promise is broken, or where somebody should look."""

    where: str  # table and id, as a person can look it up
    what: str  # a sentence without the place
    warning: bool = False  # True: worth a look, nothing is wrong with the file

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Findings = Iterator[Finding]


@dataclass(frozen=True)
class Case:
    """A file under examination; nobody else uses the connection."""

    connection: sqlite3.Connection
    schema: Schema


@dataclass(frozen=True)
class Promise:
    """One promise in words, and the function that looks for where it is broken."""

    name: str
    words: str
    broken: Callable[[Case], Findings]


@dataclass(frozen=True)
class Rule:
    """A promise as SQL: every row of the query is a place where it is broken.

    The query's first column is the row's id; all columns can stand in ``what`` by number.
    """

    table: str
    query: str
    what: str
    warning: bool = False

    def broken(self, connection: sqlite3.Connection) -> Findings:
        """The places, one at a time."""
        for row in connection.execute(self.query):
            yield Finding(f"{self.table} {row[0]}", tr(self.what).format(*row), self.warning)


def by_rules(*rules: Rule) -> Callable[[Case], Findings]:
    """The function of a promise that rules make up."""

    def broken(case: Case) -> Findings:
        for rule in rules:
            yield from rule.broken(case.connection)

    return broken
